"""The folder of `nacsim run --out`: tables that read back as written, a run that goes on, and one that is played again."""

import csv
import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import nacsim
from nacsim import load_result, simulate
from nacsim.cli import main
from nacsim.cli.files import whole
from nacsim.cli.saving import LISTED
from nacsim.cli.saving_tables import LONGEST
from nacsim.errors import WrongValue
from nacsim.files.tables import MARK, open_table, write_table
from nacsim.files.writing import cell, uncell
from nacsim.narrate import folder as words
from nacsim.results.chunks import Chunks, Digest
from nacsim.results.columns import TABLES, columns_of
from nacsim.results.outcomes import row_type
from nacsim.scenario import load

NAMES = (
    "=cmd|' /C calc'!A0", "+x", "-y", "@home", "'=x", "''=x", "'quoted'", "-3.5", "007", "1e5", "NA", "None", "TRUE",
    'quote " inside', "comma, name", "semi;colon", "a\\b", "$a_b$", "<b>", "=", "＝wide", "日本", "ประเทศไทย", "إندونيسيا",
)  # fmt: skip
ISSUES = ("=1+1", "outcome", "text.outcome", "run", 'Größe, "neu"')
STATES = (
    f"title = {json.dumps('Spend $2 billion')}\nroster = {json.dumps(NAMES)}\n"
    + "".join(
        f"[issues.{json.dumps(i)}]\nstatus_quo = 0\nproposed = 80\nlabel = '$x^$, =2'\n" for i in ISSUES
    )
    + "[default]\nposition = { low = 0, high = 100 }\nsalience = 60\nresolve = 60\n"
)
SMALL = 'title = "x"\nroster = ["A", "B", "C"]\n[issues.a]\nstatus_quo = 0\nproposed = 80\n' + (
    "[default]\nposition = { low = 0, high = 100 }\nsalience = 20\nresolve = 10\n"
)
HOME = "ukraine_invitation"  # ratification and events
FEW = 60
READ = {"keep_default_na": False, "dtype": {"member": str}}


def ends(*arguments):
    """The exit code of a command."""
    with pytest.raises(SystemExit) as end:
        main([str(part) for part in arguments])
    return end.value.code


def lightly(patch):
    """Without figures and what qualifies the answer: both take their time and are tested elsewhere."""
    import_module("nacsim.plots.offered")  # before: the figures it knows are those of all tests
    patch.setattr("nacsim.vocabulary.FIGURES", {})
    patch.setattr("nacsim.doubts.doubts", lambda *_: {})


@pytest.fixture(autouse=True)
def light(monkeypatch):
    lightly(monkeypatch)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A run with hostile names, and one with ratification, saved with all its tables."""
    home = tmp_path_factory.mktemp("saved")
    (home / "hostile.toml").write_text(STATES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        lightly(patch)
        for name, scenario in (("hostile", home / "hostile.toml"), ("home", HOME)):
            assert ends("run", scenario, "--runs", FEW, "--rounds", "--out", home / name) == 0
    return home


def tree(folder):
    """Every file of a folder with its bytes."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# tables


@pytest.mark.parametrize("name", ["hostile", "home"])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_reads_back_as_the_frame_that_it_is(name, table, folders):
    path = folders / name / f"{table}.csv"
    found = pd.read_csv(path, **READ)
    frame = load_result(folders / name).frame(table)
    assert [uncell(column) for column in found.columns] == list(frame.columns)
    for column, heading in zip(found, frame, strict=True):
        told, meant = found[column], frame[heading]
        if isinstance(meant.dtype, pd.CategoricalDtype):
            told, meant = told.map(uncell), meant.astype(str)
        assert (told.to_numpy() == meant.to_numpy()).all(), heading
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [tuple(row) for row in rows[:1]] == [tuple(found.columns)]
    assert [list(row.values()) for row in rows[:50]] == [
        [text if isinstance(text, str) else repr(text) for text in line]
        for line in found.head(50).to_numpy(object).tolist()
    ]


