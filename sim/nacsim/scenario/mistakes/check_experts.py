"""Experts that can be believed, and groups that have a line to share."""

from nacsim.files.writing import name_fault
from nacsim.scenario.format.document import STANCES, Document
from nacsim.scenario.format.values import shown
from nacsim.scenario.mistakes.check_names import check_seated
from nacsim.scenario.mistakes.errors import Mistakes
from nacsim.scenario.names import listing, nearest
from nacsim.scenario.seating import Seating


def check_experts(doc: Document, seating: Seating, mistakes: Mistakes) -> None:
    """Note what keeps experts from being drawn, and members they speak of who are not there."""
    experts = doc.experts.each
    for name, expert in experts.items():
        if fault := name_fault(name) or ("" if name else "an expert needs a name"):
            mistakes.add(("experts", name), fault)
        for code in expert.members:
            check_seated(("experts", name, "members", code), code, seating, mistakes)
    if experts and not any(expert.weight for expert in experts.values()):
        first = next(iter(experts))
        mistakes.add(
            ("experts", first, "weight"), "every weight is 0; needed: somebody to believe", ("experts",)
        )
    if not experts and not mistakes.is_hurt(("experts",)):
        for key in sorted(doc.experts.model_fields_set):
            mistakes.add(("experts", key), "there is no expert; needed: [experts.NAME] for each")
    elif doc.experts.only is not None and doc.experts.only not in experts:
        near = nearest(doc.experts.only, experts)
        hint = f"nearest: {near}; " if near else ""
        mistakes.add(
            ("experts", "only"), f"{shown(doc.experts.only)} is no expert; {hint}allowed: {listing(experts)}"
        )


def check_shared(doc: Document, mistakes: Mistakes) -> None:
    """A group whose members have one line says what it is."""
    for name, group in doc.groups.items():
        if (
            group.shared
            and not group.model_fields_set & set(STANCES)
            and not mistakes.is_hurt(("groups", name))
        ):
            mistakes.add(
                ("groups", name, "shared"),
                f"the group gives nothing to share; needed: {', '.join(STANCES)}, any of them",
            )
