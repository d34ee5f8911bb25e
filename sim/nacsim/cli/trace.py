"""`nacsim trace`: one council as a story."""

from __future__ import annotations

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT
from nacsim.cli.say import say
from nacsim.defaults import MOST_RUNS

POINTS = (
    "Points say what the text on the table is worth to a member, luck and payments included, which moves "
    "from round to round as members listen to each other; 100 would be a whole scale that means everything."
)


@asks("trace", ABOUT | {"seed"})
@click.option("--run", "number", type=click.IntRange(0, MOST_RUNS - 1), default=0, show_default=True,
              help="Which council, numbered from 0 as in outcomes.csv.")  # fmt: skip
def command(ask: Ask, number: int) -> None:
    """Tell one council of SCENARIO as a story, round by round, with numbers.

    It is the same council as that row of `nacsim run` with the same seed.
    """
    from nacsim.council.replay import tell
    from nacsim.narrate import story
    from nacsim.narrate.words import wrapped

    say(f"{ask.question.title}: council {number} under seed {ask.seed}")
    say(wrapped(POINTS))
    for paragraph in story(tell(ask.question, number, ask.seed)):
        say("\n" + wrapped(paragraph))
