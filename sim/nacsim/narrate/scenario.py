"""A scenario read back in sentences."""

from __future__ import annotations

from nacsim.narrate.events import event_sentence
from nacsim.narrate.experts import expert_sentences, shared_sentences, today_sentence
from nacsim.narrate.rule import rule_sentence
from nacsim.narrate.words import (
    centre,
    days,
    joined,
    many,
    names_of,
    number,
    of_100,
    percent,
    quantity,
    signed,
    start,
    subjects_of,
)
from nacsim.scale import as_points
from nacsim.scenario.exits import likely_exit
from nacsim.scenario.resolve import prose
from nacsim.scenario.whole import likely_whole
from nacsim.vocabulary import CATEGORY, PARAMETERS

NEAR = 1.0  # points of gain; what is worth less either way is called indifferent


def explain(scenario, outlook, views=None) -> list[tuple[str, list[str]]]:
    """Headed paragraphs about a scenario. `outlook`: its first silence at the centre of estimates; `views`: by expert."""
    sections = [
        ("", [scenario.title, *_prose(scenario)]),
        ("Who sits there", [room_sentence(scenario)]),
        ("What is on the table", [issue_sentence(key, scenario) for key in scenario.issues]),
        ("Who is believed", expert_sentences(scenario)),
        ("Who moves together", shared_sentences(scenario)),
        ("Who is for it and who against", _sides(scenario, outlook)),
        ("Who would break silence today", [*_today(scenario, outlook), *_by_expert(scenario, views)]),
        ("Who leans on them", [actor_sentence(actor, scenario) for actor in scenario.actors.values()]),
        ("What may happen meanwhile", [event_sentence(k, scenario) for k in range(len(scenario.events))]),
        ("How it is decided", [procedure_sentence(scenario), chair_sentence(scenario)]),
        ("What else is possible if it fails", [*road_sentences(scenario), *noted_sentences(scenario)]),
    ]
    return [(head, lines) for head, lines in sections if lines]


def _by_expert(scenario, views) -> list[str]:
    said = today_sentence(scenario, views or {})
    return [said] if said else []


def _prose(scenario) -> list[str]:
    said = {key: scenario.document.get(key) for key in ("question", "proposal", "status_quo")}
    if said["status_quo"]:
        said["status_quo"] = f"As things stand: {said['status_quo']}"
    return [words for words in said.values() if words]


def room_sentence(scenario) -> str:
    """Who sits there, and by what rule they decide."""
    names = list(names_of(scenario).values())
    when = f" on {scenario.date.day} {scenario.date:%B %Y}" if scenario.date else ""
    stays = "stays" if len(scenario.absent) == 1 else "stay"
    away = f" {joined([str(code) for code in scenario.absent])} {stays} outside." if scenario.absent else ""
    who = f": {joined(names)}" if len(names) <= 12 else ""
    heavy = _influence(scenario)
    return f"{start(many(len(names), 'member'))}{when}{who}.{heavy}{_alike(scenario)} {rule_sentence(scenario)}{away}"


def _alike(scenario) -> str:
    """That nobody listens to some more than to others, where the file says nothing else and no table does."""
    base, rows = scenario.network
    if base != "equal" or scenario.influence is not None:
        return ""
    names = names_of(scenario)
    but = (
        f", but for the ties that the file gives {joined([names[code] for code, _ in rows])}" if rows else ""
    )
    return f" In consultations all listen to all alike{but}."


def _influence(scenario) -> str:
    """Who is listened to most, where the file says how much."""
    if scenario.influence is None:
        return ""
    names = names_of(scenario)
    order = sorted(zip(scenario.influence, scenario.room, strict=True), key=lambda pair: -pair[0])[:4]
    most = [f"{names[code]} {number(weight)} times" for weight, code in order]
    return f" They are listened to unequally, beside the mean: {joined(most)}."


def issue_sentence(key: str, scenario) -> str:
    """One issue: what is tabled, where it stands today, and what its scale means."""
    issue = scenario.issues[key]
    ends = [
        f"{place} means {words}"
        for place, words in (("0", issue.zero), ("50", issue.midpoint), ("100", issue.hundred))
        if words
    ]
    scale = f" ({'; '.join(ends)})" if ends else ""
    now = "It exists only in the text" if issue.status_quo is None else f"Today at {number(issue.status_quo)}"
    if issue.status_quo == issue.proposed:
        now += ", so that the text changes nothing on it"
    note = prose(scenario.document["issues"][key].get("note")).rstrip(".")
    on_file = f" On file: {note}." if note else ""
    floor = f", and the sponsors will not go below {number(issue.floor)}" if issue.floor is not None else ""
    return f"{issue.label or key}: tabled at {number(issue.proposed)}{_whole(key, scenario)}{floor}. {now}{scale}.{on_file}"


