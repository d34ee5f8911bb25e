"""What the figures of a validation take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nacsim.narrate.figures import says
from nacsim.narrate.validate import NAMES

FIGURES = {"log_score": False, "brier": False, "text_mae": False, "f1": True}
"""Scores that have a figure, and whether more is better."""

VARIANTS = ("constant_resolve", "lumpy_blanked")
"""Baselines that are no simple rules but the model with something taken out."""


def beside(result: Mapping[str, Any], name: str) -> dict[str, Any]:
    """One score of the model and of the baselines that have it, for `scores`, from the result of a validation."""
    rows = {"model": result} | result["baselines"]
    values = {key: {**row, **row["blockers"]}[name] for key, row in rows.items()}
    span = result["intervals"].get(name, {"low": None, "high": None})
    return {
        "rows": [
            {
                "name": NAMES[key],
                "value": value,
                "gap": _gap(rows[key], name),
                "variant": key in VARIANTS,
            }
            for key, value in values.items()
            if value is not None
        ],
        "model": NAMES["model"],
        "low": span["low"],
        "high": span["high"],
        "what": says(f"scores.{name}"),
        "better": says("scores.higher" if FIGURES[name] else "scores.lower"),
        "more": FIGURES[name],
        "notes": notes(result),
    }


def _gap(row: Mapping[str, Any], name: str) -> dict[str, float] | None:
    """A rule's score less the model's with its interval, where both are known."""
    found = row.get("difference", {}).get(name)
    if not found or found["low"] is None:
        return None
    return {"value": -found["value"], "low": -found["high"], "high": -found["low"]}


def notes(result: Mapping[str, Any]) -> list[str]:
    """What qualifies the scores: that they are in sample, where they are."""
    return [result["note"]] if result.get("note") else []


def bins(result: Mapping[str, Any]) -> dict[str, Any]:
    """The reliability groups for `nacsim.plots.reliability`, from the result of a validation; empty ones are left out."""
    groups = [
        {
            "predicted": row["forecast"],
            "observed": row["happened"]["share"],
            "low": row["happened"]["low"],
            "high": row["happened"]["high"],
            "count": row["cases"],
        }
        for row in result["reliability"]
        if row["cases"]
    ]
    return {"bins": groups, "cases": result["cases"], "notes": notes(result)}
