"""`nacsim run`: many councils, a table, and with `--out` figures and data."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import click

from nacsim import __version__
from nacsim.cli import options
from nacsim.cli.say import say

LISTED = 100_000  # runs up to which outcomes.csv is written: beyond, nobody reads it line by line
DRAWN = 1_000_000  # runs that the figures of single councils draw on


@click.command
@options.scenario
@options.overrides
@options.runs()
@options.seed
@options.jobs
@options.out
@options.as_json
@options.quiet
@options.yes
def command(
    scenario: str, overrides: tuple[str, ...], runs: int, seed: int, jobs: int | None,
    out: Path | None, as_json: bool, quiet: bool, yes: bool,
) -> None:  # fmt: skip
    """Run many councils of SCENARIO (a file, or the name of one that ships) and show how they end.

    Every council draws what is uncertain anew. With --out the folder gets the figures as PNG and SVG,
    summary.json, one row for each council (outcomes.npz, outcomes.csv) and the scenario as it was run.
    """
    from nacsim.cli.cost import agreed
    from nacsim.scenario import load

    question = load(scenario, overrides)
    agreed(question, runs, jobs, yes, runs if out else 0)
    if out is None:
        result = tallied(question, runs, seed, jobs, quiet)
    else:
        sets = [part for text in overrides for part in ("--set", text)]
        asked = shlex.join(["nacsim", "run", scenario, *sets, "--runs", str(runs), "--seed", str(seed)])
        result = kept(question, runs, seed, jobs, quiet, out, asked)
    if as_json:
        say(json.dumps(result, ensure_ascii=False))
        return
    from nacsim.narrate.result import report

    say(report(result, question))
    if out is not None:
        say(f"\nFigures and data are in {out}")


def tallied(question: Any, runs: int, seed: int, jobs: int | None, quiet: bool) -> dict:
    """The result of a run of which no row is kept."""
    from nacsim.doubts import doubts
    from nacsim.engine.ensemble import tally
    from nacsim.results.summary import summary

    with options.progress(quiet) as advance:
        result = summary(tally(question, runs, seed, jobs=jobs, progress=advance), __version__)
    return result | doubts(question, seed, result["adopted"]["share"])


def kept(question: Any, runs: int, seed: int, jobs: int | None, quiet: bool, out: Path, asked: str) -> dict:
    """The result of a run that is written to a folder, rows, scenario and figures; all of it or nothing."""
    from nacsim.cli.figures import save_figures
    from nacsim.cli.files import whole, write_json, write_new
    from nacsim.doubts import doubts
    from nacsim.scenario import dump
    from nacsim.vocabulary import FIGURES

    with whole(out, sealed=True) as part:
        run = saved_rows(question, runs, seed, jobs, quiet, part, asked)
        write_new(part / "scenario.toml", dump(question))
        run.summary.update(doubts(question, seed, run.summary["adopted"]["share"]))
        write_json(part / "summary.json", run.summary)
        save_figures(run, FIGURES, part)
    return run.summary


def saved_rows(
    question: Any, runs: int, seed: int, jobs: int | None, quiet: bool, folder: Path, asked: str
) -> Any:
    """Play a run, writing its rows as they come; keeps no more of them in memory than the figures need."""
    import numpy as np

    from nacsim.cli.files import write_json
    from nacsim.engine.ensemble import outcomes_of, stream
    from nacsim.plots.run_data import Run
    from nacsim.results.files import Writer, certificate, write_csv
    from nacsim.results.outcomes import row_type
    from nacsim.results.summary import summary
    from nacsim.results.tally import count

    born = certificate(question, seed, runs, asked, __version__)
    shape = row_type(len(question.issues), len(question.room))
    tally, head = None, []
    with options.progress(quiet) as advance, Writer(folder / "outcomes.npz", shape, runs, born) as file:
        for k, rows in enumerate(stream(question, runs, seed, jobs=jobs, progress=advance)):
            file.add(rows)
            part = count(outcomes_of(question, seed, rows))
            tally = part if tally is None else tally + part
            if k * len(rows) < DRAWN:
                head.append(rows)
    write_json(folder / "run.json", json.loads(json.dumps(born, default=str)))
    outcomes = outcomes_of(question, seed, np.concatenate(head))
    if runs <= LISTED:
        write_csv(outcomes, folder / "outcomes.csv")
    return Run(question, outcomes, tally, summary(tally, __version__))
