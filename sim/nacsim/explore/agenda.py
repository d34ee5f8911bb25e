"""Several texts before one council, decided one by one and tied into one: who gains from the tie, and whom it turns."""

from collections.abc import Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.ensemble import simulate
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.explore.compare import blocks_beside
from nacsim.narrate.agenda import agenda_sentences
from nacsim.narrate.rule import rule_name
from nacsim.results.answers import Agenda
from nacsim.results.intervals import mean_of, share, tango
from nacsim.results.outcomes import Outcomes
from nacsim.results.summary import summary
from nacsim.results.tally import count
from nacsim.scenario.build import ScenarioLike, scenarios_of
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.tying import passes_alone, tied

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

    Returns what `nacsim agenda --json` prints: of each text the share adopted alone and what the tie changes, the share of
    councils that adopt all of them either way, how many texts are adopted on average, and who blocks more or less often.
    Raises WrongValue where the texts cannot be tied.
    """
    runs, seed = played(runs, seed)
    asked, work = scenarios_of(texts), Work(jobs, executor, progress)
    reverts = fallbacks(asked, runs, seed, work)
    together = tied(asked, reverts)
    parts = list(blocks_beside([*asked, together], runs, seed, work))
    *alone, whole = ([part[k] for part in parts] for k in range(len(asked) + 1))
    adopted = np.stack([_own_luck(each, "adopted", k) for k, each in enumerate(alone)])
    package = np.concatenate([part.adopted for part in whole])
    told = {
        "scenarios": [text.name for text in asked],
        "tied": together.name,
        "runs": runs,
        "seed": seed,
        "version": __version__,
        "texts": [_text(t, a, package, reverts.get(t.name)) for t, a in zip(asked, adopted, strict=True)],
        "rule": rule_name(together),
        "all_alone": share(int(adopted.all(0).sum()), runs),
        "all_tied": share(int(package.sum()), runs),
        "difference": _paired(adopted.all(0), package),
        "texts_adopted": mean_of(len(asked) * package - adopted.sum(0), reach=len(asked)),
        "members": _members(together, alone, whole),
        "results": [summary(_counted(each)) for each in (*alone, whole)],
    }
    told["words"] = agenda_sentences(told, together)
    return Agenda.of(told, together, *asked)


def fallbacks(texts: Sequence[Scenario], runs: int, seed: int, work: Work) -> dict[str, dict[str, float]]:
    """Text -> issue -> points, where each text ends on average that is decided by a rule of its own."""
    together = tied(texts)
    found = {}
    for text in texts:
        if passes_alone(text, together):
            ends = simulate(text, runs, seed, jobs=work.jobs, executor=work.executor).text.mean(1)
            found[text.name] = {
                name: round(float(end), 2)
                for (name, issue), end in zip(text.issues.items(), ends, strict=True)
                if issue.status_quo is not None
            }
    return found


def _text(text: Scenario, alone: Any, package: Any, reverts: dict[str, float] | None) -> dict[str, Any]:
    return {
        "scenario": text.name,
        "title": text.title,
        "rule": rule_name(text),
        "alone": share(int(alone.sum()), len(alone)),
        "difference": _paired(alone, package),
        "falls_back_to": reverts,
    }


def _paired(before: Any, after: Any) -> dict[str, float]:
    return tango(int((before & ~after).sum()), int((~before & after).sum()), len(before))


def _own_luck(parts: Sequence[Outcomes], what: str, number: int) -> Any:
    """What came of one text in every council, moved on by its number.

    So the texts that are held beside each other in one council are different matters with luck of their own, which no common
    accident adopts or drops together; each is still met by the luck that it has alone.
    """
    return np.roll(np.concatenate([getattr(part, what) for part in parts], axis=-1), number, axis=-1)


def _counted(parts: Sequence[Outcomes]) -> Any:
    first, *others = map(count, parts)
    return sum(others, first)


def _members(
    room: Scenario, alone: Sequence[Sequence[Outcomes]], whole: Sequence[Outcomes]
) -> dict[str, Any]:
    """Who blocks any text alone, and who the tied one, by code; those who differ most first."""
    apart: Any = np.any([_own_luck(each, "blocks", k) for k, each in enumerate(alone)], axis=0)
    together = np.concatenate([part.blocks for part in whole], axis=1)
    found = {
        code: {
            "blocks_alone": share(int(a.sum()), len(a)),
            "blocks_tied": share(int(t.sum()), len(t)),
            "difference": _paired(a, t),
        }
        for code, a, t in zip(room.room, apart, together, strict=True)
        if max(a.mean(), t.mean()) >= LEAST
    }
    return dict(sorted(found.items(), key=lambda pair: -abs(pair[1]["difference"]["value"])))
