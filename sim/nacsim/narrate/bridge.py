"""What `bridge` finds, in sentences and as text."""

from typing import Any

from nacsim.narrate.words import between, number, of_100, percent, points, sentences, subjects_of


def bridge_sentences(result: dict, scenario: Any) -> list[str]:
    """The cheapest package, or how far the best one goes; then the blockers."""
    target, base = percent(result["target"]), of_100(result["base"]["share"])
    if result["packages"]:
        least = result["packages"][0]
        chance = percent(least["adopted"]["share"])
        first = f"Cheapest to reach {target}: {least['words']} ({cost(least, result)}); then {chance} adopt."
        if not least["levers"]:
            first = f"Nothing needs to be done: the text is adopted in {base} as things stand."
    else:
        best = result["frontier"][-1]
        chance = percent(best["adopted"]["share"])
        reached = f"the best, at {cost(best, result)}, gets to {chance}"
        first = f"No package that was tried reaches {target}; {reached}: {best['words']}."
    return [first, *(blocker_sentence(code, told, scenario) for code, told in result["blockers"].items())]


def cost(package: dict, result: dict) -> str:
    """What a package costs, in the user's unit."""
    return f"{package['cost']:.1f} {result['unit']}"


def blocker_sentence(code: str, told: dict, scenario: Any) -> str:
    """One member's price, text and persuader."""
    who = subjects_of(scenario)[code]
    half, most = (number(told["price"][k]) for k in ("half", "nine_in_ten"))
    parts = [f"The price of {who} is {half} points of gain in the median council, {most} in one of ten"]
    for issue, text in told["texts"].items():
        label = scenario.issues[issue].label
        if text is not None and text["proposed"] != scenario.issues[issue].proposed:
            parts.append(f"it could live with {label} at {number(text['proposed'])}")
    useful = [e for e in told["persuaders"] if e["adopted"]["low"] > 0]
    if useful:
        by = subjects_of(scenario)[useful[0]["member"]]
        parts.append(f"the word that would count most is that of {by}: {points(useful[0]['adopted'])}")
    return "; ".join(parts) + "."


def report(result: dict, question) -> str:
    """Packages with their levers, the frontier, the sentences."""

    base = percent(result["base"]["share"])
    lines = [
        question.title,
        f"adopted in {base} of councils as things stand; wanted: {percent(result['target'])}",
    ]
    for k, package in enumerate(result["packages"], start=1):
        lines += ["", f"{k}. {package['cost']:.1f} {result['unit']}: {_chance(package)}"]
        lines += [
            f"   {lever['cost']:>5.1f}  {lever['words']:<58} {lever['set']}" for lever in package["levers"]
        ]
    lines += ["", f"{'cost':>6}  {'adopted':>8}  no cheaper package does better"]
    for package in result["frontier"]:
        share = percent(package["adopted"]["share"])
        lines.append(f"{package['cost']:>6.1f}  {share:>8}  {package['words']}")
    how = "all there are" if result["complete"] else "the most promising"
    lines += ["", sentences(result["words"]), f"{result['tried']} packages were played, {how}."]
    return "\n".join(lines)


def _chance(package: dict) -> str:

    adopted = package["adopted"]
    return f"adopted in {percent(adopted['share'])} ({between(adopted['low'], adopted['high'])}, 95%)"
