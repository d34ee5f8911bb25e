"""From a scenario and the luck of some blocks to the setting of their runs.

What is certain is made once for a scenario; what is not is drawn from lots that bear its name (`luck`), so that no
rule ever sees a generator.
"""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.data.calibrated import calibrated, central
from nacsim.engine.columns import only
from nacsim.engine.drawing import certain, draw_each, from_lots, kept
from nacsim.engine.happenings import days_until, draw_events
from nacsim.engine.luck import BLOCK, LEVELS, Lots, gauss, lots, uniform
from nacsim.engine.memory import by_rows
from nacsim.engine.stances import believed, draw_judged, judged
from nacsim.rules.conditions import Condition, Conditions, Threshold
from nacsim.rules.decision import Passes, Rule
from nacsim.rules.entry_points import function_of
from nacsim.rules.isolation import company
from nacsim.rules.state import GONE, HELD, REAL, Issues, Luck, Members, Note, Parameters, Road, Room, Setting
from nacsim.rules.votes import Body
from nacsim.scale import as_share
from nacsim.scenario.exits import exit_chance
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.whole import chance_of_whole
from nacsim.vocabulary import PARAMETERS

FORCED = {"silent": HELD, "objects": -HELD}


def draw(
    scenario: Scenario,
    source: Lots,
    runs: int = BLOCK,
    forced: Mapping[str, str] | None = None,
    values: Mapping[str, ndarray] | None = None,
) -> Setting:
    """The setting of the first `runs` councils of a block.

    `forced` maps members to "silent" or "objects"; `values` are global parameters (runs,) to use instead of drawing them
    from the calibrated set.
    """
    values = draw_parameters(scenario, source, runs, values)
    with by_rows():
        return Setting(
            room=room_of(scenario),
            issues=issues(scenario)._replace(lumpy=draw_lumpy(scenario, source, runs, values)),
            members=single(draw_members(scenario, source, runs, values, forced or {})),
            parameters=single(Parameters(*(values[name] for name in PARAMETERS))),
            events=tuple(map(single, draw_events(scenario, source, runs, values))),
            luck=single(draw_luck(scenario, source, runs, values)),
            road=draw_road(scenario, source, runs),
            note=draw_note(scenario, source, runs),
        )


def single(arrays: Any) -> Any:
    """The same tuple with its reals in single precision."""

    def cast(a: Any) -> Any:
        return a.astype(REAL, copy=False) if isinstance(a, ndarray) and a.dtype.kind == "f" else a

    return type(arrays)(*map(cast, arrays))


@kept
def room_of(scenario: Scenario) -> Room:
    """What no run changes."""
    needed = [[scenario.members[m].indispensable or m in scenario.procedure.veto] for m in scenario.room]
    return Room(
        ties=scenario.ties.astype(REAL),
        company=company(scenario.ties).astype(REAL),
        indispensable=np.array(needed, bool),
        rule=rule_of(scenario),
        shelves=scenario.chair.shelves is not False,
        horizon=scenario.procedure.horizon,
        chair=None if scenario.chair.member is None else scenario.room.index(scenario.chair.member),
        ratifies=scenario.ratification is not None,
    )


def rule_of(scenario: Scenario) -> Rule:
    """The rule in force, with what each member counts for."""
    said, size = scenario.procedure, len(scenario.room)
    counts = {"members": (1.0,) * size, "weights": scenario.weight, "population": scenario.population}
    body = Body(vector(scenario.weight), vector(scenario.population), said.abstain == "apart")
    each = tuple(Condition(np.array(counts[c.of], float), Threshold(*c.needed)) for c in said.conditions)
    spares, quorum = (None if t is None else Threshold(*t) for t in (said.blocking, said.quorum))
    passes: Passes = Conditions(each, spares) if each else function_of(said.rule)
    return Rule(
        passes=passes,
        body=body,
        veto=np.array([[m in said.veto] for m in scenario.room]) if said.veto else None,
        abstention=said.abstain is not None,
        quorum=quorum,
    )


def vector(values: tuple[float, ...] | None) -> ndarray | None:
    """What each member counts for, (N,), or None where nobody says."""
    return None if values is None else np.array(values, float)


@kept
def issues(scenario: Scenario) -> Issues:
    """What is on the table, 0-1; which issues are lumpy is drawn."""
    given = list(scenario.issues.values())

    def column(values: list[float | None]) -> ndarray:
        return np.array([[np.nan if v is None else as_share(v)] for v in values], REAL)

    return Issues(
        proposed=column([i.proposed for i in given]),
        status_quo=column([i.status_quo or 0.0 for i in given]),
        residue=column([i.status_quo or 0.0 if i.residue is None else i.residue for i in given]),
        condition=tuple(i.status_quo is None for i in given),
        floor=column([i.floor for i in given]),
        lumpy=GONE,
    )


