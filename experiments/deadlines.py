"""What a deadline is worth."""

from studies import ANY, DIVIDED, WHOLE

import nacsim
from nacsim.plots import curves

QUESTION = "What is a horizon worth: how much is agreed within a month, a quarter, a year?"
HORIZONS = (7, 14, 30, 45, 60, 90, 180, 365)
TICKS = (7, 14, 30, 90, 365)
RUNS = 10_000


def study():
    """Share of any question that is adopted within so many days, and what ever is."""
    kinds = {"can be divided": DIVIDED, "taken whole": WHOLE}
    lines, found = [], {}
    for kind, change in kinds.items():
        sides = [nacsim.load(ANY, [*change, f"procedure.horizon={days}"]) for days in HORIZONS]
        told = [nacsim.summary(t, "") for t in nacsim.tally_many([*sides, nacsim.load(ANY, change)], RUNS)]
        found[kind] = {d: t["adopted"]["share"] for d, t in zip([*HORIZONS, None], told, strict=True)}
        lines.append(
            {"name": kind, **{k: [t["adopted"][k] for t in told[:-1]] for k in ("share", "low", "high")}}
        )
    whole = found["taken whole"]
    ax = curves(
        {
            "x": list(HORIZONS),
            "lines": lines,
            "label": "Days until which a decision counts",
            "title": f"After a quarter hardly any text follows: {whole[90]:.0%} by then, {whole[365]:.0%} in a year",
            "deck": "Of 100 texts, how many are adopted by then; with 95% bands. The title counts texts taken whole.",
            "question": QUESTION,
        }
    )
    ax.set_xscale("log")
    ax.set_xticks(TICKS, [f"{days}" for days in TICKS])
    ax.minorticks_off()
    return ax, "Any question", finding(found)


def finding(found):
    """The same in a sentence for each kind of question."""
    told = [
        f"where a text {kind if kind.startswith('can') else 'is ' + kind}, {shares[30]:.0%} are adopted within 30 days, "
        f"{shares[90]:.0%} within 90, {shares[365]:.0%} within 365 and {shares[None]:.0%} ever"
        for kind, shares in found.items()
    ]
    return (
        f"{'; '.join(told)[:1].upper()}{'; '.join(told)[1:]}. In the model time by itself wears nobody down: what a longer "
        "horizon adds is redrafts."
    )
