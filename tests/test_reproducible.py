"""The same seed gives the same bytes, however the work is shared out; a run is named by (scenario, seed, number)."""

import hashlib
import os
import pickle
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from nacsim import __version__
from nacsim.engine.ensemble import block_rows, simulate, simulate_many, tally, tally_many
from nacsim.engine.luck import BLOCK, Lots, lots
from nacsim.engine.sampling import draw
from nacsim.engine.workers import Parcel
from nacsim.results.files import certificate, save
from nacsim.results.files import load as load_saved
from nacsim.results.outcomes import Outcomes
from nacsim.results.tally import add_up, count
from nacsim.scenario import load

ROOT = Path(__file__).parents[1]
NAMES = ("tokyo_liaison_office", "ukraine_invitation")
TOKYO = NAMES[0]
RUNS = 2 * BLOCK + 500


class Inline(Executor):
    """No workers at all: a task is done when it is handed in."""

    def submit(self, function, /, *arguments, **named):
        future = Future()
        future.set_result(function(*arguments, **named))
        return future


def saved(outcomes, scenario, folder, name="outcomes.npz"):
    """Bytes of the saved result."""
    path = folder / name
    born = certificate(scenario, outcomes.seed, len(outcomes), "nacsim run", __version__)
    save(outcomes, path, born)
    return path.read_bytes()


@pytest.fixture(scope="module", params=NAMES)
def scenario(request):
    return load(request.param)


@pytest.fixture(scope="module")
def outcomes(scenario):
    return simulate(scenario, runs=RUNS, seed=7, jobs=1)


def test_same_bytes_from_processes_started_afresh(scenario, outcomes, tmp_path):
    """As on Windows and macOS, where a process cannot be forked: everything is imported and sent anew."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        afresh = simulate(scenario, runs=RUNS, seed=7, executor=pool)
    assert saved(afresh, scenario, tmp_path) == saved(outcomes, scenario, tmp_path)


def test_same_bytes_for_any_number_of_workers(scenario, outcomes, tmp_path):
    wanted = saved(outcomes, scenario, tmp_path)
    assert saved(simulate(scenario, runs=RUNS, seed=7, jobs=2), scenario, tmp_path) == wanted
    for executor in (Inline(), ThreadPoolExecutor(3)):
        with executor:
            again = simulate(scenario, runs=RUNS, seed=7, executor=executor)
        assert saved(again, scenario, tmp_path) == wanted


def test_same_rows_for_any_grouping_of_the_blocks(scenario, outcomes):
    wanted = [(2, 500), (0, BLOCK), (1, BLOCK)]  # block and runs, in another order
    parts = {block: block_rows(scenario, 7, block, runs) for block, runs in wanted}
    assert np.concatenate([parts[block] for block in sorted(parts)]).tobytes() == outcomes.rows.tobytes()


@pytest.mark.parametrize("runs", [1, 1000, BLOCK, BLOCK + 1])
def test_the_first_runs_are_those_of_a_shorter_simulation(scenario, outcomes, runs):
    assert simulate(scenario, runs=runs, seed=7).rows.tobytes() == outcomes.rows[:runs].tobytes()


def test_lots_of_blocks_in_a_row_are_those_of_each():
    together = Lots(3, 5, 2)
    for names, index in ((("FRA", "USA"), 4), (("",), range(3))):
        each = [Lots(3, block).table("days", names, index) for block in (5, 6)]
        assert (together.table("days", names, index) == np.concatenate(each, 1)).all()


def test_lots_that_are_not_kept_are_the_same():
    once = Lots(3, 5, keeps=False)
    assert (once.of("lasting", "FRA") == Lots(3, 5).of("lasting", "FRA")).all()
    assert (once.of("lasting", "FRA") == once.of("lasting", "FRA")).all()


def test_what_is_remembered_of_a_scenario_cannot_be_changed(scenario):
    setting = draw(scenario, lots(0, 0), 10)
    for array in (setting.issues.proposed, setting.room.ties, setting.room.indispensable):
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0


def test_counts_are_those_of_the_rows_however_many_are_counted_at_once(scenario, outcomes, monkeypatch):
    wanted = count(outcomes)
    monkeypatch.setattr("nacsim.results.tally.MOST", 700)
    assert count(outcomes) == wanted
    assert (wanted.first == outcomes.first.sum(1)).all()
    assert (wanted.sole == (outcomes.blocks & outcomes.alone).sum(1)).all()
    assert (wanted.together.diagonal() == outcomes.blocks.sum(1)).all()


def test_a_parcel_is_unpacked_once():
    parcel = Parcel(load("minimal"))
    there = [pickle.loads(pickle.dumps(parcel)) for _ in range(2)]
    assert there[0] is there[1]
    assert there[0].content == parcel.content


def test_counts_are_those_of_the_rows(scenario, outcomes):
    assert tally(scenario, runs=RUNS, seed=7, jobs=2) == count(outcomes)
    rows = (outcomes.rows[:BLOCK], outcomes.rows[BLOCK:])
    halves = [Outcomes(outcomes.name, outcomes.room, outcomes.issues, 7, part) for part in rows]
    assert add_up(count(half) for half in halves) == count(outcomes)


def test_same_bytes_for_any_hash_seed(tmp_path):
    code = (
        "import sys; from nacsim.engine.ensemble import simulate; from nacsim.results.files import certificate, save; "
        "from nacsim.scenario import load; s = load('tokyo_liaison_office'); o = simulate(s, 300, 3); "
        "from pathlib import Path; save(o, Path(sys.argv[1]), certificate(s, 3, 300, None, '0'))"
    )
    digests = set()
    for seed in ("0", "1", "12345"):
        path = tmp_path / f"{seed}.npz"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, env=environment, check=True)
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


PROCESSORS = {
    "an old one": {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL"},
    "one that rounds once for two steps": {"OPENBLAS_CORETYPE": "Haswell"},
}
"""What NumPy and OpenBLAS are told, so that they calculate as on another processor; elsewhere they do not listen."""


@pytest.mark.parametrize("processor", PROCESSORS)
def test_same_rows_on_any_processor(processor):
    """In this scenario a council in a hundred turns on the last bit of what a member hears."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    if "avx2" not in flags.split():
        pytest.skip("this processor cannot calculate as others do, or does not say so")
    code = "import nacsim, sys; sys.stdout.buffer.write(nacsim.simulate('{}', 100, 7, jobs=1).rows.tobytes())"
    name = "history/finland_ratification_2023"
    there = subprocess.run(
        [sys.executable, "-c", code.format(name)],
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | PROCESSORS[processor],
    )
    assert there.stdout == simulate(load(name), 100, 7, jobs=1).rows.tobytes()


