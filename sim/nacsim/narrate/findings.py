"""What each figure finds, in the words of `nacsim.narrate.figures`: its title, and why there may be nothing to draw."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from nacsim.narrate.bridge import recommended
from nacsim.narrate.figures import councils, members, says
from nacsim.narrate.result import _obstruction as obstruction
from nacsim.narrate.words import figure, joined, number, of_100, percent, rarely, start
from nacsim.vocabulary import OUTCOME

SEEN = 0.05
"""The share of councils from which a member counts among those that break silence."""
MOVED = 1.0
"""Points by which something must move to be said to."""


def plain(share: float) -> str:
    """A share for a table of frequencies: 12, <1, 0."""
    return percent(share).rstrip("%")


def outcome(name: str) -> str:
    """An outcome in a figure: 'as tabled', 'with changes', 'late', 'with an opt-out', 'blocked', 'taken off the table'."""
    return OUTCOME[name].meaning.removeprefix("adopted ")


def ends(summary: Mapping[str, Any]) -> str:
    """How often a text is adopted, and the range over what is not known where it was asked for."""
    adopted, known = summary["adopted"]["share"], summary.get("range")
    title = says("outcomes.title", share=of_100(adopted)) if adopted > 0 else says("outcomes.never")
    if known is None:
        return title
    low, high = (f"{100 * known[end]:.0f}" for end in ("low", "high"))
    return says("outcomes.range", title=title, low=low, high=high)


def obstacles(summary: Mapping[str, Any], subjects: Mapping[str, str]) -> str:
    """Who stands in the way, as the first sentence that `run` prints on it."""
    return obstruction(dict(summary), dict(subjects)).split(". ")[0].removesuffix(".")


def dice(summary: Mapping[str, Any]) -> str:
    """How far off any share of a run may be for its dice."""
    shares = [summary["adopted"], *summary["outcomes"].values()]
    shares += [i for m in summary["members"].values() for i in m.get("intervals", {}).values()]
    return says("dice", councils=councils(summary["runs"]), points=within(shares))


def within(shares: Sequence[Mapping[str, Any]]) -> str:
    """How far the limits of some shares are from them at most, in points, one decimal, rounded up."""
    most = max((max(s["share"] - s["low"], s["high"] - s["share"]) for s in shares), default=1.0)
    return f"{math.ceil(1000 * most - 1e-9) / 10:.1f}"


def timing(final: Sequence[float], median: float, kinds: Sequence[str]) -> str:
    """By when half of the councils have ended, and how most do."""
    most = max(range(len(kinds)), key=lambda k: final[k])
    key = "timing.first" if median <= 1 else "timing.title"
    return says(key, round=f"{median:.0f}", share=of_100(final[most]), outcome=OUTCOME[kinds[most]].meaning)


def texts(issues: Sequence[tuple[str, float, float]]) -> str:
    """Where the issue that is changed most ends, of (label, proposed, mean)."""
    label, proposed, mean = max(issues, key=lambda issue: abs(issue[1] - issue[2]))
    if abs(proposed - mean) < MOVED:
        return says("text.same")
    return says("text.title", issue=label, mean=number(mean), proposed=number(proposed))


def others(left: int, most: float) -> str:
    """The members that have no line: '28 others: never.'"""
    who = says("objectors.other") if left == 1 else says("objectors.others", count=left)
    return says("objectors.rest", others=who, often=rarely(most)) if left else ""


def seats(chance: Sequence[float], subjects: Sequence[str]) -> str:
    """How many members break silence, and which most often."""
    lead = max(range(len(chance)), key=lambda k: chance[k])
    seen, ever = sum(p >= SEEN for p in chance), sum(p > 0 for p in chance)
    key = "hemicycle.few" if not seen else "hemicycle.one" if seen == 1 else "hemicycle.some"
    if ever == 1:
        key = "hemicycle.ever"
    if seen == 2:
        both = sorted(range(len(chance)), key=lambda k: -chance[k])[:2]
        return says("hemicycle.two", members=members(len(chance)), who=joined([subjects[k] for k in both]))
    return says(key, count=seen, members=members(len(chance)), who=subjects[lead])


def together(names: Sequence[str], joint: Sequence[Sequence[float]], share: Sequence[float]) -> str:
    """The firmest tie among those that block in at least 1 of 20 councils."""
    often = [i for i, p in enumerate(share) if p >= SEEN] or [0]
    one, other = max(
        ((i, j) for i in often for j in range(len(names)) if i != j), key=lambda pair: joint[pair[0]][pair[1]]
    )
    return says("coblocking.title", one=names[one], other=names[other], share=of_100(joint[one][other]))


def stances(names: Sequence[str], before: Sequence[float], shift: Sequence[float], proposed: float) -> str:
    """Who moves most and which way; before: means, from far to near."""
    most = max(range(len(names)), key=lambda k: abs(shift[k]))
    if abs(shift[most]) < MOVED:
        return says("stances.still", who=start(names[0]), place=number(before[0]))
    nearer = abs(before[most] + shift[most] - proposed) < abs(before[most] - proposed)
    way = says("stances.towards" if nearer else "stances.away")
    return says("stances.title", who=start(names[most]), points=number(abs(shift[most])), way=way)


def support(rounds: Sequence[int], median: Sequence[float]) -> str:
    """Whether fewer object at the end than at the start, in the median council, and from which round on so few."""
    first, last = median[0], median[-1]
    if first == 0 and last == 0:
        return says("support.none")
    if last >= first:
        return says("support.stays", first=number(first), last=number(last), start=rounds[0], end=rounds[-1])
    there = next(k for k in range(len(median)) if all(m == last for m in median[k:]))
    return says("support.falls", first=number(first), last=number(last), start=rounds[0], end=rounds[there])


def story(run: int, objects: Mapping[str, int], ending: str) -> str:
    """Who objects how often in one council, and what becomes of the text; `objects`: member to rounds, most first."""
    who = next(iter(objects))
    often = says("story.once") if objects[who] == 1 else says("story.times", rounds=objects[who])
    key = "story.alone" if len(objects) == 1 else "story.many"
    return says(key, run=run, who=who, often=often, count=len(objects), ending=OUTCOME[ending].meaning)


def compared(rows: Sequence[Mapping[str, Any]]) -> str:
    """The change that moves the chance of adoption most."""
    first, *changed = rows
    if not changed:
        return says("outcomes.title", share=of_100(first["summary"]["adopted"]["share"]))
    most = max(changed, key=lambda row: abs(row["change"]["value"]))
    if abs(most["change"]["value"]) < 0.01:
        return says("compare.equal")
    now, was = (row["summary"]["adopted"]["share"] for row in (most, first))
    return says("compare.title", name=most["name"], now=of_100(now), was=of_100(was))


def curve(x: Sequence[float], share: Sequence[float], name: str) -> str:
    """Where adoption becomes more likely than not, if it does so once; else the span."""
    crossed = [k for k in range(1, len(x)) if (share[k] >= 0.5) != (share[k - 1] >= 0.5)]
    if len(crossed) != 1:
        return says("curves.spans", low=plain(min(share)), high=plain(max(share)))
    k = crossed[0]
    rises = share[k] >= 0.5
    part = (0.5 - share[k - 1]) / (share[k] - share[k - 1])
    value = figure(x[k - 1] + part * (x[k] - x[k - 1]))
    return says("curves.tips", name=name, side=says("curves.above" if rises else "curves.below"), value=value)


def plane(z: Sequence[Sequence[float]]) -> str:
    """Over how much of a plane adoption is more likely than not."""
    cells = [share for row in z for share in row]
    likely = sum(share >= 0.5 for share in cells) / len(cells)
    if likely in (0, 1):
        return says("phase.everywhere" if likely else "phase.nowhere")
    return says("phase.title", share=percent(likely))


def swings(rows: Sequence[Mapping[str, Any]]) -> str:
    """The input that moves the chance of adoption most."""
    low, high = sorted((rows[0]["lowered"], rows[0]["raised"]))
    return says("tornado.title", name=rows[0]["name"], low=plain(low), high=plain(high))


def parts(who: str, part: float, failed: float) -> str:
    """Who carries how much of the failure."""
    return says("pivots.title", who=start(who), share=percent(min(1.0, part / failed) if failed else 0.0))


def price(result: Mapping[str, Any]) -> str:
    """The cheapest package that gets where it should and that nothing speaks against, or how far the best one goes."""
    if not result["packages"]:
        best = max(package["adopted"]["share"] for package in result["frontier"])
        return says("frontier.none", share=plain(best))
    least = recommended(result["packages"])
    cost = f"{number(least['cost'])} {result['unit']}"
    return says(
        "frontier.title", words=start(least["words"]), share=plain(least["adopted"]["share"]), cost=cost
    )


def conditions(box: Mapping[str, Any]) -> str:
    """The first box in words."""
    return says("boxes.title", words=box["words"].removesuffix("."))


def reliable(bins: Sequence[Mapping[str, Any]]) -> str:
    """In how many groups the share that came true is the one that was given, within its interval."""
    inside = sum(entry["low"] <= entry["predicted"] <= entry["high"] for entry in bins)
    return says("reliability.title", inside=inside, groups=len(bins))


def better(rows: Sequence[Mapping[str, Any]], high: bool) -> str:
    """How many rules the model beats by more than chance, from the intervals of the rules' scores less the model's."""
    gaps = [row["gap"] for row in rows if row.get("gap") and not row.get("variant")]
    beaten = sum(gap["high"] < 0 if high else gap["low"] > 0 for gap in gaps)
    return says("scores.best" if beaten else "scores.none", beaten=beaten, rivals=len(gaps))
