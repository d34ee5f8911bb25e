"""One round of the Council, as prose. START HERE.

1. What happens in the world happens (`events`).
2. Members consult (`consultation`), from the second round on.
3. The text is put under silence: each weighs what it is worth (`gain`, `actors`, payments) against what it would cost to
   object (`isolation`), and objections give each other cover (`silence`). Some speak, some hide (`speaking`).
4. The rule says whether the text is adopted (`decision`, `conditions`), where a body knows it also over those who abstain
   (`abstention`), or over one whom the chair overrules (`gavel`); if need be without those who stay out (`staying_out`).
5. If not, the matter may be settled elsewhere (`elsewhere`), and a text that fails may be noted (`note`) or left to
   another road of the willing (`road`); else the chair makes the least concession (`redraft`) that the
   sponsors bear (`sponsors`), pays (`side_payments`) and, when nothing moves any more, shelves the text (`shelving`). Time
   runs out after the last round. Where a member is in the chair, its own stake bends all this (`in_the_chair`).
"""

import numpy as np

from nacsim.rules.abstention import abstains
from nacsim.rules.actors import pressure
from nacsim.rules.consultation import listen, openness_of
from nacsim.rules.decision import adopted, vetoed
from nacsim.rules.elsewhere import settled
from nacsim.rules.events import happen
from nacsim.rules.gain import asks, gain, minds
from nacsim.rules.in_the_chair import loses, put
from nacsim.rules.isolation import isolation
from nacsim.rules.note import noted
from nacsim.rules.objectors import Objectors, objectors
from nacsim.rules.redraft import lack, redraft
from nacsim.rules.road import fallback, held, is_open
from nacsim.rules.shapes import DR, NR, NR1, K, R
from nacsim.rules.shelving import PATIENCE, stalled
from nacsim.rules.side_payments import offer, price
from nacsim.rules.silence import cascade
from nacsim.rules.speaking import speaks, voice
from nacsim.rules.sponsors import bounds, wanted
from nacsim.rules.state import HELD, REAL, Road, Setting, State, Terms
from nacsim.rules.staying_out import stay_out
from nacsim.rules.sums import heads
from nacsim.vocabulary import BLOCKED, NOTED, PASSED, ROAD, SETTLED, SHELVED, STOOD_ASIDE, TALKS


def open_talks(setting: Setting) -> State:
    """The state before the first round."""
    members, shape = setting.members, setting.members.ideal.shape[1:]
    nobody, nothing, runs = np.zeros(shape, bool), np.zeros(shape, REAL), shape[-1]
    text = np.broadcast_to(setting.issues.proposed, (len(members.ideal), runs)).copy()
    state = State(
        position=members.ideal,
        anchor=members.ideal,
        salience=members.salience,
        resolve=members.resolve,
        text=text,
        bound=text,
        wants=nothing,
        reserve=setting.parameters.reserve,
        road=None,
        falls=None,
        paid=nothing,
        spent=np.zeros(runs, REAL),
        margin=nothing,
        terms=terms(members.resolve, setting),
        objects=nobody,
        heads=heads(nobody),
        speaks=nobody,
        stalled=np.zeros(runs, np.int32),
        phase=np.zeros(runs, np.int8),
    )
    as_coded = state._replace(terms=state.terms._replace(minds=np.ones_like(state.terms.minds)))
    worth, _ = value(as_coded, setting)  # who sponsors a text is known, and not a matter of luck
    if setting.road is not None:
        state = with_road(state, setting.road, worth)
    bound = bounds(members.ideal, worth, setting.issues, state.reserve)
    return state._replace(wants=np.maximum(worth, 0), bound=bound)


def with_road(state: State, road: Road, worth: NR) -> State:
    """The state of talks beside which the willing may have another road, given the `worth` of the text as tabled."""
    return state._replace(
        reserve=held(road, worth, state.reserve), road=is_open(road, worth), falls=fallback(road, worth)
    )


