"""Who matters: what each member's consent is worth, from preferences and not from seats.

"Made to stay silent" is a cause: the same councils are played again with a member that may not object.
"Happens to stay silent" is a filter: those of the councils in which it did not object anyway, whose luck is
special.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from itertools import combinations
from typing import Any

from numpy import ndarray

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.ensemble import rows_of
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.explore.coalitions import Coalitions, intervals, shapley_exact, shapley_sampled
from nacsim.explore.power import power
from nacsim.explore.variants import adopted, growing, without
from nacsim.narrate.pivots import pivot_sentences
from nacsim.results.answers import Pivots
from nacsim.results.intervals import mean_limits, paired_difference, share
from nacsim.results.outcomes import Outcomes
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.resolved import Scenario

EXACT = 7
"""Most players whose coalitions are all played; 2^8 with the others as one more."""
ORDERS = 24
"""Random orders, each read both ways, where there are more players."""
MOST_SETS = 400
"""Sets tried at most in the search for those that flip the outcome."""
RARE, OFTEN = 0.005, 0.05
"""Share of runs that a member must change, or in which it must speak, to be a player of its own."""
LARGEST = 4
"""Members in the largest set that is tried."""


@door
def pivots(
    scenario: ScenarioLike,
    runs: int = RUNS["pivots"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    **unknown: NoSuchArgument,
) -> Pivots:
    """Whose consent the outcome turns on.

    `runs` are those of each variant; the rest as in `nacsim.simulate`. Returns

    - "members": code -> {"if_silent", "if_objecting", "if_absent": change of P(adopted) as {"value", "low",
      "high"} (paired, 95 %; `if_silent` is v(N) - v(N without it)), "shapley": its part in the failure,
      likewise, "classic": its part by the rule alone, "happens_silent": {"adopted", "runs"}}
    - "failure": {"all": v(N), "nobody": v(∅)}; the Shapley parts, "others" included, add up to their
      difference
    - "others": the part of all members together that make no difference on their own
    - "method": "exact" or "sampled"
    - "sets": smallest sets T with P(adopted | T silent) ≥ 0.5, its lower 95 % bound included: {"members",
      "adopted": {"share", "low", "high"}, "flips": share of the failed runs that they turn}
    - "words": sentences.
    """
    runs, seed = played(runs, seed)
    scenario = scenario_of(scenario)
    work = growing(Work(jobs, executor, progress))
    (base,) = rows_of([scenario], runs, seed, work)
    single = single_changes(scenario, runs, seed, work)
    game = Coalitions(scenario, players_of(base, single), runs, seed, work)
    method, parts = shapley(game, seed)
    rule = classic(scenario)
    members = {m: entry(m, scenario, base, changes, parts, rule) for m, changes in single.items()}
    result = {
        "scenario": scenario.name,
        "version": __version__,
        "seed": seed,
        "runs": runs,
        "adopted": share(int(base.adopted.sum()), runs),
        "failure": failure(game),
        "members": members,
        "others": parts.get("others", no_part(runs)),
        "method": method,
        "sets": sets(game),
    }
    return Pivots.of(result | {"words": pivot_sentences(result, scenario)}, scenario)


def single_changes(
    scenario: Scenario, runs: int, seed: int, work: Work
) -> dict[str, dict[str, ndarray | None]]:
    """Of each member the runs adopted, (R,) bool, if it is silent, objects, is absent (or None), or alone may object."""
    room = scenario.room
    force = {
        "silent": [{m: "silent"} for m in room],
        "objects": [{m: "objects"} for m in room],
        "alone": [{other: "silent" for other in room if other != m} for m in room],
    }
    rows: dict[str, Any] = {
        name: adopted([scenario] * len(room), runs, seed, work, f) for name, f in force.items()
    }
    left = [variant for m in room if (variant := without(scenario, m)) is not None]
    rows["absent"] = adopted(left, runs, seed, work) if len(left) == len(room) else [None] * len(room)
    return {m: {name: found[k] for name, found in rows.items()} for k, m in enumerate(room)}


def players_of(base: Outcomes, single: dict[str, dict[str, Any]]) -> list[str]:
    """Members that ever make a difference: by falling silent, by objecting alone, or by speaking with others."""
    first, blocks = base.first.mean(1), base.blocks.mean(1)
    players = []
    for k, (m, found) in enumerate(single.items()):
        moves, fails = (found["silent"] != base.adopted).mean(), (~found["alone"]).mean()
        if max(moves, fails) >= RARE or max(first[k], blocks[k]) >= OFTEN:
            players.append(m)
    return players


def shapley(game: Coalitions, seed: int) -> tuple[str, dict[str, dict[str, float]]]:
    """How the Shapley values were found, and the values with their intervals."""
    if len(game.players) <= EXACT + 1:
        return "exact", intervals(shapley_exact(game.players, game.failed))
    return "sampled", shapley_sampled(game.players, game.failed, ORDERS, seed)


def failure(game: Coalitions) -> dict[str, dict[str, float]]:
    """v(all) and v(nobody) as shares."""
    everybody, nobody = game.failed([game.players, ()])
    return {"all": share(int(everybody.sum()), game.runs), "nobody": share(int(nobody.sum()), game.runs)}


def no_part(runs: int) -> dict[str, float]:
    """A part of nothing, with the interval that so many runs leave open."""
    return mean_limits(0.0, 0.0, runs)


def entry(
    member: str,
    scenario: Scenario,
    base: Outcomes,
    changes: dict[str, Any],
    parts: dict[str, Any],
    rule: dict[str, float],
) -> dict[str, Any]:
    """What `pivots` says of one member."""
    quiet = ~base.first[scenario.room.index(member)]
    alone = base.adopted[quiet]
    names = {"if_silent": "silent", "if_objecting": "objects", "if_absent": "absent"}
    moved = {
        name: None if changes[of] is None else paired_difference(base.adopted, changes[of])
        for name, of in names.items()
    }
    return {
        **moved,
        "shapley": parts.get(member, no_part(len(base))),
        "classic": rule.get(member),
        "happens_silent": {"adopted": share(int(alone.sum()), len(alone)), "runs": len(alone)},
        "made_silent": share(int(changes["silent"].sum()), len(base)),
    }


def classic(scenario: Scenario) -> dict[str, float]:
    """Power of each member by the rule alone (Shapley & Shubik 1954); nothing for a rule from a package."""
    found = power(scenario)
    return {} if found is None else dict(zip(scenario.room, map(float, found.shapley), strict=True))


def sets(game: Coalitions) -> list[dict[str, Any]]:
    """Inclusion-minimal sets of members whose silence makes adoption more likely than not, the smallest first."""
    found: list[dict[str, Any]] = []
    everybody = game.failed([game.players])[0]
    if flips(game, everybody, (), everybody):
        return found
    for size in range(1, LARGEST + 1):
        tried = [t for t in combinations(named(game), size) if not holds_one(t, found)]
        if len(tried) > MOST_SETS:
            break
        failed = game.failed([p for p in game.players if p not in t] for t in tried)
        found += [e for t, f in zip(tried, failed, strict=True) if (e := flips(game, everybody, t, f))]
    return sorted(found, key=lambda e: (len(e["members"]), -e["adopted"]["share"]))


def named(game: Coalitions) -> list[str]:
    """The players that are single members."""
    return [p for p in game.players if p in game.scenario.room]


def holds_one(members: Sequence[str], found: list[dict[str, Any]]) -> bool:
    """Whether some set found already is among these members."""
    return any(set(e["members"]) <= set(members) for e in found)


def flips(game: Coalitions, before: ndarray, members: Sequence[str], after: ndarray) -> dict[str, Any] | None:
    """The entry of a set that makes adoption more likely than not, or None."""
    now = share(int((~after).sum()), game.runs)
    if now["low"] < 0.5:
        return None
    turned = int((before & ~after).sum()) / max(1, int(before.sum()))
    return {"members": list(members), "adopted": now, "flips": turned}
