"""What the exploring commands share: workers, inputs, what is printed and what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from nacsim.cli.say import say

processes = click.option(
    "--processes",
    is_flag=True,
    help="Start processes afresh where they cannot be forked (by default threads, there).",
)
scheduler = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work on a Dask cluster, e.g. tcp://10.0.0.1:8786, instead of here.",
)
inputs = click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="KEY=LOW:HIGH|KEY=A,B",
    help="An input to vary, e.g. members.FRA.position=0:100 or procedure.opt_out=true,false. "
    "May be given more than once.",
)


@contextmanager
def team(jobs: int | None, processes: bool, scheduler: str | None) -> Iterator[Any]:
    """The workers asked for; a cluster out of reach is one line and exit code 1."""
    from nacsim.engine.workers import Unreachable, crew

    try:
        with crew(jobs, processes=processes, scheduler=scheduler) as found:
            yield found
    except Unreachable as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def usage() -> Iterator[None]:
    """A mistake in what was asked for is one line and exit code 2."""
    from nacsim.files.reading import BadFile
    from nacsim.scenario import ScenarioError

    try:
        yield
    except (BadFile, ScenarioError):
        raise
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def finish(
    result: dict,
    as_json: bool,
    out: Path | None,
    text: Callable[[], str],
    save_figures: Callable[[Path], Any],
    name: str,
) -> None:
    """Print a result as JSON or as text; with a folder, keep it there with its figures, all or nothing."""
    if out is not None:
        from nacsim.cli.files import whole, write_json

        with whole(out) as part:
            write_json(part / f"{name}.json", result)
            save_figures(part)
    if as_json:
        say(json.dumps(result, ensure_ascii=False))
        return
    say(text())
    if out is not None:
        say(f"\nFigures and data: {out}")


def saved(ax: Any, path: Path, heading: str, result: dict) -> None:
    """Save a figure with its heading and source line."""
    from nacsim.plots import caption, save

    drawn = f"{result['runs']:,} councils · seed {result['seed']}"
    caption(ax.figure, heading, f"{result['scenario']} · {drawn} · nacsim {result['version']}")
    save(ax.figure, path)
