"""`nacsim bridge`: the cheapest packages that would carry the decision."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import exploring, options


@click.command
@options.scenario
@options.overrides
@click.option(
    "--target",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.8,
    show_default=True,
    help="The chance of adoption to reach, its lower 95% bound included.",
)
@click.option(
    "--costs",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A TOML file with your own costs and levers.",
)
@options.runs()
@options.seed
@options.jobs
@options.out
@options.as_json
@options.quiet
def command(
    scenario: str, overrides: tuple[str, ...], target: float, costs: Path | None, runs: int, seed: int,
    jobs: int | None, out: Path | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Ask what it would take to have SCENARIO adopted, and what that costs.

    Levers are pulled one by one and together: a softer text, conditions, persuasion, payments, an opt-out,
    time, another venue. Packages are chosen on one set of draws and reported on fresh ones.
    """
    from nacsim.explore.bridge import bridge
    from nacsim.scenario import load

    question = load(scenario, overrides)
    with options.progress(quiet) as advance:
        result = bridge(question, target, runs, seed, costs=costs, jobs=jobs, progress=advance)
    exploring.finish(
        result, as_json, out, lambda: report(result, question), lambda p: draw(result, question, p), "bridge"
    )


def report(result: dict, question) -> str:
    """Packages with their levers, the frontier, the sentences."""
    from nacsim.narrate import percent

    base = percent(result["base"]["share"])
    lines = [
        question.title,
        f"adopted in {base} of councils as things stand; wanted: {percent(result['target'])}",
    ]
    for k, package in enumerate(result["packages"], start=1):
        lines += ["", f"{k}. {package['cost']:.1f} {result['unit']}: {_chance(package)}"]
        lines += [
            f"   {lever['cost']:>5.1f}  {lever['words']:<58} {lever['set']}" for lever in package["levers"]
        ]
    lines += ["", f"{'cost':>6}  {'adopted':>8}  no cheaper package does better"]
    for package in result["frontier"]:
        share = percent(package["adopted"]["share"])
        lines.append(f"{package['cost']:>6.1f}  {share:>8}  {package['words']}")
    how = "all there are" if result["complete"] else "the most promising"
    lines += ["", exploring.sentences(result["words"]), f"{result['tried']} packages were played, {how}."]
    return "\n".join(lines)


def _chance(package: dict) -> str:
    from nacsim.narrate import between, percent

    adopted = package["adopted"]
    return f"adopted in {percent(adopted['share'])} ({between(adopted['low'], adopted['high'])}, 95%)"


def draw(result: dict, question, folder: Path) -> None:
    """Cost against chance."""
    from nacsim.plots import frontier

    best = [
        {"name": _short(e["words"]), "cost": e["cost"], **e["adopted"], "best": True}
        for e in result["frontier"]
    ]
    shown = {(e["cost"], e["words"]) for e in result["frontier"]}
    rest = [
        {"name": "", "cost": e["cost"], **e["adopted"], "best": False}
        for e in result["packages"]
        if (e["cost"], e["words"]) not in shown
    ]
    data = {"points": best + rest, "cost": f"Cost ({result['unit']})"}
    exploring.saved(frontier(data), folder / "frontier", question.title, result)


def _short(words: str, most: int = 44) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
