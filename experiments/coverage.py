"""Do the intervals hold what they promise? Each on worlds whose truth is known, drawn many times over.

usage: python experiments/coverage.py [--draws 4000]

Writes the tables of docs/coverage.md anew, and what docs/reliability.md takes of them; some minutes. An interval of 95 %
should hold the truth in 95 of 100 samples. Where a count can only be 0, 1 or 2, the coverage of any interval jumps up and
down with P, and none can hit 95 at each (Brown, Cai & DasGupta 2001, Statistical Science 16). So P is drawn anew for every
sample, within a factor of two (of odds) about the one that is named: an interval has to be right on the whole near there.
"""

import argparse
from pathlib import Path

import numpy as np
from coverage_sobol import (
    ANGLES,
    COUNCILS,
    SHARES,
    UNIT,
    Rule,
    from_one_set,
    from_sets,
    games,
    held,
    hit,
    ishigami,
    off,
    true,
)
from coverage_sobol import WORLDS as FUNCTIONS
from figure_sheet import Row, keep
from scipy.stats import binom, poisson

from nacsim.defaults import POINTS
from nacsim.engine.workers import Work
from nacsim.explore.pivots import ORDERS
from nacsim.explore.sobol import SETS, indices_of, luck_of
from nacsim.history.bootstrap import interval, paired_difference
from nacsim.history.cases import read_cases
from nacsim.history.forecasts import forecasts
from nacsim.history.scores import brier, log_score
from nacsim.history.tables import STATISTICS, score_table
from nacsim.results.intervals import mean_of, tango, wilson

PAGE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
KINDS = {
    "shares": "shares of runs (Wilson): rare to frequent",
    "differences": "differences under the same luck (Tango): P near 0, ½ and 1, rare changes",
    "means": "means over runs (moved by their skewness)",
    "scores": "scores on past decisions (BCa), 58 and 105 of them",
    "indices": "Sobol' indices (jackknife over sets of points)",
    "luck": "the share of luck (jackknife over sets of points)",
    "parts": "Shapley parts from orders by lot (over orders and runs, moved by their skewness)",
    "rules": "shares of the points of a rule of `discover` (Wilson, by how sets of points differ)",
}
"""Kind of interval -> what the figure sheet calls it."""
HEAD = """# Do the intervals hold what they promise?

Made by `python experiments/coverage.py`. Each line is a world whose truth is known, drawn {draws:,} times ({fewer:,} for
means and scores, {fewest:,} for indices, luck, Shapley parts and rules); the share of samples whose 95 % interval holds the
truth. The sampling error of a cell is about ±{error:.1f} points, half as much again for means and scores, twice as much for
the last four.

Rates are drawn anew for every sample, within a factor of two (of odds) about the one that is named: where a count can only
be 0, 1 or 2, the coverage at a single rate jumps up and down with it, for any interval (Brown, Cai & DasGupta 2001).
"""
CAUTIOUS = """
Above 97 % are the {above} worlds in which {fewest:g} to {most:g} runs are expected to differ; in the others at least
{least:g} are. The interval leaves room for losses where only gains were seen: it excludes 0 from {clear} gains and no
loss on, and of samples in which {fewest:g} runs are expected to differ {come:.1%} have so many. To miss more often, an
interval would have to exclude 0 from {fewer} gains and no loss on: then it would find a difference where there is none in
{false:.0%} of samples in which one gain and one loss are expected. No interval can be between 93 % and 97 % in both worlds.
"""
SCORED = (
    "log_score",
    "brier",
    "outcomes_log_score",
    "text_mae",
    "crps",
    "text_in_90",
    "precision",
    "recall",
    "f1",
    "case_f1",
)
SPREAD = """
The points are eight sets, each scrambled for itself, and an interval comes from how much an index changes as each set is
left out. Seven ways were tried on the function of Ishigami and Homma (1990), which has no luck. The bootstrap of SALib on
one set knows nothing of how evenly its points lie, and is too wide; leaving out parts of one set misses some indices; points
by chance are far off; of four, eight and sixteen sets eight have the narrowest intervals that hold.

In the other worlds {councils} councils are played at each point. Four ways were tried there: the same councils at all
points, other councils in each set, each set also centred on its own mean, and two lots of councils in each set besides. With
the first the share of luck was mostly missed, since an interval over points knows nothing of the councils; with the second
indices were missed where the inputs move little, as the luck of a set looked like an input, and with the third those of
inputs that move next to nothing. The fourth holds them, with no more councils.

Sets that are scrambled apart lie less evenly together than one of all points. What the interval costs the index itself, by
the root mean square error, on average over the six indices of that function:
"""
LUCK = """
By the same points and councils as above.
"""
PARTS = """
Every member that blocks is enough alone; a part is that of one of those that block as often. From {orders} orders, each read
both ways.
"""
RULES = """
Half of the points find rules, and the others judge them: {sets} sets of Sobol' points, each scrambled for itself. Points
that lie evenly are closer to the truth than points by chance, for which Wilson's interval is made: by itself it held the
truth in 100 % of samples. How the sets differ tells how much closer they are. Above 97 % are shares of which few points, or
all but few, are counted.
"""
RANGE = "## The range of an answer"
BLIND = """
In the world in which the {cases} decisions on file are all there is, a few cases carry most of the log and Brier scores: a
sample that happens to hold none of them ({missed:.0%} of samples of 58 are without the worst two) cannot know of them, and
no way of drawing again can help it. What such intervals miss, they miss on the side that flatters.
"""


