"""Events that can happen: each with a time, with something to do, and after nothing but what comes before it."""

import datetime

from nacsim.files.writing import name_fault
from nacsim.scenario.format.document import Document, EventTable
from nacsim.scenario.format.values import shown
from nacsim.scenario.mistakes.errors import Mistakes
from nacsim.scenario.names import Place, listing, nearest

EFFECTS = ("set", "change")


def check_events(doc: Document, mistakes: Mistakes) -> None:
    """Note what keeps an event from happening, and what it would change nothing by."""
    named = names(doc, mistakes)
    wanted = {name for event in doc.events for name in _refers(event)}
    for k, event in enumerate(doc.events):
        _check_time(k, event, doc, mistakes)
        _check_effect(k, event, wanted, mistakes)
        for path, name in _references(k, event):
            _check_reference(path, name, k, doc, named, mistakes)


def names(doc: Document, mistakes: Mistakes) -> dict[str, int]:
    """The events that have a name, by their place; a name that is there twice is a mistake."""
    found: dict[str, int] = {}
    for k, event in enumerate(doc.events):
        if event.name is None:
            continue
        path = ("events", k, "name")
        if fault := name_fault(event.name):
            mistakes.add(path, fault)
        elif event.name in found:
            mistakes.add(
                path, f"{shown(event.name)} is the name of another event too; needed: different names"
            )
        found.setdefault(event.name, k)
    return found


def _refers(event: EventTable) -> list[str]:
    return [*([event.after] if event.after is not None else []), *event.given]


def _references(k: int, event: EventTable) -> list[tuple[Place, str]]:
    found: list[tuple[Place, str]] = [(("events", k, "given", name), name) for name in event.given]
    return found + ([(("events", k, "after"), event.after)] if event.after is not None else [])


def _check_time(k: int, event: EventTable, doc: Document, mistakes: Mistakes) -> None:
    """It is said once when the event comes, and the day lies ahead."""
    path = ("events", k)
    said = [key for key in ("round", "date", "delay") if getattr(event, key) is not None]
    for extra in said[1:]:
        mistakes.add((*path, extra), f"{said[0]} is given too; needed: one of the two", (*path, said[0]))
    if event.delay is not None and event.after is None:
        mistakes.add((*path, "delay"), "counts from another event; add after, or say round or date")
    if not said and event.after is None and not mistakes.is_hurt(path):
        mistakes.add(
            (*path, "round"),
            "missing; needed: the round at whose start it happens, a date, or after = the name of another event",
        )
    if event.date is not None:
        _check_date((*path, "date"), event.date, doc.tabled or doc.date, mistakes)


def _check_date(path: Place, date: datetime.date, start: datetime.date | None, mistakes: Mistakes) -> None:
    if start is None:
        mistakes.add(path, "needs a day to count from; needed: tabled or date at the top of the file")
    elif date < start:
        mistakes.add(path, f"{date} is before {start}, when the matter was tabled")


def _check_effect(k: int, event: EventTable, wanted: set[str], mistakes: Mistakes) -> None:
    """It changes somebody, or is something that another event waits for."""
    path = ("events", k)
    if mistakes.is_hurt(path):
        return
    given = [key for key in EFFECTS if getattr(event, key) is not None]
    for key in given:
        if not getattr(event, key).model_fields_set:
            mistakes.add((*path, key), "is empty; allowed: position, salience, resolve")
    if given and not event.members:
        mistakes.add((*path, "members"), "is empty; needed: the members that the event changes")
    if not given and (event.members or event.name not in wanted):
        mistakes.add(
            (*path, "change"),
            "missing; needed: what it adds to them, or set: where it puts them"
            + ("" if event.members else ", unless another event refers to it by name"),
        )
    if len(given) == 2 and event.set is not None and event.change is not None:
        for twice in sorted(event.set.model_fields_set & event.change.model_fields_set):
            mistakes.add(
                (*path, "change", twice), "is set too; needed: one of the two", (*path, "set", twice)
            )


def _check_reference(
    path: Place, name: str, k: int, doc: Document, named: dict[str, int], mistakes: Mistakes
) -> None:
    """What an event waits for has a name, stands above it and comes no later."""
    if name not in named:
        near = nearest(name, named)
        there = f"allowed: {listing(named)}" if named else "no event has a name"
        mistakes.add(path, f"no event is called {shown(name)}; {f'nearest: {near}; ' if near else ''}{there}")
        return
    other = doc.events[named[name]]
    if named[name] >= k:
        itself = "is this event itself" if named[name] == k else "stands below this event"
        mistakes.add(path, f"{shown(name)} {itself}; needed: one above it, for what comes first stands first")
    elif other.round is not None and (doc.events[k].round or other.round) < other.round:
        mistakes.add(
            path, f"{shown(name)} comes in round {other.round}, after this one; it is never there before"
        )
