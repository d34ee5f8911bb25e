"""Several texts before one council, tied into one: all are adopted, or none is.

A member weighs the sum of what the texts bring it, so what one of them costs it can be paid by what another brings: logs are
rolled (Buchanan & Tullock 1962, chapter 10; Tollison & Willett 1979 on linkage in international talks). Where the texts are
decided under different rules, all of these have to be met. A text that would pass by its own rule without the others is no
hostage: its issues then fall back not to the status quo but to where that text would end (`reverts`).

What cannot be added is taken as follows. Resolve is one number a member, so the tied text gets the mean of its resolves,
each weighed by how much that text means to it, distributions by their means. There is as much time as the text with the
most rounds has, and as long a horizon as the shortest. Whatever else the files disagree on is refused.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from nacsim.errors import WrongValue
from nacsim.nearest import listing
from nacsim.rules.decision import QMV_MEMBERS, QMV_POPULATION
from nacsim.scenario.build import from_tables
from nacsim.scenario.quantity import centre, plain
from nacsim.scenario.resolved import Scenario, Stance

NAMED_RULES = {
    "qualified_majority": ({"needed": QMV_MEMBERS}, {"needed": QMV_POPULATION, "of": "population"}),
    "simple_majority": ({"needed": "more than 1/2"},),
}
"""Named rules as the numbers they stand for, to be met together with those of another text."""
SAME: tuple[str, ...] = ("date", "roster", "absent", "network")
"""What the texts of one council share."""
ALONE = ("road", "noted", "experts")
"""Tables that speak of one text and mean nothing for several."""


def tied(texts: Sequence[Scenario], reverts: Mapping[str, Mapping[str, float]] | None = None) -> Scenario:
    """One scenario of several texts before the same council, all adopted or none.

    `reverts`: text -> issue -> points, where an issue ends if the tied text fails and its own is decided without the
    others. Issues keep their names where no two texts share them, else they are led by the name of their text. Raises
    WrongValue where the texts cannot be tied, and names why.
    """
    refuse(texts)
    first, names = texts[0], issue_names(texts)
    single: dict[str, Any] = {key: first.document[key] for key in SAME if key in first.document}
    tables: dict[str, Any] = {
        "title": " and ".join(text.title for text in texts)[:300],
        **single,
        "category": first.category if len({text.category for text in texts}) == 1 else "package",
        "issues": _issues(texts, names, reverts or {}),
        "members": {code: _stance(texts, names, code) for code in first.room},
        "actors": _actors(texts),
        "events": _events(texts, names),
        "procedure": _procedure(texts),
        **{table: _agreed(texts, table) for table in ("chair", "uncertainty", "parameters")},
        **_ratification(texts),
    }
    return from_tables(
        {key: value for key, value in tables.items() if value}, "+".join(t.name for t in texts)
    )


def refuse(texts: Sequence[Scenario]) -> None:
    """Raise WrongValue where texts cannot lie before one council."""
    if len(texts) < 2:
        raise WrongValue("an agenda needs two texts or more")
    if twice := [name for name, times in Counter(text.name for text in texts).items() if times > 1]:
        raise WrongValue(f"{twice[0]} is on the agenda twice")
    for text in texts[1:]:
        if text.room != texts[0].room:
            odd = sorted(set(text.room) ^ set(texts[0].room))
            hint = (
                ""
                if text.roster or texts[0].roster
                else "; give them one date, as with --set date=2024-05-01"
            )
            raise WrongValue(
                f"{text.name} and {texts[0].name} are not before the same council: only one has {listing(odd, 5)}{hint}"
            )
        if not (text.ties == texts[0].ties).all():
            raise WrongValue(f"in {text.name} and {texts[0].name} members listen to each other differently")
    for table in ALONE:
        if named := [text.name for text in texts if text.document.get(table)]:
            raise WrongValue(
                f"{named[0]} has [{table}], which speaks of one text; it cannot be tied to others"
            )
    if lines := [text.name for text in texts if any(stance.shared for stance in text.members.values())]:
        raise WrongValue(
            f"in {lines[0]} a group has one line (shared = true), which cannot be tied to others"
        )


def issue_names(texts: Sequence[Scenario]) -> dict[tuple[str, str], str]:
    """(text, issue) -> the issue's name in the tied text."""
    times = Counter(issue for text in texts for issue in text.issues)
    return {
        (text.name, issue): issue if times[issue] == 1 else f"{text.name.rpartition('/')[2]}_{issue}"
        for text in texts
        for issue in text.issues
    }


def _issues(
    texts: Sequence[Scenario],
    names: Mapping[tuple[str, str], str],
    reverts: Mapping[str, Mapping[str, float]],
) -> dict[str, Any]:
    found = {}
    for text in texts:
        for issue, table in text.document["issues"].items():
            own = dict(table)
            ends = reverts.get(text.name, {}).get(issue)
            if ends is not None and "status_quo" in own:
                own |= {"status_quo": ends, "residue": ends}
                own.pop("floor", None)
            found[names[text.name, issue]] = own
    return found


