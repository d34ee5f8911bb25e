"""`nacsim run`: many councils, a table, and with `--out` figures and data."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nacsim import __version__
from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, WORK

if TYPE_CHECKING:
    from nacsim.results.answers import Summary

LISTED = 100_000  # runs up to which outcomes.csv is written: beyond, nobody reads it line by line
DRAWN = 1_000_000  # runs that the figures of single councils draw on


@asks("run", ABOUT | WORK | {"yes"}, keeps=True)
def command(ask: Ask) -> Summary:
    """Run many councils of SCENARIO (a file, or the name of one that ships) and show how they end.

    Every council draws what is uncertain anew. With --out the folder gets the figures as PNG and SVG,
    summary.json, one row for each council (outcomes.npz, outcomes.csv) and the scenario as it was run.
    """
    from nacsim.results.answers import Summary

    ask.agree(ask.question, ask.runs, ask.runs if ask.out else 0)
    return Summary.of(tallied(ask) if ask.out is None else kept(ask, ask.out), ask.question)


def tallied(ask: Ask) -> dict[str, Any]:
    """The result of a run of which no row is kept."""
    from nacsim.doubts import doubts
    from nacsim.engine.ensemble import tally
    from nacsim.results.summary import summary

    with ask.work() as work:
        result = summary(tally(ask.question, ask.runs, ask.seed, **work), __version__)
    return result | doubts(ask.question, ask.seed, result["adopted"]["share"])


def kept(ask: Ask, out: Path) -> dict[str, Any]:
    """The result of a run that is written to a folder, rows, scenario and figures; all of it or nothing."""
    from nacsim.cli.figures import save_figures
    from nacsim.cli.files import whole, write_json, write_new
    from nacsim.doubts import doubts
    from nacsim.scenario import dump
    from nacsim.vocabulary import FIGURES

    with whole(out, sealed=True) as part:
        run = saved_rows(ask, part)
        write_new(part / "scenario.toml", dump(ask.question))
        run.summary.update(doubts(ask.question, ask.seed, run.summary["adopted"]["share"]))
        write_json(part / "summary.json", run.summary)
        save_figures(run, FIGURES, part)
    return run.summary


def typed(ask: Ask) -> str:
    """The command that plays this run again."""
    sets = [part for text in ask.overrides for part in ("--set", text)]
    sizes = ["--runs", str(ask.runs), "--seed", str(ask.seed)]
    return shlex.join(["nacsim", "run", ask.scenario, *sets, *sizes])


def saved_rows(ask: Ask, folder: Path) -> Any:
    """Play a run, writing its rows as they come; keeps no more of them in memory than the figures need."""
    import numpy as np

    from nacsim.cli.files import write_json
    from nacsim.engine.ensemble import outcomes_of, stream
    from nacsim.plots.run_data import Run
    from nacsim.results.files import Writer, certificate, write_csv
    from nacsim.results.outcomes import row_type
    from nacsim.results.summary import summary
    from nacsim.results.tally import count

    question, runs, seed = ask.question, ask.runs, ask.seed
    born = certificate(question, seed, runs, typed(ask), __version__)
    shape = row_type(len(question.issues), len(question.room))
    tally, head = None, []
    with ask.work() as work, Writer(folder / "outcomes.npz", shape, runs, born) as file:
        for k, rows in enumerate(stream(question, runs, seed, **work)):
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
