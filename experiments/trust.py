"""How far can the model be trusted? The numbers and figures of docs/trust.md, out of sample.

usage: python experiments/trust.py [--calibration out/calibration] [--out out/trust]

Reads what the other steps have left, and says which is missing:

    python experiments/calibrate.py                    folds, lockbox, ablation  (out/calibration)
    nacsim validate --out out/trust/history            the shipped model, in sample
    nacsim validate --deu FILE --out out/trust/deu     the EU data, if you have them (doi:10.34810/data53)
    python experiments/coding_reliability.py --out out/trust/coding

and puts the tables between the marks in docs/trust.md and the figures beside it. Seconds.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np
from pictures import small

from nacsim import __version__
from nacsim.files.commit import commit
from nacsim.history import scores
from nacsim.history.baselines import baselines
from nacsim.history.bootstrap import interval, paired_difference
from nacsim.history.cases import blind, read_cases
from nacsim.history.tables import STATISTICS, score_table, statistics
from nacsim.narrate.figures import says
from nacsim.narrate.validate import NAMES
from nacsim.plots import caption, reliability, robustness, save
from nacsim.plots import scores as draw_scores
from nacsim.plots.history_data import FIGURES as MORE
from nacsim.plots.history_data import VARIANTS, bins

ROOT = Path(__file__).resolve().parent.parent
PAGE, FIGURES = ROOT / "docs" / "trust.md", ROOT / "docs" / "img"
MODEL = ROOT / "docs" / "model.md"
SHOWN = {
    "log_score": ("log score", 3),
    "brier": ("Brier", 3),
    "text_mae": ("text, points", 1),
    "f1": ("objectors, F1", 2),
}


def cross_validated(path):
    """({column: (cases,)}, chances (cases,)) of the ten-fold forecasts."""
    found = np.load(path)
    table = dict(zip(("log_score", "brier", "text_mae", "right", "wrong", "missed"), found.T, strict=False))
    return table, found[:, 6]


def cell(value, digits):
    """A number for a table; a dash for none."""
    return "–" if value is None else f"{value:.{digits}f}"


def span(found, digits):
    """The 95 % interval of a statistic in brackets; nothing without one."""
    return "" if found["low"] is None else f" ({found['low']:.{digits}f} to {found['high']:.{digits}f})"


def scores_block(model, tables):
    """The table of scores: the model, out of sample, above every rule; then the paired differences."""
    head = "| | " + " | ".join(title for title, _ in SHOWN.values()) + " |\n|---|" + "---|" * len(SHOWN)
    own = [
        cell((v := interval(STATISTICS[n], model))["value"], d) + span(v, d) for n, (_, d) in SHOWN.items()
    ]
    lines = [head, "| **the model, cross-validated** | " + " | ".join(own) + " |"]
    for name, table in tables.items():
        values = [interval(STATISTICS[n], table)["value"] if n in statistics(table) else None for n in SHOWN]
        cells = [cell(v, d) for v, (_, d) in zip(values, SHOWN.values(), strict=True)]
        lines.append(f"| {NAMES[name]} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def differences_block(model, tables):
    """The 95 % intervals of model minus rule, cases drawn in pairs; bold where they leave out 0."""
    lines = [
        "| model minus | " + " | ".join(title for title, _ in SHOWN.values()) + " |",
        "|---|" + "---|" * len(SHOWN),
    ]
    for name, table in tables.items():
        cells = []
        for score, (_, digits) in SHOWN.items():
            if score not in statistics(table):
                cells.append("–")
                continue
            gap = paired_difference(STATISTICS[score], model, table)
            sure = gap["low"] > 0 or gap["high"] < 0
            text = f"{gap['low']:+.{digits}f} to {gap['high']:+.{digits}f}"
            cells.append(f"**{text}**" if sure else text)
        lines.append(f"| {NAMES[name]} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def reliability_block(groups):
    """Of the decisions given such a chance, how many were adopted."""
    lines = ["| chance given | decisions | mean chance | adopted in fact |", "|---|---|---|---|"]
    for g in groups:
        if g["cases"]:
            given = f"{100 * g['from']:.0f}–{100 * g['to']:.0f} of 100"
            share, low, high = (f"{100 * g['happened'][key]:.0f}" for key in ("share", "low", "high"))
            mean = f"{100 * g['forecast']:.0f} %"
            lines.append(f"| {given} | {g['cases']} | {mean} | {share} % ({low} to {high}) |")
    return "\n".join(lines)


def misses_block(cases, model, p, most=6):
    """The worst misses of adopted-or-not, and what the score is without the two worst."""
    order = np.argsort(-model["log_score"])[:most]
    lines = ["| decision | happened | adopted, of 100 | log score |", "|---|---|---|---|"]
    lines += [
        f"| {cases[k].scenario.title} | {cases[k].observed.outcome} "
        f"| {100 * p[k]:.0f} | {model['log_score'][k]:.2f} |"
        for k in order
    ]
    least = float(scores.without_worst(model["log_score"])), float(scores.without_worst(model["brier"]))
    return "\n".join(lines) + f"\n\nWithout the two worst: log score {least[0]:.3f}, Brier {least[1]:.3f}."


def blanked_block(result):
    """The model without what was coded with hindsight, beside the plain rules."""
    lines = [
        "| adopted or not, log score | value | minus base rate | minus number of opponents |",
        "|---|---|---|---|",
    ]
    for name, rows in result["blanked"].items():
        gaps = [f"{row['log_score']['low']:+.2f} to {row['log_score']['high']:+.2f}" for row in rows.values()]
        lines.append(
            f"| {NAMES[name]} | {result['baselines'][name]['log_score']:.3f} | " + " | ".join(gaps) + " |"
        )
    return "\n".join(lines)


def lockbox_block(result):
    """The twenty decisions that were set aside: scores, and each with its chance."""
    own = result["summary"]
    lines = [
        f"Log score {own['log']:.2f}, Brier {own['brier']:.3f}, text {own['text']:.1f} points, "
        f"objectors F1 {own['f1']:.2f}; of chances above 90, {100 * own['came true above 90']:.0f} of 100 came true "
        f"({own['n above 90']:.0f} decisions); 90 % "
        f"intervals hold {100 * own['inside']:.0f} % of final texts. Read as adopted at any time: log score "
        f"{own['log, ever']:.2f}, Brier {own['brier, ever']:.3f}.",
        "",
        "| decision | chance, of 100 | adopted within the horizon |",
        "|---|---|---|",
    ]
    order = sorted(result["cases"].items(), key=lambda item: -item[1]["p"])
    lines += [
        f"| {name} | {100 * row['p']:.0f} | {'yes' if row['adopted'] else 'no'} |" for name, row in order
    ]
    return "\n".join(lines)


def sets_block(found, early):
    """Scores on the first 58 and on the later 47, in both readings."""
    lines = [
        "| | decisions | log score | Brier | text, points | objectors, F1 | any time: log score | Brier |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for title, rows in (("first set", found[early]), ("later set", found[~early]), ("all", found)):
        p, true, false, missed, ever = (rows[:, k] for k in (6, 3, 4, 5, 9))
        f1 = 2 * true.sum() / (2 * true.sum() + false.sum() + missed.sum())
        log = -np.log(np.where(ever == 1, p, 1 - p)).mean()
        lines.append(
            f"| {title} | {len(rows)} | {rows[:, 0].mean():.3f} | {rows[:, 1].mean():.3f} | {np.nanmean(rows[:, 2]):.1f} "
            f"| {f1:.2f} | {log:.3f} | {((p - ever) ** 2).mean():.3f} |"
        )
    inside, above = np.nanmean(found[:, 7]), found[:, 6] > 0.9
    lines += ["", f"90 % intervals of the final text hold {100 * inside:.0f} % of them; of {above.sum()} chances above 90, "
              f"{100 * found[above, 8].mean():.0f} of 100 came true."]  # fmt: skip
    return "\n".join(lines)


def ablation_block(lines):
    """Every variant beside the full model; bold where the paired interval leaves out 0."""
    shown = (("log", 3), ("brier", 3), ("text", 1), ("f1", 2))
    out = [
        "| model | parameters | log score | Brier | text, points | objectors, F1 |",
        "|---|---|---|---|---|---|",
    ]
    for name, row in lines.items():
        cells = []
        for k, (score, digits) in enumerate(shown):
            text = f"{row[score]:.{digits}f}"
            if "low" in row:
                low, high = row["low"][k], row["high"][k]
                text += f" ({low:+.{digits}f} to {high:+.{digits}f})"
                text = f"**{text}**" if low > 0 or high < 0 else text
            cells.append(text)
        title = f"**{name}**" if name == "full" else name
        out.append(f"| {title} | {row['parameters']} | " + " | ".join(cells) + " |")
    return "\n".join(out)


def coding_block(result):
    """How far two coders agree, and the scores under errors of that size."""
    lines = [
        "| named members | values | mean difference | under 15 points | error of one coder |",
        "|---|---|---|---|---|",
    ]
    for what, row in result["agreement"].items():
        lines.append(
            f"| {what} | {row['pairs']} | {row['mean']:.1f} | {100 * row['close']:.0f} % | {row['sd']:.1f} |"
        )
    lines += ["", "| score | as coded | with errors, mean | lowest to highest |", "|---|---|---|---|"]
    for name, (title, digits) in SHOWN.items():
        row = result["shaken"][name]
        lines.append(
            f"| {title} | {result['as_coded'][name]:.{digits}f} | {row['mean']:.{digits}f} "
            f"| {row['low']:.{digits}f} to {row['high']:.{digits}f} |"
        )
    return "\n".join(lines)


def deu_block(result):
    """Mean error on the EU data by voting rule; for each rival its error and the model's minus it."""
    from nacsim.narrate.deu import NAMES as RIVALS

    rules = [rule for rule in ("unanimity", "qualified_majority") if rule in result]
    titles = [f"{rule.replace('_', ' ')} ({result[rule]['cases']} issues)" for rule in rules]
    own = [cell(result[rule]["model"]["value"], 1) + span(result[rule]["model"], 1) for rule in rules]
    lines = [
        "| mean error, points | " + " | ".join(titles) + " |",
        "|---|" + "---|" * len(rules),
        "| **the model** | " + " | ".join(own) + " |",
    ]
    for name, title in RIVALS.items():
        cells = [rival_cell(result[rule]["rivals"][name]) for rule in rules]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def rival_cell(row):
    """A rival's error, and the model's minus it with the interval."""
    gap = row["difference"]
    return f"{cell(row['error']['value'], 1)}; model {gap['value']:+.1f}{span(gap, 1)}"


