"""One round of the Council, as prose. START HERE.

1. What happens in the world happens (`events`).
2. Members consult (`consultation`), from the second round on.
3. The text is put under silence: each weighs what it is worth (`gain`, `actors`, luck, payments) against what it would
   cost to object (`isolation`), and objections give each other cover (`silence`). Some speak, some hide (`speaking`).
4. The rule says whether the text is adopted (`decision`).
5. If not, a lone objector may stand aside (`standing_aside`), the chair redrafts (`redraft`), pays (`side_payments`) and,
   when nothing moves any more, shelves the text (`shelving`). Time runs out after the last round.
"""

import numpy as np

from nacsim.rules.actors import pressure
from nacsim.rules.consultation import listen, openness_of
from nacsim.rules.decision import DECISION_RULES
from nacsim.rules.events import happen
from nacsim.rules.gain import aspiration_at, gain
from nacsim.rules.isolation import isolation
from nacsim.rules.redraft import redraft
from nacsim.rules.shapes import DNR1, DR, NR, NR1, R
from nacsim.rules.shelving import stalled
from nacsim.rules.side_payments import offer, price
from nacsim.rules.silence import cascade
from nacsim.rules.speaking import speaks
from nacsim.rules.standing_aside import is_lone, wear
from nacsim.rules.state import REAL, Setting, State, Terms
from nacsim.rules.sums import heads
from nacsim.vocabulary import BLOCKED, GAVE_IN, PASSED, SHELVED, STOOD_ASIDE, TALKS

LEAST_STAKE = 0.2  # luck of a member to whom the matter means nothing, as a salience (0-1)


def open_talks(setting: Setting) -> State:
    """The state before the first round."""
    members, shape = setting.members, setting.members.ideal.shape[1:]
    nobody, nothing, runs = np.zeros(shape, bool), np.zeros(shape, REAL), shape[-1]
    return State(
        position=members.ideal,
        anchor=members.ideal,
        salience=members.salience,
        resolve=members.resolve,
        text=np.broadcast_to(setting.issues.proposed, (len(members.ideal), runs)).copy(),
        paid=nothing,
        spent=np.zeros(runs, REAL),
        margin=nothing,
        terms=terms(members.salience, members.resolve, setting),
        objects=nobody,
        heads=heads(nobody),
        speaks=nobody,
        alone=np.zeros(runs, REAL),
        stalled=np.zeros(runs, np.int32),
        phase=np.zeros(runs, np.int8),
    )


def terms(salience: DNR1, resolve: NR1, setting: Setting) -> Terms:
    """What follows from salience (D, N, R or 1) and resolve (N, R or 1) for the whole run, events apart."""
    p, room = setting.parameters, setting.room
    matters = salience.sum(0) + LEAST_STAKE
    return Terms(
        cost=isolation(resolve, room.own, p.isolation, p.self_reliance),
        listens=openness_of(resolve, p.openness),
        price=price(resolve, p.side_payments),
        weight=room.influence * salience,
        luck=p.lasting_luck * setting.luck.lasting * matters,
        fresh=p.fresh_luck * matters,
    )


def play_round(state: State, setting: Setting, round_: int) -> State:
    """The state after round `round_` (1, 2, ...) of councils that all still talk."""
    return conclude(prepare(state, setting, round_), setting, round_)


def prepare(state: State, setting: Setting, round_: int) -> State:
    """The state when the text is put under silence: steps 1 and 2."""
    for event in setting.events:
        if event.round == round_:
            state = happen(state, event)
            state = state._replace(terms=terms(state.salience, state.resolve, setting))
    if round_ > 1:
        position = listen(state.position, state.anchor, setting.room.ties, state.terms.listens)
        state = state._replace(position=position)
    return state


def conclude(state: State, setting: Setting, round_: int) -> State:
    """The state after the silence and the answer to it: steps 3 to 5."""
    worth = value(state, setting, round_)
    state = put_under_silence(state, setting, round_, worth)
    return answer(state, setting, round_, worth)


def value(state: State, setting: Setting, round_: int) -> NR:
    """What the text is worth to each, (N, R), without luck and payments."""
    p, lean = setting.parameters, setting.members.lean
    aspiration = aspiration_at(round_, p.aspiration, p.deadline, p.rounds)
    worth = gain(state.position, state.salience, state.resolve, state.text, setting.issues, p.tau, aspiration)
    if lean.any():
        worth += pressure(lean, state.text, setting.issues, p.pressure)
    return worth


def put_under_silence(state: State, setting: Setting, round_: int, worth: NR) -> State:
    """Who objects to the text, and who says so."""
    margin = setting.luck.fresh(round_, setting.luck.column)
    margin *= state.terms.fresh
    for part in (state.terms.luck, worth, state.paid):
        margin += part
    if setting.members.forced.any():
        margin += setting.members.forced
    objects = cascade(margin, state.terms.cost, setting.room.company)
    count = heads(objects)
    aloud = speaks(objects, margin, state.resolve, setting.parameters.hiding, count)
    return state._replace(margin=margin, objects=objects, heads=count, speaks=aloud)


def answer(state: State, setting: Setting, round_: int, worth: NR) -> State:
    """What becomes of the text after the silence: adopted, let through, shelved, out of time, or mended."""
    p, against = setting.parameters, state.objects.astype(REAL)
    lone = is_lone(state.heads, len(state.objects))
    alone = state.alone + wear(against, lone, setting.room.influence, p.standing_aside, p.awe)
    text, (offers, asked, share) = mend(state, setting, worth, against)
    offered = share * asked
    still = stalled(state.text, text, offered, state.stalled)
    phase = verdict(state, setting, round_, lone & (alone >= setting.luck.stamina), still)
    talks = phase == TALKS
    offers *= share * talks
    offers += state.paid
    return state._replace(
        text=np.where(talks, text, state.text),
        paid=offers,
        spent=state.spent + offered * talks,
        alone=alone,
        stalled=still,
        phase=phase,
    )


def verdict(state: State, setting: Setting, round_: int, worn: R, still: R) -> R:
    """How each council stands, (R,), given whose lone objector is `worn` down and how long it stood `still`.

    Where several fit, what is written later here goes before: above all a text that passes has passed.
    """
    p, room = setting.parameters, setting.room
    phase = np.full(len(worn), TALKS, np.int8)
    phase[round_ >= p.rounds] = BLOCKED
    if room.shelves:
        phase[still >= p.patience] = SHELVED
    phase[worn] = GAVE_IN
    phase[worn & setting.luck.reserves] = STOOD_ASIDE
    phase[DECISION_RULES[room.rule](state.objects, room.population)] = PASSED
    return phase


def mend(state: State, setting: Setting, worth: NR, against: NR) -> tuple[DR, tuple[NR, R, R]]:
    """The chair's answer to the objections, `against` (N, R) 0 or 1: next text (D, R), and what `offer` gives."""
    p = setting.parameters
    text = redraft(
        state.text, state.position, state.terms.weight, against, setting.issues,
        p.amends, p.heed, p.heed_conditions, p.reserve,
    )  # fmt: skip
    return text, offer(state.spent, against, worth, state.terms.price)
