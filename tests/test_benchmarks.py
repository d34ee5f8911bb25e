"""What is compared in experiments/benchmarks is the same model on the same luck. Nothing is timed here."""

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from nacsim.engine.ensemble import simulate, tally
from nacsim.engine.luck import BLOCK, Lots, lots
from nacsim.engine.playing import play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.scenario import loads
from nacsim.vocabulary import BLOCKED, OUTCOMES

FOLDER = Path(__file__).parents[1] / "experiments" / "benchmarks"


@pytest.fixture(autouse=True)
def beside_the_benchmarks(monkeypatch):
    """They import each other by name, as scripts in one folder do."""
    monkeypatch.syspath_prepend(str(FOLDER))


@pytest.mark.parametrize("collects", [False, True])
def test_the_tutorial_model_ends_as_the_reference_does(collects):
    import councils
    import idiomatic_mesa

    setting = draw(councils.contested(), lots(0, 0), 5)
    for run in range(5):
        model = idiomatic_mesa.Council(setting, run, collects)
        model.run_model()
        end = idiomatic_mesa.plain.play(idiomatic_mesa.drawn.council(setting, run))
        assert (model.council.round, model.council.phase == BLOCKED) == (end.rounds, end.outcome == "blocked")
        if collects:
            told = model.datacollector.get_model_vars_dataframe()
            assert len(told) == end.rounds
            assert (told.objectors > 0).all() == (end.outcome == "blocked")


def test_the_contested_council_talks_to_the_end():
    import councils

    counts = tally(councils.contested(), BLOCK)
    assert counts.rounds[10] > 0.95 * BLOCK
    assert counts.outcomes[OUTCOMES.index("blocked")] > 0.95 * BLOCK


def test_the_same_arguments_make_the_same_council():
    import councils

    assert councils.document(12, 1, 5, 3) == councils.document(12, 1, 5, 3) != councils.document(12, 1, 5, 4)
    made = loads(councils.document(100, 5, 20, 3))
    assert (len(made.room), len(made.issues), made.procedure.rounds) == (100, 5, 20)


@pytest.mark.parametrize("name", ["tokyo", "contested"])
def test_the_floor_draws_no_lot_that_the_runs_do_not_use(name):
    import councils
    import floor

    scenario, source = getattr(councils, name)(), Lots(0, 0)
    setting = draw(scenario, source)
    rounds = rows(setting, play(setting))["rounds"]
    asked, drawn = set(source._table), set(floor.tables(scenario, int(rounds.max())))
    assert drawn <= asked
    assert all(
        len(names) == 1 for _, names, _ in asked - drawn
    )  # single lots of what is given or drawn already


def test_the_floor_draws_for_all_runs():
    import councils
    import floor

    scenario = councils.tokyo()
    (block,) = floor.played(scenario, 1)
    assert block.rounds == simulate(scenario, BLOCK).rounds.max()
    assert floor.draw_only(scenario, [block]) == BLOCK


def test_one_task_and_ten_make_the_same_bytes():
    import memory

    same, digest = memory.same_bytes(5 * BLOCK + 7)
    assert same
    assert len(digest) == 64


def test_the_lots_of_a_block_are_let_go():
    source = Lots(0, 0)
    source.table("lasting", ("FRA",))
    gone = weakref.ref(source)
    del source
    gc.collect()
    assert gone() is None


def test_memory_is_that_of_the_command_alone():
    import meter

    held = bytearray(300 * meter.MEGABYTE)
    held[::4096] = b"x" * len(held[::4096])
    cost = meter.cost(["-c", "print('said')"])
    assert cost["said"] == "said\n"
    assert 1 < cost["peak"] < 100


def test_one_command_prints_tables(tmp_path):
    done = subprocess.run(
        [sys.executable, str(FOLDER / "run.py"), "profile", "--out", str(tmp_path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "| `gain.gain` |" in done.stdout


def test_ratios_are_taken_turn_by_turn():
    from timing import Sample, ratio

    a, b = [Sample(10, 1, 1), Sample(10, 2, 2)], [Sample(5, 1, 1), Sample(5, 2, 2)]
    assert ratio(a, b) == (2, 2, 2)


def test_slopes_are_exponents():
    from scaling import Curve
    from timing import Spread

    seconds = [Spread(n**2, n**2, n**2) for n in (1, 2, 8)]
    assert Curve("members", [1, 2, 8], seconds, [1, 1, 1]).slopes == pytest.approx([2, 2])


def test_every_part_has_its_place_on_the_page():
    import run

    page = run.PAGE.read_text(encoding="utf-8")
    for part in run.PARTS:
        assert page.count(f"<!-- {part} -->\n") == page.count(f"\n<!-- /{part} -->") == 1


def test_writing_replaces_what_is_between_the_marks(tmp_path, monkeypatch):
    import run

    monkeypatch.setattr(run, "PAGE", tmp_path / "page.md")
    run.PAGE.write_text("a\n<!-- race -->\n<!-- /race -->\nb\n", encoding="utf-8")
    run.write("race", "one")
    run.write("race", "two")
    assert run.PAGE.read_text(encoding="utf-8") == "a\n<!-- race -->\n\ntwo\n\n<!-- /race -->\nb\n"
    with pytest.raises(SystemExit, match="no marks"):
        run.write("start", "x")


def test_clients_are_summed_up():
    import argparse

    import thirty_clients as clients

    two = [clients.Client(k, 1, argparse.Namespace()) for k in range(2)]
    for client, seconds in zip(two, ([0.1, 0.2], [0.4]), strict=True):
        client.took += seconds
        client.ended.update([200] * len(seconds))
    two[1].ended[503] += 1
    told = clients.measured(two, argparse.Namespace(clients=2, seconds=5), 100.4, 101)
    assert (told["requests"], told["refused"], told["p50"], told["worst"]) == (4, 1, 0.2, 0.4)
    assert "1 × 503" in clients.sentences(told)
    assert clients.memory(os.getpid()) > 10 or not Path("/proc").exists()
