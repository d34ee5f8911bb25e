"""Two codings of the same decisions: how far they agree, and what their differences do to the answer."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from os import PathLike
from pathlib import Path
from typing import Any

from nacsim import __version__
from nacsim.arguments import door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.workers import Crew, Progress
from nacsim.errors import WrongValue
from nacsim.explore.compare import compare
from nacsim.history.cases import Case
from nacsim.history.coders import SCALES, crossed, lumpy, opposed, paired_issues, scales
from nacsim.history.reliability import NOISE
from nacsim.narrate.codings import told
from nacsim.results.answers import Agreement
from nacsim.scenario import Scenario, centre
from nacsim.scenario.build import ScenarioLike, from_tables, scenario_of
from nacsim.scenario.grounds import coded
from nacsim.scenario.quantity import plain

CHOICES = ("procedure.rule", "procedure.opt_out", "procedure.horizon", "category")
"""Keys of a file, beside those of issues, that settle what the question is."""
OF_AN_ISSUE = ("status_quo", "proposed", "floor", "lumpy")


@door
def agree(
    first: ScenarioLike,
    second: ScenarioLike,
    runs: int = RUNS["agree"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
) -> Agreement:
    """How far two codings of one decision agree, and what their differences do to the share adopted.

    `first` and `second`: scenarios, names that ship or paths; two folders are compared file by file, by the names that both
    have. Issues pair by name, or in the order of the files where no name is the same; what only one has, issues or members
    in the room, is left out and told. The rest as in `nacsim.simulate`; `progress` is told of decisions. Raises WrongValue
    where two folders have no name in common, or two codings no member.
    """
    runs, seed = played(runs, seed)
    scenarios = list(_pairs(first, second))
    whole = [(Case(one.name, one), Case(two.name, two)) for one, two in scenarios]
    pairs = [_beside(*pair) for pair in scenarios]
    found = []
    for k, (one, two) in enumerate(scenarios):
        found.append(_decision(one, two, runs, seed, jobs, executor))
        if progress is not None:
            progress(k + 1, len(scenarios))
    result: dict[str, Any] = {
        "version": __version__,
        "seed": seed,
        "runs": runs,
        "decisions": found,
        "scales": {name: row for name, row in scales(pairs).items() if name in SCALES},
        "lumpy": crossed([lumpy(*pair) for pair in pairs]),
        "loses": crossed([opposed(*pair) for pair in whole]),
        "apart": sorted((row for pair in scenarios for row in _apart(*pair)), key=_gap, reverse=True),
        "unlike": [row for pair in scenarios for row in _unlike(*pair)],
    }
    return Agreement.of(result | {"words": told(result)}, *(side for pair in scenarios for side in pair))


def _pairs(first: ScenarioLike, second: ScenarioLike) -> list[tuple[Scenario, Scenario]]:
    """The codings that belong together."""
    folders = [_folder(each) for each in (first, second)]
    if folders[0] is None or folders[1] is None:
        return [(scenario_of(first), scenario_of(second))]
    names = [{path.name: path for path in folder.glob("*.toml")} for folder in folders if folder is not None]
    common = [name for name in sorted(names[0]) if name in names[1]]
    if not common:
        raise WrongValue(
            f"{first} and {second} have no file of the same name; allowed: two codings of the same decisions"
        )
    return [(scenario_of(names[0][name]), scenario_of(names[1][name])) for name in common]


def _folder(source: ScenarioLike) -> Path | None:
    if isinstance(source, str | PathLike) and Path(source).is_dir():
        return Path(source)
    return None


def _beside(first: Scenario, second: Scenario) -> tuple[Case, Case]:
    """Two codings as cases with the issues that pair, in one order. Raises WrongValue where no member is in both rooms."""
    if not set(first.room) & set(second.room):
        names = f"{first.name} and {second.name}"
        raise WrongValue(f"{names} have no member in common; allowed: two codings of one decision")
    pairs = paired_issues(first, second)
    here = first.model_copy(update={"issues": {a: first.issues[a] for a, _ in pairs}})
    there = second.model_copy(update={"issues": {b: second.issues[b] for _, b in pairs}})
    return Case(first.name, here), Case(second.name, there)


def _decision(
    first: Scenario,
    second: Scenario,
    runs: int,
    seed: int,
    jobs: int | None,
    executor: Executor | Crew | None,
) -> dict[str, Any]:
    """One decision: whom each coder names, and the first coding with one part after the other from the second."""
    sides = {"first": first, **_parts(first, second), "all": second}
    result = compare(sides, runs, seed, jobs=jobs, executor=executor)
    here, there = (coded(side) for side in (first, second))
    swaps = zip(result.differences, result.results[1:], strict=True)
    return {
        "first": first.name,
        "second": second.name,
        "both": len(here & there),
        "first_only": sorted(here - there),
        "second_only": sorted(there - here),
        "adopted": asdict(result.results[0].adopted),
        "swaps": [
            {"what": change.scenario, "adopted": asdict(side.adopted), "difference": asdict(change.adopted)}
            for change, side in swaps
        ],
    }


def _parts(first: Scenario, second: Scenario) -> dict[str, Scenario]:
    """The first coding with one part after the other taken from the second."""
    issues = paired_issues(first, second)
    codes = [code for code in first.room if code in second.room]

    def members(said: Any) -> dict[str, Any]:
        return {"members": {code: said(second.members[code]) for code in codes}}

    parts = {
        name: members(lambda of, name=name: {name: {a: plain(getattr(of, name)[b]) for a, b in issues}})
        for name in ("position", "salience")
    }
    parts["resolve"] = members(lambda of: {"resolve": plain(of.resolve)})
    whole = {a: second.issues[b].lumpy for a, b in issues if first.issues[a].lumpy != second.issues[b].lumpy}
    if whole:
        parts["lumpy"] = {"issues": {name: {"lumpy": value} for name, value in whole.items()}}
    found = {what: first.with_(**tables) for what, tables in parts.items()}
    if first.procedure.opt_out != second.procedure.opt_out:
        found["exit"] = _with_exit(first, second.procedure.opt_out)
    return found


def _with_exit(scenario: Scenario, said: bool | float | None) -> Scenario:
    """The scenario with `procedure.opt_out` as another coder said it, or without it where that coder said nothing."""
    procedure = {k: v for k, v in scenario.document.get("procedure", {}).items() if k != "opt_out"}
    if said is not None:
        procedure["opt_out"] = said
    return from_tables({**scenario.document, "procedure": procedure}, scenario.name)


def _apart(first: Scenario, second: Scenario) -> Iterable[dict[str, Any]]:
    """Values of members that one or both name which are NOISE points apart or more."""
    named = {code for side in (first, second) for code in side.document.get("members", ())}
    for code in sorted(named & set(first.room) & set(second.room)):
        here, there = first.members[code], second.members[code]
        values = [("resolve", None, here.resolve, there.resolve)]
        values += [
            (what, a, getattr(here, what)[a], getattr(there, what)[b])
            for what in ("position", "salience")
            for a, b in paired_issues(first, second)
        ]
        for what, issue, x, y in values:
            row = {"decision": first.name, "member": code, "what": what, "issue": issue}
            row |= {"first": float(centre(x)), "second": float(centre(y))}
            if _gap(row) >= NOISE:
                yield row


def _gap(row: Mapping[str, Any]) -> float:
    return abs(float(row["second"]) - float(row["first"]))


def _unlike(first: Scenario, second: Scenario) -> Iterable[dict[str, Any]]:
    """Choices about the question itself that differ: of the issues, then of the procedure."""
    pairs = paired_issues(first, second)
    for k, side in enumerate((first, second)):
        for name in [name for name in side.issues if name not in {pair[k] for pair in pairs}]:
            label = side.issues[name].label or name
            said: list[str | None] = [None, None]
            said[k] = label
            yield {"decision": first.name, "key": f"issues.{name}", "first": said[0], "second": said[1]}
    for a, b in pairs:
        for key in OF_AN_ISSUE:
            x, y = getattr(first.issues[a], key), getattr(second.issues[b], key)
            if x != y:
                yield {"decision": first.name, "key": f"issues.{a}.{key}", "first": x, "second": y}
    for key in CHOICES:
        x, y = (_at(scenario, key.split(".")) for scenario in (first, second))
        if x != y:
            given = [None if value == "" else value for value in (x, y)]  # an empty text says nothing
            yield {"decision": first.name, "key": key, "first": given[0], "second": given[1]}


def _at(scenario: Scenario, path: Sequence[str]) -> Any:
    found: Any = scenario
    for name in path:
        found = getattr(found, name)
    return found
