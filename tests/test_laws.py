"""The laws of design: what every mechanism, every decision rule and every silence keeps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import (
    MECHANISMS,
    MEMBERS,
    RUNS,
    dealt,
    mapped,
    one_run,
    random_council,
    read_only,
    relabelled,
    same,
    seated_otherwise,
    whole_round,
)

from nacsim.engine.luck import lots
from nacsim.engine.playing import play
from nacsim.engine.sampling import draw
from nacsim.rules.decision import DECISION_RULES
from nacsim.rules.isolation import company
from nacsim.rules.round import open_talks, play_round, put_under_silence, terms, value
from nacsim.rules.silence import cascade, object_alone
from nacsim.rules.sponsors import granted
from nacsim.rules.votes import Body, Votes
from nacsim.vocabulary import PASSED, SHELVED, STOOD_ASIDE

EACH = pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: m.__name__)
SEEDS = pytest.mark.parametrize("seed", range(3))
FAST = settings(max_examples=60, derandomize=True, deadline=None, database=None)


# --- every mechanism


@EACH
@SEEDS
def test_pure(mechanism, seed):
    state, setting = dealt(seed)
    locked = read_only(state), read_only(setting)
    same(mechanism(*locked), mechanism(state, setting))


@EACH
@SEEDS
def test_batch(mechanism, seed):
    state, setting = dealt(seed)
    stack = mechanism(state, setting)
    for run in range(RUNS):
        alone = mechanism(*one_run(state, setting, run))
        same(
            alone, [None if a is None else a[..., run : run + 1] if a.shape[-1] == RUNS else a for a in stack]
        )


@EACH
@SEEDS
def test_relabel(mechanism, seed):
    state, setting = dealt(seed)
    order = np.random.default_rng(seed).permutation(MEMBERS)
    same(
        mechanism(*seated_otherwise(state, setting, order)),
        relabelled(tuple(mechanism(state, setting)), order),
    )


@SEEDS
@pytest.mark.parametrize("lumpy", [False, True])
def test_bounds(seed, lumpy):
    setting = draw(random_council(seed, lumpy=lumpy), lots(seed, 0), 200)
    state = open_talks(setting)
    for round_ in range(1, 7):
        state = play_round(state, setting, round_)
        for name in ("position", "anchor", "salience", "resolve", "text"):
            array = getattr(state, name)
            assert array.min() >= 0, name
            assert array.max() <= 1, name
        assert state.paid.min() >= 0
        assert not (state.speaks & ~state.objects).any()
        assert (state.speaks.any(0) == state.objects.any(0)).all()


NEUTRAL = {
    "openness": lambda state: state.position,
    "side_payments": lambda state: state.paid,
    "amends": lambda state: state.text[:2],  # what is asked for beside the matter moves at once
}


@pytest.mark.parametrize("parameter", NEUTRAL)
@SEEDS
def test_without_strength_nothing_changes(parameter, seed):
    _, setting = dealt(seed, rounds=0)
    setting = without(setting, parameter)._replace(events=())
    before = state = open_talks(setting)
    for round_ in (1, 2, 3):
        state = play_round(state, setting, round_)
    assert np.array_equal(NEUTRAL[parameter](state), NEUTRAL[parameter](before))


@pytest.mark.parametrize("parameter", ["pressure", "intensity", "isolation"])
@SEEDS
def test_without_strength_its_cause_does_not_matter(parameter, seed):
    """Without strength the outcome is the same whatever the actors do, whatever the luck, or whoever keeps company."""
    _, setting = dealt(seed, rounds=0)
    setting = without(setting, parameter)
    otherwise = {
        "pressure": lambda s: s._replace(members=s.members._replace(lean=-3 * s.members.lean)),
        "intensity": lambda s: s._replace(luck=s.luck._replace(lasting=-s.luck.lasting)),
        "isolation": lambda s: s._replace(room=s.room._replace(company=s.room.company[::-1].copy())),
    }[parameter](setting)
    same(whole_round(open_talks(setting), setting), whole_round(open_talks(otherwise), otherwise))


def without(setting, parameter):
    values = setting.parameters._asdict()
    return setting._replace(parameters=setting.parameters._replace(**{parameter: 0 * values[parameter]}))


# --- decision rules

OBJECTIONS = st.lists(st.booleans(), min_size=1, max_size=40)


@pytest.mark.parametrize("rule", DECISION_RULES.values(), ids=DECISION_RULES)
@pytest.mark.parametrize("members", [1, 2, 3, 31, 32])
def test_no_objection_adopts(rule, members):
    nobody = np.zeros((members, 1), bool)
    for population in (None, np.arange(1.0, members + 1)):
        assert rule(Votes(nobody, None), Body(None, population)).all()


@FAST
@given(OBJECTIONS, st.data())
def test_a_subset_of_the_objections_never_hurts(objections, data):
    less = [o and data.draw(st.booleans()) for o in objections]
    population = np.array(
        data.draw(st.lists(st.integers(1, 1000), min_size=len(less), max_size=len(less))), float
    )
    for rule in DECISION_RULES.values():
        for people in (None, population):
            body = Body(None, people)
            assert rule(Votes(column(less), None), body) >= rule(Votes(column(objections), None), body)


@FAST
@given(OBJECTIONS)
def test_unanimity_is_the_hardest(objections):
    adopted = {
        name: rule(Votes(column(objections), None), Body(None, None))[0]
        for name, rule in DECISION_RULES.items()
    }
    assert all(adopted.values()) or not adopted["unanimity"]
    if len(objections) >= 3:
        assert adopted["simple_majority"] >= adopted["qualified_majority"]


def column(flags):
    return np.array(flags, bool)[:, None]


# --- one silence


@st.composite
def silences(draw_, least=2, most=9):
    """Margins, costs and ties of one council, in round numbers, so that exact ties happen."""
    size = draw_(st.integers(least, most))
    numbers = st.integers(-8, 8)
    margin = [draw_(numbers) / 8 for _ in range(size)]
    cost = [abs(draw_(numbers)) / 8 for _ in range(size)]
    ties = [[draw_(st.integers(0, 4)) for _ in range(size)] for _ in range(size)]
    return np.array(margin)[:, None], np.array(cost)[:, None], company(np.array(ties, float))


@FAST
@given(silences())
def test_the_cascade_is_the_least_fixed_point(council):
    margin, cost, listens = council
    objects = cascade(margin, cost, listens)
    assert (settles(margin, cost, listens, objects) == objects).all()
    if len(margin) > 6:
        return
    for number in range(2 ** len(margin)):
        other = column([number >> k & 1 for k in range(len(margin))])
        if (settles(margin, cost, listens, other) == other).all():
            assert (objects <= other).all()


def settles(margin, cost, listens, objects):
    """Who objects given who objects."""
    return margin + cost * (1 - listens @ objects) < 0


@FAST
@given(silences())
def test_unanimity_fails_if_and_only_if_somebody_would_object_alone(council):
    margin, cost, listens = council
    objects = cascade(margin, cost, listens)
    held = DECISION_RULES["unanimity"](Votes(objects, None), Body(None, None))
    assert held == ~object_alone(margin, cost).any(0)


@FAST
@given(silences(), st.data())
def test_one_more_objector_never_makes_another_object_less(council, data):
    margin, cost, listens = council
    more = margin.copy()
    more[data.draw(st.integers(0, len(margin) - 1))] = -np.inf
    assert (cascade(more, cost, listens) >= cascade(margin, cost, listens)).all()


@FAST
@given(silences(least=3))
def test_adding_a_member_never_makes_unanimity_easier(council):
    margin, cost, listens = council
    fewer = cascade(margin[:-1], cost[:-1], company(listens[:-1, :-1]))
    assert fewer.any() <= cascade(margin, cost, listens).any()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", ["likes", "any", "dislikes"])
def test_a_silence_that_fails_in_a_smaller_room_fails_in_a_larger_one(seed, kind):
    """What a member's own view weighs is the same in every room, and so is what it costs to object all alone."""
    kinds = ("likes",) * 8 + ("any", "dislikes")
    small, large = (first_silence(seed, some) for some in (kinds, (*kinds, kind)))
    assert (small.any(0) <= large.any(0)).all()
    assert small.any()


