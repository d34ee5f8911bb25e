"""The result of a run in plain sentences."""

from __future__ import annotations

import math

from nacsim.narrate import experts
from nacsim.narrate.rule import rule_name
from nacsim.narrate.words import (
    NUMBERS,
    between,
    joined,
    names_of,
    number,
    of_100,
    percent,
    rarely,
    shortened,
    start,
    subjects_of,
    tenths,
    wrapped,
)
from nacsim.vocabulary import ADOPTED, ALWAYS, LATE, OUTCOME, REFUSED

OTHERWISE = {"another_road": "the willing go another way", "noted": "it is noted"}
"""What is said of the ends that leave something of a text that fails."""

DICE = 1.5  # times the interval of the dice, below which the range is mostly theirs
TURNS = 0.10  # difference in the share of adoption from which a structural choice is told
BAR, WIDTH, LABEL = " ▏▎▍▌▋▊▉█", 30, 25


def headline(summary: dict, subjects: dict[str, str]) -> str:
    """The result of a run in plain sentences: how often adopted and in what form, who stands in the way."""
    return " ".join(part for part in headline_parts(summary, subjects).values() if part)


def headline_parts(summary: dict, subjects: dict[str, str]) -> dict[str, str]:
    """The sentences of the headline, empty where not said.

    How often adopted, over what range, what is left of texts that fail, who stands in the way.
    """
    return {
        "adoption": _adoption(summary),
        "range": _range_words(summary) if _ranges(summary) else "",
        "otherwise": _otherwise(summary),
        "experts": experts.headline(summary.get("experts") or []),
        "obstruction": _obstruction(summary, subjects),
    }


def _ranges(summary: dict) -> bool:
    """Whether a range adds to the first sentence: not where nothing is adopted at all."""
    return summary["adopted"]["share"] > 0


def _adoption(summary: dict) -> str:
    adopted = summary["adopted"]["share"]
    shares = {name: value["share"] for name, value in summary["outcomes"].items()}
    if adopted <= 0:
        ends = [name for name in REFUSED if shares[name] > 0]
        return f"Nothing is adopted in any council: the text is {' or '.join(OUTCOME[name].meaning for name in ends)}."
    sure = f"The text is adopted in {of_100(adopted)}"
    if shares["approved"] == adopted:
        return f"{sure}, always as tabled."
    if adopted < 0.02:
        return f"{sure}."
    told = [
        f"{_form(name, summary)} ({percent(shares[name])})" for name in _most_often(shares, summary["runs"])
    ]
    return f"{sure}, most often {' or '.join(told)}."


def _most_often(shares: dict[str, float], runs: int) -> list[str]:
    """The forms in which most councils adopt: one, or those between which the dice do not decide (95%)."""
    order = sorted(ADOPTED, key=lambda name: -shares[name])
    most = shares[order[0]]

    def apart(share: float) -> float:
        """How far two shares of the same councils may be apart by their dice."""
        return 1.96 * math.sqrt(max(most + share - (most - share) ** 2, 0) / runs)

    return [name for name in order if shares[name] > 0 and most - shares[name] <= apart(shares[name])]


def _form(name: str, summary: dict) -> str:
    """A form of adoption in words; of one issue it need not be said that it is the principal one."""
    words = OUTCOME[name].form
    return words.removeprefix("with the principal issue ") if len(summary["text"]) == 1 else words


def _otherwise(summary: dict) -> str:
    """A sentence on what is left of texts that fail, where that is something."""
    shares = {name: summary["outcomes"][name]["share"] for name in OTHERWISE}
    told = [f"in {of_100(share)} {OTHERWISE[name]}" for name, share in shares.items() if share >= 0.005]
    return f"{start(joined(told))}." if told else ""


def _range_words(summary: dict) -> str:
    """A sentence on the range over what is not known, where it was asked for."""
    known = summary.get("range")
    if not known:
        return ""
    if _whole(known["low"]) == _whole(known["high"]):
        return "Over all that we do not know it stays so."
    words = (
        f"Over what we do not know the answer ranges from {_whole(known['low'])} to {_whole(known['high'])}, "
        f"{_often(known)}"
    )
    numbers = known["numbers"]
    if _by_structure(known):
        words += f"; over {NUMBERS} alone from {_whole(numbers['low'])} to {_whole(numbers['high'])}"
    return f"{words}."