@pytest.mark.parametrize("name", ["hostile", "home"])
def test_every_column_is_explained_and_no_other(name, folders):
    listed = pd.read_csv(folders / name / "columns.csv", **READ)
    for file, columns in listed.groupby("file", sort=False)["column"]:
        heading = pd.read_csv(folders / name / file, nrows=1, **READ).columns
        assert list(columns) == list(heading), file
    assert set(listed["file"]) == {path.name for path in (folders / name).glob("*.csv")} - {"columns.csv"}
    assert listed["meaning"].str.len().min() > 3
    about = (folders / name / "about.txt").read_text(encoding="utf-8")
    assert all(path.name in about for path in (folders / name).iterdir() if path.name != "about.txt")


def test_frames_have_the_columns_that_are_described():
    found = simulate(HOME, 10)
    for name, table in TABLES.items():
        assert list(found.frame(name)) == [heading for heading, _ in columns_of(table, found.question.issues)]


def test_what_councils_come_to_is_a_frame_with_intervals():
    found = simulate(HOME, 50)
    told = found.summary()
    ends, shares, text = (found.frame(rows) for rows in ("outcomes", "shares", "text"))
    assert dict(zip(ends["outcome"], ends["low"], strict=True)) == {
        name: share["low"] for name, share in told["outcomes"].items()
    }
    first = shares.iloc[0]
    assert first["blocks_low"] == told["members"][first["member"]]["intervals"]["blocks"]["low"]
    assert list(text["mean"]) == [where["mean"] for where in told["text"].values()]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.PARQUET", "a.tsv"])