def first_silence(seed, kinds):
    setting = draw(random_council(seed, kinds=kinds), lots(seed, 0), 500)
    state = open_talks(setting)
    return objecting(state, setting)


def objecting(state, setting):
    """Who objects to the text now on the table, (N, R) bool."""
    return put_under_silence(state, setting, value(state, setting)[0])[0].objects


@SEEDS
def test_resolve_never_makes_anybody_object_less(seed):
    state, setting = dealt(seed, rounds=1, runs=200)
    before = objecting(state, setting)
    for member in range(MEMBERS):
        resolve = np.broadcast_to(state.resolve, state.paid.shape).copy()
        resolve[member] = np.minimum(1, resolve[member] + 0.3)
        firmer = state._replace(resolve=resolve, terms=terms(resolve, setting))
        assert (objecting(firmer, setting) >= before).all()


@SEEDS
@pytest.mark.parametrize("lumpy", [False, True])
def test_nobody_objects_to_the_status_quo(seed, lumpy):
    """Without payment, actor or condition, and whatever the luck."""
    setting = draw(random_council(seed, lumpy=lumpy), lots(seed, 0), 200)
    setting = without(setting, "pressure")
    quiet = setting.members._replace(salience=setting.members.salience * np.array([1, 1, 0])[:, None, None])
    setting = setting._replace(members=quiet)
    state = open_talks(setting)
    text = np.broadcast_to(setting.issues.status_quo, state.text.shape).astype(state.text.dtype)
    state = state._replace(text=text)
    assert not objecting(state, setting).any()


