"""Do members hide behind another's veto?"""

import nacsim
from nacsim.narrate import names_of
from nacsim.plots import compare

QUESTION = "Who hides behind another's veto on inviting Ukraine?"


def study():
    """The invitation with and without the United States in the room."""
    scenario = nacsim.load("ukraine_invitation")
    sides = {
        "as it stands": scenario,
        "United States silent": nacsim.load("ukraine_invitation", ["members.USA.position=95"]),
        "and Slovakia": nacsim.load(
            "ukraine_invitation", ["members.USA.position=95", "members.SVK.position=95"]
        ),
    }
    result = nacsim.compare(sides, runs=10_000)
    changes = [None, *(d["adopted"] for d in result["differences"])]
    rows = zip(result["scenarios"], result["results"], changes, strict=True)
    ax = compare([{"name": n, "summary": told, "change": change} for n, told, change in rows])
    names = names_of(scenario)
    before, _, after = (r["members"] for r in result["results"])
    gone = ("USA", "SVK")
    risen = sorted(before, key=lambda m: before[m]["objects_first"] - after[m]["objects_first"])
    led = "; ".join(
        f"{names[m]} from {before[m]['objects_first']:.0%} to {after[m]['objects_first']:.0%}"
        for m in risen[:3]
        if m not in gone and after[m]["objects_first"] > before[m]["objects_first"]
    )
    shares = [r["adopted"]["share"] for r in result["results"]]
    finding = (
        f"With the two loudest turned into friends the invitation passes in {shares[2]:.0%} of councils "
        f"(one: {shares[1]:.0%}, none: {shares[0]:.0%}): others were behind them. Share that breaks silence on the "
        f"text as tabled: {led or 'nobody speaks up more'}."
    )
    return ax, scenario.title, finding