def terms(resolve: NR1, setting: Setting) -> Terms:
    """What follows from resolve (N, R or 1) for the whole run, events apart."""
    p = setting.parameters
    return Terms(
        cost=isolation(resolve, p.isolation),
        listens=openness_of(resolve, p.openness),
        price=price(resolve, p.side_payments),
        asks=asks(resolve, p.aspiration),
        minds=minds(p.intensity, setting.luck.lasting),
    )


def play_round(state: State, setting: Setting, round_: int) -> State:
    """The state after round `round_` (1, 2, ...) of councils that all still talk."""
    return conclude(prepare(state, setting, round_), setting, round_)


def prepare(state: State, setting: Setting, round_: int) -> State:
    """The state when the text is put under silence: steps 1 and 2."""
    for event in setting.events:
        now = event.round == round_
        if np.any(now):
            state = happen(state, event._replace(happens=event.happens & now))
            state = state._replace(terms=terms(state.resolve, setting))
    if round_ > 1:
        position = listen(state.position, state.anchor, setting.room.ties, state.terms.listens)
        state = state._replace(position=position)
    return state


def conclude(state: State, setting: Setting, round_: int) -> State:
    """The state after the silence and the answer to it: steps 3 to 5."""
    worth, spatial = value(state, setting)
    state, who, voices = put_under_silence(state, setting, worth)
    return answer(state, setting, round_, worth, spatial, who, voices)


def value(state: State, setting: Setting) -> tuple[NR, NR]:
    """What the text is worth to each without payments, and the part of it that is no condition, both (N, R).

    Worth is counted from what a text that fails would bring: nothing, or what another road does.
    """
    p, lean, t = setting.parameters, setting.members.lean, state.terms
    worth, spatial = gain(
        state.position, state.salience, state.text, setting.issues, p.tau, t.asks, t.minds
    )  # fmt: skip
    if lean.any():
        pull = pressure(lean, state.text, setting.issues, p.pressure)
        worth, spatial = worth + pull, spatial + pull
    if state.falls is not None:
        worth = worth - state.falls
    return worth, spatial


def margin_of(state: State, setting: Setting, worth: NR) -> NR:
    """What the text is worth to each, (N, R), with payments and a hand that is forced; below minus its cost it objects."""
    margin: NR = worth + state.paid
    if setting.members.forced.any():
        margin += setting.members.forced
    return margin


def put_under_silence(state: State, setting: Setting, worth: NR) -> tuple[State, Objectors, K]:
    """Who objects to the text and who says so: the state after the silence, the objectors, and how loud each is."""
    margin = margin_of(state, setting, worth)
    objects = cascade(margin, state.terms.cost, setting.room.company)
    count, who = heads(objects), objectors(objects)
    voices = voice(who, margin, state.resolve)
    aloud = speaks(who, voices, setting.parameters.hiding, count)
    return state._replace(margin=margin, objects=objects, heads=count, speaks=aloud), who, voices


def answer(
    state: State, setting: Setting, round_: int, worth: NR, spatial: NR, who: Objectors, voices: K
) -> State:
    """What becomes of the text after the silence: adopted, settled elsewhere, shelved, out of time, or mended."""
    margin, cost = state.margin, state.terms.cost
    allowed, spares, needed = setting.luck.exits, setting.luck.spares, setting.room.indispensable
    out = stay_out(who, margin, cost, spatial, allowed, spares, needed)
    if setting.members.forced.any():
        margin = of_its_own(worth + state.paid, margin, setting)
        voices = np.maximum(voice(who, margin, state.resolve), 0)
    if setting.room.rule.abstention:
        who, cost = to_win(state, setting)
        voices = np.maximum(voice(who, margin, state.resolve), 0)
    text, paid, spent = mend(state, setting, worth, who, lack(who, margin, cost), voices)
    if setting.room.chair is not None:
        then, _ = value(state._replace(text=text), setting)
        text = put(setting.room.chair, state.text, text, worth, then)
    still = stalled(state.text, text, spent, state.stalled)
    phase = verdict(state, setting, round_, out, still, worth)
    talks = phase == TALKS
    return state._replace(
        text=np.where(talks, text, state.text),
        paid=state.paid + paid * talks,
        spent=state.spent + spent * talks,
        stalled=still,
        phase=phase,
    )


