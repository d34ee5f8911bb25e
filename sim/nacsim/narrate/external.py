"""The model beside vetoes that others counted, as text for 100 columns. No numpy."""

import textwrap

WIDTH = 100
LABEL = 46  # columns for what a row is about
STAGES = {
    "objected": "councils in which somebody objects",
    "failed": "councils that fail",
    "withheld": "where consent was withheld",
}
WHERE = {"eu": "European Union", "all": "all past decisions"}


def report(result):
    """Shares of vetoes by one state alone and outside the six largest: reported, in the model, and as coded."""
    seen = result["observed"]
    head = f"Beside numbers that nobody here coded: {result['source']}, {seen['matters']} matters vetoed"
    table = [
        f"{'':{LABEL}}{'n':>5}{'by one alone':>21}{'of these, small':>24}",
        _counted("reported vetoes", seen),
    ]
    for where, stages in result["model"].items():
        table += [_row(f"the model, {WHERE[where]}: {STAGES[s]}", row) for s, row in stages.items()]
    for where, stages in result["coded"].items():
        table += [_counted(f"as coded here, {WHERE[where]}: {_coded(s)}", row) for s, row in stages.items()]
    return "\n\n".join([head, "\n".join(table), by_matter(result), notes(result)]) + "\n"


def _coded(stage):
    return "and it failed" if stage == "failed" else "consent withheld"


def _counted(label, row):
    return _line(
        label, row["matters"], row["alone"]["share"], row["alone"], row["small"]["share"], row["small"]
    )


def _row(label, row):
    return _line(
        label, row["cases"], row["alone"]["value"], row["alone"], row["small"]["value"], row["small"]
    )


def _line(label, count, alone, alone_span, small, small_span):
    lines = textwrap.wrap(label, LABEL - 1, subsequent_indent="  ")
    last = f"{lines[-1]:{LABEL}}{count:5}{_share(alone, alone_span):>21}{_share(small, small_span):>24}"
    return "\n".join([*lines[:-1], last])


def _share(value, span):
    if value is None:
        return "-"
    if span["low"] is None:
        return f"{100 * value:.0f} %"
    return f"{100 * value:.0f} % ({100 * span['low']:.0f} to {100 * span['high']:.0f})"


def by_matter(result):
    """One line a matter: how often vetoed, by one alone, by a small one; what the model says of ours."""
    lines = [
        f"{'matter':16}{'vetoed':>8}{'alone':>8}{'small':>8}   the model on such cases: one objects alone"
    ]
    for word, row in result["by_matter"].items():
        seen, said = row["observed"], row["model"]
        ours = "" if said is None else f"   {_share(said['alone']['value'], {'low': None})} ({_cases(said)})"
        counts = (seen["matters"], seen["alone"]["count"], seen["small"]["count"])
        lines.append(f"{word:16}" + "".join(f"{n:8}" for n in counts) + ours)
    return "\n".join(lines)


def _cases(said):
    return f"{said['cases']} case{'s' if said['cases'] != 1 else ''}"


def notes(result):
    """Who counts as large, what n counts, and how far the comparison goes."""
    large = {name: ", ".join(codes) for name, codes in result["largest"].items()}
    text = (
        f"n: matters, or cases simulated. Small: outside the six most populous, {large['eu']} in the European "
        f"Union and {large['nato']} in NATO; other bodies count for `alone` only. Brackets are 95 % intervals, "
        "for the model over the cases. The reported vetoes are those the press told of, mostly lifted later, "
        "and the decisions are not the same ones: shares compare, rates of failure do not."
    )
    return "\n".join(textwrap.wrap(text, WIDTH))
