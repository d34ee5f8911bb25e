"""What a council notes at every step, for Mesa's own tools: its default `DataCollector`.

By council: `scenario`, `run`, `seed`, `round`, `phase`, `outcome` (None while it sits), how many object (`objectors`) and
say so (`speakers`), and where each issue stands. By member, under its code: `objects`, `speaks`, `margin`, `cost`, `paid`,
`resolve`, and `position.` of each issue. Texts, positions and resolve 0-100, gains in points.
"""

from functools import partial
from typing import Any

import numpy as np

from nacsim.council.attributes import DIGITS
from nacsim.council.framework import mesa
from nacsim.scale import as_points

COUNCIL = ("scenario", "run", "seed", "round", "phase", "outcome", "objectors", "speakers")
MEMBER = ("objects", "speaks", "margin", "cost", "paid", "resolve")


def of_council(council: Any) -> dict[str, Any]:
    """What is noted of a council as it stands."""
    told = dict(zip(COUNCIL, (
        council.agenda.name, council.run, council.seed, council.round, council.phase, council.outcome,
        len(council.objectors), len(council.speakers),
    ), strict=True))  # fmt: skip
    return told | {text_name(issue): points for issue, points in council.text.items()}


def of_members(council: Any) -> dict[str, tuple[Any, ...]]:
    """What is noted of each member, by code, in the order of MEMBER and then of the issues."""
    state = council.state
    cost = np.broadcast_to(state.terms.cost, state.margin.shape)
    resolve = np.broadcast_to(state.resolve, state.margin.shape)
    numbers = as_points(np.stack([state.margin, cost, state.paid, resolve])[:, :, 0].astype(float))
    position = as_points(state.position[:, :, 0].astype(float))
    columns = [state.objects[:, 0], state.speaks[:, 0], *numbers.round(DIGITS), *position.round(DIGITS)]
    return dict(zip(council.agenda.room, zip(*(c.tolist() for c in columns), strict=True), strict=True))


def text_name(issue: str) -> str:
    """The column of the text on an issue: its name, unless that is taken."""
    return f"text.{issue}" if issue in (*COUNCIL, *MEMBER) else issue


def member_names(council: Any) -> list[str]:
    """The columns of a member."""
    return [*MEMBER, *(f"position.{issue}" for issue in council.agenda.issues)]


class Minutes(mesa.DataCollector):
    """A `DataCollector` that notes a council and its members, all members at once, and can be copied and pickled.

    Mesa's own asks every member for every attribute, which takes as long as the round itself.
    """

    def __init__(self, council: Any):
        names = member_names(council)
        super().__init__(
            model_reporters={name: partial(_council_says, name) for name in of_council(council)},
            agent_reporters={name: partial(_member_says, k) for k, name in enumerate(names)},
        )

    def collect(self, model: Any) -> None:
        """Note how a council stands after a step."""
        for name, value in of_council(model).items():
            self.model_vars[name].append(value)
        # Mesa 3.3 looks the members of step k up under k - 1, as the place of the council's own values in their list
        # has it, and calls steps what 3.5 calls the time
        modern = hasattr(self, "_collection_steps")
        now = model.time if modern else model.steps
        if modern:
            self._collection_steps.append(now)
        told = of_members(model)
        self._agent_records[now if modern else now - 1] = [(now, code, *row) for code, row in told.items()]


def _council_says(name: str, council: Any) -> Any:
    return of_council(council)[name]


def _member_says(place: int, member: Any) -> Any:
    return of_members(member.council)[member.code][place]
