"""The way from a source to a scenario: read, extend, override, check, resolve."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nacsim.files.reading import composed
from nacsim.scenario.mistakes.check import check
from nacsim.scenario.mistakes.errors import Problem, Report, ScenarioError, Source
from nacsim.scenario.mistakes.explain import read_document
from nacsim.scenario.reading.merge import over
from nacsim.scenario.reading.overrides import Misfit, apply, put, read_path
from nacsim.scenario.reading.read import find, parse, read_source
from nacsim.scenario.resolve import resolve
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.room import room_of


def load(source: str | Path, overrides: Iterable[str] = ()) -> Scenario:
    """The scenario in a file, or of a name that ships (``tokyo_liaison_office``, ``history/…``).

    ``overrides`` are texts such as ``members.FRA.position=40``, put in before anything is checked.
    Raises ScenarioError with every mistake in it.
    """
    path = find(source)
    shown = str(path) if Path(source) == path else path.name
    return _build([read_source(path, shown)], path.parent, path.stem, overrides)


def loads(
    text: str, name: str = "scenario", overrides: Iterable[str] = (), allow_extends: bool = False
) -> Scenario:
    """The scenario in a text, called ``name`` in messages and results; like ``load`` otherwise.

    ``extends`` is refused unless allowed; it is then relative to the current folder.
    """
    return _build([Source(name, composed(text))], Path() if allow_extends else None, name, overrides)


def _build(sources: list[Source], folder: Path | None, name: str, overrides: Iterable[str]) -> Scenario:
    tables = parse(sources[0])
    if "extends" in tables:
        tables, parent = _extend(tables, sources[0], folder)
        sources = [*sources, parent]
    report = Report(sources)
    return _finish(apply(tables, overrides, report), name, report)


def _extend(tables: dict, source: Source, folder: Path | None) -> tuple[dict, Source]:
    parent = tables["extends"]
    line = source.find(("extends",))[1]
    if folder is None:
        raise _refusal(
            source, line, "is refused here, where there is only one text; write out the other file"
        )
    if not isinstance(parent, str) or not parent:
        raise _refusal(source, line, 'needed: the name of a file in quotes, such as "other.toml"')
    try:
        below = read_source(folder / parent, str(folder / parent))
        under = parse(below)
    except ScenarioError as error:
        if error.problems[0].line is None:
            raise _refusal(source, line, f'"{parent}": {error.problems[0].message}') from None
        raise
    if "extends" in under:
        raise _refusal(
            source, line, f'"{parent}" extends another file itself; allowed: one file below this one'
        )
    child = {key: value for key, value in tables.items() if key != "extends"}
    return over(child, under), below


def _refusal(source: Source, line: int, message: str) -> ScenarioError:
    return ScenarioError([Problem(source.file, line, "extends", message)])


MOST = {"roster": 1_000, "members": 1_000, "issues": 100, "groups": 1_000, "actors": 1_000, "events": 1_000}
"""Entries of a table or list beyond which a file is not meant as a council; counted before it is looked at."""


def _count(tables: dict, report: Report) -> None:
    sizes = {key: len(held) for key in MOST if isinstance(held := tables.get(key), (dict, list))}
    many = [key for key, size in sizes.items() if size > MOST[key]]
    for key in many:
        report.add((key,), f"has {sizes[key]:,} entries; allowed: up to {MOST[key]:,}")
    if many:
        report.raise_any()


def _finish(tables: dict, name: str, report: Report) -> Scenario:
    _count(tables, report)
    doc = read_document(tables, report)
    if doc is not None:
        room = room_of(doc)
        check(doc, room, report)
    report.raise_any()
    return resolve(doc, room, name, tables)


def with_values(scenario: Scenario, values: dict[str, Any]) -> Scenario:
    """The scenario with some keys replaced, checked as a file is; numpy numbers will do.

    Raises ScenarioError that names the key and what is allowed.
    """
    report, tables = Report([Source(scenario.name, "")]), scenario.document
    for key, value in values.items():
        value = value.item() if hasattr(value, "item") else value
        whole = isinstance(value, float) and value.is_integer()
        try:
            path = read_path(key)
            tables = put(tables, path, int(value) if whole else value)
            report.overrides.append((path, f"{key}={value}"))
        except Misfit as error:
            report.problems.append(Problem(f"--set {key}={value}", None, "", str(error)))
    return _finish(tables, scenario.name, report)


def scenario_of(source: Any) -> Any:
    """A scenario from a scenario, a path or the name of one that ships. Raises ScenarioError."""
    return load(source) if isinstance(source, str) or hasattr(source, "__fspath__") else source
