"""The command line. A command is one file in this folder, named like the command, and one line in `COMMANDS`.

Nothing slow is imported before it is needed: a command's file is read when the command is called.
"""

from __future__ import annotations

import importlib
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
        "pivots": "Whose consent the outcome turns on.",
        "bridge": "The cheapest packages that would carry the decision.",
        "sweep": "The outcome over many points of one, two or more inputs.",
        "sensitivity": "Which inputs the answer rests on, and which cannot move it.",
        "discover": "The conditions under which it fails, as rules.",
        "play": "Take the chair, or a member's seat, against the model.",
    },
    "Results": {
        "plot": "Draw any figure from a saved run.",
    },
    "Trust": {
        "validate": "Score the model on past decisions, beside simple rules.",
    },
    "Scenario files": {
        "list": "The scenarios that ship.",
        "new": "Start a scenario: a commented file that runs as it is, or a copy.",
        "check": "Look for mistakes in scenario files.",
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


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nacsim")
def nacsim() -> None:
    """Would the North Atlantic Council agree? Simulate decisions under unanimity."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 the system failed, 2 wrong input, 130 stopped by Ctrl-C."""
    for name in (
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
    ):  # this process is ours: see `nacsim.engine.memory`
        os.environ.setdefault(name, "1")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal without Unicode shows ? instead of failing
    try:
        code = nacsim.main(arguments, prog_name="nacsim", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing half-done was written.", err=True)
        code = 130
    except click.NoSuchOption as error:
        error.possibilities = nearest_option(error)
        error.show()
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (ValueError, OSError, ImportError) as error:
        code = _told(error)
    sys.exit(code if isinstance(code, int) else 0)


def nearest_option(error: click.NoSuchOption) -> list[str]:
    """The option most like the one that does not exist, of those that click offers."""
    return sorted(error.possibilities or (), key=lambda one: -similarity(one, error.option_name))[:1]


def _told(error: Exception) -> int:
    """Say what is wrong with a scenario or a file; anything else is a bug and is raised."""
    from nacsim.errors import Missing
    from nacsim.scenario import ScenarioError

    if isinstance(error, ScenarioError):
        click.echo(str(error), err=True)
        return 2
    if isinstance(error, Missing):
        click.echo(str(error), err=True)
        return 1
    if isinstance(error, OSError) and error.filename is not None:
        click.echo(f"{error.filename}: {error.strerror}", err=True)
        return 1
    raise error
