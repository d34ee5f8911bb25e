"""Does enlargement from 12 to 32 make agreement rarer and slower?"""

from studies import ANY, WHOLE

import nacsim
from nacsim.plots import curves

QUESTION = "Does enlargement from 12 to 32 members make agreement rarer and slower?"
DATES = ("1950-01-01", "1983-01-01", "1999-06-01", "2004-06-01", "2009-06-01", "2020-06-01", "2024-06-01")
RUNS = 10_000


def study():
    """The same kind of question before the Council of each date."""
    kinds = {"to be amended": [], "taken whole": WHOLE}
    told = {
        kind: [nacsim.load(ANY, [*change, f"date={date}"]) for date in DATES]
        for kind, change in kinds.items()
    }
    seats = [len(s.room) for s in told["taken whole"]]
    found = {k: [nacsim.summary(t, "") for t in nacsim.tally_many(v, RUNS)] for k, v in told.items()}
    lines = [
        {"name": kind, **{k: [r["adopted"][k] for r in results] for k in ("share", "low", "high")}}
        for kind, results in found.items()
    ]
    labels = ("Members in the room", "Share adopted", "Agreement as the Alliance grew")
    ax = curves({"x": seats, "lines": lines, "own": None, "labels": labels})
    ax.set_xticks(seats)
    return ax, "Any question, from 1950 to 2024", finding(seats, found)


def finding(seats, found):
    """What changes from the first to the last room."""
    ends = {k: (r[0], r[-1]) for k, r in found.items()}
    shares = {k: [f"{e['adopted']['share']:.0%}" for e in two] for k, two in ends.items()}
    rounds = [f"{e['rounds']['mean']:.1f}" for e in ends["to be amended"]]
    text = [f"{e['text']['text']['mean']:.0f}" for e in ends["to be amended"]]
    return (
        f"Rarer where a text is taken whole ({shares['taken whole'][0]} with {seats[0]} members, "
        f"{shares['taken whole'][1]} with {seats[-1]}), less so where it can be amended "
        f"({shares['to be amended'][0]} to {shares['to be amended'][1]}); "
        f"slower ({rounds[0]} to {rounds[1]} rounds) and weaker (it ends at {text[0]} and then at {text[1]} of the 100 "
        "asked for). New members are assumed to want what any member might."
    )