def put(page, blocks):
    """The page with each block between its marks `<!-- name -->` and `<!-- end -->`."""
    for name, text in blocks.items():
        mark = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
        page, found = re.subn(mark, lambda m, t=text: f"{m[1]}\n{t}\n\n{m[2]}", page, flags=re.DOTALL)
        assert found == 1, f"no place for {name}"
    return page


def draw(model, tables, groups, cases, coding):
    """Figures beside the page: the reliability curve, three scores beside the rules, scores under errors of coding."""
    drawn = {"reliability": reliability(bins({"reliability": groups, "cases": cases}) | {"notes": [SAMPLE]})}
    for name in ("log_score", "text_mae", "f1"):
        drawn[name] = draw_scores(beside_rules(model, tables, name))
    drawn["coding"] = robustness(coding)
    for name, ax in drawn.items():
        caption(ax.figure, f"{cases} past decisions", source())
        small(*save(ax.figure, FIGURES / f"trust_{name}.png"))


SAMPLE = "Out of sample: the parameters of each decision were fitted to the others (ten folds)."
OWN = "the model, cross-validated"


def source():
    """The line under every figure."""
    return f"experiments/trust.py · {says('version.commit', version=__version__, commit=commit())}"


def beside_rules(model, tables, name):
    """One score of the model and of the rules that have it, and theirs less the model's, for `nacsim.plots.scores`."""
    rows = [{"name": OWN, "value": float(STATISTICS[name](model)), "gap": None}]
    for rule, table in tables.items():
        if name in statistics(table):
            gap = paired_difference(STATISTICS[name], table, model)
            value = float(STATISTICS[name](table))
            rows.append({"name": NAMES[rule], "value": value, "gap": gap, "variant": rule in VARIANTS})
    return {
        "rows": rows,
        "model": OWN,
        "low": None,
        "high": None,
        "what": says(f"scores.{name}"),
        "more": MORE[name],
        "better": says("scores.higher" if MORE[name] else "scores.lower"),
        "notes": [SAMPLE],
    }


