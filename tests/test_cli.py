"""The command line: what it prints, what it writes, how it fails."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nacsim import load, simulate
from nacsim.cli import COMMANDS, main, nacsim
from nacsim.council.first_silence import outlook
from nacsim.council.replay import tell
from nacsim.doubts import doubts
from nacsim.engine.ensemble import BLOCK
from nacsim.engine.sampling import setting_of
from nacsim.explore.settled import settled_elsewhere
from nacsim.narrate import between, explain, findings, headline, of_100, percent, quantity, signed, story
from nacsim.narrate.findings import obstacles
from nacsim.narrate.result import WIDTH, bar, beyond, member_rows, narrowing, rest_heading
from nacsim.narrate.scenario import room_sentence
from nacsim.narrate.words import number, tenths
from nacsim.scenario import shipped
from nacsim.scenario.build import from_tables
from nacsim.vocabulary import ADOPTED, OUTCOMES, SETTLED, STOOD_ASIDE

ROOT = Path(__file__).parents[1]


@pytest.fixture
def run(capsys):
    """A function that runs the command line: arguments -> (exit code, standard output, standard error)."""

    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return end.value.code, out, err

    return call


def test_help_lists_every_command_once_with_one_line(run):
    code, out, _ = run("--help")
    names = [name for section in COMMANDS.values() for name in section]
    assert code == 0
    assert [
        line.split()[0] for line in out.splitlines() if line.startswith("  ") and line.split()[0] in names
    ] == names
    assert max(map(len, out.splitlines())) <= 80


def test_every_command_file_is_listed_and_explains_itself(run):
    names = [name for section in COMMANDS.values() for name in section]
    for name in names:
        assert nacsim.get_command(None, name).help, name
    files = {
        p.stem
        for p in (ROOT / "sim" / "nacsim" / "cli").glob("*.py")
        if "\ndef command(" in p.read_text(encoding="utf-8")
    }
    assert files <= set(names)


def test_an_unknown_command_suggests_the_nearest(run):
    code, out, err = run("rnu", "minimal")
    assert (code, out) == (2, "")
    assert "Did you mean 'run'?" in err


def test_json_is_one_object_and_nothing_else(run):
    code, out, err = run("run", "tokyo_liaison_office", "--runs", 300, "--json")
    result = json.loads(out)
    assert (code, err) == (0, "")
    assert list(result) == [
        "scenario", "version", "seed", "runs", "adopted", "range", "record", "elsewhere", "outcomes", "rests_on", "switches",
        "members", "text", "rounds", "days",
    ]  # fmt: skip
    assert list(result["outcomes"]) == list(OUTCOMES)
    assert sum(v["share"] for v in result["outcomes"].values()) == pytest.approx(1)
    assert len(result["members"]) == 31
    assert (result["scenario"], result["runs"], result["seed"]) == ("tokyo_liaison_office", 300, 0)


def test_table_names_outcomes_objectors_and_says_it_in_words(run):
    code, out, _ = run("run", "tokyo_liaison_office", "--runs", 300)
    assert code == 0
    for words in (
        "Over what we do not know",
        "not adopted",
        "taken off the table",
        "as tabled",
        "95% of dice",
        "It rests on whether somebody may stay out above all; of the judged numbers most on",
        "France breaks silence in",
        "Office in Tokyo",
    ):
        assert words in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 90


def test_set_changes_the_result_and_is_checked(run):
    _, before, _ = run("run", "minimal", "--runs", 200, "--json")
    _, after, _ = run("run", "minimal", "--runs", 200, "--json", "--set", "default.position=0")
    assert before != after
    code, out, err = run("run", "minimal", "--set", "default.position=140")
    assert (code, out) == (2, "")
    assert "default.position" in err
    assert "0-100" in err.replace("–", "-").replace(" to ", "-")
    assert "Traceback" not in err


@pytest.mark.parametrize("option", [("--runs", 0), ("--runs", 10**8 + 1), ("--seed", -1), ("--jobs", 0)])
def test_options_out_of_range_are_refused_with_the_limit(run, option):
    code, out, err = run("run", "minimal", *option)
    assert (code, out) == (2, "")
    assert "range" in err


def test_a_scenario_that_is_not_there(run):
    for command in ("run", "show", "trace"):
        code, out, err = run(command, "no_such_thing")
        assert (code, out) == (2, "")
        assert "no_such_thing" in err


def test_out_holds_the_run_whatever_the_workers(run, tmp_path):
    a, b = tmp_path / "new" / "a", tmp_path / "b"
    b.mkdir()
    (b / "mine.txt").write_text("kept")
    asked = ("run", "minimal", "--runs", 3000, "--format", "svg", "--format", "csv")
    assert run(*asked, "--jobs", 1, "--out", a)[0] == 0
    assert run(*asked, "--jobs", 2, "--out", b)[0] == 0
    names = {p.name for p in a.iterdir()}
    assert {
        "outcomes.npz",
        "outcomes.csv",
        "summary.json",
        "run.json",
        "scenario.toml",
        "outcomes.svg",
    } <= names
    assert not [n for n in names if n.startswith(".")]
    assert {p.name for p in b.iterdir()} == names | {"mine.txt"}
    for name in names:
        assert (a / name).read_bytes() == (b / name).read_bytes(), name


def test_plot_draws_the_same_figure_from_a_saved_run(run, tmp_path):
    run("run", "minimal", "--runs", 500, "--seed", 3, "--out", tmp_path / "a")
    code, out, _ = run("plot", tmp_path / "a", "hemicycle", "outcomes", "coblocking", "--out", tmp_path / "b")
    assert code == 0
    *paths, why = out.splitlines()
    assert len(paths) == 4
    assert why == "Not drawn, coblocking: Hungary is the only member that ever blocks."
    assert not list((tmp_path / "b").glob("coblocking*"))
    for name in ("hemicycle.svg", "outcomes.svg"):  # with the range over what is not known
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_figures_have_the_width_and_the_formats_that_are_asked_for(run, tmp_path):
    asked = ("minimal", "--runs", 50, "--width", "column", "--format", "pdf", "--format", "csv")
    assert run("run", *asked, "--out", tmp_path / "a")[0] == 0
    assert {path.suffix for path in (tmp_path / "a").glob("hemicycle.*")} == {".pdf"}
    assert (tmp_path / "a" / "runs.csv").exists()
    grid = ("--grid", "members.HUN.position=0:100:3", "--runs", 50, "--format", "svg")
    assert run("sweep", "minimal", *grid, "--out", tmp_path / "b")[0] == 0
    assert {path.name for path in (tmp_path / "b").glob("curve.*")} == {"curve.svg"}
    for idle in (("--width", "slide"), ("--format", "svg")):
        code, _, err = run("compare", "minimal", "--set", "members.HUN.position=80", "--runs", 50, *idle)
        assert code == 2
        assert f"{idle[0]} is about what is written" in err


def test_a_figure_that_has_nothing_to_say_leaves_no_older_one(run, tmp_path):
    assert run("pivots", "minimal", "--runs", 40, "--out", tmp_path)[0] == 0
    assert (tmp_path / "pivots.png").exists()
    willing = [part for m in ("HUN", "FRA") for part in ("--set", f"members.{m}.position=100")]
    code, out, _ = run(
        "pivots", "minimal", *willing, "--set", "default.position=100", "--runs", 40, "--out", tmp_path
    )
    assert code == 0
    assert "Not drawn, pivots: No council fails" in out
    assert not (tmp_path / "pivots.png").exists()


def test_why_there_is_no_figure_is_said(run, tmp_path):
    grid = ("--grid", "procedure.rule=unanimity,simple_majority", "--runs", 20)
    code, out, _ = run("sweep", "minimal", *grid, "--out", tmp_path / "a")
    assert code == 0
    assert "procedure.rule, which is no number, has no figure" in out
    assert not list((tmp_path / "a").glob("*.png"))


def test_plot_of_a_folder_without_a_run(run, tmp_path):
    code, _, err = run("plot", tmp_path)
    assert code == 1
    assert "--out" in err


def test_ctrl_c_leaves_nothing_behind(run, tmp_path, monkeypatch):
    import nacsim.cli.figures

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(nacsim.cli.figures, "save_figures", stopped)
    code, out, err = run("run", "minimal", "--runs", 10, "--out", tmp_path / "deep" / "out")
    assert (code, out) == (130, "")
    assert len(err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_line(run, tmp_path):
    (tmp_path / "file").write_text("")
    code, out, err = run("run", "minimal", "--runs", 10, "--out", tmp_path / "file" / "out")
    assert code == 1
    assert out == ""
    assert len(err.splitlines()) == 1


def test_a_closed_pipe_is_quiet():
    command = f"{sys.executable} -m nacsim show tokyo_liaison_office | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_new_writes_a_scenario_that_runs_and_never_replaces_one(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("new", "a_first_try")[0] == 0
    text = Path("a_first_try.toml").read_text(encoding="utf-8")
    assert "A first try" in text
    assert run("run", "a_first_try.toml", "--runs", 20)[0] == 0
    code, _, err = run("new", "a_first_try.toml")
    assert code == 1
    assert "exists" in err
    assert Path("a_first_try.toml").read_text(encoding="utf-8") == text


def test_check_reports_every_file_and_fails_if_one_is_bad(run, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text('title = "x"\n[issues.a]\nstatus_quo = 0\nproposed = 140\n', encoding="utf-8")
    code, out, _ = run("check", "minimal", bad)
    assert code == 2
    assert "minimal: good" in out
    assert "bad.toml:4" in out
    assert run("check", "minimal")[0] == 0


@pytest.mark.parametrize("name", [n for n in shipped() if "/" not in n])
def test_show_explains_every_scenario(run, name):
    code, out, _ = run("show", name)
    assert code == 0
    for head in (
        "Who sits there",
        "What is on the table",
        "Who would break silence today",
        "How it is decided",
    ):
        assert head in out


def test_show_names_the_holdout_and_what_it_would_cost(run):
    _, out, _ = run("show", "tokyo_liaison_office")
    out = " ".join(out.split())
    assert "31 members on 11 July 2023" in out
    assert "France would: the text is worth −" in out
    assert "China is against it (−60 of 100)" in out
    assert "What outsiders press for is counted in." in out
    assert "What outsiders press for" not in run("show", "minimal")[1]  # there are none


@pytest.mark.parametrize(
    ("set_", "says"),
    [
        (
            "category=office",
            "on matters of this kind (those that bind all) they can in 7 of 100 councils.",
        ),
        ("category=mission", "of this kind (those that are what members do themselves) they can in "),
        ("procedure.opt_out=true", "The others can go ahead without those who stay out."),
    ],
)
def test_show_says_how_likely_the_others_can_go_ahead(run, set_, says):
    assert says in " ".join(run("show", "tokyo_liaison_office", "--set", set_)[1].split())


def test_show_says_who_stays_outside_in_the_right_number(run):
    for absent, says in (('["FRA"]', "FRA stays outside."), ('["FRA", "DEU"]', " and DEU stay outside.")):
        out = run("show", "tokyo_liaison_office", "--set", f"absent={absent}")[1]
        assert says in " ".join(out.split()), absent


@pytest.mark.parametrize("name", ["tokyo_liaison_office", "bosnia_invitation"])
def test_trace_tells_the_council_of_that_row(name):
    scenario = load(name)
    rows = simulate(scenario, BLOCK + 3, 5)
    for run in (0, 7, BLOCK + 2):
        told = tell(scenario, run, 5)
        assert told.outcome == OUTCOMES[rows.outcome[run]]
        assert told.days == pytest.approx(rows.days[run])
        assert np.allclose(told.text, rows.text[:, run])
        assert len(told.rounds) + told.home_rounds == rows.rounds[run]
        assert set(told.blocks) == set(np.flatnonzero(rows.blocks[:, run]))


def test_trace_tells_rounds_numbers_and_the_end(run):
    code, out, _ = run("trace", "tokyo_liaison_office", "--run", 0)
    out = " ".join(out.split())
    assert code == 0
    assert "Round 1. On the table: Office in Tokyo at 100" in out
    assert "The end after" in out


def test_a_story_says_what_was_drawn_for_the_main_objector_once():
    told = tell(load("minimal"), 3)
    lead = next(entry.speaks[0] for entry in told.rounds if entry.speaks)
    text = " ".join(story(told))
    assert text.count("In this council Hungary stands at") == 1
    assert f"has a resolve of {number(told.drawn.resolve[lead])}, and minds what it dislikes" in text
    setting = setting_of(load("minimal"), 3, 0)
    assert told.drawn.minds[lead] == pytest.approx(
        1 + float((setting.parameters.intensity * setting.luck.lasting)[lead, 0])
    )


@pytest.mark.parametrize(
    ("phase", "speaks", "outcome", "said"),
    [
        (STOOD_ASIDE, (0, 1), "opt_out", " stay out, and the others go ahead. The end after"),
        (STOOD_ASIDE, (0,), "opt_out", " stays out, and the others go ahead. The end after"),
        (SETTLED, (0,), "delayed", ", and the objection of "),
        (SETTLED, (0, 1), "delayed", ", and the objections of "),
    ],
)
def test_the_end_of_a_story_agrees_with_how_many_objected(phase, speaks, outcome, said):
    told = tell(load("minimal"), 3)
    last = replace(told.rounds[0], speaks=speaks, hides=(), phase=phase)
    end = story(replace(told, rounds=(last,), outcome=outcome))[-1]
    assert said in end
    assert ("adopted late (not by the first silence), with" in end) == (outcome == "delayed")
    assert ("fall." in end) == (phase == SETTLED and len(speaks) > 1)


def summary_of(**shares):
    """A summary with these outcome shares and one objector."""
    filled = {name: {"share": shares.get(name, 0.0), "low": 0.0, "high": 1.0} for name in OUTCOMES}
    adopted = {"share": sum(shares.get(n, 0.0) for n in ADOPTED), "low": 0.0, "high": 1.0}
    quiet = {"objects_first": 0.0, "blocks": 0.0, "sole_blocker": 0.0, "pivotal": 0.0}
    loud = {"objects_first": 0.93, "blocks": 0.8, "sole_blocker": 0.75, "pivotal": 0.75}
    members = {"USA": quiet, "FRA": loud}
    return {
        "runs": 10_000,
        "outcomes": filled,
        "adopted": adopted,
        "members": members,
        "text": {"office": {}},
    }


SUBJECTS = {"USA": "the United States", "FRA": "France"}


def test_headline_says_it_in_plain_words():
    text = headline(summary_of(amended=0.2, blocked=0.8), SUBJECTS)
    assert "adopted in 20 of 100 councils" in text
    assert (
        "France breaks silence in 93 of 100 councils and makes the text fail in 80, in 75 of them alone."
        in text
    )
    assert headline(summary_of(shelved=1.0), SUBJECTS).startswith("Nothing is adopted in any council")


@pytest.mark.parametrize(
    ("shares", "issues", "said"),
    [
        (
            {
                "delayed": 0.0599,
                "opt_out": 0.0649,
                "approved": 0.006,
            },  # 0.5 points apart: within the dice of 10,000
            1,
            "most often with a member staying out (6%) or as tabled, but not by the first silence (6%).",
        ),
        ({"delayed": 0.05, "opt_out": 0.0649}, 1, "most often with a member staying out (6%)."),
        (
            {"delayed": 0.05, "blocked": 0.95},
            2,
            "most often with the principal issue as tabled, but not by the first",
        ),
        ({"amended": 0.3, "approved": 0.1}, 1, "most often changed (30%)."),
        ({"approved": 0.3, "amended": 0.1}, 1, "most often as tabled, by the first silence (30%)."),
    ],
)
def test_the_most_frequent_form_is_one_beyond_the_dice_or_several(shares, issues, said):
    told = summary_of(**shares) | {"text": {k: {} for k in range(issues)}}
    assert said in headline(told, SUBJECTS)


def test_a_share_has_the_digits_of_its_limits(run):
    shares = (0, 0.0004, 0.0061, 0.5, 0.99951, 1)
    assert [tenths(p) for p in shares] == ["0%", "<0.1%", "0.6%", "50.0%", ">99.9%", "100%"]
    out = run("run", "minimal", "--runs", 300)[1]
    rows = [re.search(r"(\d[\d.]*)%  ([\d.]+) to ([\d.]+)$", line) for line in out.splitlines()]
    found = [tuple(map(float, row.groups())) for row in rows if row]
    assert len(found) > 5
    assert all(low <= share <= high for share, low, high in found)


@pytest.mark.parametrize(
    "arguments",
    [
        ("bridge", "minimal", "--runs", 400),
        ("discover", "minimal", "--points", 128, "--runs", 32),
        ("pivots", "minimal", "--runs", 300),
        ("agenda", "hormuz_mission", "spending_pledge", "--runs", 300),
    ],
)
def test_no_share_is_outside_its_own_limits(run, arguments):
    out = " ".join(run(*arguments)[1].split())
    rows = re.findall(r"(?<![<>\d.])([\d.]+)%,? \(?(\d[\d.]*) to (\d[\d.]*)(?![\d%])", out)
    assert rows
    assert all(float(low) <= float(share) <= float(high) for share, low, high in rows), rows


def test_a_range_says_what_it_is_over_and_that_a_choice_may_lead_beyond_it():
    known = {"low": 0.0, "high": 0.9, "level": 0.9, "numbers": {"low": 0.08, "high": 0.21}}
    told = summary_of(delayed=0.13) | {"range": known}
    assert "9 times in 10; over judged and calibrated numbers alone from 8 to 21." in headline(told, SUBJECTS)
    out = {
        "key": "opt_out",
        "if": "the others could go ahead without FRA",
        "chance": 0.07,
        "adopted": {"share": 1.0},
        "difference": {"value": 0.87},
    }
    assert beyond(told | {"switches": [out]}, SUBJECTS) == (
        "The answer if the others could go ahead without France lies outside the range of 0 to 90, which holds 9 times "
        "in 10 as long as the file leaves that open."
    )
    whole = out | {"if": "it could be divided", "adopted": {"share": 0.98}, "difference": {"value": 0.85}}
    assert "and that if it could be divided lie outside" in beyond(
        told | {"switches": [out, whole]}, SUBJECTS
    )
    assert not beyond(told | {"switches": [out | {"adopted": {"share": 0.95}}]}, SUBJECTS)
    assert not beyond(told | {"switches": [out | {"chance": 0.0}]}, SUBJECTS)  # a rule is no open question


def test_what_it_rests_on_says_of_what_it_speaks():
    known = {"low": 0.0, "high": 0.97, "level": 0.9, "numbers": {"low": 0.08, "high": 0.21}}
    moves, still = {"low": 0.13, "high": 0.14}, {"low": 0.13, "high": 0.13}
    ways = [
        {"key": "opt_out", "chance": chance, "adopted": {"share": p}}
        for chance, p in ((0.07, 1.0), (0.93, 0.07))
    ]
    told = summary_of(delayed=0.13) | {"range": known, "switches": ways}
    above = "It rests on whether somebody may stay out above all; "
    assert rest_heading(told | {"rests_on": [moves]}) == f"{above}of the judged numbers most on"
    assert (
        rest_heading(told | {"rests_on": [still]})
        == f"{above}no single judged number moves it within its error, not even"
    )
    assert rest_heading({"rests_on": [moves]}) == "Of the judged numbers it rests most on"
    assert (
        rest_heading({"rests_on": [still]}) == "No single judged number moves it within its error, not even"
    )


def test_words():
    assert [percent(p) for p in (0, 0.001, 0.5, 0.999, 1)] == ["0%", "<1%", "50%", ">99%", "100%"]
    assert between(0.9996, 1.0) == "99.9 to 100.0"
    assert [of_100(p) for p in (0, 0.001, 0.934, 0.999, 1)] == [
        "no council", "fewer than 1 of 100 councils", "93 of 100 councils", "more than 99 of 100 councils",
        "every council",
    ]  # fmt: skip
    assert [signed(v) for v in (3.21, -45.0, 0.0)] == ["+3.2", "−45", "0"]
    assert quantity(load("minimal").procedure.days_per_round)


def test_a_bar_is_as_long_as_its_share():
    assert bar(1.0) == "█" * WIDTH
    assert bar(0.0).strip() == ""
    assert bar(1e-6).strip() == "▏"
    assert all(len(bar(k / 97)) == WIDTH for k in range(98))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("80", "did you mean 80% or 0.8?"),
        ("0", "between 0 and 1"),
        ("much", "no share"),
        ("120%", "between 0 and 1"),
    ],
)
def test_a_target_that_is_no_share_is_answered(run, typed, says):
    code, out, err = run("bridge", "minimal", "--target", typed)
    assert (code, out) == (2, "")
    assert says in " ".join(err.split())


def test_a_target_may_be_in_per_cent(run):
    assert "wanted: 80%" in run("bridge", "minimal", "--target", "80%", "--runs", 20)[1]


def test_a_wrong_seat_is_told_before_anything_else(run):
    code, out, err = run("play", "minimal", "--seat", "France")
    assert (code, out) == (2, "")
    assert "did you mean FRA?" in err


def known(low, high, numbers, **ways):
    """A summary of an answer of 50 %, so wide for its dice, with a range and that of the numbers alone.

    `ways`: of some choices the chance of a yes, and the share adopted with yes and with no.
    """
    return {
        "adopted": {"share": 0.5, "low": 0.45, "high": 0.55},
        "switches": [
            {"key": key, "chance": likely, "adopted": {"share": adopted}}
            for key, (chance, yes, no) in ways.items()
            for likely, adopted in ((chance, yes), (1 - chance, no))
        ],
        "range": {
            "low": low,
            "high": high,
            "level": 0.9,
            "numbers": dict(zip(("low", "high"), numbers, strict=True)),
        },
    }


BOTH = "knowing whether the text can be divided and whether somebody may stay out would, more"
EXIT = "knowing whether somebody may stay out would, more"
WHOLE = "knowing whether the text can be divided would, more"


@pytest.mark.parametrize(
    ("summary", "says"),
    [
        (known(0.44, 0.56, (0.45, 0.55)), "More runs would narrow"),
        (known(0.2, 0.8, (0.22, 0.78)), "better numbers would."),
        (known(0.0, 0.98, (0.4, 0.6)), "would not narrow the range."),
        (known(0.0, 0.98, (0.4, 0.6), lumpy=(0.67, 0.1, 0.9), opt_out=(0.1, 1.0, 0.4)), BOTH),
        (
            known(0.0, 0.98, (0.4, 0.6), lumpy=(0.67, 0.4, 0.4), opt_out=(0.1, 1.0, 0.4)),
            EXIT,
        ),  # moves nothing
        (known(0.0, 0.98, (0.4, 0.6), lumpy=(1.0, 0.1, 0.9), opt_out=(0.1, 1.0, 0.4)), EXIT),  # is settled
        (known(0.0, 0.98, (0.4, 0.6), lumpy=(0.67, 0.1, 0.9), opt_out=(0.0, 1.0, 0.4)), WHOLE),
        (known(0.5, 0.5, (0.5, 0.5)), ""),
        ({"adopted": {"share": 0.5, "low": 0.45, "high": 0.55}}, ""),
    ],
)
def test_a_result_says_what_would_narrow_its_range(summary, says):
    assert says in narrowing(summary)
    assert bool(narrowing(summary)) == bool(says)


@pytest.mark.parametrize(("sets", "says"), [((), EXIT), (("procedure.opt_out=0",), "better numbers would.")])
def test_only_what_a_file_leaves_open_is_said_to_narrow_the_range(sets, says):
    """Whether Tokyo's office can be divided is certain here; an exit is open unless it is ruled out."""
    scenario = load(
        "tokyo_liaison_office", overrides=("members.FRA.resolve=95", "issues.office.lumpy=1", *sets)
    )
    assert says in narrowing(doubts(scenario, 0, 0.15) | {"adopted": {"low": 0.14, "high": 0.15}})