def _by_structure(known: dict) -> bool:
    """Whether the range is wide for what kind of matter it is, more than for the judged numbers."""
    numbers = known["numbers"]
    return known["high"] - known["low"] > numbers["high"] - numbers["low"] + TURNS


def narrowing(summary: dict) -> str:
    """Whether more runs would narrow the range, or what else."""
    known, dice = summary.get("range"), summary["adopted"]["high"] - summary["adopted"]["low"]
    if not known or _whole(known["low"]) == _whole(known["high"]):
        return ""
    if known["high"] - known["low"] < DICE * dice:
        return "More runs would narrow the range: much of it is the dice of these."
    if not _by_structure(known):
        return "More runs would not narrow the range; better numbers would."
    if kinds := _turning(summary):
        return (
            f"More runs would not narrow the range; knowing {joined(kinds)} would, more than better numbers."
        )
    return "More runs would not narrow the range."


OPEN = {"lumpy": "whether the text can be divided", "opt_out": "whether somebody may stay out"}
"""What a file may leave to chance, in words."""


def _turning(summary: dict) -> list[str]:
    """The same in words, where it counts for more than better numbers."""
    known = summary.get("range")
    if not known or not _by_structure(known):
        return []
    return [OPEN[key] for key in _open(summary.get("switches") or ())]


def _open(switches) -> list[str]:
    """Of what the file leaves to chance, what moves the answer from one way to the other."""
    ways: dict[str, list[float]] = {}
    for switch in switches:
        if switch["key"] in OPEN and 0 < switch["chance"] < 1:
            ways.setdefault(switch["key"], []).append(switch["adopted"]["share"])
    return [key for key, shares in ways.items() if max(shares) - min(shares) > TURNS]


def _whole(share: float) -> str:
    """A share as a whole number of 100."""
    return f"{100 * share:.0f}"


def record_line(summary: dict) -> str:
    """How past decisions ended that the model, calibrated without them, gave such a chance."""
    return wrapped(record_sentence(summary.get("record")))


def record_sentence(past: dict | None) -> str:
    """The same as one sentence; empty where no past decision was given such a chance."""
    if not past or not past["cases"]:
        return ""
    span = f"{_whole(past['from'])} to {_whole(past['to'])} of 100"
    many = f"the {past['cases']} past decisions" if past["cases"] > 1 else "the one past decision"
    were = "was" if past["adopted"] == 1 else "were"
    return (
        f"The model was checked on other decisions: of {many} that it gave {span}, calibrated without them, "
        f"{past['adopted']} {were} adopted. That is no second estimate of this one."
    )


def rest_lines(summary: dict, scenario) -> str:
    """The judgements that move the answer most, and where each would tip it."""
    told = rest_sentences(summary.get("rests_on"), scenario)
    return (
        "\n".join([wrapped(rest_heading(summary)), *(wrapped(line, "  ") for line in told)]) if told else ""
    )


def rest_heading(summary: dict) -> str:
    """What stands above these judgements: that they are numbers, and what else it rests on; that none moves the answer."""
    still, kinds = unmoved(summary["rests_on"]), _turning(summary)
    if not kinds:
        return UNMOVED if still else "Of the judged numbers it rests most on"
    numbers = f"{UNMOVED[0].lower()}{UNMOVED[1:]}" if still else "of the judged numbers most on"
    return f"It rests on {joined(kinds)} above all; {numbers}"


UNMOVED = "No single judged number moves it within its error, not even"


def unmoved(rests) -> bool:
    """Whether none of these judgements moves the answer."""
    return all(_whole(row["low"]) == _whole(row["high"]) for row in rests)


def rest_sentences(rests, scenario) -> list[str]:
    """Each of these judgements in words."""
    names, told = names_of(scenario), []
    for row in rests or ():
        of = f" on {scenario.issues[row['issue']].label}" if row["issue"] and len(scenario.issues) > 1 else ""
        tip = f"; it tips at {number(row['tips'])}" if row["tips"] is not None else ""
        told.append(
            f"{names[row['member']]}'s {row['what']}{of}, {number(row['value'])}: {_moved(row)}{tip}."
        )
    return told


