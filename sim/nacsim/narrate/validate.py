"""The result of `validate` as text for 100 columns and as a table for a spreadsheet. No numpy."""

import textwrap

from nacsim.files.writing import write_rows

WIDTH = 100
NAMES = {
    "model": "the model",
    "constant_resolve": "the model, everybody's resolve 50",
    "lumpy_blanked": "the model, nothing lumpy",
    "base_rate": "base rate of the other cases",
    "opponents": "number of opponents, fitted",
    "logistic": "plain features, fitted",
    "always_adopt": "always adopted as tabled",
    "status_quo_nearer": "objects if status quo is nearer",
    "strict_veto": "strict veto",
    "mean": "mean of positions",
    "salience_weighted_mean": "salience-weighted mean",
    "median": "median of positions",
    "nash": "Nash bargaining solution",
}
COLUMNS = ("log_score", "brier", "outcomes_log_score", "text_mae", "crps", "f1")


def report(result, every_case=False, worst=10):
    """The whole report as one string: scores beside baselines, reliability, days, cases worst first."""
    cases = f"{result['cases']} past decision{'s' if result['cases'] != 1 else ''}"
    head = "\n".join([f"{cases}, {result['runs']:,} runs each, seed {result['seed']}", *_note(result)])
    parts = [scores_table(result), differences_table(result), reliability_lines(result), days_line(result)]
    return "\n\n".join([head, *parts, case_lines(result, None if every_case else worst)]) + "\n"


def _note(result):
    return textwrap.wrap(result.get("note", ""), WIDTH)


def scores_table(result):
    """One row per forecaster; - where it says nothing. Lower is better, but for F1."""
    lines = [
        f"{'':34}{'adopted?':>16}{'six':>9}{'final text':>16}{'objects':>9}",
        f"{'':34}{'log score':>9}{'Brier':>7}{'log sc.':>9}{'error':>8}{'CRPS':>8}{'F1':>9}",
    ]
    rows = {"model": result} | result["baselines"]
    lines += [_row(NAMES.get(name, name), row) for name, row in rows.items()]
    low = result["intervals"]
    spread = [_span(low.get(name), digits) for name, digits in zip(COLUMNS, (2, 2, 2, 1, 1, 2), strict=True)]
    labels = ("log", "Brier", "six", "text", "CRPS", "F1")
    shown = [f"{label} {value}" for label, value in zip(labels, spread, strict=True) if value]
    lines.append("95 % of the model: " + ", ".join(shown))
    lines += readings(result)
    least = [result["log_score_without_two_worst"], result["brier_without_two_worst"]]
    if None not in least:
        lines.append(f"without its two worst misses: log score {least[0]:.3f}, Brier {least[1]:.3f}")
    return "\n".join(
        textwrap.fill(line, WIDTH, subsequent_indent="  ") if len(line) > WIDTH else line for line in lines
    )


def readings(result):
    """The two readings of what was decided late, side by side; and how the median and the intervals of texts do."""
    lines = [
        f"adopted within the horizon (a year, where a file says nothing): log score {result['log_score']:.3f}, Brier "
        f"{result['brier']:.3f}; at any time: {result['log_score_ever']:.3f}, {result['brier_ever']:.3f}"
    ]
    if result.get("text_in_90") is not None:
        lines.append(
            f"median instead of mean text: error {result['text_mae_median']:.1f}; 90 % intervals hold "
            f"{100 * result['text_in_90']:.0f} % of final texts"
        )
    return lines + failures(result)


def failures(result):
    """How the decisions that failed were recorded to fail, and how the model expects it: it does not tell the two apart."""
    cases = [case for case in result["per_case"].values() if not case["adopted"]]
    recorded = [case for case in cases if case["observed"] in ("blocked", "shelved")]
    if not recorded:
        return []
    blocked = sum(case["observed"] == "blocked" for case in recorded)
    expected = [sum(case["outcomes"][name] for case in recorded) for name in ("blocked", "shelved")]
    base = result["baselines"].get("base_rate", {}).get("difference", {}).get("outcomes_log_score")
    beside = f" (log score of six, minus base rate: {base['low']:+.2f} {base['high']:+.2f})" if base else ""
    part = 100 * expected[0] / max(sum(expected), 1e-9)
    return [
        f"of {len(recorded)} that failed {blocked} are recorded as blocked, the others as taken off the table; where the "
        f"model expects them to fail, {part:.0f} % are blocked: it does not tell the two apart{beside}"
    ]


def _row(label, row):
    values = {**row, **row["blockers"]}
    cells = ((9, 3), (7, 3), (9, 3), (8, 1), (8, 1), (9, 2))
    shown = [_cell(values[name], width, digits) for name, (width, digits) in zip(COLUMNS, cells, strict=True)]
    return f"{label:34}" + "".join(shown)


def _cell(value, width, digits):
    return f"{'-':>{width}}" if value is None else f"{value:{width}.{digits}f}"


def _span(interval, digits):
    if not interval or interval["low"] is None:
        return ""
    return f"{interval['low']:.{digits}f} to {interval['high']:.{digits}f}"