def test_a_member_that_hardly_ever_blocks_in_company_is_not_said_never_to():
    shares = {"objects_first": 0.9, "blocks": 0.8701, "sole_blocker": 0.87, "pivotal": 0.87}
    told = {"A": shares}
    assert "in 87, nearly always alone" in obstacles({"members": told}, {"A": "A"})
    told = {"A": shares | {"sole_blocker": 0.8701}}
    assert "in 87, always alone" in obstacles({"members": told}, {"A": "A"})


@pytest.mark.parametrize(
    ("set_", "says"),
    [
        (
            "true",
            "taken whole or not at all in 67 of 100 councils and divisible in the others (lumpy = true counts for so much, "
            "because coders differ; lumpy = 1 would settle it).",
        ),
        (
            "false",
            "taken whole or not at all in 24 of 100 councils and divisible in the others (lumpy = false, or no word on it, "
            "counts for so much, because coders differ; lumpy = 0 would settle it).",
        ),
        ("0.5", "taken whole or not at all in 50 of 100 councils and divisible in the others."),
        ("1", "tabled at 100, taken whole or not at all."),
        ("0", "tabled at 100. Today"),
    ],
)
def test_show_says_how_likely_an_issue_is_taken_whole(run, set_, says):
    out = run("show", "tokyo_liaison_office", "--set", f"issues.office.lumpy={set_}")[1]
    assert says in " ".join(out.split())


