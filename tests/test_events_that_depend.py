"""Events that set and depend: chances multiply, days become rounds, and what puts a member where it was changes nothing."""

import numpy as np
import pytest

from nacsim.council.agents import Council
from nacsim.council.replay import tell
from nacsim.engine.ensemble import simulate, simulate_many
from nacsim.engine.luck import lots
from nacsim.engine.sampling import draw
from nacsim.explore.doubt import doubt
from nacsim.narrate import explain
from nacsim.narrate.council import story
from nacsim.narrate.questions import questions
from nacsim.rules.events import due, unfold
from nacsim.rules.state import Event
from nacsim.scenario import loads

RUNS = 2000
NEAR = 4 * 0.5 / np.sqrt(RUNS)  # four standard errors of a share at the most
BASE = """
title = "A government may change"
tabled = 2026-01-01
roster = ["A", "B", "C"]
[issues.x]
status_quo = 0
proposed = 80
lumpy = 1
[issues.price]
proposed = 30
[default]
position = 80
salience = { x = 30, price = 5 }
resolve = 30
[members]
A = { position = 10, salience = { x = 80, price = 5 }, resolve = 90 }
[procedure]
days_per_round = 10
[chair]
shelves = false
"""
VOTE = (
    BASE
    + """
[[events]]
name = "election"
round = 2
probability = 0.6
[[events]]
name = "change"
after = "election"
probability = 0.5
members = ["A"]
set = { position = { x = 80 }, resolve = 10 }
note = "A has a new government"
[[events]]
name = "scandal"
round = 4
probability = 0.1
given = { change = 0, election = 0.9 }
members = ["A"]
change = { resolve = -30 }
"""
)


def events(text, values=None, runs=RUNS):
    return draw(loads(text).with_values(values or {}), lots(0, 0), runs).events


def test_an_event_after_another_happens_as_often_as_both_chances_allow():
    election, change, scandal = events(VOTE)
    assert election.happens.mean() == pytest.approx(0.6, abs=NEAR)
    assert change.happens.mean() == pytest.approx(0.6 * 0.5, abs=NEAR)
    assert not (change.happens & ~election.happens).any()
    assert scandal.happens.mean() == pytest.approx(0.6 * 0.5 * 0 + 0.6 * 0.5 * 0.9 + 0.4 * 0.1, abs=NEAR)
    assert not (scandal.happens & change.happens).any()


def test_a_chance_that_hangs_on_nothing_is_as_it_was():
    """What is given by an event that never happens changes no council."""
    plain = events(VOTE, {"events.2.given": {}, "events.0.probability": 0})[2]
    given = events(VOTE, {"events.0.probability": 0})[2]
    assert (plain.happens == given.happens).all()


def test_worked_by_hand():
    """Three events of two runs: the second waits for the first, the third has another chance after the first."""
    none = np.zeros((1, 1, 1))
    blank = Event(1, np.zeros(2, bool), none, none, none[0])

    def one(round_, luck, chance, **more):
        return blank._replace(
            round=np.array([round_]), luck=np.array(luck), chance=np.array([chance]), **more
        )

    first = one(2, [0.3, 0.7], 0.5)
    second = one(3, [0.1, 0.1], 0.5, after=0)
    third = one(2, [0.8, 0.8], 0.1, given=((0, np.array([0.9])),))
    early = one(1, [0.1, 0.1], 0.5, after=0)
    found = unfold((first, second, third, early))
    assert [e.happens.tolist() for e in found] == [
        [True, False],
        [True, False],
        [True, False],
        [False, False],
    ]
    assert due(found[:1], 2) == [0]
    assert due(found[:1], 3) == []


def test_a_day_is_felt_in_the_first_round_that_begins_on_it_or_later():
    """Rounds of ten days from 1 January: the first begins on day 0, the second on day 10, the fourth on day 30."""
    case = BASE + '[[events]]\ndate = DAY\nmembers = ["A"]\nchange = { resolve = 1 }\n'
    for date, round_ in (
        ("2026-01-01", 1),
        ("2026-01-02", 2),
        ("2026-01-11", 2),
        ("2026-01-12", 3),
        ("2026-01-31", 4),
    ):
        assert (events(case.replace("DAY", date), runs=5)[0].round == round_).all(), date
    assert (events(case.replace("DAY", "2027-01-01"), runs=5)[0].round > 8).all(), "it never comes"
    drawn = events(case.replace("DAY", "2026-01-31"), {"procedure.days_per_round": {"low": 5, "high": 20}})[0]
    assert np.ptp(drawn.round) >= 2


def test_a_delay_counts_rounds_from_the_other_event():
    later = events(VOTE, {"events.1.delay": 3})
    assert (later[1].round == 5).all()
    at_once = events(VOTE, {"events.1.delay": 0})
    assert (at_once[1].round == 2).all()
    assert at_once[1].happens.any(), "what stands first comes first"


