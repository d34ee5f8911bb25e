"""The calibrated set of the global parameters, and its centre."""

import csv
from functools import cache

from nacsim.data.members import DATA
from nacsim.vocabulary import PARAMETERS


@cache
def columns() -> tuple[str, ...]:
    """The parameters that the calibrated set has a column for."""
    return tuple(_rows()[0])


@cache
def uncalibrated() -> dict[str, float]:
    """The parameters that the calibrated set lacks, and the default at which they stand until it is made anew."""
    given = ((name, entry.default) for name, entry in PARAMETERS.items() if name not in columns())
    return {name: value for name, value in given if value is not None}


@cache
def calibrated() -> tuple[dict[str, float], ...]:
    """The calibrated set: equally likely vectors of the global parameters, from `experiments/calibrate.py`."""
    return tuple({name: (row | uncalibrated())[name] for name in PARAMETERS} for row in _rows())


@cache
def central() -> dict[str, float]:
    """The central values: the mean of the calibrated set (of what is counted, to the nearest whole number)."""
    rows = calibrated()
    mean = {name: sum(row[name] for row in rows) / len(rows) for name in PARAMETERS}
    return mean | {name: float(round(mean[name])) for name, entry in PARAMETERS.items() if entry.whole}


@cache
def _rows() -> tuple[dict[str, float], ...]:
    with (DATA / "calibrated.csv").open(encoding="utf-8") as file:
        return tuple({key: float(value) for key, value in row.items()} for row in csv.DictReader(file))
