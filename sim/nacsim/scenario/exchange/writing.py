"""Scenarios as the tables of the field: an actor table of one issue (which loses the rest), and a DECIDE file."""

import csv
import io
from typing import Any

from nacsim.files.writing import cell, clean
from nacsim.scale import WHOLE, as_share
from nacsim.scenario.exchange.own import MARK, header, quantity_text, share
from nacsim.scenario.quantity import centre
from nacsim.scenario.resolved import Scenario

HEADINGS = ("actor", "capability", "position", "salience")


def write_actors(scenario: Scenario, issue: str | None = None) -> str:
    """The table (actor, capability, position, salience) of one issue of a scenario (the principal one), as CSV.

    What is uncertain is written as its mean, and all else is left out: `lost` names it. Capability is how much
    the others listen to a member, the largest 100.
    """
    issue = issue or scenario.principal
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    for code, weight in zip(scenario.room, capability(scenario), strict=True):
        stance = scenario.members[code]
        numbers = (centre(stance.position[issue]), centre(stance.salience[issue]))
        writer.writerow([cell(code), f"{weight:.6g}", *map(quantity_text, numbers)])
    return out.getvalue()


def lost(scenario: Scenario) -> list[str]:
    """What an actor table of one issue leaves out of a scenario, in words."""
    left = ["the text, the status quo, resolve and who listens to whom"]
    left += [f"{len(scenario.issues) - 1} other issues"] if len(scenario.issues) > 1 else []
    for name in ("actors", "events", "experts"):
        left += [f"{len(getattr(scenario, name))} {name}"] if getattr(scenario, name) else []
    wanted = [q for s in scenario.members.values() for q in (*s.position.values(), *s.salience.values())]
    unsure = any(not isinstance(quantity, (int, float)) for quantity in wanted)
    return left + (["how sure positions are (means are written)"] if unsure else [])


def decide_text(scenario: Scenario) -> str:
    """A DECIDE file of all issues of a scenario, as text with tabs: salience and power 0-1, what is uncertain as its mean.

    What DECIDE has no place for stands in rows that begin with `#:`, which are remarks to it; read back by us,
    nothing is lost.
    """
    alone = scenario.without_experts()  # what they say stands in our rows
    kept = {code: entry for code in scenario.room if (entry := _beyond(alone, code))}
    lines = [[MARK, line] for line in header(scenario, kept).splitlines()]
    lines += [["#A", code, code] for code in scenario.room]
    for name, issue in scenario.issues.items():
        lines.append(["#P", name, clean(issue.label or name)])
        words = ((0, issue.zero), (50, issue.midpoint), (100, issue.hundred))
        lines += [["#M", name, str(value), clean(meaning) or str(value)] for value, meaning in words]
    weights = capability(scenario)
    for name in scenario.issues:
        for code, weight in zip(scenario.room, weights, strict=True):
            stance = alone.members[code]
            numbers = (quantity_text(centre(stance.position[name])), share(centre(stance.salience[name])))
            lines.append(["#D", code, name, *numbers, f"{as_share(weight):.6g}"])
    return "\n".join("\t".join(line).replace("\n", " ") for line in lines) + "\n"


def _beyond(scenario: Scenario, code: str) -> dict[str, Any]:
    """What a #D row has no place for: resolve, remarks, other keys of the member, and distributions."""
    stance = scenario.members[code]
    own = scenario.document.get("members", {}).get(code, {})
    kept = {key: value for key, value in own.items() if key not in ("position", "salience", "resolve")}
    for key in ("position", "salience"):
        drawn = {i: _table(q) for i, q in getattr(stance, key).items() if not isinstance(q, (int, float))}
        kept |= {key: drawn} if drawn else {}
    return kept | {"resolve": _table(stance.resolve)}


def _table(quantity: Any) -> Any:
    if isinstance(quantity, (int, float)):
        return quantity
    names = quantity.__dataclass_fields__
    values = {name: getattr(quantity, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def capability(scenario: Scenario) -> list[float]:
    """How much the others listen to each member, (N,) list: column means of the ties, the largest 100."""
    columns = scenario.ties.mean(0)
    return [float(value) for value in WHOLE * columns / columns.max()]
