"""The way from a source to a scenario: read, extend, override, check, resolve."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from nacsim.arguments import door
from nacsim.errors import WrongType
from nacsim.files.reading import composed
from nacsim.scenario.bodies import on_its_body
from nacsim.scenario.mistakes.check import check
from nacsim.scenario.mistakes.errors import Mistakes, Problem, ScenarioError, Source, dotted
from nacsim.scenario.mistakes.explain import read_document
from nacsim.scenario.reading.link import is_link, read_link
from nacsim.scenario.reading.merge import over
from nacsim.scenario.reading.overrides import Misfit, apply, numbered, put, read_path
from nacsim.scenario.reading.read import find, parse, read_source
from nacsim.scenario.resolve import resolve
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.seating import seating_of


@door
def load(
    source: "ScenarioLike", overrides: Iterable[str] = (), *, members: Mapping[str, Any] | None = None
) -> Scenario:
    """The scenario in a file, or of a name that ships (``tokyo_liaison_office``, ``history/…``), or in a link of the page.

    A dictionary is read as a file would be, and a scenario is given back. ``members`` changes some of them, as
    ``Scenario.with_`` does. ``overrides`` are texts such as ``members.FRA.position=40``, put in before anything is checked.
    Raises ScenarioError with every mistake in it.
    """
    overrides = _texts(overrides)
    if isinstance(source, str | PathLike):
        found = _read(source, overrides)
    else:
        found = scenario_of(source)
        found = from_tables(found.document, found.name, overrides) if overrides else found
    return found.with_(members=members) if members else found


def _texts(overrides: Iterable[str]) -> list[str]:
    several = isinstance(overrides, Iterable) and not isinstance(overrides, str)
    texts = list(overrides) if several else []
    if not several or not all(isinstance(text, str) for text in texts):
        raise WrongType(
            f"overrides={overrides!r:.60} will not do; needed: a list of texts such as ['members.FRA.position=40']"
        )
    return texts


def _read(source: "str | PathLike[str]", overrides: Iterable[str]) -> Scenario:
    path, found = _found(source)
    if not is_link(source):
        return _build([found], path.parent, path.stem, overrides)
    link = read_link(str(source))
    # a file in a link has no folder that it could extend from
    folder = path.parent if link.toml is None else None
    return _build([found], folder, path.stem, [*link.overrides, *overrides])


def _found(source: "str | PathLike[str]") -> tuple[Path, Source]:
    if is_link(source) and (link := read_link(str(source))).toml is not None:
        return Path(f"{link.name}.toml"), Source(f"{link.shown} (the file in it)", composed(link.toml))
    path = find(source if isinstance(source, str) else Path(source))
    shown = str(path) if Path(source) == path else path.name
    return path, read_source(path, shown)


def sources_of(source: "str | PathLike[str]") -> list[Source]:
    """The text of a file, or of a scenario that ships, and after it that of the file it extends. Raises ScenarioError."""
    path, found = _found(source)
    tables = parse(found)
    return [found, _extend(tables, found, path.parent)[1]] if "extends" in tables else [found]


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
    mistakes = Mistakes(sources)
    return _finish(apply(tables, overrides, mistakes), name, mistakes)


def _extend(tables: dict[str, Any], source: Source, folder: Path | None) -> tuple[dict[str, Any], Source]:
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


MOST = {
    "roster": 1_000,
    "members": 1_000,
    "issues": 100,
    "groups": 1_000,
    "experts": 100,
    "actors": 1_000,
    "events": 1_000,
}
"""Entries of a table or list beyond which a file is not meant as a council; counted before it is looked at."""


def _count(tables: dict[str, Any], mistakes: Mistakes) -> None:
    sizes = {key: len(held) for key in MOST if isinstance(held := tables.get(key), (dict, list))}
    many = [key for key, size in sizes.items() if size > MOST[key]]
    for key in many:
        mistakes.add((key,), f"has {sizes[key]:,} entries; allowed: up to {MOST[key]:,}")
    if many:
        mistakes.raise_any()


def _finish(tables: dict[str, Any], name: str, mistakes: Mistakes) -> Scenario:
    tables = on_its_body(tables, mistakes)
    _count(tables, mistakes)
    doc = read_document(tables, mistakes)
    if doc is not None:
        seating = seating_of(doc)
        check(doc, seating, mistakes)
    mistakes.raise_any()
    assert doc is not None  # a document that could not be read has a mistake
    return resolve(doc, seating, name, tables)


def with_values(scenario: Scenario, values: dict[str, Any]) -> Scenario:
    """The scenario with some keys replaced, checked as a file is; numpy numbers will do.

    Raises ScenarioError that names the key and what is allowed.
    """
    mistakes, tables = Mistakes([Source(scenario.name, "")]), scenario.document
    for key, value in values.items():
        value = value.item() if hasattr(value, "item") else value
        whole = isinstance(value, float) and value.is_integer()
        try:
            path = numbered(tables, read_path(key))
            tables = put(tables, path, int(value) if whole else value)
            mistakes.overrides.append((path, f"{key}={value}"))
        except Misfit as error:
            mistakes.problems.append(Problem(f"--set {key}={value}", None, "", str(error)))
    return _finish(tables, scenario.name, mistakes)


def with_tables(scenario: Scenario, tables: dict[str, Any]) -> Scenario:
    """The scenario with tables laid over its own, as a file lies over the one that it extends."""
    shown, plain = f"{scenario.name} with changes", _plain(tables)
    if empty := [key for key in _nones(plain) if key not in plain]:
        told = "None is no value; what is not given stays as it is"
        raise ScenarioError([Problem(shown, None, key, told) for key in empty])
    mistakes = Mistakes([Source(shown, "")])
    return _finish(over(plain, scenario.document), scenario.name, mistakes)


def _nones(value: Any, above: tuple[str, ...] = ()) -> Iterator[str]:
    """The keys at which there is None."""
    if value is None:
        yield dotted(above)
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield from _nones(inner, (*above, key))


def from_tables(tables: Mapping[str, Any], name: str = "scenario", overrides: Iterable[str] = ()) -> Scenario:
    """The scenario in a dictionary, as a file would say it; numpy numbers will do. Raises ScenarioError.

    ``extends`` may name a scenario that ships or a path from the current folder.
    """
    plain: dict[str, Any] = _plain(tables)
    if isinstance(plain.get("extends"), str):
        below = load(plain.pop("extends")).document
        plain = over(plain, below)
    mistakes = Mistakes([Source(name, "")])
    return _finish(apply(plain, overrides, mistakes), name, mistakes)


def _plain(value: Any) -> Any:
    """A value as a file could hold it: tables, lists, and numbers of Python's own."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return _plain(value.tolist()) if hasattr(value, "tolist") else value


ScenarioLike: TypeAlias = "str | PathLike[str] | Mapping[str, Any] | Scenario"
"""A scenario, the name of one that ships, a path, or a dictionary as a file would say it."""


def scenario_of(source: ScenarioLike) -> Scenario:
    """The one door for scenarios: whatever names one becomes one. Raises ScenarioError, WrongType."""
    if isinstance(source, Scenario):
        return source
    if isinstance(source, str | PathLike):
        return load(source)
    if isinstance(source, Mapping):
        return from_tables(source)
    raise WrongType(
        f"{source!r:.60} is no scenario; allowed: a name that ships, a path, a dictionary, or what load() returns"
    )


def scenarios_of(sources: Sequence[ScenarioLike]) -> list[Scenario]:
    """Several scenarios, each by `scenario_of`. A single name is a mistake for a list of them."""
    if isinstance(sources, str | PathLike | Mapping | Scenario):
        raise WrongType(f"{sources!r:.60} is one scenario; needed: a list of them, such as [one, other]")
    return [scenario_of(source) for source in sources]
