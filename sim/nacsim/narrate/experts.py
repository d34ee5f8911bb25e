"""Who is believed, where experts differ, and which members have one line: in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from nacsim.narrate.words import (
    between,
    centre,
    joined,
    many,
    names_of,
    percent,
    quantity,
    shortened,
    subjects_of,
    tenths,
)
from nacsim.scenario.quantity import Pooled

STANCES = ("position", "salience", "resolve")

MOST = 6
"""Numbers on which it is told where experts stand."""
POOLING = {
    "linear": "Each council believes one of them.",
    "quantiles": "Each number is the weighted mean of what they say.",
}
"""How their views become one."""


class Split(NamedTuple):
    """One number on which experts differ."""

    member: str
    what: str
    issue: str | None
    views: Pooled

    @property
    def apart(self) -> float:
        """How far the two ends of them are apart, in points."""
        middles = [centre(part) for part in self.views.parts]
        return max(middles) - min(middles)


def splits(scenario: Any) -> list[Split]:
    """All numbers on which experts differ, those on which they are farthest apart first."""
    return sorted(_splits(scenario), key=lambda split: -split.apart)


def _splits(scenario: Any) -> Iterator[Split]:
    for code, stance in scenario.members.items():
        for what in ("position", "salience"):
            for issue, views in getattr(stance, what).items():
                if isinstance(views, Pooled):
                    yield Split(code, what, issue, views)
        if isinstance(stance.resolve, Pooled):
            yield Split(code, "resolve", None, stance.resolve)


def believed(scenario: Any) -> dict[str, Any]:
    """The experts that may be believed, by key."""
    return {key: expert for key, expert in scenario.experts.items() if expert.weight}


def expert_sentences(scenario: Any) -> list[str]:
    """Who is asked, how their views become one, and where they are farthest apart."""
    asked = believed(scenario)
    if not asked:
        return []
    named = [f"{expert.name} (weight {percent(expert.weight)})" for expert in asked.values()]
    left = [expert.name for key, expert in scenario.experts.items() if key not in asked]
    lines = [f"{joined(named)}. {POOLING[scenario.pool]}" if len(named) > 1 else f"{named[0]} alone."]
    lines += [f"Not believed: {joined(left)}."] if left else []
    found = splits(scenario)
    lines += [_split(split, scenario) for split in found[:MOST]]
    return lines + (
        [f"They differ on {many(len(found) - MOST, 'more number')}."] if len(found) > MOST else []
    )


def _split(split: Split, scenario: Any) -> str:
    what = split.what if split.issue is None else f"{split.what} on {scenario.issues[split.issue].label}"
    names = [expert.name for expert in believed(scenario).values()]
    said: dict[str, list[str]] = {}
    for name, part in zip(names, split.views.parts, strict=True):
        said.setdefault(quantity(part), []).append(name)
    views = [f"{view} by {joined(who)}" for view, who in said.items()]
    return f"{names_of(scenario)[split.member]}, {what}: {'; '.join(views)}."


def shared_sentences(scenario: Any) -> list[str]:
    """The groups whose members have one line, and what it is drawn for."""
    lines: dict[str, dict[str, set[str]]] = {}
    for code, stance in scenario.members.items():
        for key, group in stance.shared.items():
            lines.setdefault(group, {}).setdefault(code, set()).add(key.partition(".")[0])
    return [_line(group, who, scenario) for group, who in lines.items() if len(who) > 1]


def _line(group: str, who: dict[str, set[str]], scenario: Any) -> str:
    names = joined([subjects_of(scenario)[code] for code in who])
    what = joined([key for key in STANCES if any(key in keys for keys in who.values())])
    return f"{names} have one {what} ({group}), drawn once for all of them."


def today_sentence(scenario: Any, outlooks: dict[str, Any]) -> str:
    """Who would break silence today if one expert alone were believed; `outlooks`: the first silence by each."""
    if not outlooks:
        return ""
    words, said = subjects_of(scenario), []
    for key, outlook in list(outlooks.items())[:MOST]:
        loud = [words[code] for code, speaks in zip(scenario.room, outlook.speaks, strict=True) if speaks]
        said.append(f"by {scenario.experts[key].name} {joined(loud[:MOST]) if loud else 'nobody'} would")
    left = f"; and {len(outlooks) - len(said)} more" if len(outlooks) > len(said) else ""
    return f"That is the mean of the experts. Taken one by one: {'; '.join(said)}{left}."


def headline(told: list[dict]) -> str:
    """A sentence on the answer by each expert, or by the two who are farthest apart."""
    if not told:
        return ""
    ranked = sorted(told, key=lambda row: row["adopted"]["share"])
    ends = ranked if len(told) <= MOST_SAID else [ranked[0], ranked[-1]]
    said = [f"{100 * row['adopted']['share']:.0f} by {row['name']}" for row in ends]
    if len(told) > MOST_SAID:
        return f"By {len(told)} experts it would be from {' to '.join(said)}."
    return f"It would be {joined(said)}."


MOST_SAID, MOST_LISTED = 3, 8
"""Experts that are named in a sentence, and that have a line each."""


def listing(told: list[dict], scenario: Any, bar: Any, label: int, width: int) -> str:
    """The answer by each expert with a bar and its interval; of many those of most weight."""
    if not told:
        return ""
    shown = sorted(told, key=lambda row: -row["weight"])[:MOST_LISTED]
    names = [shortened(f"by {row['name']} (weight {percent(row['weight'])})", 48) for row in shown]
    wide = max(label, *(len(name) + 4 for name in names))
    lines = [f"{'It would be adopted':<{wide}}{'':{width}}   share  95% of dice"]
    for name, row in zip(names, shown, strict=True):
        value = row["adopted"]
        limits = between(value["low"], value["high"])
        lines.append(f"{'  ' + name:<{wide}}{bar(value['share'])}  {tenths(value['share']):>6}  {limits}")
    left = len(told) - len(shown)
    return "\n".join([*lines, *([f"  and by {many(left, 'other')}"] if left else []), POOLING[scenario.pool]])
