"""One council, round by round, as data for who tells or draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nacsim.arguments import door, whole
from nacsim.defaults import MOST_SEED, SEED
from nacsim.engine.playing import Table, play, rounds
from nacsim.engine.rows import rows
from nacsim.engine.sampling import setting_of
from nacsim.engine.stances import expert_of
from nacsim.results.outcomes import DAY_UNIT, TEXT_UNIT
from nacsim.rules.events import due
from nacsim.rules.round import open_talks
from nacsim.rules.state import Setting, State
from nacsim.scale import as_points
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import OUTCOMES


class Move(NamedTuple):
    """What an event did to a member: a stance before and after, 0-100, consultation apart."""

    member: int
    what: str  # position, salience or resolve
    issue: int | None  # None for resolve
    before: float
    after: float


class Drawn(NamedTuple):
    """What one council has by draw: the stances of its members before anything happens, 0-100."""

    position: np.ndarray  # (D, N)
    salience: np.ndarray  # (D, N)
    resolve: np.ndarray  # (N,)
    minds: np.ndarray  # (N,) how many times what was coded each minds what it dislikes


LEAST = 0.0005
"""Share of the scale below which nothing has moved."""


@dataclass(frozen=True)
class Round:
    """What happened in one round. Texts and positions 0-100; members by their place in the room."""

    text: tuple[float, ...]  # as put under silence
    events: tuple[int, ...]  # those that happened, by their place in the file
    moves: tuple[Move, ...]  # what they did
    speaks: tuple[int, ...]  # members that break silence
    hides: tuple[int, ...]  # members that object behind another
    margin: np.ndarray  # (N,) what the text was worth to each, luck and payments included, gain x 100
    cost: np.ndarray  # (N,) what it would have cost to object all alone, gain x 100
    position: np.ndarray  # (D, N) where members stood, 0-100
    paid: np.ndarray  # (N,) payments made after this silence, gain x 100
    new_text: tuple[float, ...]  # as redrafted
    phase: int  # of `nacsim.vocabulary`: TALKS, PASSED, SETTLED, STOOD_ASIDE, SHELVED, BLOCKED


@dataclass(frozen=True)
class Course:
    """The course of one council, from the text as tabled to its end."""

    scenario: Scenario
    run: int
    seed: int
    rounds: tuple[Round, ...]
    outcome: str
    days: float
    text: tuple[float, ...]  # where each issue ends, 0-100
    home_rounds: int  # rounds of ratification that somebody held out on
    blocks: tuple[int, ...]  # members that block at the end
    whole: tuple[bool, ...]  # whether each issue is taken whole or not at all
    drawn: Drawn  # what its members were when it met
    expert: str | None = None  # the one that this council believes


@door
def tell(scenario: ScenarioLike, run: int = 0, seed: int = SEED) -> Course:
    """Council `run` of a scenario under a seed, the same as that row of `simulate`."""
    run, seed, scenario = whole("run", run), whole("seed", seed, 0, MOST_SEED), scenario_of(scenario)
    setting = setting_of(scenario, run, seed)
    (row,), told = rows(setting, play(setting)), tuple(_rounds(setting))
    blocks = np.unpackbits(row["blocks"], count=len(scenario.room))
    return Course(
        scenario=scenario,
        run=run,
        seed=seed,
        rounds=told,
        outcome=OUTCOMES[row["outcome"]],
        days=float(row["days"] * DAY_UNIT),
        text=tuple(float(t * TEXT_UNIT) for t in row["text"]),
        home_rounds=int(row["rounds"]) - len(told),
        blocks=tuple(np.flatnonzero(blocks).tolist()),
        whole=tuple(bool(flag) for flag in setting.issues.lumpy[:, 0]),
        drawn=_drawn(open_talks(setting)),
        expert=expert_of(scenario, run, seed),
    )


def _drawn(state: State) -> Drawn:
    wide = state.anchor.shape
    return Drawn(
        as_points(state.anchor[:, :, 0]),
        as_points(np.broadcast_to(state.salience, wide)[:, :, 0]),
        as_points(np.broadcast_to(state.resolve, wide[1:])[:, 0]),
        np.broadcast_to(state.terms.minds, wide[1:])[:, 0],
    )


def _rounds(setting: Setting) -> Iterator[Round]:
    table = Table(setting, open_talks(setting))
    before = table.state
    for round_ in rounds(table):
        yield _round(before, table.state, setting, round_)
        before = table.state
        table.leave()


def _round(before: State, after: State, setting: Setting, number: int) -> Round:
    return Round(
        text=_points(before.text),
        events=tuple(due(setting.events, number)),
        moves=tuple(_moves(before, after)),
        speaks=_who(after.speaks),
        hides=_who(after.objects & ~after.speaks),
        margin=as_points(after.margin[:, 0]),
        cost=as_points(np.broadcast_to(after.terms.cost, after.margin.shape)[:, 0]),
        position=as_points(after.position[:, :, 0]),
        paid=as_points((after.paid - before.paid)[:, 0]),
        new_text=_points(after.text),
        phase=int(after.phase[0]),
    )


def _moves(before: State, after: State) -> Iterator[Move]:
    """Every stance that events moved; positions by what members go back to, which talk does not move."""
    for what, name in (("position", "anchor"), ("salience", "salience"), ("resolve", "resolve")):
        one, other = (np.atleast_2d(getattr(state, name)[..., 0]) for state in (before, after))
        for issue, member in np.argwhere(abs(other - one) > LEAST):
            at = None if what == "resolve" else int(issue)
            ends = (float(as_points(a[issue, member])) for a in (one, other))
            yield Move(int(member), what, at, *ends)


def _points(text: np.ndarray) -> tuple[float, ...]:
    return tuple(as_points(text[:, 0]).tolist())


def _who(flags: np.ndarray) -> tuple[int, ...]:
    return tuple(np.flatnonzero(flags[:, 0]).tolist())
