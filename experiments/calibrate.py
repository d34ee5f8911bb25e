"""What values of the global parameters make 58 past decisions likely, and how well do they forecast one left out?

    python experiments/calibrate.py [fit | folds | ablate | ship] ... [--out out/calibration]

`fit` samples the posterior of the global parameters under the simulated likelihood of `nacsim.history.likelihood` (flat
priors on PRIOR, affine-invariant ensemble sampling with differential-evolution moves: Goodman & Weare 2010; Ter Braak
2006; the library emcee) and scores each decision by leave-one-out importance sampling (Gelfand 1996; truncated as in
Ionides 2008). `folds` checks that by brute force: ten folds, each fitted without its cases. `ablate` fits the model with
one mechanism at a time switched off. `ship` writes the calibrated set of the package. Without words: all four. Every step
leaves a file and is not done again; a killed fit goes on where it stopped.
"""

import argparse
import json
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: the threads are ours

import emcee
import numpy as np

from nacsim.history.cases import read_cases
from nacsim.history.likelihood import forecasts, log_likelihood
from nacsim.history.scores import chance
from nacsim.vocabulary import PARAMETERS

ROOT = Path(__file__).resolve().parent.parent
HISTORY = ROOT / "scenarios" / "history"
SHIPPED = ROOT / "sim" / "nacsim" / "data" / "calibrated.csv"
PRIOR = {  # lowest, highest, and whether flat in the logarithm; wide: what a reader would call possible
    "isolation": (0.02, 1.5, True),
    "self_reliance": (0, 1, False),
    "openness": (0, 0.9, False),
    "aspiration": (0, 1, False),
    "deadline": (0, 1, False),
    "tau": (0.2, 1, False),
    "hiding": (0, 1, False),
    "lasting_luck": (0.02, 0.4, True),
    "fresh_luck": (0.01, 0.2, True),
    "heed": (0.3, 60, True),
    "heed_conditions": (1, 1000, True),
    "reserve": (0, 0.7, False),
    "amends": (0.1, 1, False),
    "side_payments": (0.002, 0.2, True),
    "standing_aside": (0.1, 10, True),
    "awe": (0.05, 4, True),
    "reservation": (0, 1, False),
    "patience": (0.5, 6.5, False),
    "rounds": (2.5, 12.5, False),
    "position_sd": (0.02, 0.15, False),
}
FIXED = {
    "pressure": 0.1
}  # history codes the pull of outsiders into positions, so it cannot say how strong it is
NEUTRAL = {  # each mechanism, and the value at which it does nothing
    "isolation": {"isolation": 0.0},
    "standing aside": {"standing_aside": 0.0},
    "sponsors' reserve": {"reserve": 0.0},
    "aspiration": {"aspiration": 0.0},
    "side payments": {"side_payments": 0.0},
    "hiding": {"hiding": 0.0},
    "heeding objectors": {"heed": 0.0, "heed_conditions": 0.0},
    "awe of the powerful": {"awe": 0.0},
    "deadline effect": {"deadline": 0.0},
    "self-reliance": {"self_reliance": 0.0},
    "consultation": {"openness": 0.0},
    "lasting luck": {"lasting_luck": 0.0},
}
RATE = 2.0  # learning rate of the generalised posterior (Bissiri, Holmes & Walker 2016): scores are not densities
WALKERS, RUNS = 64, 64  # vectors at a time; councils per vector and decision
STEPS, BURN = 220, 140
FOLD_STEPS, FOLD_BURN = 100, 70
TRIED = 8  # points of the prior tried for each walker; the best start
SAMPLE = 1024  # points of the posterior that forecasts are made from
SET = 256  # vectors shipped: a power of two, so that a 16-bit word picks each equally often
FOLDS = 10


def vectors(unit, fixed):
    """Parameters by name from points (V, P) of the unit cube; `fixed` ones are the same for all."""
    free = [name for name in PRIOR if name not in fixed]
    out = {name: np.full(len(unit), value) for name, value in (FIXED | fixed).items()}
    for name, u in zip(free, np.asarray(unit).T, strict=True):
        low, high, log = PRIOR[name]
        out[name] = low * (high / low) ** u if log else low + (high - low) * u
    return out


