"""Options and arguments that several commands share, as decorators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from nacsim.defaults import MOST_RUNS, MOST_SEED, RUNS, SEED
from nacsim.nearest import offer


class ScenarioName(click.ParamType):
    """A file, or the name of a scenario that ships; shells complete both."""

    name = "scenario"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Names that begin so, and files here."""
        from nacsim.scenario.reading.read import shipped

        names = [name for name in shipped() if name.startswith(incomplete)]
        if not incomplete.startswith("history/"):  # the past decisions when they are asked for
            names = [name for name in names if "/" not in name] or names
        files = [str(path) for path in Path().glob("*.toml") if str(path).startswith(incomplete)]
        found = [CompletionItem(name) for name in (*files, *names)]
        return found or [CompletionItem(incomplete, type="file")]


class OneOf(click.Choice):
    """One of some names; a wrong one is answered with the nearest."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """What is said of a wrong name."""
        return f"{value!r} is not known; {offer(str(value), map(str, self.choices))}"


SCENARIO = ScenarioName()
scenario = click.argument("scenario", type=SCENARIO)
overrides = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="KEY=VALUE",
    help="Change a key of the scenario, e.g. members.FRA.position=40. May be given more than once.",
)
seed = click.option(
    "--seed",
    type=click.IntRange(0, MOST_SEED),
    default=SEED,
    show_default=True,
    help="Names the luck; same seed, same result.",
)
jobs = click.option("--jobs", type=click.IntRange(1, 1024), help="Workers; by default one for each core.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
quiet = click.option("--no-progress", "quiet", is_flag=True, help="No progress bar.")
out = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write figures and data to this folder; files of the same name are replaced.",
)

yes = click.option("--yes", is_flag=True, help="Begin long work without asking.")


def runs(command: str = "run") -> Callable:
    """The option `--runs` with the default of a command."""
    return click.option(
        "--runs",
        type=click.IntRange(1, MOST_RUNS),
        default=RUNS[command],
        show_default=True,
        help=f"Number of councils, up to {MOST_RUNS:,}.",
    )


@contextmanager
def progress(quiet: bool, unit: str = "councils") -> Iterator[Callable[[int, int], None] | None]:
    """A function `(done, total)` that draws a bar with the time left on standard error, or None.

    Only on a terminal, and only once the work has taken a second.
    """
    import sys

    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread of its own: workers are forked, which asks for there being one

    with tqdm(unit=f" {unit}", unit_scale=True, delay=1, leave=False, file=sys.stderr) as bar:

        def advance(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield advance
