"""What differs and what moves the result: scenarios side by side, tornado, pivots, the price of agreement."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from nacsim.narrate import findings
from nacsim.narrate.figures import says
from nacsim.narrate.findings import outcome, plain
from nacsim.plots.heads import Head, Mark
from nacsim.plots.labels import Labels
from nacsim.plots.lettering import wide
from nacsim.plots.look import COLOUR, ON, Look, faint, ink, look_of, muted, paper
from nacsim.plots.style import bare, beside, drawn, interval, names, plain_axis, row_of, share_axis
from nacsim.vocabulary import OUTCOMES


@drawn(lambda data, size: 2 + 2.7 * len(data))
def compare(data: list[dict[str, Any]], *, ax: Axes) -> Head:
    """One stacked bar a scenario, and beside it the chance of adoption with its change from the first.

    `data`: a list, the first being the one compared with, of {"name": text, "summary": result of a run,
    "change": {"value", "low", "high"} of the share adopted, over the same luck, or None for the first}; the first may
    hold a "title", a "deck" and a "question" to say instead of what is found.
    """
    size = look_of(ax)
    for place, entry in enumerate(data):
        left = 0.0
        for name in OUTCOMES:
            share = _share(entry, name)
            ax.barh(
                -place,
                share,
                left=left,
                height=0.62,
                color=COLOUR[name],
                edgecolor=paper(),
                lw=0.8 * size.line,
            )
            if share * _bar(size.width) > wide(plain(share), size.em, "bold") + 0.5 * size.em:
                ax.text(left + share / 2, -place, plain(share), ha="center", va="center", fontsize=size.em,
                        color=ON[name], fontweight="bold")  # fmt: skip
            left += share
        _change(ax, -place, entry)
    names(ax, [(-k, entry["name"]) for k, entry in enumerate(data)], most=0.34, lines=2)
    ax.set(xlim=(0, 1), ylim=(-len(data) + 0.45, 0.5))
    share_axis(ax.xaxis, ax)
    ax.spines["left"].set_visible(False)
    shown = [n for n in OUTCOMES if any(_share(entry, n) > 0 for entry in data)]
    key = [Mark(outcome(name), COLOUR[name]) for name in shown]
    runs = max((entry["summary"] for entry in data), key=lambda told: 1 / told["runs"])
    notes = [f"{findings.dice(runs)} {says('thought')}"]
    first = data[0]
    title, asked = (
        first.get("title") or findings.compared(data),
        first.get("question") or says("compare.question"),
    )
    return Head(title, first.get("deck") or says("compare.deck"), key, notes, asked)


def _share(entry: dict[str, Any], name: str) -> float:
    """How often a side ends so; never, in results from before there was such an end."""
    found = entry["summary"]["outcomes"].get(name)
    return float(found["share"]) if found else 0.0


def _bar(width: float) -> float:
    """Points of paper that a bar of all councils takes, about."""
    return 72 * width * 0.44


def _change(ax: Axes, y: float, entry: dict[str, Any]) -> None:
    """The share adopted at the right, and below it how it differs from the first."""
    size = look_of(ax)
    adopted, change = entry["summary"]["adopted"], entry.get("change")
    up = 0.19 if change else 0
    beside(
        ax, y + up, plain(adopted["share"]), 0.7 * size.em, "left", fontweight="bold", color=COLOUR["adopted"]
    )
    if change:
        value, low, high = (100 * change[k] for k in ("value", "low", "high"))
        note = f"{value:+.1f} ({low:+.1f} to {high:+.1f})".replace("-", "−")
        beside(ax, y - 0.22, note, 0.7 * size.em, "left", fontsize=size.small, color=muted())


MOST = 12
"""Inputs that have a row."""


def _swinging(data: dict[str, Any], size: Look) -> list[dict[str, Any]]:
    """The rows that leave the band of noise, the widest first, and in any case the first."""
    rows = [
        row
        for row in data["rows"]
        if min(row["lowered"], row["raised"]) < data["low"]
        or max(row["lowered"], row["raised"]) > data["high"]
    ]
    return (rows or data["rows"][:1])[: min(MOST, size.rows)]


@drawn(
    lambda data, size: (
        2.4 + len(_swinging(data, size)) * row_of(size, (r["name"] for r in _swinging(data, size)), most=0.44)
    ),
    silent=lambda data: says("tornado.silent") if data.get("noise") or not data["rows"] else "",
)
def tornado(data: dict[str, Any], *, ax: Axes) -> Head:
    """What the result would be with one input lowered and raised; inside the grey band it is noise.

    `data`: {"base": share, "low", "high": its 95 % limits, "noise": whether there is nothing else,
    "rows": [{"name", "lowered", "raised"}] the widest first}.
    """
    size, base = look_of(ax), data["base"]
    rows = _swinging(data, size)
    ends = [each[k] for each in rows for k in ("lowered", "raised")] + [data["low"], data["high"]]
    span = max(max(ends) - min(ends), 0.02)
    ax.axvspan(data["low"], data["high"], color=faint(), lw=0, zorder=0)
    for place, each in enumerate(rows):
        for side, role in (("lowered", "one"), ("raised", "other")):
            ax.barh(-place, each[side] - base, left=base, color=COLOUR[role], height=0.5, lw=0)
        low, high = sorted((each["lowered"], each["raised"]))
        for value, at, ha in ((low, min(low, data["low"]), "right"), (high, max(high, data["high"]), "left")):
            _number(ax, at, -place, plain(value), ha)
    ax.axvline(base, color=ink(), lw=size.line)
    names(ax, [(-k, each["name"]) for k, each in enumerate(rows)], most=0.44)
    ax.set(xlim=(min(ends) - 0.12 * span, max(ends) + 0.12 * span), ylim=(-len(rows) + 0.4, 0.6))
    share_axis(ax.xaxis, ax)
    bare(ax, "left")
    key = [Mark(says("tornado.low"), COLOUR["one"]), Mark(says("tornado.high"), COLOUR["other"])]
    left = len(data["rows"]) - len(rows)
    notes = [says("tornado.rest", inputs=left)] if left else []
    return Head(findings.swings(rows), says("tornado.deck"), key, notes, says("tornado.question"))


def _number(ax: Axes, x: float, y: float, words: str, ha: str) -> None:
    """A small number beside the end of a bar."""
    size = look_of(ax)
    points = (0.4 if ha == "left" else -0.4) * size.em
    ax.annotate(
        words, (x, y), (points, 0), textcoords="offset points", va="center", ha=ha, fontsize=size.small
    )


@drawn(
    lambda data, size: (
        2.4 + row_of(size, (r["name"] for r in data["rows"])) * min(size.rows, len(data["rows"]))
    ),
    silent=lambda data: "" if data["rows"] and data["total"] > 0 else says("pivots.silent"),
)
def pivots(data: dict[str, Any], *, ax: Axes) -> Head:
    """Each member's part in the failure (Shapley value) with its 95 % interval, beside the equal share 1/N.

    `data`: {"rows": [{"name", "value", "low", "high"}] the largest first, "lead": the first inside a sentence,
    "members": N, "total": what the parts add up to, "failed": share of councils that fail}.
    """
    size = look_of(ax)
    rows = data["rows"][: size.rows]
    for place, each in enumerate(rows):
        ax.barh(-place, each["value"], color=COLOUR["blocked"], height=0.6, lw=0)
        interval(ax, each["low"], each["high"], -place)
        _number(
            ax,
            max(each["high"], each["value"]),
            -place,
            plain(each["value"]) if each["value"] > 0 else "0",
            "left",
        )
    equal = data["total"] / data["members"]
    ax.axvline(equal, color=COLOUR["other"], lw=1.2 * size.line, ls=(0, (3, 2)), zorder=0)
    ax.axvline(0, color=muted(), lw=0.8 * size.line)
    names(ax, [(-k, each["name"]) for k, each in enumerate(rows)])
    most, least = max(each["high"] for each in rows), min(0.0, *(each["low"] for each in rows))
    ax.set(xlim=(least, most * 1.12), ylim=(-len(rows) + 0.4, 0.6))
    share_axis(ax.xaxis, ax)
    bare(ax, "left")
    words = says("pivots.equal", total=plain(data["total"]), members=data["members"])
    title = findings.parts(data["lead"], rows[0]["value"], data["failed"])
    return Head(title, says("pivots.deck"), [Mark(words, COLOUR["other"], "--")], (), says("pivots.question"))


@drawn(
    lambda data, size: 27 if size.width > 5 else 34,
    silent=lambda data: says("frontier.silent") if len(data["points"]) < 2 else "",
)
def frontier(data: dict[str, Any], *, ax: Axes) -> Head:
    """Chance of adoption against what it costs; the line joins the packages that no other beats.

    `data`: {"title", "points": [{"name", "cost", "share", "low", "high", "best": bool}], "unit": of cost,
    "guessed": whether costs are a guess, "against": what speaks against some of them, a sentence each}.
    """
    size = look_of(ax)
    best = sorted((p for p in data["points"] if p["best"]), key=lambda p: p["cost"])
    rest = [p for p in data["points"] if not p["best"]]
    ax.step(
        [p["cost"] for p in best],
        [p["share"] for p in best],
        where="post",
        color=COLOUR["adopted"],
        lw=size.line,
    )
    for group, colour, dot in ((rest, COLOUR["one"], 0.42), (best, COLOUR["adopted"], 0.62)):
        costs, shares = [p["cost"] for p in group], [p["share"] for p in group]
        ax.vlines(costs, [p["low"] for p in group], [p["high"] for p in group], color=colour, lw=size.line)
        ax.plot(costs, shares, "o", ms=dot * size.em, color=colour, mec=paper(), mew=0.5 * size.line)
    most = max(p["cost"] for p in data["points"])
    ax.set(ylim=(-0.03, 1.12), xlim=(-0.03 * most, 1.06 * most))
    share_axis(ax.yaxis, ax)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    plain_axis(ax.xaxis, ax)
    ax.set_xlabel(says("frontier.axis"), fontsize=size.small, color=muted())
    named = [(p["cost"], p["share"], p["name"], False) for p in best if p["name"]]
    labels = Labels(
        [*named, *((p["cost"], p["share"], p["name"], True) for p in rest if p["name"])], best, rest
    )
    notes = [" ".join(data["against"])] if data.get("against") else []
    notes += [says("frontier.guess")] if data.get("guessed") else []
    key = [Mark(says("frontier.best"), COLOUR["adopted"], "o")]
    if rest:
        key.append(Mark(says("frontier.beaten"), COLOUR["one"], "o"))
    deck = says("frontier.deck", unit=data["unit"])
    return Head(data["title"], deck, key, notes, says("frontier.question"), settle=labels)
