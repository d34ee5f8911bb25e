"""Find a scenario, copy it with its comments, have its name completed; a wrong name is answered with the right one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from nacsim.cli import main
from nacsim.cli import nacsim as command_line
from nacsim.scenario import ScenarioError, load, loads, past_decisions, shipped
from nacsim.scenario.start import copied

OPEN = [name for name in shipped() if "/" not in name]
PAST = list(past_decisions())


def ask(*arguments):
    return CliRunner().invoke(command_line, arguments)


def told(capsys, *arguments):
    with pytest.raises(SystemExit):
        main(list(arguments))
    return capsys.readouterr().err


def test_list_names_what_ships():
    lines = ask("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == OPEN
    assert all(load(name).title in line for name, line in zip(OPEN, lines, strict=True))
    assert [each["name"] for each in json.loads(ask("list", "--history", "--json").stdout)] == PAST


def test_list_finds_a_word_in_name_or_title():
    assert "bosnia_invitation" in ask("list", "BOSNIA").stdout
    assert "spending_pledge" in ask("list", "five per cent").stdout
    assert "--history" in ask("list", "article5").stderr
    assert "Did you mean ukraine?" in ask("list", "ukrane").stderr


@pytest.mark.parametrize("name", [*OPEN, *PAST[::12]])
def test_a_copy_says_the_same(name):
    source, copy = load(name), loads(copied(name), load(name).name)
    assert copy == source
    assert copy.document == source.document


def test_comments_are_kept_of_a_file_and_of_what_it_extends():
    text = copied("tokyo_opt_out")
    for path in (shipped()["tokyo_opt_out"], shipped()["tokyo_liaison_office"]):
        comments = [
            line.partition("#")[2] for line in path.read_text(encoding="utf-8").splitlines() if "  #" in line
        ]
        assert comments
        assert all(comment in text for comment in comments)
    assert "extends" not in text


def test_new_from_and_like(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert ask("new", "mine", "--from", "tokyo_opt_out").exit_code == 0
    assert load("mine.toml").title == load("tokyo_opt_out").title
    assert ask("new", "next_time", "--like", "history/article5_2001").exit_code == 0
    scenario, past = load("next_time.toml"), load("history/article5_2001")
    assert scenario.title == "Next time"
    assert scenario.observed is None
    assert not scenario.coding
    assert scenario.members == past.members
    assert ask("new", "mine", "--from", "minimal").exit_code == 1
    assert ask("new", "a", "--from", "minimal", "--like", "minimal").exit_code == 2
    assert not Path("a.toml").exists()


def test_the_name_of_one_that_ships_is_not_taken_by_the_starter(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = ask("new", "tokyo_liaison_office")
    assert done.exit_code == 2
    assert "--from tokyo_liaison_office" in done.output


@pytest.mark.parametrize(
    ("override", "says"),
    [
        ("issues.ofice.proposed=3", "did you mean issues.office.proposed?"),
        ("issues.quite_other.proposed=3", "a new one is given whole, as issues.quite_other={"),
        ("actors.chna.stance=3", "did you mean actors.china.stance?"),
        ("FRA.position=3", "did you mean members.FRA.position?"),
        ("France.position=3", "did you mean members.FRA.position?"),
        ("office.proposed=3", "did you mean issues.office.proposed?"),
        ("member.FRA.position=3", "nearest: members"),
        ("members.France.position=3", "nearest: FRA"),
        ("members.FRA.posision=3", "nearest: position"),
    ],
)
def test_a_wrong_key_is_answered(override, says):
    with pytest.raises(ScenarioError) as caught:
        load("tokyo_liaison_office", [override])
    assert says in str(caught.value)


def test_a_new_issue_is_given_whole():
    whole = "issues.extra={proposed=3}"
    changed = load("minimal", [whole, "default.position.extra=50", "default.salience.extra=5"])
    assert changed.issues["extra"].proposed == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("plot", ".", "hemicycel"), "did you mean hemicycle?"),
        (("play", "minimal", "--seat", "France"), "did you mean FRA?"),
        (("play", "minimal", "--seat", "FRN"), "did you mean FRA?"),
        (("run", "minimal", "--run", "5"), "Did you mean '--runs'?"),
        (("runn", "minimal"), "Did you mean 'run'?"),
        (("run", "minimall"), "nearest: minimal"),
        (("sweep", "minimal", "--grid", "members.FRN.position=0:100:3"), "nearest: FRA"),
        (("sensitivity", "minimal", "--input", "FRA.position=0:100"), "did you mean members.FRA.position?"),
    ],
)
def test_a_wrong_name_is_answered(arguments, says, capsys):
    found = told(capsys, *arguments)
    assert (
        says in found or says.replace("'", "") in found
    )  # click before 8.3 has no quotation marks around options


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_scenario_names(shell, tmp_path):
    typed = "nacsim run tokyo_l"
    how = {
        "_NACSIM_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": "2" if shell != "fish" else "tokyo_l",
    }
    done = subprocess.run(
        [sys.executable, "-c", "from nacsim.cli import main; main()"],
        env=os.environ | how, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "tokyo_liaison_office" in done.stdout
    assert "minimal" not in done.stdout


def test_needs_are_looked_for_before_work(monkeypatch, capsys):
    import nacsim
    from nacsim import needs

    monkeypatch.setattr(needs, "find_spec", lambda name: None)
    for ask_ in (nacsim.sensitivity, nacsim.discover):
        with pytest.raises(nacsim.NacsimError, match="python -m pip install"):
            ask_("minimal", {"members.HUN.position": (0, 100)}, progress=lambda *_: pytest.fail("work began"))
    assert "python -m pip install SALib" in told(capsys, "sensitivity", "minimal")


def test_what_is_imported_is_declared():
    import ast
    import tomllib

    root = Path(__file__).parents[1]
    declared = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extras = [each for some in declared["optional-dependencies"].values() for each in some]
    known = " ".join([*declared["dependencies"], *extras]).lower()
    names = {"sklearn": "scikit-learn", "pydantic_core": "pydantic"}
    for path in (root / "sim").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            found += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for module in (
                {name.partition(".")[0] for name in found} - set(sys.stdlib_module_names) - {"nacsim"}
            ):
                assert names.get(module, module).lower() in known, f"{path}: {module}"


def test_no_hint_names_a_package_that_no_index_has():
    for path in (Path(__file__).parents[1] / "sim").rglob("*.py"):
        assert "nacsim[" not in path.read_text(encoding="utf-8"), path