def test_a_name_that_promises_a_table_is_refused(name, tmp_path):
    for found in (simulate(HOME, 5), nacsim.compare([HOME, HOME], 5)):
        with pytest.raises(WrongValue, match="for a table: frame"):
            found.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_no_cell_is_a_formula_and_all_are_utf_8(folders):
    for path in sorted(folders.glob("*/*.csv")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(MARK) == (not text.isascii()) or path.name == "outcomes.csv", path
        with path.open(newline="", encoding="utf-8-sig") as file:
            cells = {text for row in csv.reader(file) for text in row}
        assert not [text for text in cells if text[:1] in ("=", "+", "-", "@", "＝") and not _number(text)], (
            path
        )


def _number(text):
    return pd.to_numeric(text, errors="coerce") == pd.to_numeric(text, errors="coerce")


def test_what_a_cell_hides_comes_back():
    assert [uncell(cell(name)) for name in NAMES] == list(NAMES)
    assert len({cell(name) for name in NAMES}) == len(NAMES)


def test_signs_that_no_table_should_hold_are_shown_by_their_number(tmp_path):
    told = ["a\0b", "\u202eright", 'line\nbreak, "x"\r', "=cmd", None, True, 1.5, "\ud800"]
    write_table(tmp_path / "t.csv", ["k", "v"], enumerate(told))
    with (tmp_path / "t.csv").open(newline="", encoding="utf-8-sig") as file:
        found = [row["v"] for row in csv.DictReader(file)]
    assert found == [
        "a\\u0000b",
        "\\u202eright",
        'line\nbreak, "x"\\u000d',
        "'=cmd",
        "",
        "1",
        "1.5",
        "\\ud800",
    ]


def test_who_speaks_is_who_breaks_silence_in_any_round(folders):
    for name in ("hostile", "home"):
        members, rounds = (load_result(folders / name).frame(t) for t in ("members", "round_members"))
        ever = rounds.groupby(["run", "member"], observed=True)["speaks"].any().to_numpy()
        assert (members["speaks"] == (ever | members["objects_first"])).all()
        assert (members["speaks"] | ~members["blocks"]).all()


def test_councils_that_cannot_be_played_again_say_so():
    forced = simulate("minimal", 50, forced={"HUN": "objects"})
    assert "speaks" not in forced.frame("members")
    with pytest.raises(WrongValue, match="hands were forced"):
        forced.frame("rounds")
    assert "speaks" in simulate("minimal", 50).frame("members")


def test_parquet_holds_the_same(folders, tmp_path):
    pytest.importorskip("pyarrow")
    asked = (
        "run",
        folders / "hostile.toml",
        "--runs",
        FEW,
        "--rounds",
        "--format",
        "parquet",
        "--out",
        tmp_path / "p",
    )
    assert ends(*asked) == 0
    found = load_result(tmp_path / "p")
    for table in TABLES:
        told = pd.read_parquet(tmp_path / "p" / f"{table}.parquet")
        pd.testing.assert_frame_equal(told, found.frame(table), check_categorical=False, check_dtype=False)
    assert "read_parquet" in (tmp_path / "p" / "about.txt").read_text(encoding="utf-8")
    assert not list((tmp_path / "p").glob("members.csv"))


def test_parquet_without_its_package_is_said_before_the_work(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("nacsim.needs.find_spec", lambda name: None)
    assert ends("run", "minimal", "--runs", 10**8, "--format", "parquet", "--out", tmp_path / "p") == 1
    told = capsys.readouterr().err
    assert "needs pyarrow: python -m pip install pyarrow" in told
    assert not (tmp_path / "p").exists()


def test_what_is_too_long_is_named_with_the_way_to_have_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("nacsim.cli.saving_tables.LONGEST", 100)
    monkeypatch.setattr("nacsim.cli.saving.LISTED", 50)
    assert ends("run", "minimal", "--runs", FEW, "--out", tmp_path / "o", "--json") == 0
    printed = capsys.readouterr()
    json.loads(printed.out)
    size = FEW * len(load("minimal").room)
    said = [words.left_out("members.csv", size, 100), words.older_left_out(50)]
    about = (tmp_path / "o" / "about.txt").read_text(encoding="utf-8")
    assert all(line in printed.err and line in about for line in said)
    assert {p.name for p in (tmp_path / "o").glob("*.csv")} == {"runs.csv", "columns.csv"}
    assert ends("run", "minimal", "--runs", FEW, "--all-rows", "--out", tmp_path / "o") == 0
    assert "left out" not in capsys.readouterr().out
    assert len(pd.read_csv(tmp_path / "o" / "members.csv", **READ)) == size
    assert (tmp_path / "o" / "outcomes.csv").exists()


def test_long_tables_do_not_depend_on_where_they_are_cut(tmp_path, monkeypatch):
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    asked = ("run", tmp_path / "small.toml", "--runs", 9_000, "--jobs", 1, "--out")
    assert ends(*asked, tmp_path / "a") == 0
    monkeypatch.setattr("nacsim.results.chunks.CHUNK", 1)  # the least: as many rows as are played together
    assert ends(*asked, tmp_path / "b") == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    runs = pd.read_csv(tmp_path / "a" / "runs.csv", **READ)
    assert list(runs["run"]) == list(range(9_000))


# where it goes


@pytest.mark.parametrize("command", ["run", "compare", "pivots"])
def test_a_place_that_is_none_is_one_line(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    more = ["--set", "default.salience=60"] if command == "compare" else []
    for out, said in (
        ("", "an empty name will not do; needed: a folder, such as out"),
        ("pipe", "pipe is a pipe"),
        ("t.csv", "t.csv is the name of a file; needed: a folder"),
    ):
        assert ends(command, "minimal", *more, "--out", out) == 2
        told = capsys.readouterr().err
        assert said in told
        assert "Traceback" not in told
    wrong = {"": "needed: a file, such as out.csv", "pipe": "pipe is a pipe", ".": "is a directory"}
    for file, said in wrong.items() if command != "run" else ():
        assert ends(command, "minimal", *more, "--csv", file) == 2
        assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


# again


def test_a_saved_run_is_played_again_byte_for_byte(folders, tmp_path, capsys):
    for name in ("hostile", "home"):
        assert ends("run", "--from", folders / name, "--out", tmp_path / name) == 0
        assert "files, byte for byte." in capsys.readouterr().out
        assert tree(tmp_path / name) == tree(folders / name)
    assert ends("run", "--from", folders / "home", "--json") == 0
    printed = capsys.readouterr()
    assert "The same 60 councils as in" in printed.err
    assert json.loads(printed.out) == json.loads(
        (folders / "home" / "summary.json").read_text(encoding="utf-8")
    )


def test_a_figure_drawn_into_a_saved_run_leaves_what_the_manifest_tells(folders, tmp_path):
    kept = Path(shutil.copytree(folders / "home", tmp_path / "kept"))
    before = json.loads((kept / "manifest.json").read_text(encoding="utf-8"))
    with whole(kept) as part:
        (part / "outcomes.csv").write_text("another", encoding="utf-8")
    after = json.loads((kept / "manifest.json").read_text(encoding="utf-8"))
    assert before.pop("sha256") != after.pop("sha256")
    assert before == after
    assert {"scenario", "seed", "runs", "versions", "tables", "rows"} <= after.keys()


@pytest.fixture
def kept(folders, tmp_path):
    """A copy of a saved run, to be spoilt."""
    return Path(shutil.copytree(folders / "home", tmp_path / "kept"))


def test_a_run_that_was_changed_is_not_played(kept, capsys):
    for name, old, new in (
        ("scenario.toml", "proposed", "proposed "),
        ("run.json", '"seed": 0', '"seed": 1'),
    ):
        before = (kept / name).read_text(encoding="utf-8")
        assert old in before
        (kept / name).write_text(before.replace(old, new, 1), encoding="utf-8")
        assert ends("run", "--from", kept) == 2
        assert f"{name}: was changed since it was written" in capsys.readouterr().err
        (kept / name).write_text(before, encoding="utf-8")
    (kept / "manifest.json").unlink()
    assert ends("run", "--from", kept) == 2
    assert "not whole" in capsys.readouterr().err
    (kept / "run.json").unlink()
    assert ends("run", "--from", kept) == 2
    assert "no run was saved there" in capsys.readouterr().err


def remade(kept, **changes):
    """The manifest, as another version would have written it."""
    path = kept / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(told | changes), encoding="utf-8")


def test_another_version_is_named(kept, tmp_path, monkeypatch, capsys):
    remade(kept, versions={"nacsim": "0.0.9", "python": "3.11.1"}, rows="0" * 64)
    assert ends("run", "--from", kept) == 1
    told = capsys.readouterr().out
    assert "Not the same 60 councils" in told
    assert f"It was made with nacsim 0.0.9 (here {nacsim.__version__}) and python 3.11.1" in told
    remade(kept, rows=None)  # the rows themselves are looked at then
    assert ends("run", "--from", kept, "--out", tmp_path / "again") == 0
    assert "files, byte for byte" in capsys.readouterr().out
    remade(
        kept, sha256={**json.loads((kept / "manifest.json").read_text("utf-8"))["sha256"], "runs.csv": "0"}
    )
    assert ends("run", "--from", kept, "--out", tmp_path / "again") == 0
    assert "of its files these differ: runs.csv. It was made with" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["minimal", "--from", "."], "SCENARIO and --from do not go together"),
        (["--from", ".", "--runs", "5"], "--runs and --from do not go together"),
        (["minimal", "--rounds"], "--rounds is about what is written; needed with it: --out DIR"),
        (["minimal", "--resume"], "--resume is about what is written"),
        ([], "Missing argument"),
    ],
)
def test_what_does_not_go_together_is_said(typed, said, capsys):
    assert ends("run", *typed) == 2
    assert said in capsys.readouterr().err


