"""`nacsim show`: a scenario in sentences."""

from __future__ import annotations

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.say import say


@asks("show")
@click.option("--power", "powers", is_flag=True, help="How much power the rule alone gives to whom.")
def command(ask: Ask, powers: bool) -> None:
    """Read SCENARIO back in sentences.

    Who sits there, what is proposed, who is for and against and by how much, who would break silence today and what
    it would cost them, what outsiders and the chair do.
    """
    from nacsim.council.first_silence import outlook, outlooks
    from nacsim.narrate import explain
    from nacsim.narrate.words import wrapped

    question = ask.question
    told = explain(question, outlook(question), outlooks(question))
    if powers:
        from nacsim.explore.power import power
        from nacsim.narrate.rule import power_lines

        told.append(("Power by the rule alone", power_lines(question, power(question))))
    for head, lines in told:
        if head:
            say(f"\n{head}", bold=True)
        for line in lines:
            say(wrapped(line, "  " if head else ""))
