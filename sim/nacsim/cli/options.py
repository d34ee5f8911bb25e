"""Options and arguments that several commands share, each drawn once. `nacsim.cli.ask` gives them to commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from nacsim.defaults import FIGURE_FORMATS, FIGURE_WIDTH, MOST_RUNS, MOST_SEED, POINTS, RUNS, SEED
from nacsim.nearest import offer
from nacsim.scale import WHOLE, as_share
from nacsim.vocabulary import FORMATS, WIDTHS


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


class Part(click.ParamType):
    """A share between 0 and 1, or in per cent with its sign."""

    name = "share"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share; a number of per cent without the sign is answered with both ways to write it."""
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%"))
        except ValueError:
            self.fail(
                f"{text!r} is no share; allowed: a number between 0 and 1, or per cent such as 80%",
                param,
                ctx,
            )
        if text.endswith("%"):
            share = as_share(share)
        if 0 < share < 1:
            return share
        hint = f"did you mean {text}% or {as_share(share):g}? " if 1 < share < WHOLE else ""
        self.fail(f"{text} will not do; {hint}allowed: between 0 and 1, or per cent such as 80%", param, ctx)


class Place(click.Path):
    """A folder or an ordinary file; neither nothing at all nor a pipe or a device, which would be written over or wait."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, which has a name and is no pipe."""
        what = "a folder" if self.dir_okay else "a file"
        if not str(value):
            self.fail(
                f"an empty name will not do; needed: {what}, such as {_example(self.dir_okay)}", param, ctx
            )
        path = Path(value)
        if self.dir_okay and path.suffix in FILES and not path.is_dir():
            self.fail(f"{path} is the name of a file; needed: {what}, such as {path.stem}", param, ctx)
        if path.exists() and not (path.is_dir() or path.is_file()):
            self.fail(f"{path} is a pipe or a device; needed: {what}", param, ctx)
        return super().convert(value, param, ctx)


def of_link(typed: dict[str, Any], given: frozenset[str]) -> dict[str, Any]:
    """Runs and seed as a link of the page says them, where they were not typed. Raises ScenarioError for a damaged one."""
    if not str(typed.get("scenario") or "").startswith(("http", "#")):
        return {}
    from nacsim.scenario.reading.link import is_link, read_link

    if not is_link(typed["scenario"]):
        return {}
    link = read_link(typed["scenario"])
    told = {"runs": link.runs, "seed": link.seed}
    return {key: n for key, n in told.items() if n is not None and key in typed and key not in given}


FILES = (".csv", ".json", ".parquet", ".png", ".svg", ".npz", ".toml")
"""Endings that nobody gives a folder."""


def _example(folder: bool) -> str:
    return "out" if folder else "out.csv"


SCENARIO = ScenarioName()
FOLDER = Place(file_okay=False, path_type=Path)
FOLDER_THERE = Place(exists=True, file_okay=False, path_type=Path)
FILE = Place(dir_okay=False, path_type=Path)

ABOUT = frozenset({"scenario", "overrides"})
"""What is asked about: one scenario, with changes."""
TABLES = ("csv", "parquet")
"""Formats of tables, the usual one first."""
FIGURED = frozenset({"width", "formats"})
"""What is asked of figures."""
WORK = frozenset({"runs", "seed", "jobs", "out", "as_json", "quiet"}) | FIGURED
"""What every command takes that plays many councils."""
EXPLORE = WORK | {"csv"}
"""What every command takes that answers a question about many councils."""
INPUTS = frozenset({"inputs", "points"})
"""What is varied, and at how many points."""
CLUSTER = frozenset({"processes", "scheduler"})
"""Who does the work instead of workers of our own."""


def shared(command: str, names: frozenset[str]) -> tuple[list[click.Parameter], list[click.Parameter]]:
    """The shared parameters of a command by name, in the order of its help: those before its own, and those after."""
    made = {name: make(command) for name, make in SHARED.items() if name in names}
    assert made.keys() == names, names - made.keys()
    first = [made[name] for name in ("scenario", "scenarios", "overrides") if name in made]
    return first, [one for one in made.values() if one not in first]


