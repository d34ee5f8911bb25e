"""Structural choices: what a file may have wrong as a whole, and the answer it would then give.

Whether a matter can be divided, whether the others can go ahead without one, by what rule and by when it is decided are
judged once for a scenario and can turn its answer. Each is tried both ways under the same luck.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from nacsim.engine.workers import Work
from nacsim.explore.variants import allowed, each, possible
from nacsim.results.intervals import paired_difference, share
from nacsim.scenario.resolved import Scenario

RUNS = 2000
SOON = 30  # days: a decision that cannot wait


class Switch(NamedTuple):
    """One structural choice, other than the file has it."""

    key: str
    words: str  # after "if"
    values: dict[str, Any]


def switches(scenario: Scenario, leading: str | None = None) -> Iterator[Switch]:
    """The choices that a scenario leaves open. `leading` is the member that objects most often, if any."""
    principal = scenario.principal
    label = scenario.issues[principal].label
    yield Switch("lumpy", f"{label} were taken whole or not at all", {f"issues.{principal}.lumpy": 1.0})
    yield Switch("lumpy", f"{label} could be divided", {f"issues.{principal}.lumpy": 0.0})
    yield Switch(
        "opt_out", "the others could go ahead without whoever stays out", {"procedure.opt_out": True}
    )
    yield Switch("opt_out", "nobody could stay out", {"procedure.opt_out": False})
    if leading is not None:
        key = f"members.{leading}.indispensable"
        yield Switch("indispensable", f"nothing could go ahead without {leading}", {key: True})
    for rule in ("unanimity", "qualified_majority"):
        if rule != scenario.procedure.rule:
            yield Switch("rule", f"it were decided by {rule.replace('_', ' ')}", {"procedure.rule": rule})
    if (scenario.procedure.horizon or 1e9) > SOON:
        yield Switch("horizon", f"it had to be decided within {SOON} days", {"procedure.horizon": SOON})


def structural(
    scenario: Scenario, runs: int = RUNS, seed: int = 0, jobs: int | None = None
) -> list[dict[str, Any]]:
    """Every structural choice with the answer it gives: `[{"key", "if", "set", "adopted", "difference"}]`.

    `adopted` is a share with its 95 % interval, `difference` to the scenario as it stands likewise, paired by run.
    """
    work = Work(jobs)
    (base,) = each([scenario], runs, seed, lambda o: (o.adopted, o.first.mean(1)), work=work)
    adopted, first = base
    leading = scenario.room[int(first.argmax())] if first.max(initial=0) > 0.05 else None
    asked = list(switches(scenario, leading))
    tried = allowed({k: possible(scenario, s.values) for k, s in enumerate(asked)})
    found = each(list(tried.values()), runs, seed, lambda o: o.adopted, work=work)
    return [
        {
            "key": switch.key,
            "if": switch.words,
            "set": switch.values,
            "adopted": share(int(other.sum()), runs),
            "difference": paired_difference(adopted, other),
        }
        for switch, other in zip((asked[k] for k in tried), found, strict=True)
    ]
