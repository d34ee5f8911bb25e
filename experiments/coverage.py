"""Do the intervals hold what they promise? Each on worlds whose truth is known, drawn many times over.

usage: python experiments/coverage.py [--draws 2000]

Writes the tables of docs/coverage.md anew; a minute or two. An interval of 95 % should hold the truth in 95 of 100 samples.
Where a count can only be 0, 1 or 2, no interval can hit 95 exactly: above is cautious, below is wrong.
"""

import argparse
from pathlib import Path

import numpy as np

from nacsim.engine.workers import Work
from nacsim.history.bootstrap import interval, paired_difference
from nacsim.history.cases import read_cases
from nacsim.history.forecasts import forecasts
from nacsim.history.scores import brier, log_score
from nacsim.history.tables import STATISTICS, score_table
from nacsim.results.intervals import mean_of, tango, wilson

PAGE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
HEAD = """# Do the intervals hold what they promise?

Made by `python experiments/coverage.py`. Each line is a world whose truth is known, drawn {draws:,} times ({fewer:,} for
means and scores); the share of samples whose 95 % interval holds the truth. The sampling error of a line is about
±{error:.1f} points, twice that for means and scores.
"""
RANGE = "## The range of an answer"
SCORED = ("log_score", "brier", "text_mae", "f1")
BLIND = """
In the world in which the {cases} decisions on file are all there is, a few cases carry most of the log and Brier scores: a
sample that happens to hold none of them ({missed:.0%} of samples of 58 are without the worst two) cannot know of them, and
no way of drawing again can help it. What such intervals miss, they miss on the side that flatters.
"""


def held(found, truth):
    """Whether an interval holds the truth, but for rounding."""
    return found["low"] - 1e-9 <= truth <= found["high"] + 1e-9


def line(*cells):
    """A line of a table."""
    return "| " + " | ".join(str(c) for c in cells) + " |"


def table(title, heading, rows):
    """A table with its title, as text."""
    return "\n".join([f"\n## {title}\n", line(*heading), line(*["---"] * len(heading)), *rows])


def paired(rng, draws):
    """Differences of two shares that share their luck: by P, by how many runs change, by runs."""
    rows = []
    for p in (0.0, 0.01, 0.5, 0.99):
        for up, down in ((0.0005, 0.0), (0.003, 0.002), (0.05, 0.02)):
            if p + up > 1 or (p and down > p):
                continue
            cells = []
            for n in (1_000, 10_000):
                counts = rng.multinomial(n, [down * (p > 0), up, 1 - up - down * (p > 0)], size=draws)
                truth = up - down * (p > 0)
                cells.append(np.mean([held(tango(int(a), int(b), n), truth) for a, b, _ in counts]))
            rows.append(
                line(f"{p:g}", f"{100 * up:g}", f"{100 * down * (p > 0):g}", *(f"{c:.1%}" for c in cells))
            )
    heading = ("P before", "gain, points", "loss, points", "1,000 runs", "10,000 runs")
    return table("Differences under the same luck (Tango)", heading, rows)


def shares(rng, draws):
    """Single shares."""
    rows = []
    for p in (0.0005, 0.01, 0.1, 0.5, 0.99):
        cells = []
        for n in (100, 1_000, 10_000):
            limits = [wilson(int(k), n) for k in rng.binomial(n, p, draws)]
            cells.append(np.mean([low <= p <= high for low, high in limits]))
        rows.append(line(f"{p:g}", *(f"{c:.1%}" for c in cells)))
    return table("Shares (Wilson)", ("P", "100 runs", "1,000 runs", "10,000 runs"), rows)


WORLDS = {
    "a text taken whole or not at all, adopted in 2 of 100": (
        lambda r, s: 100.0 * (r.random(s) < 0.02),
        2,
        100,
    ),
    "a text that ends anywhere": (lambda r, s: 100 * r.beta(2, 3, s), 40, 100),
    "days, most councils short": (lambda r, s: r.exponential(20, s), 20, 150),
    "part in a failure, 1 in 100 runs": (
        lambda r, s: r.choice([-1.0, 0, 1], s, p=[0.002, 0.99, 0.008]),
        0.006,
        1,
    ),
    "part in a failure, thirds": (lambda r, s: r.choice([0, 1 / 3, 1.0], s, p=[0.5, 0.3, 0.2]), 0.3, 1),
}


