"""What whoever brings a table can say about it; each assumption of the reader is answered by one of these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from nacsim.scenario.exchange.notes import Notes
from nacsim.scenario.exchange.numbers import exact

MISSING = ("default", "uncertain", "error")
BODIES = ("council", "roster")

Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Options:
    """The options of a reading, as texts or numbers.

    `scale`, `proposed`, `status_quo`, `floor` and `lumpy` hold one value for all issues under the name ""
    and others by issue; `scale` also takes the names salience and resolve.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    scale: Mapping[str, str] = field(default_factory=dict)
    proposed: Mapping[str, str] = field(default_factory=dict)
    status_quo: Mapping[str, str] = field(default_factory=dict)
    floor: Mapping[str, str] = field(default_factory=dict)
    lumpy: Mapping[str, bool] = field(default_factory=dict)
    resolve: float | None = None
    salience: float | None = None
    missing: str = "error"
    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    sheet: str | None = None
    act: str | None = None
    body: str | None = None
    one_matter: bool = False
    votes: bool = False
    title: str | None = None


SEPARATORS = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "bar": "|", "blank": " "}
"""Separators by name, where the sign itself is hard to type."""

NAMED = ("columns", "scale", "proposed", "status_quo", "floor", "lumpy")
TEXTS = ("missing", "encoding", "separator", "decimal", "sheet", "act", "body", "title")


def options_of(given: Mapping[str, Any], notes: Notes) -> Options:
    """Options from keyword arguments: a mapping, one value, or texts such as `NAME=VALUE` will do.

    Raises ScenarioError for an option that does not exist or a value that is not allowed.
    """
    known = set(Options.__dataclass_fields__)
    for name in given:
        if name not in known:
            notes.stop(f'no option "{name}"; allowed: {", ".join(sorted(known))}')
    for name in TEXTS:
        if not isinstance(given.get(name), str | None):
            notes.stop(f"--{name} {given[name]!r:.60} will not do; needed: a text")
    if given.get("separator") in SEPARATORS:
        given = {**given, "separator": SEPARATORS[given["separator"]]}
    told: dict[str, Any] = {k: _named(v) if k in NAMED else v for k, v in given.items() if v is not None}
    made = Options(**told)
    _check(made, notes)
    return made


def _check(made: Options, notes: Notes) -> None:
    for name, value, allowed in (
        ("missing", made.missing, MISSING),
        ("body", made.body or "roster", BODIES),
        ("decimal", made.decimal or ".", (".", ",")),
    ):
        if value not in allowed:
            notes.stop(f'--{name} "{value}" will not do; allowed: {", ".join(allowed)}')
    if made.separator is not None and len(made.separator) != 1:
        notes.stop(f'--separator "{made.separator}" will not do; allowed: one sign, such as ; or ,')
    for name in ("resolve", "salience"):
        value = getattr(made, name)
        if value is not None and not (isinstance(value, (int, float)) and 0 <= value <= 100):
            notes.stop(f"--{name} {value} will not do; allowed: a number from 0 to 100")
    for text in made.scale.values():
        ends_of(text, notes)


def _named(given: Any) -> dict[str, Any]:
    """{name: value}; a plain value stands for all and has the name ""."""
    if isinstance(given, Mapping):
        return dict(given)
    if isinstance(given, (list, tuple)) and all(isinstance(item, str) for item in given):
        return dict(_pair(item) for item in given)
    if isinstance(given, (list, tuple)) and len(given) == 2:
        return {"": f"{given[0]}:{given[1]}"}  # a scale as a pair of numbers
    return dict([_pair(given)]) if isinstance(given, str) else {"": given}


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.rpartition("=")
    return (name.strip(), value.strip()) if equals else ("", text.strip())


def ends_of(text: str, notes: Notes) -> Ends:
    """The two ends of a scale written LOW:HIGH; the first is what becomes 0. Raises ScenarioError."""
    try:
        low, high = (exact(part.strip().replace("−", "-").replace(",", ".")) for part in text.split(":"))
        if low != high and max(abs(low), abs(high)) < 10**15:
            return low, high
    except (ValueError, ZeroDivisionError, AttributeError):
        pass
    notes.stop(f'--scale "{text}" will not do; needed: LOW:HIGH, two different numbers, such as 0:1 or 10:4')


def unused(named: Mapping[str, Any], issues: Iterable[str], also: Iterable[str] = ()) -> list[str]:
    """Names in an option that no issue has."""
    return [name for name in named if name and name not in {*issues, *also}]
