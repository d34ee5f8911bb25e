"""A report in sections: the same words, tables and numbers whatever form it is given."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import join
from typing import Any

from nacsim.narrate.events import event_sentence
from nacsim.narrate.experts import expert_sentences, shared_sentences
from nacsim.narrate.limits import limits
from nacsim.narrate.parts import Code, Figure, Grid, Head, Part, Points, Prose, Section, Sheet
from nacsim.narrate.questions import questions
from nacsim.narrate.result import (
    beyond,
    heading_line,
    headline,
    member_doubt,
    member_rows,
    outcome_notes,
    outcome_rows,
    record_sentence,
    rest_heading,
    rest_sentences,
    unmoved,
)
from nacsim.narrate.scenario import (
    actor_sentence,
    chair_sentence,
    issue_sentence,
    noted_sentences,
    procedure_sentence,
    road_sentences,
    room_sentence,
)
from nacsim.narrate.stances import alike, special, stance_sentence, told
from nacsim.narrate.words import (
    between,
    joined,
    limited,
    many,
    names_of,
    percent,
    points,
    start,
    subjects_of,
    tenths,
)
from nacsim.scenario.format.write import dump, inline
from nacsim.scenario.reading.read import past_decisions
from nacsim.scenario.resolve import prose
from nacsim.vocabulary import OUTCOME

SHOWN = 12
"""Single changes that have a row of their own."""
WIDEST = 3
"""Issues that have columns of their own in the table of stances; of more each has a row."""


def sheet(report: dict, scenario: Any) -> Sheet:
    """The report about a scenario, from plain data as `nacsim report --json` prints it."""
    made = (
        ("answer", "The answer", _answer(report, scenario)),
        ("rests", "What it rests on", _rests(report, scenario)),
        ("codings", "Both ways of coding it", _codings(report, scenario)),
        ("changes", "What would change it", _changes(report, scenario)),
        ("record", "How such answers have fared", _record(report, scenario)),
        ("limits", "What it cannot say", _limits(scenario)),
        ("table", "What is on the table", _table(scenario)),
        ("stances", "Every stance", stance_parts(report, scenario)),
        ("outside", "Outsiders and events", _outside(scenario)),
        ("sources", "Sources of the scenario", _sources(scenario)),
        ("repeat", "Cite and repeat", _repeat(report, scenario)),
    )
    sections = (Section(key, title, tuple(parts)) for key, title, parts in made)
    return Sheet(
        scenario.title,
        prose(scenario.document.get("question")),
        start(heading_line(report["answer"], scenario)),
        tuple(section for section in sections if section.parts),
    )


def _answer(report: dict, scenario: Any) -> Iterator[Part]:
    answer = report["answer"]
    said = headline(answer, subjects_of(scenario))
    yield Prose(said, "lead")
    yield Figure(said)
    heads = (Head("How it ends"), Head("share", "number"), Head("95% of dice", "number"))
    rows = outcome_rows(answer)
    yield Grid(
        heads,
        tuple((start(words), tenths(v["share"]), between(v["low"], v["high"])) for words, v, _ in rows),
        frozenset(k for k, (_, _, part) in enumerate(rows) if part),
    )
    for said in outcome_notes(answer):
        yield Prose(said, "small")
    yield from _members(answer, scenario)


def _members(answer: dict, scenario: Any) -> Iterator[Part]:
    rows, rest = member_rows(answer, names_of(scenario))
    if rows:
        names = ("breaks silence", "blocks", "alone", "in company", "pivotal")
        heads = (Head("Who stands in the way"), *(Head(name, "number") for name in names))
        yield Grid(heads, tuple((name, *map(percent, shares)) for name, shares in rows))
        yield Prose(
            f"{start(rest)}; {member_doubt(answer)}." if rest else f"{start(member_doubt(answer))}.", "small"
        )


def _rests(report: dict, scenario: Any) -> Iterator[Part]:
    lines = rest_sentences(report["answer"].get("rests_on"), scenario)
    if not lines:
        yield Prose("No member breaks silence often enough for one judgement about it to move the answer.")
        return
    yield Prose(rest_heading(report["answer"]) + ("." if unmoved(report["answer"]["rests_on"]) else ":"))
    yield Points(tuple(lines), numbered=True)
    yield Prose(
        "Each number is set two coding errors lower and higher, all else and the luck being the same; an answer tips where "
        "adoption becomes more likely than not.",
        "small",
    )


QUESTION = {
    "lumpy": "Is “{}” taken whole or not at all?",
    "opt_out": "Can the others go ahead without whoever stays out?",
    "indispensable": "Is there nothing to go ahead with if {} stays out?",
}


def _codings(report: dict, scenario: Any) -> Iterator[Part]:
    rows = tuple(_coding(row, scenario) for row in report["codings"])
    if rows:
        first = report["codings"][0]
        yield Prose(
            f"Two careful people may answer these differently. Each way is played in {first['runs']:,} councils under the "
            f"same luck; as coded {tenths(first['now']['share'])} of these adopt it. Adopted, and in points how much more "
            "or less than as coded, if the answer is:"
        )
        names = (Head("Question"), Head("as coded"), Head("yes", "number"), Head("no", "number"))
        yield Grid(names, rows)
        if said := beyond(report["answer"], subjects_of(scenario)):
            yield Prose(said, "small")
    views = report["answer"].get("experts")
    if views:
        rows = tuple((view["name"], percent(view["weight"]), _share(view["adopted"])) for view in views)
        yield Prose("Experts differ on where members stand. If one of them alone were believed:")
        yield Grid((Head("Expert"), Head("weight", "number"), Head("adopted", "number")), rows)
    others = report["recodings"]
    if others:
        first = _share(report["answer"]["adopted"])
        rest = joined([f"by that of coder {o['coder']} in {_share(o['adopted'])}" for o in others])
        yield Prose(
            "Others coded this decision too, without having seen each other's work. By this coding it is adopted in "
            f"{first}, {rest}."
        )


def _coding(row: dict, scenario: Any) -> tuple[str, ...]:
    about = row["about"]
    name = scenario.issues[about].label if row["key"] == "lumpy" else subjects_of(scenario).get(about, "")
    return (QUESTION[row["key"]].format(name), _coded(row), _way(row, "yes"), _way(row, "no"))


def _way(row: dict, way: str) -> str:
    """The share with one answer, and how far it is from that as coded: '12.4%, −0.2 (−0.6 to +0.1)'."""
    if not row[way]:
        return "–"
    more = row[f"{way}_more"]
    return f"{tenths(row[way]['share'])}, {_points(more) if more else 'as coded'}"


def _coded(row: dict) -> str:
    coded, chance = row["coded"], percent(row["chance"])
    if isinstance(coded, bool):
        word = "yes" if coded else "no"
        return word if row["chance"] in (0, 1) else f"{word}; counts as a chance of {chance}"
    return f"a chance of {chance}" if coded is not None else f"not said; counts as a chance of {chance}"


def _share(value: dict | None) -> str:
    """A share with its limits: '14.6% (13.8 to 15.3)'."""
    return limited(value) if value else "–"


def _changes(report: dict, scenario: Any) -> Iterator[Part]:
    apart = [s["set"] for s in report["answer"].get("switches", ()) if s["key"] in QUESTION]
    tried = [change for change in report["changes"] if change["set"] not in apart]
    moving = [c for c in tried if c["difference"]["low"] > 0 or c["difference"]["high"] < 0][:SHOWN]
    if not moving:
        yield Prose("No single change that was tried moves the answer by more than the dice do.")
        return
    first = moving[0]
    now = tenths(round(first["adopted"]["share"] - first["difference"]["value"], 9))
    yield Prose(
        "One change at a time, all else and the luck being the same; of the councils in which each is played, "
        f"{now} adopt it as it stands."
    )
    doubted = any(c["doubt"] for c in moving)
    heads = (Head("Change"), Head("adopted", "number"), Head("more or less, in points", "number"))
    rows = tuple(_change(c, doubted) for c in moving)
    yield Grid(heads + (Head("but"),) * doubted, rows, below=tuple(map(_typed, moving)), typed=True)
    rest = len(tried) - len(moving)
    left = f" {many(rest, 'other change')} moved it by less." if rest else ""
    yield Prose(
        "Whether anybody could bring such a change about, and at what cost, the model does not know. The command nacsim "
        f"bridge looks for packages of several.{left}",
        "small",
    )


def _change(change: dict, doubted: bool) -> tuple[str, ...]:
    numbers = (tenths(change["adopted"]["share"]), _points(change["difference"]))
    return (start(change["words"]), *numbers, *[change["doubt"]] * doubted)


def _typed(change: dict) -> str:
    """A change as the command line takes it."""
    return join(word for key, value in change["set"].items() for word in ("--set", f"{key}={inline(value)}"))


def _points(difference: dict) -> str:
    return points(difference).replace(" points", "")


def _record(report: dict, scenario: Any) -> Iterator[Part]:
    here = report["answer"].get("record")
    said = record_sentence(here)
    if said:
        yield Prose(said)
    heads = (
        Head("Chance given"),
        Head("decisions", "number"),
        Head("adopted", "number"),
        Head("that is", "number"),
    )
    yield Grid(heads, tuple(_bin(row, row == here) for row in report["record"]))
    yield Prose(
        "Each was left out when the model was fitted for it, one tenth of the decisions at a time.", "small"
    )
    yield from _happened(scenario)


def _bin(row: dict, here: bool) -> tuple[str, ...]:
    span = f"{100 * row['from']:.0f} to {100 * row['to']:.0f} of 100" + (", as here" if here else "")
    part = percent(row["adopted"] / row["cases"]) if row["cases"] else "–"
    return (span, str(row["cases"]), str(row["adopted"]), part)


def _happened(scenario: Any) -> Iterator[Part]:
    """What became of a past decision."""
    seen = scenario.observed
    if seen is None:
        return
    names = subjects_of(scenario)
    who = joined([names.get(code, code) for code in seen.blockers])
    parts = [f"This one is past: it was {OUTCOME[seen.outcome].meaning.removeprefix('was ')}"]
    parts.append(f"{who} withheld consent" if who else "nobody withheld consent")
    when = f" ({seen.decided.day} {seen.decided:%B %Y})" if seen.decided else ""
    yield Prose(f"{parts[0]}{when}; {parts[1]}.{' ' + seen.concessions if seen.concessions else ''}")
    if f"history/{scenario.name}" in past_decisions():
        yield Prose(
            "The answer does not know that, but the model was fitted to this decision among others.", "small"
        )


def _limits(scenario: Any) -> Iterator[Part]:
    yield Points(tuple(limits(scenario)))
    left = questions(scenario)
    if left:
        yield Prose("Left open in the scenario:")
        yield Points(tuple(left))


def _table(scenario: Any) -> Iterator[Part]:
    for key, head in (("proposal", "Proposed"), ("status_quo", "If nothing is adopted")):
        if said := prose(scenario.document.get(key)):
            yield Prose(f"{head}: {said}")
    yield Points(tuple(issue_sentence(key, scenario) for key in scenario.issues))
    decided = [room_sentence(scenario), procedure_sentence(scenario), chair_sentence(scenario)]
    yield Prose(" ".join([*decided, *road_sentences(scenario), *noted_sentences(scenario)]))


def stance_parts(report: dict, scenario: Any) -> Iterator[Part]:
    """Every stance, members that stand alike in one row."""
    yield Prose(f"In points of 100. {stance_sentence({'members': report['stances']})}")
    if said := (*map(start, expert_sentences(scenario)), *shared_sentences(scenario)):
        yield Points(said)
    rows = alike(report["stances"], scenario.issues)
    wide = len(scenario.issues) <= WIDEST
    prose_keys = [key for key in ("confidence", "note", "source") if any(row.stance[key] for row in rows)]
    marked = any(special(row.stance) for row in rows)
    heads = [Head("Member"), *_stance_heads(scenario, wide), Head("resolve", "number")]
    heads += [Head("besides")] * marked + [Head(key) for key in prose_keys]
    body, below = [], []
    for row in rows:
        ends = [
            told(row.stance["resolve"]),
            *[joined(special(row.stance))] * marked,
            *(row.stance[k] for k in prose_keys),
        ]
        middles = _middles(row.stance, scenario.issues, wide)
        body += [(row.title, *middle, *ends) for middle in middles]
        below += [""] * (len(middles) - 1) + [", ".join(row.names) if len(row.names) > 2 else ""]
    yield Grid(tuple(heads), tuple(body), below=tuple(below) if any(below) else ())


def _stance_heads(scenario: Any, wide: bool) -> list[Head]:
    if not wide:
        return [Head("issue"), Head("position", "number"), Head("salience", "number")]
    labels = [issue.label if len(scenario.issues) > 1 else "" for issue in scenario.issues.values()]
    return [Head(what, "number", label) for label in labels for what in ("position", "salience")]


def _middles(stance: dict, issues: dict, wide: bool) -> list[tuple[str, ...]]:
    """The cells of position and salience: in one row, or in one an issue."""
    each = {name: (told(stance["position"][name]), told(stance["salience"][name])) for name in issues}
    if wide:
        return [tuple(cell for pair in each.values() for cell in pair)]
    return [(issues[name].label, *pair) for name, pair in each.items()]


def _outside(scenario: Any) -> Iterator[Part]:
    if scenario.actors:
        noted = any(actor.note for actor in scenario.actors.values())
        heads = (Head("Outsider"), Head("what it wants, and whom it reaches"), *[Head("note")] * noted)
        rows = ((a.name, actor_sentence(a, scenario), *[a.note] * noted) for a in scenario.actors.values())
        yield Grid(heads, tuple(rows))
        yield Prose(
            "History cannot say how far outsiders move members; their strength is an assumption.", "small"
        )
    if scenario.events:
        yield Points(tuple(event_sentence(k, scenario) for k in range(len(scenario.events))))


def _sources(scenario: Any) -> Iterator[Part]:
    found = scenario.document.get("sources") or scenario.coding.get("sources") or ()
    listed = [found] if isinstance(found, str) else [str(each) for each in found]
    if listed:
        yield Points(tuple(listed))


def _repeat(report: dict, scenario: Any) -> Iterator[Part]:
    version = f"version {report['version']}" + (f", commit {report['commit']}" if report["commit"] else "")
    yield Prose(
        f"The NACSIM authors. NACSIM: a simulator of decisions of the North Atlantic Council under unanimity, {version}. "
        f"Scenario “{scenario.title}” ({report['scenario']}), {many(report['runs'], 'council')}, seed {report['seed']}."
    )
    yield Code("The same report again", report["command"])
    yield Code("Its numbers", report["command"].replace("nacsim report", "nacsim run", 1) + " --json")
    yield Prose(
        "The same seed and version give the same numbers on any machine, with any number of workers.", "small"
    )
    yield Code(
        f"The scenario, complete: to be kept as {report['scenario']}.toml", dump(scenario), folded=True
    )
