"""What the figures of the questions take, from what was found."""

from typing import Any

from nacsim.narrate import start
from nacsim.narrate.pivots import weighty
from nacsim.narrate.words import input_name, names_of, shortened
from nacsim.scenario import centre
from nacsim.vocabulary import REFUSED

STEP = 0.05
"""How much likelier a package must make adoption to have its name in the figure."""


def curve(result: dict, scenario: Any) -> dict[str, Any]:
    """A sweep over one input for `nacsim.plots.curves`: adoption in any form, and the two ways to fail."""
    key, points = result["inputs"][0], result["points"]
    lines = [_line("adopted", [p["adopted"] for p in points])]
    for name in REFUSED:
        shares = [p["outcomes"][name] for p in points]
        if max(s["share"] for s in shares) > 0:
            lines.append(_line(name, shares))
    labels = (start(input_name(key, scenario)), "Share of councils", "The outcome over one input")
    return {
        "x": [p["inputs"][0] for p in points],
        "lines": lines,
        "own": own(scenario, key),
        "labels": labels,
    }


def _line(name: str, shares: list[dict]) -> dict[str, Any]:
    return {"name": name, **{k: [s[k] for s in shares] for k in ("share", "low", "high")}}


def surface(result: dict, scenario: Any) -> dict[str, Any]:
    """A grid over two inputs for `nacsim.plots.phase`: P(adopted) by row of the second and column of the first."""
    points = result["points"]
    x, y = (list(dict.fromkeys(p["inputs"][k] for p in points)) for k in (0, 1))
    z = {tuple(p["inputs"]): p["adopted"]["share"] for p in points}
    here = [own(scenario, key) for key in result["inputs"]]
    names = [start(input_name(key, scenario)) for key in result["inputs"]]
    return {
        "x": x,
        "y": y,
        "z": [[z[a, b] for a in x] for b in y],
        "labels": (*names, "Chance of adoption"),
        "own": None if None in here else tuple(here),
        "error": max((p["adopted"]["high"] - p["adopted"]["low"]) / 2 for p in points),
    }


def own(scenario: Any, key: str) -> float | None:
    """Where the scenario itself stands on an input, if it is one number: that of the principal issue for a position."""
    table, *rest = key.split(".")
    if table == "members" and len(rest) >= 2 and rest[0] in scenario.members:
        value = getattr(scenario.members[rest[0]], rest[1], None)
        if isinstance(value, dict):
            value = value.get(rest[2] if len(rest) > 2 else scenario.principal)
    elif table in ("chair", "procedure"):
        value = getattr(getattr(scenario, table), rest[0], None)
    elif table == "parameters":
        value = scenario.parameters.get(rest[0])
    elif table == "issues" and rest[0] in scenario.issues:
        value = getattr(scenario.issues[rest[0]], rest[-1], None)
    else:
        value = None
    return None if value is None or isinstance(value, bool | str) else float(centre(value))


def texts_of(told: dict) -> list[dict]:
    """An agenda for `nacsim.plots.compare`: each text by itself, and the tied one last."""
    names = [*told["scenarios"], "tied into one"]
    sides = zip(names, told["results"], strict=True)
    return [{"name": name, "summary": summary, "change": None} for name, summary in sides]


def sides_of(result: dict) -> list[dict[str, Any]]:
    """A comparison for `nacsim.plots.compare`: a summary a side, and how the others differ from the first."""
    changes = [None, *(told["adopted"] for told in result["differences"])]
    rows = zip(result["scenarios"], result["results"], changes, strict=True)
    return [{"name": n, "summary": told, "change": change} for n, told, change in rows]


def parts(result: dict, scenario: Any) -> dict[str, Any]:
    """Each weighty member's part in the failure for `nacsim.plots.pivots`."""
    names, members = names_of(scenario), result["members"]
    rows = [{"name": names[c], **members[c]["shapley"]} for c in weighty(result)]
    total = result["failure"]["all"]["share"] - result["failure"]["nobody"]["share"]
    return {"rows": rows, "members": len(members), "total": total}


def packages(result: dict) -> dict[str, Any]:
    """Cost and chance of each package for `nacsim.plots.frontier`, those no cheaper one beats set off.

    Named are those that do better by STEP than the last that is named; the others would only crowd the figure.
    """
    best, told = [], -1.0
    for e in result["frontier"]:
        clear = e["adopted"]["share"] >= told + STEP
        told = e["adopted"]["share"] if clear else told
        name = shortened(e["words"], 44) if clear else ""
        best.append({"name": name, "cost": e["cost"], **e["adopted"], "best": True})
    shown = {(e["cost"], e["words"]) for e in result["frontier"]}
    rest = [
        {"name": "", "cost": e["cost"], **e["adopted"], "best": False}
        for e in result["packages"]
        if (e["cost"], e["words"]) not in shown
    ]
    return {"points": best + rest, "cost": f"Cost ({result['unit']})"}


def found_boxes(result: dict) -> dict[str, Any]:
    """The boxes of a discovery over their inputs for `nacsim.plots.explore.boxes`."""
    return {
        "boxes": result["boxes"],
        "names": result["inputs"],
        "ranges": result["ranges"],
        "choices": result.get("choices", {}),
        "failures": result["failures"]["share"],
    }
