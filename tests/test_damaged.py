"""Whatever a file holds, a command answers, or says in a line what is wrong with it, with code 2; nothing is left behind."""

import json
import os
import zlib
from pathlib import Path
from random import Random

import pytest
from damaged import (
    DEU,
    DOORS,
    KINDS,
    MANIFEST,
    QUESTION,
    RESUMED,
    SECONDS,
    House,
    ask,
    bomb,
    by_chance,
    within,
)
from edge_cases import said

import nacsim
from nacsim.files.reading import BadFile, check_sum
from nacsim.results.answers import RESULTS
from nacsim.results.files import blocks
from nacsim.results.identity import check_of
from nacsim.results.plain import misfit, typed


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    here, place = os.getcwd(), tmp_path_factory.mktemp("house").resolve()
    os.chdir(place)
    yield House(place)
    os.chdir(here)


@pytest.fixture
def house(home):
    """The house with nothing damaged, whatever the test before has done to it."""
    home.restore()
    return home


def shown(door):
    return f"{' '.join(door.words[:3])} < {door.file}"


@pytest.mark.parametrize("door", DOORS, ids=shown)
def test_a_good_file_is_taken(door, house):
    assert ask(door.words).code == 0


@pytest.mark.parametrize("number", range(len(DOORS)), ids=lambda number: shown(DOORS[number]))
def test_a_damaged_file_is_a_line(number, house):
    door, kinds = DOORS[number], list(KINDS)
    good = house.original(door)
    for kind in (kinds[number % len(kinds)], kinds[(2 * number + 9) % len(kinds)]):
        assert not house.tried(door, KINDS[kind](good), seal=True), kind
    assert not house.tried(door, by_chance(door, good, Random(number)), seal=True)


def test_a_small_archive_of_something_large_is_refused(house):
    large = bomb()
    for file in ("actors.xlsx", "saved/outcomes.npz"):
        door = next(door for door in DOORS if door.file == file)
        assert not house.tried(door, large, seal=True)


@pytest.mark.parametrize("door", DOORS, ids=shown)
def test_a_pipe_that_nobody_writes_to_is_no_wait(door, house):
    os.unlink(door.file)
    os.mkfifo(door.file)
    with within(SECONDS):
        found = ask(door.words)
    os.unlink(door.file)
    beside = door.file == MANIFEST and "--csv" in door.words  # a manifest that cannot be read is made anew
    assert found.code == (0 if beside else 2), found
    assert "pipe" in found.out + found.err or beside or door.file.startswith("saved/"), found


NO_FILES = {
    "pipe": lambda path: os.mkfifo(path),
    "folder": os.mkdir,
    "device": lambda path: os.symlink("/dev/zero", path),
}


@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_said_at_once(kind, house):
    for path in ("odd", "saved/outcomes.npz", "begun/unfinished.jsonl"):
        Path(path).unlink(missing_ok=True)
        NO_FILES[kind](path)
    asked = {
        "a result": lambda: nacsim.load_result("odd"),
        "a run": lambda: nacsim.load_result("saved"),
        "rows": lambda: next(blocks(Path("saved/outcomes.npz"), 10)),
        "a ledger": lambda: nacsim.sweep(
            "s.toml", {"default.salience": (10, 90, 9)}, 400, out="begun", jobs=1
        ),
        "a check sum": lambda: check_sum(Path("odd")),
    }
    for ask_ in list(asked)[kind == "folder" :]:  # a folder may be a result: it says what it lacks
        with pytest.raises(nacsim.NacsimError, match=kind):
            asked[ask_]()
    for path in ("odd", "saved/outcomes.npz", "begun/unfinished.jsonl"):
        (os.rmdir if kind == "folder" else os.unlink)(path)


def test_a_pipe_that_somebody_writes_to_is_a_file(house):
    read, write = os.pipe()
    os.write(write, QUESTION.encode())
    os.close(write)
    assert said(("run", f"/dev/fd/{read}", "--runs", "5")).code == 0
    os.close(read)


