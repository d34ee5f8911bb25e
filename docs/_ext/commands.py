"""The reference of the commands, made from what `nacsim COMMAND --help` says."""

import click

from nacsim.cli import COMMANDS
from nacsim.cli import nacsim as root

MARK = "<!-- commands -->"


def reference() -> str:
    """Every command under the heading it has in `nacsim --help`: usage, what it does, its options."""
    with click.Context(root, info_name="nacsim") as above:
        parts = []
        for section, commands in COMMANDS.items():
            parts.append(f"## {section}")
            parts += [described(name, line, above) for name, line in commands.items()]
    return "\n\n".join(parts)


def described(name: str, line: str, above: click.Context) -> str:
    """One command as Markdown; `line` stands in for a help text where there is none."""
    command = root.get_command(above, name)
    assert command is not None
    with click.Context(command, info_name=name, parent=above) as here:
        usage = command.get_usage(here).partition(": ")[2]
        parts = [f"### `nacsim {name}`", f"```text\n{' '.join(usage.split())}\n```"]
        parts += paragraphs(command.help or line)
        rows = [row for param in command.get_params(here) if (row := option(param, here))]
    if rows:
        parts.append("\n".join(["| option | meaning |", "| --- | --- |", *rows]))
    return "\n\n".join(parts)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, one line each; `\\b` before one keeps its lines."""
    found = []
    for part in text.strip().split("\n\n"):
        lines = [line.strip() for line in part.splitlines()]
        if lines[:1] == ["\b"]:
            found.append("```text\n" + "\n".join(lines[1:]) + "\n```")
        else:
            found.append(escaped(" ".join(lines)))
    return found


def option(param: click.Parameter, here: click.Context) -> str | None:
    """One option as a row of a table; nothing for an argument, which the usage names, and for --help."""
    if not isinstance(param, click.Option) or param.name == "help":
        return None
    given = "" if param.is_flag else f" {wanted(param, here)}"
    names = ", ".join([*param.opts, *param.secondary_opts])
    default = f" Default: {param.default}." if param.show_default and not param.is_flag else ""
    return f"| `{cell(names + given)}` | {cell(escaped((param.help or '') + default))} |"


def wanted(param: click.Option, here: click.Context) -> str:
    """What an option takes, in a word."""
    if param.metavar:
        return param.metavar
    if isinstance(param.type, click.Choice):
        return "|".join(map(str, param.type.choices))
    kinds = {"integer": "N", "integer range": "N", "float": "X", "float range": "X"}
    return kinds.get(param.type.name, param.make_metavar(here))


def cell(text: str) -> str:
    """A text that fits a cell of a table."""
    return text.replace("|", "\\|")


def escaped(text: str) -> str:
    """Words of a help text as Markdown takes them: what stands in square or pointed brackets is meant as it is."""
    for sign in "\\[]<>*_":
        text = text.replace(sign, f"\\{sign}")
    return text