def test_saved_and_loaded_is_the_same(scenario, outcomes, tmp_path):
    saved(outcomes, scenario, tmp_path)
    back, born = load_saved(tmp_path / "outcomes.npz")
    assert back.rows.dtype == outcomes.rows.dtype
    assert back.rows.tobytes() == outcomes.rows.tobytes()
    assert (back.name, back.room, back.issues, back.seed) == (
        scenario.name,
        scenario.room,
        outcomes.issues,
        7,
    )
    assert (born["runs"], born["version"], born["command"]) == (RUNS, __version__, "nacsim run")
    assert saved(back, scenario, tmp_path, "again.npz") == (tmp_path / "outcomes.npz").read_bytes()


def test_ten_thousand_runs_of_tokyo_are_small(tmp_path):
    scenario = load(TOKYO)
    outcomes = simulate(scenario, runs=10_000, seed=0)
    assert len(saved(outcomes, scenario, tmp_path)) < 1_000_000
    assert outcomes.rows[:1000].tobytes() == simulate(scenario, runs=1000, seed=0).rows.tobytes()


@pytest.mark.parametrize("runs", [100, BLOCK + 100])
def test_many_scenarios_at_once_are_each_by_itself(runs):
    tokyo = load(TOKYO)
    several = [
        tokyo,
        tokyo.with_values({"members.FRA.position": 40.0}),
        tokyo.with_values({"members.FRA.resolve": 10.0, "chair.amends": 0.2}),
        tokyo.with_values({"procedure.opt_out": True}),
        tokyo.with_values({"procedure.opt_out": True, "members.FRA.indispensable": True}),
        tokyo.with_values({"issues.office.lumpy": 0.3}),
        load("tokyo_quiet_year"),
        load("ukraine_invitation"),
        load("minimal"),
    ]
    alone = [simulate(s, runs=runs, seed=3) for s in several]
    for together, by_itself in zip(simulate_many(several, runs, 3, jobs=2), alone, strict=True):
        assert together.rows.tobytes() == by_itself.rows.tobytes(), together.name
    assert tally_many(several, runs, 3) == [count(outcomes) for outcomes in alone]


def test_forced_hands_are_each_scenarios_own():
    tokyo, hands = load(TOKYO), [None, {"FRA": "silent"}, {"HUN": "objects"}]
    together = simulate_many([tokyo] * 3, 300, 3, forced=hands)
    for found, hand in zip(together, hands, strict=True):
        assert found.rows.tobytes() == simulate(tokyo, 300, 3, forced=hand).rows.tobytes()


def test_zero_is_a_seed_and_seeds_differ():
    tokyo = load(TOKYO)
    rows = [simulate(tokyo, runs=200, seed=seed).rows.tobytes() for seed in (0, 0, 1)]
    assert rows[0] == rows[1] != rows[2]


def test_blocks_differ():
    rows = simulate(load(TOKYO), runs=2 * BLOCK, seed=0).rows
    assert rows[:BLOCK].tobytes() != rows[BLOCK:].tobytes()


def test_a_member_keeps_its_luck_when_the_room_changes():
    with_all = load(TOKYO)
    without = load(TOKYO, ['absent=["ALB"]'])
    assert len(without.room) == len(with_all.room) - 1
    lucks = []
    for scenario in (with_all, without):
        luck = draw(scenario, lots(5, 0), 50).luck
        lucks.append(dict(zip(scenario.room, luck.lasting, strict=True)))
    assert all((lucks[0][m] == lucks[1][m]).all() for m in without.room)


def test_progress_counts_every_run_once():
    seen = []
    simulate(
        load("minimal"), runs=RUNS, seed=0, jobs=2, progress=lambda done, wanted: seen.append((done, wanted))
    )
    assert seen == sorted(seen)
    assert seen[-1] == (RUNS, RUNS)