def _moved(row: dict) -> str:
    """The share of adoption with a judgement two coding errors lower and higher."""
    ends = [number(min(100, max(0, row["value"] + side * row["error"]))) for side in (-2, 2)]
    low, high = (_whole(row[side]) for side in ("low", "high"))
    if low == high:
        return f"{low} of 100 at {ends[0]} as at {ends[1]}"
    return f"{low} to {high} of 100 between {ends[0]} and {ends[1]}"


def _obstruction(summary: dict, subjects: dict[str, str]) -> str:
    members = summary["members"]
    worst = sorted(members, key=lambda code: (-members[code]["objects_first"], -members[code]["blocks"]))
    lead, *rest = worst
    if members[lead]["objects_first"] < 0.005:
        return (
            "Hardly anybody ever breaks silence on it."
            if members[lead]["objects_first"]
            else "Nobody breaks silence on it."
        )
    often = members[lead]["objects_first"]
    first = f"{start(subjects[lead])} breaks silence in {of_100(often)}" + _as_blocker(members[lead])
    others = [subjects[code] for code in rest if members[code]["objects_first"] >= max(0.1, often / 3)][:3]
    return first + (
        f" {start(joined(others))} often {'breaks' if len(others) == 1 else 'break'} it too."
        if others
        else ""
    )


def _as_blocker(member: dict) -> str:
    alone, blocks = round(member["sole_blocker"] * 100), round(member["blocks"] * 100)
    if blocks < 1:
        return ", but hardly ever makes the text fail."
    if alone == blocks:
        often = "always" if member["sole_blocker"] == member["blocks"] else "nearly always"
        return f" and makes the text fail in {blocks}, {often} alone."
    return f" and makes the text fail in {blocks}, in {alone or 'none'} of them alone."


def bar(share: float, width: int = WIDTH) -> str:
    """A bar of `width` characters for a share of 1, in steps of an eighth; anything above zero shows."""
    eighths = round(share * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (BAR[rest] if rest else "")).ljust(width)


def report(summary: dict, scenario) -> str:
    """What `nacsim run` prints: outcomes with bars and intervals, who objects, text, two sentences, what would turn it."""
    parts = [
        _heading(summary, scenario),
        wrapped(headline(summary, subjects_of(scenario))),
        "\n".join([outcome_lines(summary), *map(wrapped, outcome_notes(summary))]),
        member_lines(summary, names_of(scenario)),
        _text_lines(summary, scenario),
        metric_lines(summary),
        experts.listing(summary.get("experts") or [], scenario, bar, LABEL, WIDTH),
        rest_lines(summary, scenario),
        switch_lines(summary, subjects_of(scenario)),
        record_line(summary),
    ]
    return "\n\n".join(part for part in parts if part)


SETTLED = (
    "Whether it can be divided, whether some can stay out, the rule and the time move the answer by 10 points at "
    "the most."
)


MUCH = 5
"""Points of 100 beyond the range that are worth a sentence: less is as good as its end."""


def beyond(summary: dict, subjects: dict[str, str]) -> str:
    """Which answers lie well outside the range because they settle a choice that the file leaves open."""
    known = summary.get("range")
    if not known:
        return ""
    low, high = (round(100 * known[end]) for end in ("low", "high"))
    out = [
        _condition(switch, subjects)
        for switch in turning(summary.get("switches") or ())
        if 0 < switch["chance"] < 1
        and not low - MUCH <= round(100 * switch["adopted"]["share"]) <= high + MUCH
    ]
    if not out:
        return ""
    return (
        f"The answer if {' and that if '.join(out)} {'lies' if len(out) == 1 else 'lie'} outside the range of "
        f"{low} to {high}, which holds {_often(known)} as long as the file leaves that open."
    )


def _often(known: dict) -> str:
    return f"{10 * known['level']:.0f} times in 10"


def switch_lines(summary: dict, subjects: dict[str, str]) -> str:
    """The structural choices that would turn the answer, and the other answer too."""
    switches = summary.get("switches")
    if not switches:
        return ""
    told = switch_sentences(switches, subjects)
    if not told:
        return wrapped(SETTLED)
    lines = [
        "It would be adopted in",
        *(wrapped(line, "  ") for line in told),
        wrapped(beyond(summary, subjects)),
    ]
    return "\n".join(line for line in lines if line)


