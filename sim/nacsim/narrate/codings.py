"""What two codings of the same decisions say of each other, in sentences and as text."""

from typing import Any

from nacsim.narrate.words import joined, many, number, of_100, percent, points, signed, wrapped

WHAT = {"position": "positions", "salience": "salience", "resolve": "resolve"}
WHAT |= {"lumpy": "answers on lumpy", "exit": "answer on exits"}
SHORT = ("position", "salience", "resolve", "lumpy", "exit")
MOST = 10  # values apart that are shown


def told(result: dict[str, Any]) -> list[str]:
    """The result in sentences: how far apart, and what it does to the answer."""
    decisions = result["decisions"]
    answer = _answer(decisions[0]) if len(decisions) == 1 else _answers(decisions)
    return [_numbers(result["scales"]), answer]


def _numbers(scales: dict[str, Any]) -> str:
    if not scales["position"]["values"]:
        return "No member is named by both codings, so that their numbers cannot be compared."
    parts = [f"{number(row['mean'])} points on {name}" for name, row in scales.items() if row["values"]]
    return f"The two codings differ by {joined(parts)} on average, over the members that both name."


def _answer(decision: dict[str, Any]) -> str:
    """What the second coding makes of the answer, and which part of it does most."""
    second = decision["swaps"][-1]
    was, now = (of_100(side["adopted"]["share"]) for side in (decision, second))
    moved = points(second["difference"])
    line = (
        f"By both the text is adopted in {now} ({moved})"
        if was == now
        else f"The text is adopted in {was} by the first coding and in {now} by the second: {moved}"
    )
    parts = [swap for swap in decision["swaps"][:-1] if not _nothing(swap["difference"])]
    if not parts:
        return f"{line}."
    most = max(parts, key=lambda swap: abs(swap["difference"]["value"]))
    part, moved = WHAT[most["what"]], points(most["difference"])
    return f"{line}. Taken over alone, the second coder's {part} would move it most, by {moved}."


def _answers(decisions: list[dict[str, Any]]) -> str:
    """The same of several decisions: how far the answers are apart on average, and where most."""
    moves = [abs(decision["swaps"][-1]["difference"]["value"]) for decision in decisions]
    most = decisions[moves.index(max(moves))]
    return (
        f"The share adopted differs by {number(100 * sum(moves) / len(moves))} points of 100 on average, "
        f"and most over {most['first']}: {points(most['swaps'][-1]['difference'])}."
    )


def _nothing(difference: dict[str, float]) -> bool:
    """Whether a difference is none beyond the dice."""
    return difference["low"] <= 0 <= difference["high"]


def report(result: dict[str, Any]) -> str:
    """All of it as text."""
    lines = [
        f"{many(len(result['decisions']), 'decision')} coded twice, {many(result['runs'], 'council')} of each coding, "
        f"seed {result['seed']}",
        "",
        *(wrapped(sentence) for sentence in result["words"]),
        "",
        *_scales(result["scales"]),
        "",
        *_crossed(result),
        *_apart(result["apart"], {decision["first"]: decision for decision in result["decisions"]}),
        *_unlike(result["unlike"]),
    ]
    decisions = result["decisions"]
    return "\n".join([*lines, *(_swaps(decisions[0]) if len(decisions) == 1 else _table(decisions))])


def _scales(scales: dict[str, Any]) -> list[str]:
    lines = [
        f"{'members both name':<20}{'values':>8}{'mean gap':>10}{'error':>8}{'under 15':>10}{'r':>7}{'ICC':>7}"
    ]
    for name, row in scales.items():
        if row["values"]:
            lines.append(
                f"{name:<20}{row['values']:>8}{number(row['mean']):>10}{number(row['sd']):>8}{percent(row['close']):>10}"
                f"{_two(row['correlation']):>7}{_two(row['icc']):>7}"
            )
    return [*lines, "points; error: that of one coding; ICC(A,1): 1 is full agreement"]


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


QUESTIONS = {"lumpy": "taken whole (lumpy)?", "loses": "loses by the text?"}