def to_win(state: State, setting: Setting) -> tuple[Objectors, NR]:
    """Whom the chair has to win where members may abstain, and the cost (N, R) that helps it.

    The objectors, whom it is enough to bring to abstain; where abstentions would still be too many, all who are not for the
    text, and they have to be brought to be for it.
    """
    nobody = np.zeros_like(state.objects)
    missed = ~adopted(setting.room.rule, nobody, state.margin)
    held_back = abstains(state.margin, state.objects)
    return objectors(state.objects | (held_back & missed)), state.terms.cost * ~missed


def of_its_own(free: NR, margin: NR, setting: Setting) -> NR:
    """What the text is worth to each, (N, R), to whom a concession is made: a forced hand asks for no more than it lacks.

    `free` (N, R) is the margin as if no hand were forced.
    """
    return np.where(setting.members.forced <= -HELD, free, margin)


def verdict(state: State, setting: Setting, round_: int, out: NR, still: R, worth: NR) -> R:
    """How each council stands, (R,), given who would stay `out`, how long it stood `still` and what the text is `worth`.

    Where several fit, what is written later here goes before: above all a text that passes has passed.
    """
    p, room, gavel = setting.parameters, setting.room, setting.luck.gavel
    lost = None if room.chair is None else loses(room.chair, worth)
    phase = np.full(len(still), TALKS, np.int8)
    phase[round_ >= p.rounds] = BLOCKED
    if room.shelves:
        phase[still >= PATIENCE] = SHELVED
        if lost is not None:
            phase[lost] = SHELVED
    phase = otherwise(phase, state, setting)
    if round_ == 1:
        ends = settled(setting.luck.elsewhere, state.objects, setting.members.forced)
        if room.rule.veto is not None:
            ends = np.where(vetoed(state.objects, room.rule.veto), 0, ends)
        phase[ends > 0], phase[ends < 0] = SETTLED, SHELVED
    phase[adopted(room.rule, state.objects, state.margin, out=out)] = STOOD_ASIDE
    gavel = gavel if lost is None else gavel & ~lost
    phase[adopted(room.rule, state.objects, state.margin, gavel)] = PASSED
    if round_ == 1:
        phase[~wanted(state.wants)] = SHELVED
    return phase


def otherwise(phase: R, state: State, setting: Setting) -> R:
    """What becomes of texts that fail where more is possible than that: another road, else a note; (R,)."""
    fails = (phase == BLOCKED) | (phase == SHELVED)
    if setting.note is not None:
        note = noted(setting.note, state.margin, state.terms.cost, setting.room.rule)
        phase = np.where(fails & note, np.int8(NOTED), phase)
    if state.road is not None:
        phase = np.where(fails & state.road, np.int8(ROAD), phase)
    return phase


def mend(
    state: State, setting: Setting, worth: NR, who: Objectors, need: K, voices: K
) -> tuple[DR, NR | float, R]:
    """The chair's answer to the objectors: next text (D, R), payments (N, R), or 0 for none, and their sum (R,)."""
    p = setting.parameters
    text = redraft(
        state.text, state.position, state.salience, who, need, voices, setting.issues,
        state.wants, state.bound, state.reserve, p.amends,
    )  # fmt: skip
    if not p.side_payments.any():
        return text, 0.0, np.zeros_like(state.spent)
    objects = who.flags(np.ones(len(who.member), bool)).astype(REAL)
    offers, asked, share = offer(state.spent, objects, worth, state.terms.price)
    return text, offers * share, asked * share
