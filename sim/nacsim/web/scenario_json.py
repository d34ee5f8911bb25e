"""A scenario as the page edits it: JSON laid out like the file, with every member explicit."""

from functools import cache
from typing import Any

from nacsim.data.members import COLUMNS, GROUPS
from nacsim.narrate import names_of, subjects_of
from nacsim.narrate.events import when
from nacsim.narrate.rule import rule_label
from nacsim.narrate.words import start
from nacsim.scenario import Scenario, load, past_decisions, shipped, unnamed
from nacsim.scenario.quantity import Pooled, centre
from nacsim.scenario.resolved import Actor
from nacsim.web.limits import MEMBERS
from nacsim.web.untold import untold

PROSE = ("proposal", "status_quo", "question")


def plain(value: Any) -> Any:
    """A resolved value as JSON: quantities as numbers or tables, tuples as lists, dates as text.

    What experts differ on is shown as the values that they name with their weights, or as their mean.
    """
    if isinstance(value, Pooled):
        if value.pool == "quantiles":
            return value.centre
        return {"values": [centre(part) for part in value.parts], "weights": list(value.weights)}
    names = getattr(type(value), "model_fields", ()) or getattr(type(value), "__dataclass_fields__", ())
    if names:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def scenario_view(scenario: Scenario) -> dict[str, Any]:
    """All that the page shows of a scenario before it runs. What came of a past decision is not in it."""
    shown = ("issues", "members", "procedure", "chair", "parameters")
    dumped = {key: plain(getattr(scenario, key)) for key in shown}
    dumped["events"] = [{**plain(e), "when": start(when(e, scenario))} for e in scenario.events]
    dumped["experts"] = _experts(scenario)
    prose = {key: scenario.document.get(key, "") for key in PROSE}
    return {
        "title": scenario.title,
        "date": scenario.date and scenario.date.isoformat(),
        **{key: text if isinstance(text, str) else "" for key, text in prose.items()},
        "room": list(scenario.room),
        "names": names_of(scenario),
        "subjects": subjects_of(scenario),
        **dumped,
        "actors": {key: _actor(actor) for key, actor in scenario.actors.items()},
        "uncertainty": scenario.uncertainty,
        "groups": _groups(scenario),
        "past": scenario.observed is not None,
        "rule": rule_label(scenario),
        "sources": [text for text in scenario.document.get("sources", []) if isinstance(text, str)],
    }


def _experts(scenario: Scenario) -> dict[str, Any]:
    """Experts as the file has them, so that a key leads to them: how they are pooled, the only one, and each by name."""
    told = {key: plain(expert) for key, expert in scenario.experts.items()}
    only = _tables(scenario, "experts").get("only")
    return {"pool": scenario.pool, "only": only, **told} if told else {}


def _actor(actor: Actor) -> dict[str, Any]:
    told = plain(actor.model_dump(include={"name", "stance", "note"}))
    return {**told, "reach": actor.reach_column or plain(actor.model_dump(include={"reach"})["reach"])}


def _groups(scenario: Scenario) -> dict[str, list[str]]:
    """Groups of the file and of the member table with at least two members in the room."""
    own = {
        key: entry.get("members") or GROUPS.get(key, ()) for key, entry in _tables(scenario, "groups").items()
    }
    known = {} if scenario.roster else GROUPS
    there = {key: [c for c in codes if c in scenario.room] for key, codes in {**own, **known}.items()}
    return {key: codes for key, codes in there.items() if 1 < len(codes) < len(scenario.room)}


def _tables(scenario: Scenario, key: str) -> dict[str, Any]:
    found = scenario.document.get(key, {})
    return found if isinstance(found, dict) else {}


def observed_view(scenario: Scenario) -> dict[str, Any] | None:
    """What came of a past decision; None if the scenario has none."""
    seen = scenario.observed
    return None if seen is None else plain(seen.model_dump())


@cache
def gallery() -> list[dict[str, Any]]:
    """The scenarios that ship: name, title, date, labels of the issues, and whether it is a past decision.

    A decision that was coded twice is shown once; rooms too large for the page are left out.
    """
    past = past_decisions()
    shown = {name: load(path) for name, path in shipped().items() if name in past or "/" not in name}
    return [_card(name, one, name in past) for name, one in shown.items() if len(one.room) <= MEMBERS]


def _card(name: str, scenario: Scenario, past: bool) -> dict[str, Any]:
    labels = ", ".join(issue.label or key for key, issue in scenario.issues.items())
    date = scenario.date and scenario.date.isoformat()
    question = scenario.document.get("question", "")
    return {
        "name": name,
        "title": scenario.title,
        **({"untold": untold(name, scenario.title), "unnamed": unnamed(name)} if past else {}),
        "question": question,
        "date": date,
        "issues": labels,
        "history": past,
    }


def columns() -> list[list[str]]:
    """Columns of the member table that an actor may reach by: [name, meaning]."""
    return [[name, f"{column.meaning} ({column.year})"] for name, column in COLUMNS.items()]
