"""The three readings of three articles are whole, and each can be told from the others."""

from pathlib import Path

import pytest

from nacsim import load

FOLDER = Path(__file__).parents[1] / "docs" / "readings"
READERS = ("first", "second", "third")
CASES = sorted(path.name for path in (FOLDER / READERS[0]).glob("*.toml"))


@pytest.mark.parametrize("case", CASES)
def test_every_reader_coded_the_same_question_from_one_article(case):
    scenarios = [load(FOLDER / reader / case) for reader in READERS]
    first, *others = scenarios
    for other in others:
        assert other.room == first.room
        assert other.title == first.title
        assert other != first
    for scenario in scenarios:
        named = scenario.document["members"]
        assert all(row["note"] and row["source"] for row in named.values())
        assert len({row["source"] for row in named.values()}) == 1


def test_there_are_three_of_each():
    assert len(CASES) == 3
    assert [len(list((FOLDER / reader).glob("*.toml"))) for reader in READERS] == [3, 3, 3]
