"""From a sound document to the scenario: explicit values for every member of the room."""

from typing import Any

from nacsim.data import members
from nacsim.scale import WHOLE
from nacsim.scenario.format.document import (
    ActorTable,
    ChangeTable,
    Document,
    EventTable,
    IssueTable,
    ProcedureTable,
    SetTable,
    StanceTable,
)
from nacsim.scenario.network import EVERYBODY, Rows
from nacsim.scenario.pooling import believed, by_issue, pooled, stances
from nacsim.scenario.quantity import Quantity, Uniform
from nacsim.scenario.resolved import (
    Actor,
    Chair,
    Condition,
    Event,
    Expert,
    Issue,
    Noted,
    Observed,
    Procedure,
    Put,
    Road,
    Scenario,
    Stance,
)
from nacsim.scenario.seating import Seating, layered
from nacsim.vocabulary import RULES

CODING_ERRORS = ("position_sd", "salience_sd", "resolve_sd")

ANOTHER_ROAD = "another road"

DAYS_PER_ROUND = Uniform(5, 20)
"""Days from one silence to the next where a scenario does not say: an example, not calibrated."""


def resolve(doc: Document, seating: Seating, name: str, tables: dict[str, Any]) -> Scenario:
    """The scenario of a document in which no mistake was found."""
    return Scenario.model_construct(
        name=name,
        title=doc.title,
        date=doc.date,
        room=seating.codes,
        absent=tuple(doc.absent),
        roster=seating.roster,
        issues={key: _issue(key, issue) for key, issue in doc.issues.items()},
        members={code: _stance(doc, seating, code) for code in seating.codes},
        experts=_experts(doc, seating),
        pool=doc.experts.pool,
        actors={key: _actor(key, actor, seating) for key, actor in doc.actors.items()},
        events=tuple(_event(event, doc, seating) for event in doc.events),
        procedure=_procedure(doc, seating),
        chair=_chair(doc, seating),
        uncertainty={name: getattr(doc.uncertainty, name) for name in CODING_ERRORS},
        ratification=doc.ratification.days if doc.ratification else None,
        road=_road(doc, seating),
        noted=_noted(doc),
        parameters=_parameters(doc),
        draw=doc.parameters.draw,
        network=_network(doc, seating),
        population=_population(doc, seating),
        observed=_observed(doc),
        tabled=doc.tabled,
        category=prose(doc.category),
        coding=doc.coding,
        document=tables,
    )


def prose(value: Any) -> str:
    """Prose as one text: nothing is empty, a list is joined."""
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)


def _issue(name: str, issue: IssueTable) -> Issue:
    bound = None if issue.lumpy is True else issue.floor
    return Issue.model_construct(
        status_quo=issue.status_quo,
        proposed=issue.proposed,
        floor=bound,
        lumpy=issue.lumpy,
        residue=issue.residue,
        label=prose(issue.label) or name,
        zero=prose(issue.zero),
        midpoint=prose(issue.midpoint),
        hundred=prose(issue.hundred),
    )


def _stance(doc: Document, seating: Seating, code: str) -> Stance:
    own = doc.members.get(code, _NOBODY)
    stands, shared = stances(doc, seating, code)
    single = {key: layered(doc, seating, code, key) for key in SINGLE}
    return Stance.model_construct(
        **pooled(stands, shared, doc, code),
        influence=single["influence"],
        indispensable=bool(single["indispensable"]),
        veto=bool(single["veto"]),
        weight=single["weight"],
        population=single["population"],
        shared=shared,
        note=prose(own.note),
        confidence=prose(own.confidence),
        source=prose(own.source),
    )


_NOBODY = StanceTable()
SINGLE = ("influence", "indispensable", "veto", "weight", "population")
"""Keys of a member that are one value."""


def holders(doc: Document, seating: Seating) -> tuple[str, ...]:
    """Who in the room has a veto, by the rule or by an entry of its own."""
    named = seating.codes if doc.procedure.veto == "all" else doc.procedure.veto
    return tuple(code for code in seating.codes if code in named or layered(doc, seating, code, "veto"))


def _population(doc: Document, seating: Seating) -> tuple[float, ...] | None:
    """The people of each member: as the file says, else by the member table; None where a roster gives none."""
    said = [layered(doc, seating, code, "population") for code in seating.codes]
    if seating.roster:
        return None if None in said else tuple(said)
    table = members.population(seating.codes)
    return tuple(known if own is None else own for own, known in zip(said, table, strict=True))


def _experts(doc: Document, seating: Seating) -> dict[str, Expert]:
    weights = believed(doc)
    return {
        key: Expert.model_construct(
            name=prose(expert.name) or key,
            weight=weights.get(key, 0.0),
            members=tuple(code for code in seating.codes if code in expert.members),
            note=prose(expert.note),
            source=prose(expert.source),
        )
        for key, expert in doc.experts.each.items()
    }


def _actor(key: str, actor: ActorTable, seating: Seating) -> Actor:
    column = actor.reach if isinstance(actor.reach, str) else None
    reach: dict[str, Quantity] = scaled(column, seating.codes) if column else actor.reach or {}
    return Actor.model_construct(
        name=prose(actor.name) or key,
        stance=actor.stance,
        reach={c: r for c, r in reach.items() if c in seating.codes},
        reach_column=column,
        note=prose(actor.note),
    )


