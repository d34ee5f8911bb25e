"""Where members stand in each run: judged numbers with the error of their coder, and experts who disagree."""

from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.engine.drawing import from_lots, kept
from nacsim.engine.luck import BLOCK, Lots, gauss, lots, uniform
from nacsim.rules.state import REAL
from nacsim.scale import as_share
from nacsim.scenario.quantity import Discrete, Pooled
from nacsim.scenario.resolved import Scenario


class Judged(NamedTuple):
    """What a scenario says of one quantity of each member."""

    names: tuple[str, ...]  # of their lots; members that a group holds together have the same
    own: tuple[str, ...]  # of the lots of each member by itself
    plain: ndarray  # (N, 1) plain numbers, 0-1; 0 for what is none
    spread: dict[int, Any]  # distributions and pooled views, by row


class Stances(NamedTuple):
    """Everything that is judged of the members, positions and salience by issue."""

    position: list[Judged]
    salience: list[Judged]
    resolve: Judged


@kept
def judged(scenario: Scenario) -> Stances:
    """Stances as given."""
    return Stances(
        [given(scenario, "position", issue) for issue in scenario.issues],
        [given(scenario, "salience", issue) for issue in scenario.issues],
        given(scenario, "resolve"),
    )


def given(scenario: Scenario, key: str, issue: str | None = None) -> Judged:
    """Plain numbers apart from what is none."""
    stances = [scenario.members[m] for m in scenario.room]
    quantities = [getattr(s, key) if issue is None else getattr(s, key)[issue] for s in stances]
    spread = {n: q for n, q in enumerate(quantities) if not isinstance(q, int | float)}
    plain = [[0.0 if n in spread else as_share(q)] for n, q in enumerate(quantities)]
    at = key if issue is None else f"{key}.{issue}"
    own = tuple(lot_name(m, issue) for m in scenario.room)
    groups = [s.shared.get(at) for s in stances]
    names = tuple(
        mine if group is None else lot_name(f"{LINE}{group}", issue)
        for mine, group in zip(own, groups, strict=True)
    )
    return Judged(names, own, np.array(plain, REAL), spread)


LINE = "\n"
"""Before the name of a group where it stands for its members: no member's name begins so."""


def lot_name(whose: str, issue: str | None) -> str:
    """Under which name the number of a member, or of a group, is drawn."""
    return whose if issue is None else f"{whose}.{issue}"


def draw_judged(
    said: Judged, stream: str, source: Lots, runs: int, sd: ndarray, who: ndarray | None
) -> ndarray:
    """One quantity of all members, (N, R), 0-1: plain numbers with coding error, distributions as they are.

    `who` is believed in each run, (R,), by place among the experts that may be.
    """
    own = gauss(source.table(stream, said.names)[:, :runs])
    own *= sd
    own += said.plain
    for n, quantity in said.spread.items():
        lots = source.of(stream, said.names[n])[:runs]
        if isinstance(quantity, Pooled):
            alone = source.of(stream, said.own[n])[:runs]
            own[n] = pooled(quantity, lots, alone, sd, who)
        else:
            own[n] = as_share(from_lots(quantity, lots))
    within: ndarray = np.clip(own, 0, 1, out=own)
    return within


def one(quantity: Any, lots: ndarray, sd: ndarray) -> ndarray:
    """One judged number of one member in each run, (R,), 0-1: a plain number with its coding error."""
    if not isinstance(quantity, int | float):
        return np.asarray(np.clip(as_share(from_lots(quantity, lots)), 0, 1), REAL)
    drawn = gauss(lots)
    drawn *= sd
    drawn += REAL(as_share(quantity))
    within: ndarray = np.clip(drawn, 0, 1, out=drawn)
    return within


def pooled(quantity: Pooled, shared: ndarray, own: ndarray, sd: ndarray, who: ndarray | None) -> ndarray:
    """A number that experts disagree on, (R,), 0-1, each view drawn from the same lots.

    Linear pool: x = x_who (Stone 1961). Quantiles: x = sum_k w_k x_k, the weighted mean of what each would be, which
    averages their quantile functions (Lichtendahl, Grushka-Cockayne & Winkler 2013). A view that is no expert's own is that
    of the file, drawn with whoever shares it.
    """
    views = [
        one(part, own if mine else shared, sd)
        for part, mine in zip(quantity.parts, quantity.own, strict=True)
    ]
    if who is None:
        mean = np.zeros_like(views[0])
        for weight, view in zip(quantity.weights, views, strict=True):
            mean += weight * view
        return mean
    drawn = views[0]
    for k, view in enumerate(views[1:], 1):
        drawn = np.where(who == k, view, drawn)
    return drawn


def believed(scenario: Scenario, source: Lots, runs: int) -> ndarray | None:
    """Which expert each run believes, (R,), by place among those that may be; None where none is drawn."""
    weights = tuple(expert.weight for expert in scenario.experts.values() if expert.weight)
    if not weights or scenario.pool != "linear":
        return None
    return (
        Discrete(tuple(range(len(weights))), weights)
        .quantile(uniform(source.of("expert")[:runs]))
        .astype(int)
    )


def expert_of(scenario: Scenario, run: int = 0, seed: int = 0) -> str | None:
    """The expert that one run believes, None where it believes none or a mean of all."""
    block, place = divmod(run, BLOCK)
    who = believed(scenario, lots(seed, block), place + 1)
    return None if who is None else [k for k, e in scenario.experts.items() if e.weight][who[place]]
