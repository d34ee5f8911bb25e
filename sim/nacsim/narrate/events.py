"""What may happen while the Council talks, in sentences."""

from __future__ import annotations

from typing import Any

from nacsim.narrate.words import centre, joined, many, percent, quantity, signed, start, subjects_of


def event_sentence(number: int, scenario: Any) -> str:
    """An event of a scenario by its place in the file: when, how likely, and what it does to whom."""
    event = scenario.events[number]
    who, one = joined([subjects_of(scenario)[code] for code in event.members]), len(event.members) == 1
    put, added = _put(event), _added(event)
    done = [f"{who} {'goes' if one else 'go'} to {joined(put)}"] if put else []
    done += [f"{who} {'changes' if one else 'change'} {joined(added)}"] if added else []
    what = joined(done) or event.note or event.name
    why = f" ({event.note})" if event.note and done else ""
    return f"{start(when(event, scenario))}, {_chance(event, scenario)}: {what}{why}."


def when(event: Any, scenario: Any) -> str:
    """When an event comes, in words."""
    other = called(scenario.events[event.after]) if event.after is not None else ""
    if event.delay is not None:
        if event.delay == 0:
            return f"in the round of {other}, after it"
        return f"{many(event.delay, 'round')} after {other}"
    time = (
        f"from {event.date.day} {event.date:%B %Y} on"
        if event.date is not None
        else f"in round {event.round}"
    )
    return f"{time}, if {other} has happened" if other else time


def called(event: Any) -> str:
    """What an event is called where another refers to it."""
    return f'"{event.name}"'


def _chance(event: Any, scenario: Any) -> str:
    """How likely an event is, and what that hangs on."""
    said = f"with a chance of {percent(centre(event.probability))}"
    given = [
        f"{percent(centre(chance))} if {called(scenario.events[place])} has happened"
        for place, chance in event.given
    ]
    return f"{said} ({joined(given)})" if given else said


def _put(event: Any) -> list[str]:
    """Where an event puts members, in words."""
    tables = (("position", event.to.position), ("salience", event.to.salience))
    said = [f"{what} {quantity(q)} on {key}" for what, by in tables for key, q in by.items()]
    return said + ([f"resolve {quantity(event.to.resolve)}"] if event.to.resolve is not None else [])


def _added(event: Any) -> list[str]:
    """What an event adds, in words."""
    tables = (("position", event.position), ("salience", event.salience))
    said = [f"{what} of {key} by {_change(q)}" for what, by in tables for key, q in by.items()]
    return said + ([f"resolve by {_change(event.resolve)}"] if event.resolve is not None else [])


def _change(value: Any) -> str:
    return signed(value) if isinstance(value, int | float) else quantity(value)
