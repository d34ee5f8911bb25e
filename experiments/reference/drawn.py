"""From the engine's arrays to one council as numbers: what was drawn for one run, and nothing that the model decides."""

from typing import Any

import numpy as np
from council import Council, Event, Issue, Member, Needed, Rule

from nacsim.engine.columns import only
from nacsim.engine.sampling import setting_of
from nacsim.rules.conditions import Conditions
from nacsim.rules.state import Setting


def council_of(scenario: Any, run: int = 0, seed: int = 0) -> Council:
    """Run `run` of a scenario under a seed, before its first round."""
    return council(setting_of(scenario, run, seed), 0)


def council(setting: Setting, run: int) -> Council:
    """Column `run` of a setting, before its first round."""
    one = only(setting, np.array([run]))
    room, luck = one.room, one.luck
    return Council(
        members=members(one),
        issues=issues(one),
        parameters={name: float(value[0]) for name, value in one.parameters._asdict().items()},
        events=[event(e, one) for e in one.events],
        rule=rule(room.rule),
        gavel=bool(luck.gavel[0]),
        chair=room.chair,
        shelves=room.shelves,
        ratifies=room.ratifies,
        exits=bool(luck.exits[0]),
        spares=float(luck.spares[0]),
        elsewhere=int(luck.elsewhere[0]),
        horizon=room.horizon,
        days=lambda rounds: float(luck.days(np.array([rounds]), luck.column)[0]),
        home=np.broadcast_to(luck.home(luck.column), (len(room.ties), 1))[:, 0].tolist()
        if room.ratifies
        else [],
        road=None if one.road is None or not one.road.open[0] else road(one),
        note=float(one.note.worth[0]) if one.note is not None and one.note.open[0] else None,
    )


def members(one: Setting) -> list[Member]:
    """The members of one council."""
    m, room, size = one.members, one.room, len(one.room.ties)
    columns = {
        "position": m.ideal[:, :, 0].T, "salience": m.salience[:, :, 0].T, "resolve": m.resolve[:, 0],
        "lean": m.lean[:, 0], "forced": m.forced[:, 0], "lasting": one.luck.lasting[:, 0],
        "indispensable": room.indispensable[:, 0], "ties": room.ties,
        "veto": np.zeros(size, bool) if room.rule.veto is None else room.rule.veto[:, 0],
        **{name: np.full(size, None) if (of := getattr(room.rule.body, name)) is None else of
           for name in ("population", "weight")},
    }  # fmt: skip
    return [Member(**row) for row in listed(columns)]


def rule(said: Any) -> Rule:
    """The rule in force, in plain words and numbers."""
    numbers = isinstance(said.passes, Conditions)
    return Rule(
        name="conditions" if numbers else said.passes.__name__,
        conditions=[(counted(c, said.body), Needed(*c.needed)) for c in said.passes.each] if numbers else [],
        blocking=Needed(*said.passes.spares) if numbers and said.passes.spares is not None else None,
        abstention=said.abstention,
        apart=said.body.apart,
        quorum=None if said.quorum is None else Needed(*said.quorum),
    )


def counted(condition: Any, body: Any) -> str:
    """What a condition counts, by the numbers it adds up."""
    of = {"weights": body.weight, "population": body.population}
    return next(
        (k for k, v in of.items() if v is not None and np.array_equal(v, condition.counts)), "members"
    )


def issues(one: Setting) -> list[Issue]:
    """The issues of one council."""
    i = one.issues
    columns = {
        "proposed": i.proposed[:, 0], "status_quo": i.status_quo[:, 0], "residue": i.residue[:, 0],
        "condition": np.array(i.condition), "lumpy": i.lumpy[:, 0],
        "floor": np.where(np.isnan(i.floor[:, 0]), None, i.floor[:, 0]),
    }  # fmt: skip
    return [Issue(**row) for row in listed(columns)]


def road(one: Setting) -> list[tuple[float, bool]]:
    """What another road is worth to each member, and whether it is needed there."""
    worth = np.broadcast_to(one.road.worth, one.road.needs.shape)
    return list(zip(worth[:, 0].tolist(), one.road.needs[:, 0].tolist(), strict=True))


def event(e: Any, one: Setting) -> Event:
    """An event as it is drawn, its changes by member; whether it happens is for the council to find out."""
    shape = one.members.ideal[:, :, 0].shape
    return Event(
        round=int(number(e.round)),
        luck=number(e.luck),
        chance=number(e.chance),
        given=[(place, number(chance)) for place, chance in e.given],
        after=e.after,
        position=e.position[:, :, 0].T.tolist(),
        salience=e.salience[:, :, 0].T.tolist(),
        resolve=e.resolve[:, 0].tolist(),
        to_position=put(e.to_position, shape).T.tolist(),
        to_salience=put(e.to_salience, shape).T.tolist(),
        to_resolve=put(e.to_resolve, shape[1:]).tolist(),
    )


def number(value: Any) -> float:
    """A number that stands for one run."""
    return float(np.ravel(value)[0])


def put(values: np.ndarray | None, shape: tuple[int, ...]) -> np.ndarray:
    """Where an event puts members, None where it leaves them."""
    if values is None:
        return np.full(shape, None)
    return np.where(np.isnan(values[..., 0]), None, values[..., 0])


def listed(columns: dict[str, np.ndarray]) -> list[dict[str, Any]]:
    """One dictionary a row from columns."""
    lists = {name: column.tolist() for name, column in columns.items()}
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]