def turning(switches) -> list[dict]:
    """The structural choices that would turn the answer, the most first."""
    told = [s for s in switches if abs(s["difference"]["value"]) > TURNS]
    return sorted(told, key=lambda s: -abs(s["difference"]["value"]))


def switch_sentences(switches, subjects: dict[str, str]) -> list[str]:
    """Each structural choice that would turn the answer, after "it would be adopted in"; the most first."""
    return [
        f"{of_100(switch['adopted']['share'])} if {_condition(switch, subjects)}."
        for switch in turning(switches)
    ]


def _condition(switch: dict, subjects: dict[str, str]) -> str:
    """What a structural choice is, after "if"."""
    words = str(switch["if"])
    for code, subject in subjects.items():
        words = words.replace(f"without {code}", f"without {subject}")
    return words


def _heading(summary: dict, scenario) -> str:
    return f"{scenario.title}\n{heading_line(summary, scenario)}"


def heading_line(summary: dict, scenario) -> str:
    """What was played: councils, members, day, rule and seed."""
    runs, seats = summary["runs"], len(scenario.room)
    date = f" on {scenario.date.day} {scenario.date:%B %Y}" if scenario.date else ""
    councils = f"{runs:,} councils" if runs > 1 else "one council"
    rule = rule_name(scenario)
    return f"{councils} of {seats} member{'' if seats == 1 else 's'}{date}, {rule}, seed {summary['seed']}"


def outcome_lines(summary: dict) -> str:
    """Not adopted and adopted, each with a bar, its share and 95 % interval, and below either how it came to that."""
    lines = [f"{'':<{LABEL}}{'':{WIDTH}}   share  95% of dice"]
    for words, value, part in outcome_rows(summary):
        drawn = f"  {words:<{LABEL + WIDTH - 2}}" if part else f"{words:<{LABEL}}{bar(value['share'])}"
        lines.append(f"{drawn}  {tenths(value['share']):>6}  {between(value['low'], value['high'])}")
    return "\n".join(lines)


def outcome_notes(summary: dict) -> list[str]:
    """What is said below the table of outcomes: why some texts are adopted late, and what would narrow the range."""
    return [said for said in (_settled(summary), narrowing(summary)) if said]


def _settled(summary: dict) -> str:
    """What the row of late adoptions counts, and how many of all councils are in it for no reason in the room."""
    found = summary.get("elsewhere")
    if not found or found["share"] < 0.005:
        return ""
    rest = " whatever becomes of the others," if len(summary.get("text", ())) > 1 else ""
    return (
        f"Late counts all that adopt the principal issue as tabled,{rest} but {LATE}; in "
        f"{of_100(found['share'])} they do because the matter is settled elsewhere, and the objection falls."
    )


def outcome_rows(summary: dict) -> list[tuple[str, dict, bool]]:
    """How councils end: words, the share with its limits, and whether it is a part of the last row that is not."""
    failed, rows = _together(summary["adopted"]), []
    for word, whole, parts in (("not adopted", failed, REFUSED), ("adopted", summary["adopted"], ADOPTED)):
        rows.append((word, whole, False))
        for name in (n for n in parts if n in ALWAYS or summary["outcomes"][n]["share"]):
            rows.append((OUTCOME[name].meaning.removeprefix("adopted "), summary["outcomes"][name], True))
    return rows


def _together(adopted: dict) -> dict:
    """The share of what is not adopted."""
    return {"share": 1 - adopted["share"], "low": 1 - adopted["high"], "high": 1 - adopted["low"]}


def member_lines(summary: dict, names: dict[str, str], most: int = 8) -> str:
    """The members that object or block in at least 1 of 100 councils, the most frequent first."""
    rows, rest = member_rows(summary, names, most)
    wide = max([LABEL, *(len(name) + 2 for name, _ in rows)])
    lines = [f"{'member':<{wide}}{'breaks':>10}{'blocks':>10}{'alone':>10}{'in company':>12}{'pivotal':>10}",
             f"{'':<{wide}}{'silence':>10}"]  # fmt: skip
    for name, shares in rows:
        cells = "".join(
            f"{percent(share):>{w}}" for share, w in zip(shares, (10, 10, 10, 12, 10), strict=True)
        )
        lines.append(f"{name:<{wide}}{cells}")
    lines += [rest] if rest else []
    if rows:
        lines.append(wrapped(member_doubt(summary)))
    return "\n".join(lines if rows else lines[2:])