def test_more_tables_of_a_saved_run(folders, tmp_path):
    assert ends("run", "minimal", "--runs", 20, "--out", tmp_path / "a") == 0
    assert {path.stem for path in (tmp_path / "a").glob("*.csv")} & set(TABLES) == {"runs", "members"}
    assert ends("run", "--from", tmp_path / "a", "--rounds", "--out", tmp_path / "b") == 0
    assert (tmp_path / "b" / "round_members.csv").exists()
    assert (tmp_path / "a" / "outcomes.npz").read_bytes() == (tmp_path / "b" / "outcomes.npz").read_bytes()


# killed


KILLED = """
import os, signal, sys
from pathlib import Path
import nacsim.results.chunks as chunks
from nacsim import vocabulary
from nacsim import doubts, plots
from nacsim.results import answers
from nacsim.cli import files, main, saving, saving_tables

chunks.CHUNK, saving.LISTED, vocabulary.FIGURES, doubts.doubts = 1, 0, {}, lambda *_: {}
plots.RUN_FIGURES  # loaded before processes part
ASKED = ["run", "small.toml", "--runs", "9000", "--jobs", "1", "--no-progress", "--out"]

def run(out, where=None, count=0):
    "Run in a process of its own, killed at the count-th call of a function."
    if os.fork() == 0:
        sys.stdout = sys.stderr = open(os.devnull, "w")
        if where is not None:
            owner, name = where
            real, left = getattr(owner, name), [count]
            def counted(*a, **k):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*a, **k)
            setattr(owner, name, counted)
        main([*ASKED, out])
    return os.wait()[1]

def tree(out):
    return {p.name: p.read_bytes() for p in Path(out).iterdir()}

assert run("ref") == 0
POINTS = [(chunks.Ledger, "add", 2), (saving_tables.tables, "members", 2), (files.os, "replace", 5)]
for k, (owner, name, count) in enumerate(POINTS):
    assert run(f"o{k}", (owner, name), count) == signal.SIGKILL, name
    left = [len(chunks.Ledger(p, "").path.read_bytes().splitlines()) - 1 for p in Path(f"o{k}").glob(".nacsim-*/work")]
    print(name, *left, run(f"o{k}"), tree(f"o{k}") == tree("ref"))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a fork")
def test_a_run_that_is_killed_goes_on_and_ends_with_the_same_bytes(tmp_path):
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(nacsim.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", KILLED], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    # which call killed it, how many chunks were left, and whether the next run ended well with the same files
    assert done.stdout.splitlines() == ["add 1 0 True", "members 3 0 True", "replace 3 0 True"]


def test_a_run_that_is_stopped_keeps_what_took_long(tmp_path, monkeypatch, capsys):
    import nacsim.cli.figures

    def stopped(*_):
        raise KeyboardInterrupt

    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    asked = ("run", tmp_path / "small.toml", "--runs", 3_000, "--jobs", 1, "--out", tmp_path / "o")
    monkeypatch.setattr("nacsim.cli.saving.PATIENCE", 0)
    with monkeypatch.context() as patch:
        patch.setattr(nacsim.cli.figures, "save_figures", stopped)
        assert ends(*asked) == 130
    assert "3,000 of 3,000 councils are kept" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "o").glob("*/*")] == ["work"]
    assert ends("run", tmp_path / "small.toml", "--runs", 2_000, "--jobs", 1, "--out", tmp_path / "o") == 0
    assert "Goes on" not in capsys.readouterr().err  # other work: begun anew, and the old is gone
    assert not list((tmp_path / "o").glob(".nacsim-*"))


def test_what_another_machine_left_is_taken_up_when_told_so(tmp_path, monkeypatch, capsys):
    import nacsim.cli.figures

    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    asked = ("run", tmp_path / "small.toml", "--runs", 3_000, "--jobs", 1, "--out", tmp_path / "o")
    monkeypatch.setattr("nacsim.cli.saving.PATIENCE", 0)
    with monkeypatch.context() as patch:
        patch.setattr(nacsim.cli.figures, "save_figures", lambda *_: (_ for _ in ()).throw(MemoryError))
        assert ends(*asked) == 1
    (left,) = (tmp_path / "o").glob(".nacsim-*")
    left.rename(left.with_name(".nacsim-elsewhere-1-x"))
    capsys.readouterr()
    assert ends(*asked) == 0
    assert "Goes on" not in capsys.readouterr().err
    assert ends(*asked, "--resume") == 0
    assert "Goes on after 3,000 councils" in capsys.readouterr().err
    assert not list((tmp_path / "o").glob(".nacsim-*"))
    assert ends(*asked, "--resume") == 0
    assert "Nothing unfinished of this run" in capsys.readouterr().err


def test_a_chunk_that_was_damaged_is_not_there(tmp_path):
    kind = row_type(3, 40)
    rows = np.random.default_rng(0).integers(256, size=30 * kind.itemsize, dtype="u1").view(kind)
    with Chunks(tmp_path, "x", rows.dtype) as chunks:
        for part in np.split(rows, 3):
            chunks.add(part)
    path = tmp_path / "rows.bin"
    whole = path.read_bytes()
    for data, left in ((whole, 30), (whole[:-1], 20), (bytes([whole[0] ^ 1]) + whole[1:], 0), (b"", 0)):
        path.write_bytes(data)
        with Chunks(tmp_path, "x", rows.dtype) as chunks:
            assert chunks.runs == left
            for part in np.split(rows[left:], (30 - left) // 10) if left < 30 else ():
                chunks.add(part)
            assert np.concatenate(list(chunks)).tobytes() == rows.tobytes()
        assert path.read_bytes() == whole


def test_a_digest_does_not_depend_on_the_parts():
    rows, one, many = np.arange(100, dtype="u2"), Digest(), Digest()
    one.add(rows)
    for part in np.split(rows, 10):
        many.add(part)
    assert one.text == many.text


def test_a_table_that_cannot_be_written_is_an_error(tmp_path):
    table = open_table(tmp_path / "t.csv", "csv")
    table.add({"a": np.arange(2)})
    table.close()
    assert (tmp_path / "t.csv").read_bytes() == b'"a"\r\n0\r\n1\r\n'
    with pytest.raises(OSError, match="t"):
        open_table(tmp_path / "none" / "t.csv", "csv")


EXPLORING = {
    "compare minimal --set members.HUN.position=90 --runs 40": {"members", "changes"},
    "agenda minimal spending_pledge --runs 20": {"ways", "members", "scenarios", "scenario_members"},
    "sweep minimal --grid members.HUN.position=0:100:3 --grid procedure.opt_out=true,false --runs 20": {"members"},
    "sensitivity minimal --input members.HUN.position=0:100 --points 4 --runs 16": {"screened", "tornado"},
    "pivots osce_chair_2024 --runs 20": {"sets"},
    "bridge minimal --runs 40": {"frontier", "blockers", "persuaders"},
    "discover minimal --input members.HUN.position=0:100 --points 32 --runs 16": {"tree", "adoption", "tipping", "switches"},
    "validate PAST --runs 4": {"texts", "members", "scores", "differences"},
}  # fmt: skip
PAST = '[observed]\noutcome = "approved"\ntext = { a = 80 }\ndays = 20\n'


@pytest.mark.parametrize("command", EXPLORING)
def test_every_exploring_command_writes_its_tables(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("PAST").mkdir()
    for name in "ab":
        Path(f"PAST/{name}.toml").write_text(SMALL + PAST, encoding="utf-8")
    assert ends(*command.split(), "--json", "--csv", "new/t.csv") == 0
    printed = json.loads(capsys.readouterr().out)
    found = {path.stem: pd.read_csv(path) for path in Path("new").iterdir()}
    assert found.keys() == {"t"} | {f"t_{name}" for name in EXPLORING[command]}
    for table in found.values():
        assert table.columns.is_unique
        assert {"runs", "seed", "version"} <= set(table.columns)
        assert (table["runs"] == printed["runs"]).all()
        for package in table.get("levers", pd.Series(dtype=object)).dropna():
            load("minimal", package.split("; "))  # in one cell, and as --set takes it
        plain = table.drop(columns="levers", errors="ignore")
        assert not any("{" in str(cell) or "[" in str(cell) for cell in plain.to_numpy(object).ravel())
    if "results" in printed:
        ended = found["t_scenarios" if "agenda" in command else "t"]
        assert list(ended["adopted"]) == [told["adopted"]["share"] for told in printed["results"]]
        for told, value in zip(printed["results"], ended["text_proposal_mean"], strict=True):
            assert told["text"].get("proposal", {"mean": value})["mean"] == value or np.isnan(value)
    if command.startswith("sweep"):
        assert list(found["t"]["adopted"]) == [point["adopted"]["share"] for point in printed["points"]]
        assert list(found["t"]["text_proposal"]) == [point["text"]["proposal"] for point in printed["points"]]
        keys = ["members.HUN.position", "procedure.opt_out"]
        both = found["t"].merge(found["t_members"], on=keys)
        assert (both["blocks"] <= 1 - both["adopted_x" if "adopted_x" in both else "adopted"]).all()
        assert set(found["t_members"]["member"]) == {"HUN"}


def test_the_page_about_files_knows_what_is_left_out():
    page = (Path(__file__).parents[1] / "docs" / "files.md").read_text(encoding="utf-8")
    assert f"{LONGEST:,} rows" in page
    assert f"{LISTED:,} councils" in page
