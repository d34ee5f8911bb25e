"""The command line. A command is one file in this folder, named like the command, and one line in `COMMANDS`.

Nothing slow is imported before it is needed: a command's file is read when the command is called.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import os
import sys

import click

from nacsim import __version__
from nacsim.nearest import nearest, similarity

COMMANDS = {
    "Ask": {
        "run": "Run many councils of a scenario and show how they end.",
        "show": "Explain a scenario in sentences, and who would break silence today.",
        "trace": "Tell one council as a story, round by round.",
        "web": "Open the page: move a stance, see the Council change its mind.",
    },
    "Explore": {
        "compare": "Several scenarios, variants or decision rules under the same luck.",
        "agenda": "Several texts before one council, one by one and tied into one.",
        "pivots": "Whose consent the outcome turns on.",
        "bridge": "The cheapest packages that would carry the decision.",
        "sweep": "The outcome over many points of one, two or more inputs.",
        "sensitivity": "Which inputs the answer rests on, and which cannot move it.",
        "discover": "The conditions under which it fails, as rules.",
        "play": "Take the chair, or a member's seat, against the model.",
        "roles": "Role cards to play a scenario in a class.",
    },
    "Results": {
        "report": "Write one page: the answer, what it rests on, every stance, how to cite.",
        "plot": "Draw any figure from a saved run.",
        "cite": "How to cite the simulator, the past decisions or a scenario.",
    },
    "Trust": {
        "validate": "Score the model on past decisions, beside simple rules.",
        "agree": "How far two codings of a decision agree, and what that does to the answer.",
    },
    "Scenario files": {
        "list": "The scenarios that ship.",
        "new": "Start a scenario: a commented file that runs as it is, or a copy.",
        "check": "Look for mistakes in scenario files.",
        "elicit": "Ask experts: the sheet to send out, and the answers read back.",
        "convert": "Turn anybody's table into a scenario, or a scenario into a table.",
    },
}
EPILOG = "`nacsim COMMAND --help` explains a command. Start with: nacsim run tokyo_liaison_office"


class Commands(click.Group):
    """The commands above, each imported when it is called; `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of `COMMANDS`."""
        return [name for section in COMMANDS.values() for name in section]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name; an unknown name is an error that suggests the nearest."""
        if name in self.list_commands(ctx):
            return importlib.import_module(f"nacsim.cli.{name}").command
        if name.startswith("-"):
            return None
        near = nearest(name, self.list_commands(ctx))
        hint = f"Did you mean '{near}'?" if near else "`nacsim --help` lists them."
        raise click.UsageError(f"No such command '{name}'. {hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, with one line each."""
        for section, commands in COMMANDS.items():
            with formatter.section(section):
                formatter.write_dl([(f"{name:<11}", line) for name, line in commands.items()])


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    """Say version and commit, and end: what somebody needs who repeats a run or reports a fault."""
    if not asked or ctx.resilient_parsing:
        return
    from nacsim.cli.say import say
    from nacsim.files.commit import commit

    say(f"nacsim, version {__version__}" + (f" (commit {commit()})" if commit() else ""))
    ctx.exit()


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show version and commit, and exit.",
)
def nacsim() -> None:
    """Would the North Atlantic Council agree? Simulate decisions under unanimity."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 the system failed, 2 wrong input, 70 a fault of nacsim, 130 stopped."""
    from nacsim.cli import faults

    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # this process is ours: see `nacsim.engine.memory`
    _open_streams()
    faults.heed_signals()
    try:
        code = nacsim.main(arguments, prog_name="nacsim", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        code = _shown(error)
    except (Exception, KeyboardInterrupt, faults.Stop) as error:
        code = faults.told(error)
    _forget_output()
    sys.exit(code if isinstance(code, int) else 0)


def _open_streams() -> None:
    """A terminal without Unicode shows ? instead of failing; what is closed is an error when it is written to."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _Closed())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


class _Closed(io.TextIOBase):
    """A standard stream that was closed before we began."""

    def write(self, text: str) -> int:
        """Fail as the system would."""
        raise OSError(errno.EBADF, "closed")


def _shown(error: click.ClickException) -> int:
    """Show an error of usage, its words cleaned; the exit code."""
    from nacsim.files.writing import clean

    vars(error).update(message=clean(error.message))
    if isinstance(error, click.NoSuchOption):
        vars(error).update(possibilities=nearest_option(error))
    with contextlib.suppress(OSError):
        error.show()
    return error.exit_code


def nearest_option(error: click.NoSuchOption) -> list[str]:
    """The option most like the one that does not exist, of those that click offers."""
    return sorted(error.possibilities or (), key=lambda one: -similarity(one, error.option_name))[:1]


def _forget_output() -> None:
    """What could not be written to a full disk is not tried again by Python as it ends."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
