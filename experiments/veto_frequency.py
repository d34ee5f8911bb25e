"""How often is there a veto, by the size of the room and by who casts it?

M. Ovádek, EU Veto Tracker (2025): 42 matters that members of the Union were reported to have vetoed, 1963 to June 2025
(sim/nacsim/data/eu_vetoes). Counted here: matters a year by the number of members there were, by one state alone, and
by one that is not among the six largest.
"""

from datetime import date
from functools import cache

from published import Row
from studies import WHOLE, committee

import nacsim
from nacsim.history.cases import read_cases
from nacsim.history.external import external, read_vetoes
from nacsim.plots import curves
from nacsim.results.intervals import share
from nacsim.scenario.reading.read import folder

QUESTION = "Are there more vetoes where there are more members, as reported in the European Union?"
SIZES = (6, 9, 12, 15, 20, 25, 28)
RUNS, FEW = 4_000, 400
"""Councils for each size, and for each past decision of the Union."""
BEGUN, EASTERN, ENDED = date(1963, 1, 1), date(2004, 5, 1), date(2025, 7, 1)
"""The tracker's first year, the enlargement from 15 to 25 members, and the end of the tracker."""
EARLY, LATE = 12, 27
"""Members for most of the time before the enlargement and after it."""


def study():
    """Share of texts that fail under unanimity, by the size of the room."""
    failing = [fails(size) for size in SIZES]
    before, after = rates()
    told = fails(EARLY)["share"], fails(LATE)["share"]
    times = told[1] / told[0]
    ax = curves(
        {
            "x": list(SIZES),
            "lines": [{"name": "fails", **{key: [found[key] for found in failing] for key in failing[0]}}],
            "label": "Members in the room",
            "title": f"From {EARLY} to {LATE} members {times:.1f} times as many texts fail; reported vetoes rose more",
            "deck": "Of 100 texts taken whole, how many fail under unanimity; with 95% bands.",
            "question": QUESTION,
        }
    )
    ax.set_xticks(SIZES)
    finding = (
        f"From {EARLY} to {LATE} members the share of texts that fail goes from {told[0]:.0%} to {told[1]:.0%}, "
        f"{times:.1f} times as many. Reported vetoes went from {before:.2f} matters a year with at most 15 members to "
        f"{after:.2f} with 25 to 28, {after / before:.0f} times as many: size alone explains little of it, if the reports "
        "are to be trusted."
    )
    return ax, "Any question, taken whole", finding


@cache
def fails(size):
    """The share of texts, taken whole, that fail in a room of so many, {"share", "low", "high"}."""
    adopted = nacsim.simulate(committee(size, WHOLE), RUNS, jobs=1).adopted
    return share(int((~adopted).sum()), RUNS)


def rates():
    """Reported matters a year before the enlargement of 2004, and since."""
    days = [date.fromisoformat(matter.date) for matter in read_vetoes()]
    early = sum(day < EASTERN for day in days)
    spans = [(EASTERN - BEGUN).days / 365.25, (ENDED - EASTERN).days / 365.25]
    return early / spans[0], (len(days) - early) / spans[1]


def beside():
    """The model beside the published numbers, `published.Row` each."""
    cases = {"eu": read_cases(folder() / "history" / "eu")[0]}
    told = external(FEW, cases_of=cases)
    seen, ours = told["observed"], told["model"]["eu"]["failed"]
    before, after = rates()
    one, other = fails(EARLY), fails(LATE)
    return [
        _reported("vetoes cast by one state alone", seen["alone"], ours["alone"]),
        _reported("… of these, by a state that is not among the six largest", seen["small"], ours["small"]),
        Row(
            "texts that fail: with 27 members, times as many as with 12",
            f"vetoes a year: {before:.2f} before May 2004, {after:.2f} since; × {after / before:.0f}",
            other,
            note=f"differs: × {other['share'] / one['share']:.1f}, from {100 * one['share']:.0f} %",
        ),
    ]


def _reported(what, seen, ours):
    ends = f"{100 * seen['share']:.0f} % ({100 * seen['low']:.0f} to {100 * seen['high']:.0f})"
    value, low, high = (ours[key] for key in ("value", "low", "high"))
    return Row(what, ends, {"share": value, "low": low, "high": high}, seen["low"], seen["high"])
