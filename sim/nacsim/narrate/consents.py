"""Who is in the way, one after the other, and from where on each consents: in sentences."""

from typing import Any

from nacsim.narrate.words import joined, of_100, start, subjects_of


def consent_sentences(result: dict[str, Any], scenario: Any) -> list[str]:
    """A sentence for each member in the way, and one for the end."""
    names, steps = subjects_of(scenario), result["steps"]
    if not steps:
        return ["Nobody objects often enough to be in the way."]
    told = [_step(k, step, names) for k, step in enumerate(steps)]
    who = joined([names[step["member"]] for step in steps])
    return [*told, f"With {who} silent, the text is adopted in {of_100(result['adopted']['share'])}."]


def _step(k: int, step: dict[str, Any], names: dict[str, str]) -> str:
    lead = start(names[step["member"]]) if k == 0 else f"Then {names[step['member']]}"
    often = f"objects in {of_100(step['objects']['share'])}"
    return (
        f"{lead} {often}." if step["needs"] else f"{lead} {often}; no single one of its numbers changes that."
    )
