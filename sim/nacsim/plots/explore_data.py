"""What the figures of the questions take, from what was found."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from nacsim.narrate import findings, start
from nacsim.narrate.bridge import against, doubted
from nacsim.narrate.figures import says
from nacsim.narrate.pivots import weighty
from nacsim.narrate.words import input_name, names_of, subjects_of
from nacsim.scenario import centre
from nacsim.vocabulary import REFUSED

MOST = 5
"""Packages beaten by cheaper ones that the figure names."""
NEVER = {"share": 0.0, "low": 0.0, "high": 0.0}
"""Of an end that there was not yet when a result was kept."""
STEP = 0.05
"""How much likelier a package must make adoption to have its name in the figure."""


def curve(result: Mapping[str, Any], scenario: Any) -> dict[str, Any]:
    """A sweep over one input for `nacsim.plots.curves`: adoption in any form, and the two ways to fail."""
    key, points = result["inputs"][0], result["points"]
    lines = [_line("adopted", [p["adopted"] for p in points])]
    for name in REFUSED:
        shares = [p["outcomes"].get(name, NEVER) for p in points]
        if max(s["share"] for s in shares) > 0:
            lines.append(_line(name, shares))
    x = [p["inputs"][0] for p in points]
    return {"x": x, "lines": lines, "own": own(scenario, key), "label": _called(key, scenario)}


def plain_name(words: str) -> str:
    """An input as people call it, without the name that files have for it in brackets."""
    return start(re.sub(r" \(\w+\)$", "", words))


def _called(key: str, scenario: Any) -> str:
    return plain_name(input_name(key, scenario))


def _line(name: str, shares: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    return {"name": name, **{k: [s[k] for s in shares] for k in ("share", "low", "high")}}


def surface(result: Mapping[str, Any], scenario: Any) -> dict[str, Any]:
    """A grid over two inputs for `nacsim.plots.phase`: P(adopted) by row of the second and column of the first."""
    points = result["points"]
    x, y = (list(dict.fromkeys(p["inputs"][k] for p in points)) for k in (0, 1))
    z = {tuple(p["inputs"]): p["adopted"]["share"] for p in points}
    here = [own(scenario, key) for key in result["inputs"]]
    return {
        "x": x,
        "y": y,
        "z": [[z[a, b] for a in x] for b in y],
        "labels": [_called(key, scenario) for key in result["inputs"]],
        "own": None if None in here else tuple(here),
        "error": max((p["adopted"]["high"] - p["adopted"]["low"]) / 2 for p in points),
    }


def undrawn(result: Mapping[str, Any]) -> str:
    """Why a sweep has no figure; empty if it has one."""
    if result["design"] != "grid":
        return says("sweep.silent.design")
    if len(result["inputs"]) > 2:
        return says("sweep.silent.many", count=len(result["inputs"]))
    for k, key in enumerate(result["inputs"]):
        if not all(
            isinstance(p["inputs"][k], int | float) and not isinstance(p["inputs"][k], bool)
            for p in result["points"]
        ):
            return says("sweep.silent.words", key=key)
    return ""


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


def texts_of(told: Mapping[str, Any], questions: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """An agenda for `nacsim.plots.compare`: each text by its title by itself, and the tied one last."""
    titles = {asked.name: asked.title for asked in questions}
    names = [*(titles.get(name, name) for name in told["scenarios"]), says("agenda.tied")]
    sides = zip(names, told["results"], strict=True)
    found = [{"name": name, "summary": summary, "change": None} for name, summary in sides]
    words = {
        "title": told["words"][0].removesuffix("."),
        "question": says("agenda.question"),
        "deck": says("agenda.deck"),
    }
    return [found[0] | words, *found[1:]]


def sides_of(result: Mapping[str, Any], questions: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """A comparison for `nacsim.plots.compare`: a summary a side, and how the others differ from the first.

    Sides are called by the titles of their scenarios where these differ, and by what is changed where that is all.
    """
    changes = [None, *(told["adopted"] for told in result["differences"])]
    rows = zip(called(result["scenarios"], questions), result["results"], changes, strict=True)
    return [{"name": n, "summary": told, "change": change} for n, told, change in rows]


CHANGED = re.compile(r"([\w.]+)=([^={}]+)")
"""One change in the label of a variant."""


def called(labels: Sequence[str], questions: Sequence[Any]) -> list[str]:
    """What people call the sides of a comparison."""
    if not questions or (list(labels) != [q.name for q in questions] and not _variants(labels, questions)):
        return list(labels)
    titles = [q.title for q in questions]
    if len(set(titles)) == len(titles):
        return titles
    return [titles[0], *(_changes(label, questions[0]) for label in labels[1:])]


def _variants(labels: Sequence[str], questions: Sequence[Any]) -> bool:
    """Whether all but the first are the first with some changes, as the command labels them."""
    first = questions[0].name
    return labels[0] == first and all(label.startswith(f"{first} ") for label in labels[1:])


def _changes(label: str, first: Any) -> str:
    """The changes of a variant in words, if they are simple: 'France: position 85'."""
    found = [CHANGED.fullmatch(part.strip()) for part in label.removeprefix(f"{first.name} ").split(", ")]
    if not all(found):
        return label
    return start(", ".join(f"{input_name(m[1], first)} {m[2].strip(chr(34))}" for m in found if m))


def parts(result: Mapping[str, Any], scenario: Any) -> dict[str, Any]:
    """Each weighty member's part in the failure for `nacsim.plots.pivots`."""
    names, members = names_of(scenario), result["members"]
    rows = [{"name": names[c], **members[c]["shapley"]} for c in weighty(dict(result))]
    failed, least = (result["failure"][k]["share"] for k in ("all", "nobody"))
    lead = subjects_of(scenario)[weighty(dict(result))[0]] if rows else ""
    return {"rows": rows, "lead": lead, "members": len(members), "total": failed - least, "failed": failed}


