"""Every console line of README and docs is given, on few councils, and ends well; commands named in passing exist."""

import shlex
from pathlib import Path

import console_lines as lines
import numpy as np
import pytest
from click.testing import CliRunner

from nacsim.cli import nacsim as command_line

ASKED = lines.every()
NOT_GIVEN = {
    "nacsim web": "serves a page until it is stopped; tests/test_web_page.py opens it",
    "nacsim web tokyo_liaison_office": "likewise",
    "nacsim sweep study.toml --scheduler tcp://10.0.0.1:8786 --out out/study": "needs a cluster",
}
"""Lines that are not given here, and why."""
SHORT = {
    "nacsim.explore.doubt.OUTER": 20,
    "nacsim.explore.doubt.INNER": 2,
    "nacsim.explore.rests.LEADING": 1,
    "nacsim.explore.rests.MOST": 1,
    "nacsim.explore.rests.POINTS": np.array([0.0, 50.0, 100.0]),
    "nacsim.explore.switches.RUNS": 20,
    "nacsim.explore.search.TRIED": 12,
    "nacsim.explore.bridge.LOOK": 20,
    "nacsim.explore.sensitivity.PATHS": 2,
    "nacsim.explore.sensitivity.ANALYSED": 2,
    "nacsim.explore.discover.LEADING": 1,
    "nacsim.explore.discover.PLACES": 3,
    "nacsim.explore.pivots.ORDERS": 2,
    "nacsim.explore.pivots.EXACT": 3,
    "nacsim.explore.pivots.MOST_SETS": 20,
    "nacsim.history.bootstrap.DRAWS": 20,
}
"""How much a question plays beside its --runs, cut down."""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reader")
    lines.furnish(folder)
    return folder


@pytest.fixture
def quick(monkeypatch, place):
    """A reader's folder, few councils, three past decisions in place of all, and figures that are not painted."""
    from matplotlib.figure import Figure

    import nacsim.history.cases as cases

    monkeypatch.chdir(place)
    for name, value in SHORT.items():
        monkeypatch.setattr(name, value)
    few, files = dict(list(cases.past_decisions().items())[::35]), cases._files
    monkeypatch.setattr(cases, "past_decisions", lambda: few)
    monkeypatch.setattr(cases, "_files", lambda folder: files(folder)[:3])
    monkeypatch.setattr(
        Figure, "savefig", lambda self, name, **more: Path(name).write_text("<svg/>", encoding="utf-8")
    )


def given(line):
    return CliRunner().invoke(command_line, lines.small(line), input="\n" * 12)


def test_every_line_ends_well(quick, place):
    """In the order of the pages: a line may use what a line before it wrote."""
    badly = {}
    for line in (line for line in ASKED if line not in NOT_GIVEN):
        for name in lines.written(line):
            (place / name).unlink(missing_ok=True)
        done = given(line)
        if done.exit_code:
            badly[line] = f"{ASKED[line]}: {done.output or done.exception}"
    assert not badly


@pytest.mark.parametrize("page", lines.PAGES)
def test_commands_and_options_named_in_passing_exist(page):
    for line in lines.in_text((lines.ROOT / page).read_text(encoding="utf-8")):
        name, *words = shlex.split(line)[1:]
        command = command_line.get_command(None, name)
        known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        for word in words:
            assert not word.startswith("--") or word.partition("=")[0] in known | {"--help"}, line


def test_what_is_not_given_is_still_shown():
    assert set(NOT_GIVEN) <= set(ASKED) | {"nacsim web"}


def test_a_line_that_does_not_exist_is_noticed(quick):
    assert given("nacsim run no_such_scenario").exit_code != 0
    page = "```console\n$ nacsim show minimal   # so\nnode$   nacsim list \\\n  --history\n```\n"
    page += "and `nacsim cite SCENARIO`, `nacsim cite minimal`"
    assert lines.in_blocks(page) == ["nacsim show minimal", "nacsim list --history"]
    assert [lines.whole(line) for line in lines.in_text(page)] == [False, True]