CELLS = (
    "{ low = 1e999999999, high = 2 }",
    "{ low = 1e-999999999, high = 2 }",
    "{ low = [1], high = 2 }",
    "{ values = 3, weights = 4 }",
)


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_is_no_number_is_named_at_once(cell, house):
    Path("odd.csv").write_text(f"name;position\nA;{cell}\nB;40\n", encoding="utf-8")
    found = said(("convert", "odd.csv", "made.toml"))
    assert found.code == 2
    assert "odd.csv:2: position" in found.err
    assert said(("convert", "actors.csv", "made.toml", "--scale", "1e999999999:0")).code == 2


def test_an_issue_that_the_data_have_twice_is_named(house):
    Path("twice.tsv").write_text("\n".join("\t".join(row) for row in [*DEU, DEU[1]]) + "\n", encoding="utf-8")
    found = said(("validate", "--deu", "twice.tsv", "--runs", "5"))
    assert (found.code, "twice.tsv:5: issue i1 has a second line" in found.err) == (2, True)


@pytest.mark.parametrize("rows", [None, [], [[1, 2]], [["x"]], [[float("nan")]], [[-1]]])
def test_a_ledger_that_counts_otherwise_is_refused(rows, house):
    path = Path("begun", RESUMED)
    lines = path.read_bytes().splitlines()
    content = json.dumps([0, rows]).encode()
    path.write_bytes(b"\n".join([lines[0], f"{zlib.crc32(content):08x} ".encode() + content, b""]))
    with pytest.raises(BadFile, match="not a ledger of this sweep"):
        nacsim.sweep("s.toml", {"default.salience": (10, 90, 9)}, 400, out="begun", jobs=1)


def sealed_anew(change):
    """The result of a sweep with a change in it that its check sum does not show."""
    path = Path("swept/sweep.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    told["check"] = check_of({key: value for key, value in told.items() if key not in ("identity", "check")})
    path.write_text(json.dumps(told), encoding="utf-8")


CHANGES = [
    lambda told: told.update(points=None),
    lambda told: told["points"].pop(),
    lambda told: told["points"][0].update(rounds="x"),
    lambda told: told["points"][0]["text"].update(other=1.0),
    lambda told: told["points"][0].update(members={"Z": {}}),
    lambda told: told.update(runs=3),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_sweep_that_answers_something_else_is_refused(change, house):
    sealed_anew(change)
    found = said(("sweep", "e.toml", "--jobs", "1", "--out", "swept"))
    assert (found.code, "remove it to play the sweep again" in found.err) == (2, True), found


def test_a_kept_result_that_was_changed_is_not_believed(house):
    told = json.loads(Path("kept.json").read_text(encoding="utf-8"))
    assert nacsim.load_result("kept.json").runs == told["result"]["runs"]
    told["result"]["runs"] += 1
    Path("kept.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(nacsim.NacsimError, match="was changed"):
        nacsim.load_result("kept.json")
    del told["check"]  # as they were before there was one
    Path("kept.json").write_text(json.dumps(told), encoding="utf-8")
    assert nacsim.load_result("kept.json").runs == told["result"]["runs"]
    told["result"]["runs"] = "many"
    Path("kept.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(nacsim.NacsimError, match="cannot be: runs is 'many'"):
        nacsim.load_result("kept.json")


def test_what_does_not_fit_a_type_is_named_with_its_place(house):
    told = nacsim.pivots("s.toml", 5, jobs=1).to_dict()
    kind = next(kind for kind in RESULTS if kind.__name__ == "Pivots")
    assert not misfit(kind, json.loads(json.dumps(told)))
    assert typed(kind, told).to_dict() == told
    changes = {type(row.if_silent).__name__ for row in typed(kind, told).members.values()}
    assert changes - {"NoneType"} == {"Difference"}  # what may be missing has a type, too
    for change, place in (
        ({"runs": True}, "runs is True"),
        ({"members": []}, "members is []"),
        ({"odd": 1}, "odd is not known"),
    ):
        assert place in misfit(kind, json.loads(json.dumps(told)) | change)
    del told["adopted"]["low"]
    assert misfit(kind, told) == "adopted.low is missing"


def test_a_run_of_another_room_is_not_drawn(house):
    door = next(door for door in DOORS if door.file == "saved/scenario.toml")
    other = house.original(door).replace(b'"B"', b'"Bx"')
    assert not house.tried(door, other, seal=True)
    assert "another room" in ask(door.words).err