def _crossed(result: dict[str, Any]) -> list[str]:
    head = f"{'yes or no':<22}{'both':>6}{'first':>7}{'second':>8}{'neither':>9}{'agree':>8}{'kappa':>8}  95%"
    return [head, *(_row(title, result[key]) for key, title in QUESTIONS.items())]


def _row(title: str, row: dict[str, Any]) -> str:
    counts = f"{row['both']:>6}{row['first_only']:>7}{row['second_only']:>8}{row['neither']:>9}"
    kappa = row["kappa"]
    limits = "" if kappa["low"] is None else f"  {kappa['low']:.2f} to {kappa['high']:.2f}"
    share = "–" if row["agreement"] is None else percent(row["agreement"])
    return f"{title:<22}{counts}{share:>8}{_two(kappa['value']):>8}{limits}"


def _apart(rows: list[dict[str, Any]], decisions: dict[str, dict[str, Any]]) -> list[str]:
    if not rows:
        return ["", "No value of a member that either names is 15 points apart."]
    lines, left = ["", "15 points apart or more; talk about these first"], False
    for row in rows[:MOST]:
        what = f"{row['what']} on {row['issue']}" if row["issue"] else row["what"]
        by = _left_out(row, decisions[row["decision"]])
        first, second = (
            f"default {number(row[side])}" if side == by else number(row[side])
            for side in ("first", "second")
        )
        lines.append(f"  {row['decision']}  {row['member']}: {what}, {first} and {second}")
        left = left or by is not None
    if left:
        lines.append("  default: of a coder who does not name that member")
    more = len(rows) - MOST
    return [*lines, f"  {more} more: --json"] if more > 0 else lines


def _left_out(row: dict[str, Any], decision: dict[str, Any]) -> str | None:
    """The coder, first or second, who leaves the member of a value on the default; None where both name it."""
    if row["member"] in decision["first_only"]:
        return "second"
    return "first" if row["member"] in decision["second_only"] else None


def _unlike(rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    lines = ["", "Answered differently about the question itself"]
    return lines + [
        f"  {r['decision']}  {r['key']}: {_said(r['first'])} and {_said(r['second'])}" for r in rows
    ]


def _said(value: Any) -> str:
    if value is None:
        return "not said"
    if isinstance(value, bool):
        return str(value).lower()
    return number(value) if isinstance(value, int | float) else str(value)


def _swaps(decision: dict[str, Any]) -> list[str]:
    """One decision: whom each coder names, and the answer with each part of the second coding."""
    lines = ["", f"{many(decision['both'], 'member')} named by both"]
    for key, whose in (("first_only", "the first"), ("second_only", "the second")):
        if decision[key]:
            lines.append(wrapped(f"Only {whose} coder names {joined(decision[key])}."))
    lines += ["", f"{'the answer':<36}adopted  against the first"]
    lines.append(f"{'  first coding':<36}{percent(decision['adopted']['share']):>7}")
    for swap in decision["swaps"]:
        name = "second coding" if swap["what"] == "all" else f"with the second's {WHAT[swap['what']]}"
        lines.append(f"  {name:<34}{percent(swap['adopted']['share']):>7}  {points(swap['difference'])}")
    return lines


def _table(decisions: list[dict[str, Any]]) -> list[str]:
    """Several decisions: a line each, the points that each part of the second coding moves the answer by."""
    width = max(len(decision["first"]) for decision in decisions)
    heads = ["first", "second", "points", *SHORT]
    lines = ["", f"{'adopted by the coding':<{width}}" + "".join(f"{head:>10}" for head in heads)]
    for decision in decisions:
        swaps = {swap["what"]: swap for swap in decision["swaps"]}
        shares = [percent(side["adopted"]["share"]) for side in (decision, swaps["all"])]
        moves = [_moved(swaps[what]) if what in swaps else "" for what in ("all", *SHORT)]
        lines.append(f"{decision['first']:<{width}}" + "".join(f"{cell:>10}" for cell in [*shares, *moves]))
    return [*lines, "points: second less first; then with that part of the second coding alone"]


def _moved(swap: dict[str, Any]) -> str:
    """The points a swap moves the answer by; nothing beyond the dice is 0."""
    return "0" if _nothing(swap["difference"]) else signed(100 * swap["difference"]["value"])
