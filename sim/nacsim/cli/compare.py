"""`nacsim compare`: several scenarios, variants or decision rules under the same luck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nacsim.cli import exploring, options


@click.command
@click.argument("scenarios", nargs=-1, required=True, type=options.SCENARIO)
@options.overrides
@click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar='"KEY=VALUE; KEY=VALUE"',
    help="Another variant of the one scenario. May be given more than once.",
)
@click.option("--rules", is_flag=True, help="The one scenario under every decision rule.")
@options.runs("compare")
@options.seed
@options.jobs
@options.out
@options.as_json
@options.quiet
@options.yes
def command(
    scenarios: tuple[str, ...], overrides: tuple[str, ...], variants: tuple[str, ...], rules: bool,
    runs: int, seed: int, jobs: int | None, out: Path | None, as_json: bool, quiet: bool, yes: bool,
) -> None:  # fmt: skip
    """Compare SCENARIOS with the first of them, all under the same luck.

    With one scenario, --set makes the variant that it is compared with, --variant another one, and --rules
    compares decision rules. With several scenarios --set changes all of them.
    """
    from nacsim.cli.cost import agreed
    from nacsim.explore.compare import compare
    from nacsim.narrate.compare import report

    sides = asked(scenarios, overrides, variants, rules)
    largest = max(sides.values(), key=lambda side: len(side.room))
    agreed(largest, runs * len(sides), jobs, yes)
    with options.progress(quiet) as advance:
        result = compare(sides, runs, seed, jobs=jobs, progress=advance).to_dict()
    exploring.finish(
        result,
        as_json,
        out,
        lambda: report(result),
        lambda part: save_figures(result, sides, part),
        "compare",
    )


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


def save_figures(result: dict, sides: dict[str, Any], folder: Path) -> None:
    """The bars side by side."""
    from nacsim.plots import compare
    from nacsim.plots.explore_data import sides_of

    data = sides_of(result)
    first = next(iter(sides.values()))
    exploring.saved(compare(data), folder / "compare", first.title, {**result, "scenario": first.name})
