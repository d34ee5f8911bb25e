"""`nacsim compare`: several scenarios, variants or decision rules under the same luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import EXPLORE

if TYPE_CHECKING:
    from nacsim.results.answers import Comparison


@asks("compare", {"scenarios", "overrides", "yes"} | EXPLORE)
@click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar='"KEY=VALUE; KEY=VALUE"',
    help="Another variant of the one scenario. May be given more than once.",
)
@click.option("--rules", is_flag=True, help="The one scenario under every decision rule.")
def command(ask: Ask, variants: tuple[str, ...], rules: bool) -> Comparison:
    """Compare SCENARIOS with the first of them, all under the same luck.

    With one scenario, --set makes the variant that it is compared with, --variant another one, and --rules
    compares decision rules. With several scenarios --set changes all of them.
    """
    from nacsim.explore.compare import compare

    sides = asked(ask.scenarios, ask.overrides, variants, rules)
    ask.agree(max(sides.values(), key=lambda side: len(side.room)), ask.runs * len(sides))
    with ask.work() as work:
        return compare(sides, ask.runs, ask.seed, **work)


def asked(
    names: tuple[str, ...], overrides: tuple[str, ...], variants: tuple[str, ...], rules: bool
) -> dict[str, Any]:
    """Label -> scenario, the first being the one compared with. Raises UsageError, ScenarioError."""
    from nacsim.explore.compare import labelled, under_rules
    from nacsim.scenario import load

    if len(names) > 1:
        if variants or rules:
            raise click.UsageError("--variant and --rules are for one scenario.")
        return dict(zip(*labelled([load(name, overrides) for name in names]), strict=True))
    if rules:
        return under_rules(load(names[0], overrides))
    changes = ([overrides] if overrides else []) + [_parts(told) for told in variants]
    if not changes:
        raise click.UsageError(
            "Nothing to compare with: name another scenario, or give --set, --variant or --rules."
        )
    first = load(names[0])
    others = {f"{first.name} {', '.join(change)}": load(names[0], change) for change in changes}
    return {first.name: first, **others}


def _parts(told: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in told.split(";") if part.strip())
