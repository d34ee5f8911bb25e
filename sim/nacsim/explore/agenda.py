"""Several texts before one council, decided one by one and tied into one: who gains from the tie, and whom it turns."""

from collections.abc import Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.ensemble import rows_of
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.explore import ways
from nacsim.explore.variants import growing
from nacsim.narrate.agenda import agenda_sentences
from nacsim.narrate.rule import rule_name
from nacsim.results.answers import Agenda
from nacsim.results.intervals import mean_of, paired_difference, share
from nacsim.results.outcomes import Outcomes
from nacsim.results.summary import summary
from nacsim.scenario.build import ScenarioLike, scenarios_of
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.tying import refuse

LEAST = 0.005  # of all councils: who blocks less often is not told


@door
def agenda(
    texts: Sequence[ScenarioLike],
    runs: int = RUNS["agenda"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    **unknown: NoSuchArgument,
) -> Agenda:
    """Two or more texts before the same council: one by one, and tied so that all are adopted or none.

    `texts`: scenarios, paths or names that ship; the rest as in `nacsim.simulate`. The tied text meets the luck of the
    first; the others, being different matters, have luck of their own. A text with a rule of its own falls back, when the
    tie fails, to where it would end alone (`nacsim.scenario.tying`); that is played first, and taken as what the members
    expect. Memory grows with runs: a few dozen bytes a run and text.

    Of up to four texts every way to tie some of them is looked at (`nacsim.explore.ways`), and which of them the chair would
    take: a chair without a stake the one with the most texts adopted, a member in the chair (`chair.member`) the one that is
    worth most to it.

    Returns what `nacsim agenda --json` prints: of each text the share adopted alone and what the tie changes, the share of
    councils that adopt all of them either way, how many texts are adopted on average, who blocks more or less often, and
    the ways to put them, best for the chair first.
    Raises WrongValue where the texts cannot be tied.
    """
    runs, seed = played(runs, seed)
    asked, work = scenarios_of(texts), growing(Work(jobs, executor, progress))
    refuse(asked)
    alone = rows_of(asked, runs, seed, work)
    parts = ways.played(asked, alone, runs, seed, work)
    apart, tie = ways.partitions(len(asked))[0], tuple(range(len(asked)))
    together, whole, reverts = parts[tie]
    adopted, package = (ways.adopted_in(way, asked, parts) for way in (apart, (tie,)))
    every = np.asarray(adopted.all(0))
    chair = together.chair.member
    told = {
        "scenarios": [text.name for text in asked],
        "tied": together.name,
        "runs": runs,
        "seed": seed,
        "version": __version__,
        "texts": [
            _text(t, a, b, reverts.get(t.name)) for t, a, b in zip(asked, adopted, package, strict=True)
        ],
        "rule": rule_name(together),
        "all_alone": share(int(every.sum()), runs),
        "all_tied": share(int(whole.adopted.sum()), runs),
        "difference": paired_difference(every, whole.adopted),
        "texts_adopted": mean_of(package.sum(0) - adopted.sum(0), reach=len(asked)),
        "members": _members(together, alone, whole),
        "results": [summary(outcomes) for outcomes in (*alone, whole)],
        "ways": ways.told(asked, parts, chair),
        **({"chair": chair} if chair else {}),
    }
    told["words"] = agenda_sentences(told, together)
    return Agenda.of(told, together, *asked)


def _text(text: Scenario, alone: Any, package: Any, reverts: dict[str, float] | None) -> dict[str, Any]:
    return {
        "scenario": text.name,
        "title": text.title,
        "rule": rule_name(text),
        "alone": share(int(alone.sum()), len(alone)),
        "difference": paired_difference(alone, package),
        "falls_back_to": reverts,
    }


def _members(room: Scenario, alone: Sequence[Outcomes], whole: Outcomes) -> dict[str, Any]:
    """Who blocks any text alone, and who the tied one, by code; those who differ most first."""
    apart = np.asarray(
        np.any([ways.own_luck(outcomes.blocks, k) for k, outcomes in enumerate(alone)], axis=0)
    )
    together = whole.blocks
    found = {
        code: {
            "blocks_alone": share(int(a.sum()), len(a)),
            "blocks_tied": share(int(t.sum()), len(t)),
            "difference": paired_difference(a, t),
        }
        for code, a, t in zip(room.room, apart, together, strict=True)
        if max(a.mean(), t.mean()) >= LEAST
    }
    return dict(sorted(found.items(), key=lambda pair: -abs(pair[1]["difference"]["value"])))
