"""A command is a function of what is asked, `(ask) -> result`: one decorator reads the options and delivers the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nacsim.cli import options
from nacsim.cli.options import ABOUT
from nacsim.defaults import FIGURE_FORMATS, FIGURE_WIDTH
from nacsim.errors import NacsimError
from nacsim.vocabulary import FORMATS

if TYPE_CHECKING:
    from nacsim.engine.workers import Working
    from nacsim.results.answer import Found
    from nacsim.scenario.resolved import Scenario


@dataclass(frozen=True)
class Ask:
    """What was typed of the options that commands share; those that a command does not take stand at these values."""

    command: str
    scenario: str = ""
    scenarios: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    points: int = 0
    runs: int = 0
    seed: int = 0
    jobs: int | None = None
    processes: bool = False
    scheduler: str | None = None
    out: Path | None = None
    csv: Path | None = None
    as_json: bool = False
    quiet: bool = False
    yes: bool = False
    width: str = FIGURE_WIDTH
    formats: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)
    """What is to be said after the result: which figures have nothing to say."""
    given: frozenset[str] = frozenset()
    """Names of the options that were typed, and do not stand at their defaults."""

    @property
    def figures(self) -> tuple[str, ...]:
        """The formats of figures: those that were typed, or the usual ones."""
        return tuple(kind for kind in self.formats if kind in FORMATS) or FIGURE_FORMATS

    @property
    def tables(self) -> str:
        """The format of tables, the last that was typed."""
        return next((kind for kind in reversed(self.formats) if kind in options.TABLES), options.TABLES[0])

    @cached_property
    def question(self) -> Scenario:
        """The scenario that is asked about, with its changes. Raises ScenarioError."""
        from nacsim.scenario import load

        return load(self.scenario, self.overrides)

    @contextmanager
    def work(self, unit: str = "councils") -> Iterator[Working]:
        """Who does the work and who is told how far it is, as every function takes it: `simulate(question, **work)`.

        A cluster out of reach is one line and exit code 1.
        """
        with ExitStack() as stack:
            advance = stack.enter_context(options.progress(self.quiet, unit))
            executor = None
            if self.processes or self.scheduler:
                from nacsim.engine.workers import Unreachable, crew

                try:
                    team = crew(self.jobs, processes=self.processes, scheduler=self.scheduler)
                    executor = stack.enter_context(team)
                except Unreachable as error:
                    raise click.ClickException(str(error)) from None
            yield {"jobs": self.jobs, "executor": executor, "progress": advance}

    def agree(self, question: Scenario, runs: int, rows: int = 0) -> None:
        """Say what much work will cost, and ask whether to begin; somebody else's workers are not reckoned with."""
        from nacsim.cli.cost import agreed

        if self.scheduler is None:
            agreed(question, runs, self.jobs, self.yes, rows)


Answering = Callable[..., "Found | None"]
"""A command's function: of an `Ask` and of the options that it alone has."""


def asks(
    name: str, names: frozenset[str] | set[str] = ABOUT, *, keeps: bool = False, epilog: str | None = None
) -> Callable[[Answering], click.Command]:
    """Decorator that makes a command of a function `(ask, **own options) -> result`, with shared options by name.

    The result is printed as text or, with --json, as JSON, and kept with its figures in the folder of --out, unless the
    command `keeps` it there itself; None is a command that has said all. A mistake in what was asked for is one line and
    exit code 2.
    """
    names = frozenset(names)

    def made(answering: Answering) -> click.Command:
        own = click.command(epilog=epilog)(answering)
        before, after = options.shared(name, names)
        own.params = [*before, *own.params, *after]

        def told(**typed: Any) -> None:
            given = _given()
            with usage():
                typed |= options.of_link(typed, given)
            ask = Ask(name, **{key: typed.pop(key) for key in names}, given=given)
            if "runs" in names and ask.out is None and ask.given & options.FIGURED:
                idle = "--width" if "width" in ask.given else "--format"
                raise click.UsageError(f"{idle} is about what is written; needed with it: --out DIR.")
            with usage():
                result = answering(ask, **typed)
            if result is not None:
                from nacsim.cli.deliver import deliver

                deliver(ask, result, keep=not keeps)

        own.callback = told
        return own

    return made


def _given() -> frozenset[str]:
    context = click.get_current_context()
    source = click.core.ParameterSource.COMMANDLINE
    return frozenset(key for key in context.params if context.get_parameter_source(key) is source)


@contextmanager
def usage() -> Iterator[None]:
    """What was typed and will not do is one line and exit code 2; mistakes in files have their own way of being told."""
    try:
        yield
    except NacsimError as error:
        if not isinstance(error, ValueError | TypeError) or _of_a_file(error):
            raise
        raise click.UsageError(str(error)) from None


def _of_a_file(error: NacsimError) -> bool:
    from nacsim.files.reading import BadFile
    from nacsim.scenario import ScenarioError

    return isinstance(error, BadFile | ScenarioError)