def _whole(key: str, scenario) -> str:
    """Whether an issue is taken whole or not at all: in how many councils, where that is a judgement."""
    likely = likely_whole(scenario, key)
    if likely in (0, 1):
        return ", taken whole or not at all" if likely else ""
    line = f", taken whole or not at all in {of_100(likely)} and divisible in the others"
    said = scenario.issues[key].lumpy
    if not isinstance(said, bool):
        return line
    word, fixed = ("lumpy = true", 1) if said else ("lumpy = false, or no word on it,", 0)
    return f"{line} ({word} counts for so much, because coders differ; lumpy = {fixed} would settle it)"


def road_sentences(scenario) -> list[str]:
    """The other road, where one is named."""
    road = scenario.road
    if road is None:
        return []
    open_ = f"With a chance of {percent(centre(road.chance))} the" if road.chance != 1 else "The"
    who = joined([subjects_of(scenario)[code] for code in road.needs])
    needs = f" if {who} gain{'s' if len(road.needs) == 1 else ''} from it" if road.needs else ""
    worth = sorted({quantity(q) for q in road.worth.values()})
    share = worth[0] if len(worth) == 1 else f"between {worth[0]} and {worth[-1]}"
    return [
        f"{open_} willing can go another way{needs}: {road.name}. It brings or costs a member {share} per cent of what the "
        "text as tabled would, so that an objection stops less."
    ]


def noted_sentences(scenario) -> list[str]:
    """The note, where the scenario allows one."""
    said = scenario.noted
    if said is None:
        return []
    tries = f" with a chance of {percent(centre(said.chance))}" if said.chance != 1 else ""
    return [f"A text that fails is put as a note{tries}, which weighs {quantity(said.worth)} per cent of it."]


def _sides(scenario, outlook) -> list[str]:
    words = [subjects_of(scenario)[code] for code in scenario.room]
    order = sorted(range(len(words)), key=lambda i: outlook.worth[i])
    against = [i for i in order if outlook.worth[i] < -NEAR]
    favour = [i for i in reversed(order) if outlook.worth[i] > NEAR]
    unmoved = len(words) - len(against) - len(favour)
    leaning = any(actor.reach for actor in scenario.actors.values())
    lines = [
        "In points: 100 is a whole scale that means everything to a member."
        + (" What outsiders press for is counted in." if leaning else "")
    ]
    for side, group in (("For", favour), ("Against", against)):
        if group:
            lines.append(f"{side} ({len(group)}): {_listed(group, words, outlook)}.")
    if unmoved:
        lines.append(f"Within {number(NEAR)} point of indifferent: {unmoved}.")
    return lines


def _listed(group: list[int], words: list[str], outlook, most: int = 8) -> str:
    shown = [f"{words[i].removeprefix('the ')} {signed(outlook.worth[i])}" for i in group[:most]]
    rest = group[most:]
    if rest:
        first, last = (signed(outlook.worth[i]) for i in (rest[0], rest[-1]))
        shown.append(f"{len(rest)} more " + (f"at {first}" if first == last else f"from {first} to {last}"))
    return ", ".join(shown)


def _today(scenario, outlook) -> list[str]:
    words = [subjects_of(scenario)[code] for code in scenario.room]
    loud = [i for i in range(len(words)) if outlook.speaks[i]]
    quiet = [i for i in range(len(words)) if outlook.objects[i] and not outlook.speaks[i]]
    lines = [
        "At the centre of all estimates and without luck; `nacsim run` and `nacsim bridge` draw them, so that their figures "
        "differ."
    ]
    lines += [f"{_breaks(i, scenario, words, outlook)} {_holds_out(i, scenario, outlook)}" for i in loud]
    if quiet:
        lines.append(f"{start(joined([words[i] for i in quiet]))} would object but hide behind that.")
    if not loud and not quiet:
        lines.append("Nobody would.")
    held = [i for i in range(len(words)) if outlook.worth[i] < 0 and not outlook.objects[i]]
    held.sort(key=lambda i: outlook.worth[i] + outlook.cost[i])
    one, many_ = ("abstains", "abstain") if scenario.procedure.abstain else ("keeps silence", "keep silence")
    lines += [
        f"{start(words[i])} dislikes it ({signed(outlook.worth[i])}) but {one}: to object all alone "
        f"would cost it {number(outlook.cost[i])}."
        for i in held[:5]
    ]
    if len(held) > 5:
        rest = (
            f"One more dislikes it and {one}"
            if len(held) == 6
            else f"{len(held) - 5} more dislike it and {many_}"
        )
        lines.append(f"{rest} for the same reason.")
    return lines


def _breaks(i: int, scenario, words: list[str], outlook) -> str:
    stance = scenario.members[scenario.room[i]]
    line = (
        f"{start(words[i])} would: the text is worth {signed(outlook.worth[i])} to it, and to object alone "
        f"costs it {number(outlook.cost[i])} at a resolve of {quantity(stance.resolve)}."
    )
    return f"{line} On file: {stance.note.rstrip('.')}." if stance.note else line


