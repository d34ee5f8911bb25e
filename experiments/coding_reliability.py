"""Would another coder have got other scores? Two codings of the same decisions, and the scores under errors.

usage: python experiments/coding_reliability.py [--shakes 20] [--runs 2000] [--out DIR]

Prints how far the other codings are from the first (scenarios/history/agreement.json, which history_table.py
makes, has the whole of it), how far the model's answers move with them, and the spread of the scores over the
first 58 decisions when positions, salience and resolve are all given errors of the size found between coders.
Writes coding_reliability.json, .png and .svg to DIR (default: out/coding_reliability). About 3 minutes on two
cores.
"""

import argparse
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from nacsim.history.baselines import baselines
from nacsim.history.cases import blind, read_cases
from nacsim.history.coders import coding_agreement, double_codings
from nacsim.history.forecasts import model_forecast
from nacsim.history.reliability import agreement, differences, pool, result_moved, shaken
from nacsim.history.tables import STATISTICS, score_table
from nacsim.plots import robustness, save

SCORES = ("log_score", "brier", "text_mae", "f1")


def scores(cases, forecast):
    """{score: value} of one forecaster over the cases."""
    table = score_table(cases, forecast)
    return {name: float(STATISTICS[name](table)) for name in SCORES}


def scores_shaken(cases, sd, shakes, runs):
    """Scores of the model with each of `shakes` wrong codings, and of the regression on the same codings."""
    model, rival = [], []
    with ThreadPoolExecutor() as workers:
        for seed in range(shakes):
            wrong = [shaken(case, sd, seed=1000 * seed + k) for k, case in enumerate(cases)]
            said = list(workers.map(lambda case: model_forecast(case, runs), wrong))
            model.append(scores(cases, said))
            table = score_table(cases, baselines(wrong)["logistic"])
            rival.append({name: float(STATISTICS[name](table)) for name in ("log_score", "brier")})
    return model, rival


def spread(rows):
    """{score: {"mean", "low", "high"}}: mean, smallest and largest over the shakes."""
    return {
        name: {"mean": float(np.mean([r[name] for r in rows])), "low": min(r[name] for r in rows),
               "high": max(r[name] for r in rows)}
        for name in rows[0]
    }  # fmt: skip


def tell(result):
    """Print the result in words."""
    print("Two codings of the same decision, named members (points)")
    for what, row in result["agreement"].items():
        print(f"  {what:10} {row['pairs']:4} pairs, mean difference {row['mean']:4.1f}, under 15 points "
              f"{100 * row['close']:3.0f} %, error of one coder {row['sd']:4.1f}")  # fmt: skip
    for what in ("lumpy", "loses_by_the_text"):
        row = result["coders"][what]
        print(f"  {what.replace('_', ' ')}: agreement {100 * row['agreement']:.0f} %, "
              f"kappa {row['kappa']['value']:.2f} ({row['kappa']['low']:.2f} to {row['kappa']['high']:.2f})")  # fmt: skip
    print("\nWhat the model makes of them (chance of adoption, who objects first, text)")
    for name, (one, two) in result["moved"].items():
        print(f"  {name}")
        for said in (one, two):
            texts = ", ".join(f"{issue} {value:.0f}" for issue, value in said["text"].items())
            print(
                f"    {100 * said['p_adopted']:3.0f} of 100, {' '.join(said['named']) or 'nobody'}, {texts}"
            )
    print(f"\nScores with the coding shaken {result['shakes']} times by these errors")
    for name in SCORES:
        row = result["shaken"][name]
        print(f"  {name:10} as coded {result['as_coded'][name]:6.3f}   shaken {row['mean']:6.3f} "
              f"({row['low']:.3f} to {row['high']:.3f})")  # fmt: skip
    row = result["regression_shaken"]["log_score"]
    print(f"  plain features, fitted, on the same codings: log score {row['mean']:.3f} "
          f"({row['low']:.3f} to {row['high']:.3f})")  # fmt: skip


def main():
    """Run the experiment from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shakes", type=int, default=20)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--out", type=Path, default=Path("out/coding_reliability"))
    how = parser.parse_args()
    both = [(first, second) for first, second, _ in double_codings()]
    found = agreement(pool([differences(one, two) for one, two in both]))
    cases = [case for case in read_cases()[0] if case.name not in blind()]
    sd = {name: row["sd"] for name, row in found.items()}
    each, rival = scores_shaken(cases, sd, how.shakes, how.runs)
    result = {
        "agreement": found,
        "coders": coding_agreement(both),
        "moved": {
            f"{one.name}, coder {coder}": result_moved(one, two, how.runs)
            for one, two, coder in double_codings()
        },
        "as_coded": scores(cases, [model_forecast(case, how.runs) for case in cases]),
        "shakes": how.shakes,
        "shaken": spread(each),
        "regression_shaken": spread(rival),
        "each": each,
    }
    tell(result)
    how.out.mkdir(parents=True, exist_ok=True)
    (how.out / "coding_reliability.json").write_text(json.dumps(result, indent=1) + "\n")
    save(robustness(result).figure, how.out / "coding_reliability")


if __name__ == "__main__":
    main()
