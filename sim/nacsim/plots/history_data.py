"""What the figures of a validation take."""

from __future__ import annotations

from nacsim.narrate.validate import NAMES

FIGURES = {
    "log_score": ("Adopted or not", "Log score", "lower"),
    "brier": ("Adopted or not", "Brier score", "lower"),
    "text_mae": ("The final text", "Mean error in points", "lower"),
    "f1": ("Who objects first", "F1", "higher"),
}


def beside(result: dict, name: str) -> dict:
    """One score of the model and of the baselines that have it, for `scores`, from the result of a validation."""
    rows = {"model": result} | result["baselines"]
    values = {key: {**row, **row["blockers"]}[name] for key, row in rows.items()}
    span = result["intervals"].get(name, {"low": None, "high": None})
    subject, what, better = FIGURES[name]
    return {
        "rows": [{"name": NAMES[key], "value": value} for key, value in values.items() if value is not None],
        "model": NAMES["model"],
        "low": span["low"],
        "high": span["high"],
        "title": f"{subject}: {result['cases']} past decisions",
        "what": what,
        "better": better,
    }


def bins(result: dict) -> dict:
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
    return {"bins": groups, "cases": result["cases"], "what": "adopted"}
