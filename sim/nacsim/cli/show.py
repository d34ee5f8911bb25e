"""`nacsim show`: a scenario in sentences, or its stances as a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT
from nacsim.cli.say import say

if TYPE_CHECKING:
    from nacsim.results.reported import Stances


@asks("show", ABOUT | {"as_json"})
@click.option("--power", "powers", is_flag=True, help="How much power the rule alone gives to whom.")
@click.option(
    "--stances", "stood", is_flag=True, help="Every stance with its confidence, note and source instead."
)
@click.option("--csv", "as_csv", is_flag=True, help="The stances as CSV, one row a member and issue.")
def command(ask: Ask, powers: bool, stood: bool, as_csv: bool) -> Stances | None:
    """Read SCENARIO back in sentences.

    Who sits there, what is proposed, who is for and against and by how much, who would break silence today and what
    it would cost them, what outsiders and the chair do. With --stances a table of where every member stands, and why.
    """
    if powers and (stood or as_csv):
        raise click.UsageError("--power is told in sentences; leave out --stances and --csv.")
    if stood or as_csv:
        return table(ask, as_csv)
    told = sentences(ask, powers)
    if ask.as_json:
        sections = [{"title": head, "sentences": lines} for head, lines in told]
        say(json.dumps({"scenario": ask.question.name, "sections": sections}, ensure_ascii=False))
        return None
    from nacsim.narrate.words import wrapped

    for head, lines in told:
        if head:
            say(f"\n{head}", bold=True)
        for line in lines:
            say(wrapped(line, "  " if head else ""))
    return None


def sentences(ask: Ask, powers: bool) -> list[tuple[str, list[str]]]:
    """The scenario in headed paragraphs."""
    from nacsim.council.first_silence import outlook, outlooks
    from nacsim.narrate import explain

    question = ask.question
    told = explain(question, outlook(question), outlooks(question))
    if powers:
        from nacsim.explore.power import power
        from nacsim.narrate.rule import power_lines

        told.append(("Power by the rule alone", power_lines(question, power(question))))
    return told


def table(ask: Ask, as_csv: bool) -> Stances | None:
    """Every stance, printed as CSV, or to be printed as text or JSON."""
    from nacsim.reporting.door import stances

    found = stances(ask.question)
    if not as_csv:
        return found
    if ask.as_json:
        raise click.UsageError("--json and --csv are two forms; give one of them.")
    from io import StringIO

    from nacsim.files.writing import put_rows
    from nacsim.results.records import TABLES

    rows, text = TABLES["Stances"]["stances"](found), StringIO(newline="")
    put_rows(text, [rows[0], *(row.values() for row in rows)])
    say(text.getvalue().replace("\r\n", "\n"), nl=False)
    return None
