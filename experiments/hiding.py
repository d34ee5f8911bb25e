"""Do members hide behind another's veto?"""

from studies import compared

import nacsim
from nacsim.narrate import names_of

QUESTION = "Who hides behind another's veto on inviting Ukraine?"
LOUDEST = ("USA", "SVK", "DEU", "HUN")


def study():
    """The invitation with one after the other of the loudest turned into a friend."""
    scenario = nacsim.load("ukraine_invitation")
    names, sides, change = names_of(scenario), {"as it stands": scenario}, []
    for code in LOUDEST:
        change.append(f"members.{code}.position=95")
        name = f"and {names[code]}" if len(change) > 1 else f"{names[code]} for it"
        sides[name] = nacsim.load("ukraine_invitation", change)
    result = nacsim.compare(sides, runs=10_000)
    shares = [f"{told['adopted']['share']:.0%}" for told in result["results"]]
    finding = (
        f"The invitation passes in {shares[0]} of councils; with the United States for it in {shares[1]}, with Slovakia "
        f"too in {shares[2]}, with Germany in {shares[3]}, with Hungary in {shares[4]}. Share that breaks silence on the "
        f"text as tabled once the first two are friends: {led(result, names)}."
    )
    title = (
        f"With four opponents won the invitation passes in {shares[-1]} of councils, with one in {shares[1]}"
    )
    return compared(result, title, QUESTION), scenario.title, finding


def led(result, names):
    """Who speaks up more when the first two no longer do."""
    before, after = (result["results"][k]["members"] for k in (0, 2))
    risen = {
        m: after[m]["objects_first"] - before[m]["objects_first"] for m in before if m not in LOUDEST[:2]
    }
    most = [m for m in sorted(risen, key=risen.get, reverse=True)[:3] if risen[m] > 0]
    told = [
        f"{names[m]} from {before[m]['objects_first']:.0%} to {after[m]['objects_first']:.0%}" for m in most
    ]
    return "; ".join(told) or "nobody speaks up more"