def draw_lumpy(scenario: Scenario, source: Lots, runs: int, values: Mapping[str, ndarray]) -> ndarray:
    """Whether each issue is taken whole or not at all, (D, R or 1) bool.

    What is coded is a chance, see `scenario.whole`.
    """
    rows = []
    for name, issue in scenario.issues.items():
        chance = chance_of_whole(issue, values)
        drawn = not isinstance(chance, bool)
        rows.append(uniform(source.of("lumpy", name)[:runs]) < chance if drawn else np.array([chance]))
    return np.stack(np.broadcast_arrays(*rows))


def draw_parameters(
    scenario: Scenario, source: Lots, runs: int, values: Mapping[str, ndarray] | None
) -> dict[str, ndarray]:
    """The global parameters of each run, (R,): from the calibrated set unless `values`, and as the scenario says."""
    drawn = dict(values if values is not None else calibrated_values(scenario, source, runs))
    for name, quantity in fixed_parameters(scenario).items():
        fixed = from_lots(quantity, source.of("parameters", name)[:runs])
        limits = PARAMETERS[name]
        drawn[name] = np.broadcast_to(np.clip(fixed, limits.low, limits.high), (runs,))
    drawn |= {name: np.rint(drawn[name]) for name, entry in PARAMETERS.items() if entry.whole}
    if scenario.procedure.horizon is not None:
        drawn["rounds"] = np.minimum(drawn["rounds"], rounds_until(scenario, source, runs, drawn["rounds"]))
    return drawn


def rounds_until(scenario: Scenario, source: Lots, runs: int, rounds: ndarray) -> ndarray:
    """How many of the rounds fit into the horizon, (R,); the first silence always does."""
    most = int(rounds.max())
    until = days_until(scenario, source, runs, most)
    fit: ndarray = np.maximum((until <= scenario.procedure.horizon).sum(0), 1)
    return fit


def calibrated_values(scenario: Scenario, source: Lots, runs: int) -> dict[str, ndarray]:
    """Each parameter of each run, (R,), from the calibrated set, or all central where the scenario says so."""
    if not scenario.draw:
        return {name: np.full(runs, value, REAL) for name, value in central().items()}
    table = calibrated_table()
    pick = (source.of("parameters")[:runs].astype(np.int64) * table.shape[1]) // LEVELS
    return dict(zip(PARAMETERS, table.take(pick, axis=1), strict=True))


@cache
def calibrated_table() -> ndarray:
    """The calibrated set, one row a parameter."""
    return np.array([[row[name] for row in calibrated()] for name in PARAMETERS], REAL)


@kept
def fixed_parameters(scenario: Scenario) -> dict[str, Any]:
    """What the scenario itself says, in the parameters' units; a value in its own table wins over [parameters]."""
    chair, procedure = scenario.chair, scenario.procedure
    said = {"amends": chair.amends, "side_payments": chair.side_payments, "rounds": procedure.rounds}
    said |= {name: None if sd is None else as_share(sd) for name, sd in scenario.uncertainty.items()}
    return dict(scenario.parameters) | {name: value for name, value in said.items() if value is not None}


def draw_members(
    scenario: Scenario, source: Lots, runs: int, values: Mapping[str, ndarray], forced: Mapping[str, str]
) -> Members:
    """Positions, salience, resolve and the pull of the actors, 0-1."""
    hold = [[FORCED[forced[m]] if m in forced else 0.0] for m in scenario.room]
    lean, said, who = pull(scenario), judged(scenario), believed(scenario, source, runs)
    salience = np.stack(
        [draw_judged(own, "salience", source, runs, values["salience_sd"], who) for own in said.salience]
    )
    return Members(
        ideal=np.stack(
            [draw_judged(own, "position", source, runs, values["position_sd"], who) for own in said.position]
        ),
        salience=salience,
        resolve=draw_judged(said.resolve, "resolve", source, runs, values["resolve_sd"], who),
        lean=draw_lean(scenario, source, runs) if lean is None else lean,
        forced=np.array(hold, REAL),
    )


@kept
def pull(scenario: Scenario) -> ndarray | None:
    """Pull of all actors on each member, (N, 1), where it is certain."""
    given = [q for a in scenario.actors.values() for q in (a.stance, *a.reach.values())]
    return draw_lean(scenario, Lots(0, 0), 1) if certain(given) else None


