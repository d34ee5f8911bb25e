"""Asking experts: the sheet to send out, and the scenario with what they answer as layers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

from nacsim.arguments import door
from nacsim.scenario.build import ScenarioLike, loads, scenario_of
from nacsim.scenario.exchange.answers import Answer, read_answer
from nacsim.scenario.exchange.sheet import sheet_text
from nacsim.scenario.format.copy import with_experts
from nacsim.scenario.format.write import dump
from nacsim.scenario.mistakes.errors import Problem, ScenarioError
from nacsim.scenario.names import listing, nearest
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.start import copied

RESERVED = ("pool", "only")
"""Keys of [experts] itself."""


@dataclass(frozen=True)
class Elicited:
    """A scenario with experts in it, as a file with the comments of the one it began with, and who said what.

    `report` tells what was read of each sheet; `scenario` is the file, loaded.
    """

    name: str
    toml: str
    answers: tuple[Answer, ...]

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario."""
        return loads(self.toml, self.name)

    @property
    def report(self) -> str:
        """What was read, ignored and noticed, line by line."""
        return "\n".join(line for answer in self.answers for line in answer.report)

    def __repr__(self) -> str:
        return f"<Elicited {self.name}: {len(self.answers)} answers>"


@door
def write_sheet(scenario: ScenarioLike, members: Sequence[str] = (), *, filled: bool = False) -> str:
    """The sheet (CSV) to send to experts: a row for each member and issue, with what the numbers mean above.

    `members`: the codes to ask about, by default all in the room. `filled`: with the file's own numbers, to be corrected;
    empty cells keep experts from leaning on them. Raises ScenarioError for a member that is not in the room.
    """
    question = scenario_of(scenario)
    for code in members:
        if code not in question.room:
            near = nearest(code, question.room)
            hint = f"nearest: {near}; " if near else ""
            message = f'"{code}" is not in the room; {hint}allowed: {listing(question.room, 8)}'
            raise ScenarioError([Problem(question.name, None, "", message)])
    return sheet_text(question, members, filled)


@door
def read_answers(
    scenario: ScenarioLike,
    answers: Sequence[Any],
    *,
    weights: Mapping[str, float] | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    decimal: str | None = None,
    sheet: str | None = None,
) -> Elicited:
    """A scenario with the sheets that came back as its experts.

    `answers` are paths (CSV, Excel), bytes or DataFrames; `weights` says how likely each expert is to be believed, by name
    or key, 1 where it does not; the others are those of `read_table`. Raises ScenarioError with every mistake in a sheet
    and its line.
    """
    question = scenario_of(scenario)
    given = {
        "columns": columns,
        "encoding": encoding,
        "separator": separator,
        "decimal": decimal,
        "sheet": sheet,
    }
    options = {key: value for key, value in given.items() if value is not None}
    found = [answer for source in answers for answer in read_answer(source, question, options)]
    keys = _keys(found)
    held = _weights(weights or {}, keys, found)
    experts = {
        key: {"name": one.name, "weight": held.get(key, 1), "members": one.views}
        for key, one in zip(keys, found, strict=True)
    }
    for expert in experts.values():
        if not expert["members"]:
            del expert["members"]
    made = Elicited(question.name, with_experts(_text(scenario, question), experts), tuple(found))
    _ = made.scenario  # what was made of sheets is a scenario, or its mistakes are told now
    return made


def _text(source: ScenarioLike, question: Scenario) -> str:
    """The scenario's text, with its comments where it is a file."""
    return copied(source) if isinstance(source, str | PathLike) else dump(question)


def _keys(answers: Sequence[Answer]) -> list[str]:
    """A key for each expert, of the letters of its name. Raises ScenarioError for two of one name."""
    keys: list[str] = []
    for answer in answers:
        plain = re.sub(r"\W+", "_", answer.name.casefold()).strip("_")
        key = f"{plain}_" if plain in RESERVED else plain or "expert"
        if key in keys:
            message = f'"{answer.name}" is the expert of {answers[keys.index(key)].file} too; needed: a name for each'
            raise ScenarioError([Problem(answer.file, None, "", f"{message}, in the line # Expert:")])
        keys.append(key)
    return keys


def _weights(given: Mapping[str, float], keys: Sequence[str], answers: Sequence[Answer]) -> dict[str, float]:
    """Weights by key. Raises ScenarioError for one of nobody."""
    known = dict(zip(keys, keys, strict=True)) | {
        a.name.casefold(): k for a, k in zip(answers, keys, strict=True)
    }
    found = {}
    for name, weight in given.items():
        if name.casefold() not in known:
            near = nearest(name, keys)
            hint = f"nearest: {near}; " if near else ""
            raise ScenarioError(
                [Problem("--weight", None, "", f'"{name}" is no expert; {hint}allowed: {listing(keys)}')]
            )
        found[known[name.casefold()]] = weight
    return found


def default_target(source: str, reads: bool) -> Path:
    """Where the sheet, or the scenario with the answers, is written where nobody says."""
    stem = Path(source).stem
    return Path(f"{stem}_experts.toml" if reads else f"{stem}_sheet.csv")
