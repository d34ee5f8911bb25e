"""The exploring commands: one JSON object and nothing else, figures, and mistakes in one line."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from nacsim.cli import nacsim
from nacsim.vocabulary import OUTCOMES

LIMITS = {"low", "high"}
FEW = {
    "compare": ["compare", "minimal", "tokyo_liaison_office", "--runs", "200"],
    "sweep": ["sweep", "minimal", "--grid", "members.HUN.position=0:100:3", "--runs", "100"],
    "sensitivity": [
        "sensitivity", "minimal", "--input", "members.HUN.position=0:100", "--input", "members.HUN.resolve=0:100",
        "--points", "8", "--runs", "32",
    ],
    "pivots": ["pivots", "minimal", "--runs", "100"],
    "bridge": ["bridge", "minimal", "--runs", "200"],
    "discover": ["discover", "minimal", "--points", "64", "--runs", "16", "--input", "members.HUN.resolve=0:100"],
}  # fmt: skip


def ask(*arguments):
    result = CliRunner().invoke(nacsim, arguments)
    assert result.exit_code == 0, result.output
    return result


def told(name):
    return json.loads(ask(*FEW[name], "--json").stdout)


@pytest.mark.parametrize("name", FEW)
def test_words_and_figures(name, tmp_path):
    assert len(ask(*FEW[name], "--out", str(tmp_path / "out")).output) > 100
    assert list((tmp_path / "out").glob("*.png"))
    assert list((tmp_path / "out").glob("*.json"))


def test_compare():
    answer = told("compare")
    assert answer["scenarios"] == ["minimal", "tokyo_liaison_office"]
    (difference,) = answer["differences"]
    assert difference["scenario"] == "tokyo_liaison_office"
    assert set(difference["adopted"]) == {"value"} | LIMITS
    assert len(difference["outcomes"]) == len(OUTCOMES)
    assert (answer["seed"], answer["runs"]) == (0, 200)


def test_sweep():
    answer = told("sweep")
    assert answer["inputs"] == ["members.HUN.position"]
    assert [p["inputs"] for p in answer["points"]] == [[0], [50], [100]]
    assert set(answer["points"][0]["adopted"]) == {"share"} | LIMITS
    assert len(answer["points"][0]["outcomes"]) == len(OUTCOMES)


def test_sensitivity():
    pytest.importorskip("SALib")
    answer = told("sensitivity")
    assert set(answer["inputs"]) == {"members.HUN.position", "members.HUN.resolve"}
    for index in answer["inputs"].values():
        assert set(index["first"]) == set(index["total"]) == {"value"} | LIMITS
    assert 0 <= answer["luck"]["share"]["value"] <= 1


def test_pivots():
    answer = told("pivots")
    assert len(answer["members"]) == 32
    for key in ("if_silent", "if_objecting", "if_absent", "shapley"):
        assert set(answer["members"]["HUN"][key]) == {"value"} | LIMITS
    assert isinstance(answer["sets"], list)


def test_bridge():
    package = told("bridge")["packages"][0]
    assert {"levers", "cost", "adopted"} <= set(package)
    assert package["adopted"]["low"] >= 0.8


def test_discover():
    answer = told("discover")
    assert set(answer["tipping"]) == {"members.HUN.resolve"}
    for box in answer["boxes"]:
        assert {"limits", "coverage", "density", "words"} <= set(box)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "minimal"], "Nothing to compare with"),
        (["compare", "minimal", "minimal", "--rules"], "for one scenario"),
        (["sweep", "minimal"], "needed: --grid"),
        (["sweep", "minimal", "--grid", "members.HUN.position=5"], None),
        (["sweep", "minimal", "--grid", "members.HUN.position=9:1"], "low < high"),
        (["sweep", "minimal", "--sobol", "8"], "needed: --grid"),
        (["sensitivity", "minimal", "--input", "x"], "KEY=LOW:HIGH"),
        (["sensitivity", "minimal", "--points", "100"], "power of 2"),
        (["bridge", "minimal", "--target", "1.5"], "target"),
        (["play", "minimal", "--seat", "XXX"], "no seat"),
    ],
)
def test_mistakes(arguments, said):
    result = CliRunner().invoke(nacsim, [*arguments, *(["--runs", "20"] if arguments[0] == "sweep" else [])])
    assert result.exit_code == (0 if said is None else 2)
    assert said is None or said in result.output


def test_an_experiment_file(tmp_path):
    study = tmp_path / "study.toml"
    study.write_text('scenario = "minimal"\nruns = 40\n[inputs]\nmembers.HUN.position = [0, 100, 3]\n')
    answer = json.loads(ask("sweep", str(study), "--json").stdout)
    assert (answer["runs"], len(answer["points"])) == (40, 3)
    assert json.loads(ask("sweep", str(study), "--runs", "20", "--json").stdout)["runs"] == 20


def test_help_imports_nothing_slow():
    code = (
        "import sys; from nacsim.cli import main\ntry: main(['sweep', '--help'])\nexcept SystemExit: pass\n"
    )
    code += "print([m for m in ('numpy', 'scipy', 'pandas', 'SALib', 'distributed') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
