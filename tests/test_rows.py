"""What a row keeps of a council and how it comes back: bits, units, parts, files in pieces, plain data of a type."""

import errno
import io
import json
import os
import sys
import zipfile
from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np
import pytest

from nacsim import load, load_result, simulate
from nacsim.errors import Foreign, Missing, WrongValue
from nacsim.files.reading import BadFile
from nacsim.results import chunks, files, frames
from nacsim.results.answer import _article, _short
from nacsim.results.chunks import Chunks, chunk_rows
from nacsim.results.columns import TABLES, columns_of, headings, metric_headings
from nacsim.results.files import blocks, checked, csv_rows, keep, save
from nacsim.results.outcomes import Outcomes, pack, row_type, whole
from nacsim.results.plain import fields_of, misfit, plain, schema_of, typed
from nacsim.vocabulary import OUTCOMES


@pytest.mark.parametrize("members", [1, 7, 8, 9, 16, 17, 40])
def test_members_are_kept_as_bits_the_first_of_each_byte_first(members):
    flags = np.random.default_rng(members).random((members, 30)) < 0.4
    packed = pack(flags)
    assert packed.dtype == np.uint8
    np.testing.assert_array_equal(packed, np.packbits(flags, axis=0).T)
    rows = np.zeros(30, row_type(2, members))
    rows["first"] = packed
    found = Outcomes("x", tuple(f"M{k}" for k in range(members)), ("a", "b"), 0, rows)
    np.testing.assert_array_equal(found.first, flags)


def test_numbers_are_kept_in_whole_units_and_within_what_a_column_carries():
    values = np.array([0.0, 0.004, 0.006, 1.234, -3.0, 655.35, 700.0])
    assert whole(values, 0.01, "u2").tolist() == [0, 0, 1, 123, 0, 65535, 65535]
    assert whole(values, 0.01, "u2").dtype == np.uint16


def councils(runs=7):
    """Two members, one issue; the run's number everywhere."""
    rows = np.zeros(runs, row_type(1, 2))
    numbers = np.arange(runs)
    rows["outcome"], rows["rounds"], rows["days"] = numbers % len(OUTCOMES), 1 + numbers, 15 + numbers
    rows["text"][:, 0], rows["paid"][:, 1] = 1001 * numbers, 150 * numbers
    rows["first"] = pack(np.array([numbers % 2 == 1, numbers % 3 == 0]))
    rows["alone"] = numbers == 2
    return Outcomes("counted", ("A", "B"), ("text",), 5, rows)


def test_a_row_is_read_in_points_days_and_names():
    found = councils()
    assert found.days.tolist() == pytest.approx([1.5 + k / 10 for k in range(7)])
    assert found.text[0].tolist() == pytest.approx([10.01 * k for k in range(7)])
    assert found.paid[1].tolist() == pytest.approx([1.5 * k for k in range(7)])
    heading, *rows = csv_rows(found)
    told = [dict(zip(heading, row, strict=True)) for row in rows]
    assert told[3] == {
        "run": 3, "outcome": OUTCOMES[3], "rounds": 4, "days": 1.8, "text": 30.03, "first": "A B", "blocks": "",
        "alone": 0, "paid": "B:4.50", "pivotal": "",
    }  # fmt: skip
    assert (told[2]["alone"], told[0]["paid"]) == (1, "")
    spaced = replace(found, room=("A", "Costa Rica"))
    assert list(csv_rows(spaced))[4][heading.index("first")] == "A; Costa Rica"


def test_some_of_the_runs_are_councils_too():
    found = councils()
    assert len(found.first_runs(3)) == 3
    assert found.part(slice(2, 5)).rounds.tolist() == [3, 4, 5]
    assert found.first_runs(0).tally().runs == 0
    assert repr(found.first_runs(0)).endswith("none played>")
    adopted = 100 * found.adopted.mean()
    assert f"7 councils, seed 5, {adopted:.1f} % adopted" in repr(found)


def test_councils_are_equal_if_all_of_them_are():
    found = councils()
    assert found == councils()
    assert hash(found) == hash(councils())
    for other in (
        councils(6),
        replace(found, seed=6),
        replace(found, name="x"),
        replace(found, room=("A", "C")),
        3,
    ):
        assert found != other
    changed = found.rows.copy()
    changed["paid"][3, 0] = 1
    assert found != replace(found, rows=changed)


def test_what_cannot_be_played_again_says_why():
    with pytest.raises(WrongValue, match="does not know its scenario"):
        councils().replayed("a figure")
    own = replace(simulate("minimal", 3), minds=(("FRA", "Tired"),))
    with pytest.raises(WrongValue, match="FRA: Tired"):
        own.replayed("a figure")
    assert councils().questions == ()
    assert simulate("minimal", 3).replayed("a figure") == load("minimal")


