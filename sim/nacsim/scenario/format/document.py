"""The keys of a scenario file, table by table: type, limits, default and meaning.

The JSON Schema is made from these. A key that is not here is an error, except in ``[coding]``. ``None`` means
that the file does not give the key.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from nacsim.scenario.format.fields import (
    Chance,
    Date,
    Needed,
    Prose,
    Reach,
    RuleName,
    Veto,
    by_issue,
    number,
    quantity,
    whole,
)
from nacsim.scenario.quantity import POOLS
from nacsim.vocabulary import ALWAYS, PARAMETERS

SCALE, CHANGE, SHARE, DAYS, ROUNDS = (0, 100), (-100, 100), (0, 1), (0, 10_000), (1, 1000)
"""Limits: scales in points, changes in points, shares of 1, days, rounds."""

STANCES = ("position", "salience", "resolve")
"""What is judged of a member."""


class Table(BaseModel):
    """A table of the file: only known keys, no conversion of one type into another."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Entry(Table):
    """A table that can carry prose for people."""

    note: Prose | None = Field(None, description="Remark for people; never computed with.")
    source: Prose | None = Field(None, description="Where it comes from; never computed with.")
    confidence: Prose | None = Field(None, description="How sure the coder is; never computed with.")


class IssueTable(Entry):
    """One dimension of the proposal, 0-100. The first in the file is the principal one."""

    label: Prose | None = Field(None, description="Short name for tables and figures.")
    zero: Prose | None = Field(None, description="What 0 means, in words.")
    midpoint: Prose | None = Field(None, description="What 50 means, in words.")
    hundred: Prose | None = Field(None, description="What 100 means, in words.")
    status_quo: number(*SCALE) | None = Field(
        None, description="Where the issue stays if nothing is adopted; without one it is a condition."
    )
    proposed: number(*SCALE) = Field(description="Where the text as tabled puts the issue.")
    floor: number(*SCALE) | None = Field(
        None,
        description="The least the sponsors would still table; between status quo (default) and proposed.",
    )
    lumpy: Chance = Field(
        False,
        description="Taken whole or not at all: a judgement (true, false), or the chance of it; true overrides floor.",
    )
    residue: number(*SCALE) | None = Field(
        None,
        description="Where the issue ends if the text fails: what remains of it; default: the status quo.",
    )


class ViewTable(Entry):
    """What one expert says of one member; what is left out stays as the file has it."""

    position: by_issue(*SCALE) | None = Field(None, description="Where the member wants the issue, 0-100.")
    salience: by_issue(*SCALE) | None = Field(None, description="How much the issue matters to it, 0-100.")
    resolve: quantity(*SCALE) | None = Field(None, description="How willing it is to stand alone, 0-100.")


class StanceTable(ViewTable):
    """Where members stand; every key may be left to the layer below."""

    influence: number(0, 1e9) | None = Field(
        None,
        description="How much the others listen to it, beside each other, in any unit (a roster's population).",
    )
    indispensable: bool | None = Field(
        None, description="Without it there is nothing to go ahead with: a host, an owner. Default false."
    )
    veto: bool | None = Field(
        None, description="Its objection always stops a text, whatever the rule. Default false."
    )
    weight: number(0, 1e9) | None = Field(None, description="Its votes, where the rule counts weights.")
    population: number(0, 1e12) | None = Field(
        None, description="Its people, in any unit; default for an ally: as in the member table."
    )


class MemberTable(StanceTable):
    """One member by itself."""

    capability: number(0, 1e15) | None = Field(
        None, description='How much it is listened to, on any scale; read where base is "capability".'
    )


class GroupTable(StanceTable):
    """Several members at once; a later group wins over an earlier one."""

    members: list[str] | None = Field(
        None, description="Codes of its members; a group of the member table needs no list."
    )
    shared: bool = Field(
        False,
        description="One line for all: what the group says of a stance is drawn once for its members, not for each.",
    )


class ExpertTable(Entry):
    """One expert: a layer over the stances of the file."""

    name: Prose | None = Field(None, description="Name in words; default: the key.")
    weight: number(0, 1e9) = Field(
        1.0, description="How likely it is to be believed, beside the others; 0: kept and never believed."
    )
    members: dict[str, ViewTable] = Field({}, description="What it says of members, by code.")