def draw_lean(scenario: Scenario, source: Lots, runs: int) -> ndarray:
    """Pull of all actors on each member, (N, R) or (N, 1): the sum of stance times reach, both as shares."""
    lean = np.zeros((len(scenario.room), 1))
    for key, actor in scenario.actors.items():
        stance = np.clip(as_share(draw_each({key: actor.stance}, "stance", source, runs)), -1, 1)
        reach = {f"{key}.{m}": actor.reach.get(m, 0.0) for m in scenario.room}
        lean = lean + stance * np.clip(as_share(draw_each(reach, "reach", source, runs)), 0, 1)
    return lean.astype(REAL)


def draw_luck(scenario: Scenario, source: Lots, runs: int, values: Mapping[str, ndarray]) -> Luck:
    """What is left to chance while the Council talks."""
    ended = uniform(source.of("elsewhere")[:runs]) < values["elsewhere"]
    adopts = uniform(source.of("elsewhere", "adopts")[:runs]) < values["elsewhere_adopts"]
    spares = from_lots(scenario.procedure.spares, source.of("exit", "spares")[:runs])
    return Luck(
        lasting=gauss(source.table("lasting", scenario.room)[:, :runs]),
        column=np.arange(runs),
        exits=uniform(source.of("exit")[:runs]) < exit_chance(scenario, values),
        spares=np.clip(spares, 0, 1).astype(REAL),
        gavel=draw_gavel(scenario, source, runs),
        elsewhere=np.where(ended, np.where(adopts, 1, -1), 0).astype(np.int8),
        days=partial(draw_days, scenario, source),
        home=partial(draw_ratification, scenario, source),
    )


def draw_road(scenario: Scenario, source: Lots, runs: int) -> Road | None:
    """What the willing of each council could do without the others, None where the scenario names no road."""
    said = scenario.road
    if said is None:
        return None
    worth = draw_each({m: said.worth[m] for m in scenario.room}, "road", source, runs)
    return Road(
        open=uniform(source.of("road")[:runs]) < from_lots(said.chance, source.of("road", "chance")[:runs]),
        needs=np.array([[m in said.needs] for m in scenario.room]),
        worth=np.clip(as_share(worth), 0, 1).astype(REAL),
    )


def draw_note(scenario: Scenario, source: Lots, runs: int) -> Note | None:
    """Whether each council would take note of a text that fails, None where the scenario does not say that it may."""
    said = scenario.noted
    if said is None:
        return None
    worth = from_lots(said.worth, source.of("noted", "worth")[:runs])
    return Note(
        open=uniform(source.of("noted")[:runs]) < from_lots(said.chance, source.of("noted", "chance")[:runs]),
        worth=np.clip(as_share(worth), 0, 1).astype(REAL),
    )


def draw_gavel(scenario: Scenario, source: Lots, runs: int) -> ndarray:
    """Whether the chair of each council would overrule a single objector, (R,) bool, or (1,) if none would."""
    chance = scenario.procedure.gavel
    return uniform(source.of("gavel")[:runs]) < chance if chance else np.zeros(1, bool)


def draw_days(scenario: Scenario, source: Lots, rounds: ndarray, column: ndarray) -> ndarray:
    """Days that so many rounds take in each run, (R,): every round draws its own."""
    most = int(rounds.max())
    lots = source.table("days", ("",), range(most)).take(column, axis=1)
    drawn = from_lots(scenario.procedure.days_per_round, lots)
    days: ndarray = (np.maximum(drawn, 0) * (np.arange(most)[:, None] < rounds)).sum(0)
    return days


def draw_ratification(scenario: Scenario, source: Lots, column: ndarray) -> ndarray:
    """Days a willing member takes to ratify at home, (N, R), or (N, 1) if that is certain."""
    days = scenario.ratification
    if isinstance(days, int | float):
        return np.full((len(scenario.room), 1), max(float(days), 0.0))
    lots = source.table("ratification", scenario.room).take(column, axis=1)
    willing: ndarray = np.maximum(from_lots(days, lots), 0)
    return willing


def setting_of(
    scenario: Scenario, run: int = 0, seed: int = 0, forced: Mapping[str, str] | None = None
) -> Setting:
    """The setting of one council: run `run` of a scenario under a seed."""
    block, place = divmod(run, BLOCK)
    return only(draw(scenario, lots(seed, block), place + 1, forced), np.array([place]))
