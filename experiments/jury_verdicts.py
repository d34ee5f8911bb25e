"""Unanimity against majority in the laboratory, and in court: how often does a jury hang?

Padawer-Singer, Singer & Singer (1977), in B. D. Sales (ed.), Psychology in the legal process, 77-86: 92 panels of persons
called for jury duty saw the same trial on video, 23 for each of four combinations of size and rule. Hung panels were
equally frequent with twelve members under unanimity, with twelve without it, and with six under unanimity; none of the 23
with six and without it hung. Eleven of the 46 panels of six began with five or six of one mind, and two of the 46 of twelve
with ten, none with more: about what follows if each juror leans either way with even chances, which is how they are drawn
here. Without unanimity is read as five of six, and ten of twelve.

In court: Kalven & Zeisel (1966), The American Jury: 5.5 % of some 3,500 trials hung (as told by Neilson & Winter 2005,
International Review of Law and Economics 25). Salmelainen, Bonney & Weatherburn (1997), NSW Bureau of Crime Statistics:
about 10 % of 343. NSW Law Reform Commission (2005), Report 111: in less than half of hung juries one or two held out.

A jury has two verdicts where a Council has a text and the status quo. Here each side's verdict is tabled before the same
jurors, on a scale from one verdict to the other with no verdict in the middle, and the jury hangs if neither is accepted.
Salience and resolve are those of any question, which are those of diplomats.
"""

from functools import cache
from math import comb, prod

from published import Row
from studies import WHOLE, committee

import nacsim
from nacsim.plots import curves
from nacsim.results.intervals import share

QUESTION = "Padawer-Singer et al. (1977): how often does a jury hang, with and without unanimity?"
SIZES = (3, 6, 9, 12)
CELLS = ((12, 12), (12, 10), (6, 6), (6, 5))
"""Size and votes needed, in the order of the publication."""
VERDICTS = ("[0, 100]", "[100, 0]")
"""Who leans which way, for the verdict of one side and for that of the other."""
PANELS = 23
"""Juries in each cell."""
RUNS = 4_000
JURY = [*WHOLE, "issues.text.status_quo=50", "procedure.opt_out=false"]
DEEP = "default.salience=90"
"""As if a verdict meant nearly everything to every juror."""


def study():
    """Share of juries that hang, by size, under unanimity and with five sixths."""
    rules = {"unanimity": SIZES, "five of six": [-(-5 * size // 6) for size in SIZES]}
    hang = {
        rule: [hung(n, k)[0] for n, k in zip(SIZES, needed, strict=True)] for rule, needed in rules.items()
    }
    twelve, six = hung(12, 12)[0]["share"], hung(6, 6)[0]["share"]
    lines = [{"name": rule, **{k: [s[k] for s in found] for k in found[0]}} for rule, found in hang.items()]
    ax = curves(
        {
            "x": list(SIZES),
            "lines": lines,
            "label": "Jurors",
            "title": f"Under unanimity {twelve:.0%} of juries of twelve hang, {six:.0%} of six; with five sixths hardly any",
            "deck": "Of 100 juries evenly split in expectation, how many hang; with 95% bands.",
            "question": QUESTION,
        }
    )
    ax.set_xticks(SIZES)
    told = [f"{hung(n, k)[0]['share']:.1%}" for n, k in CELLS]
    finding = (
        f"Of juries of twelve {told[0]} hang under unanimity and {told[1]} if ten suffice, of six {told[2]} and {told[3]} "
        "if five suffice. In the laboratory none of 23 juries in the last cell hung, as here, but the first three cells "
        "were alike; in court 5.5% and 10% of juries of twelve hung. The model overrates what a step to ten of twelve saves."
    )
    return ax, "A jury on any question, taken whole", finding


@cache
def hung(size, needed, deep=False):
    """The share of juries that accept neither verdict, {"share", "low", "high"}, and which these are, array [runs].

    deep: with salience as in `DEEP`.
    """
    rule = [] if needed == size else [f"procedure.needed={needed}"]
    changes = [*JURY, *rule, *([DEEP] if deep else [])]
    accepted = False
    for leaning in VERDICTS:
        wants = f"default.position={{ values = {leaning}, weights = [1, 1] }}"
        accepted = accepted | nacsim.simulate(committee(size, [*changes, wants]), RUNS, jobs=1).adopted
    return share(int((~accepted).sum()), RUNS), ~accepted


def beside():
    """The model beside the published numbers, `published.Row` each."""
    twelve, loose, six, least = (hung(*cell)[0] for cell in CELLS)
    alike = "as often as the two below"
    rows = [
        Row("laboratory: juries of 12 that hang, unanimity", alike, twelve, note="no number published"),
        Row("… of 12, ten suffice", "as often", loose, note=_against(loose, twelve)),
        Row("… of 6, unanimity", "as often", six, note=_against(six, twelve)),
        Row("… of 6, five suffice", "0 of 23 (0 to 14 %)", least, 0.0, 0.143),
        Row(
            "court: juries of 12 that hang (United States, 1950s)",
            "5.5 % of some 3,500",
            twelve,
            0.048,
            0.063,
        ),
        Row(
            "court: juries of 12 that hang (New South Wales, 1996–97)",
            "about 10 % of 343",
            twelve,
            0.07,
            0.136,
        ),
    ]
    _, stuck = hung(12, 12)
    _, still = hung(12, 10)
    saved = share(int((stuck & ~still).sum()), int(stuck.sum()))
    what = "of hung juries of 12, those that ten votes would have ended"
    return [*rows, Row(what, "less than half (one or two held out)", saved, 0.0, 0.5)]


def deep():
    """What hangs, in the four cells, if the verdict means nearly everything to every juror."""
    return [hung(size, needed, deep=True)[0]["share"] for size, needed in CELLS]


def equal_counts():
    """The chance that the first three cells, of 23 juries each, hang equally often if the shares here hold."""
    chances = [hung(*cell)[0]["share"] for cell in CELLS[:3]]
    return sum(
        prod(comb(PANELS, k) * p**k * (1 - p) ** (PANELS - k) for p in chances) for k in range(PANELS + 1)
    )


def _against(one, other):
    """How one cell stands to the first."""
    if one["low"] <= other["high"] and one["high"] >= other["low"]:
        return "agrees"
    return f"differs: {100 * (one['share'] - other['share']):+.0f} points"
