"""What would it take: the cheapest packages of levers that make adoption likely enough.

Packages are chosen on one set of draws and reported on fresh ones, so that a lucky find is not believed. The global
parameters are drawn from the calibrated set, so that a package has to hold whichever of them is right.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from os import PathLike
from typing import Any

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, a_path, door, played
from nacsim.arguments import share as share_between
from nacsim.defaults import RUNS, SEED, TARGET
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.explore.blocker import portrait
from nacsim.explore.costs import Lever, Price, read_costs
from nacsim.explore.levers import fives, levers
from nacsim.explore.search import Search, applied, cost_of, smallest
from nacsim.explore.variants import allowed, each, growing
from nacsim.narrate.bridge import bridge_sentences
from nacsim.results.answers import Bridge
from nacsim.results.intervals import share
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.resolved import Scenario

LOOK = 500
"""Draws of the search."""
FRESH = 1_000_003
"""Added to the seed for the draws of the report."""
LEADING, IN_THE_WAY = 3, 0.1
"""Members for whom levers are built: at most so many, of those that break silence or block in this share of
runs."""
SHOWN = 6
"""Packages reported at most."""


@door
def bridge(
    scenario: ScenarioLike,
    target: float = TARGET,
    runs: int = RUNS["bridge"],
    seed: int = SEED,
    *,
    costs: Price | str | PathLike[str] | None = None,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    **unknown: NoSuchArgument,
) -> Bridge:
    """The cheapest packages of levers with which P(adopted) reaches `target` (0-1), its lower 95 % bound included.

    `costs`: a TOML file (see `nacsim.explore.costs`) or a `Price`; the rest as in `nacsim.simulate`. Returns

    - "packages": the cheapest first, of {"levers": [{"set", "cost", "words", "doubt"}], "cost", "adopted": {"share", "low",
      "high"} on fresh draws, "words"}; none of them holds a smaller one that is enough
    - "frontier": the packages that no other beats in both cost and chance, likewise, whether or not they reach the
      target; it begins with doing nothing
    - "blockers": code -> its price, the text it could live with, who could persuade it (see `portrait`)
    - "base": P(adopted) as things stand; "tried": packages played, of so many "possible"; "complete": whether these were
      all; "finer": packages played beside, with a lever of one that is enough pulled less far
    - "unit": what costs count; "guessed": whether built-in costs, which are guesses, are among them; "words":
      sentences.
    """
    runs, seed = played(runs, seed)
    target = share_between("target", target)
    scenario = scenario_of(scenario).with_values({"parameters.draw": True})
    price = costs if isinstance(costs, Price) else read_costs(a_path("costs", costs)) if costs else Price()
    work = growing(Work(jobs, executor, progress))
    blockers = in_the_way(scenario, min(runs, LOOK), seed, work)
    finer = [lever for lever in levers(scenario, blockers, price, fives) if lever not in price.own]
    search = Search(scenario, levers(scenario, blockers, price), finer, min(runs, LOOK), seed, work)
    enough, front = search.find(target)
    reported = afresh(scenario, [*enough, *front], runs, seed + FRESH, work)
    found, frontier = reported[: len(enough)], reported[len(enough) :]
    sound = [(p, e) for p, e in zip(enough, found, strict=True) if e["adopted"]["low"] >= target]
    packages = smallest(sorted(sound, key=lambda pair: pair[1]["cost"]))
    result = {
        "scenario": scenario.name,
        "version": __version__,
        "seed": seed,
        "runs": runs,
        "target": target,
        "unit": price.unit,
        "guessed": price.guessed,
        "base": frontier[0]["adopted"],
        "packages": packages[:SHOWN],
        "frontier": unbeaten([*packages, *frontier]),
        "blockers": {b: portrait(scenario, b, target, min(runs, LOOK), seed, work) for b in blockers},
        "tried": len(search.done) - search.finer,
        "possible": search.possible,
        "complete": search.complete,
        "finer": search.finer,
    }
    return Bridge.of(result | {"words": bridge_sentences(result, scenario)}, scenario)


def in_the_way(scenario: Scenario, runs: int, seed: int, work: Work) -> list[str]:
    """The members that break silence first, or block, most often."""
    (often,) = each([scenario], runs, seed, lambda o: (o.first | o.blocks).mean(1), work=work)
    order = sorted(range(len(often)), key=lambda k: -often[k])
    return [scenario.room[k] for k in order[:LEADING] if often[k] >= IN_THE_WAY]


def afresh(
    scenario: Scenario, packages: Sequence[Sequence[Lever]], runs: int, seed: int, work: Work
) -> list[dict[str, Any]]:
    """Packages on fresh draws, as `bridge` returns them."""
    variants = list(allowed({k: applied(scenario, p) for k, p in enumerate(packages)}).values())
    counts = each(variants, runs, seed, lambda outcomes: int(outcomes.adopted.sum()), work=work)
    return [entry(p, share(k, runs)) for p, k in zip(packages, counts, strict=True)]


def entry(package: Sequence[Lever], adopted: dict[str, float]) -> dict[str, Any]:
    """One package in plain data."""
    pulled = [
        {"set": lever.text, "cost": lever.cost, "words": lever.words, "doubt": lever.doubt}
        for lever in package
    ]
    words = "; ".join(lever.words for lever in package) or "nothing is done"
    return {"levers": pulled, "cost": cost_of(package), "adopted": adopted, "words": words}


def unbeaten(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries that no other beats in both cost and chance, the cheapest first."""
    kept: list[dict[str, Any]] = []
    for e in sorted(entries, key=lambda e: (e["cost"], -e["adopted"]["share"])):
        if not kept or e["adopted"]["share"] > kept[-1]["adopted"]["share"]:
            kept.append(e)
    return kept
