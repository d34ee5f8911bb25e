"""Any rule that bodies use: laws that hold for all of them, closed forms, and how they are said."""

from functools import cache
from importlib.metadata import EntryPoint
from math import comb

import numpy as np
import pytest

import nacsim
from nacsim import offers
from nacsim.narrate.rule import rule_label, rule_sentence
from nacsim.rules.abstention import abstains
from nacsim.rules.conditions import Condition, Conditions, Threshold
from nacsim.rules.decision import DECISION_RULES, Rule, adopted
from nacsim.rules.entry_points import OFFERS
from nacsim.rules.votes import Body, Votes
from nacsim.scenario import ScenarioError, load, loads
from nacsim.scenario.build import with_values

PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
ELECTED = tuple("ABCDEFGHIJ")
COUNCIL = f"""
title = "Fifteen"
roster = {[*PERMANENT, *ELECTED]}
[issues.text]
status_quo = 0
proposed = 80
lumpy = 1.0
[default]
position = {{ low = 80, high = 80 }}
salience = {{ low = 60, high = 60 }}
resolve = {{ low = 100, high = 100 }}
[procedure]
needed = 9
veto = {[*PERMANENT]}
[parameters]
elsewhere = 0
intensity = 0
"""


def any_rule(random, size):
    """A rule of some kind for a body of some size, with abstention or without."""
    weight, population = random.integers(1, 10, (2, size)).astype(float)
    thresholds = (
        Threshold(random.uniform(0.05, 0.95), "share", bool(random.random() < 0.5)),
        Threshold(float(random.integers(size)), "all but"),
        Threshold(float(random.integers(1, size + 1)), "count"),
    )
    conditions = [
        Condition((np.ones(size), weight, population)[random.integers(3)], thresholds[random.integers(3)])
        for _ in range(random.integers(1, 4))
    ]
    own = Conditions(tuple(conditions), thresholds[2] if random.random() < 0.3 else None)
    veto = random.random((size, 1)) < 0.2
    return Rule(
        passes=[*DECISION_RULES.values(), own, own, own][random.integers(len(DECISION_RULES) + 3)],
        body=Body(weight, population, apart=bool(random.random() < 0.5)),
        veto=veto if veto.any() else None,
        abstention=bool(random.random() < 0.5),
        quorum=Threshold(0.5, "share") if random.random() < 0.3 else None,
    )


@cache
def ballot(seed):
    """A rule, who objects, what the text is worth to each, an order of the members, and which objectors are won over."""
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 10))
    margin = np.where(random.random((size, 8)) < random.random(8), 1.0, -1.0)
    objects = (random.random((size, 8)) < 0.7) & (margin < 0)
    won = objects & (random.random((size, 8)) < 0.5)
    return any_rule(random, size), objects, margin, random.permutation(size), won


ballots = pytest.mark.parametrize("seeds", [range(k, k + 50) for k in range(0, 300, 50)], ids=str)
"""Six tests of fifty ballots each."""


@ballots
def test_what_nobody_dislikes_is_adopted(seeds):
    for seed in seeds:
        rule, objects, margin, *_ = ballot(seed)
        assert adopted(rule, np.zeros_like(objects), abs(margin)).all(), seed


@ballots
@pytest.mark.parametrize("gavel", [False, True])
def test_an_objector_that_consents_never_hurts(seeds, gavel):
    gavel = np.full(8, gavel)
    for seed in seeds:
        rule, objects, margin, _, won = ballot(seed)
        better = np.where(won, 1.0, margin)
        after, before = adopted(rule, objects & ~won, better, gavel), adopted(rule, objects, margin, gavel)
        assert (after >= before).all(), seed


def moved(tree, order):
    """A rule whose members stand in another order."""
    if isinstance(tree, tuple):
        parts = [moved(part, order) for part in tree]
        return type(tree)(*parts) if hasattr(tree, "_fields") else tuple(parts)
    return tree[order] if isinstance(tree, np.ndarray) else tree


@ballots
def test_who_is_who_does_not_matter(seeds):
    for seed in seeds:
        rule, objects, margin, order, _ = ballot(seed)
        found = adopted(moved(rule, order), objects[order], margin[order])
        assert (found == adopted(rule, objects, margin)).all(), seed


