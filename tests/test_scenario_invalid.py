"""Every broken file in tests/invalid is refused with the mistakes it names, each on its line, no others.

In what is expected, {rules} and {outcomes} stand for the names in the vocabulary.
"""

from pathlib import Path

import pytest

from nacsim.scenario import ScenarioError, load
from nacsim.vocabulary import ALWAYS, RULES

FILES = sorted((Path(__file__).parent / "invalid").glob("*.toml"))


def comments(path, word):
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [line.partition(f"# {word}: ")[2] for line in lines if line.startswith(f"# {word}: ")]
    return [
        said.replace("{rules}", ", ".join(RULES)).replace("{outcomes}", ", ".join(ALWAYS)) for said in found
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_mistake_is_named_on_its_line(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    with pytest.raises(ScenarioError) as caught:
        load(path.name, comments(path, "set"))
    expected, lines = comments(path, "expect"), str(caught.value).splitlines()
    assert expected
    for message in expected:
        assert any(line.startswith(message) for line in lines), f"{message}\nnot in\n{caught.value}"
    assert len(lines) == len(expected), str(caught.value)


def test_there_are_enough_of_them():
    assert len(FILES) >= 45


def test_no_message_is_longer_than_two_lines_of_a_wide_terminal():
    for path in FILES:
        with pytest.raises(ScenarioError) as caught:
            load(path, comments(path, "set"))
        assert all(len(problem.message) <= 320 for problem in caught.value.problems), path.name
