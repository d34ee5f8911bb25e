"""Structural choices: what a file may have wrong as a whole, and the answer it would then give.

Whether a matter can be divided, whether the others can go ahead without one, by what rule and by when it is decided are
judged once for a scenario and can turn its answer. Each is tried both ways under the same luck.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from nacsim.engine.workers import Work
from nacsim.explore.inputs import chances
from nacsim.explore.variants import adopted, allowed, as_it_stands, possible
from nacsim.results.intervals import paired_difference, share
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.reading.overrides import read_path
from nacsim.scenario.resolved import Scenario

RUNS = 2000
SOON = 30  # days: a decision that cannot wait


class Switch(NamedTuple):
    """One structural choice, other than the file has it."""

    key: str
    words: str  # after "if"
    values: dict[str, Any]
    chance: float = 0.0  # how likely a council has it so as the file stands


def switches(scenario: Scenario, leading: str | None = None) -> Iterator[Switch]:
    """The choices that a scenario leaves open. `leading` is the member that objects most often, if any."""
    principal, known = scenario.principal, chances(scenario)
    label, lumpy = scenario.issues[principal].label, dotted(("issues", principal, "lumpy"))
    yield Switch("lumpy", f"{label} were taken whole or not at all", {lumpy: 1.0}, known["lumpy"])
    yield Switch("lumpy", f"{label} could be divided", {lumpy: 0.0}, 1 - known["lumpy"])
    words, out = "the others could go ahead without whoever stays out", "procedure.opt_out"
    yield Switch("opt_out", words, {out: True}, known["opt_out"])
    yield Switch("opt_out", "nobody could stay out", {out: False}, 1 - known["opt_out"])
    if leading is not None:
        coded, key = scenario.members[leading].indispensable, dotted(("members", leading, "indispensable"))
        words = "the others" if coded else "nothing"
        yield Switch("indispensable", f"{words} could go ahead without {leading}", {key: not coded})
    for rule in ("unanimity", "qualified_majority"):
        if rule != scenario.procedure.rule:
            yield Switch("rule", f"it were decided by {rule.replace('_', ' ')}", {"procedure.rule": rule})
    if (scenario.procedure.horizon or 1e9) > SOON:
        yield Switch(
            "horizon", f"it had to be decided within {SOON} days of being tabled", {"procedure.horizon": SOON}
        )


def structural(
    scenario: Scenario, runs: int = RUNS, seed: int = 0, jobs: int | None = None
) -> list[dict[str, Any]]:
    """Every structural choice with the answer it gives: `[{"key", "if", "set", "adopted", "difference", "chance"}]`.

    `adopted` is a share with its 95 % interval, `difference` to the scenario as it stands likewise, paired by run.
    """
    work = Work(jobs)
    now, leading = as_it_stands(scenario, runs, seed, work)
    asked = list(switches(scenario, leading))
    tried = allowed({k: possible(scenario, s.values) for k, s in enumerate(asked)})
    found = adopted(list(tried.values()), runs, seed, work)
    return [
        {
            "key": switch.key,
            "if": switch.words,
            "set": switch.values,
            "adopted": share(int(other.sum()), runs),
            "difference": paired_difference(now, other),
            "chance": switch.chance,
        }
        for switch, other in zip((asked[k] for k in tried), found, strict=True)
    ]


CODED = ("lumpy", "opt_out", "indispensable")
"""Switches that two people may code differently; a rule or a date is known."""


def both_ways(scenario: Scenario, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The switches that are judged, each coded yes and no; `answer` is what `nacsim run` found, with its switches.

    Rows are `{"key", "about", "coded", "chance", "runs", "now", "yes", "no", "yes_more", "no_more"}`: `about` is the issue
    or member, None for all; `coded` what the file says, None where it says nothing; `chance` how likely a yes counts. `yes`
    and `no` are shares of adoption in `runs` councils, None where that cannot be; `now` is that of the same councils as
    coded, and `yes_more` and `no_more` are the differences to it, None where that is how it is coded.
    """
    known, found = chances(scenario), []
    for key in CODED:
        tried = [s for s in answer["switches"] if s["key"] == key]
        if tried:
            ways = {bool(value): s["adopted"] for s in tried for value in s["set"].values()}
            more = {bool(value): s["difference"] for s in tried for value in s["set"].values()}
            about, coded = _coded(scenario, key, next(iter(tried[0]["set"])))
            now = share(round(RUNS * (tried[0]["adopted"]["share"] - tried[0]["difference"]["value"])), RUNS)
            if key == "indispensable":
                ways.setdefault(bool(coded), now)
            chance = known.get(key, float(bool(coded)))
            found.append(
                {
                    "key": key,
                    "about": about,
                    "coded": coded,
                    "chance": chance,
                    "runs": RUNS,
                    "now": now,
                    "yes": ways.get(True),
                    "no": ways.get(False),
                    "yes_more": more.get(True),
                    "no_more": more.get(False),
                }
            )
    return found


def _coded(scenario: Scenario, key: str, place: str) -> tuple[str | None, Any]:
    """Whom or what a switch is about, and what the file says of it."""
    if key == "lumpy":
        name = scenario.principal
        given = "lumpy" in scenario.document["issues"][name]
        return name, scenario.issues[name].lumpy if given else None
    if key == "opt_out":
        return None, scenario.procedure.opt_out
    code = str(read_path(place)[1])
    return code, scenario.members[code].indispensable
