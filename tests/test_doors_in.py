"""The doors of the package: any way to name a scenario, any kind of workers, arguments checked, names answered."""

import inspect
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from asked import ASKED, FIVE, KEY

import nacsim
from nacsim import defaults
from nacsim.cli import COMMANDS, options
from nacsim.cli import nacsim as command_line
from nacsim.cli.ask import Ask
from nacsim.engine.ensemble import simulate, simulate_many, stream, tally, tally_many
from nacsim.engine.workers import AtOnce, Crew
from nacsim.errors import Missing, NacsimError, WrongType, WrongValue
from nacsim.scenario.reading.read import folder

ONE = {
    "watch": lambda s: nacsim.watch(s, 5),
    "tell": lambda s: nacsim.tell(s, 1),
    "Council": lambda s: nacsim.Council(s),
    "play": lambda s: nacsim.play(s, "HUN", lambda sight: {"object": False}),
}
"""Every public function that plays a few, or one."""


def made(kind):
    return {
        "threads": lambda: ThreadPoolExecutor(2),
        "processes": lambda: ProcessPoolExecutor(2, get_context("spawn")),
        "at once": AtOnce,
        "a crew": lambda: Crew(ThreadPoolExecutor(2), 2),
    }[kind]()


@pytest.fixture(scope="module")
def five():
    return FIVE


KINDS = ("threads", "processes", "at once", "a crew")


@pytest.fixture(scope="module")
def workers():
    """Every kind of executor, each made when it is first asked for."""
    with ExitStack() as stack:

        @cache
        def workers_of(kind):
            found = made(kind)
            stack.enter_context(found.executor if isinstance(found, Crew) else found)
            return found

        yield workers_of


@pytest.fixture(scope="module")
def alone(five):
    return {name: ask(five, jobs=1) for name, ask in ASKED.items()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ASKED)
def test_any_executor_does_the_work(name, kind, five, workers, alone):
    seen = []
    assert ASKED[name](five, executor=workers(kind), progress=lambda *done: seen.append(done)) == alone[name]
    assert seen
    assert seen[-1][0] == seen[-1][1]


def test_any_executor_validates(workers, tmp_path):
    for past in sorted((folder() / "history" / "nato").glob("*.toml"))[::8]:
        (tmp_path / past.name).symlink_to(past)
    seen = []
    how = {"executor": workers("threads"), "progress": lambda *done: seen.append(done)}
    assert nacsim.validate(tmp_path, 20, **how) == nacsim.validate(tmp_path, 20, jobs=1)
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("name", [*ASKED, *ONE])
@pytest.mark.parametrize("how", ["name", "path", "text of a path", "scenario"])
def test_any_way_to_name_a_scenario(name, how):
    source = {
        "name": "minimal",
        "path": folder() / "minimal.toml",
        "text of a path": str(folder() / "minimal.toml"),
        "scenario": nacsim.load("minimal"),
    }[how]
    few = {"simulate", "tally", *ONE} if how != "name" else {"simulate", "tally", "sweep", "compare", *ONE}
    if name in few:
        (ASKED | ONE)[name](source)


def test_a_dictionary_is_a_file():
    tables = nacsim.load("minimal").document
    assert (nacsim.simulate(tables, 30).rows == nacsim.simulate("minimal", 30).rows).all()
    below = {"extends": "minimal", "members": {"HUN": {"position": np.float64(90)}}}
    assert (
        nacsim.load(below)
        .members["HUN"]
        .position["centre" if "centre" in nacsim.load("minimal").issues else nacsim.load("minimal").principal]
        == 90
    )


@pytest.mark.parametrize("name", [*ASKED, *ONE])
def test_what_is_no_scenario_is_said(name):
    with pytest.raises(WrongType, match="5 is no scenario; allowed: a name"):
        (ASKED | ONE)[name](5)
    with pytest.raises(nacsim.ScenarioError, match="nearest: minimal"):
        (ASKED | ONE)[name]("minimall")


