"""What can be done about a failure: softer texts, conditions, persuasion, an exit, time, other venues.

A lever is built only where its mechanism can work: nobody is let out of a matter that binds all, nor is the
indispensable. Levers that past decisions do not bear out are marked.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from nacsim.data.calibrated import central
from nacsim.explore.costs import Lever, Price
from nacsim.explore.variants import possible
from nacsim.narrate import subjects_of
from nacsim.scale import WHOLE, as_points
from nacsim.scenario import centre
from nacsim.scenario.mistakes.errors import dotted
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import CATEGORY

SHARES = (1 / 3, 2 / 3, 1.0)
"""Parts of the way that softening, conditions, persuasion and reassurance go in a search."""
STEP = 5.0
"""Points between two that are told apart where the least that is enough is looked for."""
Ways = Callable[[float, float], list[float]]
"""(points of the whole way, largest part) -> the parts of it that are tried."""
OFFERS = (0.05, 0.1)
"""Payments that the chair may be given, in units of gain a round for an objector without resolve."""
UNPAID = "past decisions show no such payments beside what the text itself grants"
UNRULED = "the Council has never decided so"
OTHERWISE = "the file says that this body decides otherwise"
AWAY = "what is decided without a member is no decision of the whole"
BINDS = "a matter of this kind binds all: it would have to become another one"
LEANING = "history cannot say how far outsiders move members"


def thirds(_points: float, most: float) -> list[float]:
    """A third of the way, two, and all of it."""
    return [part for part in SHARES if part <= most]


def fives(points: float, most: float) -> list[float]:
    """The way in steps of STEP points."""
    return [STEP * k / points for k in range(1, int(most * points / STEP) + 1)]


def levers(scenario: Scenario, blockers: Iterable[str], price: Price, ways: Ways = thirds) -> list[Lever]:
    """All levers that a scenario admits, these members being in the way; raises ScenarioError for own ones it does not."""
    for lever in price.own:
        scenario.with_values(lever.values)
    if price.only_own:
        return list(price.own)
    blockers = list(blockers)
    built = [
        *_texts(scenario, blockers, price, ways),
        *_members(scenario, blockers, price, ways),
        *_procedure(scenario, blockers, price),
    ]
    taken = {lever.slot for lever in price.own}
    return allowed(scenario, [*price.own, *(lever for lever in built if lever.slot not in taken)])


def _texts(scenario: Scenario, blockers: list[str], price: Price, ways: Ways) -> Iterator[Lever]:
    for name, issue in scenario.issues.items():
        key, label = dotted(("issues", name, "proposed")), issue.label
        if issue.status_quo is None:
            for goal in _wishes(scenario, name, blockers, issue, ways):
                words = f"{label}: table {goal:.0f} instead of {issue.proposed:.0f}"
                yield Lever(key, {key: goal}, price.of("condition") * abs(goal - issue.proposed), words)
        elif issue.lumpy is not True and issue.lumpy < 1 and issue.status_quo != issue.proposed:
            least = issue.floor if issue.floor is not None else issue.status_quo
            for part in ways(abs(least - issue.proposed), SHARES[1]):
                goal = round(issue.proposed + part * (least - issue.proposed))
                words = f"{label}: table {goal:.0f} instead of {issue.proposed:.0f}"
                yield Lever(key, {key: goal}, price.of("soften") * abs(goal - issue.proposed), words)


def _wishes(scenario: Scenario, name: str, blockers: list[str], issue: Any, ways: Ways) -> list[int]:
    """Where a condition may be tabled to please the blockers: on the way to what the first of them wants."""
    if not blockers:
        return []
    wish = centre(scenario.members[blockers[0]].position[name])
    if issue.lumpy:
        goals = [100 if wish > 50 else 0]
    else:
        way = wish - issue.proposed
        goals = [round(issue.proposed + part * way) for part in ways(abs(way), 1.0)]
    return [goal for goal in dict.fromkeys(goals) if goal != issue.proposed]


def _members(scenario: Scenario, blockers: list[str], price: Price, ways: Ways) -> Iterator[Lever]:
    names = subjects_of(scenario)
    for code in blockers:
        stance, name = scenario.members[code], names[code]
        yield from _persuade(scenario, code, name, price, ways)
        strength = centre(stance.resolve)
        for part in ways(strength, 1.0):
            value = round(strength * (1 - part))
            cost, key = price.of("reassure") * (strength - value), dotted(("members", code, "resolve"))
            words = f"make {name} less firm: resolve {value} instead of {strength:.0f}"
            if strength >= 5:
                yield Lever(key, {key: value}, cost, words)
        patron = {"name": f"patron of {code}", "stance": 100, "reach": {code: 100}}
        key = dotted(("actors", f"patron_of_{code.lower()}"))
        words = f"find an outsider who leans on {name} in favour"
        yield Lever(key, {key: patron}, price.of("patron"), words, LEANING)


def _persuade(scenario: Scenario, code: str, name: str, price: Price, ways: Ways) -> Iterator[Lever]:
    stance, key = scenario.members[code], dotted(("members", code, "position"))
    way = {d: i.proposed - centre(stance.position[d]) for d, i in scenario.issues.items()}
    weight = {d: centre(stance.salience[d]) for d in way}
    whole = sum(abs(way[d]) * weight[d] for d in way) / max(1e-9, sum(weight.values()))
    for part in ways(whole, 1.0):
        points = part * whole
        if points < 1:
            continue
        goals = {d: moved(stance.position[d], part * by) for d, by in way.items()}
        cost = price.of("persuade") * points * (1 + 4 * centre(stance.resolve) / WHOLE)
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
    yield from _time(scenario, price)
    yield from _payments(scenario, price)
    if blockers and may_stay_out(scenario, blockers):
        words = "let those who will not come along stay out"
        yield Lever("opt_out", {"procedure.opt_out": True}, price.of("opt_out"), words, _bound(scenario))
    for code in blockers[:1]:
        if len(scenario.room) > 2 and not scenario.members[code].indispensable:
            away = {"absent": [*scenario.absent, code]}
            words = f"decide in a circle without {names[code]}"
            yield Lever("venue", away, price.of("venue"), words, AWAY)
    if procedure.rule == "unanimity":
        other = {"procedure.rule": "consensus_minus_one"}
        yield Lever("venue", other, price.of("rule"), "decide by consensus minus one", unruled(scenario))


def unruled(scenario: Scenario) -> str:
    """What speaks against another rule than that of the file."""
    return OTHERWISE if scenario.roster else UNRULED


def _bound(scenario: Scenario) -> str:
    """What speaks against an exit: that the matter binds all."""
    kind = CATEGORY.get(scenario.category)
    return BINDS if kind is None or not kind.takes_part else ""


def may_stay_out(scenario: Scenario, blockers: Iterable[str]) -> bool:
    """Whether an exit can be offered to those in the way.

    It cannot where the file has said yes or no, where staying out spares nothing, or where one of them is indispensable.
    """
    said, spares = scenario.procedure.opt_out, centre(scenario.procedure.spares)
    settled = said is not None and said in (0, 1)
    return not settled and spares > 0 and not any(scenario.members[b].indispensable for b in blockers)


def _time(scenario: Scenario, price: Price) -> Iterator[Lever]:
    """More rounds, and where a horizon is near, the days for them."""
    procedure = scenario.procedure
    rounds = procedure.rounds or int(central()["rounds"])
    for more in (3, 6):
        values = {"procedure.rounds": rounds + more}
        words = f"take {rounds + more} rounds instead of {rounds}"
        if procedure.horizon is not None and "decide_by" not in scenario.document.get("procedure", {}):
            later = round(procedure.horizon * (rounds + more) / rounds)
            values["procedure.horizon"] = later
            words += f", and {later} days instead of {procedure.horizon:.0f}"
        yield Lever("wait", values, price.of("wait") * more, words)


def _payments(scenario: Scenario, price: Price) -> Iterator[Lever]:
    """Consent bought outside the text, in two sizes."""
    offer = scenario.chair.side_payments
    offer = central()["side_payments"] if offer is None else centre(offer)
    for more in OFFERS:
        value = round(min(1.0, offer + more), 3)
        words = f"give the chair {as_points(more):.0f} points of gain more a round to pay with"
        cost = price.of("payments") * (value - offer)
        yield Lever("payments", {"chair.side_payments": value}, cost, words, UNPAID)


def allowed(scenario: Scenario, found: Iterable[Lever]) -> list[Lever]:
    """The levers that the scenario admits, costs to hundredths."""
    kept = (lever for lever in found if possible(scenario, lever.values) is not None)
    return [lever._replace(cost=round(lever.cost, 2)) for lever in kept]
