"""One council as a story in words and numbers."""

from __future__ import annotations

from nacsim.narrate.words import figure, joined, many, number, signed, start, subjects_of
from nacsim.scenario.whole import likely_whole
from nacsim.vocabulary import LATE, OUTCOME, PASSED, PHASE, TALKS


def story(told) -> list[str]:
    """Paragraphs: one a round and the end. `told`: a `nacsim.council.replay.Course`."""
    subjects = subjects_of(told.scenario)
    words = [subjects[code] for code in told.scenario.room]
    labels = [issue.label or key for key, issue in told.scenario.issues.items()]
    told_of = _main_objector(told.rounds)
    rounds = [
        _round(k, told, words, labels, told_of[1] if told_of and told_of[0] == k else None)
        for k in range(1, len(told.rounds) + 1)
    ]
    rounds[0] = " ".join([*_drawn(told, labels), rounds[0]])
    return [*rounds, _end(told, words, labels)]


def _drawn(told, labels: list[str]) -> list[str]:
    """What this council has by draw: which issues can be divided, where that is a judgement, and whom it believes."""
    said = []
    for label, key, whole in zip(labels, told.scenario.issues, told.whole, strict=True):
        if 0 < likely_whole(told.scenario, key) < 1:
            said.append(f"{label} {'is taken whole or not at all' if whole else 'can be divided'}")
    drawn = [f"In this council {joined(said)}."] if said else []
    believes = "This council believes"
    return drawn + (
        [f"{believes} {told.scenario.experts[told.expert].name}."] if told.expert is not None else []
    )


def _main_objector(rounds) -> tuple[int, int] | None:
    """The member that breaks silence in most rounds, or minds the text most, and the first round in which it does."""
    often: dict[int, list[int]] = {}
    for k, entry in enumerate(rounds, 1):
        for member in entry.speaks:
            often.setdefault(member, []).append(k)
    if not often:
        return None
    who = min(often, key=lambda i: (-len(often[i]), rounds[often[i][0] - 1].margin[i]))
    return often[who][0], who


def _own(member: int, told, words: list[str], labels: list[str]) -> str:
    """What was drawn for a member in this council: why the text is worth to it what it is."""
    drawn = told.drawn
    places = [
        f"{number(drawn.position[d, member])}{f' on {label}' if len(labels) > 1 else ''} with a salience of "
        f"{number(drawn.salience[d, member])}"
        for d, label in enumerate(labels)
    ]
    return (
        f"In this council {words[member]} stands at {joined(places)}, has a resolve of "
        f"{number(drawn.resolve[member])}, and minds what it dislikes {times_coded(drawn.minds[member])} (that is drawn for "
        "every council and is no key of the file)."
    )


AS_CODED = "as coded"


def times_coded(times: float) -> str:
    """How much a member minds what it dislikes: '0.49 times as much as coded', or AS_CODED within a twentieth."""
    return f"{figure(times)} times as much as coded" if abs(times - 1) >= 0.05 else AS_CODED


def _round(k: int, told, words: list[str], labels: list[str], met: int | None) -> str:
    """Round k in words, from 1; `met` is the main objector where this is the first time that it breaks silence."""
    entry = told.rounds[k - 1]
    table = "; ".join(f"{label} at {number(value)}" for label, value in zip(labels, entry.text, strict=True))
    sentences = [f"Round {k}. On the table: {table}."]
    sentences += [_event(told.scenario.events[e], told.scenario) for e in entry.events]
    sentences += _moves(entry, words, labels)
    sentences += _silence(entry, words)
    sentences += _no_more(told.rounds[k - 2], entry, words) if k > 1 else []
    sentences += [_own(met, told, words, labels)] if met is not None else []
    sentences += _answer(entry, words, labels)
    return " ".join(sentences)


def _event(event, scenario) -> str:
    subjects = subjects_of(scenario)
    what = event.note.rstrip(".") or event.name
    return f"An event: {what or f'something changes for {joined([subjects[m] for m in event.members])}'}."


def _moves(entry, words: list[str], labels: list[str]) -> list[str]:
    """Where events have taken whom, a sentence for each member."""
    told: dict[int, list[str]] = {}
    for move in entry.moves:
        what = move.what if move.issue is None or len(labels) == 1 else f"{move.what} on {labels[move.issue]}"
        if number(move.before) != number(move.after):
            told.setdefault(move.member, []).append(
                f"its {what} goes from {number(move.before)} to {number(move.after)}"
            )
    said = [f"{start(words[member])} changes: {joined(moves)}." for member, moves in told.items()]
    return said[:MOST_MOVED] + (
        [f"{len(said) - MOST_MOVED} more change likewise."] if len(said) > MOST_MOVED else []
    )