@pytest.mark.parametrize(
    "name", ["simulate", "tally", "compare", "sweep", "sensitivity", "pivots", "bridge", "discover", "watch"]
)
@pytest.mark.parametrize(
    ("runs", "kind", "says"),
    [
        ("10", TypeError, r"runs='10' is no whole number.*such as runs=10"),
        (0, ValueError, r"runs=0 will not do; allowed: a whole number from 1"),
        (1e4, TypeError, r"such as runs=10000"),
        (True, TypeError, r"runs=True"),
        (-5, ValueError, r"runs=-5"),
    ],
)
def test_a_wrong_number_of_runs_is_named(name, runs, kind, says):
    source = ["minimal", "minimal"] if name == "compare" else "minimal"
    more = ({KEY: (0, 100, 2)},) if name == "sweep" else ()
    with pytest.raises(kind, match=says) as caught:
        getattr(nacsim, name)(source, *more, runs=runs)
    assert isinstance(caught.value, NacsimError)


@pytest.mark.parametrize("name", [*ASKED, "tell", "watch", "play", "tally", "simulate_many", "tally_many"])
def test_an_unknown_keyword_is_answered(name):
    with pytest.raises(TypeError, match=rf"{name}\(\) has no argument seeds=; did you mean seed="):
        getattr(nacsim, name)("minimal", seeds=3)


@pytest.mark.parametrize("function", [simulate, tally, simulate_many, tally_many, stream])
def test_runs_and_seed_may_be_named_and_who_does_the_work_must_be(function):
    kinds = {name: one.kind for name, one in inspect.signature(function).parameters.items()}
    assert {kinds[name] for name in list(kinds)[:3]} == {inspect.Parameter.POSITIONAL_OR_KEYWORD}
    assert list(kinds)[1:3] == ["runs", "seed"]
    assert {kinds[name] for name in list(kinds)[3:]} == {inspect.Parameter.KEYWORD_ONLY}


ODD = {
    "inputs='a=0:1' will not do; needed: a table": lambda: nacsim.sweep("minimal", "a=0:1"),
    "inputs=5 will not do; needed: a table": lambda: nacsim.sensitivity("minimal", 5),
    r"HUN.position: 5 will not do; needed: \(low, high\)": lambda: nacsim.sweep("minimal", {KEY: 5}),
    r"HUN.position: '0:9' will not do; needed: \(low, high\)": lambda: nacsim.discover(
        "minimal", {KEY: "0:9"}
    ),
    "HUN.position: needed: low, high, with low < high": lambda: nacsim.sensitivity("minimal", {KEY: (9, 1)}),
    "HUN.position: needed: low, high and perhaps": lambda: nacsim.sweep("minimal", {KEY: (0, "1")}),
    "gird: no such design; did you mean grid": lambda: nacsim.sweep("minimal", {KEY: (0, 1)}, kind="gird"),
    "points='7' is no whole number": lambda: nacsim.sweep("minimal", {KEY: (0, 1)}, kind="lhs", points="7"),
    "forced='FRA' will not do; needed: a table": lambda: nacsim.simulate("minimal", 5, forced="FRA"),
    "5 has no seat here": lambda: nacsim.play("minimal", 5, lambda sight: {}),
    "folder=5 is no path": lambda: nacsim.validate(5),
    "no such folder: /nowhere": lambda: nacsim.validate("/nowhere"),
    "5 is no result of simulate": lambda: nacsim.summary(5),
    "costs=5 is no path": lambda: nacsim.bridge("minimal", costs=5),
    "out=5 is no path": lambda: nacsim.sweep("minimal", {KEY: (0, 1)}, out=5),
    "is no log of play": lambda: nacsim.replay({"seat": "HUN"}, "minimal"),
    "5 is no table": lambda: nacsim.read_table(5),
    "'members.FRA.position=3' will not do; needed: a list": lambda: nacsim.load(
        "minimal", "members.FRA.position=3"
    ),
    r"overrides=\[5\] will not do": lambda: nacsim.load("minimal", [5]),
    "load.. has no argument member=; did you mean members=": lambda: nacsim.load("minimal", member={}),
    "5 is no scenario": lambda: nacsim.write_table(5),
}
"""What is said of arguments of another kind than is needed."""


@pytest.mark.parametrize("says", ODD)
def test_an_odd_argument_is_named(says):
    with pytest.raises((TypeError, ValueError), match=says) as caught:
        ODD[says]()
    assert isinstance(caught.value, NacsimError)