def line(*cells):
    """A line of a table."""
    return "| " + " | ".join(str(c) for c in cells) + " |"


def table(title, heading, rows):
    """A table with its title, as text."""
    return "\n".join(
        [f"\n## {title[0].upper()}{title[1:]}\n", line(*heading), line(*["---"] * len(heading)), *rows]
    )


def about(rng, p, draws):
    """Rates within a factor of two of odds about `p`, drawn evenly in the logarithm; `p` itself if it is 0."""
    if p == 0:
        return np.zeros(draws)
    odds = p / (1 - p) * 2.0 ** rng.uniform(-1, 1, draws)
    return odds / (1 + odds)


def paired(rng, draws):
    """Differences of two shares that share their luck: by P, by how many runs change, by runs."""
    rows, worlds = [], []
    for p in (0.0, 0.01, 0.5, 0.99):
        for up, down in ((0.0005, 0.0), (0.003, 0.002), (0.05, 0.02)):
            if p + up > 1 or (p and down > p):
                continue
            cells = []
            for n in (1_000, 10_000):
                gains, losses = about(rng, up, draws), about(rng, down * (p > 0), draws)
                counts = rng.multinomial(n, np.stack([losses, gains, 1 - gains - losses], axis=-1))
                found = (tango(int(a), int(b), n) for a, b, _ in counts)
                cells.append(np.mean([held(f, g - d) for f, g, d in zip(found, gains, losses, strict=True)]))
                worlds.append((n * (up + down * (p > 0)), cells[-1]))
            rows.append(
                line(f"{p:g}", f"{100 * up:g}", f"{100 * down * (p > 0):g}", *shown("differences", cells))
            )
    heading = ("P before", "gain, points", "loss, points", "1,000 runs", "10,000 runs")
    return table("Differences under the same luck (Tango)", heading, rows) + "\n" + cautious(worlds)


def cautious(worlds):
    """Why some (runs expected to differ, coverage) lie above 97 %, as text; nothing where none does."""
    above, others = ([e for e, c in worlds if (c > 0.97) == high] for high in (True, False))
    if not above:
        return ""
    fewest, most, n = min(above), max(above), 1_000
    clear = next(k for k in range(1, n) if tango(0, k, n)["low"] > 0)
    ASIDE["differences"] = f"those above expect {fewest:g} to {most:g} runs that differ"
    come = binom.sf(clear - 1, n, fewest / n)
    fewer = max(k for k in range(1, clear) if binom.sf(k - 1, n, fewest / n) > 0.03)
    false = 2 * poisson.pmf(0, 1) * poisson.sf(fewer - 1, 1)
    told = {"above": len(above), "fewest": fewest, "most": most, "least": min(others), "clear": clear}
    return CAUTIOUS.format(**told, come=come, fewer=fewer, false=false)


