"""The result of a run in plain sentences."""

from __future__ import annotations

import math

from nacsim.narrate.words import (
    MEANING,
    between,
    joined,
    names_of,
    of_100,
    percent,
    rarely,
    shortened,
    start,
    subjects_of,
    wrapped,
)

BAR, WIDTH, LABEL = " ▏▎▍▌▋▊▉█", 30, 25


def headline(summary: dict, subjects: dict[str, str]) -> str:
    """The result of a run in plain sentences: how often adopted, in what form, who stands in the way."""
    parts = [_adoption(summary), _obstruction(summary, subjects)]
    return " ".join(part for part in parts if part)


def _adoption(summary: dict) -> str:
    adopted = summary["adopted"]["share"]
    shares = {name: value["share"] for name, value in summary["outcomes"].items()}
    if adopted <= 0:
        ends = [name for name in ("blocked", "shelved") if shares[name] > 0]
        return (
            f"Nothing is adopted in any council: the text is {' or '.join(MEANING[name] for name in ends)}."
        )
    if shares["approved"] == adopted:
        return f"The text is adopted in {of_100(adopted)}, always as tabled."
    if adopted < 0.02:
        return f"The text is adopted in {of_100(adopted)}."
    form = max(("approved", "amended", "delayed", "opt_out"), key=shares.get)
    return f"The text is adopted in {of_100(adopted)}, most often {FORM[form]} ({percent(shares[form])})."


FORM = {
    "approved": "as tabled in the first round",
    "amended": "with the principal issue changed",
    "delayed": "with the principal issue as tabled, but late",
    "opt_out": "with a member standing aside",
}


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
        f" {start(joined(others))} often {'does' if len(others) == 1 else 'do'} too." if others else ""
    )


def _as_blocker(member: dict) -> str:
    alone, blocks = round(member["sole_blocker"] * 100), round(member["blocks"] * 100)
    if blocks < 1:
        return ", but hardly ever blocks to the end."
    if alone == blocks:
        return f" and blocks to the end in {blocks}, always alone."
    return f" and blocks to the end in {blocks}, in {alone or 'none'} of them alone."


def bar(share: float, width: int = WIDTH) -> str:
    """A bar of `width` characters for a share of 1, in steps of an eighth; anything above zero shows."""
    eighths = round(share * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (BAR[rest] if rest else "")).ljust(width)


def report(summary: dict, scenario) -> str:
    """What `nacsim run` prints: outcomes with bars and intervals, who objects, text, time, two sentences."""
    parts = [
        _heading(summary, scenario),
        outcome_lines(summary),
        member_lines(summary, names_of(scenario)),
        _text_lines(summary, scenario),
        wrapped(headline(summary, subjects_of(scenario))),
    ]
    return "\n\n".join(parts)


def _heading(summary: dict, scenario) -> str:
    runs, seats = summary["runs"], len(scenario.room)
    date = f" on {scenario.date.day} {scenario.date:%B %Y}" if scenario.date else ""
    councils = f"{runs:,} councils" if runs > 1 else "one council"
    rule = scenario.procedure.rule.replace("_", " ")
    line = f"{councils} of {seats} member{'' if seats == 1 else 's'}{date}, {rule}, seed {summary['seed']}"
    return f"{scenario.title}\n{line}"


def outcome_lines(summary: dict) -> str:
    """One line an outcome: bar, share, 95 % interval; then the four adoptions together."""
    rows = [(MEANING[name], value) for name, value in summary["outcomes"].items()]
    rows += [("adopted in any form", summary["adopted"])]
    lines = [f"{'outcome':<{LABEL}}{'':{WIDTH}}  share  95% interval"]
    for word, value in rows:
        limits = between(value["low"], value["high"])
        lines.append(f"{word:<{LABEL}}{bar(value['share'])}  {percent(value['share']):>5}  {limits}")
    return "\n".join(lines)


def member_lines(summary: dict, names: dict[str, str], most: int = 8) -> str:
    """The members that object or block in at least 1 of 100 councils, the most frequent first."""
    members = summary["members"]
    weight = {code: max(m["objects_first"], m["blocks"]) for code, m in members.items()}
    shown = [code for code in sorted(members, key=lambda c: -weight[c]) if weight[code] >= 0.01][:most]
    wide = max([LABEL, *(len(names[code]) + 2 for code in shown)])
    lines = [f"{'member':<{wide}}{'breaks':>10}{'blocks':>10}{'alone':>10}{'in company':>12}{'pivotal':>10}",
             f"{'':<{wide}}{'silence':>10}"]  # fmt: skip
    for code in shown:
        m = members[code]
        values = (
            m["objects_first"],
            m["blocks"],
            m["sole_blocker"],
            m["blocks"] - m["sole_blocker"],
            m["pivotal"],
        )
        cells = "".join(
            f"{percent(max(v, 0)):>{w}}" for v, w in zip(values, (10, 10, 10, 12, 10), strict=True)
        )
        lines.append(f"{names[code]:<{wide}}{cells}")
    rest = [weight[code] for code in members if code not in shown]
    if rest:
        often = rarely(max(rest))
        who = (
            f"{len(rest)} other{'s' if len(rest) > 1 else ''}"
            if shown
            else "breaks silence or blocks, any member"
        )
        lines.append(f"{who}: {often}")
    if shown:
        lines.append(
            f"shares {_most_doubt(members)} (95%); pivotal: without it the last silence would have held"
        )
    return "\n".join(lines if shown else lines[2:])


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
    for word in ("rounds", "days"):
        end = summary[word]
        lines.append(f"{word:<{wide}}{'':>8}{end['mean']:>8.1f}{_doubt(end)}{_range(end)}")
    return "\n".join(lines)


def _doubt(end: dict) -> str:
    """How far off a mean may be, for a column of eight: ' ±0.4'."""
    half = max(end["mean"] - end["low"], end["high"] - end["mean"])
    digits = 2 if half < 0.1 else 1 if half < 10 else 0
    return f" ±{half:.{digits}f}".ljust(8)


def _range(value: dict) -> str:
    return f"{value['p05']:.0f} to {value['p95']:.0f}"