def test_inputs_may_be_texts_as_the_command_takes_them(five):
    assert nacsim.sweep(five, [f"{KEY}=0:100:2"], 60, jobs=1) == ASKED["sweep"](five, jobs=1)
    assert nacsim.write_table("minimal") == nacsim.write_table(nacsim.load("minimal"))


def test_workers_and_hands_are_checked():
    with pytest.raises(WrongValue, match="jobs=0"):
        nacsim.simulate("minimal", 5, jobs=0)
    with pytest.raises(WrongType, match="no submit"):
        nacsim.simulate("minimal", 5, executor=4)
    with pytest.raises(WrongType, match="progress"):
        nacsim.simulate("minimal", 5, progress=True)
    with pytest.raises(WrongValue, match="FRN is not in the room; did you mean FRA"):
        nacsim.simulate("minimal", 5, forced={"FRN": "silent"})
    with pytest.raises(WrongValue, match="did you mean silent"):
        nacsim.simulate("minimal", 5, forced={"FRA": "silence"})
    with pytest.raises(WrongValue, match=r"target=80 will not do.*target=0.8"):
        nacsim.bridge("minimal", 80)
    with pytest.raises(WrongType, match="is one scenario; needed: a list"):
        nacsim.compare("minimal")


def test_no_public_function_takes_just_anything():
    for name in nacsim.__all__:
        found = getattr(nacsim, name)
        if inspect.isfunction(found) and not name.endswith("_table"):
            kinds = {p.kind for p in inspect.signature(found).parameters.values()}
            assert not kinds & {inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}, name
            scenario = inspect.signature(found).parameters.get("scenario")
            assert scenario is None or scenario.annotation != Any, name


PAIRS = [
    (name, name) for name in ("bridge", "compare", "discover", "pivots", "sensitivity", "sweep", "validate")
]
PAIRS += [("run", "simulate"), ("run", "tally"), ("trace", "tell"), ("play", "play")]
"""A command, and a function that does the same."""


def plain(default):
    """A default, None where nothing is said: of a flag of click, of an empty list."""
    return default if isinstance(default, int | float | str) else None


@pytest.mark.parametrize(("command", "function"), PAIRS)
def test_command_and_function_agree_on_every_default(command, function):
    told = {}
    for option in command_line.get_command(None, command).params:
        told[option.name] = told[option.opts[0].lstrip("-").replace("-", "_")] = plain(option.default)
    given = inspect.signature(getattr(nacsim, function)).parameters.values()
    both = {p.name: plain(p.default) for p in given if p.name in told and p.default is not p.empty}
    assert both == {name: told[name] for name in both}
    assert {"seed", "run" if command in ("trace", "play") else "runs"} <= both.keys()
    assert command in ("trace", "play") or both["runs"] == defaults.RUNS[command]


def test_commands_share_what_the_one_table_of_options_knows():
    typed = set(Ask.__dataclass_fields__) - {"command", "given", "remarks"}
    assert typed == set(options.SHARED)
    for name in [name for section in COMMANDS.values() for name in section]:
        for param in command_line.get_command(None, name).params:
            one = options.SHARED.get(param.name)
            if one is not None and name not in ("web", "convert"):
                assert param.to_info_dict() == one(name).to_info_dict(), (name, param.name)


def test_errors_are_one_family():
    from nacsim.council.seat import NotAllowed
    from nacsim.engine.workers import Unreachable
    from nacsim.errors import Foreign
    from nacsim.scenario.reading.overrides import Misfit

    for one in (nacsim.ScenarioError, Misfit, NotAllowed, Foreign, WrongValue):
        assert issubclass(one, NacsimError)
        assert issubclass(one, ValueError)
    assert issubclass(Unreachable, (NacsimError))
    assert issubclass(Missing, ImportError)


def test_names_of_the_package_are_written_down():
    assert sorted(nacsim.__all__) == sorted(nacsim._HOME)
    assert sorted(nacsim.__all__) == sorted({n for n in dir(nacsim) if not n.startswith("_")})
    for name in nacsim.__all__:
        assert getattr(nacsim, name) is not None
    assert (Path(nacsim.__file__).parent / "py.typed").exists()
    with pytest.raises(AttributeError, match="did you mean simulate"):
        nacsim.simulat  # noqa: B018
