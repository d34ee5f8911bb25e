"""What figures take, made up: councils of any room and end, and answers to questions, short ones and extreme ones."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from nacsim.data.members import NAMES
from nacsim.plots import ends_data, members_data
from nacsim.results.outcomes import Outcomes, pack, row_type
from nacsim.results.summary import summary
from nacsim.results.tally import count
from nacsim.vocabulary import ADOPTED, OUTCOMES

SHARES = {
    "approved": 0.12,
    "amended": 0.2,
    "delayed": 0.15,
    "opt_out": 0.03,
    "blocked": 0.35,
    "shelved": 0.15,
}
KINDS = {"mixed": SHARES, "approved": {"approved": 1}, "blocked": {"blocked": 1}}
ISSUES = {
    "office": SimpleNamespace(label="NATO presence in Tokyo", status_quo=0.0, proposed=100.0),
    "mandate": SimpleNamespace(label="", status_quo=None, proposed=50.0),
}
ROOMS = {
    "31": list(NAMES)[:31],
    "3": ["Alpha", "Bravo", "Charlie"],
    "1": ["Alone"],
    "57": [f"M{k}" for k in range(57)],
    "long": [f"The Plurinational and Federated Republic of the Islands {k}" for k in range(11)],
}
RANGE = {"low": 0.03, "high": 0.97, "level": 0.9, "numbers": {"low": 0.2, "high": 0.8}}
LONG = "Whether the others can go ahead without those who will not come along, whatever the treaty says"


def rows_of(room: list[str], kind: str, runs: int = 400) -> Outcomes:
    """Made-up outcomes of a council in the shape of real ones."""
    g = np.random.default_rng(0)
    rows = np.zeros(runs, row_type(len(ISSUES), len(room)))
    rows["outcome"] = g.choice(len(OUTCOMES), runs, p=[KINDS[kind].get(name, 0) for name in OUTCOMES])
    rows["rounds"] = np.where(rows["outcome"] == 0, 1, g.integers(2, 9, runs))
    rows["days"] = rows["rounds"] * g.integers(50, 200, runs)
    failed = rows["outcome"] >= len(ADOPTED)
    rows["text"] = np.where(failed[:, None], 0, g.integers(2000, 10_000, (runs, len(ISSUES))))
    first = (g.random((len(room), runs)) < g.beta(0.5, 4, len(room))[:, None]) & (rows["outcome"] != 0)
    rows["first"], rows["blocks"] = pack(first), pack(first & failed)
    rows["alone"] = (first & failed).sum(0) == 1
    return Outcomes("made_up", tuple(room), tuple(ISSUES), 0, rows)


def run_data(room: list[str], kind: str) -> dict[str, Any]:
    """What the figures of a run take that need no scenario, by figure."""
    names = {code: NAMES.get(code, code) for code in room}
    outcomes = rows_of(room, kind)
    tally = count(outcomes)
    result = summary(tally, "0") | {"range": RANGE}
    return {
        "outcomes": ends_data.ends(result, names, "Would they agree?"),
        "timing": ends_data.timing(outcomes),
        "text": ends_data.texts(outcomes, ISSUES),
        "objectors": members_data.objectors(result, names, names),
        "hemicycle": members_data.seats(result, names, names),
        "coblocking": members_data.together(tally, names),
    }


def questions_data(*, extreme: bool = False) -> dict[str, Any]:
    """What the figures of questions take, by figure; `extreme` with long names and as many rows as there can be."""
    name, many = (LONG, 14) if extreme else ("France", 3)
    result = summary(count(rows_of(ROOMS["31"], "mixed")), "0")
    change = {"value": -0.31, "low": -0.33, "high": -0.29}
    x, y = np.linspace(0, 100, 9), np.linspace(0, 100, 7)
    z = 1 / (1 + np.exp((x[None] - 60 + (y[:, None] - 50) * 0.5) / 12))
    falling = {"share": z[0], "low": z[0] * 0.9, "high": z[0] * 0.9 + 0.1}
    lines = [{"name": kind, **falling} for kind in ("adopted", "blocked", "shelved", name)]
    packages = 8 if extreme else 3
    at = np.linspace(0, 20, packages)
    points = [
        {"name": name, "cost": c, "share": s, "low": s - 0.03, "high": s + 0.03, "best": k % 3 < 2}
        for k, (c, s) in enumerate(zip(at, np.linspace(0.05, 0.95, packages), strict=True))
    ]
    called = [f"{name} {k}" for k in range(many)]
    rows = [{"name": n, "value": 0.6 / k, "low": 0.55 / k, "high": 0.65 / k} for k, n in enumerate(called, 1)]
    swings = [{"name": n, "lowered": 0.7 - 0.4 / k, "raised": 0.7 + 0.2 / k} for k, n in enumerate(called, 1)]
    gaps = [
        {
            "name": n,
            "value": 0.5 + 0.1 * k,
            "gap": {"value": 0.1 * k, "low": 0.1 * k - 0.15, "high": 0.1 * k + 0.2},
        }
        for k, n in enumerate(called)
    ]
    limits = {f"a.{k}": [None, 40.0] if k % 2 else [20.5, None] for k in range(3 if extreme else 1)}
    box = {
        "limits": limits,
        "density": {"share": 0.9, "low": 0.8, "high": 0.95},
        "coverage": {"share": 0.4, "low": 0.3, "high": 0.5},
        "words": f"fails where {name} is low",
    }
    bins = [
        {"predicted": p, "observed": min(1, p + 0.03), "low": p * 0.7, "high": min(1, p + 0.2), "count": 12}
        for p in (0.05, 0.3, 0.6, 0.95)
    ]
    return {
        "compare": [{"name": name, "summary": result, "change": None},
                    *({"name": f"{name} {k}", "summary": result, "change": change} for k in range(7 if extreme else 1))],
        "tornado": {"base": 0.7, "low": 0.69, "high": 0.71, "noise": False, "rows": swings},
        "pivots": {"rows": rows, "lead": name, "members": 31, "total": 0.8, "failed": 0.85},
        "frontier": {"title": f"{name}: 95 of 100 adopt", "points": points, "unit": "points", "guessed": True},
        "boxes": {"boxes": [box] * (3 if extreme else 1), "names": dict.fromkeys(limits, name), "failures": 0.4,
                  "ranges": {k: [0.0, 100.0] for k in limits}, "choices": {}},
        "phase": {"x": x, "y": y, "z": z, "labels": (f"{name}: position", f"{name}: resolve"), "own": (85, 95),
                  "error": 0.03},
        "curves": {"x": x, "lines": lines if extreme else lines[:1], "label": f"{name}: position", "own": 5.0},
        "reliability": {"cases": 58, "bins": bins, "notes": ["In sample."]},
        "scores": {"rows": [{"name": "the model", "value": 0.4, "gap": None}, *gaps], "model": "the model", "low": 0.3,
                   "high": 0.5, "what": "Adopted or not, log score", "more": False, "better": "lower"},
        "robustness": {"as_coded": {"log_score": 0.4, "f1": 0.8}, "each": [{"log_score": 0.42, "f1": 0.79}] * 5},
    }  # fmt: skip
