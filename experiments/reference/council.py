"""One council in plain Python: the reference implementation of the model.

The package plays thousands of councils side by side in arrays, and that hides how little there is to one. Here is one:
lists, dictionaries and floats, one function for each mechanism, in the order of a round. Read `play` first, then
`play_round`. It decides nothing that the rules do not: constants and names are theirs, what is drawn comes ready-made
(`drawn`), and `tests/test_reference.py` holds both equal run by run. Speed is no aim.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from nacsim.rules.decision import QMV_MEMBERS, QMV_POPULATION
from nacsim.rules.ending import BACK, CHANGED, ROUNDING
from nacsim.rules.isolation import FALLS
from nacsim.rules.redraft import LEAST_NEED, NOTHING
from nacsim.rules.shelving import LEAST_MOVE, LEAST_OFFER, PATIENCE
from nacsim.rules.speaking import LEAST_VOICE
from nacsim.rules.state import HELD
from nacsim.vocabulary import (
    ADOPTED,
    AGREED,
    BLOCKED,
    NOTED,
    PASSED,
    ROAD,
    SETTLED,
    SHELVED,
    STOOD_ASIDE,
    TALKS,
)


@dataclass
class Issue:
    """One dimension of the text, 0-1."""

    proposed: float
    status_quo: float  # 0 for a condition
    residue: float  # where it ends if the text fails
    condition: bool  # exists only in the text
    floor: float | None  # the least the sponsors would table; None: what they want themselves says it
    lumpy: bool  # taken whole or not at all
    bound: float = 0.0  # the least the sponsors would table, named or not


@dataclass(eq=False)
class Member:
    """An ally: what it wants by issue, whom it listens to by member, and how it stands."""

    position: list[float]
    salience: list[float]
    resolve: float
    lean: float  # pull of all actors outside on the text as tabled
    forced: float  # below 0 it is made to object, above 0 to be silent
    lasting: float  # standard normal: how much it minds what it dislikes
    indispensable: bool
    population: float | None
    weight: float | None  # its votes
    veto: bool  # its objection always stops a text
    ties: list[float]  # weight of each member in what it hears, itself included
    company: list[float] = field(default_factory=list)  # the same without itself
    anchor: list[float] = field(default_factory=list)  # what it goes back to when it stops listening
    wants: float = 0.0  # what the text as tabled brings it, 0 where it is a loss
    worth: float = 0.0  # what the text brings it now
    spatial: float = 0.0  # the part of that which is no condition
    margin: float = 0.0  # worth with payments, and with its hand where that is forced
    paid: float = 0.0
    objects: bool = False
    speaks: bool = False


@dataclass(eq=False)
class Event:
    """Something that may happen at the start of a round: changes by member, and by issue."""

    round: int
    luck: float  # 0-1: it happens where this is below its chance
    chance: float  # by itself
    given: list[
        tuple[int, float]
    ]  # an event before it, by number, and the chance where that one has happened
    after: int | None  # the event before it without which it does not happen
    position: list[list[float]]  # added
    salience: list[list[float]]
    resolve: list[float]
    to_position: list[list[float | None]]  # where it puts them; None: it leaves them
    to_salience: list[list[float | None]]
    to_resolve: list[float | None]


@dataclass
class Needed:
    """How much is needed: a number, a share of the whole, or the whole but for some."""

    value: float
    kind: str  # "count", "share", "all but"
    more: bool = False  # more than that, and not just as much

    def of(self, whole: float) -> float:
        """The number that is needed of a whole."""
        return {"count": self.value, "share": self.value * whole, "all but": whole - self.value}[self.kind]


@dataclass
class Rule:
    """When a text counts as adopted: a rule by name, or conditions that must all be met."""

    name: str  # "conditions" where it is said in numbers
    conditions: list[tuple[str, Needed]] = field(default_factory=list)  # what is counted, and how much of it
    blocking: Needed | None = None  # fewer members than this cannot stop a text by not being for it
    abstention: bool = False  # may members abstain?
    apart: bool = False  # are shares taken only of those who vote?
    quorum: Needed | None = None  # so many must vote for or against


@dataclass
class Council:
    """All that goes into one council, and how it stands."""

    members: list[Member]
    issues: list[Issue]
    parameters: dict[str, float]
    events: list[Event]
    rule: Rule
    gavel: bool  # would the chair overrule a single objector?
    chair: int | None  # which member presides, where one does
    shelves: bool  # may the chair take a text off the table?
    ratifies: bool
    exits: bool  # may the others go ahead without those who stay out?
    spares: float  # share of what the text costs a member that staying out spares it
    elsewhere: int  # 0: the Council decides; else the matter is settled elsewhere, +1 adopted, -1 dropped
    horizon: float | None  # days after which what is adopted counts as still open
    days: Callable[[int], float]  # that so many rounds take
    home: list[float]  # days that each member takes to ratify if it is willing
    road: list[tuple[float, bool]] | None = (
        None  # by member, if luck opens one: its worth, and whether it is needed
    )
    note: float | None = None  # what a note weighs beside the text, if the chair would try one
    falls: list[float] = field(
        default_factory=list
    )  # what each is left with by the other road if the text fails
    text: list[float] = field(default_factory=list)
    happened: list[Event] = field(default_factory=list)
    round: int = 0
    home_rounds: int = 0
    stalled: int = 0  # rounds in a row in which nothing moved
    spent: float = 0.0  # sum of the side payments
    phase: int = TALKS


class End(NamedTuple):
    """What came of a council; members are numbers."""

    outcome: str
    rounds: int  # in the Council and at home
    text: list[float]  # 0-1
    first: list[int]  # who breaks silence on the text as tabled, or holds out at the first decision at home
    blocks: list[int]  # who breaks the last silence of a text that fails
    pivotal: list[int]  # without whom alone the last silence would have held
    paid: list[float]


def play(council: Council) -> End:
    """Play one council to its end."""
    open_talks(council)
    while council.phase == TALKS:
        play_round(council)
        if council.round == 1:
            first = speakers(council)
    last = pivotal(council)
    if not council.ratifies or council.phase not in AGREED:
        return ended(council, first, last, held_out=[])
    held_out = ratify(council)
    if council.phase == BLOCKED:
        last = objectors(council) if len(objectors(council)) == 1 else []
    return ended(council, first, last, held_out)


def open_talks(council: Council) -> None:
    """The text is tabled, and its sponsors know what they would rather drop than table."""
    council.text = [issue.proposed for issue in council.issues]
    for number, member in enumerate(council.members):
        member.anchor = list(member.position)
        member.company = company(number, member.ties)
    weigh(council, as_coded=True)  # who sponsors a text is known, and not a matter of luck
    for member in council.members:
        member.wants = max(member.worth, 0.0)
    look_round(council)
    for d, issue in enumerate(council.issues):
        issue.bound = bound(d, issue, council)


def look_round(council: Council) -> None:
    """f_i = omega_i g_i(p0), if the other road is open; sponsors then table no less than it brings them."""
    if council.road is None:
        return
    wants = [member.wants for member in council.members]
    willing = all(w > 0 for w, (_, needed) in zip(wants, council.road, strict=True) if needed)
    if not willing or sum(wants) <= 0:
        council.road = None
        return
    council.falls = [worth * m.worth for (worth, _), m in zip(council.road, council.members, strict=True)]
    share = sum(w * worth for w, (worth, _) in zip(wants, council.road, strict=True)) / sum(wants)
    council.parameters["reserve"] = max(council.parameters["reserve"], share)


def play_round(council: Council) -> None:
    """One round: the world, consultation, silence, and the answer to it."""
    council.round += 1
    for event in council.events:
        if event.round == council.round and comes_about(council, event):
            council.happened.append(event)
            happen(council, event)
    if council.round > 1:
        consult(council)
    put_under_silence(council)
    answer(council)


def comes_about(council: Council, event: Event) -> bool:
    """Whether an event happens, now that it is up: after what it waits for, with the chance that what came before gives."""
    there = [other in council.happened for other in council.events]
    if event.after is not None and not there[event.after]:
        return False
    chances = [chance for number, chance in event.given if there[number]]
    return event.luck < (chances[0] if chances else event.chance)


def happen(council: Council, event: Event) -> None:
    """An event changes for good what members want, how much it means to them and how firm they are."""
    for n, member in enumerate(council.members):
        member.position = moved(member.position, event.to_position[n], event.position[n])
        member.anchor = moved(member.anchor, event.to_position[n], event.position[n])
        member.salience = moved(member.salience, event.to_salience[n], event.salience[n])
        (member.resolve,) = moved([member.resolve], [event.to_resolve[n]], [event.resolve[n]])


def consult(council: Council) -> None:
    """x_i <- (1 - lambda_i) x_i(0) + lambda_i sum_j W_ij x_j,   lambda_i = openness (1 - r_i)."""
    said = [member.position for member in council.members]  # all listen to what was said before
    for member in council.members:
        listens = council.parameters["openness"] * (1 - member.resolve)
        member.position = [
            (1 - listens) * anchor
            + listens * sum(w * other[d] for w, other in zip(member.ties, said, strict=True))
            for d, anchor in enumerate(member.anchor)
        ]


def weigh(council: Council, as_coded: bool = False) -> None:
    """What the text is worth to each member, without payments; `as_coded` with m_i = 1.

    g_i = sum_d w_id (a_id - m_i |p_d - x_id|) + pressure_i,   a_id = (1 - alpha r_i) |q_d - x_id|, or tau for |q - x|.
    """
    p = council.parameters
    for number, member in enumerate(council.members):
        asks = 1 - p["aspiration"] * member.resolve
        minds = 1.0 if as_coded else max(1 + p["intensity"] * member.lasting, 0.0)
        member.spatial, linkage = pressure(council, member), 0.0
        for d, issue in enumerate(council.issues):
            away = minds * abs(council.text[d] - member.position[d])
            if issue.condition:
                linkage += member.salience[d] * (asks * p["tau"] - away)
            elif council.text[d] != issue.status_quo:  # where nothing changes there is nothing to object to
                brings = asks * abs(issue.status_quo - member.position[d])
                member.spatial += member.salience[d] * (brings - away)
        member.worth = member.spatial + linkage - (council.falls[number] if council.falls else 0.0)


def pressure(council: Council, member: Member) -> float:
    """What actors outside the room add: in full force on the text as tabled, less as the principal issue goes back."""
    principal = council.issues[0]
    move = (council.text[0] - principal.status_quo) / (principal.proposed - principal.status_quo)
    return council.parameters["pressure"] * clip(move) * member.lean


def isolation(council: Council, member: Member) -> float:
    """c_i = kappa (1 - r_i)^3: what it costs to object while all others stay silent."""
    return council.parameters["isolation"] * (1 - member.resolve) ** FALLS


def company(number: int, ties: list[float]) -> list[float]:
    """V_i: whom a member listens to besides itself, rescaled to 1; to all alike if to nobody."""
    others = [0.0 if n == number else weight for n, weight in enumerate(ties)]
    if sum(others) > 0:
        return [weight / sum(others) for weight in others]
    return [0.0 if n == number else 1 / (len(ties) - 1) for n in range(len(ties))]


def put_under_silence(council: Council) -> None:
    """Each weighs the text, objections give each other cover, and of those who object some speak."""
    weigh(council)
    for member in council.members:
        member.margin = member.worth + member.paid + member.forced
    objecting = cascade(council, {m: m.margin for m in council.members})
    aloud = speaking(council, objecting)
    for member in council.members:
        member.objects, member.speaks = member in objecting, member in aloud


def cascade(council: Council, margins: dict[Member, float]) -> list[Member]:
    """o_i = 1 if m_i + c_i (1 - sum_j V_ij o_j) < 0, from nobody objecting on until nobody joins."""
    objecting: list[Member] = []
    while True:
        alone = {m: 1 - covered(council, m, objecting) for m in council.members}
        joined = [m for m in council.members if margins[m] + isolation(council, m) * alone[m] < 0]
        if len(joined) <= len(objecting):
            return objecting
        objecting = joined


def covered(council: Council, member: Member, objecting: list[Member]) -> float:
    """Share of those a member listens to who object as well."""
    return sum(v for v, other in zip(member.company, council.members, strict=True) if other in objecting)


def voice(member: Member, margin: float) -> float:
    """u_i = -m_i (0.2 + r_i): how much an objector minds and how little it shies from saying so."""
    return -margin * (LEAST_VOICE + member.resolve)


def speaking(council: Council, objecting: list[Member]) -> list[Member]:
    """u_i >= hiding^(1 / (n - 1)) max_j u_j: who minds less lets the one who minds most take the blame."""
    voices = {m: voice(m, m.margin) for m in objecting}
    if len(objecting) < 2:
        return objecting
    least = council.parameters["hiding"] ** (1 / (len(objecting) - 1)) * max(voices.values())
    return [m for m in objecting if voices[m] >= least]


def answer(council: Council) -> None:
    """What becomes of the text: adopted, settled elsewhere, shelved, out of time, or mended."""
    objecting = objectors(council)
    winning, help_ = to_win(council)
    need = {m: max(-(of_its_own(m) + help_[m]), LEAST_NEED) for m in winning}
    voices = {m: max(voice(m, of_its_own(m)), 0.0) for m in winning}
    text, offers = redraft(council, need, voices), offered(council, winning)
    chair = None if council.chair is None else council.members[council.chair]
    lost = chair is not None and chair.worth < 0
    text = text if chair is None else put_by(chair, council, text)
    council.stalled = council.stalled + 1 if no_headway(council.text, text, offers) else 0
    council.phase = verdict(council, objecting, lost)
    if council.phase == TALKS:
        council.text = text
        pay(council, offers)


def of_its_own(member: Member) -> float:
    """The margin that concessions are made to: a forced hand asks for no more than its member lacks."""
    return member.worth + member.paid if member.forced <= -HELD else member.margin


def put_by(chair: Member, council: Council, new: list[float]) -> list[float]:
    """A member in the chair puts no text that is a loss to it, and a greater one than the text before."""
    old, before = council.text, chair.worth
    council.text = new
    weigh(council)
    refuses = chair.worth < 0 and chair.worth < before
    council.text = old
    weigh(council)
    return old if refuses else new


def to_win(council: Council) -> tuple[list[Member], dict[Member, float]]:
    """Whom the chair has to win, and what objecting would cost each, which helps it.

    Where members may abstain it is enough to bring an objector to that; but where abstentions alone would be too many, all
    who are not for the text have to be brought to be for it.
    """
    against = objectors(council)
    if council.rule.abstention and not adopted(council, []):
        winning = [m for m in council.members if m in against or abstains(council, m)]
        return winning, dict.fromkeys(council.members, 0.0)
    return against, {m: isolation(council, m) for m in council.members}


def verdict(council: Council, objecting: list[Member], lost: bool) -> int:
    """How the council stands after a silence; `lost`: the text is a loss to a member in the chair."""
    if council.round == 1 and not any(m.wants > 0 for m in council.members):
        return SHELVED  # what nobody gains from is not tabled
    if adopted(council, objecting) or (council.gavel and not lost and overruled(council, objecting)):
        return PASSED
    out = staying_out(council, objecting)
    if adopted(council, [m for m in objecting if m not in out], out):
        return STOOD_ASIDE
    held = any(m.forced <= -HELD or m.veto for m in objecting)
    if council.round == 1 and council.elsewhere and objecting and not held:
        return SETTLED if council.elsewhere > 0 else SHELVED
    if council.shelves and (lost or council.stalled >= PATIENCE):
        return otherwise(council, SHELVED)
    return otherwise(council, BLOCKED) if council.round >= council.parameters["rounds"] else TALKS


def otherwise(council: Council, failed: int) -> int:
    """What becomes of a text that fails: the willing take the other road, or it is noted; delta m_i + c_i < 0 objects."""
    if council.road is not None:
        return ROAD
    if council.note is None:
        return failed
    weighed = {m: council.note * m.margin for m in council.members}
    against = [m for m in council.members if weighed[m] + isolation(council, m) < 0]
    return NOTED if adopted(council, against, margins=weighed) else failed


def adopted(
    council: Council,
    objecting: list[Member],
    out: Sequence[Member] = (),
    margins: dict[Member, float] | None = None,
) -> bool:
    """Whether the text is adopted over these objections; who stays out is not against it, and not for it."""
    quiet = [m for m in council.members if m in out or abstains(council, m, margins)]
    return passes(council, objecting, [m for m in quiet if m not in objecting])


def abstains(council: Council, member: Member, margins: dict[Member, float] | None = None) -> bool:
    """m_i < 0: who dislikes the text and does not object abstains, where a body knows that."""
    return council.rule.abstention and (member.margin if margins is None else margins[member]) < 0


def overruled(council: Council, objecting: list[Member]) -> bool:
    """Whether the text is adopted if the chair brings down the gavel over a single objector, who then is not for it."""
    if len(objecting) != 1:
        return False
    quiet = [m for m in council.members if abstains(council, m) and m not in objecting]
    return enough(council, [], [*quiet, *objecting]) and allowed(council, objecting, quiet)


def passes(council: Council, objecting: list[Member], quiet: list[Member]) -> bool:
    """The rule, and what holds beside any rule; `quiet` are neither for the text nor against it."""
    return enough(council, objecting, quiet) and allowed(council, objecting, quiet)


def allowed(council: Council, objecting: list[Member], quiet: list[Member]) -> bool:
    """No veto is cast, and enough members vote for or against."""
    quorum, everybody = council.rule.quorum, len(council.members)
    quorate = quorum is None or everybody - len(quiet) >= quorum.of(everybody) - 1e-9
    return quorate and not any(m.veto for m in objecting)


def enough(council: Council, objecting: list[Member], quiet: list[Member]) -> bool:
    """Whether what is needed is for the text."""
    consenting = [m for m in council.members if m not in objecting and m not in quiet]
    rule, members = council.rule, council.members
    whole = [m for m in members if m not in quiet] if rule.apart else members
    if rule.name != "conditions":
        return DECISION_RULES[rule.name](whole, objecting, consenting)
    if rule.blocking is not None and len(members) - len(consenting) < rule.blocking.of(len(members)) - 1e-9:
        return True
    return all(met(of, needed, whole, consenting) for of, needed in rule.conditions)


def met(of: str, needed: Needed, whole: list[Member], consenting: list[Member]) -> bool:
    """One condition: heads, votes or people of those who are for it, against what is needed of the whole."""
    all_, for_it = (sum(count(of, m) for m in some) for some in (whole, consenting))
    least = needed.of(all_)
    return for_it > least + 1e-9 * all_ if needed.more else for_it >= least - 1e-9 * all_


def count(of: str, member: Member) -> float:
    """What a member counts for."""
    return {"members": 1.0, "weights": member.weight, "population": member.population}[of]


def unanimity(whole: list[Member], objecting: list[Member], consenting: list[Member]) -> bool:
    """Nobody objects."""
    return not objecting


def consensus_minus_one(whole: list[Member], objecting: list[Member], consenting: list[Member]) -> bool:
    """At most one objects."""
    return len(objecting) <= 1


def qualified_majority(whole: list[Member], objecting: list[Member], consenting: list[Member]) -> bool:
    """55 % of the members, with 65 % of the population where that is known, are for it."""
    heads = met("members", Needed(QMV_MEMBERS, "share"), whole, consenting)
    known = any(m.population is not None for m in [*whole, *consenting])
    return heads and (not known or met("population", Needed(QMV_POPULATION, "share"), whole, consenting))


def simple_majority(whole: list[Member], objecting: list[Member], consenting: list[Member]) -> bool:
    """More than half are for it."""
    return met("members", Needed(0.5, "share", more=True), whole, consenting)


DECISION_RULES = {
    rule.__name__: rule for rule in (unanimity, consensus_minus_one, qualified_majority, simple_majority)
}
"""Decision rules by the names that files use."""


def staying_out(council: Council, objecting: list[Member]) -> list[Member]:
    """Whom the others go ahead without: those that the text itself hurts and that an exit serves better."""
    if not council.exits:
        return []
    out = [
        m
        for m in objecting
        if m.spatial < 0
        and not m.indispensable
        and (1 - council.spares) * m.margin + isolation(council, m) >= 0
    ]
    return out if 2 * len(out) < len(council.members) else []


def redraft(council: Council, need: dict[Member, float], voices: dict[Member, float]) -> list[float]:
    """The least concession to those who lack something, on conditions first: p_d <- p_d + theta_d (z_d - p_d)."""
    beside, itself = steps(council, need)
    return [
        condition_redrafted(council, d, beside, voices)
        if issue.condition
        else issue_redrafted(council, d, itself, voices)
        for d, issue in enumerate(council.issues)
    ]


def steps(council: Council, need: dict[Member, float]) -> tuple[float, float]:
    """theta on conditions and on the rest: the shares of the way to the objectors that suffice for all of them."""
    conditions = [d for d, issue in enumerate(council.issues) if issue.condition]
    divisible = [d for d, issue in enumerate(council.issues) if not issue.condition and not issue.lumpy]
    on_conditions = {m: distance(council, m, conditions) for m in need}
    on_rest = {m: distance(council, m, divisible) for m in need}
    beside = min(1.0, max((need[m] / max(on_conditions[m], NOTHING) for m in need), default=0.0))
    left = {m: max(need[m] - beside * on_conditions[m], 0.0) for m in need}
    itself = max((left[m] / max(on_rest[m], NOTHING) for m in need), default=0.0)
    return beside, min(council.parameters["amends"], itself)


def distance(council: Council, member: Member, issues: list[int]) -> float:
    """sum_d w_d |p_d - x_d|: how far the text is from what a member wants on some issues."""
    return sum(member.salience[d] * abs(council.text[d] - member.position[d]) for d in issues)


def meeting(council: Council, d: int, voices: dict[Member, float]) -> float:
    """z_d: where the objectors would meet, each by how loud it is and by what the issue means to it."""
    force = {m: loud * m.salience[d] for m, loud in voices.items()}
    if sum(force.values()) <= NOTHING:
        return council.text[d]
    return sum(force[m] * m.position[d] for m in force) / sum(force.values())


def condition_redrafted(council: Council, d: int, step: float, voices: dict[Member, float]) -> float:
    """A condition goes towards the objectors as far as those who pay for it consent; a lumpy one is in or out."""
    issue, now = council.issues[d], council.text[d]
    target = granted(council, d, meeting(council, d, voices))
    if issue.lumpy:
        inside = issue.proposed if issue.proposed > 0 else 1.0
        return inside if target > inside / 2 else 0.0
    return now + step * (target - now)


def issue_redrafted(council: Council, d: int, step: float, voices: dict[Member, float]) -> float:
    """The matter itself goes towards the objectors, not beyond what its sponsors bear; a lumpy one stays."""
    issue, now = council.issues[d], council.text[d]
    if issue.lumpy:
        return now
    new = now + step * (meeting(council, d, voices) - now)
    if issue.proposed > issue.status_quo:
        return max(new, min(issue.bound, now))
    if issue.proposed < issue.status_quo:
        return min(new, max(issue.bound, now))
    return new


def bound(d: int, issue: Issue, council: Council) -> float:
    """q_d + reserve (s_d - q_d): the share `reserve` of what the sponsors want, or the floor that is named."""
    if issue.floor is not None:
        return issue.floor
    wants = sum(m.wants for m in council.members)
    wish = sum(m.wants * m.position[d] for m in council.members) / wants if wants > 0 else issue.proposed
    ends = sorted((issue.status_quo, issue.proposed))
    wish = min(max(wish, ends[0]), ends[1])
    return issue.status_quo + council.parameters["reserve"] * (wish - issue.status_quo)


def granted(council: Council, d: int, asked: float) -> float:
    """Where a condition may go at the most: the sponsors keep the share `reserve` of their gains."""
    tabled, sponsors = council.issues[d].proposed, [m for m in council.members if m.wants > 0]
    bears = (1 - council.parameters["reserve"]) * sum(m.wants for m in sponsors)
    lost = sum(m.salience[d] * (abs(asked - m.position[d]) - abs(tabled - m.position[d])) for m in sponsors)
    return tabled + (bears / lost if lost > bears else 1.0) * (asked - tabled)


def offered(council: Council, objecting: list[Member]) -> dict[Member, float]:
    """side_payments (1 - r_i) to each objector, cut alike where those who gain from the text have too little left."""
    asked = {m: council.parameters["side_payments"] * (1 - m.resolve) for m in objecting}
    left = sum(max(m.worth, 0.0) for m in council.members) - council.spent
    total = sum(asked.values())
    share = max(min(left, total), 0.0) / total if total > 0 else 0.0
    return {m: share * offer for m, offer in asked.items()}


def pay(council: Council, offers: dict[Member, float]) -> None:
    """Side payments are made."""
    for member, offer in offers.items():
        member.paid += offer
    council.spent += sum(offers.values())


def no_headway(before: list[float], text: list[float], offers: dict[Member, float]) -> bool:
    """Whether the redraft moves no issue by a point and the offers are less than half a point of gain."""
    moves = [abs(new - old) for new, old in zip(text, before, strict=True)]
    return max(moves) < LEAST_MOVE and sum(offers.values()) < LEAST_OFFER


def pivotal(council: Council) -> list[Member]:
    """Without whom alone a failed silence would have held."""
    objecting = objectors(council)
    if adopted(council, objecting):
        return []
    return [m for m in objecting if held_without(council, m)]


def held_without(council: Council, member: Member) -> bool:
    """Whether a failed silence would have held, had one member been content."""
    margins = without(council, member)
    return adopted(council, cascade(council, margins), margins=margins)


def without(council: Council, member: Member) -> dict[Member, float]:
    """The margins of the last silence, had one member been content."""
    return {m: inf if m is member else m.margin for m in council.members}


def ratify(council: Council) -> list[Member]:
    """Every member decides again at home, unwatched; who held out at first. A holdout left over blocks the text."""
    aside = staying_out(council, objectors(council)) if council.phase == STOOD_ASIDE else []
    first = out = [m for m in holdouts(council) if m not in aside]
    while out and council.home_rounds < council.parameters["rounds"]:
        council.home_rounds += 1
        give(council, out)
        still = holdouts(council)
        out = [m for m in out if m in still]
    if out:
        council.phase = BLOCKED
        for member in council.members:
            member.objects = member.speaks = member in out
    return first


def holdouts(council: Council) -> list[Member]:
    """g_i + payments < 0, without isolation, for nobody watches a parliament's silence."""
    weigh(council)
    for member in council.members:
        member.margin = member.worth + member.paid + member.forced
    return [m for m in council.members if m.margin < 0]