MOST_MOVED = 3
"""Members of which it is told how an event changes them."""


def _silence(entry, words: list[str]) -> list[str]:
    if not entry.speaks and not entry.hides:
        return ["All keep silence."]
    loud = [f"{words[i]} ({signed(entry.margin[i])} points)" for i in entry.speaks]
    if len(entry.speaks) == 1:
        i = entry.speaks[0]
        sentences = [
            f"{start(words[i])} breaks silence: the text is worth {signed(entry.margin[i])} points to it."
        ]
        if not entry.hides:
            sentences.append(f"To object all alone costs it {number(entry.cost[i])}.")
    else:
        sentences = [f"{start(joined(loud))} break silence."]
    if entry.hides:
        quiet = [f"{words[i]} ({signed(entry.margin[i])})" for i in entry.hides]
        leader = "it" if len(loud) == 1 else "them"
        verb, hide = ("objects", "hides") if len(quiet) == 1 else ("object", "hide")
        sentences.append(f"{start(_shortened(quiet))} {verb} too, but {hide} behind {leader}.")
    return sentences


def _no_more(before, entry, words: list[str]) -> list[str]:
    """Who objected in the round before, aloud or behind another, and does not in this one."""
    quiet = [i for i in (*before.speaks, *before.hides) if i not in (*entry.speaks, *entry.hides)]
    if not quiet:
        return []
    if len(quiet) == 1:
        (i,) = quiet
        return [
            f"{start(words[i])} objects no more: the text is worth {signed(entry.margin[i])} points to it now."
        ]
    told = [f"{words[i]} ({signed(entry.margin[i])} points)" for i in quiet]
    return [f"{start(_shortened(told))} object no more."]


def _shortened(items: list[str], most: int = 6) -> str:
    if len(items) <= most:
        return joined(items)
    return joined([*items[:most], f"{len(items) - most} more"])


def _answer(entry, words: list[str], labels: list[str]) -> list[str]:
    sentences = []
    if entry.phase == TALKS:
        changes = zip(labels, entry.text, entry.new_text, strict=True)
        moved = [
            f"{label} from {number(a)} to {number(b)}" for label, a, b in changes if number(a) != number(b)
        ]
        if moved:
            sentences.append(f"The chair redrafts: {joined(moved)}.")
        bought = [f"{words[i]} {number(p)} points" for i, p in enumerate(entry.paid) if p >= 0.05]
        if bought:
            sentences.append(f"The chair finds something elsewhere for {_shortened(bought)}.")
        if not moved and not bought:
            sentences.append("The chair has nothing to offer, and time passes.")
    return sentences


def _end(told, words: list[str], labels: list[str]) -> str:
    last = told.rounds[-1]
    objectors = [words[i] for i in (*last.speaks, *last.hides)]
    how = start(PHASE[last.phase].sentence.format(who=joined(objectors), **_by_number(len(objectors))))
    if last.phase == PASSED and objectors:
        how += " under the rule in force"
    ratifies = told.scenario.ratification is not None and PHASE[last.phase].agreed
    home = _home(told, words) if ratifies else ""
    ends = "; ".join(f"{label} at {number(v)}" for label, v in zip(labels, told.text, strict=True))
    late = f" ({LATE})" if told.outcome == "delayed" else ""
    came = f"{OUTCOME[told.outcome].meaning}{late}"
    return f"{how}.{home} The end after {many(len(told.rounds), 'round')}: {came}, with {ends}."


def _by_number(objectors: int) -> dict[str, str]:
    """The words of a phase that go by how many objected last."""
    one = objectors == 1
    return {
        "stays": "stays" if one else "stay",
        "falls": "falls" if one else "fall",
        "objection": "objection" if one else "objections",
    }


def _home(told, words: list[str]) -> str:
    rounds = many(told.home_rounds, "round")
    if told.outcome == "blocked":
        return f" At home {joined([words[i] for i in told.blocks])} will not ratify, for {rounds}."
    if told.home_rounds:
        return f" At home somebody holds out for {rounds} before all have ratified."
    return " All ratify at home."
