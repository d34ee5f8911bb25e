"""The events of each run: when each would come, its luck and its chances, and what it does to whom."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.engine.drawing import from_lots
from nacsim.engine.luck import Lots, uniform
from nacsim.engine.stances import Judged, judged, one
from nacsim.rules.events import unfold
from nacsim.rules.state import REAL, Event
from nacsim.scale import as_share
from nacsim.scenario.resolved import Scenario


def draw_events(
    scenario: Scenario, source: Lots, runs: int, values: Mapping[str, ndarray]
) -> tuple[Event, ...]:
    """All events, with what comes of each."""
    times = rounds_of(scenario, source, runs, values["rounds"])
    found = [draw_event(e, k, scenario, source, runs, values) for k, e in enumerate(scenario.events)]
    return unfold(tuple(event._replace(round=time) for event, time in zip(found, times, strict=True)))


def rounds_of(scenario: Scenario, source: Lots, runs: int, rounds: ndarray) -> list[ndarray]:
    """The round at whose start each event would come, (1,) or (R,)."""
    found: list[ndarray] = []
    for event in scenario.events:
        if event.day is not None:
            found.append(round_at(event.day, scenario, source, runs, rounds))
        elif event.delay is not None and event.after is not None:
            found.append(found[event.after] + event.delay)
        else:
            found.append(np.array([event.round]))
    return found


def round_at(day: float, scenario: Scenario, source: Lots, runs: int, rounds: ndarray) -> ndarray:
    """The first round that begins on a day or after it, (R,), the first on day 0; one beyond the last if none does."""
    begins = days_until(scenario, source, runs, int(rounds.max()))
    return 2 + (begins[:-1] < day).sum(0) if day else np.ones(1, int)


def days_until(scenario: Scenario, source: Lots, runs: int, most: int) -> ndarray:
    """Days from the tabling to the end of each of so many rounds, (rounds, R)."""
    lots = source.table("days", ("",), range(most))[:, :runs]
    days = np.broadcast_to(np.maximum(from_lots(scenario.procedure.days_per_round, lots), 0), (most, runs))
    return np.cumsum(days, axis=0)


def draw_event(
    event: Any, number: int, scenario: Scenario, source: Lots, runs: int, values: Mapping[str, ndarray]
) -> Event:
    """One event of each run, its time apart; its luck goes by its place in the file."""

    def lots(name: str) -> ndarray:
        return source.of("event", f"{number}{name}")[:runs]

    struck = np.array([[m in event.members] for m in scenario.room], float)

    def change(what: str, quantity: Any) -> ndarray:
        return np.asarray(as_share(struck * from_lots(quantity, lots(f".{what}"))))

    def by_issue(what: str, changes: Mapping[str, Any]) -> ndarray:
        rows = [change(f"{what}.{d}", changes.get(d, 0.0)) for d in scenario.issues]
        return np.stack(np.broadcast_arrays(*rows))

    return Event(
        round=1,
        happens=np.zeros(runs, bool),
        position=by_issue("position", event.position),
        salience=by_issue("salience", event.salience),
        resolve=change("resolve", event.resolve or 0.0),
        **draw_put(event, scenario, source, runs, values),
        luck=uniform(lots("")),
        chance=from_lots(event.probability, lots(".probability")),
        given=tuple((k, from_lots(chance, lots(f".given.{k}"))) for k, chance in event.given),
        after=event.after,
    )


def draw_put(
    event: Any, scenario: Scenario, source: Lots, runs: int, values: Mapping[str, ndarray]
) -> dict[str, ndarray | None]:
    """Where an event puts members, 0-1, nan where it leaves them; None for what it puts nowhere.

    It is judged as the stance is that it takes the place of: a plain number carries a coding error, and both hang on the
    same lots, so that what puts a member where it was changes nothing.
    """
    said, to = judged(scenario), event.to
    at = [scenario.room.index(code) for code in event.members]

    def put(stream: str, quantity: Any, names: Judged) -> ndarray:
        rows = np.full((len(scenario.room), runs), np.nan, REAL)
        if quantity is not None:
            for n in at:
                rows[n] = one(quantity, source.of(stream, names.names[n])[:runs], values[f"{stream}_sd"])
        return rows

    def by_issue(stream: str, quantities: Mapping[str, Any], names: list[Judged]) -> ndarray | None:
        if not quantities:
            return None
        each = zip(scenario.issues, names, strict=True)
        return np.stack([put(stream, quantities.get(d), own) for d, own in each])

    return {
        "to_position": by_issue("position", to.position, said.position),
        "to_salience": by_issue("salience", to.salience, said.salience),
        "to_resolve": put("resolve", to.resolve, said.resolve) if to.resolve is not None else None,
    }
