"""The words for what the simulator found: names, shares, the result of a run in two sentences."""

from __future__ import annotations

import math

from sim.members import NAMES
from sim.outcomes import OUTCOMES

WITH_ARTICLE = ("NLD", "GBR", "USA")

MEANING = {
    "approved": "adopted as tabled",
    "amended": "adopted with changes",
    "delayed": "adopted late",
    "opt_out": "adopted with an opt-out",
    "blocked": "blocked",
    "shelved": "taken off the table",
}
assert tuple(MEANING) == OUTCOMES


def names_of(scenario) -> dict[str, str]:
    """Code to name for a list: the English names of allies; a roster's names are kept as they are."""
    if scenario.roster:
        return {code: code for code in scenario.room}
    return {code: NAMES[code] for code in scenario.room}


def subjects_of(scenario) -> dict[str, str]:
    """Code to name inside a sentence, with the article English wants ("the United States")."""
    names = names_of(scenario)
    return {k: f"the {v}" if k in WITH_ARTICLE and k != v else v for k, v in names.items()}


def percent(share: float) -> str:
    """A share (0-1) for a table or figure: 0.934 is 93%, a trace is <1%, nothing is 0%."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


def between(low: float, high: float) -> str:
    """Limits of a share in per cent, one decimal, rounded outwards: 0.9996 and 1 give '99.9 to 100.0'."""
    return f"{math.floor(low * 1000 + 1e-9) / 10:.1f} to {math.ceil(high * 1000 - 1e-9) / 10:.1f}"


def of_100(share: float) -> str:
    """A share as people count: 0.934 is '93 of 100 councils', the ends are 'no council' and 'every council'."""
    if share <= 0:
        return "no council"
    if share >= 1:
        return "every council"
    count = round(share * 100)
    if count < 1:
        return "fewer than 1 of 100 councils"
    return "more than 99 of 100 councils" if count > 99 else f"{count} of 100 councils"


def joined(words: list[str]) -> str:
    """A list as it is spoken: 'France, Hungary and Spain'."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def start(sentence: str) -> str:
    """The sentence with a capital first letter; the rest is left alone."""
    return sentence[:1].upper() + sentence[1:]


def headline(summary: dict, subjects: dict[str, str]) -> str:
    """The result of a run in plain sentences: how often it is adopted, in what form, who stands in the way."""
    parts = [_adoption(summary), _obstruction(summary, subjects)]
    return " ".join(part for part in parts if part)


def _adoption(summary: dict) -> str:
    adopted = summary["adopted"]["share"]
    shares = {name: value["share"] for name, value in summary["outcomes"].items()}
    if adopted <= 0:
        ends = [name for name in ("blocked", "shelved") if shares[name] > 0]
        return (
            f"Nothing is adopted in any council: the text is {' or '.join(MEANING[name] for name in ends)}."
        )
    if shares["approved"] == adopted:
        return f"The text is adopted in {of_100(adopted)}, always as tabled."
    form = max(("approved", "amended", "delayed", "opt_out"), key=shares.get)
    return f"The text is adopted in {of_100(adopted)}, most often {FORM[form]} ({percent(shares[form])})."


FORM = {
    "approved": "as tabled in the first round",
    "amended": "with the principal issue changed",
    "delayed": "with the principal issue as tabled, but late",
    "opt_out": "with a member standing aside",
}


def _obstruction(summary: dict, subjects: dict[str, str]) -> str:
    members = summary["members"]
    worst = sorted(members, key=lambda code: (-members[code]["objects_first"], -members[code]["blocks"]))
    lead, *rest = worst
    if members[lead]["objects_first"] < 0.005:
        return (
            "Hardly anybody ever breaks silence on it."
            if members[lead]["objects_first"]
            else "Nobody breaks silence on it."
        )
    often = members[lead]["objects_first"]
    first = f"{start(subjects[lead])} breaks silence in {of_100(often)}" + _as_blocker(members[lead])
    others = [subjects[code] for code in rest if members[code]["objects_first"] >= max(0.1, often / 3)][:3]
    return first + (
        f" {start(joined(others))} often {'does' if len(others) == 1 else 'do'} too." if others else ""
    )


def _as_blocker(member: dict) -> str:
    alone, blocks = round(member["sole_blocker"] * 100), round(member["blocks"] * 100)
    if blocks < 1:
        return ", but hardly ever blocks to the end."
    if alone == blocks:
        return f" and blocks to the end in {blocks}, always alone."
    return f" and blocks to the end in {blocks}, in {alone or 'none'} of them alone."
