"""What `pivots` finds, in sentences and as text."""

from typing import Any

from nacsim.narrate.words import (
    joined,
    many,
    names_of,
    of_100,
    percent,
    sentences,
    start,
    subjects_of,
    tenths,
    tenths_of_a_point,
    wrapped,
)


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
    share, seats = min(1.0, part / failed), member["classic"]
    plain = "" if seats is None else f"; by the rule alone it would have {percent(seats)}"
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
    enough = "is enough" if least["adopted"]["share"] >= 0.95 else "is mostly enough"
    return [f"The silence of {who} {enough}: {turn}.{more}"]


def weighty(result: dict, most: int = 12) -> list[str]:
    """The members that make a difference, the largest part first."""
    members = result["members"]

    def reach(code: str) -> float:
        return max(abs(members[code]["shapley"]["value"]), abs(members[code]["if_silent"]["value"]))

    return sorted((c for c in members if reach(c) >= 0.001), key=lambda c: -members[c]["shapley"]["value"])[
        :most
    ]


def report(result: dict, question) -> str:
    """A line a member, the sets, the sentences."""

    names, members = names_of(question), result["members"]
    heads = ("its part in", "95%", "adopted if", "if it", "if it is")
    under = ("failures", "interval", "made silent", "objects", "absent")
    lines = [
        question.title,
        f"adopted in {percent(result['adopted']['share'])} of {many(result['runs'], 'council')}",
        "",
    ]
    lines += [f"{'':<22}" + "".join(f"{h:>16}" for h in row) for row in (heads, under)]
    for code in weighty(result):
        lines.append(f"{names[code]:<22}" + "".join(f"{cell:>16}" for cell in _cells(members[code])))
    quiet = len(members) - len(weighty(result))
    lines += [
        f"{quiet} other{'s' if quiet != 1 else ''}: no part in the failures",
        wrapped(
            "All are councils of 100: the parts of the members in those that fail add up to all that fail; the last three "
            "columns say by how much adoption changes if the member never objects, if it objects in every council, and if "
            f"it is not there{_doubt([members[code] for code in weighty(result)])}."
        ),
        "",
        sentences(result["words"]),
    ]
    return "\n".join(lines)


def _cells(member: dict) -> list[str]:

    part = member["shapley"]
    moves = [member[k] for k in ("if_silent", "if_objecting", "if_absent")]
    changes = ["-" if m is None else tenths_of_a_point(m["value"]) for m in moves]
    low, high = (f"{100 * part[end]:.1f}".replace("-", "−") for end in ("low", "high"))
    return [tenths(part["value"]).replace("-", "−"), f"{low} to {high}", *changes]


def _doubt(members: list[dict]) -> str:
    """How far off the changes may be at most, in words; nothing where there are none."""
    told = [m[k] for m in members for k in ("if_silent", "if_objecting", "if_absent") if m[k] is not None]
    if not told:
        return ""
    most = max(max(c["value"] - c["low"], c["high"] - c["value"]) for c in told)
    return f" (within {100 * most:.1f} points, 95%)"
