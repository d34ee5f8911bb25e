"""What values of the global parameters make past decisions likely, and how well do they forecast those left out?

    python experiments/calibrate.py [sample | rate | folds | ablate | lockbox | ship] ... [--out out/calibration]

The posterior of the global parameters under the simulated likelihood of `nacsim.history.likelihood` is sampled by adaptive
importance sampling: points of the prior first, then, stage by stage, points around those that the past makes likely, each
weighted by its prior over the mixture of all proposals (population Monte Carlo, Cappé et al. 2004; deterministic mixture
weights, Owen & Zhou 2000). It goes on until the effective sample of the posterior reaches ENOUGH. Since each point knows
what it says of each case, every subset of cases is a reweighting: ten folds, each case left out, histories that the model
itself made up (`rate`), and the choice of mechanisms inside the folds (`ablate`).

`sample` and all that follows leave the lockbox (`scenarios/history/lockbox.txt`) unread until `lockbox` opens it, once;
`ship` then takes all cases and writes the calibrated set. Every step leaves a file and is not done again.
"""

import argparse
import json
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: the workers are ours

import numpy as np

from nacsim.history.cases import read_cases
from nacsim.history.likelihood import CELL, CELLS, forecasts, log_end, log_likelihood, speaks
from nacsim.history.scores import chance
from nacsim.vocabulary import ADOPTED

ROOT = Path(__file__).resolve().parent.parent
HISTORY = ROOT / "scenarios" / "history"
SHIPPED = ROOT / "sim" / "nacsim" / "data" / "calibrated.csv"
PRIOR = {  # lowest, highest, whether flat in the logarithm, and why
    "isolation": (
        0.6,
        3,
        True,
        "nearly no text costs a member more than 0.6, and without resolve none may block it",
    ),
    "openness": (0, 0.9, False, "from deaf to nearly all ears"),
    "aspiration": (0, 0.95, False, "below 1: who gets exactly its wish never objects"),
    "hiding": (0.001, 0.5, True, "the second voice is heard at half of the first at the latest"),
    "intensity": (0.1, 0.6, False, "coders differ by a tenth; governments surprise by no more than half"),
    "reserve": (0.5, 0.85, False, "sponsors drop what keeps less than half of what they want"),
    "exit": (0.1, 0.7, False, "where taking part is the matter, neither never nor always"),
    "exit_bound": (0, 0.1, False, "where the matter binds all, hardly ever"),
    "elsewhere": (0.02, 0.2, False, "a fifth at most is decided by what no stance explains"),
}
DEFAULT = {
    "tau": 0.5,
    "amends": 0.5,
    "side_payments": 0.0,
}  # not sampled: the past cannot tell them apart (`ablate`)
VARIANTS = {  # what is changed in each, and which parameters are sampled besides; the first is the model
    "full": ({}, {}),
    "without consultation": ({"openness": 0.0}, {}),
    "without aspiration": ({"aspiration": 0.0}, {}),
    "without hiding": ({"hiding": 0.0}, {}),
    "without doubt about intensity": ({"intensity": 0.0}, {}),
    "without the sponsors' reserve": ({"reserve": 0.0}, {}),
    "without exits": ({"exit": 0.0, "exit_bound": 0.0}, {}),
    "one chance of an exit": ({"exit_bound": None}, {}),
    "without decisions elsewhere": ({"elsewhere": 0.0}, {}),
    "lumpy exactly as coded": ({"lumpy_said": 1.0, "lumpy_unsaid": 0.0}, {}),
    "no error in the codings": ({"position_sd": 0.0, "salience_sd": 0.0, "resolve_sd": 0.0}, {}),
    "errors of the codings half as large again": (
        {"position_sd": 0.075, "salience_sd": 0.18, "resolve_sd": 0.09},
        {},
    ),
    "with side payments": ({}, {"side_payments": (0.005, 0.2, True)}),
    "with a free step of redrafts": ({}, {"amends": (0.15, 1, False)}),
    "with a free neutral point of conditions": ({}, {"tau": (0.2, 0.9, False)}),
}
FIRST, NEXT, ENOUGH, MOST = (
    1024,
    512,
    250,
    12,
)  # points of the first stage and the next, effective sample, stages
RATES = (0.25, 0.5, 1.0, 2.0)
RATE = 1.0  # of RATES the one whose 80 % intervals hold 80 % of made-up truths
RUNS = 64  # councils per vector and decision
SET = 256  # vectors shipped: a power of two, so that a 16-bit word picks each equally often
FOLDS = 10