def scaled(column: str, codes: tuple[str, ...]) -> dict[str, float]:
    """Reach from a column of the member table: 0-100, the largest value among ``codes`` being 100.

    An ally without a value, or with one below 0, is not reached.
    """
    values = members.COLUMNS[column].values
    top = max((values.get(code, 0) for code in codes), default=0)
    return {code: WHOLE * values[code] / top for code in codes if values.get(code, 0) > 0}


def _event(event: EventTable, doc: Document, seating: Seating) -> Event:
    places = {other.name: k for k, other in enumerate(doc.events) if other.name is not None}
    start, after = doc.tabled or doc.date, None if event.after is None else places[event.after]
    waits = after is not None and event.round is None and event.date is None
    return Event.model_construct(
        name=event.name or "",
        round=event.round,
        date=event.date,
        day=float((event.date - start).days) if event.date and start else None,
        after=after,
        delay=(1 if event.delay is None else event.delay) if waits else None,
        probability=event.probability,
        given=tuple((places[name], chance) for name, chance in event.given.items()),
        members=tuple(code for code in seating.codes if code in event.members),
        to=Put.model_construct(**_turn(event.set, doc)),
        **_turn(event.change, doc),
        note=prose(event.note),
    )


def _turn(table: SetTable | ChangeTable | None, doc: Document) -> dict[str, Any]:
    """What an event sets or changes, by key."""
    if table is None:
        return {"position": {}, "salience": {}, "resolve": None}
    by_key = {key: by_issue(getattr(table, key), doc.issues) for key in ("position", "salience")}
    return {**by_key, "resolve": table.resolve}


def conditions(table: ProcedureTable) -> tuple[Condition, ...]:
    """The conditions of a rule said in numbers; none of one that has a name."""
    said = [(c.needed, c.of) for c in table.conditions or ()]
    said += [(table.needed, table.of or "members")] if table.needed else []
    return tuple(Condition.model_construct(needed=needed, of=of) for needed, of in said)


def _procedure(doc: Document, seating: Seating) -> Procedure:
    table = doc.procedure
    numbers = conditions(table)
    days = table.days_per_round if table.days_per_round is not None else DAYS_PER_ROUND
    return Procedure.model_construct(
        rule="" if numbers else table.rule or RULES[0],
        conditions=numbers,
        blocking=table.blocking,
        veto=holders(doc, seating),
        abstain=table.abstain,
        quorum=table.quorum,
        gavel=table.gavel,
        rounds=table.rounds,
        days_per_round=days,
        opt_out=table.opt_out,
        spares=table.spares,
        horizon=_horizon(doc),
    )


def _horizon(doc: Document) -> float | None:
    """Days from the tabling, or from the date of the scenario, to the day until which a decision counts."""
    start, table = doc.tabled or doc.date, doc.procedure
    return float((table.decide_by - start).days) if table.decide_by and start else table.horizon


def _road(doc: Document, seating: Seating) -> Road | None:
    table = doc.road
    if table is None:
        return None
    return Road.model_construct(
        name=prose(table.name) or ANOTHER_ROAD,
        chance=table.chance,
        needs=tuple(code for code in seating.codes if code in table.needs),
        worth={code: table.members.get(code, table.worth) for code in seating.codes},
        note=prose(table.note),
    )


def _noted(doc: Document) -> Noted | None:
    table = doc.noted
    if table is None:
        return None
    return Noted.model_construct(chance=table.chance, worth=table.worth, note=prose(table.note))


def _chair(doc: Document, seating: Seating) -> Chair:
    table = doc.chair
    return Chair.model_construct(
        member=table.member if table.member in seating.codes else None,
        amends=table.amends,
        side_payments=table.side_payments,
        shelves=table.shelves,
    )


def _parameters(doc: Document) -> dict[str, Quantity]:
    prose_keys = ("draw", "note", "source", "confidence")
    given = ((name, value) for name, value in doc.parameters if name not in prose_keys)
    return {name: value for name, value in given if value is not None}


def _network(doc: Document, seating: Seating) -> tuple[str, Rows]:
    base = doc.network.base or ("equal" if seating.roster else "ties")
    rows = tuple(
        (member, tuple((code, weight) for code, weight in row.items() if code in seating.codes))
        for member, row in doc.network.ties.items()
        if member in seating.codes
    )
    if base == "capability":
        rows = ((EVERYBODY, tuple((code, doc.members[code].capability) for code in seating.codes)), *rows)
    return base, rows


def _observed(doc: Document) -> Observed | None:
    seen = doc.observed
    if seen is None:
        return None
    days = seen.days
    if days is None and seen.decided and doc.tabled:
        days = float((seen.decided - doc.tabled).days)
    return Observed.model_construct(
        outcome=seen.outcome,
        text=seen.text,
        blockers=tuple(seen.blockers),
        days=days,
        decided=seen.decided,
        censored=seen.censored,
        concessions=prose(seen.concessions),
    )
