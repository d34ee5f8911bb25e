"""The scenarios that ship: every file loads, says where it comes from, and variants change what they say."""

import tomllib
from pathlib import Path

import pytest

from nacsim.history.cases import blind
from nacsim.scenario import ScenarioError, load, past_decisions, shipped

FOLDER = Path(__file__).parents[1] / "scenarios"
LIVE = sorted(path.stem for path in FOLDER.glob("*.toml"))
HISTORY = sorted(past_decisions())
SECOND = FOLDER / "history" / "second_coding"
TOKYO = "tokyo_liaison_office"
CONFIDENCE = {"documented", "inferred", "inferred_from_outcome", "judgement"}


def document(name):
    return tomllib.loads(shipped()[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LIVE + HISTORY)
def test_each_loads(name):
    assert name in shipped()
    assert load(name).name == Path(name).name


def test_there_are_105_past_decisions_all_with_what_came_of_them():
    count = {body: len(list((FOLDER / "history" / body).glob("*.toml"))) for body in ("nato", "eu", "other")}
    assert count == {"nato": 66, "eu": 29, "other": 10}
    assert len(HISTORY) == sum(count.values()) == 105, "two cases of one name"
    assert all("observed" in document(name) and "coding" in document(name) for name in HISTORY)


def test_the_47_coded_blind_are_among_them():
    stems = {name.removeprefix("history/") for name in HISTORY}
    assert len(blind()) == 47
    assert blind() < stems


@pytest.mark.parametrize("name", ["tokyo_liaison_office_2023", "eu_schengen_2022", "wto_bali_2013"])
def test_a_past_decision_goes_by_its_name_with_and_without_the_folder(name):
    body = shipped()[f"history/{name}"].parent.name
    assert load(f"history/{name}") == load(f"history/{body}/{name}")
    assert f"history/{body}/{name}" not in shipped()
    wrong = {"nato": "eu", "eu": "other", "other": "nato"}[body]
    with pytest.raises(ScenarioError, match=f"nearest: history/{name}"):
        load(f"history/{wrong}/{name}")


def test_a_second_coding_is_no_past_decision_of_its_own():
    names = [f"history/second_coding/{path.stem}" for path in SECOND.glob("*.toml")]
    assert len(names) == 24
    assert not set(names) & set(past_decisions())
    assert set(names) < set(shipped())


@pytest.mark.parametrize("name", [name for name in LIVE if name != "minimal"])
def test_each_asks_a_question_and_names_its_sources(name):
    whole = load(name).document
    assert whole["question"].endswith("?")
    assert whole["sources"]
    assert whole["proposal"]
    for issue in load(name).issues.values():
        assert issue.label
        assert issue.zero
        assert issue.hundred


@pytest.mark.parametrize("name", [name for name in LIVE if name != "minimal"])
def test_each_coded_member_says_how_we_know(name):
    for code, entry in document(name).get("members", {}).items():
        if not entry.keys() - {"weight", "population", "capability"}:  # what it counts for, and no stance
            continue
        assert entry.get("note"), code
        assert entry.get("confidence") in {"documented", "inferred", "inferred_from_outcome", "judgement"}, (
            code
        )


def test_variants_of_tokyo_change_only_what_they_say():
    base = load(TOKYO)
    for name in LIVE:
        if document(name).get("extends") == f"{TOKYO}.toml":
            variant = load(name)
            assert variant.title != base.title
            assert variant.members["USA"] == base.members["USA"], name
            assert list(variant.issues) == list(base.issues), name
