"""`nacsim roles`: cards to play a scenario by in a class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT
from nacsim.cli.say import say


@asks("roles", ABOUT)
@click.option(
    "--seats",
    default="6",
    show_default=True,
    metavar="N|CODE,CODE",
    help="How many seats get a card of their own, those with most at stake on both sides first; or which.",
)
@click.option(
    "--out",
    "sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write them here instead: .html to print, one card a sheet, or .md.",
)
def command(ask: Ask, seats: str, sheet: Path | None) -> None:
    """Role cards of SCENARIO, to play it in a room: the chair, the seats with most at stake, all others.

    A card says what is on the table, what the member wants, how much that matters to it and how firm it is, all from
    the scenario's file. docs/teach is a lesson around them.
    """
    from nacsim import __version__
    from nacsim.council.first_silence import outlook
    from nacsim.files.writing import clean, write_whole
    from nacsim.narrate.roles import as_html, as_text, cards

    if sheet is not None and sheet.suffix not in (".html", ".md"):
        raise click.UsageError(f"{sheet}: allowed: a name that ends in .html or .md")
    question = ask.question
    seen = outlook(question)
    found = cards(question, seen, chosen(seats, question, seen))
    if sheet is None:
        say(as_text(found, question.title))
        return
    foot = f"From the scenario {question.name}, nacsim {__version__}. Positions, salience and resolve are judgements."
    text = (
        as_html(found, question.title, foot)
        if sheet.suffix == ".html"
        else as_text(found, question.title) + "\n"
    )
    write_whole(sheet, clean(text))
    say(f"Wrote {len(found)} cards to {sheet}")


def chosen(said: str, question: Any, seen: Any) -> list[str]:
    """The seats asked for, by their number or by name. Raises UsageError for one that is not in the room."""
    from nacsim.narrate.roles import seats_of
    from nacsim.nearest import offer

    if said.strip().isdecimal():
        return seats_of(question, seen, int(said))
    codes = [code.strip() for code in said.split(",") if code.strip()]
    for code in codes:
        if code not in question.room:
            raise click.UsageError(f"--seats: {code} is not in the room; {offer(code, question.room)}")
    return list(dict.fromkeys(codes))