def test_show_says_where_a_text_changes_nothing(run, tmp_path):
    text = (Path(__file__).parents[1] / "scenarios" / "minimal.toml").read_text(encoding="utf-8")
    same = tmp_path / "same.toml"
    same.write_text(
        text.replace("[default]", "[issues.other]\nstatus_quo = 40\nproposed = 40\n\n[default]"),
        encoding="utf-8",
    )
    assert "Today at 40, so that the text changes nothing on it." in " ".join(run("show", same)[1].split())
    assert "changes nothing" not in run("show", "minimal")[1]


def test_a_council_says_whether_an_issue_is_taken_whole_where_that_is_drawn():
    judged, settled = (
        load("tokyo_liaison_office", overrides=(f"issues.office.lumpy={lumpy}",)) for lumpy in ("true", "1")
    )
    whole = [tell(judged, k).whole[0] for k in range(12)]
    told = [story(tell(judged, k))[0] for k in range(12)]
    assert set(whole) == {True, False}
    said = ("Office in Tokyo can be divided", "Office in Tokyo is taken whole or not at all")
    assert [said[flag] in words for flag, words in zip(whole, told, strict=True)] == [True] * 12
    assert not any(words in story(tell(settled))[0] for words in said)


def test_what_is_settled_elsewhere_is_told_of_what_comes_late(run):
    scenario = load("tokyo_liaison_office")
    found = settled_elsewhere(scenario)["share"]
    late = simulate(scenario, BLOCK, 0).counted()["outcomes"]["delayed"]["share"]
    assert 0 < found <= late
    assert settled_elsewhere(scenario.with_values({"parameters.elsewhere": 0}))["share"] == 0
    out = " ".join(run("run", "tokyo_liaison_office", "--runs", 100)[1].split())
    assert f"in {of_100(found)} they do because the matter is settled elsewhere" in out