def fit(cases, path, pool, fixed=None, steps=STEPS, burn=BURN, seed=0):
    """Posterior sample: points (S, P) and what each says of every case. Kept in `path`, resumed from there."""
    fixed = fixed or {}
    dims, rng = len(PRIOR) - sum(name in PRIOR for name in fixed), np.random.default_rng(seed)

    def log_posterior(points):
        inside = ((points >= 0) & (points <= 1)).all(1)
        found = np.full((len(points), 1 + len(cases)), -np.inf)
        if inside.any():
            said = forecasts(cases, vectors(points[inside], fixed), RUNS, pool)
            each = RATE * np.array([log_likelihood(c, s, RUNS) for c, s in zip(cases, said, strict=True)]).T
            found[inside] = np.column_stack([each.sum(1), each])
        return found

    kind = emcee.moves
    sampler = emcee.EnsembleSampler(
        WALKERS,
        dims,
        log_posterior,
        vectorize=True,
        moves=[(kind.DEMove(), 0.7), (kind.DESnookerMove(), 0.3)],
    )
    sampler.random_state = np.random.RandomState(seed).get_state()
    chain, state = resume(path, sampler) if path.exists() else ([], None)
    if state is None:
        tried = rng.uniform(size=(TRIED * WALKERS, dims))
        state = emcee.State(tried[np.argsort(-log_posterior(tried)[:, 0])[:WALKERS]])
    while len(chain) < steps:
        state = sampler.run_mcmc(state, 1, store=False, skip_initial_state_check=True)
        chain.append((state.coords.copy(), state.log_prob.copy(), np.asarray(state.blobs).copy()))
        if len(chain) % 10 == 0:
            keep(path, chain, sampler.random_state)
            print(f"{path.name}: step {len(chain)} of {steps}, log L {state.log_prob.mean():.1f}", flush=True)
    keep(path, chain, sampler.random_state)
    return tuple(np.concatenate([part[k] for part in chain[burn:]]) for k in (0, 2))


def keep(path, chain, random_state):
    """Write the chain down in one go."""
    part = path.with_suffix(".part.npz")
    coords, log_prob, blobs = (np.array([step[k] for step in chain]) for k in range(3))
    np.savez(part, coords=coords, log_prob=log_prob, blobs=blobs, key=random_state[1], place=random_state[2])
    part.replace(path)


def resume(path, sampler):
    """The chain so far and the state to go on from."""
    kept = np.load(path)
    sampler.random_state = ("MT19937", kept["key"], int(kept["place"]), 0, 0.0)
    chain = list(zip(kept["coords"], kept["log_prob"], kept["blobs"], strict=True))
    return chain, emcee.State(*(a.copy() for a in chain[-1][:2]), blobs=chain[-1][2].copy())


def thin(points, likelihoods, size, seed=0):
    """`size` of the points without putting any back, and their log likelihoods."""
    pick = np.random.default_rng(seed).choice(len(points), size, replace=False)
    return points[pick], likelihoods[pick]


def leave_one_out(likelihoods, said):
    """Out-of-sample forecast of each case: the sample weighted as if the case had not been seen.

    Weights 1 / L_i, truncated at sqrt(S) times their mean. Gives (forecasts, effective sample sizes).
    """
    found, sizes = [], []
    for i in range(len(said)):
        weight = np.exp(likelihoods[:, i].min() - likelihoods[:, i])
        weight = weight / weight.mean()
        weight = np.minimum(weight, np.sqrt(len(weight)))
        weight /= weight.sum()
        found.append({name: np.tensordot(weight, values, 1) for name, values in said[i].items()})
        sizes.append(1 / (weight**2).sum())
    return found, np.array(sizes)


def mean_forecast(said):
    """The forecast of a whole sample, each vector counting the same."""
    return [{name: values.mean(0) for name, values in one.items()} for one in said]


def score(cases, said, runs):
    """Table (cases, 7): log score, Brier, text error, true, false and missed objectors, chance of adoption."""
    rows = []
    for case, one in zip(cases, said, strict=True):
        p = float(chance(one["outcomes"][:4].sum(), runs))
        coded = ~np.isnan(case.text)
        off = abs(one["text"] - case.text)[coded].mean() if coded.any() else np.nan
        named, did = one["first"] > runs / 2, np.isin(case.room, case.blockers)
        voices = (named & did).sum(), (named & ~did).sum(), (~named & did).sum()
        rows.append((-np.log(p if case.adopted else 1 - p), (p - case.adopted) ** 2, off, *voices, p))
    return np.array(rows, float)


