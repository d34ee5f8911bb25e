"""Does enlargement from 12 to 32 make agreement rarer and slower?"""

from studies import ANY, DIVIDED, WHOLE

import nacsim
from nacsim.plots import curves

QUESTION = "Does enlargement from 12 to 32 members make agreement rarer and slower?"
DATES = ("1950-01-01", "1983-01-01", "1999-06-01", "2004-06-01", "2009-06-01", "2020-06-01", "2024-06-01")
RUNS = 10_000


def study():
    """The same kind of question before the Council of each date."""
    kinds = {"can be divided": DIVIDED, "taken whole": WHOLE}
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
    first, last = (found["taken whole"][k]["adopted"]["share"] for k in (0, -1))
    ax = curves(
        {
            "x": seats,
            "lines": lines,
            "label": "Members in the room",
            "title": f"From {seats[0]} members to {seats[-1]} texts taken whole pass in {last:.0%} instead of {first:.0%}",
            "deck": "Of 100 texts, how many are adopted; with 95% bands.",
            "question": QUESTION,
        }
    )
    ax.set_xticks(seats)
    return ax, "Any question, from 1950 to 2024", finding(seats, found)


def finding(seats, found):
    """What changes from the first to the last room."""
    told = []
    for kind, results in found.items():
        first, last = results[0], results[-1]
        before, after = (r["adopted"]["share"] for r in (first, last))
        word = "rarer" if after < before - 0.02 else "more often" if after > before + 0.02 else "as often"
        told.append(
            f"where a text {'is ' if kind.startswith('taken') else ''}{kind} agreement is {word} ({before:.0%} with "
            f"{seats[0]} members, {after:.0%} with {seats[-1]})"
        )
    divided = found["can be divided"]
    rounds, text = (
        [get(divided[k]) for k in (0, -1)]
        for get in (lambda r: r["rounds"]["mean"], lambda r: r["text"]["text"]["mean"])
    )
    return (
        f"{told[0][:1].upper()}{told[0][1:]}, {told[1]}; talks about what can be divided last {rounds[0]:.1f} and then "
        f"{rounds[1]:.1f} rounds, and it ends at {text[0]:.0f} and then at {text[1]:.0f} of the 100 asked for. New members "
        "are assumed to want what any member might."
    )
