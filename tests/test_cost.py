"""What a run costs is said before it begins, and asked about only where there is somebody to ask."""

import sys

import click
import pytest

from nacsim import load
from nacsim.cli import cost
from nacsim.engine.luck import BLOCK
from nacsim.scenario import loads


def council(members, issues=1):
    names = ", ".join(f'"M{k}"' for k in range(members))
    tables = "".join(f"[issues.i{k}]\nstatus_quo = 0\nproposed = 80\n" for k in range(issues))
    stances = (
        "[default]\nposition = { low = 0, high = 60 }\nsalience = 40\nresolve = 90\n[procedure]\nrounds = 8\n"
    )
    return loads(f'title = "x"\nroster = [{names}]\n{tables}{stances}')


def test_a_usual_run_says_nothing(capsys):
    cost.agreed(load("tokyo_liaison_office"), 10_000, 1, yes=False, rows=10_000)
    assert capsys.readouterr().err == ""


def test_much_work_is_told_and_goes_on_without_a_terminal(capsys):
    cost.agreed(load("tokyo_liaison_office"), 10**8, 2, yes=False)
    told = capsys.readouterr().err
    assert told.startswith("100,000,000 councils of 31 members take about")
    assert told.rstrip().endswith("on 2 cores.")


@pytest.mark.parametrize(
    ("yes", "answer", "begins"), [(True, None, True), (False, True, True), (False, False, False)]
)
def test_on_a_terminal_it_asks(yes, answer, begins, monkeypatch):
    asked = []

    def confirm(words, abort, err):
        asked.append(words)
        if not answer:
            raise click.Abort

    monkeypatch.setattr(click, "confirm", confirm)
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True, raising=False)
    if begins:
        cost.agreed(council(1_000), 10**6, 1, yes)
    else:
        with pytest.raises(click.Abort):
            cost.agreed(council(1_000), 10**6, 1, yes)
    assert bool(asked) != yes


def test_the_reckoning_follows_the_work():
    """Whole blocks, shared out over cores; rounds and stances count once each, pairs of members beside them."""
    question = council(100, 2)
    block = cost.seconds(question, 1, 1)
    assert block == cost.seconds(question, BLOCK, 1) > 0
    assert cost.seconds(question, 3 * BLOCK, 1) == pytest.approx(3 * block)
    assert cost.seconds(question, 3 * BLOCK, 2) == pytest.approx(2 * block)  # one core has two of the three
    assert cost.seconds(question, 3 * BLOCK, 8) == pytest.approx(block)
    assert block < cost.seconds(council(100, 4), 1, 1) < 2 * block
    assert 2 * block < cost.seconds(council(200, 2), 1, 1) < 4 * block
    assert cost.seconds(question.with_values({"procedure.rounds": 16}), 1, 1) == pytest.approx(2 * block)


@pytest.mark.parametrize(
    ("time", "words"), [(0.2, "a second"), (90, "90 seconds"), (600, "10 minutes"), (9e5, "10 days")]
)
def test_time_in_words(time, words):
    assert cost.spoken(time) == words
