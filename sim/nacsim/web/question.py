"""From the JSON a page sends to a checked question: scenario, edits, how many councils, seed."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from nacsim.scenario import Scenario, ScenarioError, load, loads, shipped
from nacsim.web import uploads
from nacsim.web.known import check_edits
from nacsim.web.limits import BYTES, DOTS, EDITS, KEY, NAME, Refusal, check_size

SEEDS = 2**63
"""Seeds are whole numbers below this."""


class Side(NamedTuple):
    """One scenario as asked for: what names it, and nothing else; equal sides are the same scenario."""

    name: str
    toml: str | None  # the text of an upload; None for a scenario that ships
    edits: str  # JSON of the edited keys, sorted

    @property
    def changed(self) -> dict[str, Any]:
        """Edited key -> value."""
        edits: dict[str, Any] = json.loads(self.edits)
        return edits


class Question(NamedTuple):
    """A side, put `runs` times with this seed."""

    side: Side
    runs: int
    seed: int


def side_of(told: Any) -> Side:
    """The side that a JSON object names: {scenario, toml, edits}. Refuses (400) anything else.

    An upload is sent as `toml` once and named by its hash, `file`, from then on.
    """
    told = _table(told, "a scenario")
    if isinstance(told.get("file"), str) and told.get("toml") is None:
        told = {**told, "toml": uploads.text_of(told["file"])}
    name, toml, edits = told.get("scenario"), told.get("toml"), _table(told.get("edits", {}), "the edits")
    if not isinstance(name, str) or not (toml is None or isinstance(toml, str)):
        raise Refusal(400, "A scenario is named by a text, and an upload is a text.")
    if len(edits) > EDITS or len(name) > NAME or any(len(key) > KEY for key in edits):
        raise Refusal(413, f"More than {EDITS:,} edited inputs, or a name or key that is too long.")
    if has_null(edits):
        raise Refusal(400, "An edit needs a value; to take one back, leave it out.")
    check_lines(toml or "")
    return Side(name, toml, json.dumps(edits, sort_keys=True))


def question_of(told: Any, side: Side | None = None) -> Question:
    """The question that a JSON object puts; `side` if it has been read already. Refuses (400, 413, 422)."""
    told = _table(told, "a question")
    runs, seed = (
        _whole(told, key, least, usual) for key, least, usual in (("runs", 1, 5000), ("seed", 0, 0))
    )
    question = Question(side or side_of(told), runs, seed)
    check_size(scenario_of(question.side), runs)
    return question


def check_lines(text: str) -> None:
    """Refuse (422) a line that would take memory as the square of its length."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > DOTS:
            problem = {
                "line": number,
                "key": "",
                "message": f"has more than {DOTS} full stops; break the line",
            }
            raise Refusal(422, "This scenario will not run:", [problem])


def has_null(tables: dict[str, Any]) -> bool:
    """Whether there is a null anywhere in them: JSON has it, TOML does not."""
    layer: list[Any] = [tables]
    while layer:
        inner = [v for t in layer for v in (t.values() if isinstance(t, dict) else t)]
        if None in inner:
            return True
        layer = [v for v in inner if isinstance(v, (dict, list))]
    return False


def _table(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refusal(400, f"Needed: {what} as a JSON object.")
    return value


def _whole(told: dict[str, Any], key: str, least: int, usual: int) -> int:
    value = told.get(key, usual)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value < SEEDS:
        raise Refusal(400, f"{key} must be a whole number from {least:,} on.")
    return value


@lru_cache(maxsize=64)
def _opened(name: str, toml: str | None) -> Scenario:
    if toml is not None:
        return loads(toml, name=name)
    ships = shipped()
    if name not in ships:
        raise Refusal(404, f"No scenario called {name[:80]} ships with this version.")
    return load(ships[name])


@lru_cache(maxsize=64)
def scenario_of(side: Side) -> Scenario:
    """The scenario of a side. Refuses (404, 422) with every mistake in it, each with line and key."""
    edits = side.changed

    def edited() -> Scenario:
        scenario = _opened(side.name, side.toml)
        check_edits(scenario, edits)
        return scenario.with_values(edits) if edits else scenario

    return checked(edited)


def unedited(side: Side) -> Side:
    """The same scenario as its file has it."""
    return side._replace(edits="{}")


def checked(make: Callable[[], Scenario]) -> Scenario:
    """A scenario that is made, or the refusal (422) with every mistake in it."""
    try:
        return make()
    except ScenarioError as error:
        problems = [p.told() for p in error.problems]
        raise Refusal(422, "This scenario will not run:", problems) from None
    except RecursionError:
        raise Refusal(422, "The scenario has tables nested too deep.") from None


def read_json(body: bytes) -> Any:
    """The JSON of a request body. Refuses (400, 413) what is none, or holds numbers that are not finite."""
    if len(body) > BYTES:
        raise Refusal(413, f"Larger than {BYTES:,} bytes, the most that is read.")
    try:
        told = json.loads(body.decode("utf-8"), parse_constant=_no_number)  # json would take UTF-16, too
        if b"\\u" in body:
            json.dumps(told, ensure_ascii=False).encode()  # fails on half a surrogate pair, which is no text
        return told
    except (ValueError, RecursionError):
        raise Refusal(400, "The request is not JSON.") from None


def _no_number(text: str) -> None:
    raise ValueError(text)
