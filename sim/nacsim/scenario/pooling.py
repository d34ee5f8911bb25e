"""Where a member stands when all who speak for it are heard: the layers of the file, and the experts over them."""

from typing import Any

from nacsim.scenario.format.document import STANCES, Document
from nacsim.scenario.quantity import Pooled, Single
from nacsim.scenario.seating import Seating, layers

Stands = dict[str, dict[str | None, Single]]
"""Stances by key and issue; resolve has the one issue None."""


def stances(doc: Document, seating: Seating, code: str) -> tuple[Stands, dict[str, str]]:
    """Where a member stands by the file, experts apart, and the groups that it has a line in common with."""
    found: Stands = {key: {} for key in STANCES}
    shared: dict[str, str] = {}
    for place, table in layers(doc, seating, code):
        group = str(place[1]) if place[0] == "groups" and doc.groups[str(place[1])].shared else None
        for key in STANCES:
            for issue, value in _given(table, key, doc).items():
                found[key][issue] = value
                at = key if issue is None else f"{key}.{issue}"
                shared.pop(at, None)
                if group is not None:
                    shared[at] = group
    return found, shared


def _given(table: Any, key: str, doc: Document) -> dict[Any, Single]:
    value = getattr(table, key)
    if key != "resolve":
        return by_issue(value, doc.issues)
    return {} if value is None else {None: value}


def by_issue(value: Any, issues: Any) -> dict[str, Single]:
    """Quantities by issue from a table of them, or from one for all issues."""
    if value is None:
        return {}
    return value if isinstance(value, dict) else dict.fromkeys(issues, value)


def believed(doc: Document) -> dict[str, float]:
    """The experts that may be believed and the chance of each; the only one where one is named."""
    experts, only = doc.experts.each, doc.experts.only
    if only is not None:
        return {only: 1.0}
    total = sum(expert.weight for expert in experts.values())
    return {key: expert.weight / total for key, expert in experts.items() if expert.weight}


def pooled(stands: Stands, shared: dict[str, str], doc: Document, code: str) -> dict[str, Any]:
    """The stances of a member as keys of `Stance`, the views of experts pooled where they differ.

    What all believed experts say of themselves is no line of a group any more, and is taken out of ``shared``.
    """
    weights = believed(doc)
    made: dict[str, Any] = {key: {} for key in STANCES}
    for key in STANCES:
        views = [_given(doc.experts.each[name].members[code], key, doc)
                 if code in doc.experts.each[name].members else {} for name in weights]  # fmt: skip
        for issue in (None,) if key == "resolve" else doc.issues:
            at = key if issue is None else f"{key}.{issue}"
            said = [view.get(issue) for view in views]
            own = tuple(view is not None for view in said)
            parts = tuple(stands[key][issue] if view is None else view for view in said)
            if own and all(own):
                shared.pop(at, None)
            same = all(part == parts[0] for part in parts) and (at not in shared or not any(own))
            one = parts[0] if parts else stands[key][issue]
            made[key][issue] = one if same else Pooled(parts, tuple(weights.values()), doc.experts.pool, own)
    return {**made, "resolve": made["resolve"][None]}
