"""Random councils, and what a law is asked of; the laws themselves are in `test_laws.py`.

A mechanism is a function (state, setting) -> tuple of arrays whose last axis is the run. In the councils made
here issues, members and runs differ in number, so an axis is known by its length.
"""

from random import Random

import numpy as np

from nacsim.engine.columns import columns, only
from nacsim.engine.luck import lots
from nacsim.engine.sampling import draw
from nacsim.rules.abstention import abstains
from nacsim.rules.decision import DECISION_RULES, adopted
from nacsim.rules.elsewhere import settled
from nacsim.rules.ending import classify, pivotal
from nacsim.rules.events import happen
from nacsim.rules.objectors import objectors
from nacsim.rules.ratification import ratify
from nacsim.rules.redraft import lack
from nacsim.rules.round import mend, open_talks, play_round, prepare, put_under_silence, terms, value
from nacsim.rules.speaking import voice
from nacsim.rules.sponsors import bounds
from nacsim.rules.staying_out import stay_out
from nacsim.rules.votes import Votes
from nacsim.scenario import loads

ISSUES, MEMBERS, RUNS = 3, 7, 24
NAMES = tuple("ABCDEFGHIJKLMNOP")

HEAD = """
title = "Random"
roster = [{roster}]
[issues.principal]
status_quo = 0
proposed = 100
lumpy = {lumpy}
[issues.second]
status_quo = {status_quo}
proposed = {proposed}
[issues.condition]
proposed = 50
[members]
"""
TAIL = """
[actors]
north = {{ stance = {{ low = -100, high = 100 }}, reach = {{ A = 80, C = {{ low = 0, high = 100 }} }} }}
[[events]]
round = 2
probability = 0.5
members = ["B"]
change = {{ position = {change}, resolve = -20, salience = 10 }}
[network]
ties = {{ A = {{ B = 0.4, C = 0.2 }}, B = {{ A = 0.1 }}, D = {{ D = 0.6 }} }}
[procedure]
rounds = {rounds}
rule = "{rule}"
"""


def spread(random, low=0, high=100, width=20):
    """A uniform quantity somewhere between low and high, as a scenario file says it."""
    start = random.uniform(low, high - width)
    return f"{{ low = {start:.1f}, high = {start + width:.1f} }}"


def member(random, kind="any"):
    """The entry of a member: who likes the proposal, who does not, or anybody."""
    low, high = {"any": (0, 100), "likes": (50, 100), "dislikes": (0, 35)}[kind]
    position = ", ".join(f"{d} = {spread(random, low, high)}" for d in ("principal", "second", "condition"))
    salience = ", ".join(f"{d} = {spread(random, 0, 60)}" for d in ("principal", "second", "condition"))
    return f"{{ position = {{ {position} }}, salience = {{ {salience} }}, resolve = {spread(random)} }}"


def random_council(seed, kinds=("any",) * MEMBERS, lumpy=False, rule="unanimity", rounds=6, extra=""):
    """A scenario with random members of the given kinds; the same seed gives the same first members."""
    random = Random(seed)
    names = NAMES[: len(kinds)]
    entries = [f"{name} = {member(random, kind)}" for name, kind in zip(names, kinds, strict=True)]
    second = Random(f"{seed} second")
    numbers = {"status_quo": second.choice([0, 20, 100]), "proposed": second.choice([40, 70])}
    head = HEAD.format(roster=", ".join(f'"{n}"' for n in names), lumpy=str(lumpy).lower(), **numbers)
    tail = TAIL.format(change=second.choice([-40, 40]), rounds=rounds, rule=rule)
    return loads(head + "\n".join(entries) + tail + extra)


def dealt(seed, rounds=1, runs=RUNS, **how):
    """State after some rounds, and setting, of a random council whose chair pays too."""
    paying = "[chair]\nside_payments = 0.05\n"
    setting = draw(random_council(seed, extra=paying, **how), lots(seed, 0), runs)
    state = open_talks(setting)
    for round_ in range(1, rounds + 1):
        state = play_round(state, setting, round_)
    return state, setting