class Sample:
    """Points of the unit cube, the log density they were proposed with, and what each says of every case."""

    def __init__(self, cases, variant, path, pool, seed=0):
        fixed, more = VARIANTS[variant]
        self.cases, self.fixed, self.path, self.pool = cases, fixed, path, pool
        self.prior = {k: v[:3] for k, v in PRIOR.items() if k not in fixed} | more
        self.rng = np.random.default_rng(seed)
        self.points = np.zeros((0, len(self.prior)))
        self.log_q, self.stages, self.said, self.log_l = None, [], None, np.zeros((0, len(cases)))

    def vectors(self, points):
        """Parameters by name from points (V, P)."""
        size = len(points)
        out = {name: np.full(size, value) for name, value in DEFAULT.items()}
        for name, u in zip(self.prior, points.T, strict=True):
            low, high, log = self.prior[name]
            out[name] = low * (high / low) ** u if log else low + (high - low) * u
        for name, value in self.fixed.items():
            out[name] = out["exit"] if value is None else np.full(size, value)
        return out

    def add(self, points, seed=0):
        """Ask what new points say of every case."""
        said = forecasts(self.cases, complete(self.vectors(points)), RUNS, self.pool, seed)
        new = np.array([log_likelihood(c, s, RUNS) for c, s in zip(self.cases, said, strict=True)]).T
        said = [{k: v.astype(np.float32) for k, v in one.items()} for one in said]
        both = zip(self.said or said, said, strict=True)
        self.said = (
            said if self.said is None else [{k: np.concatenate([a[k], b[k]]) for k in a} for a, b in both]
        )
        self.points, self.log_l = np.vstack([self.points, points]), np.vstack([self.log_l, new])

    def weights(self, among, rate=RATE):
        """Normalised posterior weights (V,) given the cases `among`, a mask or indices."""
        log = rate * self.log_l[:, among].sum(1) - self.log_q
        weight = np.exp(log - log.max())
        return weight / weight.sum()

    def grow(self, among, rate=RATE):
        """Stage after stage until the effective sample is enough."""
        self.add(self.rng.random((FIRST, len(self.prior))))
        self.log_q = np.zeros(FIRST)
        while effective(self.weights(among, rate)) < ENOUGH and len(self.stages) < MOST:
            weight = self.weights(among, rate)
            centres, width = self.aim(weight)
            self.stages.append((centres, width))
            self.add(
                reflected(
                    centres[self.rng.integers(len(centres), size=NEXT)]
                    + width * self.rng.standard_normal((NEXT, len(self.prior)))
                )
            )
            self.log_q = self.mixture()
            print(
                f"{self.path.name}: {len(self.points)} points, effective {effective(self.weights(among, rate)):.0f}",
                flush=True,
            )
        return self

    def aim(self, weight):
        """Where the next stage proposes: likely points, and a width around them by Silverman's rule."""
        pick = self.rng.choice(len(weight), size=NEXT, p=weight)
        mean = weight @ self.points
        spread = np.sqrt(weight @ (self.points - mean) ** 2)
        dims = len(self.prior)
        width = spread * (4 / (dims + 2) / max(effective(weight), 8)) ** (1 / (dims + 4))
        return self.points[pick], np.maximum(width, 0.03)

    def mixture(self):
        """Log density of all points under all stages together, each as often as it was drawn from."""
        total = np.full(len(self.points), FIRST, float)
        for centres, width in self.stages:
            total += NEXT * kernel(self.points, centres, width)
        return np.log(total / (FIRST + NEXT * len(self.stages)))

    def mean(self, weight, case):
        """The forecast of one case by the weighted sample."""
        return {name: np.tensordot(weight, values, 1) for name, values in self.said[case].items()}


def complete(vectors):
    """Vectors with a value for every parameter that is not theirs, as `sampling` wants them."""
    from nacsim.vocabulary import PARAMETERS

    size = len(next(iter(vectors.values())))
    return {name: vectors.get(name, np.full(size, entry.default)) for name, entry in PARAMETERS.items()}


