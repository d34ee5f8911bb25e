"""All that can be asked is answered at the edges: one council, one more than a block, one member, a thousand rounds."""

from itertools import combinations

import edge_cases
import pytest
from edge_cases import (
    FUNCTIONS,
    JOBS,
    MEMBERS,
    PLAYING,
    READING,
    ROUNDS,
    RUNS,
    Edge,
    complaint,
    furnish,
    said,
)

import nacsim
from nacsim.cli import COMMANDS
from nacsim.engine.luck import BLOCK
from nacsim.results.tally import count

NEAR = 1, BLOCK + 1
"""Numbers of councils at which a column stands for certainty, or for one council: where commands broke once."""
SLOW = "report", "validate"
CALLS = {**PLAYING, **{name: ask for name, ask in FUNCTIONS.items() if name not in SLOW}}
PAIRS = [(name, Edge(*edge)) for name, *edge in edge_cases.pairs(CALLS, NEAR, (1, 3), ROUNDS, JOBS)
         if name not in SLOW or edge[0] == 1]  # fmt: skip


def shown(value):
    return "-".join(map(str, value)) if isinstance(value, Edge) else str(value)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("name", "edge"), PAIRS, ids=shown)
def test_all_that_plays_answers_at_every_edge(name, edge, place):
    furnish(place, edge)
    if name in PLAYING:
        words = PLAYING[name](edge)
        assert not complaint(said((*words, "--json")), edge)
    if name in FUNCTIONS:
        FUNCTIONS[name]("e.toml", edge)


@pytest.mark.parametrize("name", READING)
def test_all_that_reads_answers_for_one_member(name, place):
    edge = Edge(1, 1, 1, 1)
    furnish(place, edge)
    assert not complaint(said(READING[name](edge)), edge)


@pytest.mark.parametrize(("runs", "members"), [(r, m) for r in RUNS for m in MEMBERS])
def test_as_many_councils_as_were_asked_for(runs, members):
    one, other = (
        nacsim.scenario.loads(edge_cases.room(Edge(runs, members, 1, 1), tabled)) for tabled in (80, 60)
    )
    found = nacsim.simulate(one, runs, jobs=1)
    assert len(found) == runs
    assert (found.rows == nacsim.simulate(one, 2 * BLOCK + 1, jobs=1).rows[:runs]).all()
    assert nacsim.tally(one, runs, jobs=1) == count(found)
    several = nacsim.tally_many([one, other], runs, jobs=1)
    assert [sum(told.outcomes) for told in several] == [runs, runs]
    assert several[0] == count(found)


def test_every_command_and_every_public_function_is_tried():
    tried = {words(Edge(1, 1, 1, 1))[0] for words in (PLAYING | READING | edge_cases.SAVING).values()}
    assert tried == {name for section in COMMANDS.values() for name in section} - {"web"}
    public = {name for name in nacsim.__all__ if name[0].islower()}
    assert public - FUNCTIONS.keys() == {"shipped", "load_result"}  # which know nothing of councils


def test_pairs_are_all_there_and_few():
    columns = "ab", (1, 2, 3), (True, False), "xyz"
    rows = edge_cases.pairs(*columns)
    for a, b in combinations(range(len(columns)), 2):
        assert {(row[a], row[b]) for row in rows} == {(x, y) for x in columns[a] for y in columns[b]}
    assert len(rows) <= 12


def test_what_is_wrong_with_an_answer_is_seen():
    edge = Edge(5, 1, 1, 1)
    for out in ('{"a": NaN}', '{"a": [{"share": 0.5, "low": 0.6, "high": 0.7}]}', '{"runs": 6}', "it is nan",
                '{"share": 1.0, "low": 1.0, "high": 1.0}', '{"share": 0.5, "low": -0.1, "high": 0.7}'):  # fmt: skip
        assert complaint(edge_cases.Said(0, out, ""), edge)
    assert complaint(edge_cases.Said(70, "", "fault"), edge)
    assert not complaint(
        edge_cases.Said(0, '{"a": [{"share": 0.5, "low": 0.1, "high": 0.7}], "runs": 5}', ""), edge
    )