def test_what_puts_a_member_where_it_is_changes_nothing():
    """Whatever is drawn of it: a plain number has the same coding error as the stance that it takes the place of."""
    none = loads(BASE)
    same = "position = { x = 10, price = 10 }, salience = { x = 80, price = 5 }, resolve = 90"
    puts = loads(BASE + f'[[events]]\nround = 1\nmembers = ["A"]\nset = {{ {same} }}\n')
    assert (simulate(none, 300, jobs=1).rows == simulate(puts, 300, jobs=1).rows).all()
    spread = {"members.A.position": {"mean": 30, "sd": 20}}
    event = {"events.0.set.position": {"mean": 30, "sd": 20}}
    one, other = (
        simulate(c, 300, jobs=1) for c in (none.with_values(spread), puts.with_values(spread | event))
    )
    assert (one.rows == other.rows).all()


def test_a_new_government_carries_the_text():
    """Whoever is put in favour lets it pass from then on: adopted exactly where it was before, or where the event came."""
    always = {"events.0.probability": 1, "parameters.elsewhere": 0, "procedure.opt_out": False}
    always |= {"events.2.probability": 0, "events.2.given": {}}
    case = loads(VOTE).with_values(always)
    never, both = simulate_many([case.with_values({"events.1.probability": 0}), case], RUNS, jobs=1)
    came = draw(case, lots(0, 0), RUNS).events[1].happens
    assert never.adopted.mean() < 0.1
    assert (both.adopted == (never.adopted | came)).mean() > 0.995
    assert (both.rounds[came & ~never.adopted & both.adopted] >= 3).all()


def test_set_reaches_the_value_whatever_was_before():
    exact = {"uncertainty.position_sd": 0, "uncertainty.resolve_sd": 0, "events.0.probability": 1}
    case = loads(VOTE).with_values(exact | {"events.1.probability": 1})
    council = Council(case, 0)
    while council.running and council.round < 3:
        council.step()
    member = council.member("A")
    assert member.anchor["x"] == pytest.approx(80)
    assert member.anchor["price"] == pytest.approx(10), "what is not set stays"
    assert member.resolve == pytest.approx(10)


def test_variants_with_and_without_a_set_are_played_side_by_side():
    case = loads(VOTE)
    variants = [case, case.with_values({"events": []}), case.with_values({"events.1.set": {"resolve": 5}})]
    together = simulate_many(variants, 200, jobs=1)
    for variant, found in zip(variants, together, strict=True):
        assert (found.rows == simulate(variant, 200, jobs=1).rows).all()


def test_council_and_story_tell_what_happens():
    case = loads(VOTE)
    run = int(np.flatnonzero(events(VOTE, runs=50)[1].happens)[0])
    council = Council(case, run)
    while council.running:
        council.step()
    told = tell(case, run)
    assert [record.events for record in council.log] == [
        tuple(case.events[k].name for k in round_.events) for round_ in told.rounds
    ]
    assert [record.events for record in council.log][1:3] == [("election",), ("change",)]
    words = " ".join(story(told))
    assert "An event: election." in words
    assert "An event: A has a new government. A changes: its position on x goes from" in words
    assert {move.what for move in told.rounds[2].moves} == {"position", "resolve"}
    assert told.rounds[0].moves == ()


def test_show_says_when_and_how_likely():
    from nacsim.council.first_silence import outlook

    case = loads(VOTE)
    said = dict(explain(case, outlook(case)))["What may happen meanwhile"]
    assert said == [
        "In round 2, with a chance of 60%: election.",
        '1 round after "election", with a chance of 50%: A goes to position 80 on x and resolve 10 '
        "(A has a new government).",
        'In round 4, with a chance of 10% (0% if "change" has happened and 90% if "election" has happened): '
        "A changes resolve by −30.",
    ]


def test_check_asks_whether_the_text_is_still_there_when_an_event_comes():
    assert questions(loads(VOTE)) == []
    (asked,) = questions(loads(VOTE).with_values({"chair.shelves": True}))
    assert "events.1 and events.2 may come when the chair has taken a text" in asked
    (asked,) = questions(loads(VOTE).with_values({"events.2.round": 9}))
    assert "events.2 would come after the last of 8 rounds (about 80 days)" in asked


def test_events_go_by_their_names_too():
    case = loads(VOTE, overrides=["events.election.probability=0.25", "events.scandal.given.change=0.5"])
    assert case.events[0].probability == 0.25
    assert case.events[2].given == ((1, 0.5), (0, 0.9))
    assert loads(VOTE).with_values({"events.change.set.resolve": 50}).events[1].to.resolve == 50


def test_an_uncertain_chance_is_part_of_the_range_and_a_certain_one_is_dice():
    sure = {
        "events.0.probability": 1,
        "events.2.probability": 0,
        "events.2.given": {},
        "parameters.elsewhere": 0,
    }
    sure |= {"procedure.opt_out": False, "members.A.resolve": 100, "members.A.position.x": 0}
    case = loads(VOTE).with_values(sure)
    known, unknown = (
        doubt(case.with_values({"events.1.probability": p})) for p in (0.5, {"low": 0, "high": 1})
    )
    assert known["high"] - known["low"] < 0.2
    assert unknown["high"] - unknown["low"] > 0.6
    assert unknown["numbers"]["high"] - unknown["numbers"]["low"] > 0.6


def test_a_scenario_with_events_is_the_same_for_any_number_of_workers():
    one, two = (simulate("ukraine_clusters_hungary_votes", 4_500, jobs=jobs) for jobs in (1, 2))
    assert (one.rows == two.rows).all()