def give(council: Council, out: list[Member]) -> None:
    """What the chair can still give the holdouts: conditions and payments. The agreed issues themselves stay."""
    need = {m: max(-of_its_own(m), 0.0) for m in out}
    text, offers = redraft(council, need, need), offered(council, out)
    council.text = [
        new if issue.condition else now
        for new, now, issue in zip(text, council.text, council.issues, strict=True)
    ]
    pay(council, offers)


def ended(council: Council, first: list[Member], last: list[Member], held_out: list[Member]) -> End:
    """What came of a council that is over."""
    outcome = called(council, bool(held_out))
    if outcome in ADOPTED and council.horizon is not None and length(council, held_out) > council.horizon:
        outcome = "blocked"  # what is agreed or ratified later is still open
    failed = outcome not in ADOPTED
    return End(
        outcome=outcome,
        rounds=council.round + council.home_rounds,
        text=[issue.residue for issue in council.issues] if failed else council.text,
        first=numbers(council, [*first, *held_out]),
        blocks=numbers(council, speakers(council) if failed else []),
        pivotal=numbers(council, last if failed else []),
        paid=[m.paid for m in council.members],
    )


def length(council: Council, held_out: list[Member]) -> float:
    """Days until the end of what was adopted: those of the rounds, and at home those of the slowest."""
    rounds = council.days(council.round)
    if not council.ratifies:
        return rounds
    each = zip(council.members, council.home, strict=True)
    willing = max(0.0 if member in held_out else days for member, days in each)
    return rounds + max(willing, council.days(council.round + council.home_rounds) - rounds)