@pytest.mark.parametrize(
    ("first", "lasted", "ratified", "plain"),
    [
        ([[1, 0, 1], [0, 0, 1]], [2, 2, 3], True, True),
        ([[1, 0, 0], [0, 0, 1]], [2, 2, 3], True, False),  # somebody held out at home first
        ([[1, 0, 1], [0, 0, 1]], [2, 1, 3], True, False),  # the last of two rounds was at home
        ([[1, 1, 1], [0, 0, 1]], [2, 2, 3], False, False),
        ([[1, 0, 1], [0, 0, 1]], [2, 2, 4], False, False),
    ],
)
def test_what_is_played_again_went_as_the_rows_say_which_know_of_the_home_too(first, lasted, ratified, plain):
    found = councils(3)
    found.rows["first"], found.rows["rounds"] = pack(np.array([[1, 0, 1], [0, 0, 1]], bool)), [2, 2, 3]
    for ratification, wanted in ((25, ratified), (None, plain)):
        question = load("minimal").with_(ratification=None if ratification is None else {"days": 25})
        again = replace(found, question=question)
        assert frames.as_before(again, np.array(first, bool), np.array(lasted)) == wanted


@pytest.mark.parametrize("step", [1, 2, 3, 7, 100])
def test_a_saved_run_is_read_in_pieces_of_any_length(tmp_path, step):
    found = councils()
    path = keep(found, tmp_path / "kept.npz")
    parts = list(blocks(path, step))
    assert [len(part) for part in parts] == [min(step, 7 - k) for k in range(0, 7, step)]
    assert np.concatenate(parts).tobytes() == found.rows.tobytes()
    assert load_result(path) == found


def test_what_is_wrong_with_a_saved_run_is_said_once(tmp_path):
    with pytest.raises(BadFile) as told:
        list(blocks(tmp_path / "none.npz", 3))
    assert str(told.value).endswith("none.npz: no such file")
    assert "damaged" not in str(told.value)
    born = {"scenario": "x", "version": "0", "seed": 0, "runs": 7, "room": [], "issues": ["text"]}
    save(councils(), tmp_path / "bad.npz", born)
    with pytest.raises(BadFile) as told:
        list(blocks(tmp_path / "bad.npz", 3))
    assert str(told.value).count("not a saved run") == 1
    (tmp_path / "torn.npz").write_bytes((tmp_path / "bad.npz").read_bytes()[:-30])
    with pytest.raises(BadFile, match="or damaged"):
        list(blocks(tmp_path / "torn.npz", 3))


@pytest.mark.parametrize(("number", "kind"), [(errno.EIO, OSError), (errno.EINVAL, BadFile)])
def test_what_the_system_refuses_is_no_damage_but_a_part_before_the_file_is(
    tmp_path, monkeypatch, number, kind
):
    path = keep(councils(), tmp_path / "kept.npz")

    def refuses(*_, **__):
        raise OSError(number, "refused")

    monkeypatch.setattr(files.zipfile, "ZipFile", refuses)
    for read in (files.load, lambda path: list(blocks(path, 3))):
        with pytest.raises(kind, match="refused") as told:
            read(path)
        assert isinstance(told.value, BadFile) == (kind is BadFile)


BORN = {"scenario": "x", "version": "0", "seed": 0, "runs": 1, "room": ["A"], "issues": ["text"]}


class Full(zipfile.ZipFile):
    """A file on a full disk: closing it fails, and once more tells nothing new."""

    def close(self):
        was_open = self.fp is not None
        super().close()
        if was_open:
            raise OSError("full")


def test_of_two_errors_the_first_is_told_and_nothing_is_left(tmp_path, monkeypatch):
    """A certificate that cannot be written, then a file that cannot be closed; a file that cannot be closed alone."""
    monkeypatch.setattr(files.zipfile, "ZipFile", Full)
    for born, error in (({(): "no name"}, TypeError), ({}, OSError)):
        with pytest.raises(error):
            save(councils(), tmp_path / "kept.npz", born)
        assert not list(tmp_path.iterdir())


class Harmful:
    """What a pickle may hold: reading it does something."""

    def __reduce__(self):
        return os.mkdir, ("harm",)


def test_a_saved_run_is_data_and_nothing_in_it_is_carried_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = io.BytesIO()
    np.save(rows, np.array([Harmful()], object), allow_pickle=True)
    with zipfile.ZipFile("kept.npz", "w") as archive:
        archive.writestr(files.ROWS, rows.getvalue())
        archive.writestr(files.CERTIFICATE, json.dumps(BORN | {"runs": 1}))
    with pytest.raises(BadFile):
        files.load(tmp_path / "kept.npz")
    assert not (tmp_path / "harm").exists()


