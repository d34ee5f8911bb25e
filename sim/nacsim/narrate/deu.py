"""The result of the DEU III test as text for 100 columns. No numpy."""

NAMES = {
    "mean": "mean of positions",
    "salience_weighted_mean": "salience-weighted mean",
    "median": "median of positions",
    "nash": "Nash bargaining solution",
    "commission": "the Commission's proposal",
    "status_quo": "reference point",
    "strict_veto": "strict veto",
    "model_commission_text": "the model, Commission's text tabled",
}

WIDTH = 38  # columns for a name


def report(result):
    """Mean absolute errors by voting rule, each rival beside the model where it says something."""
    parts = [f"DEU III: final text of adopted acts, mean error in points; {result['runs']:,} runs each"]
    rules = {name: rows for name, rows in result.items() if isinstance(rows, dict)}
    return "\n\n".join(parts + [_rule(name, rows) for name, rows in rules.items()]) + "\n"


def _rule(name, rows):
    model = rows["model"]
    head = f"{name.replace('_', ' ')}, {rows['cases']} issues"
    lines = [
        f"{head:{WIDTH}}error   95 % interval   issues   model minus this",
        f"{'the model':{WIDTH}}{model['value']:5.1f}   {_span(model):>13}   {rows['cases']:6}",
    ]
    for rival, row in rows["rivals"].items():
        error, gap = row["error"], row["difference"]
        if error["value"] is not None:
            star = "*" if gap["low"] is not None and (gap["low"] > 0 or gap["high"] < 0) else ""
            lines.append(
                f"{NAMES[rival]:{WIDTH}}{error['value']:5.1f}   {_span(error):>13}   {row['cases']:6}"
                f"   {gap['value']:+5.1f} ({_span(gap)}){star}"
            )
    return "\n".join(lines)


def _span(interval):
    return "" if interval["low"] is None else f"{interval['low']:.1f} to {interval['high']:.1f}"