def member_rows(summary: dict, names: dict[str, str], most: int = 8) -> tuple[list[tuple], str]:
    """Names and shares (breaks silence, blocks, alone, in company, pivotal), most first; and what the others do."""
    members = summary["members"]
    weight = {code: max(m["objects_first"], m["blocks"]) for code, m in members.items()}
    shown = _first(
        [code for code in sorted(members, key=lambda c: -weight[c]) if weight[code] >= 0.01], weight, most
    )
    rest = [weight[code] for code in members if code not in shown]
    others = f"{len(rest)} other{'s' if len(rest) > 1 else ''}"
    who = others if shown else "breaks silence or blocks, any member"
    said = f"{who}: {rarely(max(rest))}" if rest else ""
    return [(names[code], _shares(members[code])) for code in shown], said


def _first(order: list[str], weight: dict[str, float], most: int) -> list[str]:
    """The first so many of those in order, or fewer, so that none is shown beside one left out with the same figure."""
    if len(order) <= most:
        return order
    last = percent(weight[order[most]])
    return [code for code in order[:most] if percent(weight[code]) != last] or order[:most]


def _shares(m: dict) -> tuple[float, ...]:
    company = max(m["blocks"] - m["sole_blocker"], 0)
    return (m["objects_first"], m["blocks"], m["sole_blocker"], company, m["pivotal"])


def member_doubt(summary: dict) -> str:
    """How far off the shares of members may be, and what two of the columns say."""
    doubt = _most_doubt(summary["members"])
    return (
        f"shares {doubt} (95%); blocks: makes the text fail, be it blocked or taken off the table; pivotal: without it the "
        "last silence would have held"
    )


def _most_doubt(members: dict) -> str:
    """How far off a member's share may be at most, in points."""
    found = [i for m in members.values() for i in m.get("intervals", {}).values()]
    most = max((max(i["share"] - i["low"], i["high"] - i["share"]) for i in found), default=1.0)
    return f"within {math.ceil(1000 * most - 1e-9) / 10:.1f} points"


def _text_lines(summary: dict, scenario) -> str:
    labels = {name: issue.label or name for name, issue in scenario.issues.items()}
    wide = max(24, *(min(len(label), 50) + 2 for label in labels.values()))
    lines = [f"{'where it ends':<{wide}}{'tabled':>8}{'mean':>8}{'':8}nine in ten"]
    for name, issue in scenario.issues.items():
        end = summary["text"][name]
        lines.append(
            f"{shortened(labels[name], 48):<{wide}}{issue.proposed:>8.0f}{end['mean']:>8.0f}{_doubt(end)}{_range(end)}"
        )
    end = summary["rounds"]
    lines.append(f"{'rounds':<{wide}}{'':>8}{end['mean']:>8.1f}{_doubt(end)}{_range(end)}")
    return "\n".join(lines)


def metric_lines(summary: dict) -> str:
    """The metrics that installed packages offer, each with its mean and where nine in ten councils lie."""
    metrics = summary.get("metrics") or {}
    if not metrics:
        return ""
    wide = max(32, *(min(len(m["label"]), 50) + 2 for m in metrics.values()))
    lines = [f"{'metrics of packages':<{wide}}{'mean':>8}{'':8}nine in ten"]
    for told in metrics.values():
        span = f"{told['p05']:.4g} to {told['p95']:.4g}"
        lines.append(f"{shortened(told['label'], 48):<{wide}}{told['mean']:>8.4g}{_doubt(told)}{span}")
    return "\n".join(lines)


def _doubt(end: dict) -> str:
    """How far off a mean may be, for a column of eight: ' ±0.4'."""
    half = max(end["mean"] - end["low"], end["high"] - end["mean"])
    digits = 2 if half < 0.1 else 1 if half < 10 else 0
    return f" ±{half:.{digits}f}".ljust(8)


def _range(value: dict) -> str:
    return f"{value['p05']:.0f} to {value['p95']:.0f}"