def _stance(texts: Sequence[Scenario], names: Mapping[tuple[str, str], str], code: str) -> dict[str, Any]:
    own = [(text.name, text.members[code]) for text in texts]
    each: dict[str, Any] = {
        key: {
            names[name, issue]: plain(value)
            for name, stance in own
            for issue, value in getattr(stance, key).items()
        }
        for key in ("position", "salience")
    }
    each["resolve"] = _resolve([stance for _, stance in own])
    each |= {flag: True for flag in ("indispensable", "veto") if any(getattr(s, flag) for _, s in own)}
    for key in ("influence", "weight", "population"):
        given = [getattr(stance, key) for _, stance in own if getattr(stance, key) is not None]
        each |= {key: given[0]} if given else {}
    notes = [f"{name}: {stance.note}" for name, stance in own if stance.note]
    return each | ({"note": notes} if notes else {})


def _resolve(stances: Sequence[Stance]) -> Any:
    """The mean resolve, weighed by what each text means to the member; what all texts say alike stays as it is."""
    if len({str(s.resolve) for s in stances}) == 1:
        return plain(stances[0].resolve)
    weights = [sum(map(centre, s.salience.values())) for s in stances]
    if not sum(weights):
        weights = [1.0] * len(stances)
    mean = sum(w * centre(s.resolve) for w, s in zip(weights, stances, strict=True)) / sum(weights)
    return round(mean, 2)


def _actors(texts: Sequence[Scenario]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for text in texts:
        for key, table in text.document.get("actors", {}).items():
            found[key if found.get(key, table) == table else f"{key} on {text.name}"] = table
    return found


def _events(texts: Sequence[Scenario], names: Mapping[tuple[str, str], str]) -> list[Any]:
    """The events of all texts; what one changes of positions and salience holds for the issues of its own text."""

    def own(text: Scenario, change: Mapping[str, Any]) -> dict[str, Any]:
        told = {}
        for key, value in change.items():
            if key in ("position", "salience"):
                by_issue = value if isinstance(value, dict) and value.keys() <= text.issues.keys() else None
                by_issue = by_issue or dict.fromkeys(text.issues, value)
                value = {names[text.name, issue]: inner for issue, inner in by_issue.items()}
            told[key] = value
        return told

    return [
        {key: own(text, value) if key in ("change", "set") else value for key, value in event.items()}
        for text in texts
        for event in text.document.get("events", ())
    ]


def _procedure(texts: Sequence[Scenario]) -> dict[str, Any]:
    """All rules at once, the longest talks, the shortest horizon; nobody may stay out unless it may of every text."""
    said = [text.procedure for text in texts]
    rounds = [p.rounds for p in said if p.rounds is not None]
    horizons = [p.horizon for p in said if p.horizon is not None]
    exits = [p.opt_out for p in said if p.opt_out is not None]
    found: dict[str, Any] = {
        **_rule(texts),
        "veto": sorted({code for p in said for code in p.veto}),
        "days_per_round": plain(max((p.days_per_round for p in said), key=centre)),
        "gavel": min(p.gavel for p in said),
    }
    found |= {"rounds": max(rounds)} if rounds else {}
    found |= {"horizon": min(horizons)} if horizons else {}
    found |= {"opt_out": min(map(float, exits))} if exits else {}
    for key in ("abstain", "quorum", "blocking"):
        given = [text.document.get("procedure", {}).get(key) for text in texts]
        if len(set(given)) > 1:
            raise WrongValue(
                f"the texts differ in procedure.{key}: {given[0]} and {given[1]}; make it the same to tie them"
            )
        found |= {key: given[0]} if given[0] is not None else {}
    return found


def _rule(texts: Sequence[Scenario]) -> dict[str, Any]:
    """The rule of the tied text: the one all have, unanimity where one has it, else the numbers of all."""
    rules = [rule_of(text) for text in texts]
    if all(rule == rules[0] for rule in rules):
        return {"rule": rules[0]} if isinstance(rules[0], str) else {"conditions": rules[0]}
    if "unanimity" in rules:
        return {"rule": "unanimity"}
    numbers: list[dict[str, Any]] = []
    for text, rule in zip(texts, rules, strict=True):
        if isinstance(rule, str) and rule not in NAMED_RULES:
            raise WrongValue(
                f"{text.name} is decided by {rule}, which cannot be met together with another rule"
            )
        own = NAMED_RULES[rule] if isinstance(rule, str) else rule
        numbers += [condition for condition in own if condition not in numbers]
    return {"conditions": numbers}


def rule_of(text: Scenario) -> Any:
    """The rule of a text as its file says it: a name, or a list of conditions."""
    table = text.document.get("procedure", {})
    conditions = [dict(condition) for condition in table.get("conditions", ())]
    if "needed" in table:
        conditions.append({key: table[key] for key in ("needed", "of") if key in table})
    return conditions or text.procedure.rule


def passes_alone(text: Scenario, texts: Sequence[Scenario]) -> bool:
    """Whether a text is decided under another rule than all of them tied, and so may pass where that fails."""
    return _rule([text]) != _rule(texts)


def _agreed(texts: Sequence[Scenario], table: str) -> dict[str, Any]:
    """A table of single keys that all texts together give; two that give a key differently are refused."""
    found: dict[str, Any] = {}
    for text in texts:
        for key, value in text.document.get(table, {}).items():
            if key not in ("note", "source", "confidence") and found.setdefault(key, value) != value:
                raise WrongValue(
                    f"the texts differ in {table}.{key}: {found[key]} and {value}; make it the same to tie them"
                )
    return found


def _ratification(texts: Sequence[Scenario]) -> dict[str, Any]:
    slowest = max((t.ratification for t in texts if t.ratification is not None), key=centre, default=None)
    return {} if slowest is None else {"ratification": {"days": plain(slowest)}}