def reflected(points):
    """Points folded back into the unit cube."""
    points = np.abs(points)
    return np.clip(1 - np.abs(1 - points), 0, 1)


def kernel(points, centres, width):
    """Mean density (V,) of normal kernels about centres, folded at the walls of the cube."""
    out = np.zeros(len(points))
    for centre in centres:
        density = np.ones(len(points))
        for k, w in enumerate(width):
            images = (centre[k], -centre[k], 2 - centre[k])
            density *= sum(np.exp(-0.5 * ((points[:, k] - c) / w) ** 2) for c in images) / (
                w * np.sqrt(2 * np.pi)
            )
        out += density
    return out / len(centres)


def effective(weight):
    """Effective size of a weighted sample (Kish 1965)."""
    return 1 / (weight**2).sum()


def score(case, one):
    """A row of scores: log, Brier, text error, true, false and missed objectors, chance, in the 90 % interval, ever."""
    p = float(chance(one["outcomes"][: len(ADOPTED)].sum(), RUNS))
    coded = ~np.isnan(case.text)
    off = abs(one["text"] - case.text)[coded].mean() if coded.any() else np.nan
    named, did = one["first"] > RUNS / 2, np.isin(case.room, case.blockers)
    voices = (named & did).sum(), (named & ~did).sum(), (~named & did).sum()
    inside = (
        np.mean([within(one["ends"][d], case.text[d]) for d in np.flatnonzero(coded)])
        if coded.any()
        else np.nan
    )
    y = case.adopted
    return (-np.log(p if y else 1 - p), (p - y) ** 2, off, *voices, p, inside, y, case.ever)


def within(ends, seen):
    """Whether the 90 % interval of a final text, from counts of its ends, holds what was seen."""
    share = np.cumsum(ends) / ends.sum()
    low = CELL * np.searchsorted(share, 0.05) - CELL / 2
    high = CELL * np.searchsorted(share, 0.95 - 1e-9) + CELL / 2
    return low <= seen <= high


NAMES = ("log", "brier", "text", "true", "false", "missed", "p", "inside", "adopted", "ever")


def summary(table):
    """The headline scores of a table (cases, scores)."""
    by = dict(zip(NAMES, np.asarray(table, float).T, strict=True))
    p, ever = by["p"], by["ever"]
    high = p > 0.9
    named = by["true"].sum()
    return {
        "log": np.mean(by["log"]), "brier": np.mean(by["brier"]), "text": np.nanmean(by["text"]),
        "f1": 2 * named / max(1, 2 * named + by["false"].sum() + by["missed"].sum()),
        "inside": np.nanmean(by["inside"]),
        "came true above 90": by["adopted"][high].mean() if high.any() else np.nan, "n above 90": int(high.sum()),
        "slope": slope(p, by["adopted"]),
        "log, ever": np.mean(-np.log(np.where(ever == 1, p, 1 - p))), "brier, ever": np.mean((p - ever) ** 2),
    }  # fmt: skip


def slope(p, happened):
    """Slope of the logistic recalibration of chances (Cox 1958): 1 if they are as sure as they may be."""
    from nacsim.history import logistic

    logit = np.log(p / (1 - p))[:, None]
    return float(logistic.fit(logit, happened.astype(float), ridge=1e-6)[1])


def show(name, table):
    """One line."""
    print(f"{name:44s}", "  ".join(f"{k} {v:.3f}" for k, v in summary(table).items()), flush=True)


def left_out(sample, among, rate=RATE):
    """Table of the cases `among` (indices), each forecast by the posterior of the others."""
    return np.array([
        score(sample.cases[i], sample.mean(sample.weights([j for j in among if j != i], rate), i)) for i in among
    ])  # fmt: skip


def folds_of(cases, seed=0):
    """The fold of each case: adopted and not, of the first set and of the later one, in proportion."""
    rng, fold = np.random.default_rng(seed), np.zeros(len(cases), int)
    strata = {}
    for k, case in enumerate(cases):
        strata.setdefault((case.adopted, case.scenario.category.startswith("other")), []).append(k)
    start = 0
    for members in strata.values():
        for place, k in enumerate(rng.permutation(members)):
            fold[k] = (start + place) % FOLDS
        start += len(members)
    return fold


