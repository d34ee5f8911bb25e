"""The scenarios that ship: every file loads, says where it comes from, and variants change what they say."""

import tomllib
from pathlib import Path

import pytest

from nacsim.scenario import load, shipped

FOLDER = Path(__file__).parents[1] / "scenarios"
LIVE = sorted(path.stem for path in FOLDER.glob("*.toml"))
HISTORY = sorted(f"history/{path.stem}" for path in (FOLDER / "history").glob("*.toml"))
TOKYO = "tokyo_liaison_office"
CONFIDENCE = {"documented", "inferred", "inferred_from_outcome", "judgement"}


def document(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LIVE + HISTORY)
def test_each_loads(name):
    assert name in shipped()
    assert load(name).name == Path(name).name


def test_there_are_58_past_decisions_all_with_what_came_of_them():
    assert len(HISTORY) == 58
    assert all("observed" in document(name) and "coding" in document(name) for name in HISTORY)


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
