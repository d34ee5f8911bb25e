"""`nacsim elicit`: ask experts, and read what they answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nacsim.cli import options
from nacsim.cli.say import say


@click.command
@click.argument("scenario", type=options.SCENARIO)
@click.argument("answers", nargs=-1, metavar="[ANSWERS]...", type=click.Path(dir_okay=False))
@click.option(
    "--read",
    "reads",
    is_flag=True,
    help="Read sheets that came back: a scenario with their experts is written.",
)
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where to write; else NAME_sheet.csv, or NAME_experts.toml with --read.")  # fmt: skip
@click.option(
    "--member",
    "members",
    multiple=True,
    metavar="CODE",
    help="Ask about this member; may be given more than once.",
)
@click.option("--filled", is_flag=True, help="With the numbers of the file in the sheet, to be corrected.")
@click.option("--weight", "weights", multiple=True, metavar="EXPERT=NUMBER",
              help="How likely an expert is to be believed beside the others; else 1.")  # fmt: skip
@click.option(
    "--column", "columns", multiple=True, metavar="KEY=HEADING", help="position=Haltung, and so on."
)
@click.option("--decimal", type=click.Choice([".", ","]), help="The sign before decimals; else found.")
@click.option("--encoding", metavar="NAME", help="Of the text, such as cp1250; else found and told.")
def command(scenario: str, answers: tuple[str, ...], reads: bool, target: Path | None, members: tuple[str, ...],
            filled: bool, weights: tuple[str, ...], **table) -> None:  # fmt: skip
    """Write the sheet in which experts say where members of SCENARIO stand, or read their answers back.

    The sheet (CSV) has a row for each member and issue, with what the numbers mean above it. Each answer becomes an expert
    of the scenario that --read writes, a copy of SCENARIO with its comments; `nacsim run` then tells the answer by each.
    """
    from nacsim.cli.files import write_new
    from nacsim.scenario.elicit import default_target

    if bool(answers) != reads:
        raise click.UsageError(
            "--read needs the sheets that came back."
            if reads
            else f"{answers[0]}: to read answers, say --read."
        )
    if reads and (members or filled):
        raise click.UsageError("--member and --filled are about the sheet; with --read nothing is sent.")
    if not reads and weights:
        raise click.UsageError("--weight is about answers; it goes with --read.")
    target = target or default_target(scenario, reads)
    if target.exists():
        raise click.ClickException(f"{target} exists already; choose another name or remove it first.")
    text, told = _read(scenario, answers, weights, table) if reads else _sheet(scenario, members, filled)
    write_new(target, text)
    for line in told:
        say(line)
    say(f"Wrote {target}. Next: {_next(scenario, target, reads)}")


def _next(scenario: str, target: Path, reads: bool) -> str:
    return (
        f"nacsim show {target}, then nacsim run {target}"
        if reads
        else f"nacsim elicit {scenario} --read ANSWERS.csv"
    )


def _sheet(scenario: str, members: tuple[str, ...], filled: bool) -> tuple[str, list[str]]:
    from nacsim.scenario.elicit import write_sheet

    return "\ufeff" + write_sheet(scenario, members, filled=filled), []  # the mark by which Excel knows UTF-8


def _read(
    scenario: str, answers: tuple[str, ...], weights: tuple[str, ...], table: dict[str, Any]
) -> tuple[str, list[str]]:
    """The scenario with its experts, and the account of what was read."""
    from nacsim.narrate.experts import expert_sentences
    from nacsim.scenario.elicit import read_answers

    found = read_answers(
        scenario,
        answers,
        weights=dict(map(_weight, weights)),
        columns=dict(text.partition("=")[::2] for text in table["columns"]),
        decimal=table["decimal"],
        encoding=table["encoding"],
    )
    return found.toml, [*found.report.splitlines(), *expert_sentences(found.scenario)]


def _weight(text: str) -> tuple[str, float]:
    name, _, number = text.rpartition("=")
    try:
        weight = float(number)
    except ValueError:
        weight = -1.0
    if not name or not 0 <= weight <= 1e9:
        raise click.UsageError(f"--weight {text}: not of the form EXPERT=NUMBER, a number from 0 up.")
    return name.strip(), int(weight) if weight.is_integer() else weight
