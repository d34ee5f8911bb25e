"""A report with sliders: one file, answers played beforehand, figures of the page, nothing loaded, only our script run."""

import json
import re
import shutil
import subprocess

import pytest

from nacsim import report
from nacsim.engine.workers import Work
from nacsim.errors import WrongValue
from nacsim.explore.design import read_axis
from nacsim.reporting.forms import with_sliders
from nacsim.reporting.grid import MOST_POINTS, chosen, grid
from nacsim.reporting.sliders import MODULES, bundled, sliders
from nacsim.results.summary import summary
from nacsim.scenario import load
from nacsim.vocabulary import OUTCOMES

NODE = shutil.which("node")
AXES = [read_axis("members.HUN.position=0:100:3"), read_axis("members.HUN.resolve=0,60")]


@pytest.fixture(scope="module")
def question():
    return load("minimal")


@pytest.fixture(scope="module")
def told(question):
    from nacsim import simulate

    return summary(simulate(question, 200, 0, jobs=1))


@pytest.fixture(scope="module")
def played(question, told):
    return grid(question, AXES, told, 0, Work(1), runs=200)


@pytest.fixture(scope="module")
def made(question):
    return report(question, 200, jobs=1)


@pytest.fixture(scope="module")
def page(made, played):
    return with_sliders(made, sliders(played)).decode()


def test_each_place_is_what_a_run_gives_there(question, played):
    from nacsim import simulate

    assert len(played["points"]) == 6
    values = {"members.HUN.position": 50.0, "members.HUN.resolve": 60}
    there = summary(simulate(question.with_values(values), 200, 0, jobs=1))
    share, low, high, *dots = played["points"][1 * 2 + 1]  # the last slider moves fastest
    assert share == there["adopted"]["share"]
    assert low <= share <= high
    assert sum(dots) == 100
    for name, count in zip(OUTCOMES, dots, strict=True):
        assert abs(count - 100 * there["outcomes"][name]["share"]) < 1


def test_sliders_say_what_they_move_and_begin_where_it_is_coded(question, played):
    position, resolve = played["sliders"]
    assert position["label"].startswith("What Hungary wants on ")
    assert resolve["label"] == "How ready Hungary is to stand alone"
    nearest = min(position["values"], key=lambda v: abs(v - float(position["coded"])))
    assert position["values"][position["begins"]] == nearest


def test_the_inputs_that_are_chosen_are_those_of_the_likeliest_objectors():
    question = load("tokyo_liaison_office")
    members = {"DEU": {"objects_first": 0.05}, "FRA": {"objects_first": 0.9}, "USA": {"objects_first": 0.01}}
    axes = chosen(question, members)
    keys = [axis.key for axis in axes]
    assert keys == ["members.FRA.position.office", "members.DEU.position.office", "members.FRA.resolve"]
    assert all(list(axis.values) == sorted(set(axis.values)) for axis in axes)
    assert 5.0 in axes[0].values  # as France is coded
    assert len(chosen(question, {"FRA": {"objects_first": 0.9}})) == 2


@pytest.mark.parametrize(
    "texts", [[], ["members.HUN.resolve=0:100:3"] * 4, [f"members.HUN.resolve=0:100:{MOST_POINTS + 1}"]]
)
def test_too_many_sliders_or_places_are_refused(question, told, texts):
    with pytest.raises(WrongValue, match="sliders"):
        grid(question, [read_axis(text) for text in texts], told, 0, Work(1), runs=10)


def test_the_page_is_whole_and_only_our_script_may_run(page):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[\w+/=]+'$", policy)
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert page.count("<script>") == 1
    assert json.loads(re.search(r'id="grid">(.*?)</script>', page, re.DOTALL)[1])["runs"] == 200


def test_what_a_scenario_says_cannot_leave_the_data(question, played):
    wicked = {**played, "words": {"x": "</script><script>alert(1)</script>"}}
    assert "</script" not in sliders(wicked).data


def test_a_report_without_sliders_has_no_script(made):
    assert "<script" not in made.html()


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_the_modules_of_the_page_run_as_one_script(tmp_path):
    script = bundled()
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    pure = script[: script.index('modules["sliders.js"]')]
    names = [name.rpartition("/")[2] for name in MODULES]
    code = (
        pure
        + f"\nfor (const name of {json.dumps(names)}) console.log(name, Object.keys(modules[name]).join());"
    )
    file = tmp_path / "all.js"
    file.write_text(code, encoding="utf-8")
    told = subprocess.run([NODE, str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^dots.js dots$", told, re.MULTILINE)
    assert re.search(r"^tree.js .*\bfigure\b.*\bSOFT\b", told, re.MULTILINE)
