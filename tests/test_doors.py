"""Nothing comes in that was not looked at, and nothing goes out that a terminal, a figure or a spreadsheet would obey."""

import ast
import contextlib
import csv
import json
import os
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest

import nacsim
from nacsim import load, simulate
from nacsim.cli import main
from nacsim.files.reading import BadFile, csv_lines, long_key, read_json, read_text, read_toml
from nacsim.files.writing import cell, clean, name_fault
from nacsim.results.files import certificate, csv_rows, save
from nacsim.results.files import load as load_rows
from nacsim.scenario import ScenarioError, loads

BASE = "[issues.a]\nstatus_quo = 0\nproposed = 80\n[default]\nposition = 50\nsalience = 20\nresolve = 10\n"


def council(title="A title", names=("A", "B", "C"), label=None):
    """A small scenario with these words in it."""
    head = f"title = {json.dumps(title)}\nroster = {json.dumps(list(names))}\n"
    return head + (
        BASE.replace("status_quo", f"label = {json.dumps(label)}\nstatus_quo", 1) if label else BASE
    )


def ends(*arguments):
    """The exit code of a command."""
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return end.value.code


REFUSED = {
    "a roster of 100,000": (council(names=[f"M{k}" for k in range(100_000)]), "100,010 keys"),
    "a roster of 10,000": (council(names=[f"M{k}" for k in range(10_000)]), "roster: has 10,000 entries"),
    "a key of 20,000 parts": (
        "title = 'x'\n" + ".".join("a" * 20_000) + " = 1\n",
        ":2: a key of more than 12",
    ),
    "a header of 200,000 parts": ("[" + ".".join("a" * 200_000) + "]\n", ":1: a key of more than 12"),
    "an inline key of many parts": (
        "a = { " + ".".join("a" * 5_000) + " = 1 }\n",
        ":1: a key of more than 12",
    ),
    "a nest of 5,000": ("a = " + "[" * 5_000 + "]" * 5_000, "within each other"),
    "a title of 20,000 signs": (council("T" * 20_000), "title: has 20,000 signs"),
    "a name of 20,000 signs": (council(names=["N" * 20_000, "B"]), "roster.0: has 20,000 signs"),
    "a name with a zero-width space": (council(names=["B", "B\u200b"]), "roster.1: holds a sign"),
    "a name with an escape": (council(names=["B\u0008", "C"]), "roster.0: holds a sign"),
    "a name that turns the direction": (council(names=["B\u202e", "C"]), "(U+202E)"),
    "two names that are one": (council(names=["Å", "A\u030a"]), "there twice"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_council_is_refused_at_once_with_its_place(name, tmp_path, capsys):
    text, said = REFUSED[name]
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    assert ends("check", str(tmp_path / "case.toml")) == 2
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    "command",
    [
        ("check", "{}"),
        ("run", "{}"),
        ("convert", "{}", "x.toml"),
        ("validate", "--deu", "{}"),
        ("bridge", "minimal", "--costs", "{}"),
        ("play", "minimal", "--replay", "{}"),
        ("sweep", "{}.toml"),
    ],
    ids=lambda c: c[0],
)
@pytest.mark.parametrize(
    "content", ["endless", b"\0\1", b"\xff\xfea", b"", b"[" * 5_000, b"{" * 5_000, b"x\xff"]
)
def test_no_file_of_a_user_is_a_traceback(command, content, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("in", "in.toml"):
        if content == "endless":
            os.symlink("/dev/zero", name)
        else:
            Path(name).write_bytes(content)
    assert ends(*(part.format("in") for part in command)) == 2
    told = capsys.readouterr()
    assert "fault of nacsim" not in told.err
    assert not Path("x.toml").exists()


EXPERIMENTS = {
    "inputs = 3": "inputs: is not a table",
    "scenario = 'minimal'\nset = 3\n[inputs]\na = [0, 1]": "set: is not a list",
    "a = " + "[" * 5_000 + "]" * 5_000: "within each other",
}


@pytest.mark.parametrize("text", EXPERIMENTS)
def test_an_experiment_file_says_what_is_wrong(text, tmp_path, capsys):
    (tmp_path / "e.toml").write_text(text, encoding="utf-8")
    assert ends("sweep", str(tmp_path / "e.toml")) == 2
    assert EXPERIMENTS[text] in capsys.readouterr().err


def test_tables_with_the_line_ends_of_any_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for k, end in enumerate(("\r", "\n", "\r\n")):
        Path("t.csv").write_bytes(end.join(["a,1,50,50", "b,1,40,50", ""]).encode())
        assert ends("convert", "t.csv", f"{k}.toml") == 0
    assert len({Path(f"{k}.toml").read_bytes() for k in range(3)}) == 1


def test_an_issue_without_a_name_is_named_by_its_line(tmp_path, capsys):
    (tmp_path / "p.txt").write_text("#P\n#D\tA\tx\t50\t50\t1\n", encoding="utf-8")
    assert ends("convert", str(tmp_path / "p.txt"), str(tmp_path / "p.toml")) == 2
    assert "p.txt:1: #P: no name" in capsys.readouterr().err


def test_the_reader_knows_lines_and_limits(tmp_path):
    path = tmp_path / "f"
    path.write_bytes(b"ok\n\xff")
    with pytest.raises(BadFile, match=r"f:2: byte 0xff"):
        read_text(path)
    path.write_text("A\u030a", encoding="utf-8")
    assert read_text(path) == unicodedata.normalize("NFC", "A\u030a") == "Å"
    path.write_text('{"a": 1,\n]', encoding="utf-8")
    with pytest.raises(BadFile, match=r"f:2: not JSON"):
        read_json(path)
    path.write_text("a = 1\nb =\n", encoding="utf-8")
    with pytest.raises(BadFile, match=r"f:2: not TOML"):
        read_toml(path)
    with pytest.raises(BadFile, match="no such file"):
        read_toml(tmp_path / "none")
    assert list(csv_lines("a,b\r\rc,d", ",", "f")) == [(1, ["a", "b"]), (2, []), (3, ["c", "d"])]


def test_prose_with_many_full_stops_is_no_long_key():
    prose = 'note = "www.a.b.c.d.e.f.g.h.i.j.k.l.m.n.o ... [a.b, c] ............."\nx.y = 1'
    assert long_key(prose) is None


def test_the_same_letters_in_two_forms_name_one_member():
    text = council(names=["Å", "B"]) + '[members."A\u030a"]\nposition = 10\n'
    assert loads(text).members["Å"].position["a"] == 10
    assert loads(council(names=["Å", "B"]), overrides=['members."A\u030a".position=10'])


# the way out


def test_hidden_signs_are_shown_and_others_left_alone():
    assert clean("a\x1b]0;x\x07\u202e\u200b\U000e0001") == r"a\u001b]0;x\u0007\u202e\u200b\udb40\udc01"
    for text in ("Türkiye\n\tœ", "日本 NATO", "می‌خواهد", "👩‍🚀", "ا", "a b"):
        assert clean(text) == text


def test_names_are_what_can_be_seen_of_them():
    assert not any(map(name_fault, ("FRA", "Côte d'Ivoire", "日本", "Smith, J. (UK)")))
    assert all(map(name_fault, ("a\u200b", "a\tb", " a", "a\u00a0b", "x" * 101, "a\x7f")))


def test_no_cell_is_a_formula():
    assert [cell(v) for v in ("=1+1", "+x", "-x", "@x", "-3.5", -3.5, "a=b")] == [
        "'=1+1", "'+x", "'-x", "'@x", "-3.5", -3.5, "a=b",
    ]  # fmt: skip


HOSTILE = council(
    "Spend $2 billion or $x^$ \x1b[31m\u202e\u200b --> ]]> <b>",
    ("=cmd|' /C calc'!A0", "<b>$a_b$", "日本"),
    "cost $x^$ \x1b",
)


def test_hostile_words_are_printed_drawn_and_written_harmlessly(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("h.toml").write_text(HOSTILE, encoding="utf-8")
    for command in (
        ["show"],
        ["trace"],
        ["run", "--runs", "20", "--out", "o"],
        ["run", "--runs", "20", "--json"],
    ):
        assert ends(command[0], "h.toml", *command[1:]) == 0
        told = capsys.readouterr()
        assert not {"\x1b", "\u202e", "\u200b"} & set(told.out + told.err)
    drawn = sorted(Path("o").glob("*.svg"))
    assert {path.stem for path in drawn} >= {"outcomes", "stances"}
    for path in drawn:
        ElementTree.parse(path)
    with open("o/outcomes.csv", encoding="utf-8", newline="") as file:
        assert not any(c.startswith(("=", "+", "@")) for row in csv.reader(file) for c in row)


WRITING = [
    ("new", "copy", "--from", "h.toml", "--sheet"),
    ("elicit", "h.toml", "--filled", "--to", "sheet.csv"),
    ("convert", "h.toml", "table.csv"),
    ("convert", "h.toml", "table.txt"),
    ("roles", "h.toml", "--out", "cards.html"),
    ("cite", "h.toml", "--format", "bibtex"),
    ("show", "h.toml", "--stances"),
    ("compare", "h.toml", "--set", "default.resolve=5", "--runs", "20", "--csv", "compare.csv"),
    ("pivots", "h.toml", "--runs", "20", "--csv", "pivots.csv"),
    ("agree", "h.toml", "h.toml", "--runs", "20", "--csv", "agree.csv"),
    ("sweep", "h.toml", "--grid", "default.salience=10:90:2", "--runs", "20", "--csv", "points.csv"),
]


@pytest.mark.parametrize("words", WRITING, ids=lambda words: " ".join(words[:3]))
def test_whatever_is_written_is_harmless(words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("h.toml").write_text(HOSTILE, encoding="utf-8")
    assert ends(*words) == 0
    told = capsys.readouterr()
    assert not {"\x1b", "\u202e", "\u200b"} & set(told.out + told.err)
    for path in set(Path().iterdir()) - {Path("h.toml")}:
        text = path.read_text(encoding="utf-8-sig")
        assert not {"\x1b", "\u202e", "\u200b"} & set(text), path
        if path.suffix == ".csv":
            cells = [c for row in csv.reader(text.splitlines()) for c in row]
            assert not [c for c in cells if c.startswith(("=", "+", "@"))]
        if path.suffix == ".html":
            assert "<b>" not in text.replace("<b>Wh", "")


def test_hostile_names_come_back_as_they_were():
    notes = "".join(f"[members.{json.dumps(code)}]\nnote = {json.dumps(note)}\n" for code, note in
                    (("=cmd|' /C calc'!A0", "=1+1"), ("<b>$a_b$", "'=x"), ("日本", "-5")))  # fmt: skip
    scenario = loads(HOSTILE + notes)
    table, sheet = nacsim.write_table(scenario), nacsim.write_sheet(scenario, filled=True)
    assert "'=cmd" in table
    back = nacsim.read_table(table.encode()).scenario
    assert back.room == scenario.room
    assert (
        [m.note for m in back.members.values()]
        == [m.note for m in scenario.members.values()]
        == ["=1+1", "'=x", "-5"]
    )
    assert back.title == scenario.title
    answer = nacsim.read_answers(scenario, [sheet.replace("your name here", "Ann").encode()])
    assert answer.scenario.room == scenario.room
    text = nacsim.scenario.dump(scenario)
    assert not {"\x1b", "\u202e", "\u200b"} & set(text)
    assert loads(text) == scenario


def test_a_dollar_is_a_dollar():
    from nacsim.plots import caption
    from nacsim.plots.style import figure

    ax = figure()
    caption(ax.figure, "Spend $2 billion or $3 billion", "x")
    assert any("$" in text.get_text() for text in ax.figure.texts)
    assert not any(text.get_parse_math() for text in ax.figure.texts)


def test_files_are_utf_8_in_any_locale(tmp_path):
    (tmp_path / "c.toml").write_text(council(names=["日本", "한국", "Ö"]), encoding="utf-8")
    home = str(Path(nacsim.__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": home, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code = "from nacsim import vocabulary\nfrom nacsim.cli import main\nvocabulary.FIGURES = {'outcomes': ''}\nmain()"
    command = [sys.executable, "-c", code, "run", "c.toml", "--runs", "20", "--out", "o"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "日本" in (tmp_path / "o" / "scenario.toml").read_text(encoding="utf-8")


# what we saved ourselves


@pytest.fixture
def saved(tmp_path):
    question = load("minimal")
    outcomes = simulate(question, 30, jobs=1)
    born = certificate(question, 0, 30, None, "0")
    save(outcomes, tmp_path / "good.npz", born)
    return tmp_path, outcomes, json.loads(json.dumps(born, default=str))


def repack(folder, born, rows=None):
    """A saved run with another certificate, or other bytes for rows."""
    with zipfile.ZipFile(folder / "good.npz") as archive:
        rows = archive.read("rows.npy") if rows is None else rows
    with zipfile.ZipFile(folder / "bad.npz", "w") as archive:
        archive.writestr("run.json", born if isinstance(born, str) else json.dumps(born))
        archive.writestr("rows.npy", rows)
    return folder / "bad.npz"


def test_a_saved_run_comes_back(saved):
    folder, outcomes, _ = saved
    assert (load_rows(folder / "good.npz")[0].rows == outcomes.rows).all()


@pytest.mark.parametrize(
    "change",
    [
        "[]", "null", "[" * 100_000, "{", {"room": None}, {"room": []}, {"room": ["A", 3]}, {"seed": "x"}, {"runs": 31},
        {"runs": 10**15}, {"issues": ["a", "b"]}, {"format": 2}, {"room": ["A"] * 32}, {"seed": -1}, {"version": 3},
    ],
)  # fmt: skip
def test_a_saved_run_that_cannot_be_is_refused(saved, change):
    folder, _, born = saved
    with pytest.raises(BadFile):
        load_rows(repack(folder, change if isinstance(change, str) else {**born, **change}))


def test_damaged_rows_are_refused(saved):
    folder, outcomes, born = saved
    with pytest.raises(BadFile):
        load_rows(repack(folder, born, b""))
    rows = outcomes.rows.copy()
    rows["text"] = 60_000
    save(type(outcomes)("x", outcomes.room, outcomes.issues, 0, rows), folder / "far.npz", born)
    with pytest.raises(BadFile, match="does not exist"):
        load_rows(folder / "far.npz")
    whole = (folder / "good.npz").read_bytes()
    for place in range(0, len(whole), 53):
        torn = bytearray(whole)
        torn[place] ^= 0x5A
        (folder / "torn.npz").write_bytes(torn)
        with contextlib.suppress(BadFile):  # or a flip that changes nothing
            assert (load_rows(folder / "torn.npz")[0].rows == outcomes.rows).all()


def test_rows_as_a_table_can_be_told_apart_and_counted(saved):
    _, outcomes, _ = saved
    named = type(outcomes)("x", tuple(f"m {k}" for k in range(32)), ("outcome",), 0, outcomes.rows)
    heading, *rows = csv_rows(named)
    assert len(set(heading)) == len(heading)
    assert heading[-1] == "pivotal"
    spoke = [row[heading.index("first")].split("; ") for row in rows]
    assert sum("m 0" in row for row in spoke) == outcomes.first[0].sum()


def test_a_changed_result_of_a_sweep_is_not_believed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    asked = ("sweep", "minimal", "--grid", "default.resolve=0:100:2", "--runs", "50", "--out", "s")
    assert ends(*asked) == 0
    path = Path("s/sweep.json")
    path.write_text(path.read_text(encoding="utf-8").replace('"rounds": ', '"rounds": 1'), encoding="utf-8")
    assert ends(*asked) == 2
    assert "was changed" in capsys.readouterr().err


def test_no_file_is_opened_as_text_without_an_encoding():
    """PLW1514 of ruff, which is a preview rule: another machine would read and write other bytes."""
    root = Path(__file__).parents[1]
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--preview",
        "--select",
        "PLW1514",
        "sim",
        "experiments",
        "tests",
    ]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_text_is_written_without_an_encoding():
    """What the rule does not see: methods of paths."""
    for path in sorted((Path(__file__).parents[1] / "sim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", "")
            if isinstance(node, ast.Call) and name in ("read_text", "write_text"):
                assert any(k.arg == "encoding" for k in node.keywords), f"{path}:{node.lineno}"


def test_overrides_are_counted_too():
    for text in (".".join("a" * 50_000) + "=1", "members.FRA.note={" + ".".join("a" * 50_000) + "=1}"):
        with pytest.raises(ScenarioError):
            load("minimal", [text])