@SEEDS
def test_nobody_objects_to_exactly_what_it_wants(seed):
    """Whatever its resolve and its luck, without actors."""
    setting = without(draw(random_council(seed), lots(seed, 0), 200), "pressure")
    wish = np.broadcast_to(setting.issues.proposed[:, None], setting.members.ideal.shape)
    setting = setting._replace(members=setting.members._replace(ideal=wish))
    assert not objecting(open_talks(setting), setting).any()


# --- what the chair gives

SHARES = st.lists(st.integers(0, 8), min_size=3, max_size=3).map(lambda v: np.array(v)[:, None] / 8)


@FAST
@given(SHARES, SHARES, SHARES, *[st.integers(0, 8).map(lambda v: np.array([v / 8]))] * 3)
def test_what_is_granted_leaves_the_sponsors_their_share(position, salience, wants, asked, tabled, reserve):
    """Together they lose no more than 1 - reserve of their gains; nothing goes beyond what is asked for."""
    to = granted(asked, tabled, position, salience, wants, reserve)
    lost = (salience * (np.abs(to - position) - np.abs(tabled - position)) * (wants > 0)).sum(0)
    assert lost <= (1 - reserve) * wants.sum(0) + 1e-9
    assert min(asked, tabled) - 1e-9 <= to <= max(asked, tabled) + 1e-9


@SEEDS
@pytest.mark.parametrize("lumpy", [0.0, 1.0])
def test_no_redraft_goes_beyond_what_the_sponsors_bear(seed, lumpy):
    """Nor does what is taken whole move at all. What was tabled beyond the bound stays there."""
    setting = draw(random_council(seed, lumpy=lumpy), lots(seed, 0), 200)
    before = state = open_talks(setting)
    for round_ in range(1, 7):
        state = play_round(state, setting, round_)
        principal, least = state.text[0], np.minimum(before.bound[0], before.text[0])
        assert (principal >= least - 1e-6).all()
        assert lumpy == 0.0 or (principal == before.text[0]).all()
    assert lumpy == 1.0 or (principal < before.text[0]).any()


@SEEDS
def test_an_exit_never_keeps_a_text_from_being_adopted(seed):
    """The same councils with an exit and without one; who stays out spares the others an objection."""
    kinds = ("likes",) * 6 + ("dislikes",)
    setting = draw(random_council(seed, kinds=kinds), lots(seed, 0), 500)
    ends = {}
    for exits in (False, True):
        luck = setting.luck._replace(exits=np.full(500, exits))
        ends[exits] = agreed(play(setting._replace(luck=luck)))
    assert (ends[True] >= ends[False]).all()
    assert ends[True].sum() > ends[False].sum()


# --- a whole run


@pytest.mark.parametrize("lumpy", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_what_passes_under_unanimity_passes_under_every_rule_no_later(seed, lumpy):
    kinds = ("likes",) * 5 + ("any", "dislikes")
    ends = {}
    for rule in DECISION_RULES:
        setting = draw(random_council(seed, kinds=kinds, lumpy=lumpy, rule=rule), lots(seed, 0), 256)
        ends[rule] = play(setting)
    passed = agreed(ends["unanimity"])
    assert passed.any()
    for end in ends.values():
        assert agreed(end)[passed].all()
        assert (end.rounds <= ends["unanimity"].rounds)[passed].all()


def agreed(end):
    """The Council let it pass, be it a text with nothing left of it."""
    return (end.phase >= PASSED) & (end.phase <= STOOD_ASIDE)


def test_the_phases_are_in_order():
    assert PASSED < STOOD_ASIDE < SHELVED


def test_councils_made_here_tell_axes_apart():
    state, setting = dealt(0)
    lengths = set()
    mapped((state, setting), lambda a: lengths.update(a.shape) or a)
    assert lengths <= {1, 3, MEMBERS, RUNS}