def consultation(state, setting):
    return (prepare(state, setting._replace(events=()), 3).position,)


def events(state, setting):
    after = happen(state, setting.events[0])
    return after.position, after.anchor, after.salience, after.resolve


def gain_and_pressure(state, setting):
    return value(state, setting)


def what_follows_from_resolve(state, setting):
    return tuple(terms(state.resolve, setting))


def silence(state, setting):
    after, _, _ = put_under_silence(state, setting, value(state, setting)[0])
    return after.margin, after.objects, after.heads, after.speaks


def decision(state, setting):
    votes = Votes(state.objects, abstains(state.margin, state.objects))
    plain = [rule(votes, setting.room.rule.body) for rule in DECISION_RULES.values()]
    return (*plain, adopted(setting.room.rule, state.objects, state.margin))


def staying_out(state, setting):
    worth, spatial = value(state, setting)
    after, who, _ = put_under_silence(state, setting, worth)
    luck, needed = setting.luck, setting.room.indispensable
    return (stay_out(who, after.margin, after.terms.cost, spatial, luck.exits | True, luck.spares, needed),)


def elsewhere(state, setting):
    return (settled(setting.luck.elsewhere, state.objects, setting.members.forced),)


def sponsors(state, setting):
    return (bounds(state.anchor, state.wants, setting.issues, setting.parameters.reserve),)


def redraft_and_payments(state, setting):
    worth, _ = value(state, setting)
    who = objectors(state.objects)
    need, voices = lack(who, state.margin, state.terms.cost), voice(who, state.margin, state.resolve)
    return mend(state, setting, worth, who, need, voices)


def whole_round(state, setting):
    after = play_round(state, setting, 2)
    return tuple(after._replace(terms=None))


def ratification(state, setting):
    return tuple(ratify(state, setting))


def ending(state, setting):
    held_out = np.zeros(len(state.phase), bool)
    return (
        classify(state.phase, state.text, np.full(len(state.phase), 2), held_out, setting.issues),
        pivotal(state.margin, state.terms.cost, state.objects, setting.room),
    )


MECHANISMS = (
    consultation,
    events,
    gain_and_pressure,
    what_follows_from_resolve,
    silence,
    decision,
    staying_out,
    elsewhere,
    sponsors,
    redraft_and_payments,
    whole_round,
    ratification,
    ending,
)


def mapped(tree, change):
    """A (nested) tuple of arrays with every array changed."""
    if isinstance(tree, tuple):
        parts = [mapped(part, change) for part in tree]
        return type(tree)(*parts) if hasattr(tree, "_fields") else tuple(parts)
    return change(tree) if isinstance(tree, np.ndarray) else tree


def read_only(tree):
    """Copies that refuse to be written to."""

    def locked(array):
        array = array.copy()
        array.flags.writeable = False
        return array

    return mapped(tree, locked)


def one_run(state, setting, run):
    """One column of a stack."""
    keep = np.array([run])
    return columns(state, keep, len(state.phase)), only(setting, keep)


def relabelled(tree, order):
    """Every axis of members in another order."""

    def permuted(array):
        for axis in [k for k, length in enumerate(array.shape) if length == len(order)]:
            array = array.take(order, axis=axis)
        return array

    return mapped(tree, permuted)


def seated_otherwise(state, setting, order):
    """The same council with its members in another order, each with its own luck."""
    return relabelled(state, order), relabelled(setting, order)


def same(found, wanted):
    """Truths are equal, numbers are to single precision."""
    for a, b in zip(found, wanted, strict=True):
        if a is None:
            assert b is None
        elif a.dtype == bool:
            assert (a == b).all()
        else:
            np.testing.assert_allclose(a, b, rtol=2e-5, atol=2e-6)