def nested(samples, among, rate=RATE):
    """Ten folds, each forecast by the variant that the others choose: (table, choices).

    Inside a fold the variants are compared by their scores on cases left out; the shortest within one standard error of
    the best is taken (Breiman et al. 1984).
    """
    cases = next(iter(samples.values())).cases
    fold, table, chosen = folds_of([cases[i] for i in among]), [None] * len(among), []
    for k in range(FOLDS):
        seen = [i for i, f in zip(among, fold, strict=True) if f != k]
        name = choose({v: left_out(s, seen, rate)[:, 0] for v, s in samples.items()}, samples)
        chosen.append(name)
        weight = samples[name].weights(seen, rate)
        for place, i in enumerate(among):
            if fold[place] == k:
                table[place] = score(cases[i], samples[name].mean(weight, i))
    return np.array(table), chosen


def choose(logs, samples):
    """The variant with the fewest parameters whose log score is within one standard error of the best."""
    best = min(logs, key=lambda v: logs[v].mean())

    def near(v):
        gap = logs[v] - logs[best]
        return gap.mean() <= gap.std(ddof=1) / np.sqrt(len(gap)) if v != best else True

    return min(filter(near, logs), key=lambda v: (len(samples[v].prior), logs[v].mean()))


def paired(table, other, draws=4000, seed=0):
    """95 % intervals, over cases drawn in pairs, of `table` minus `other` on the headline scores."""
    rng, n = np.random.default_rng(seed), len(table)
    gaps = []
    for _ in range(draws // 10):
        pick = rng.integers(0, n, n)
        a, b = summary(table[pick]), summary(other[pick])
        gaps.append([a[k] - b[k] for k in ("log", "brier", "text", "f1")])
    return np.quantile(gaps, [0.025, 0.975], axis=0)


def coverage(sample, among, rate, histories=60, seed=0):
    """Share of parameters whose 80 % interval, refitted to a history that they made up, holds them.

    A history takes each case from one council of the point that is tried; its likelihood is that of the real one.
    """
    rng, hits = np.random.default_rng(seed), []
    truth = rng.choice(len(sample.points), size=histories, p=sample.weights(among, rate))
    for t in truth:
        log = rate * sum(invented(sample, i, t, rng) for i in among) - sample.log_q
        log[t] = -np.inf  # it must not find itself
        weight = np.exp(log - log.max())
        weight /= weight.sum()
        for k in range(sample.points.shape[1]):
            order = np.argsort(sample.points[:, k])
            at = np.interp(sample.points[t, k], sample.points[order, k], np.cumsum(weight[order]))
            hits.append(0.1 <= at <= 0.9)
    return float(np.mean(hits))


def invented(sample, i, t, rng):
    """Log likelihood (V,) of every point for a made-up end of case i, drawn from what point t says of it."""
    said = sample.said[i]
    adopted = rng.random() < chance(said["outcomes"][t, : len(ADOPTED)].sum(), RUNS)
    text = np.array([CELL * rng.choice(CELLS, p=ends / ends.sum()) for ends in said["ends"][t]])
    voices = speaks(said, RUNS)[t]
    return log_end(adopted, text, rng.random(len(voices)) < voices, said, RUNS)


def sampled(variant, cases, among, out, pool, name=None):
    """A sample, made or read."""
    import pickle

    path = out / f"{(name or variant).replace(' ', '_')}.pkl"
    if path.exists():
        found = pickle.loads(path.read_bytes())
        found.pool = pool
        return found
    found = Sample(cases, variant, path, pool).grow(among)
    found.pool, kept = None, found.pool
    path.write_bytes(pickle.dumps(found))
    found.pool = kept
    return found


def locked():
    """Names of the cases in the lockbox."""
    return set((HISTORY / "lockbox.txt").read_text(encoding="utf-8").split())


def ship(sample, seed=0):
    """Write the calibrated set of the package: drawn from the posterior, rounded, one vector a line."""
    weight = sample.weights(np.arange(len(sample.cases)))
    pick = np.random.default_rng(seed).choice(len(weight), size=SET, p=weight)
    found = sample.vectors(sample.points[pick])
    lines = [",".join(found)] + [",".join(f"{found[name][k]:.4g}" for name in found) for k in range(SET)]
    SHIPPED.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    """Do what the words say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("steps", nargs="*", default=["sample", "rate", "folds", "ablate", "lockbox", "ship"])
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "calibration")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    every, _ = read_cases()
    cases = [case for case in every if case.name not in locked()]
    among = np.arange(len(cases))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for step in asked.steps:
            STEPS[step](every, cases, among, asked.out, pool)


def do_sample(every, cases, among, out, pool):
    """Fit the model to all but the lockbox."""
    sample = sampled("full", cases, among, out, pool)
    weight = sample.weights(among)
    show("in sample", [score(c, sample.mean(weight, i)) for i, c in enumerate(cases)])
    show("each left out", left_out(sample, among))
    for name, u in sample.vectors(sample.points).items():
        order = np.argsort(u)
        marks = np.interp((0.05, 0.5, 0.95), np.cumsum(weight[order]), u[order])
        print(f"   {name:16s}", "  ".join(f"{v:.3f}" for v in marks))


def do_rate(every, cases, among, out, pool):
    """Coverage of 80 % intervals at each learning rate."""
    sample = sampled("full", cases, among, out, pool)
    found = {rate: coverage(sample, among, rate) for rate in RATES}
    (out / "rate.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    print("coverage of 80 % intervals by learning rate:", found)


def do_folds(every, cases, among, out, pool):
    """Ten folds of the full model alone."""
    sample = sampled("full", cases, among, out, pool)
    show("ten folds", nested({"full": sample}, among)[0])


def do_ablate(every, cases, among, out, pool):
    """Every variant fitted anew, left out, beside the full model; then the choice inside the folds."""
    samples = {variant: sampled(variant, cases, among, out, pool) for variant in VARIANTS}
    tables = {variant: left_out(sample, among) for variant, sample in samples.items()}
    lines = {}
    for variant, table in tables.items():
        show(variant, table)
        lines[variant] = {k: float(v) for k, v in summary(table).items()} | {
            "parameters": len(samples[variant].prior)
        }
        if variant != "full":
            low, high = paired(table, tables["full"])
            lines[variant] |= {"low": low.tolist(), "high": high.tolist()}
    (out / "ablation.json").write_text(json.dumps(lines, indent=1), encoding="utf-8")
    table, chosen = nested(samples, among)
    show("nested", table)
    print("chosen:", chosen)
    np.save(out / "nested.npy", table)


def do_lockbox(every, cases, among, out, pool):
    """Open the lockbox: its cases forecast by the posterior of all the others."""
    sample = sampled("full", cases, among, out, pool)
    box = [case for case in every if case.name in locked()]
    path = out / "lockbox.json"
    if path.exists():
        print("the lockbox has been opened:", path.read_text(encoding="utf-8"))
        return
    pick = np.random.default_rng(0).choice(len(sample.points), size=512, p=sample.weights(among))
    said = forecasts(box, complete(sample.vectors(sample.points[pick])), RUNS, pool, seed=1)
    table = [score(c, {k: v.mean(0) for k, v in one.items()}) for c, one in zip(box, said, strict=True)]
    show("lockbox", table)
    found = {"summary": {k: float(v) for k, v in summary(table).items()}}
    found["cases"] = {
        c.name: {"p": row[6], "adopted": bool(row[8])} for c, row in zip(box, table, strict=True)
    }
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")


def do_ship(every, cases, among, out, pool):
    """Fit to all cases, lockbox included, score each left out and in ten folds, and write the set."""
    everything = np.arange(len(every))
    sample = sampled("full", every, everything, out, pool, "everything")
    show("all, each left out", left_out(sample, everything))
    table, _ = nested({"full": sample}, everything)
    show("all, ten folds", table)
    np.save(out / "folds.npy", table)
    lines = ["case,chance,adopted"] + [
        f"{c.name},{row[6]:.4f},{int(row[8])}" for c, row in zip(every, table, strict=True)
    ]
    SHIPPED.with_name("record.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ship(sample)


STEPS = {
    "sample": do_sample, "rate": do_rate, "folds": do_folds, "ablate": do_ablate, "lockbox": do_lockbox, "ship": do_ship
}  # fmt: skip

if __name__ == "__main__":
    main()
