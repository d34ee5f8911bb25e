"""The public door to the past: the model on decisions of which the end is known, as `nacsim validate` scores it."""

from concurrent.futures import Executor
from os import PathLike
from pathlib import Path

from nacsim import __version__
from nacsim.arguments import NoSuchArgument, a_path, door, played
from nacsim.defaults import RUNS, SEED
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.errors import WrongValue
from nacsim.history.cases import read_cases
from nacsim.history.validate import validate as scored
from nacsim.results.answers import Validation
from nacsim.scenario.reading.read import folder as shipped

IN_SAMPLE = (
    "In sample: the parameters were fitted to these decisions, so the scores flatter. docs/trust.md has those of "
    "decisions left out, and of twenty that nobody looked at before everything was settled."
)


@door
def validate(
    folder: str | PathLike[str] | None = None,
    runs: int = RUNS["validate"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
    **unknown: NoSuchArgument,
) -> Validation:
    """Score the model on past decisions: every scenario with [observed] in a folder, by default those that ship.

    `runs` are the councils of each; `progress` is told of decisions. Raises WrongValue for a folder without any.
    """
    runs, seed = played(runs, seed)
    cases, _ = read_cases(None if folder is None else a_path("folder", folder))
    if not cases:
        raise WrongValue(f"{folder}: no scenario with [observed] in it")
    work = Work(jobs, executor, progress)
    told = {"version": __version__} | scored(cases, runs, seed, work)
    return Validation.of(told | noted(folder))


def noted(folder: str | PathLike[str] | None) -> dict[str, str]:
    """What has to be said of scores on the decisions that the model was fitted to."""
    own = shipped() / "history" / "nato"
    return {"note": IN_SAMPLE} if folder is None or Path(folder).resolve() == own.resolve() else {}
