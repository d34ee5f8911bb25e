"""What `compare` finds, in sentences and as text."""

from typing import Any

from nacsim.narrate.result import bar
from nacsim.narrate.words import (
    many,
    of_100,
    percent,
    points,
    sentences,
    start,
    subjects_of,
    unchanged,
)
from nacsim.vocabulary import OUTCOME


def change_sentence(before: dict, after: dict, difference: dict, scenario: Any) -> str:
    """What another scenario changes: the share adopted, and whoever changes camp most."""
    was, now = before["adopted"]["share"], after["adopted"]["share"]
    if unchanged(difference["adopted"]):
        first = f"That does not change how often the text is adopted: in {of_100(now)} either way."
    elif of_100(now) == of_100(was):
        first = f"The text is adopted in {of_100(now)} still: {points(difference['adopted'])}."
    else:
        moved = points(difference["adopted"])
        first = f"The text is adopted in {of_100(now)} instead of {of_100(was)}: {moved}."
    return " ".join([first, *_camp(before, after, difference, scenario)])


def _camp(before: dict, after: dict, difference: dict, scenario: Any) -> list[str]:
    for code, moved in difference["members"].items():
        if abs(moved["objects_first"]["value"]) >= 0.05:
            was, now = (r["members"][code]["objects_first"] for r in (before, after))
            who = subjects_of(scenario)[code]
            return [f"{start(who)} breaks silence in {of_100(now)} instead of {of_100(was)}."]
    return []


def report(result: dict) -> str:
    """The outcomes side by side, then what changes, in sentences."""

    names, results = result["scenarios"], result["results"]
    lines = [f"{many(result['runs'], 'council')} each, the same luck, seed {result['seed']}", ""]
    for k, (name, told) in enumerate(zip(names, results, strict=True)):
        lines.append(f"{chr(65 + k)}  {name}")
        lines += [
            f"   {OUTCOME[kind].meaning:<25}{bar(value['share'])}  {percent(value['share']):>5}"
            for kind, value in told["outcomes"].items()
            if value["share"] > 0
        ]
    for k, told in enumerate(result["differences"], start=1):
        lines += ["", f"{chr(65 + k)} against A: adopted {points(told['adopted'])}"]
        lines.append(sentences([told["words"]]))
        if (told["paired"]["interval_ratio"] or 0) > 1.05:
            ratio = told["paired"]["interval_ratio"]
            lines.append(
                f"The same luck makes the interval {ratio:.1f} times narrower than independent draws would."
            )
    return "\n".join(lines)
