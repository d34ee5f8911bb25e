"""The first silence at the centre of all estimates: who would break it today, and at what cost."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nacsim.engine.luck import lots
from nacsim.engine.sampling import draw
from nacsim.rules.round import open_talks, put_under_silence, value
from nacsim.rules.state import State
from nacsim.scale import as_points
from nacsim.scenario.quantity import centre
from nacsim.scenario.resolved import Scenario


class Outlook(NamedTuple):
    """What the text as tabled means to each member, in points: 100 is a whole scale that means everything."""

    worth: np.ndarray  # (N,) what it is worth against the status quo, outsiders included
    pull: np.ndarray  # (N,) part of it that outsiders add
    cost: np.ndarray  # (N,) what it would cost to object all alone
    objects: np.ndarray  # (N,) bool
    speaks: np.ndarray  # (N,) bool
    lacks: np.ndarray  # (N,) what would have to be added for it to consent all alone; 0 where it does
    yields: np.ndarray  # (D, N) where each issue alone would have to go for that, 0-100; nan where it cannot
    bound: (
        np.ndarray
    )  # (D,) the least of each issue that the sponsors would table, 0-100; nan for a condition


def outlook(scenario: Scenario) -> Outlook:
    """The first silence with every quantity at its centre, the central parameters, no luck and no event."""
    setting = draw(central_case(scenario), lots(0, 0), 1)
    nothing = np.zeros_like(setting.luck.lasting)
    setting = setting._replace(
        luck=setting.luck._replace(lasting=nothing),
        members=setting.members._replace(forced=nothing),
    )
    state = open_talks(setting)
    worth, _ = value(state, setting)
    alone, _ = value(state, setting._replace(members=setting.members._replace(lean=nothing)))
    state, *_ = put_under_silence(state, setting, worth)
    points = (as_points(a[:, 0]) for a in np.broadcast_arrays(worth, worth - alone, state.terms.cost))
    lacks = np.maximum(-(worth + state.terms.cost)[:, 0], 0)
    bound = np.where(setting.issues.condition, np.nan, as_points(state.bound[:, 0]))
    is_worth, pull, cost = points
    objects, speaks = state.objects[:, 0], state.speaks[:, 0]
    return Outlook(is_worth, pull, cost, objects, speaks, as_points(lacks), concessions(state, lacks), bound)


def outlooks(scenario: Scenario) -> dict[str, Outlook]:
    """The same by expert, each believed alone; nothing where there are not several."""
    asked = [key for key, expert in scenario.experts.items() if expert.weight]
    if len(asked) < 2:
        return {}
    return {key: outlook(scenario.with_values({"experts.only": key})) for key in asked}


def concessions(state: State, lacks: np.ndarray) -> np.ndarray:
    """Where each issue alone would have to go for each member to consent, (D, N), 0-100; nan where it cannot."""
    ideal, weight, text = state.position[:, :, 0], state.salience[:, :, 0], state.text[:, :1]
    with np.errstate(divide="ignore", invalid="ignore"):
        move = np.where(weight > 0, lacks / weight, np.inf)
    reach = abs(ideal - text)
    return np.where((move <= reach) & (lacks > 0), as_points(text + np.sign(ideal - text) * move), np.nan)


def central_case(scenario: Scenario) -> Any:
    """The scenario with every distribution replaced by its mean, without coding error and without events."""
    members = {
        code: stance.model_copy(
            update={
                "position": _centres(stance.position),
                "salience": _centres(stance.salience),
                "resolve": centre(stance.resolve),
            }
        )
        for code, stance in scenario.members.items()
    }
    actors = {
        key: actor.model_copy(update={"stance": centre(actor.stance), "reach": _centres(actor.reach)})
        for key, actor in scenario.actors.items()
    }
    parameters = _centres(scenario.parameters)
    return scenario.model_copy(
        update={
            "members": members,
            "actors": actors,
            "parameters": parameters,
            "events": (),
            "draw": False,
            "uncertainty": dict.fromkeys(scenario.uncertainty, 0.0),
        }
    )


def _centres(quantities: dict[str, Any]) -> dict[str, float]:
    return {key: centre(quantity) for key, quantity in quantities.items()}
