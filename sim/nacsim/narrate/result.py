"""The result of a run in plain sentences."""

from __future__ import annotations

from nacsim.narrate.words import MEANING, joined, of_100, percent, start


def headline(summary: dict, subjects: dict[str, str]) -> str:
    """The result of a run in plain sentences: how often adopted, in what form, who stands in the way."""
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
    if adopted < 0.02:
        return f"The text is adopted in {of_100(adopted)}."
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
