"""What tying texts brings, in sentences and as text."""

from typing import Any

from nacsim.narrate.words import (
    between,
    joined,
    many,
    names_of,
    of_100,
    percent,
    points,
    sentences,
    shortened,
    start,
    subjects_of,
)

CLEAR = 0.02  # of all councils: smaller changes of who blocks are not put into words
NAME, MOST = 34, 8  # signs of a name in the table, members listed


def agenda_sentences(told: dict[str, Any], tied: Any) -> list[str]:
    """Whether the tie pays, for which text, and whom it turns."""
    return [_all(told), _average(told), *_turned(told, subjects_of(tied))]


def _all(told: dict[str, Any]) -> str:
    many = "both" if len(told["texts"]) == 2 else "all"
    alone, whole = of_100(told["all_alone"]["share"]), told["all_tied"]["share"]
    return (
        f"Decided one by one, {many} are adopted in {alone}; tied into one, in {percent(whole)} "
        f"({points(told['difference'])})."
    )


def _average(told: dict[str, Any]) -> str:
    """What a chair that wants as many texts as possible would do."""
    change = told["texts_adopted"]
    size = f"{abs(change['value']):.2f} texts"
    if change["low"] > 0:
        return f"A chair that wants as many texts as possible ties them: {size} more on average."
    if change["high"] < 0:
        return f"A chair that wants as many texts as possible takes them one by one: tied, {size} fewer on average."
    return "On average as many texts are adopted either way, as far as these councils tell."


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
    if told["members"]:
        lines += ["", f"{'blocks':<{NAME}}  alone     tied"]
    for code, member in list(told["members"].items())[:MOST]:
        alone, whole = (percent(member[key]["share"]) for key in ("blocks_alone", "blocks_tied"))
        lines.append(f"{shortened(names[code], NAME):<{NAME}}  {alone:>5}    {whole:>5}")
    return "\n".join([*lines, "", sentences(told["words"])])


def _share(value: dict[str, float]) -> str:
    return f"{percent(value['share']):>7}  {between(value['low'], value['high']):<12}"
