"""The calibrated set of the global parameters, and its centre."""

import csv
from functools import cache
from importlib.resources import files

from nacsim.parameters import PARAMETERS


@cache
def calibrated() -> tuple[dict[str, float], ...]:
    """The calibrated set: equally likely vectors of the global parameters, from `experiments/calibrate.py`."""
    with (files("nacsim.data") / "calibrated.csv").open() as file:
        return tuple({k: float(v) for k, v in row.items()} for row in csv.DictReader(file))


@cache
def central() -> dict[str, float]:
    """The central values: the mean of the calibrated set (rounds and patience to the nearest whole number)."""
    rows = calibrated()
    mean = {name: sum(row[name] for row in rows) / len(rows) for name in PARAMETERS}
    return mean | {name: float(round(mean[name])) for name in ("patience", "rounds")}