def shares(rng, draws):
    """Single shares."""
    rows = []
    for p in (0.0005, 0.01, 0.1, 0.5, 0.99):
        cells = []
        for n in (100, 1_000, 10_000):
            rates = about(rng, p, draws)
            limits = [wilson(int(k), n) for k in rng.binomial(n, rates)]
            cells.append(np.mean([low <= r <= high for (low, high), r in zip(limits, rates, strict=True)]))
        rows.append(line(f"{p:g}", *shown("shares", cells)))
    return table("Shares (Wilson)", ("P", "100 runs", "1,000 runs", "10,000 runs"), rows)


def signs(r, s, rate):
    """-1 in a fifth of `rate` of the runs, 1 in the rest of it, else 0."""
    return r.choice([-1.0, 0, 1], s, p=[0.2 * rate, 1 - rate, 0.8 * rate])


WORLDS = {
    "a text taken whole or not at all, adopted in 2 of 100": (
        0.02, lambda r, s, rate: 100.0 * (r.random(s) < rate), lambda rate: 100 * rate, 100,
    ),
    "a text that ends anywhere": (0, lambda r, s, _: 100 * r.beta(2, 3, s), lambda _: 40, 100),
    "days, most councils short": (0, lambda r, s, _: r.exponential(20, s), lambda _: 20, 150),
    "part in a failure, 1 in 100 runs": (0.01, signs, lambda rate: 0.6 * rate, 1),
    "part in a failure, thirds": (
        0, lambda r, s, _: r.choice([0, 1 / 3, 1.0], s, p=[0.5, 0.3, 0.2]), lambda _: 0.3, 1,
    ),
}  # fmt: skip
"""What is averaged -> (rate of what is rare, 0 where nothing is; sample of a size by rate; its true mean; its reach)."""


def means(rng, draws):
    """Means of a number a run."""
    rows = []
    for name, (rate, draw, truth, reach) in WORLDS.items():
        cells = [
            np.mean([held(mean_of(draw(rng, n, r), reach), truth(r)) for r in about(rng, rate, draws)])
            for n in (200, 2_000)
        ]
        rows.append(line(name, *shown("means", cells)))
        if max(cells) > 0.97:
            ASIDE["means"] = f"the one above expects {200 * rate:g} runs that count"
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
    return shown("scores", [np.mean([once(n) for _ in range(draws)]) for n in (58, 105)])


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


def indices(draws):
    """First and total Sobol' indices, and the share of luck, of functions for which they are known."""
    sizes, known = (128, 256, 512), np.array([(0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)])
    rows = of_inputs("Ishigami and Homma", ANGLES, ishigami, known, sizes, draws)
    lucky = []
    for world in FUNCTIONS:
        rows += of_inputs(world.name, UNIT, world.seen, true(world, indices_of), sizes, draws)
        (part,) = true(world, luck_of)
        cells = [hit(luck_of, UNIT, world.seen, [part], n, draws)[0] for n in sizes]
        lucky.append(line(world.name, f"{part:.3f}", *shown("luck", cells)))
    heading = ("world", "index", *(f"{n} points" for n in sizes))
    spread = SPREAD.format(councils=COUNCILS) + errors(ANGLES, known, draws)
    luck = table(KINDS["luck"], ("world", "luck", *heading[2:]), lucky)
    return table(KINDS["indices"], heading, rows) + "\n" + spread + luck + "\n" + LUCK


def of_inputs(name, inputs, function, truth, sizes, draws):
    """A row for each index of a world; of an input that moves nothing none, as each index is 0 without any doubt."""
    found = [hit(indices_of, inputs, function, truth, n, draws) for n in sizes]
    return [
        line(name, f"{word} {k + 1}: {truth[j][k]:.3f}", *shown("indices", [cells[j][k] for cells in found]))
        for j, word in enumerate(("first", "total"))
        for k in range(len(inputs))
        if truth[1][k] > 0
    ]


