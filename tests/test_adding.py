"""What CONTRIBUTING says of adding something is enough: done in a copy, on no more files than it names, it works."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PACKAGE = "sim/nacsim"
COMMAND = '''"""`nacsim hello`: say so."""

from nacsim.cli.ask import Ask, asks
from nacsim.cli.say import say


@asks("hello", {"overrides"})
def command(ask: Ask) -> None:
    """Say hello."""
    say("Hello, Council.")
'''
RULE = '''def two_are_enough(votes: Votes, body: Body) -> R:
    """Two are for it."""
    return Condition(np.ones(len(votes.against)), Threshold(2, "count")).holds(votes, body)


DECISION_RULES = {'''
FIGURE = '''@of_run(lambda run: run.outcomes.adopted.mean())
@drawn(5)
def one_bar(data: float, *, ax: Axes) -> Head:
    """The share of councils that adopt, as a bar. `data`: that share."""
    ax.barh([0], [data])
    return Head("", "", [], [], says("one_bar.question"))


@of_run(lambda run: ends_data.timing(run.outcomes))'''
ADDED = {
    "a parameter": [
        ("vocabulary.py", "PARAMETERS: dict[str, Parameter] = {", '@\n    "zeal": Parameter(0, 1, "of no use yet", 0.5),')
    ],
    "a decision rule": [
        ("vocabulary.py", '    Rule(\n        "consensus_minus_one",', '    Rule("two_are_enough", "two", "asks two"),\n@'),
        ("rules/decision.py", "DECISION_RULES = {", RULE),
        ("rules/decision.py", "for rule in (unanimity, ", "@two_are_enough, "),
    ],
    "a column of the tables of a run": [
        ("results/columns.py", "            ALONE,\n", '            Column("silent", WHOLE, "who keep silence"),\n@'),
        ("results/tables.py", '        "alone": outcomes.alone,', '        "silent": (~outcomes.first).sum(0),\n@'),
    ],
    "a figure of a run": [
        ("vocabulary.py", '    "timing": "rounds', '    "one_bar": "the share adopted as a bar",\n@'),
        ("plots/ends.py", "@of_run(lambda run: ends_data.timing(run.outcomes))", FIGURE),
        ("narrate/figures.py", '    "timing.question":', '    "one_bar.question": "How likely is it?",\n@'),
    ],
    "a command": [
        ("cli/hello.py", None, COMMAND),
        ("cli/__init__.py", '    "Ask": {', '@\n        "hello": "Say hello.",'),
    ],
    "a scenario": [("../../scenarios/moon.toml", None, "scenarios/minimal.toml")],
    "a past decision": [
        ("../../scenarios/history/nato/six_2002.toml", None, "scenarios/history/nato/article5_2001.toml")
    ],
}  # fmt: skip
"""What is added -> (file below the package, text that it has once, text in its place; @ stands for the old one)."""
ELSEWHERE = {"a figure of a run": 1}
"""Files of a row that no program reads: the section of docs/figures.md, which another test asks for."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The package and its scenarios with all that added."""
    home = tmp_path_factory.mktemp("copy")
    for folder in ("sim", "scenarios"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name, old, new in (change for changes in ADDED.values() for change in changes):
        path = home / PACKAGE / name
        if old is None:
            text = (ROOT / new).read_text(encoding="utf-8") if new.endswith(".toml") else new
        else:
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, (name, old)
            text = text.replace(old, new.replace("@", old) if "@of_run" not in new else new)
        path.write_text(text, encoding="utf-8", newline="")
    return home


def asked(copy: Path, *words: str) -> str:
    """What the copy answers."""
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from nacsim.cli import main; main()"
    command = [sys.executable, "-c", code, str(copy / "sim"), *words]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("what", ADDED)
def test_the_table_says_how_many_files_it_takes(what):
    says = int(re.search(rf"^\| {what} \| (\d+) \|", TEXT, re.MULTILINE)[1])
    assert says == len({name for name, *_ in ADDED[what]}) + ELSEWHERE.get(what, 0)


def test_a_command_a_scenario_and_a_past_decision_are_found(copy):
    assert asked(copy, "hello") == "Hello, Council.\n"
    assert "Say hello." in asked(copy, "--help")
    assert "moon" in asked(copy, "list")
    assert "six_2002" in asked(copy, "list", "--history")


def test_a_rule_a_parameter_a_column_and_a_figure_are_in_force(copy):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from nacsim import load, plots, simulate\n"
        "moon = load('moon', ['parameters.zeal=0.25', 'procedure.rule=two_are_enough'])\n"
        "found = simulate(moon, 20)\n"
        "assert found.adopted.all()\n"
        "table = found.frame('runs')\n"
        "assert (table.silent + table.objectors == len(moon.room)).all()\n"
        "assert plots.one_bar(0.5).figure\n"
    )
    subprocess.run([sys.executable, "-c", code, str(copy / "sim")], cwd=copy, check=True)
