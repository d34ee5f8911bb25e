"""What tying texts brings, in sentences and as text."""

from collections.abc import Sequence
from typing import Any

from nacsim.narrate.words import (
    between,
    joined,
    many,
    names_of,
    number,
    of_100,
    percent,
    points,
    sentences,
    shortened,
    start,
    subjects_of,
    tenths,
)

CLEAR = 0.02  # of all councils: smaller changes of who blocks are not put into words
NAME, WIDE, MOST = 34, 52, 8  # signs of a name and of a way in the table, members and ways listed


def agenda_sentences(told: dict[str, Any], tied: Any) -> list[str]:
    """Whether the tie pays, for which text, and whom it turns."""
    names = subjects_of(tied)
    return [_all(told), _choice(told, names), *_turned(told, names)]


def _all(told: dict[str, Any]) -> str:
    many = "both" if len(told["texts"]) == 2 else "all"
    alone, whole = of_100(told["all_alone"]["share"]), told["all_tied"]["share"]
    return (
        f"Decided one by one, {many} are adopted in {alone}; tied into one, in {percent(whole)} "
        f"({points(told['difference'])})."
    )


def _choice(told: dict[str, Any], names: dict[str, str]) -> str:
    """What the chair would do: one that wants as many texts as possible, or a member with a stake of its own."""
    chair, best = told.get("chair"), told["ways"][0]
    key = "worth_more" if chair else "more_texts"
    who = f"{start(names[chair])} in the chair" if chair else "A chair that wants as many texts as possible"
    more = best[key]
    if more["low"] > 0:
        size = (
            f"{number(more['value'])} points more to it"
            if chair
            else f"{more['value']:.2f} texts more on average"
        )
        return f"{who} {_put(best['parts'])}: {size} than one by one."
    tie = next(way for way in told["ways"] if len(way["parts"]) == 1)[key]
    if tie["high"] < 0:
        size = (
            f"{number(-tie['value'])} points less to it"
            if chair
            else f"{-tie['value']:.2f} texts fewer on average"
        )
        return f"{who} takes them one by one: tied, {size}."
    if chair:
        return f"To {names[chair]} in the chair one by one is worth as much, as far as these councils tell."
    return "On average as many texts are adopted either way, as far as these councils tell."


def _put(parts: Sequence[Sequence[str]]) -> str:
    """How a chair puts texts that are tied in parts: 'ties them', 'ties a and b and puts c by itself'."""
    if len(parts) == 1:
        return "ties them"
    tied = [joined(list(part)) for part in parts if len(part) > 1]
    single = [part[0] for part in parts if len(part) == 1]
    said = [f"ties {joined([f'({one})' if len(tied) > 1 else one for one in tied])}"]
    if single:
        said.append(f"puts {joined(single)} by {'itself' if len(single) == 1 else 'themselves'}")
    return ", and ".join(said)


def _turned(told: dict[str, Any], names: dict[str, str]) -> list[str]:
    """Who is won by the tie, and who takes it hostage."""
    clear = {c: m["difference"] for c, m in told["members"].items() if abs(m["difference"]["value"]) >= CLEAR}
    won = [names[code] for code, d in clear.items() if d["high"] < 0]
    lost = [names[code] for code, d in clear.items() if d["low"] > 0]
    return [
        f"{start(joined(who[:MOST]))} block{'s' if len(who[:MOST]) == 1 else ''} {often} once they are tied."
        for who, often in ((won, "less often"), (lost, "more often"))
        if who
    ]


def report(told: dict[str, Any], tied: Any) -> str:
    """A line a text, alone and tied, the members whom the tie turns, and the sentences."""
    names = names_of(tied)
    lines = [f"{many(told['runs'], 'council')} each, seed {told['seed']}", ""]
    lines.append(f"{'':<{NAME}}  adopted  95% of dice")
    for text in told["texts"]:
        lines.append(f"{shortened(text['scenario'], NAME):<{NAME}}  {_share(text['alone'])}  {text['rule']}")
        if text["falls_back_to"]:
            ends = ", ".join(f"{issue} {end:.0f}" for issue, end in text["falls_back_to"].items())
            lines.append(f"  without the others it ends at {ends}, and falls back to that")
    lines.append(f"{'all of them, one by one':<{NAME}}  {_share(told['all_alone'])}")
    lines.append(f"{'all of them, tied into one':<{NAME}}  {_share(told['all_tied'])}  {told['rule']}")
    lines += _ways(told, names)
    if told["members"]:
        lines += ["", f"{'blocks':<{NAME}}  alone     tied"]
    for code, member in list(told["members"].items())[:MOST]:
        alone, whole = (percent(member[key]["share"]) for key in ("blocks_alone", "blocks_tied"))
        lines.append(f"{shortened(names[code], NAME):<{NAME}}  {alone:>5}    {whole:>5}")
    return "\n".join([*lines, "", sentences(told["words"])])


def _ways(told: dict[str, Any], names: dict[str, str]) -> list[str]:
    """A line a way to put the texts, best for the chair first, where there are more than two or a member presides."""
    chair, ways = told.get("chair"), told.get("ways") or ()
    if len(ways) < 3 and not chair:
        return []
    head = f"{'tied +, apart /':<{WIDE}}  all     texts, 95% of dice"
    lines = ["", f"{head}   worth to {names[chair]}, 95% of dice" if chair else head]
    for way in ways[:MOST]:
        put = shortened(" / ".join(" + ".join(part) for part in way["parts"]), WIDE)
        count = "{value:.2f}  {low:.2f} to {high:.2f}".format(**way["texts_adopted"])
        worth = "   {value:+.1f}  {low:+.1f} to {high:+.1f}".format(**way["worth"]) if chair else ""
        lines.append(f"{put:<{WIDE}}  {percent(way['all_adopted']['share']):>4}    {count}{worth}")
    rest = len(ways) - MOST
    return [*lines, f"{rest} more ways: --json"] if rest > 0 else lines


def _share(value: dict[str, float]) -> str:
    return f"{tenths(value['share']):>7}  {between(value['low'], value['high']):<12}"