def differences_table(result):
    """The model minus each baseline with 95 % intervals over the cases; * where the interval leaves out 0."""
    shown = (("log_score", "log score", 2), ("brier", "Brier", 3), ("text_mae", "text", 1), ("f1", "F1", 2))
    lines = [f"{'model minus':34}" + "".join(f"{title:>16}" for _, title, _ in shown)]
    for name, row in result["baselines"].items():
        cells = [_difference(row["difference"].get(key), digits) for key, _, digits in shown]
        lines.append(f"{NAMES.get(name, name):34}" + "".join(f"{cell:>16}" for cell in cells))
    lines += [_blanked(name, rows) for name, rows in result["blanked"].items()]
    return "\n".join([*lines, "ends of the 95 % interval, cases drawn in pairs; * leaves out 0"])


def _blanked(name, rows):
    """One line: a blanked model minus the plain rules, log score."""
    gaps = [f"minus {NAMES[rival]} {_difference(row['log_score'], 2).strip()}" for rival, row in rows.items()]
    return textwrap.fill(f"log score of {NAMES[name]}, {', '.join(gaps)}", WIDTH, subsequent_indent="  ")


def _difference(value, digits):
    if not value or value["low"] is None:
        return "-"
    star = "*" if value["low"] > 0 or value["high"] < 0 else " "
    return f"{value['low']:+.{digits}f} {value['high']:+.{digits}f}{star}"


def reliability_lines(result):
    """Of the decisions given such a chance, how many were adopted."""
    lines = ["chance of adoption given   cases   mean chance   adopted in fact"]
    for row in result["reliability"]:
        span = f"{100 * row['from']:3.0f} to {100 * row['to']:3.0f} of 100"
        share = row["happened"]
        said = "" if row["forecast"] is None else f"{100 * row['forecast']:11.0f} %"
        real = (
            ""
            if share["share"] is None
            else f"{100 * share['share']:5.0f} %   ({100 * share['low']:.0f} to {100 * share['high']:.0f})"
        )
        lines.append(f"{span:27}{row['cases']:5}   {said:>11}   {real}".rstrip())
    return "\n".join(lines)


def days_line(result):
    """One line on durations."""
    days = result["days"]
    if not days["cases"]:
        return "days: no case whose days are bargaining time"
    rank, factor = days["rank_correlation"], days["factor"]
    return (
        f"days ({days['cases']} cases whose days are bargaining time): rank correlation {_with_span(rank)}, "
        f"typically off\nby a factor of {_with_span(factor)}"
    )


def _with_span(interval):
    if interval["value"] is None:
        return "unknown"
    return f"{interval['value']:.2f}" + (f" ({_span(interval, 2)})" if interval["low"] is not None else "")


def case_lines(result, worst):
    """Cases with the worst log score first: two lines each; `worst` of them, or all if None."""
    ordered = sorted(result["per_case"].items(), key=lambda item: -item[1]["log_score"])
    shown = ordered if worst is None else ordered[:worst]
    lines = [
        f"{'worst first':32}{'coded':>10}{'read as':>10}{'adopted in':>14}{'log':>7}{'text off':>10}{'F1':>6}"
    ]
    for name, row in shown:
        lines.append(
            f"{name[:31]:32}{row['coded']:>10}{row['observed']:>10}{100 * row['p_adopted']:7.0f} of 100"
            f"{_cell(row['log_score'], 7, 2)}{_cell(row['text_mae'], 10, 0)}{_cell(row['case_f1'], 6, 2)}"
        )
        lines += textwrap.wrap(row["why"], WIDTH, initial_indent="    ", subsequent_indent="    ")
    if len(shown) < len(ordered):
        lines.append(
            f"{len(ordered) - len(shown)} more: --all shows every case, --out DIR writes them as a table"
        )
    return "\n".join(lines)


CASES = {  # column of cases.csv: (type, unit, meaning)
    "case": ("word", "", "name of the past decision"),
    "coded": ("word", "", "its outcome as people coded it"),
    "observed": ("word", "", "its outcome by one definition for all"),
    "p_adopted": ("number", "0-1", "chance of adoption within the horizon"),
    "log_score": ("number", "", "of that chance; lower is better"),
    "brier": ("number", "", "likewise, squared error"),
    "outcomes_log_score": ("number", "", "of the chances of all outcomes"),
    "text_mae": (
        "number",
        "points 0-100",
        "how far the mean final text is from what was agreed, over the issues",
    ),
    "crps": ("number", "points 0-100", "continuous ranked probability score of the final text"),
    "case_f1": ("number", "0-1", "how well those who withheld consent are named"),
    "named": ("words", "", "members that break silence in more than half of the councils"),
    "blockers": ("words", "", "members that withheld consent"),
    "days_forecast": ("number", "days", "mean days until the end"),
    "days_observed": ("number", "days", "days that it took; blank if nobody knows"),
    "days_scored": ("true or false", "", "whether these days are bargaining time"),
    "why": ("text", "", "what was expected, what happened, and where it was off"),
}


def write_cases(result, path):
    """The cases as CSV, one row each, worst first; what is a list in the result is joined by blanks."""
    ordered = sorted(result["per_case"].items(), key=lambda item: -item[1]["log_score"])
    rows = [list(CASES)]
    for name, row in ordered:
        days = {f"days_{key}": value for key, value in row["days"].items()}
        listed = {key: " ".join(row[key]) for key in ("named", "blockers")}
        told = {**row, **days, **listed, "case": name}
        rows.append([told[column] for column in CASES])
    write_rows(path, rows)