@ballots
def test_a_veto_always_counts(seeds):
    for seed in seeds:
        rule, objects, margin, *_ = ballot(seed)
        found = adopted(rule, objects, margin, np.array([True]))
        assert not (found & (False if rule.veto is None else (objects & rule.veto).any(0))).any(), seed


def test_an_abstention_is_of_those_who_dislike_and_do_not_object():
    margin, objects = np.array([[-2.0], [-0.1], [0.0], [3.0]]), np.array([[True], [False], [False], [False]])
    assert abstains(margin, objects)[:, 0].tolist() == [False, True, False, False]


@pytest.mark.parametrize("chance", [0.05, 0.2, 0.4])
def test_nine_of_fifteen_and_five_vetoes_in_closed_form(chance):
    """Members without a stake of their own, each against with the same chance."""
    draw = f"{{ values = [80, 0], weights = [{1 - chance}, {chance}] }}"
    case = loads(COUNCIL.replace("{ low = 80, high = 80 }", draw))
    runs = 20_000
    found = nacsim.simulate(case, runs, jobs=1)
    first = (found.adopted & (found.rounds == 1)).mean()
    exact = (1 - chance) ** 5 * sum(
        comb(10, k) * (1 - chance) ** k * chance ** (10 - k) for k in range(4, 11)
    )
    assert abs(first - exact) < 4 * (exact * (1 - exact) / runs) ** 0.5


def test_the_closed_form_holds_for_the_rule_itself():
    rule = Rule(
        Conditions((Condition(np.ones(15), Threshold(9, "count")),)),
        Body(None, None),
        veto=(np.arange(15) < 5)[:, None],
    )
    every = np.array([[bool(k >> i & 1) for k in range(2**15)] for i in range(15)])
    found = adopted(rule, every, np.where(every, -1.0, 1.0))
    for chance in (0.1, 0.5):
        against = every.sum(0)
        weight = chance**against * (1 - chance) ** (15 - against)
        exact = (1 - chance) ** 5 * sum(
            comb(10, k) * (1 - chance) ** k * chance ** (10 - k) for k in range(4, 11)
        )
        assert (weight * found).sum() == pytest.approx(exact)


@pytest.mark.parametrize("rule", ["needed = 9", 'rule = "simple_majority"', 'rule = "qualified_majority"'])
@pytest.mark.parametrize("name", ["FRA", "A"])
def test_a_holder_of_a_veto_alone_stops_everything_and_another_nothing(name, rule):
    against = f"[members]\n{name} = {{ position = {{ low = 0, high = 0 }} }}\n"
    case = loads(COUNCIL.replace("needed = 9", rule) + against)
    adopts = nacsim.simulate(case, 2000, jobs=1).adopted
    assert not adopts.any() if name in PERMANENT else adopts.all()


@pytest.mark.parametrize("opt_out", ["true", "false"])
def test_nothing_gets_round_a_veto(opt_out):
    case = loads(
        COUNCIL.replace("needed = 9", f"needed = 9\nopt_out = {opt_out}\ngavel = 1.0").replace(
            "elsewhere = 0", "elsewhere = 1\nelsewhere_adopts = 1"
        )
        + "[members]\nUSA = { position = { low = 0, high = 0 } }\n"
    )
    assert not nacsim.simulate(case, 500, jobs=1).adopted.any()


def test_the_gavel_comes_down_over_one_and_not_over_two():
    one = COUNCIL.replace("needed = 9", 'rule = "unanimity"\ngavel = 0.3\nopt_out = false').replace(
        f"veto = {[*PERMANENT]}", ""
    )
    lone = nacsim.simulate(
        loads(one + "[members]\nA = { position = { low = 0, high = 0 } }"), 20_000, jobs=1
    ).adopted.mean()
    assert abs(lone - 0.3) < 0.015
    two = "[members]\nA = { position = { low = 0, high = 0 } }\nB = { position = { low = 0, high = 0 } }"
    assert not nacsim.simulate(loads(one + two), 2000, jobs=1).adopted.any()


def test_abstentions_do_not_block_and_may_be_missed():
    """Members that dislike a text and would pay dearly for an objection: nine votes are enough, eight are not."""
    meek = "{ position = { low = 30, high = 30 }, resolve = { low = 0, high = 0 } }"
    cold = COUNCIL.replace("needed = 9", 'needed = 9\nabstain = "counted"')
    cold += "isolation = 5\nside_payments = 0\nopenness = 0\n"

    def share(many):
        members = "".join(f"{name} = {meek}\n" for name in ELECTED[:many])
        return nacsim.simulate(loads(f"{cold}[members]\n{members}"), 500, jobs=1).adopted.mean()

    assert share(6) == 1
    assert share(7) == 0