def read(path):
    """A JSON file of an earlier step."""
    return json.loads(path.read_text(encoding="utf-8"))


def main():
    """Fill docs/trust.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calibration", type=Path, default=ROOT / "out" / "calibration")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "trust")
    how = parser.parse_args()
    cases = read_cases()[0]
    early = np.array([case.name not in blind() for case in cases])
    model, p = cross_validated(how.calibration / "folds.npy")
    tables = {name: score_table(cases, said) for name, said in baselines(cases).items()}
    history, coding = (
        read(how.out / "history" / "validate.json"),
        read(how.out / "coding" / "coding_reliability.json"),
    )
    groups = scores.reliability(p, [case.adopted for case in cases])
    blocks = {
        "scores": scores_block(model, tables),
        "differences": differences_block(model, tables),
        "reliability": reliability_block(groups),
        "misses": misses_block(cases, model, p),
        "blanked": blanked_block(history),
        "lockbox": lockbox_block(read(how.calibration / "lockbox.json")),
        "sets": sets_block(np.load(how.calibration / "folds.npy"), early),
        "coding": coding_block(coding),
    }
    if (how.out / "deu" / "validate.json").exists():
        blocks["deu"] = deu_block(read(how.out / "deu" / "validate.json"))
    PAGE.write_text(put(PAGE.read_text(encoding="utf-8"), blocks), encoding="utf-8")
    ablation = {"ablation": ablation_block(read(how.calibration / "ablation.json"))}
    MODEL.write_text(put(MODEL.read_text(encoding="utf-8"), ablation), encoding="utf-8")
    draw(model, tables, groups, len(cases), coding)


if __name__ == "__main__":
    main()