def test_a_certificate_is_the_same_in_whatever_order_it_is_told(tmp_path):
    found = councils()
    for name, told in (("one", {"a": 1, "b": 2}), ("other", {"b": 2, "a": 1})):
        save(found, tmp_path / name, told)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("runs", [1, 2, 300])
def test_councils_of_a_large_room_come_back(tmp_path, runs):
    rows = np.zeros(runs, row_type(9, 200))
    rows["days"] = np.arange(runs)
    room = tuple(f"M{k}" for k in range(200))
    found = Outcomes("large", room, tuple("abcdefghi"), 3, rows)
    path = keep(found, tmp_path / "kept.npz")
    assert load_result(path) == found
    assert np.concatenate(list(blocks(path, 7))).tobytes() == rows.tobytes()


def test_the_least_that_a_certificate_may_say():
    assert checked(BORN, "x") == row_type(1, 1)
    assert checked(BORN | {"format": 1, "room": ["A", "B"], "issues": ["a", "b", "c"]}, "x") == row_type(3, 2)


@pytest.mark.parametrize(
    "change", [{"runs": 0}, {"seed": -1}, {"room": ["A", "A"]}, {"issues": []}, {"runs": True}, {"format": 0}]
)
def test_a_certificate_that_cannot_be_is_refused(change):
    with pytest.raises(BadFile):
        checked(BORN | change, "x")


def test_a_chunk_is_a_whole_number_of_steps_of_about_the_same_size(monkeypatch):
    """Of 100 bytes three steps of two rows of ten, of 15 bytes one step at least."""
    kind = np.dtype("S10")
    for size, rows in ((100, 10), (79, 6), (15, 2)):
        monkeypatch.setattr(chunks, "CHUNK", size)
        assert chunk_rows(kind, 2) == rows


def test_a_chunk_that_somebody_changes_meanwhile_is_told(tmp_path):
    with Chunks(tmp_path, "x", np.dtype("u1")) as kept:
        kept.add(np.arange(9, dtype="u1"))
        assert kept.runs == 9
        path = tmp_path / "rows.bin"
        written = path.read_bytes()
        for place in range(len(written)):
            path.write_bytes(written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :])
            with pytest.raises(Foreign, match="changed by somebody else"):
                list(kept)


@pytest.mark.parametrize(
    "told", [None, 3, [1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 3, -1], [1, 2, 3, "4"], [1, 2.0, 3, 4]]
)
def test_a_line_of_a_ledger_that_tells_of_no_chunk(told):
    assert chunks._chunk(told) is None
    assert chunks._chunk([0, 0, 0, 0]) == (0, 0, 0, 0)


def test_pieces_of_a_chunk_have_the_sum_of_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "BATCH", 5)
    rows = np.random.default_rng(0).integers(0, 256, 40).astype("u1")
    for _ in range(2):
        with Chunks(tmp_path, "x", rows.dtype) as kept:
            if not kept.runs:
                kept.add(rows)
                kept.add(rows[:3])
            assert kept.runs == 43
            assert [len(part) for part in kept] == [40, 3]


# columns


def test_a_table_without_pandas_says_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(Missing, match="pip install pandas"):
        councils().frame()


def test_an_issue_that_is_called_like_a_column_has_another_heading():
    table = TABLES["runs"]
    assert headings(table, ("office", "days")) == {"office": "office", "days": "text.days"}
    assert headings(table, ("days", "text.days")) == {"days": "text.text.days", "text.days": "text.days"}
    assert headings(table, ("text.days", "days")) == {"text.days": "text.days", "days": "text.text.days"}
    assert metric_headings(["run", "late"], ["late", "soon"]) == {"late": "metric.late", "soon": "soon"}


def test_the_column_of_an_issue_says_what_its_ends_mean():
    @dataclass
    class Issue:
        label: str = ""
        zero: str = ""
        hundred: str = ""

    issues = {
        "plain": Issue(),
        "named": Issue("The office", hundred="opened"),
        "both": Issue("", "none", "all"),
    }
    told = {name: column.meaning.partition(": ")[0] for name, column in columns_of(TABLES["runs"], issues)}
    assert told["plain"] == "plain"
    assert told["named"] == "The office (100 is opened)"
    assert told["both"] == "both (0 is none, 100 is all)"
    assert list(told)[-3:] == list(issues)
    assert len(told) == len(TABLES["runs"].columns) + 2


# plain data of a type


@dataclass(frozen=True)
class Inner:
    """A part.

    More of it.
    """

    low: Annotated[float, "lowest"]
    class_: int | None = None