def means(rng, draws):
    """Means of a number a run."""
    rows = []
    for name, (draw, truth, reach) in WORLDS.items():
        cells = [
            np.mean([held(mean_of(draw(rng, n), reach), truth) for _ in range(draws)]) for n in (200, 2_000)
        ]
        rows.append(line(name, *(f"{c:.1%}" for c in cells)))
    return table("Means", ("what is averaged", "200 runs", "2,000 runs"), rows)


def scores(rng, draws):
    """Scores of the model over decisions, from two worlds: those on file as they are, and forecasts that are right."""
    cases, _ = read_cases()
    said = forecasts(cases, 500, 0, Work(1))
    full = {name: score_table(cases, said[name]) for name in ("model", "base_rate")}
    rows = [as_they_are(rng, draws, full["model"], name) for name in SCORED]
    rows += [beside(rng, draws, full, name) for name in ("log_score", "brier")]
    rows += [calibrated(rng, draws, [f.p for f in said["model"]], score) for score in (log_score, brier)]
    heading = ("score", "world", "58 decisions", "105 decisions")
    missed = (1 - 2 / len(cases)) ** 58
    return table("Scores (BCa)", heading, rows) + "\n" + BLIND.format(cases=len(cases), missed=missed)


def sizes(once, draws):
    """Coverage with 58 and with 105 cases."""
    return [f"{np.mean([once(n) for _ in range(draws)]):.1%}" for n in (58, 105)]


def as_they_are(rng, draws, full, name):
    """The decisions on file are all there are, and are drawn with replacement."""
    columns = {k: v for k, v in full.items() if k != "ranked"}
    statistic, truth = STATISTICS[name], float(STATISTICS[name](full))

    def once(n):
        pick = rng.integers(0, len(columns["brier"]), n)
        return held(interval(statistic, {k: v[pick] for k, v in columns.items()}), round(truth, 6))

    return line(name, "the decisions on file", *sizes(once, draws))


def beside(rng, draws, full, name):
    """The same for the difference to the base rate."""
    statistic, (model, rival) = STATISTICS[name], (full["model"][name], full["base_rate"][name])
    truth = float(np.nanmean(model) - np.nanmean(rival))

    def once(n):
        pick = rng.integers(0, len(model), n)
        return held(paired_difference(statistic, {name: model[pick]}, {name: rival[pick]}), round(truth, 6))

    return line(f"{name}, less the base rate's", "the decisions on file", *sizes(once, draws))


def calibrated(rng, draws, chances, score):
    """Forecasts that are right: what happens is drawn by them, kept off 0 and 1 by 5 points."""
    p = np.clip(np.array(chances, float), 0.05, 0.95)
    truth = float(np.mean(p * score(p, np.ones(len(p), bool)) + (1 - p) * score(p, np.zeros(len(p), bool))))

    def once(n):
        pick = rng.choice(p, n)
        seen = score(pick, rng.random(n) < pick)
        return held(interval(STATISTICS[score.__name__], {score.__name__: seen}), round(truth, 6))

    return line(score.__name__, "forecasts that are right", *sizes(once, draws))


def range_on(page):
    """The part of the page that `range_coverage.py` makes."""
    return "\n" + page[page.index(RANGE) :] if RANGE in page else ""


def main():
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--draws", type=int, default=2_000)
    draws = parser.parse_args().draws
    rng, fewer = np.random.default_rng(11), max(2, draws // 4)
    parts = [shares(rng, draws), paired(rng, draws), means(rng, fewer), scores(rng, fewer)]
    error = 196 * (0.95 * 0.05 / draws) ** 0.5
    head, kept = (
        HEAD.format(draws=draws, fewer=fewer, error=error),
        range_on(PAGE.read_text(encoding="utf-8")),
    )
    PAGE.write_text(head + "\n".join(parts) + kept, encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
