"""Who is in the way, one after the other, and from where on each consents."""

import pytest

from nacsim import simulate
from nacsim.explore.consents import MOST, consents
from nacsim.narrate.consents import consent_sentences
from nacsim.scenario import load, loads

RUNS = 200


@pytest.fixture(scope="module")
def ukraine():
    scenario = load("ukraine_invitation")
    return scenario, consents(scenario, RUNS, 0, jobs=1)


def share_of(scenario, member, silent):
    found = simulate(scenario, RUNS, 0, jobs=1, forced=dict.fromkeys(silent, "silent"))
    return float((found.first | found.blocks)[scenario.room.index(member)].mean())


def test_each_step_is_what_the_council_shows_with_those_before_it_silent(ukraine):
    scenario, found = ukraine
    silent = []
    assert 2 <= len(found["steps"]) <= MOST
    for step in found["steps"]:
        played = simulate(scenario, RUNS, 0, jobs=1, forced=dict.fromkeys(silent, "silent"))
        assert step["adopted"]["share"] == played.adopted.mean()
        assert step["objects"]["share"] == pytest.approx(share_of(scenario, step["member"], silent))
        silent.append(step["member"])
    last = simulate(scenario, RUNS, 0, jobs=1, forced=dict.fromkeys(silent, "silent"))
    assert found["adopted"]["share"] == last.adopted.mean() > 0.9


def test_beyond_the_threshold_a_member_consents_more_often_than_not_and_before_it_does_not(ukraine):
    scenario, found = ukraine
    silent = []
    for step in found["steps"][:2]:
        for need in step["needs"]:
            way = 1 if need["from"] > need["now"] else -1
            beyond, before = need["from"] + 12 * way, need["from"] - 12 * way
            if 0 <= beyond <= 100:
                assert share_of(scenario.with_values({need["key"]: beyond}), step["member"], silent) < 0.5
            assert share_of(scenario.with_values({need["key"]: before}), step["member"], silent) > 0.5
        assert [abs(n["from"] - n["now"]) for n in step["needs"]] == sorted(
            abs(n["from"] - n["now"]) for n in step["needs"]
        )
        silent.append(step["member"])


def test_where_nobody_objects_nobody_is_in_the_way():
    scenario = loads(
        "title='x'\nroster=['A','B']\n[issues.i]\nstatus_quo=0\nproposed=50\n"
        "[default]\nposition=90\nsalience=50\nresolve=0\n[uncertainty]\nposition_sd=0\n"
    )
    found = consents(scenario, 50, 0, jobs=1)
    assert found["steps"] == []
    assert found["adopted"]["share"] == 1
    assert consent_sentences(found, scenario) == ["Nobody objects often enough to be in the way."]


def test_the_answer_in_words_names_them_in_their_order(ukraine):
    scenario, found = ukraine
    words = consent_sentences(found, scenario)
    assert words[0].startswith("The United States objects in ")
    assert words[1].startswith("Then Slovakia objects in ")
    assert words[-1].endswith(" of 100 councils.")
