"""What exploring finds, in sentences. Strings in, strings out."""

from typing import Any

from nacsim.narrate import joined, names_of, number, of_100, percent, start, subjects_of
from nacsim.parameters import PARAMETERS


def points(difference: dict[str, float]) -> str:
    """A difference of shares with its interval: '+76.0 points (+74.8 to +77.1)'."""
    value, low, high = (100 * difference[k] for k in ("value", "low", "high"))
    return f"{value:+.1f} points ({low:+.1f} to {high:+.1f})".replace("-", "−")


def change_sentence(before: dict, after: dict, difference: dict, scenario: Any) -> str:
    """What another scenario changes: the share adopted, and whoever changes camp most."""
    was, now = before["adopted"]["share"], after["adopted"]["share"]
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


def input_name(key: str, scenario: Any) -> str:
    """A key in words: 'position of France (Office in Tokyo)', 'what the chair amends'; an unknown key as it
    is."""
    table, *rest = key.split(".")
    if table == "members" and len(rest) >= 2:
        who, what = names_of(scenario).get(rest[0], rest[0]), rest[1]
        issue = scenario.issues[rest[2]].label if len(rest) > 2 and rest[2] in scenario.issues else ""
        several = issue and len(scenario.issues) > 1
        return f"{who}: {what}" + (f" on {issue}" if several else "")
    if table == "actors" and len(rest) >= 2:
        actor = scenario.actors[rest[0]].name if rest[0] in scenario.actors else rest[0]
        return f"{actor}: {' '.join(rest[1:])}"
    return _setting_name(key, table, rest)


def _setting_name(key: str, table: str, rest: list[str]) -> str:
    name = rest[-1].replace("_", " ") if rest else key
    if table == "parameters" and rest and rest[0] in PARAMETERS:
        return f"parameter: {name}"
    return {"chair": f"chair: {name}", "procedure": f"procedure: {name}"}.get(table, key)


def within(limits: tuple[float | None, float | None], name: str) -> str:
    """A condition on one input: 'France: position below 25', 'between 10 and 30'."""
    low, high = limits
    if low is None:
        return f"{name} below {figure(high)}"
    if high is None:
        return f"{name} above {figure(low)}"
    return f"{name} between {figure(low)} and {figure(high)}"


def figure(value: float) -> str:
    """A number with as many digits as it needs: 25, 0.31, 0.042."""
    return number(value) if abs(value) >= 10 else f"{value:.2g}"


def pivot_sentences(result: dict, scenario: Any) -> list[str]:
    """Whose consent the outcome turns on, the filter beside the cause, and what would flip it."""
    names, members = subjects_of(scenario), result["members"]
    lead = max(members, key=lambda m: members[m]["shapley"]["value"])
    return [*_part(names[lead], members[lead], result), *_sets(names, result)]


def _part(who: str, member: dict, result: dict) -> list[str]:
    failed = result["failure"]["all"]["share"]
    part = member["shapley"]["value"]
    if failed == 0:
        return ["No council fails, so nobody's consent is missing."]
    share, seats = part / failed, member["classic"]
    plain = "" if seats is None else f"; by the count of seats it would have {percent(seats)}, like everybody"
    first = f"{start(who)} carries {percent(share)} of the failure{plain}."
    seldom, caused = member["happens_silent"], member["made_silent"]["share"]
    seen = f"With it made to stay silent, the text is adopted in {of_100(caused)}"
    if seldom["runs"] == 0:
        return [first, f"{seen}; it never stays silent on its own."]
    own = seldom["adopted"]["share"]
    filtered = f"of those in which it happens to stay silent on the text as tabled, in {percent(own)}"
    return [first, f"{seen}; {filtered}."]


def _sets(names: dict[str, str], result: dict) -> list[str]:
    if result["adopted"]["low"] >= 0.5:
        return ["The text is adopted more often than not as things stand."]
    if not result["sets"]:
        return ["No small set of members, falling silent, would make adoption more likely than not."]
    least, *others = result["sets"]
    who = joined([names[m] for m in least["members"]])
    more = f" {len(others)} other set{'s' if len(others) > 1 else ''} would do it too." if others else ""
    often = of_100(least["adopted"]["share"])
    turn = f"the text is then adopted in {often}, and {percent(least['flips'])} of the failures turn"
    return [f"The silence of {who} is enough: {turn}.{more}"]


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


def sensitivity_sentences(result: dict, scenario: Any, still: float) -> list[str]:
    """Which inputs cannot move the answer, which one it rests on, and what luck leaves open."""
    order = sorted(result["inputs"].items(), key=lambda entry: -entry[1]["total"]["value"])
    luck = result["luck"]["share"]["value"]
    rest = f"Known inputs leave {percent(luck)} of the variance of a single council to luck."
    if result["luck"]["moved"] < still:
        nothing = (
            f"No input moves the chance of adoption: it varies by {100 * result['luck']['moved']:.1f} points."
        )
        return [nothing, rest]
    told = [(e["name"], e["total"]["value"]) for _, e in order]
    near = [f"{name} ({percent(part)})" for name, part in told if part >= max(0.05, 0.6 * told[0][1])]
    more = [name for name, part in told[len(near) :] if part > 0.05][:3]
    rests = "one number" if len(near) == 1 else f"{len(near)} numbers"
    first = (
        f"The chance of adoption rests on {rests} above all, by share of what the inputs move: {joined(near)}"
    )
    first += f"; then {joined(more)}." if more else "."
    return [first, *_idle(result, still), rest]


def _idle(result: dict, still: float) -> list[str]:
    screened = result["screened"]
    known = {k: e["total"]["high"] < 0.01 for k, e in result["inputs"].items()}
    idle = sum(mu < still for mu in screened.values()) if screened else sum(known.values())
    if not idle:
        return []
    total = len(screened) or len(known)
    what = (
        f"cannot move it by {100 * still:.0f} points over their whole range" if screened else "move nothing"
    )
    return [f"{idle} of {total} inputs {what}."]


def rule_sentence(told: dict, scenario: Any, verb: str) -> str:
    """A box in words: 'fails in 91% of cases when France: position is below 25 and France: resolve is above 60'."""
    often = percent(told["density"]["share"])
    if not told["limits"]:
        return f"{verb} in {often} of cases, whatever the inputs"
    when = joined([within(tuple(pair), input_name(key, scenario)) for key, pair in told["limits"].items()])
    return f"{verb} in {often} of cases when {when}"


def discovery_sentences(result: dict) -> list[str]:
    """How often it fails, the first box, and the tipping points."""
    failed = percent(result["failures"]["share"])
    words = [f"The text fails more often than not at {failed} of the points."]
    if result["boxes"]:
        box = result["boxes"][0]
        words.append(f"It {box['words']}; that holds {percent(box['coverage']['share'])} of the failures.")
    tips = [
        f"{result['inputs'][key]} {'above' if told['rises'] else 'below'} {figure(told['value'])}"
        for key, told in result["tipping"].items()
        if told is not None
    ]
    if tips:
        words.append(f"All else as it is, adoption is more likely than not with {joined_or(tips)}.")
    return words


def joined_or(words: list[str]) -> str:
    """Alternatives as they are spoken: 'this, that or the other'."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
