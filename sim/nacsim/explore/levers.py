"""What can be done about a failure: softer texts, conditions, persuasion, payments, time, other venues."""

from collections.abc import Iterable, Iterator
from typing import Any

from nacsim.data.calibrated import central
from nacsim.explore.costs import Lever, Price
from nacsim.explore.variants import possible
from nacsim.narrate import subjects_of
from nacsim.scenario import centre
from nacsim.scenario.resolved import Scenario

SHARES = (1 / 3, 2 / 3, 1.0)
"""Parts of the way that softening, conditions, persuasion and reassurance go."""


def levers(scenario: Scenario, blockers: Iterable[str], price: Price) -> list[Lever]:
    """All levers that a scenario admits, these members being in the way; raises ScenarioError for own ones it does not."""
    for lever in price.own:
        scenario.with_values(lever.values)
    if price.only_own:
        return list(price.own)
    blockers = list(blockers)
    built = [
        *_texts(scenario, blockers, price),
        *_members(scenario, blockers, price),
        *_procedure(scenario, blockers, price),
    ]
    taken = {lever.slot for lever in price.own}
    return allowed(scenario, [*price.own, *(lever for lever in built if lever.slot not in taken)])


def _texts(scenario: Scenario, blockers: list[str], price: Price) -> Iterator[Lever]:
    for name, issue in scenario.issues.items():
        key, label = f"issues.{name}.proposed", issue.label
        if issue.status_quo is None:
            for goal in _wishes(scenario, name, blockers, issue):
                words = f"{label}: table {goal:.0f} instead of {issue.proposed:.0f}"
                yield Lever(key, {key: goal}, price.of("condition") * abs(goal - issue.proposed), words)
        elif not issue.lumpy and issue.status_quo != issue.proposed:
            least = issue.floor if issue.floor is not None else issue.status_quo
            for part in SHARES[:2]:
                goal = round(issue.proposed + part * (least - issue.proposed))
                words = f"{label}: table {goal:.0f} instead of {issue.proposed:.0f}"
                yield Lever(key, {key: goal}, price.of("soften") * abs(goal - issue.proposed), words)


def _wishes(scenario: Scenario, name: str, blockers: list[str], issue: Any) -> list[int]:
    """Where a condition may be tabled to please the blockers: on the way to what the first of them wants."""
    if not blockers:
        return []
    wish = centre(scenario.members[blockers[0]].position[name])
    if issue.lumpy:
        goals = [100 if wish > 50 else 0]
    else:
        goals = [round(issue.proposed + part * (wish - issue.proposed)) for part in SHARES]
    return [goal for goal in dict.fromkeys(goals) if goal != issue.proposed]


def _members(scenario: Scenario, blockers: list[str], price: Price) -> Iterator[Lever]:
    names = subjects_of(scenario)
    for code in blockers:
        stance, name = scenario.members[code], names[code]
        for part in SHARES:
            yield from _persuade(scenario, code, name, stance, part, price)
        strength = centre(stance.resolve)
        for part in SHARES[:2]:
            value = round(strength * (1 - part))
            cost, key = price.of("reassure") * (strength - value), f"members.{code}.resolve"
            words = f"reassure {name}: resolve {value} instead of {strength:.0f}"
            if strength >= 5:
                yield Lever(key, {key: value}, cost, words)
        patron = {"name": f"patron of {code}", "stance": 100, "reach": {code: 100}}
        key = f"actors.patron_of_{code.lower()}"
        yield Lever(key, {key: patron}, price.of("patron"), f"find an outsider who leans on {name} in favour")


def _persuade(
    scenario: Scenario, code: str, name: str, stance: Any, part: float, price: Price
) -> Iterator[Lever]:
    way = {d: part * (i.proposed - centre(stance.position[d])) for d, i in scenario.issues.items()}
    weight = {d: centre(stance.salience[d]) for d in way}
    points = sum(abs(way[d]) * weight[d] for d in way) / max(1e-9, sum(weight.values()))
    if points < 1:
        return
    goals = {d: moved(stance.position[d], by) for d, by in way.items()}
    cost = price.of("persuade") * points * (1 + 4 * centre(stance.resolve) / 100)
    key = f"members.{code}.position"
    value = goals if len(goals) > 1 else next(iter(goals.values()))
    words = f"persuade {name}: {points:.0f} points nearer to the text"
    yield Lever(key, {key: value}, cost, words)


def moved(quantity: Any, by: float) -> Any:
    """A number or distribution moved by so many points within 0-100, as a file writes it."""

    def at(value: float) -> float:
        return round(min(100.0, max(0.0, value + by)), 1)

    if isinstance(quantity, int | float):
        return at(quantity)
    if hasattr(quantity, "sd"):
        return {"mean": at(quantity.mean), "sd": quantity.sd}
    if hasattr(quantity, "weights"):
        return {"values": [at(v) for v in quantity.values], "weights": list(quantity.weights)}
    return {
        corner: at(getattr(quantity, corner))
        for corner in ("low", "mode", "high")
        if hasattr(quantity, corner)
    }


def _procedure(scenario: Scenario, blockers: list[str], price: Price) -> Iterator[Lever]:
    procedure, names = scenario.procedure, subjects_of(scenario)
    rounds = procedure.rounds or int(central()["rounds"])
    for more in (3, 6):
        values = {"procedure.rounds": rounds + more}
        yield Lever(
            "wait", values, price.of("wait") * more, f"take {rounds + more} rounds instead of {rounds}"
        )
    offer = (
        centre(scenario.chair.side_payments) if scenario.chair.side_payments else central()["side_payments"]
    )
    for times in (2, 4):
        value = round(min(1.0, times * offer), 3)
        words = f"give the chair {times} times as much to pay with"
        yield Lever("payments", {"chair.side_payments": value}, price.of("payments") * (value - offer), words)
    if procedure.opt_out is not True:
        words = "let a lone objector stand aside"
        yield Lever("opt_out", {"procedure.opt_out": True}, price.of("opt_out"), words)
    for code in blockers[:1]:
        if len(scenario.room) > 2:
            away = {"absent": [*scenario.absent, code]}
            yield Lever("venue", away, price.of("venue"), f"decide in a circle without {names[code]}")
    if procedure.rule == "unanimity":
        other = {"procedure.rule": "consensus_minus_one"}
        yield Lever("venue", other, price.of("rule"), "decide by consensus minus one")


def allowed(scenario: Scenario, found: Iterable[Lever]) -> list[Lever]:
    """The levers that the scenario admits, costs to hundredths."""
    kept = (lever for lever in found if possible(scenario, lever.values) is not None)
    return [lever._replace(cost=round(lever.cost, 2)) for lever in kept]
