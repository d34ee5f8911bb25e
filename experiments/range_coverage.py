"""Does the range of an answer hold what it promises? Simulated truths, coded with error, and the range from the codings.

usage: python experiments/range_coverage.py [--scenarios 400] [--seed 1] [--write]

A council with one firm opponent and some others is made up; its numbers, a vector of the calibrated set, whether its issue
is lumpy and whether there is an exit are the truth. A coder sees each number with an error of the size found between coders.
The range that `nacsim run` leads with is computed from what was coded; it should hold the chance of adoption under the truth
in 90 of 100 scenarios. And on decisions that two people coded apart, the range from the first one's numbers should hold the
answer from the second's. Some minutes on two cores.
"""

import argparse

import numpy as np
from coverage import PAGE, RANGE
from figure_sheet import Row, keep

from nacsim import simulate
from nacsim.data.calibrated import calibrated, central
from nacsim.explore.doubt import LEVEL, doubt
from nacsim.history.coders import double_codings
from nacsim.results.intervals import wilson
from nacsim.scenario import loads
from nacsim.scenario.format.write import write

ROOM = [f"M{k}" for k in range(15)]
WHAT = ("position", "salience", "resolve")
COMMAND = "python experiments/range_coverage.py --write"
RUNS = 600  # councils for the chance under the truth
SLACK = 0.01
PART = (
    RANGE
    + """

Made by `python experiments/range_coverage.py --write`. `nacsim run` leads with the {level:.0f} % range over all that is not
known. In a made-up council everything is known: the stances, whether an issue is taken whole or not at all, whether there is
an exit, the parameters. A coder sees the stances with the errors found between coders, and the range from the coded numbers
either holds the true chance of adoption or does not. Decisions that two people coded apart are the same question with real
coders: does the range from one's numbers hold the answer from the other's? A range on made-up councils is {width:.0f} points
wide on average.

| what | held | of 100 (95 %) |
| --- | --- | --- |
{rows}
"""
)


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


def made_up(scenarios, seed):
    """Whether the range holds the truth of made-up councils, and how wide it is; and of those whose end is not certain."""
    rng, rows = np.random.default_rng(seed), []
    for _ in range(scenarios):
        stances, lumpy = truth(rng), bool(rng.random() < 0.5)
        real = chance_under(stances, lumpy, rng)
        said = doubt(scenario(coded(stances, rng), lumpy, {}), seed=int(rng.integers(1 << 30)))
        rows.append((holds(said, real), said["high"] - said["low"], SLACK < real < 1 - SLACK))
    held, width, open_ = np.array(rows, float).T
    return share(held) | {"mean_width": float(width.mean())}, share(held[open_ > 0])


def two_coders():
    """Whether the range from one person's numbers holds the answer from another's, on decisions coded twice."""
    whole, numbers = [], []
    for first, second, coder in double_codings():
        if coder != 2:
            continue
        said = doubt(first.scenario)
        real = float(simulate(second.scenario, 2_000).adopted.mean())
        whole.append(holds(said, real))
        numbers.append(holds(said["numbers"], real))
    return share(np.array(whole)), share(np.array(numbers))


def holds(said, real):
    """Whether a range holds a chance, to a hundredth, which is about the dice of the chance itself."""
    return said["low"] - SLACK <= real <= said["high"] + SLACK


def share(held):
    """How many of them hold, with the interval of the dice."""
    low, high = wilson(int(held.sum()), len(held))
    return {"of": len(held), "held": int(held.sum()), "share": float(held.mean()), "low": low, "high": high}


def line(what, found):
    """A line of the table."""
    span = f"{100 * found['low']:.0f} to {100 * found['high']:.0f}"
    return f"| {what} | {found['held']} of {found['of']} | {100 * found['share']:.1f} ({span}) |"


def in_short(what, found):
    """The same in a line of the figure sheet."""
    result = f"hold the answer in {100 * found['share']:.0f} of 100 ({100 * found['low']:.0f} to {100 * found['high']:.0f})"
    return Row(
        f"the {100 * LEVEL:.0f}% range that a run leads with, on {what}", f"{found['of']} councils", result
    )


def main():
    """Print the coverage, and write it into docs/coverage.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenarios", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the table into docs/coverage.md")
    how = parser.parse_args()
    (made, unsure), (whole, numbers) = made_up(how.scenarios, how.seed), two_coders()
    rows = [
        line("made-up councils, the whole range", made),
        line("those of them whose end is not certain under the truth", unsure),
        line("another person's numbers, the whole range", whole),
        line("another person's numbers, the range over judged and calibrated numbers alone", numbers),
    ]
    told = PART.format(level=100 * LEVEL, width=100 * made["mean_width"], rows="\n".join(rows))
    print(told)
    if how.write:
        page = PAGE.read_text(encoding="utf-8").split(RANGE)[0].rstrip("\n")
        PAGE.write_text(f"{page}\n\n{told}", encoding="utf-8")
        keep(
            "range",
            COMMAND,
            [in_short("made-up councils", made), in_short("another person's numbers", whole)],
        )


if __name__ == "__main__":
    main()
