"""What `bridge` finds, in sentences and as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from nacsim.narrate.words import (
    between,
    joined,
    many,
    number,
    of_100,
    percent,
    points,
    sentences,
    start,
    subjects_of,
    tenths,
    wrapped,
)


def bridge_sentences(result: dict, scenario: Any) -> list[str]:
    """The cheapest package, or how far the best one goes; then the blockers."""
    target, base = percent(result["target"]), of_100(result["base"]["share"])
    if result["packages"]:
        first = _cheapest(result, target)
        if not result["packages"][0]["levers"]:
            first = f"Nothing needs to be done: the text is adopted in {base} as things stand."
    else:
        best = result["frontier"][-1]
        chance = percent(best["adopted"]["share"])
        reached = f"the best, at {cost(best, result)}, gets to {chance}"
        first = f"No package that was tried reaches {target}; {reached}: {best['words']}."
    blockers = [blocker_sentences(code, told, scenario) for code, told in result["blockers"].items()]
    return [first, *_guess(result), *([COUNTED] if blockers else []), *blockers]


COUNTED = (
    "What a member lacks and would let pass is counted over the councils as drawn (`nacsim show` says it at the centre "
    "of all estimates, so that its figures differ); 100 points of gain are the whole scale of an issue that means "
    "everything; whoever minds what it dislikes more than coded may lack more."
)
"""What the sentences on members in the way are about; it stands before the first of them."""


def _cheapest(result: dict, target: str) -> str:
    """The cheapest package of levers that nothing speaks against; then the cheaper ones, and what speaks against them."""
    packages = result["packages"]
    least = recommended(packages)
    chance = percent(least["adopted"]["share"])
    by = "" if least is packages[0] else " by what nothing speaks against"
    first = f"Cheapest to reach {target}{by}: {least['words']} ({cost(least, result)}); then {chance} adopt."
    if doubted(least):
        return f"{first} But {against(least)}."
    if least is packages[0]:
        return first
    other = packages[0]
    return f"{first} It would cost less ({cost(other, result)}) to {other['words']}, but {against(other)}."


def against(package: Mapping[str, Any]) -> str:
    """What speaks against a package."""
    return joined(list(dict.fromkeys(lever["doubt"] for lever in package["levers"] if lever["doubt"])))


def doubted(package: Mapping[str, Any]) -> bool:
    """Whether something speaks against one of its levers."""
    return any(lever["doubt"] for lever in package["levers"])


def recommended(packages: Sequence[Any]) -> Any:
    """The cheapest of packages in the order of their cost that nothing speaks against; the cheapest where none is such."""
    return next((package for package in packages if not doubted(package)), packages[0])


def _guess(result: dict) -> list[str]:
    """That costs are not known, where they are not the user's."""
    if not result["guessed"]:
        return []
    return [f"Costs, in {result['unit']}, are this tool's guess; --costs FILE puts yours in their place."]


def cost(package: dict, result: dict) -> str:
    """What a package costs, in the user's unit."""
    return f"{package['cost']:.1f} {result['unit']}"


def blocker_sentences(code: str, told: dict, scenario: Any) -> str:
    """What one member lacks, the nearest text that it mostly lets pass, and who could persuade it."""
    who = subjects_of(scenario)[code]
    half, most = (number(told["price"][k]) for k in ("half", "nine_in_ten"))
    parts = [
        f"{start(who)} lacks {half} points of gain to consent in the median council, {most} in one of ten"
    ]
    if told["price"]["half"] <= 0:
        parts = [f"{start(who)} consents in the median council and lacks {most} points of gain in one of ten"]
    for issue, text in told["texts"].items():
        label = scenario.issues[issue].label
        if text is not None and text["proposed"] != scenario.issues[issue].proposed:
            bears = of_100(text["borne"]["share"])
            place = number(text["proposed"])
            parts.append(
                f"With {label} at {place}, the rest as tabled, it keeps silence in most councils; the sponsors would bear "
                f"that in {bears}"
            )
    useful = [e for e in told["persuaders"] if e["adopted"]["low"] > 0]
    if useful:
        by = subjects_of(scenario)[useful[0]["member"]]
        parts.append(
            f"Of those it listens to, {by} could do most to persuade it: if it listened to {by} more, adoption would "
            f"change by {points(useful[0]['adopted'])}"
        )
    return ". ".join(parts) + "."


def report(result: dict, question) -> str:
    """Packages with their levers, the frontier, the sentences."""

    base = tenths(result["base"]["share"])
    lines = [
        question.title,
        f"adopted in {base} of councils as things stand; wanted: {percent(result['target'])}",
        wrapped(FRESH.format(many(result["runs"], "council"))),
    ]
    for k, package in enumerate(result["packages"], start=1):
        lines += ["", f"{k}. {package['cost']:.1f} {result['unit']}: {_chance(package)}"]
        lines += [_lever(lever) for lever in package["levers"]]
    if result["packages"] and not result["packages"][0]["levers"]:
        return "\n".join([*lines[:2], "", sentences(result["words"])])
    lines += ["", f"{'cost':>6}  {'adopted':>8}  no cheaper package does better"]
    for package in result["frontier"]:
        share = tenths(package["adopted"]["share"])
        lines.append(f"{package['cost']:>6.1f}  {share:>8}  {package['words']}")
    return "\n".join([*lines, "", sentences(result["words"]), wrapped(_played(result))])


FRESH = "Played in {} of other luck than those of `nacsim run`, from which a share may differ by its dice."
"""Why the share as things stand is not that of a run."""


def _played(result: dict) -> str:
    """How many packages were played, and of how many."""
    tried = f"All packages that there are were tried ({result['tried']:,})."
    if not result["complete"]:
        tried = (
            f"Of {result['possible']:,} possible packages the {result['tried']:,} most promising were tried."
        )
    if not result["finer"]:
        return tried
    more = "1 smaller one was" if result["finer"] == 1 else f"{result['finer']:,} smaller ones were"
    return f"{tried} Where one was enough, {more} tried too, in steps of 5 points."


def _lever(lever: dict) -> str:
    """One lever in a line, and what speaks against it in the next."""
    line = f"   {lever['cost']:>5.1f}  {lever['words']:<58} {lever['set']}"
    return f"{line}\n          but {lever['doubt']}" if lever["doubt"] else line


def _chance(package: dict) -> str:

    adopted = package["adopted"]
    return f"adopted in {tenths(adopted['share'])} ({between(adopted['low'], adopted['high'])}, 95%)"
