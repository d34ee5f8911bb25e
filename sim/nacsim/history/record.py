"""The record: what became of past decisions that the model, calibrated without them, gave a like chance."""

import csv
from functools import cache
from itertools import pairwise
from typing import Any

from nacsim.data.members import DATA

BINS = (0, 0.1, 1 / 3, 2 / 3, 0.9, 1.0)  # of chances of adoption


@cache
def record() -> list[tuple[float, bool]]:
    """[(chance, adopted)] of every past decision, each forecast in ten folds by a fit that had not seen it."""
    with (DATA / "record.csv").open(encoding="utf-8") as file:
        return [(float(row["chance"]), row["adopted"] == "1") for row in csv.DictReader(file)]


def like(chance: float) -> dict[str, Any]:
    """{"from", "to", "cases", "adopted"}: of past decisions whose chance was in the same bin, how many came true."""
    return next(row for row in bins() if chance <= row["to"])


def bins() -> list[dict[str, Any]]:
    """The same for every bin of chances, the lowest first."""
    return [_counted(low, high) for low, high in pairwise(BINS)]


def _counted(low: float, high: float) -> dict[str, Any]:
    same = [adopted for p, adopted in record() if low < p <= high or p == low == 0]
    return {"from": low, "to": high, "cases": len(same), "adopted": sum(same)}