def test_no_member_is_shown_beside_one_left_out_with_the_same_figure():
    """Two in the way, and seven that break silence in two of a hundred: of these either all are shown or none."""

    def row(share):
        return {"objects_first": share, "blocks": 0.0, "sole_blocker": 0.0, "pivotal": 0.0}

    members = {"A": row(0.9), "B": row(0.5), **{f"C{k}": row(0.02 + k / 10_000) for k in range(7)}}
    names = {code: code for code in members}
    rows, rest = member_rows({"members": members}, names)
    assert [name for name, _ in rows] == ["A", "B"]
    assert rest == "7 others: 2% or less"
    alike = {f"C{k}": row(0.3) for k in range(9)}
    assert len(member_rows({"members": alike}, {code: code for code in alike})[0]) == 8


def test_show_says_what_holds_today_why_an_issue_is_coded_so_and_who_listens_to_whom():
    tables = {
        "title": "t",
        "status_quo": "Nothing yet.",
        "roster": ["A", "B", "C"],
        "issues": {"x": {"status_quo": 0, "proposed": 100, "note": ["asked in May", "refused in June."]}},
        "default": {"position": 75, "salience": 20, "resolve": 10},
    }
    one = from_tables(tables)
    told = dict(explain(one, outlook(one)))
    assert told[""] == ["t", "As things stand: Nothing yet."]
    assert told["What is on the table"][0].endswith(". On file: asked in May; refused in June.")
    assert "In consultations all listen to all alike. The body" in told["Who sits there"][0]
    tied = from_tables({**tables, "network": {"ties": {"B": {"A": 0.9}}}})
    assert "alike, but for the ties that the file gives B. The body" in room_sentence(tied)
    assert "listen" not in room_sentence(load("tokyo_liaison_office"))


@pytest.mark.parametrize("run", range(6))
def test_a_story_says_who_objects_no_more(run):
    course = tell("hormuz_mission", run)
    told = story(course)
    for before, now, said in zip(course.rounds, course.rounds[1:], told[1:], strict=False):
        loud, quiet = {*before.speaks, *before.hides}, {*now.speaks, *now.hides}
        assert ("no more" in said) == bool(loud - quiet), said
    assert "no more" not in told[0]


def test_a_title_says_from_which_round_on_objections_are_few():
    assert "from 1 in round 1 to 0 in round 3" in findings.support((1, 2, 3, 4), [1, 1, 0, 0])
    assert "from 2 in round 1 to 0 in round 4" in findings.support((1, 2, 3, 4), [2, 0, 1, 0])
    assert "1 in round 1, 1 in round 2" in findings.support((1, 2), [1, 1])


def test_two_that_break_silence_are_named():
    told = findings.seats([0.0, 0.9, 0.3, 0.01], ["A", "B", "C", "D"])
    assert told == "Of 4 members, B and C break silence in 5 of 100 councils or more"