def test_an_abstention_of_a_permanent_member_is_no_veto():
    found = nacsim.simulate(load("security_council_libya_2011"), 1000, jobs=1)
    assert found.adopted.mean() > 0.95


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("security_council_crimea_2014", 0, 0.02),
        ("security_council_palestine_2014", 0, 0.02),
        ("ccamlr_reserves", 0, 0.02),
        ("imf_quotas", 0, 0.2),
        ("eu_before_nice", 0.95, 1),
        ("eu_lisbon", 0.95, 1),
        ("eu_article_31", 0.9, 1),
    ],
)
def test_bodies_that_ship(name, low, high):
    assert low <= nacsim.simulate(load(name), 1000, jobs=1).adopted.mean() <= high


def test_a_little_less_than_fifteen_per_cent_is_no_veto():
    case = load("imf_quotas", ["members.'United States'.weight=14"])
    assert nacsim.simulate(case, 1000, jobs=1).adopted.mean() > 0.95


def test_the_european_union_with_constructive_abstention_against_unanimity():
    under = load("eu_article_31")
    plain = load("eu_article_31", ["procedure.rule=unanimity"])
    assert (
        nacsim.simulate(under, 500, jobs=1).adopted.mean()
        >= nacsim.simulate(plain, 500, jobs=1).adopted.mean()
    )
    assert rule_label(plain) == "unanimity (silence procedure)"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("security_council_libya_2011", "9 of 15 members, and none of CHN, FRA, GBR, RUS, USA against"),
        ("eu_nice", "255 of 345 votes, more than half of members and 62% of the population"),
        ("eu_lisbon", "55% of members and 65% of the population, or fewer than 4 members not for it"),
        (
            "eu_article_31",
            "more than two thirds of the population, or fewer than a third of members not for it, and nobody against",
        ),
        ("imf_quotas", "85% of votes"),
        ("committee_of_five", "more than half of members"),
    ],
)
def test_a_rule_has_a_label_of_its_own(name, label):
    assert rule_label(load(name)) == label


def test_the_rule_is_told_in_sentences():
    told = rule_sentence(load("committee_of_five", ["procedure.gavel=0.25"]))
    assert "At least 3 members must vote for or against." in told
    assert "25%" in told


def test_a_rule_set_over_another_takes_its_place():
    case = load("eu_nice")
    assert with_values(case, {"procedure.rule": "simple_majority"}).procedure.rule == "simple_majority"
    assert with_values(case, {"procedure.needed": 20}).procedure.conditions[0].needed.value == 20
    assert not load("security_council_libya_2011", ["procedure.rule=unanimity"]).procedure.conditions


def two_thirds(votes: Votes, body: Body):
    """Two thirds of the members."""
    return 3 * votes.consents.sum(0) >= 2 * len(votes.against)


def no_rule_at_all(votes: Votes, body: Body):
    """Only what two object to."""
    return votes.against.sum(0) == 2


@pytest.fixture
def offered(monkeypatch):
    """Two rules that a package offers."""
    points = tuple(
        EntryPoint(name, f"{__name__}:{name}", OFFERS.group) for name in ("two_thirds", "no_rule_at_all")
    )
    monkeypatch.setattr(offers, "points", lambda group: points)
    yield points
    OFFERS._fetched.clear()


def test_a_rule_can_come_from_a_package(offered):
    case = loads(COUNCIL.replace("needed = 9", 'rule = "two_thirds"').replace(f"veto = {[*PERMANENT]}", ""))
    assert rule_label(case) == "Two thirds of the members"
    against = "[members]\n" + "".join(
        f"{n} = {{ position = {{ low = 0, high = 0 }} }}\n" for n in ELECTED[:5]
    )
    case = loads(
        COUNCIL.replace("needed = 9", 'rule = "two_thirds"').replace(f"veto = {[*PERMANENT]}", "") + against
    )
    assert nacsim.simulate(case, 500, jobs=1).adopted.all()


def test_a_rule_that_breaks_the_laws_is_refused(offered):
    with pytest.raises(ScenarioError, match="does not adopt a text that nobody objects to"):
        loads(COUNCIL.replace("needed = 9", 'rule = "no_rule_at_all"'))
