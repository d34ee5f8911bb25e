"""One member in the way: what it lacks, the text it could live with, whether sponsors bear that, who could persuade it."""

from typing import Any

import numpy as np

from nacsim.council.watch import watch
from nacsim.engine.luck import BLOCK, Lots
from nacsim.engine.sampling import draw
from nacsim.engine.together import blocks_of
from nacsim.engine.workers import Work
from nacsim.explore.variants import allowed, each, possible
from nacsim.results.intervals import paired_difference, share
from nacsim.rules.round import open_talks
from nacsim.rules.sponsors import granted
from nacsim.scale import WHOLE, as_points, as_share
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.resolved import Scenario

STEPS = 10
"""Places on the scale at which a text is tried."""
MORE_WEIGHT = 0.2
"""How much more the member is made to listen to another (share of all that it listens to)."""
ROUNDING = 1e-4
"""Share of the scale that is no difference."""
ASKED = 5
"""Partners that are tried."""


def portrait(
    scenario: Scenario, member: str, target: float, runs: int, seed: int, work: Work
) -> dict[str, Any]:
    """What stands between a member and its consent.

    - "price": {"half", "nine_in_ten"}: what it lacks, in points of gain, to let the first silence hold all alone in
      half, and in nine in ten, of the councils (gain 100: the whole scale of an issue that means everything); so far a
      redraft would have to come
    - "texts": issue -> {"proposed", "objects": share of councils in which it breaks silence on that text, "borne": share
      of councils in which those who gain from what is tabled would rather have that text than none} for the text nearest
      to what is tabled that it lets pass more often than not; None where there is no such text
    - "persuaders": the partners it listens to that gain most by being heeded more: {"member", "weight", "adopted":
      change of P(adopted) if it listened to that one 0.2 more, "blocks": change of how often it blocks}
    """
    return {
        "price": price(scenario, member, runs, seed),
        "texts": {name: acceptable(scenario, member, name, runs, seed, work) for name in scenario.issues},
        "persuaders": persuaders(scenario, member, runs, seed, work),
    }


def price(scenario: Scenario, member: str, runs: int, seed: int) -> dict[str, float]:
    """Points of gain that would have kept the member silent on the text as tabled; at most one block of runs."""
    state, k = watch(scenario, min(runs, BLOCK), seed)[0].state, scenario.room.index(member)
    missing = np.maximum(
        0, -as_points(state.margin[k] + np.broadcast_to(state.terms.cost, state.margin.shape)[k])
    )
    half, most = np.quantile(missing, [0.5, 0.9])
    return {"half": round(float(half), 1), "nine_in_ten": round(float(most), 1)}


def acceptable(
    scenario: Scenario, member: str, issue: str, runs: int, seed: int, work: Work
) -> dict[str, Any] | None:
    """The text on one issue, the rest as tabled, nearest to what is tabled that the member mostly lets pass."""
    tabled = scenario.issues[issue].proposed
    grid = {WHOLE * k / STEPS for k in range(STEPS + 1)} | {float(tabled)}
    places = sorted(grid, key=lambda place: (abs(place - tabled), place))
    if scenario.issues[issue].lumpy in (True, 1):
        places = [0.0, 100.0] if scenario.issues[issue].status_quo is None else [tabled]
    found = allowed(
        {place: possible(scenario, {dotted(("issues", issue, "proposed")): place}) for place in places}
    )
    k = scenario.room.index(member)
    objections = each(list(found.values()), runs, seed, lambda o: int(o.first[k].sum()), work=work)
    for place, count in zip(found, objections, strict=True):
        if 2 * count < runs:
            bears = borne(scenario, issue, as_share(place), runs, seed)
            return {"proposed": place, "objects": share(count, runs), "borne": bears}
    return None


def borne(scenario: Scenario, issue: str, place: float, runs: int, seed: int) -> dict[str, float]:
    """In how many councils the sponsors would have an issue go to `place` (0-1), rather than drop the text."""
    runs, d = min(runs, BLOCK), list(scenario.issues).index(issue)
    setting = draw(scenario, Lots(seed, 0, len(blocks_of(runs))), runs)
    state, issues = open_talks(setting), setting.issues
    tabled, start = issues.proposed[d], issues.status_quo[d]
    if issues.condition[d]:
        asked = np.full(runs, place)
        reserve = setting.parameters.reserve
        most = granted(asked, tabled, state.position[d], state.salience[d], state.wants, reserve)
        bears = np.abs(most - asked) < ROUNDING
    else:
        beyond = np.where(tabled > start, state.bound[d] - place, place - state.bound[d])
        bears = beyond < ROUNDING
    return share(int(np.broadcast_to(bears, (runs,)).sum()), runs)


def persuaders(scenario: Scenario, member: str, runs: int, seed: int, work: Work) -> list[dict[str, Any]]:
    """Those whose word would move the member most, the most useful first."""
    row = scenario.ties[scenario.room.index(member)]
    order = sorted(range(len(row)), key=lambda j: -row[j])
    others = [j for j in order if scenario.room[j] != member][:ASKED]
    tried = allowed({j: _heeding(scenario, member, scenario.room[j], row[j]) for j in others})
    k = scenario.room.index(member)
    base, *found = each(
        [scenario, *tried.values()], runs, seed, lambda o: (o.adopted, o.blocks[k]), work=work
    )
    entries = [
        {
            "member": scenario.room[j],
            "weight": round(float(row[j]), 4),
            "adopted": paired_difference(base[0], adopted),
            "blocks": paired_difference(base[1], blocks),
        }
        for j, (adopted, blocks) in zip(tried, found, strict=True)
    ]
    return sorted(entries, key=lambda e: -e["adopted"]["value"])


def _heeding(scenario: Scenario, member: str, other: str, weight: float) -> Any | None:
    more = min(1.0, round(float(weight) + MORE_WEIGHT, 6))
    return possible(scenario, {dotted(("network", "ties", member, other)): more})
