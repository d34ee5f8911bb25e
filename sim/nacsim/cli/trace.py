"""`nacsim trace`: one council as a story."""

from __future__ import annotations

import click

from nacsim.cli import options
from nacsim.cli.say import say

POINTS = (
    "Points say what the text on the table is worth to a member, luck and payments included; 100 would be a "
    "whole scale that means everything."
)


@click.command
@options.scenario
@options.overrides
@click.option("--run", "number", type=click.IntRange(0, options.MOST_RUNS - 1), default=0, show_default=True,
              help="Which council, numbered from 0 as in outcomes.csv.")  # fmt: skip
@options.seed
def command(scenario: str, overrides: tuple[str, ...], number: int, seed: int) -> None:
    """Tell one council of SCENARIO as a story, round by round, with numbers.

    It is the same council as that row of `nacsim run` with the same seed.
    """
    from nacsim.council.replay import tell
    from nacsim.narrate import story
    from nacsim.narrate.words import wrapped
    from nacsim.scenario import load

    question = load(scenario, overrides)
    say(f"{question.title}: council {number} under seed {seed}")
    say(wrapped(POINTS))
    for paragraph in story(tell(question, number, seed)):
        say("\n" + wrapped(paragraph))
