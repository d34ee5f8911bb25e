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

from sim.rules.actors import pressure
from sim.rules.consultation import listen
from sim.rules.decision import DECISION_RULES
from sim.rules.events import happen
from sim.rules.gain import aspiration_at, gain
from sim.rules.isolation import isolation
from sim.rules.redraft import redraft
from sim.rules.shelving import stalled
from sim.rules.side_payments import offer
from sim.rules.silence import cascade
from sim.rules.speaking import speaks
from sim.rules.standing_aside import stands_aside, time_alone
from sim.state import BLOCKED, PASSED, SHELVED, STOOD_ASIDE, TALKS, Setting, State

LEAST_STAKE = 0.2  # luck of a member to whom the matter means nothing, as a salience (0-1)


def open_talks(setting: Setting) -> State:
    """The state before the first round."""
    members, shape = setting.members, setting.members.ideal.shape[1:]
    nobody, runs = np.zeros(shape, bool), shape[-1]
    return State(
        position=members.ideal,
        anchor=members.ideal,
        salience=members.salience,
        resolve=members.resolve,
        text=np.broadcast_to(setting.issues.proposed, (len(members.ideal), runs)).copy(),
        paid=np.zeros(shape),
        margin=np.zeros(shape),
        cost=np.zeros(shape),
        objects=nobody,
        speaks=nobody,
        alone=np.zeros(runs),
        stalled=np.zeros(runs),
        phase=np.zeros(runs, np.int8),
    )


def play_round(state: State, setting: Setting, round_: int) -> State:
    """The state after round `round_` (1, 2, ...) of councils that all still talk."""
    for event in setting.events:
        if event.round == round_:
            state = happen(state, event)
    if round_ > 1:
        state = state._replace(position=consult(state, setting))
    worth = value(state, setting, round_)
    state = put_under_silence(state, setting, round_, worth)
    passed = DECISION_RULES[setting.room.rule](state.objects, setting.room.population)
    return keep_talking(state, setting, round_, worth, passed)


def consult(state: State, setting: Setting):
    """Positions after members have listened to each other."""
    return listen(
        state.position, state.anchor, state.resolve, setting.room.ties, setting.parameters.openness
    )


def value(state: State, setting: Setting, round_: int):
    """What the text is worth to each, (N, R), without luck and payments."""
    p = setting.parameters
    aspiration = aspiration_at(round_, p.aspiration, p.deadline, p.rounds)
    worth = gain(
        state.position, state.salience, state.resolve, state.text, setting.issues, p.tau, aspiration
    )
    return worth + pressure(setting.members.lean, state.text, setting.issues, p.pressure)


def chance(state: State, setting: Setting, round_: int):
    """Luck (N, R) in units of gain: lasting and fresh, scaled by how much the matter means to the member."""
    p, luck = setting.parameters, setting.luck
    matters = state.salience.sum(0) + LEAST_STAKE
    return matters * (p.lasting_luck * luck.lasting + p.fresh_luck * luck.fresh(round_, luck.column))


def put_under_silence(state: State, setting: Setting, round_: int, worth) -> State:
    """Who objects to the text, and who says so."""
    p, members = setting.parameters, setting.members
    margin = worth + chance(state, setting, round_) + state.paid + members.forced
    cost = isolation(state.resolve, setting.room.ties, p.isolation, p.self_reliance)
    objects = cascade(margin, cost, setting.room.company)
    aloud = speaks(objects, margin, state.resolve, p.hiding)
    return state._replace(margin=margin, cost=cost, objects=objects, speaks=aloud)


def keep_talking(state: State, setting: Setting, round_: int, worth, passed) -> State:
    """What becomes of the text after the silence: adopted, let through, redrafted, shelved or out of time."""
    p = setting.parameters
    influence = setting.room.influence
    alone = state.alone + time_alone(state.objects, influence, p.standing_aside, p.awe)
    let_go = stands_aside(state.objects, alone, setting.luck.stamina)
    text, paid = mend(state, setting, worth)
    still = stalled(state.text, text, state.paid, paid, state.stalled)
    drop = (still >= p.patience) & setting.room.shelves
    ways = [passed, let_go, drop, round_ >= p.rounds]
    phase = np.select(ways, [PASSED, STOOD_ASIDE, SHELVED, BLOCKED], TALKS).astype(np.int8)
    over = phase != TALKS
    return state._replace(
        text=np.where(over, state.text, text),
        paid=np.where(over, state.paid, paid),
        alone=alone,
        stalled=still,
        phase=phase,
    )


def mend(state: State, setting: Setting, worth):
    """The chair's answer to the objections: next text (D, R) and payments (N, R)."""
    p = setting.parameters
    text = redraft(
        state.text, state.position, state.salience, state.objects, setting.issues,
        setting.room.influence, p.amends, p.heed, p.heed_conditions, p.reserve,
    )  # fmt: skip
    return text, offer(state.paid, state.objects, worth, state.resolve, p.side_payments)
