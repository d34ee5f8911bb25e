"""The public doors to the page about a question, and to the table of its stances."""

from concurrent.futures import Executor
from os import PathLike
from shlex import join
from typing import Any

from nacsim import __version__
from nacsim.arguments import door, played
from nacsim.defaults import RUNS, SEED
from nacsim.doubts import doubts
from nacsim.engine.ensemble import counts_of
from nacsim.engine.workers import Crew, Progress, Work
from nacsim.explore.onechange import one_change
from nacsim.explore.switches import both_ways
from nacsim.files.commit import commit
from nacsim.history.coders import codings_of
from nacsim.history.record import bins
from nacsim.narrate import names_of
from nacsim.results.intervals import share
from nacsim.results.reported import Report, Stances
from nacsim.results.summary import summary
from nacsim.scenario import Scenario, load, shipped
from nacsim.scenario.build import ScenarioLike, scenario_of
from nacsim.scenario.grounds import spoken_for
from nacsim.scenario.quantity import plain


@door
def report(
    scenario: ScenarioLike,
    runs: int = RUNS["report"],
    seed: int = SEED,
    *,
    jobs: int | None = None,
    executor: Executor | Crew | None = None,
    progress: Progress | None = None,
) -> Report:
    """All that there is to say about a question on one page, to be kept with `save("page.html")`.

    The answer as `nacsim run` gives it of the same `runs` and `seed`, every stance with what it stands on, the judgements
    the answer rests on, what single changes would do, and the record. Arguments as in `nacsim.simulate`.
    """
    runs, seed = played(runs, seed)
    question = scenario_of(scenario)
    return reported(question, runs, seed, Work(jobs, executor, progress), called(scenario, question))


@door
def stances(scenario: ScenarioLike) -> Stances:
    """Where every member stands, with its confidence, note and source; `frame()` has one row a member and issue."""
    question = scenario_of(scenario)
    labels = {name: issue.label for name, issue in question.issues.items()}
    told = {"scenario": question.name, "version": __version__, "issues": labels, "members": stood(question)}
    return Stances.of(told, question)


def reported(
    question: Scenario, runs: int, seed: int, work: Work, name: str, changed: tuple[str, ...] = ()
) -> Report:
    """The report about a scenario that is read and checked: what to call it in a command, and what --set changed."""
    sets = [word for text in changed for word in ("--set", text)]
    told = summary(counts_of([question], runs, seed, work)[0])
    told |= doubts(question, seed, told["adopted"]["share"])
    found = {
        "scenario": question.name,
        "version": __version__,
        "commit": commit(),
        "command": join(["nacsim", "report", name, *sets, "--runs", str(runs), "--seed", str(seed)]),
        "changed": list(changed),
        "seed": seed,
        "runs": runs,
        "answer": told,
        "stances": stood(question),
        "codings": both_ways(question, told),
        "changes": one_change(question, seed=seed, jobs=1),
        "recodings": recoded(question, runs, seed, work),
        "record": bins(),
    }
    return Report.of(found, question)


def called(typed: Any, question: Scenario) -> str:
    """What to call a scenario by in a command: as it was typed, or as one that ships and says the same, or as a file."""
    if isinstance(typed, str | PathLike):
        return str(typed)
    known = shipped()
    if question.name in known and load(question.name).document == question.document:
        return question.name
    return f"{question.name}.toml"


def stood(question: Scenario) -> dict[str, dict[str, Any]]:
    """Every stance and what it stands on, as plain data."""
    names, spoken = names_of(question), spoken_for(question)
    found = {}
    for code, stance in question.members.items():
        found[code] = {
            "name": names[code],
            "position": {issue: plain(q) for issue, q in stance.position.items()},
            "salience": {issue: plain(q) for issue, q in stance.salience.items()},
            "resolve": plain(stance.resolve),
            "tables": spoken[code].tables,
            **spoken[code].grounds._asdict(),
            "veto": code in question.procedure.veto,
            "indispensable": stance.indispensable,
            "shared": dict(stance.shared),
        }
    return found


def recoded(question: Scenario, runs: int, seed: int, work: Work) -> list[dict[str, Any]]:
    """The answer as others would have it who coded the same decision without having seen this coding."""
    others = codings_of(question)
    tallies = [counts_of([other], runs, seed, work)[0] for _, other in others]
    return [
        {"coder": coder, "lumpy": other.issues[other.principal].lumpy, "adopted": share(tally.adopted, runs)}
        for (coder, other), tally in zip(others, tallies, strict=True)
    ]