def summary(table):
    """The four headline scores of a table."""
    log, brier, off = np.nanmean(table[:, :3], axis=0)
    true, false, missed = table[:, 3:6].sum(0)
    f1 = 2 * true / max(1, 2 * true + false + missed)
    return {"log_score": log, "brier": brier, "text": off, "f1": f1}


def show(name, table):
    """One line."""
    print(f"{name:24s}", " ".join(f"{k} {v:.3f}" for k, v in summary(table).items()), flush=True)


def fit_and_score(cases, out, name, pool, fixed=None, steps=STEPS, burn=BURN):
    """A fit to all cases: sample and leave-one-out table."""
    points, likelihoods = fit(cases, out / f"{name}.npz", pool, fixed, steps, burn)
    points, likelihoods = thin(points, likelihoods, SAMPLE)
    said = forecasts(cases, vectors(points, fixed or {}), RUNS, pool, seed=1)
    found, sizes = leave_one_out(likelihoods, said)
    table = score(cases, found, RUNS)
    np.save(out / f"{name}_loo.npy", table)
    show(f"{name}, in sample", score(cases, mean_forecast(said), RUNS))
    show(f"{name}, left out", table)
    print(f"   effective sample of the least: {sizes.min():.0f} of {SAMPLE}")
    return points, table


def folds(cases, out, pool):
    """Ten folds, each forecast by a fit that never saw its cases."""
    fold = np.random.default_rng(0).permutation(len(cases)) % FOLDS
    table = np.zeros((len(cases), 7))
    for k in range(FOLDS):
        seen, unseen = (
            [c for c, f in zip(cases, fold, strict=True) if (f == k) == left] for left in (False, True)
        )
        points, _ = fit(seen, out / f"fold{k}.npz", pool, steps=FOLD_STEPS, burn=FOLD_BURN, seed=k)
        points, _ = thin(points, points, SAMPLE)
        said = forecasts(unseen, vectors(points, {}), RUNS, pool, seed=1)
        table[fold == k] = score(unseen, mean_forecast(said), RUNS)
    np.save(out / "folds.npy", table)
    show("ten folds", table)
    return table


def paired(table, other, draws=4000, seed=0):
    """95 % intervals, over cases drawn in pairs, of `table` minus `other` on the headline scores."""
    rng, n = np.random.default_rng(seed), len(table)
    picks = rng.integers(0, n, (draws, n))
    gaps = [
        [a - b for a, b in zip(summary(table[i]).values(), summary(other[i]).values(), strict=True)]
        for i in picks
    ]
    return np.quantile(gaps, [0.025, 0.975], axis=0)


def ablate(cases, out, pool, full):
    """The model without one mechanism at a time, fitted anew, beside the full one."""
    lines = {"full": summary(full)}
    for name, fixed in NEUTRAL.items():
        file = "without_" + name.replace(" ", "_").replace("'", "")
        _, table = fit_and_score(cases, out, file, pool, fixed, FOLD_STEPS, FOLD_BURN)
        low, high = paired(table, full)
        lines[name] = summary(table) | {"low": low.tolist(), "high": high.tolist()}
        (out / "ablation.json").write_text(json.dumps(lines, indent=1))


def ship(points):
    """Write the calibrated set of the package: rounded, one vector a line, in the order drawn."""
    found = vectors(points, {})
    lines = [",".join(PARAMETERS)]
    for k in range(SET):
        lines.append(",".join(f"{found[name][k]:.4g}" for name in PARAMETERS))
    SHIPPED.write_text("\n".join(lines) + "\n")


def main():
    """Do what the words say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("steps", nargs="*", default=["fit", "folds", "ablate", "ship"])
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "calibration")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    cases, _ = read_cases(HISTORY)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        points, full = fit_and_score(cases, asked.out, "full", pool)
        if "ship" in asked.steps:
            ship(points)
        if "folds" in asked.steps:
            folds(cases, asked.out, pool)
        if "ablate" in asked.steps:
            ablate(cases, asked.out, pool, full)


if __name__ == "__main__":
    main()