def _points(command: str) -> click.Option:
    least, most, told = {
        "sensitivity": (2, None, "Base points, a power of 2; (inputs + 2) times as many are played."),
        "discover": (32, 1_000_000, "Points at which the outcome is looked at; half of them judge what the others found."),
    }[command]  # fmt: skip
    return click.Option(
        ["--points"], type=click.IntRange(least, most), default=POINTS[command], show_default=True, help=told
    )


def _formats(command: str) -> click.Option:
    tables = TABLES if command == "run" else ()
    what = f"Of figures: {', '.join(FORMATS)}" + (f"; of tables: {' or '.join(tables)}" if tables else "")
    return click.Option(
        ["--format", "formats"],
        multiple=True,
        type=OneOf([*FORMATS, *tables]),
        metavar="FORMAT",
        help=f"{what}. May be given more than once; by default {', '.join((*FIGURE_FORMATS, *tables[:1]))}.",
    )


SHARED: dict[str, Callable[[str], click.Parameter]] = {
    "scenario": lambda command: click.Argument(["scenario"], type=SCENARIO, required=command != "run"),
    "scenarios": lambda command: click.Argument(["scenarios"], type=SCENARIO, nargs=-1, required=True),
    "overrides": lambda command: click.Option(
        ["--set", "overrides"],
        multiple=True,
        metavar="KEY=VALUE",
        help="Change a key of the scenario, e.g. members.FRA.position=40. May be given more than once.",
    ),
    "inputs": lambda command: click.Option(
        ["--input", "inputs"],
        multiple=True,
        metavar="KEY=LOW:HIGH|KEY=A,B",
        help="An input to vary, e.g. members.FRA.position=0:100 or procedure.opt_out=true,false. "
        "May be given more than once.",
    ),
    "points": _points,
    "runs": lambda command: click.Option(
        ["--runs"],
        type=click.IntRange(1, MOST_RUNS),
        default=RUNS[command],
        show_default=True,
        help=f"Number of councils, up to {MOST_RUNS:,}.",
    ),
    "seed": lambda command: click.Option(
        ["--seed"],
        type=click.IntRange(0, MOST_SEED),
        default=SEED,
        show_default=True,
        help="Names the luck; same seed, same result.",
    ),
    "jobs": lambda command: click.Option(
        ["--jobs"], type=click.IntRange(1, 1024), help="Workers; by default one for each core."
    ),
    "processes": lambda command: click.Option(
        ["--processes"],
        is_flag=True,
        help="Start processes afresh where they cannot be forked (by default threads, there).",
    ),
    "scheduler": lambda command: click.Option(
        ["--scheduler"],
        metavar="ADDRESS",
        help="Work on a Dask cluster, e.g. tcp://10.0.0.1:8786, instead of here.",
    ),
    "out": lambda command: click.Option(
        ["--out"],
        type=FOLDER,
        metavar="DIR",
        help="Write figures and data to this folder; files of the same name are replaced.",
    ),
    "width": lambda command: click.Option(
        ["--width"],
        type=OneOf(list(WIDTHS)),
        default=FIGURE_WIDTH,
        show_default=True,
        help="Of figures: for a column of a journal, a page or a slide.",
    ),
    "formats": _formats,
    "csv": lambda command: click.Option(
        ["--csv"],
        type=FILE,
        metavar="FILE",
        help="Write the tables of the result as CSV: FILE, and more beside it as FILE_members and so on.",
    ),
    "as_json": lambda command: click.Option(
        ["--json", "as_json"], is_flag=True, help="Print one JSON object and nothing else."
    ),
    "quiet": lambda command: click.Option(["--no-progress", "quiet"], is_flag=True, help="No progress bar."),
    "yes": lambda command: click.Option(["--yes"], is_flag=True, help="Begin long work without asking."),
}
"""Parameter -> how it is made for a command, in the order of the help."""


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