LEFT = {BLOCKED: "blocked", NOTED: "noted", ROAD: "another_road"}
"""What the ends are called that leave the text where it is."""


def called(council: Council, held_out: bool) -> str:
    """What the end is called; where several fit: opt-out, then amended, then delayed, then approved."""
    principal, text = council.issues[0], council.text[0]
    if council.phase in LEFT:
        return LEFT[council.phase]
    if council.phase == SHELVED or abs(text - principal.status_quo) <= BACK + ROUNDING:
        return "shelved"  # a text that passes with nothing left of it is a text dropped
    if council.phase == STOOD_ASIDE:
        return "opt_out"
    if abs(text - principal.proposed) > CHANGED + ROUNDING:
        return "amended"
    late = council.round > 1 or council.phase == SETTLED or held_out
    return "delayed" if late else "approved"


def objectors(council: Council) -> list[Member]:
    """Who objects, aloud or hidden."""
    return [m for m in council.members if m.objects]


def speakers(council: Council) -> list[Member]:
    """Who breaks silence aloud."""
    return [m for m in council.members if m.speaks]


def numbers(council: Council, some: list[Member]) -> list[int]:
    """The places of some members at the table."""
    return [n for n, m in enumerate(council.members) if m in some]


def moved(values: list[float], to: Sequence[float | None], changes: list[float]) -> list[float]:
    """Values, put somewhere or not, after changes; kept within 0-1."""
    start = [value if put is None else put for value, put in zip(values, to, strict=True)]
    return [clip(value + change) for value, change in zip(start, changes, strict=True)]


def clip(value: float) -> float:
    """Within 0-1."""
    return min(1.0, max(0.0, value))
