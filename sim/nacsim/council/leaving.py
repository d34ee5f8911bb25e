"""A member leaves the room in the middle of the talks: its row goes from every array, and the rest goes on.

Who stays keeps what it wants, its luck and what it was paid; who listens to whom, and the rule with what each counts for,
are those of the scenario without the member. The sponsors are those who stay: what they bear follows from what they gain.
"""

from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import numpy as np

from nacsim.council.chair import NotAllowed
from nacsim.engine.playing import Ending
from nacsim.engine.sampling import setting_of
from nacsim.rules.round import open_talks
from nacsim.rules.state import Setting, State
from nacsim.rules.sums import heads
from nacsim.scenario import ScenarioError
from nacsim.scenario.resolved import Scenario

MEMBERS = "N"
"""The axis of members in the shapes of arrays (`nacsim.rules.shapes`)."""


def without(scenario: Scenario, code: str) -> Scenario:
    """The scenario in which a member is not in the room. Raises NotAllowed where it cannot do without."""
    try:
        return scenario.with_(absent=[*scenario.absent, code])
    except ScenarioError as error:
        raise NotAllowed(f"{code} cannot leave the room: {error}") from None


def left(
    setting: Setting, state: State, row: int, scenario: Scenario, run: int, seed: int
) -> tuple[Setting, State]:
    """Setting and state without the member of a row; `scenario` is already the one without it."""
    anew = setting_of(scenario, run, seed)
    luck = setting.luck._replace(lasting=np.delete(setting.luck.lasting, row, 0), home=anew.luck.home)
    events = tuple(shrunk(event, row) for event in setting.events)
    road = None if setting.road is None else shrunk(setting.road, row)
    setting = setting._replace(
        room=anew.room, members=shrunk(setting.members, row), events=events, luck=luck, road=road
    )
    sponsors, state = open_talks(setting), shrunk(state, row)
    return setting, state._replace(
        heads=heads(state.objects),
        terms=shrunk(state.terms, row),
        **{name: getattr(sponsors, name) for name in BY_SPONSORS},
    )


BY_SPONSORS = ("wants", "bound", "reserve", "road", "falls")
"""What follows from who gains from the text as tabled, and stays until somebody leaves."""


def shrunk(part: Any, row: int) -> Any:
    """A NamedTuple of arrays without one member: where its shape has an axis of members, that row goes."""
    kind: Any = type(part)
    axes = axes_of(kind)
    held = ((name, getattr(part, name), axis) for name, axis in axes.items())
    return part._replace(
        **{name: np.delete(array, row, axis) for name, array, axis in held if array is not None}
    )


@cache
def axes_of(kind: Any) -> dict[str, int]:
    """The fields of a NamedTuple that have an axis of members, and which it is."""
    shapes = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        for each in (hint, *get_args(hint)):  # an array, or an array and None
            if get_origin(each) is Annotated:
                shapes[name] = get_args(each)[1].split()
    return {name: shape.index(MEMBERS) for name, shape in shapes.items() if MEMBERS in shape}


BY_MEMBER = ("first", "speaks", "objects", "pivotal", "held_out", "paid")
"""What an ending says of each member, (N, R)."""


def shortened(ending: Ending | None, row: int) -> Ending | None:
    """How the talks ended, without one member; None where they have not."""
    if ending is None:
        return None
    return ending._replace(**{name: np.delete(getattr(ending, name), row, 0) for name in BY_MEMBER})