class ExpertsTable(Table):
    """Several experts, and how their views become one. Every other key is the name of an expert."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)
    __pydantic_extra__: dict[str, ExpertTable]

    pool: Literal[POOLS] = Field(
        "linear",
        description="linear: every run believes one of them (the linear opinion pool); quantiles: their weighted mean.",
    )
    only: str | None = Field(None, description="Believe this one alone.")

    @property
    def each(self) -> dict[str, ExpertTable]:
        """The experts by name."""
        return self.__pydantic_extra__ or {}


class ActorTable(Entry):
    """Somebody outside the room who leans on members."""

    name: Prose | None = Field(None, description="Name in words; default: the key.")
    stance: quantity(-100, 100) = Field(description="How far it is against (-100) or for (100) the proposal.")
    reach: Reach | None = Field(
        None,
        description="A column of the member table, or members by name, 0-100; without it nobody is moved.",
    )


class ChangeTable(Table):
    """What an event adds, in points; the result is kept within 0-100."""

    position: by_issue(*CHANGE) | None = Field(None, description="Points added to the position.")
    salience: by_issue(*CHANGE) | None = Field(None, description="Points added to the salience.")
    resolve: quantity(*CHANGE) | None = Field(None, description="Points added to the resolve.")


class SetTable(Table):
    """Where an event puts members, in points, wherever they stood before."""

    position: by_issue(*SCALE) | None = Field(None, description="The position from then on.")
    salience: by_issue(*SCALE) | None = Field(None, description="The salience from then on.")
    resolve: quantity(*SCALE) | None = Field(None, description="The resolve from then on.")


class EventTable(Entry):
    """Something that may happen while the Council talks, at the start of a round."""

    name: str | None = Field(None, description="A name by which other events refer to it.")
    round: whole(*ROUNDS) | None = Field(None, description="The round at whose start it happens.")
    date: Date | None = Field(
        None, description="In place of round: the day; it is felt in the first silence after it."
    )
    after: str | None = Field(None, description="The name of the event without which it does not happen.")
    delay: whole(0, 1000) | None = Field(
        None, description="In place of round, with after: how many rounds later; default 1."
    )
    probability: quantity(*SHARE) = Field(1.0, description="Chance that it happens in a run.")
    given: dict[str, quantity(*SHARE)] = Field(
        {},
        description="The chance instead where another event has happened before it, by the name of that event.",
    )
    members: list[str] = Field([], description="Codes of the members it changes.")
    set: SetTable | None = Field(None, description="Where it puts them.")
    change: ChangeTable | None = Field(None, description="What it adds to them.")


COUNTED = Literal["members", "weights", "population"]
"""What a rule may count."""


class ConditionTable(Entry):
    """One of several conditions that a text must all meet."""

    needed: Needed = Field(description="How much must be for the text: a count, or a share of the whole.")
    of: COUNTED = Field("members", description="What is counted: members, their weights, or their people.")


class ProcedureTable(Entry):
    """How the Council decides, and how long it has."""

    rule: RuleName | None = Field(
        None, description="When a text counts as adopted, by name; default unanimity."
    )
    needed: Needed | None = Field(
        None,
        description="In place of a name: how much must be for the text, a count or a share of the whole.",
    )
    of: COUNTED | None = Field(
        None, description="What needed counts: members (default), their weights, or their people."
    )
    conditions: list[ConditionTable] | None = Field(
        None, description="In place of a name: several conditions that must all be met."
    )
    blocking: Needed | None = Field(
        None, description="Fewer members than this never stop a text by not being for it, a veto apart."
    )
    veto: Veto = Field((), description="Members whose objection always stops a text, whatever the rule.")
    abstain: Literal["counted", "apart"] | None = Field(
        None,
        description="Members may abstain; shares are taken of all members, or of those who vote. Default: they may not.",
    )
    quorum: Needed | None = Field(
        None, description="How many members, or what share of them, must vote for or against."
    )
    gavel: number(*SHARE) = Field(
        0.0, description="Chance that the chair overrules a single objector, unless it has a veto."
    )
    rounds: whole(*ROUNDS) | None = Field(None, description="Silences before time runs out; default 8.")
    days_per_round: quantity(*DAYS) | None = Field(None, description="Days from one silence to the next.")
    opt_out: Chance | None = Field(
        None,
        description="Can the others go ahead without some? Or the chance of it. Default: by category, as calibrated.",
    )
    spares: quantity(*SHARE) = Field(
        1.0, description="Share of what the text costs a member that staying out spares it."
    )
    horizon: number(1, 100_000) | None = Field(
        None, description="Days after which the matter counts as still open, and so as not adopted."
    )
    decide_by: Date | None = Field(None, description="The day until which it counts; in place of horizon.")


class ChairTable(Entry):
    """Who presides and what the chair does; defaults are the Secretary General, and the calibrated ones."""

    member: str | None = Field(
        None, description="The member in the chair, with its own stake; by default the chair has none."
    )
    amends: quantity(*SHARE) | None = Field(
        None,
        description="Most of the way to the objectors that one redraft goes on the matter itself, conditions apart.",
    )
    side_payments: quantity(*SHARE) | None = Field(
        None, description="Payment offered per round to an objector without resolve, in units of gain."
    )
    shelves: bool | None = Field(None, description="Takes a text off the table that makes no headway.")


class RoadTable(Entry):
    """Another road: what the willing can do without the Council."""

    name: Prose | None = Field(None, description="What it is, in words: a coalition, another body.")
    chance: quantity(*SHARE) = Field(1.0, description="Chance that it is open.")
    needs: list[str] = Field(
        [], description="Codes of the members that must gain from the proposal for it to be open."
    )
    worth: quantity(*SCALE) = Field(
        description="How much of what the text as tabled would bring or cost a member the road does, in per cent."
    )
    members: dict[str, quantity(*SCALE)] = Field({}, description="The same for single members, by code.")


class NotedTable(Entry):
    """A note, or a statement of the chair, in place of a text that fails."""

    chance: quantity(*SHARE) = Field(1.0, description="Chance that the chair tries it.")
    worth: quantity(*SCALE) = Field(
        10.0,
        description="How much of what the text would bring or cost a member a note of it does, in per cent.",
    )


class UncertaintyTable(Entry):
    """How well stances are known."""

    position_sd: number(*SCALE) | None = Field(
        None, description="Coding error, in points, of every position given as a plain number."
    )
    salience_sd: number(*SCALE) | None = Field(None, description="The same of every salience.")
    resolve_sd: number(*SCALE) | None = Field(None, description="The same of every resolve.")


class NetworkTable(Entry):
    """Who listens to whom."""

    base: Literal["ties", "equal", "capability"] | None = Field(
        None,
        description="The ties of the member table, everybody alike (default for a roster), or the capability of "
        "each member.",
    )
    ties: dict[str, dict[str, number(*SHARE)]] = Field(
        {}, description="Single rows: how much a member listens to others; the rest scaled to sum to 1."
    )


class RatificationTable(Entry):
    """Accession: after the Council every member decides again at home."""

    days: quantity(*DAYS) = Field(description="How long a willing member takes, in days.")


class ObservedTable(Entry):
    """What came of a past decision; never enters a simulation."""

    outcome: Literal[ALWAYS] = Field(description="The outcome as coded by people.")
    text: dict[str, number(*SCALE)] = Field({}, description="Where each issue ended, 0-100.")
    blockers: list[str] = Field([], description="Members that withheld consent at some stage.")
    days: number(*DAYS) | None = Field(
        None, description="Days it took, where that differs from decided less tabled."
    )
    decided: Date | None = Field(None, description="Day of the decision; absent while still open.")
    censored: bool = Field(False, description="The matter was still open when it was coded.")
    concessions: Prose | None = Field(None, description="What was given for consent, in words.")


def _parameter(name: str, low: float, high: float, meaning: str) -> tuple[Any, Any]:
    """A global parameter as a key: a quantity within its limits; rounds are whole numbers."""
    kind = whole(*ROUNDS) if name == "rounds" else quantity(low, high)
    return (kind | None, Field(None, description=f"{meaning[:1].upper()}{meaning[1:]}."))


_DRAW = (
    "Draw the parameters not given here from the calibrated set; with false all are at their central values."
)


class Drawn(Entry):
    """Whether the global parameters are drawn."""

    draw: bool = Field(True, description=_DRAW)


ParametersTable = create_model(
    "ParametersTable",
    __base__=Drawn,
    __doc__="The global parameters; a value here fixes that one for every run.",
    **{name: _parameter(name, *limits[:3]) for name, limits in PARAMETERS.items()},
)


class Document(Entry):
    """A scenario of NACSIM: a question put before a council that decides by consensus."""

    title: str = Field(min_length=1, description="What the scenario is about, in a line.")
    date: Date | None = Field(
        None, description="Day that settles who sits in the Council; default: today's members."
    )
    proposal: Prose | None = Field(None, description="What is on the table, in words.")
    status_quo: Prose | None = Field(None, description="What holds if nothing is adopted, in words.")
    question: Prose | None = Field(None, description="The question that the scenario answers, in words.")
    category: Prose | None = Field(
        None, description="Kind of decision, in a word; how likely an exit is unless opt_out says so."
    )
    tabled: Date | None = Field(None, description="Day on which a past proposal was tabled.")
    sources: Prose | None = Field(None, description="Sources of the scenario.")
    extends: str | None = Field(None, description="File over which this one is laid, relative to this file.")
    body: str | None = Field(
        None,
        description="Who sits and how they decide, as an installed package offers it; laid below this file.",
    )
    absent: list[str] = Field([], description="Members outside the room.")
    roster: list[str] | None = Field(
        None, description="Another consensus body: exactly these, under any names."
    )
    issues: dict[str, IssueTable] = Field(description="The dimensions of the proposal; at least one.")
    default: StanceTable = Field(StanceTable(), description="Every member not named below.")
    groups: dict[str, GroupTable] = Field({}, description="Overrides of the default for several members.")
    members: dict[str, MemberTable] = Field({}, description="Overrides for single members, by code.")
    experts: ExpertsTable = Field(ExpertsTable(), description="Several views of where members stand.")
    actors: dict[str, ActorTable] = Field({}, description="Outsiders who lean on members.")
    events: list[EventTable] = Field([], description="What may happen while the Council talks.")
    procedure: ProcedureTable = Field(ProcedureTable(), description="Rule, rounds and time.")
    chair: ChairTable = Field(ChairTable(), description="Who presides, and what the chair does.")
    uncertainty: UncertaintyTable = Field(UncertaintyTable(), description="How well stances are known.")
    network: NetworkTable = Field(NetworkTable(), description="Who listens to whom.")
    ratification: RatificationTable | None = Field(
        None, description="A second stage at home, for accessions."
    )
    road: RoadTable | None = Field(
        None, description="Another road: what the willing can do without the Council."
    )
    noted: NotedTable | None = Field(None, description="A note in place of a text that fails.")
    parameters: ParametersTable = Field(
        ParametersTable(), description="Global parameters fixed by the scenario."
    )
    observed: ObservedTable | None = Field(None, description="What came of a past decision.")
    coding: dict[str, Any] = Field({}, description="Remarks of the coder; any keys.")


TABLES: dict[tuple[str, ...], type[Table]] = {
    (): Document,
    ("issues", "*"): IssueTable,
    ("default",): StanceTable,
    ("groups", "*"): GroupTable,
    ("members", "*"): MemberTable,
    ("experts",): ExpertsTable,
    ("experts", "*"): ExpertTable,
    ("experts", "*", "members", "*"): ViewTable,
    ("actors", "*"): ActorTable,
    ("events", "*"): EventTable,
    ("events", "*", "set"): SetTable,
    ("events", "*", "change"): ChangeTable,
    ("procedure",): ProcedureTable,
    ("procedure", "conditions", "*"): ConditionTable,
    ("chair",): ChairTable,
    ("uncertainty",): UncertaintyTable,
    ("network",): NetworkTable,
    ("ratification",): RatificationTable,
    ("road",): RoadTable,
    ("noted",): NotedTable,
    ("parameters",): ParametersTable,
    ("observed",): ObservedTable,
}
"""Every table with fixed keys by its place in the file; ``*`` stands for any name."""


def table_at(path: tuple[str | int, ...]) -> type[Table] | None:
    """The table with fixed keys at a place in the file, or None."""
    for pattern, table in TABLES.items():
        if len(pattern) == len(path) and all(p in ("*", k) for p, k in zip(pattern, path, strict=True)):
            return table
    return None
