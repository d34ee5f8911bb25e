"""How the cost grows with members, issues, rounds and runs: tables, slopes on double logarithmic axes, and a figure."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import councils
from timing import Spread, interleave, spread

from nacsim.engine.ensemble import tally
from nacsim.engine.luck import BLOCK
from nacsim.engine.workers import AtOnce

MEMBERS, ISSUES, ROUNDS = (12, 32, 100, 1000), (1, 2, 5), (1, 2, 5, 10, 20, 50)
RUNS = (1_000, 10_000, 100_000)
LARGE = (1_000_000, 10_000_000)
WHAT = {
    "members": "roster of so many, 2 issues, 10 rounds",
    "issues": "32 members, 10 rounds",
    "rounds": "32 members, 2 issues",
    "runs": "Tokyo",
}
UNIT = {"runs": (1.0, "s in all"), "": (1e6, "µs a council")}


class Curve(NamedTuple):
    """Processor time against the size of something."""

    name: str
    sizes: list[int]
    seconds: list[Spread]  # a council, or of all runs
    councils: list[int]  # how many were played for each point

    @property
    def unit(self) -> tuple[float, str]:
        """By what the seconds are multiplied, and what they are then."""
        return UNIT.get(self.name, UNIT[""])

    @property
    def slopes(self) -> list[float]:
        """Exponent of growth between neighbouring sizes."""
        points = list(zip(self.sizes, self.seconds, strict=True))
        return [log(t.median / s.median) / log(b / a) for (a, s), (b, t) in pairwise(points)]


def play(scenario: object, runs: int) -> Callable[[], int]:
    """Something to time: so many councils in one thread."""
    return lambda: tally(scenario, runs, executor=AtOnce()).runs


def by_size(name: str, times: int) -> Curve:
    """Cost of one council by members, issues or rounds; each point plays at least one whole block."""
    sizes = {"members": MEMBERS, "issues": ISSUES, "rounds": ROUNDS}[name]
    made = {size: councils.contested(**{"members": 32, name: size}) for size in sizes}
    runs = {size: BLOCK * max(1, 100 // size) if name == "members" else 2 * BLOCK for size in sizes}
    found = interleave({size: play(made[size], runs[size]) for size in sizes}, times)
    seconds = [spread([s.cpu / s.work for s in found[size]]) for size in sizes]
    return Curve(name, list(sizes), seconds, list(runs.values()))


def by_runs(times: int, large: bool) -> Curve:
    """Cost of all councils by their number; the large ones are played once or twice."""
    scenario = councils.tokyo()
    found = interleave({n: play(scenario, n) for n in RUNS}, times)
    for n in LARGE if large else ():
        found |= interleave({n: play(scenario, n)}, 2) if n < 10**7 else once(scenario, n)
    seconds = [spread([s.cpu for s in samples]) for samples in found.values()]
    return Curve("runs", list(found), seconds, list(found))


def once(scenario: object, runs: int) -> Mapping:
    """One sample without a turn before it, as two so that it has quartiles."""
    from timing import measure

    return {runs: [measure(play(scenario, runs))] * 2}


def table(curve: Curve) -> str:
    """Sizes, medians with quartiles and exponents of growth."""
    by, unit = curve.unit
    lines = [
        f"| {curve.name} | {unit} of processor time | grows as {curve.name} to the power |",
        "| ---: | ---: | ---: |",
    ]
    for size, s, slope in zip(
        curve.sizes, curve.seconds, ["", *(f"{x:.2f}" for x in curve.slopes)], strict=True
    ):
        digits = ",.0f" if s.median * by >= 100 else ".3g"
        cells = [f"{x * by:{digits}}" for x in s]
        lines.append(f"| {size:,} | {cells[0]} ({cells[1]}–{cells[2]}) | {slope} |")
    return "\n".join(lines)


def draw(curves: list[Curve], path: Path) -> None:
    """One double logarithmic panel for each curve, saved as PNG and SVG."""
    from matplotlib.figure import Figure

    from nacsim.plots import save
    from nacsim.plots.look import look, style

    with style(look("page")):
        fig = Figure(figsize=(8, 6.4), layout="constrained")
        for ax, curve in zip(fig.subplots(2, 2).flat, curves, strict=True):
            panel(curve, ax)
        save(fig, path, ["png", "svg"])


def panel(curve: Curve, ax: Any) -> None:
    """Medians with quartiles, and lines through the last of them that grow in proportion or with the square."""
    from nacsim.plots.look import COLOUR, muted

    by, unit = curve.unit
    median = [s.median * by for s in curve.seconds]
    spans = [[abs(getattr(s, end) - s.median) * by for s in curve.seconds] for end in ("low", "high")]
    guides = [(1, ":", muted(), "in proportion")] + [(2, "--", COLOUR["one"], "to the square")] * (
        curve.name == "members"
    )
    for power, dash, colour, label in guides:
        line = [median[-1] * (n / curve.sizes[-1]) ** power for n in curve.sizes]
        ax.plot(curve.sizes, line, dash, color=colour, label=label)
    ax.errorbar(curve.sizes, median, spans, fmt="o-", color=COLOUR["other"], label="measured, with quartiles")
    ax.set(xscale="log", yscale="log", xlabel=curve.name, ylabel=f"processor time, {unit}")
    ax.set_xticks(curve.sizes, [f"{n:,}" if n < 10**6 else f"{n // 10**6}M" for n in curve.sizes])
    ax.set_xticks([], minor=True)
    ax.set_title(f"{curve.name.capitalize()}: {WHAT[curve.name]}", fontsize=9)
    ax.legend(fontsize=7.5, loc="upper left")


def report(times: int, large: bool, figure: Path) -> str:
    """The tables; draws the figure."""
    curves = [by_size(name, times) for name in ("members", "issues", "rounds")] + [by_runs(times, large)]
    draw(curves, figure)
    return "\n\n".join(f"**{c.name.capitalize()}** ({WHAT[c.name]})\n\n{table(c)}" for c in curves)
