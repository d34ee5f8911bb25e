"""The allies: who sits in the Council when, what is known about each, and who listens to whom.

Everything is read from the tables in ``sim/nacsim/data`` (described, with sources and terms, in its README).
Members go by the ISO 3166 alpha-3 codes that NATO uses itself (``FRA``, ``TUR``, ``GBR``).
"""

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import ndarray

DATA = Path(__file__).parent


class Column(NamedTuple):
    """One attribute of the allies; an ally without a value is missing from ``values``, never zero.

    ``quality`` holds one mark for each value (``exact``, ``rounded``, ``derived``, ``coded``,
    ``approximate`` or the survey it comes from); ``sim/nacsim/data/README.md`` says what the marks mean.
    """

    name: str
    unit: str
    year: str
    source: str
    terms: str
    meaning: str
    values: dict[str, float]
    quality: dict[str, str]


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of ``sim/nacsim/data/<name>.csv``, dicts from heading to text. Raises OSError if there is none."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _columns(table: list[dict[str, str]]) -> dict[str, Column]:
    marks = {(row["column"], row["code"]): row["quality"] for row in read_table("quality")}
    columns = {}
    for about in read_table("columns"):
        name, usual = about["name"], about.pop("quality")
        values = {row["code"]: float(row[name]) for row in table if row[name]}
        quality = {code: marks.get((name, code), usual) for code in values}
        columns[name] = Column(**about, values=values, quality=quality)
    return columns


_TABLE = read_table("members")
_JOINED = {row["code"]: datetime.date.fromisoformat(row["joined"]) for row in _TABLE}

NAMES: dict[str, str] = {row["code"]: row["name"] for row in _TABLE}
"""English names of the 32 allies, in the order in which they sit: alphabetical by name."""

COLUMNS: dict[str, Column] = _columns(_TABLE)
"""The attributes by their published short names; each may be the ``reach`` of an actor."""

GROUPS: dict[str, tuple[str, ...]] = {
    row["name"]: tuple(row["members"].split()) for row in read_table("groups")
}
"""Groups of allies as of 2024, whatever the date of a scenario (``eu`` is without the United Kingdom)."""


def joined(code: str) -> datetime.date:
    """The day the North Atlantic Treaty entered into force for an ally (1949-08-24 for the twelve founders).

    Raises KeyError for a code that is not an ally's. Source: NATO, member countries.
    """
    return _JOINED[code]


def in_council(date: datetime.date | None = None) -> tuple[str, ...]:
    """Codes of the allies in the room on a date, in table order; all 32 without one, none before 1949-08-24.

    An ally sits from the day of its accession on: 31 members on 2023-07-11, 32 from 2024-03-07.
    """
    return tuple(code for code, since in _JOINED.items() if date is None or since <= date)


def population(codes: Iterable[str]) -> tuple[float, ...]:
    """Inhabitants of the given allies in 2024 (World Bank), for the population share of a qualified majority.

    Raises KeyError for a code that is not an ally's.
    """
    return tuple(COLUMNS["population"].values[code] for code in codes)


def ties(codes: Iterable[str]) -> "ndarray":
    """Who listens to whom: W of ``sim/nacsim/data/ties.csv`` for the given allies, as an (N, N) array of floats.

    ``W[i, j]`` is how much i listens to j; the diagonal is the weight of its own view. The 32 by 32 table is
    restricted to the room, in the order given, and each row rescaled to sum to 1. The table's formula is in
    ``sim/nacsim/data/build_ties.py``; its weights are a modelling choice. Raises KeyError for an unknown code.
    """
    import numpy as np

    codes = tuple(codes)
    rows = {row["code"]: row for row in read_table("ties")}
    weights = np.array([[float(rows[i][j]) for j in codes] for i in codes]).reshape(len(codes), len(codes))
    shares: ndarray = weights / weights.sum(axis=1, keepdims=True)
    return shares
