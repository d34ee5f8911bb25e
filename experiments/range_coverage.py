"""Does the range of an answer hold what it promises? Simulated truths, coded with error, and the range from the codings.

usage: python experiments/range_coverage.py [--scenarios 240] [--seed 0] [--out out/range_coverage.json]

A council with one firm opponent and some others is made up; its numbers, a vector of the calibrated set, whether its issue
is lumpy and whether there is an exit are the truth. A coder sees each number with an error of the size found between coders.
The range that `nacsim run` leads with is computed from what was coded; it should hold the chance of adoption under the truth
in 90 of 100 scenarios.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from nacsim import simulate
from nacsim.data.calibrated import calibrated, central
from nacsim.explore.doubt import LEVEL, doubt
from nacsim.results.intervals import wilson
from nacsim.scenario import loads
from nacsim.scenario.format.write import write

ROOM = [f"M{k}" for k in range(15)]
WHAT = ("position", "salience", "resolve")
RUNS = 600  # councils for the chance under the truth


def truth(rng):
    """Stances of a made-up council: most for the text, a few against, each with its own numbers."""
    stances = {m: (rng.uniform(55, 100), rng.uniform(5, 50), rng.uniform(0, 40)) for m in ROOM}
    for m in rng.choice(ROOM, size=rng.integers(1, 4), replace=False):
        stances[m] = (rng.uniform(0, 50), rng.uniform(20, 95), rng.uniform(20, 100))
    return stances


def coded(stances, rng):
    """What a coder sees of them."""
    sd = [100 * central()[f"{what}_sd"] for what in WHAT]
    return {
        m: tuple(np.clip(np.array(row) + sd * rng.standard_normal(3), 0, 100)) for m, row in stances.items()
    }


def scenario(stances, lumpy, more):
    """A scenario of the made-up council."""
    members = {
        m: {k: round(float(v), 3) for k, v in zip(WHAT, row, strict=True)} for m, row in stances.items()
    }
    issue = {"status_quo": 0, "proposed": 80, "lumpy": lumpy}
    return loads(
        write({"title": "made up", "roster": ROOM, "issues": {"text": issue}, "members": members, **more})
    )


def chance_under(stances, lumpy, rng):
    """The chance of adoption under the truth: nothing is uncertain but luck."""
    vector = calibrated()[rng.integers(len(calibrated()))]
    fixed = {
        k: v for k, v in vector.items() if k not in ("rounds", "exit", "exit_bound") and not k.endswith("_sd")
    }
    there = bool(rng.random() < vector["exit_bound"])
    whole = float(rng.random() < vector["lumpy_said" if lumpy else "lumpy_unsaid"])
    more = {
        "uncertainty": {f"{what}_sd": 0 for what in WHAT},
        "procedure": {"opt_out": there},
        "parameters": fixed,
    }
    return float(simulate(scenario(stances, whole, more), RUNS, jobs=1).adopted.mean())


def main():
    """Print and keep the coverage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenarios", type=int, default=240)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("out/range_coverage.json"))
    how = parser.parse_args()
    rng, rows = np.random.default_rng(how.seed), []
    for _ in range(how.scenarios):
        stances, lumpy = truth(rng), bool(rng.random() < 0.5)
        real = chance_under(stances, lumpy, rng)
        said = doubt(scenario(coded(stances, rng), lumpy, {}), seed=int(rng.integers(1 << 30)))
        rows.append((said["low"] - 0.01 <= real <= said["high"] + 0.01, said["high"] - said["low"], real))
    held = sum(row[0] for row in rows)
    low, high = wilson(held, len(rows))
    found = {
        "scenarios": len(rows), "level": LEVEL, "held": held / len(rows), "low": low, "high": high,
        "mean_width": float(np.mean([row[1] for row in rows])),
    }  # fmt: skip
    how.out.parent.mkdir(parents=True, exist_ok=True)
    how.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"The {100 * LEVEL:.0f} % range held the truth in {100 * found['held']:.1f} % of {len(rows)} scenarios "
          f"(95 % interval {100 * low:.1f} to {100 * high:.1f}); "
          f"mean width {100 * found['mean_width']:.0f} points")  # fmt: skip


if __name__ == "__main__":
    main()