@dataclass(frozen=True)
class Lasting:
    """What may be missing without being None, and what may be more than one thing."""

    days: int = 3
    either: int | str | None = None


@dataclass(frozen=True)
class Outer:
    """A whole."""

    name: str
    sure: bool
    parts: Annotated[tuple[Inner, ...], "in order"]
    by_name: dict[str, Inner]
    whole: int
    any_: Any
    maybe: Inner | None = None


TOLD = {
    "name": "x", "sure": True, "parts": [{"low": 0.5, "class": 3}, {"low": 1}], "by_name": {"a": {"low": 2.0}}, "whole": 4,
    "any": [1],
}  # fmt: skip


def test_plain_data_become_a_type_and_plain_data_again():
    found = typed(Outer, TOLD)
    assert found == Outer("x", True, (Inner(0.5, 3), Inner(1)), {"a": Inner(2.0)}, 4, [1])
    assert plain(found) == TOLD
    assert plain(typed(Outer, TOLD | {"maybe": {"low": 3.0}}))["maybe"] == {"low": 3.0}
    assert typed(Outer, TOLD | {"maybe": None}).maybe is None
    with pytest.raises(TypeError, match="Inner has no field hihg"):
        typed(Outer, TOLD | {"parts": [{"low": 1.0, "hihg": 2}]})
    assert not misfit(Outer, json.loads(json.dumps(TOLD)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": 3}, "name is 3"),
        ({"sure": 1}, "sure is 1"),
        ({"whole": True}, "whole is True"),
        ({"whole": 1.5}, "whole is 1.5"),
        ({"whole": 2**63}, f"whole is {2**63}"),
        ({"whole": -(2**63)}, f"whole is {-(2**63)}"),
        ({"whole": 2**63 - 1}, ""),
        ({"parts": {"low": 1.0}}, "parts is {'low': 1.0}"),
        ({"parts": [{"low": 1.0}, {"low": float("nan")}]}, "parts.1.low is nan"),
        ({"parts": [{"low": True}]}, "parts.0.low is True"),
        ({"parts": [{"low": 1.0, "class": "x"}]}, "parts.0.class is 'x'"),
        ({"parts": [{"low": 1.0, "class": None}]}, ""),
        ({"parts": [{}]}, "parts.0.low is missing"),
        ({"by_name": []}, "by_name is []"),
        ({"by_name": {"a": {"low": 1.0, "z": 1, "b": 2}}}, "by_name.a.b is not known"),
        ({"by_name": {"a": 3}}, "by_name.a is 3"),
        ({"any": "anything"}, ""),
        ({"maybe": None}, ""),
        ({"maybe": 3}, "maybe is 3"),
    ],
)
def test_where_plain_data_are_not_of_a_type(change, said):
    assert misfit(Outer, TOLD | change) == said


def test_plain_data_that_are_nothing_of_the_kind():
    assert misfit(Outer, [1]) == "all of it is [1]"
    assert misfit(Outer, {"name": "x" * 100}) == "sure is missing"
    assert misfit(str, 7, ".deep") == "deep is 7"


def test_a_schema_names_shared_types_once():
    shared = {}
    assert schema_of(Outer, shared) == {"$ref": "#/$defs/Outer"}
    assert list(shared) == ["Outer", "Inner"]
    assert shared["Inner"] == {
        "description": "A part.",
        "type": "object",
        "properties": {"low": {"type": "number", "description": "lowest"}, "class": {"type": "integer"}},
        "required": ["low"],
        "additionalProperties": False,
    }
    told = shared["Outer"]["properties"]
    assert told["parts"] == {"type": "array", "items": {"$ref": "#/$defs/Inner"}, "description": "in order"}
    assert told["by_name"] == {"type": "object", "additionalProperties": {"$ref": "#/$defs/Inner"}}
    assert (told["any"], told["maybe"]) == ({}, {"$ref": "#/$defs/Inner"})
    assert schema_of(int | None, shared) == {"anyOf": [{"type": "integer"}, {"type": "null"}]}
    assert shared["Outer"]["required"] == ["name", "sure", "parts", "by_name", "whole", "any_".rstrip("_")]


def test_the_type_of_what_may_be_missing_is_told_without_that():
    kinds = {field.key: field.given for kind in (Outer, Lasting) for field in fields_of(kind)}
    assert (kinds["maybe"], kinds["whole"]) == (Inner, int)
    assert (kinds["days"], kinds["either"]) == (int, int | str | None)


def test_results_are_named_and_cut_as_in_a_sentence():
    assert [_article(name) for name in ("Agenda", "Sweep", "Pivots")] == ["an Agenda", "a Sweep", "Pivots"]
    assert _short("x" * 160) == "x" * 160
    assert _short("x" * 161) == "x" * 159 + "…"