def packages(result: Mapping[str, Any]) -> dict[str, Any]:
    """Cost and chance of each package for `nacsim.plots.frontier`, those no cheaper one beats set off.

    Named are those that do better by STEP than the last that is named; the others would only crowd the figure.
    """
    best, told = [], -1.0
    for e in result["frontier"]:
        clear = e["adopted"]["share"] >= told + STEP
        told = e["adopted"]["share"] if clear else told
        name = says("frontier.now") if clear and not e["levers"] else start(e["words"]) if clear else ""
        best.append({"name": name, "cost": e["cost"], **e["adopted"], "best": True})
    shown = {(e["cost"], e["words"]) for e in result["frontier"]}
    rest = [
        {"name": start(e["words"]), "cost": e["cost"], **e["adopted"], "best": False}
        for e in result["packages"][:MOST]
        if (e["cost"], e["words"]) not in shown
    ]
    doubts = {e["words"]: against(e) for e in result["packages"][:MOST] if doubted(e)}
    return {
        "title": findings.price(result),
        "points": best + rest,
        "against": [says("frontier.but", words=start(words), but=but) for words, but in doubts.items()],
        "unit": result["unit"],
        "guessed": result["guessed"],
    }


def tornado_of(result: Mapping[str, Any]) -> dict[str, Any]:
    """The swings of a sensitivity for `nacsim.plots.tornado`."""
    rows = [{**row, "name": plain_name(row["name"])} for row in result["tornado"]["rows"]]
    return {**result["tornado"], "rows": rows, "noise": result["noise"]}


def found_boxes(result: Mapping[str, Any]) -> dict[str, Any]:
    """The boxes of a discovery over their inputs for `nacsim.plots.explore.boxes`."""
    return {
        "boxes": result["boxes"],
        "names": {key: plain_name(name) for key, name in result["inputs"].items()},
        "ranges": result["ranges"],
        "choices": result.get("choices", {}),
        "failures": result["failures"]["share"],
    }