def _holds_out(i: int, scenario, outlook) -> str:
    """What a member would hold out for: where the text, or a condition, would have to go for it to consent."""
    ways = consents_to(i, scenario, outlook)
    if not ways:
        return (
            "No change that the text can take makes it consent: it would have to be let out, or to give up."
        )
    return f"It would consent to {' or '.join(ways)}, the rest as tabled."


def consents_to(i: int, scenario, outlook) -> list[str]:
    """Texts in which one issue alone is changed and member `i` would consent: 'Office in Tokyo at 30', one each."""
    ways = []
    for d, (name, issue) in enumerate(scenario.issues.items()):
        end = outlook.yields[d, i]
        if end != end:  # nan: that issue alone will not do
            continue
        label = issue.label or name
        if issue.status_quo is None:
            ways.append(f"{label} at {number(end)}")
        elif issue.lumpy is not True:
            ways.append(f"{label} at {number(end)}{_refused(end, outlook.bound[d], issue)}")
    return ways


def _refused(end: float, bound: float, issue) -> str:
    """A remark where the sponsors would sooner drop the text."""
    beyond = end < bound if issue.proposed > issue.status_quo else end > bound
    return f" (the sponsors would sooner drop it: they want at least {number(bound)})" if beyond else ""


def actor_sentence(actor, scenario) -> str:
    """What an outsider wants, and whom it reaches."""
    way = centre(actor.stance)
    side = "for" if way > 0 else "against" if way < 0 else "neither for nor against"
    line = f"{actor.name} is {side} it ({quantity(actor.stance).replace('-', '−')} of 100)"
    if not actor.reach:
        return f"{line}; it is on record and moves nobody."
    subjects, names = subjects_of(scenario), names_of(scenario)
    far = sorted(actor.reach, key=lambda code: -centre(actor.reach[code]))
    top = [f"{names[code]} {quantity(actor.reach[code])}" for code in far[:4]]
    how = f" (by {actor.reach_column} of the member table)" if actor.reach_column else ""
    rest = f" and {len(far) - 4} others" if len(far) > 4 else ""
    return (
        f"{line} and reaches{how} {', '.join(top)}{rest}."
        if len(far) > 1
        else f"{line} and reaches {subjects[far[0]]}."
    )


def procedure_sentence(scenario) -> str:
    """How long they have, and whether some can stay out."""
    procedure = scenario.procedure
    rounds = int(procedure.rounds or PARAMETERS["rounds"].default or 1)
    line = f"At most {many(rounds, 'round')}, each of {quantity(procedure.days_per_round)} days."
    if procedure.horizon is not None:
        line += f" What is not decided within {days(procedure.horizon)} counts as still open."
    aside = f" {exit_sentence(scenario)}"
    home = ""
    if scenario.ratification is not None:
        home = f" Then all ratify at home; a willing member takes {quantity(scenario.ratification)} days."
    return line + aside + home


def exit_sentence(scenario) -> str:
    """Whether the others can go ahead without some."""
    said, kind = scenario.procedure.opt_out, CATEGORY.get(scenario.category)
    needed = [subjects_of(scenario)[code] for code, m in scenario.members.items() if m.indispensable]
    but = f" Without {joined(needed)} there is nothing to go ahead with." if needed else ""
    if said is None:
        kinds = (
            "those that are what members do themselves" if kind and kind.takes_part else "those that bind all"
        )
        return (
            "The file does not say whether the others can go ahead without some; by past decisions on matters of this kind "
            f"({kinds}) they can in {of_100(likely_exit(scenario))}.{but}"
        )
    if isinstance(said, bool):
        return f"The others can go ahead without those who stay out.{but}" if said else "Nobody may stay out."
    return f"The others can go ahead without some with a chance of {percent(said)}.{but}"


def _in_the_chair(scenario) -> str:
    member = scenario.chair.member
    return "The chair" if member is None else f"{start(subjects_of(scenario)[member])} is in the chair; it"


def chair_sentence(scenario) -> str:
    """What the chair does."""
    chair, said = scenario.chair, []
    if chair.member is not None:
        said.append(
            "puts nothing that would turn the text against itself, and drops at once what is a loss to it"
        )
    if chair.amends is not None:
        said.append(f"goes at most {percent(centre(chair.amends))} of the way to the objectors in a redraft")
    if chair.side_payments is not None:
        said.append(
            f"offers {number(as_points(centre(chair.side_payments)))} points a round to those who can be bought"
        )
    if chair.shelves is not None:
        said.append(
            "may take the text off the table" if chair.shelves else "never takes the text off the table"
        )
    return (
        f"{_in_the_chair(scenario)} {joined(said)}."
        if said
        else "The chair concedes the least that will do, and drops what makes no headway."
    )