def errors(inputs, known, draws):
    """How far off indices are from one set of points, and from the sets that `outcomes_of` draws as many in, as a table."""
    sizes, ways = (128, POINTS["sensitivity"], 512), {"one set": from_one_set, f"{SETS} sets": from_sets}
    rows = [
        line(name, *(f"{off([way(inputs, n, s) for s in range(1, draws + 1)], known):.3f}" for n in sizes))
        for name, way in ways.items()
    ]
    heading = ("points in", *(f"{n} points" for n in sizes))
    return "\n" + "\n".join([line(*heading), line(*["---"] * len(heading)), *rows]) + "\n"


def parts(rng, draws):
    """Shapley parts, from orders by lot."""
    rows = [
        line(name, f"{rate:g}", f"{part:.3f}", *shown("parts", cells))
        for name, rate, part, cells in games(rng, draws)
    ]
    heading = ("game", "blocks in", "part", "500 runs", "4,000 runs")
    return table(KINDS["parts"], heading, rows) + "\n" + PARTS.format(orders=ORDERS)


def points(rng, draws):
    """Shares of the points of a rule, which are spread evenly."""
    rows, sizes, rule = [], (256, POINTS["discover"]), Rule(rng)
    for rate in (0.5, 0.15, 0.03, 0.003):
        truth, cells = rule.truth(rule.limit(rate)), [rule.held(about(rng, rate, draws), n) for n in sizes]
        rows += [
            line(name, f"{truth[name]:.3f}", *shown("rules", found))
            for name, *found in zip(SHARES, *cells, strict=True)
        ]
    heading = ("share", "true", *(f"{n:,} points" for n in sizes))
    return table(KINDS["rules"], heading, rows) + "\n" + RULES.format(sets=SETS)


SHOWN: dict[str, list[float]] = {}
"""Kind of interval -> the coverage of every cell of its table."""
ASIDE: dict[str, str] = {}
"""Kind of interval -> what the figure sheet says of the worlds that are not between 93% and 97%."""


def shown(kind, cells):
    """Cells of a table, which `docs/reliability.md` sums up by kind."""
    SHOWN.setdefault(kind, []).extend(float(c) for c in cells)
    return [f"{c:.1%}" for c in cells]


def over(kind):
    """How often an interval holds the truth over all its worlds, and in the worst and the best."""
    cells = SHOWN[kind]
    return f"{np.mean(cells):.1%}", f"{min(cells):.1%} to {max(cells):.1%}"


def summed(kind, draws):
    """A table in one line of the figure sheet."""
    cells, (mean, ends) = SHOWN[kind], over(kind)
    inside = sum(0.93 <= c <= 0.97 for c in cells)
    result = f"hold the truth in {mean} on average, {ends}; {inside} of {len(cells)} between 93% and 97%"
    told = "; ".join([result, *filter(None, [ASIDE.get(kind)])])
    return Row(f"95% intervals of {KINDS[kind]}", f"{len(cells)} worlds, each {draws[kind]:,} times", told)


def short():
    """Each kind of interval in a line."""
    rows = [line(what, *over(kind), len(SHOWN[kind])) for kind, what in KINDS.items()]
    return table("in short", ("interval", "over all worlds", "by world", "worlds"), rows)


def range_on(page):
    """The part of the page that `range_coverage.py` makes."""
    return "\n" + page[page.index(RANGE) :] if RANGE in page else ""


def main():
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--draws", type=int, default=4_000)
    draws = parser.parse_args().draws
    rng, fewer, fewest = np.random.default_rng(11), max(2, draws // 2), max(2, draws // 4)
    often, seldom = dict.fromkeys(("shares", "differences"), draws), ("indices", "luck", "parts", "rules")
    times = dict.fromkeys(KINDS, fewer) | often | dict.fromkeys(seldom, fewest)
    tables = [
        shares(rng, draws),
        paired(rng, draws),
        means(rng, fewer),
        scores(rng, fewer),
        indices(fewest),
        parts(rng, fewest),
        points(rng, fewest),
    ]
    error = 196 * (0.95 * 0.05 / draws) ** 0.5
    head, kept = (
        HEAD.format(draws=draws, fewer=fewer, fewest=fewest, error=error),
        range_on(PAGE.read_text(encoding="utf-8")),
    )
    PAGE.write_text(head + "\n".join([short(), *tables]) + kept, encoding="utf-8")
    keep("coverage", "python experiments/coverage.py", [summed(kind, times) for kind in KINDS])
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
