"""Making a question: texts changed in place, what people type, edits, the form, tables, a file that is followed."""

import base64
import io
import os
import shutil
import tomllib
import zipfile
from contextlib import suppress

import openpyxl
import pytest

from nacsim.scenario import load, loads, shipped
from nacsim.scenario.format.document import TABLES
from nacsim.scenario.format.patch import patched
from nacsim.scenario.format.starter import blank, starter
from nacsim.scenario.format.write import write

pytest.importorskip("starlette")

from nacsim.web import limits
from nacsim.web.begin import beginning
from nacsim.web.follow import Followed
from nacsim.web.limits import Refusal
from nacsim.web.making.answers import begin, edit, table
from nacsim.web.making.fields import field_at, fields_of, told_fields
from nacsim.web.making.typed import quantity, shown

TEXT = """\
# about the file
title = "A text"  # its title

[issues.office]
status_quo = 0    # nothing there
proposed = 100

# what follows is about members
[default]
position = 70
salience = 10
resolve = 10

[members]
FRA = { position = 5 }   # as said in May
"""


def put(text, *ops):
    answer = edit({"key": "k", "name": "mine", "text": text, "ops": list(ops)})
    assert answer["key"] == "k"
    return answer


def typed(path, text):
    return {"do": "type", "path": path.split("."), "text": text}


def fields(answer):
    """All fields of a form by their dotted path."""
    form, found = answer["form"], {}
    sections = form["sections"]
    entries = [*sections["question"], *sections["issues"], *sections["groups"], *sections["actors"]]
    entries += [
        *sections["events"],
        *sections["procedure"],
        *sections["rest"],
        form["default"],
        *form["members"],
    ]
    for expert in sections["experts"]["each"]:
        entries += [expert, *expert["views"]]
    for entry in [*entries, sections["experts"]["pool"]]:
        found |= {".".join(field["path"]): field for field in entry["fields"]}
    return found


# --- texts changed in place


def test_a_change_leaves_every_other_line_as_it_is():
    made, kept = patched(TEXT, tomllib.loads(TEXT.replace("proposed = 100", "proposed = 80")))
    assert kept
    assert made == TEXT.replace("proposed = 100", "proposed = 80")
    tables = tomllib.loads(TEXT)
    tables["members"]["DEU"] = {"position": 40}
    tables["date"] = tables["title"]
    del tables["issues"]["office"]["status_quo"]
    made, kept = patched(TEXT, tables)
    assert kept
    assert tomllib.loads(made) == tables
    lines = made.splitlines()
    assert lines[1:3] == ['title = "A text"  # its title', 'date = "A text"']
    assert lines[-2:] == [*TEXT.splitlines()[-1:], "DEU = { position = 40 }"]
    assert lines.index("# what follows is about members") == lines.index("[default]") - 1


CHANGES = {
    "title": 'a "new" one',
    "absent": ["x"],
    "members": {"new one": {"position": {"low": 1, "high": 2}}},
    "issues": {"new": {"proposed": 3}},
    "groups": {"new": {"members": ["a"], "note": "é\n"}},
    "actors": {"new": {"stance": 4}},
    "procedure": {"rounds": 3},
    "experts": {"new": {"weight": 2, "members": {"a": {"resolve": 1}}}},
}


@pytest.mark.parametrize("name", ["tokyo_two_coders", "ukraine_invitation", "eu_nice", "osce_chair_2024"])
def test_any_change_of_a_file_reads_back_as_that_change(name):
    text = shipped()[name].read_text(encoding="utf-8")
    for key, value in CHANGES.items():
        tables = tomllib.loads(text)
        tables[key] = tables[key] | value if isinstance(value, dict) and key in tables else value
        made, kept = patched(text, tables)
        assert tomllib.loads(made) == tables
        comments = [line for line in text.splitlines() if line.startswith("#")]
        assert kept
        assert [line for line in made.splitlines() if line.startswith("#")] == comments


# --- what people type

ONE_OF_TWO = "{ values = [1, 9], weights = [3, 1] }"


@pytest.mark.parametrize(
    ("text", "value", "again"),
    [
        ("40", 40, "40"),
        (" 37.5 ", 37.5, "37.5"),
        ("25..60", {"low": 25, "high": 60}, "25..60"),
        ("25–60", {"low": 25, "high": 60}, "25..60"),
        ("25 - 60", {"low": 25, "high": 60}, "25..60"),
        ("-40", -40, "-40"),
        ("10..40..60", {"low": 10, "mode": 40, "high": 60}, "10..40..60"),
        ("40 ± 10", {"mean": 40, "sd": 10}, "40 ± 10"),
        ("40+-10", {"mean": 40, "sd": 10}, "40 ± 10"),
        (ONE_OF_TWO, {"values": [1, 9], "weights": [3, 1]}, ONE_OF_TWO),
        ("much", "much", "much"),
    ],
)  # fmt: skip
def test_quantities_as_people_write_them(text, value, again):
    assert quantity(text.strip()) == value
    assert shown(value) == again
    assert quantity(again) == value


def test_every_key_of_the_format_is_a_field_or_a_table():
    tables = "issues groups members experts actors events set change conditions default procedure chair uncertainty"
    tables = {*tables.split(), "network", "ratification", "road", "noted", "parameters", "observed"}
    apart = {"extends", "coding", "ties"}  # refused in a text alone; any keys; a table of tables
    for pattern, model in TABLES.items():
        assert set(model.model_fields) - set(fields_of(pattern)) <= tables | apart, pattern
    assert field_at(("members", "FRA", "position", "office"))[1] == ("office",)
    assert field_at(("members", "FRA", "posture")) is None
    assert all(one["meaning"] for one in told_fields().values())


# --- edits


def test_a_question_is_made_field_by_field_and_runs_at_every_step():
    text = blank()
    for op in (  # one after the other
        typed("title", "An office"),
        typed("date", "2023-07-11"),
        {"do": "add", "path": ["members"], "name": "Frankreich"},
        typed("members.FRA.position.proposal", "5..20"),
        {"do": "add", "path": ["issues"], "name": "Wording beyond"},
        typed("members.FRA.position.wording_beyond", "10"),
        {"do": "add", "path": ["actors"], "name": "China"},
        typed("actors.china.reach.USA", "20"),
        {"do": "add", "path": ["events"]},
        {"do": "add", "path": ["experts"], "name": "Dr. Müller"},
        {"do": "add", "path": ["experts", "dr_muller", "members"], "name": "Germany"},
        typed("experts.dr_muller.members.DEU.position.proposal", "20"),
        {"do": "sit", "path": [], "name": "USA", "in": False},
        {"do": "drop", "path": ["actors", "china"]},
        {"do": "add", "path": ["groups"], "name": "baltic_3"},
        typed("groups.baltic_3.salience.proposal", "50"),
        typed("procedure.opt_out", True),
    ):
        more = [typed("events.0.members", "FRA, DEU"), typed("events.0.change.position.proposal", "20")]
        answer = put(text, op, *(more if op["path"] == ["events"] else []))
        assert answer["problems"] == [], op
        assert answer["runs"]
        assert answer["kept"]
        text = answer["text"]
    made = loads(text)
    assert made.title == "An office"
    assert len(made.room) == 30
    assert list(made.issues) == ["proposal", "wording_beyond"]
    assert made.document["members"]["FRA"]["position"] == {
        "proposal": {"low": 5, "high": 20},
        "wording_beyond": 10,
    }
    assert made.document["events"][0]["change"] == {"position": {"proposal": 20}}
    assert made.document["experts"]["dr_muller"]["members"] == {"DEU": {"position": {"proposal": 20}}}
    assert made.members["EST"].salience == {"proposal": 50, "wording_beyond": 20}
    assert "# every member that is not named below" in text
    gone = loads(put(text, {"do": "drop", "path": ["issues", "wording_beyond"]})["text"])
    assert list(gone.issues) == ["proposal"]
    assert "wording_beyond" not in repr(gone.document)


def test_one_value_for_all_issues_is_kept_by_the_others():
    text = TEXT.replace("[issues.office]", "[issues.more]\nstatus_quo = 0\nproposed = 50\n\n[issues.office]")
    made = tomllib.loads(put(text, typed("members.FRA.position.office", "30"))["text"])
    assert made["members"]["FRA"] == {"position": {"more": 5, "office": 30}}
    made = tomllib.loads(put(text, typed("members.FRA.position.office", ""))["text"])
    assert made["members"]["FRA"] == {"position": {"more": 5}}
    alone = tomllib.loads(put(TEXT, typed("members.FRA.position.office", "30"))["text"])
    assert alone["members"]["FRA"] == {"position": 30}


def test_mistakes_stand_beside_their_fields_in_the_words_of_the_check():
    answer = put(
        TEXT,
        typed("members.FRA.position.office", "much"),
        typed("procedure.rule", "unanimty"),
        typed("issues.office.proposed", ""),
    )
    found = {key: field["wrong"] for key, field in fields(answer).items() if field["wrong"]}
    assert set(found) == {"members.FRA.position.office", "procedure.rule", "issues.office.proposed"}
    assert found["members.FRA.position.office"] == ['"much" is not a number; allowed: a number from 0 to 100']
    assert "nearest: unanimity" in found["procedure.rule"][0]
    assert "missing" in found["issues.office.proposed"][0]
    assert {p["key"]: p["line"] for p in answer["problems"]}["members.FRA.position"] == 14
    assert answer["form"]["loose"] == []
    assert not answer["runs"]


def test_a_text_that_is_not_toml_comes_back_as_it_is():
    answer = put(TEXT + "[oops\n", typed("title", "x"))
    assert answer["text"] == TEXT + "[oops\n"
    assert answer["form"] is None
    assert answer["problems"][0]["line"] == 16
    for wrong in (
        {"do": "burn"},
        {"do": "type", "path": ["nothing"], "text": "x"},
        {"do": "add", "path": ["title"], "name": "x"},
        3,
    ):
        with pytest.raises(Refusal):
            put(TEXT, wrong)


@pytest.mark.parametrize(
    "name", ["tokyo_liaison_office", "tokyo_two_coders", "osce_chair_2024", "hormuz_coalition"]
)
def test_the_form_shows_what_members_have_from_others(name):
    answer = begin({"how": "copy", "scenario": name, "edits": {}})
    scenario, shown_ = load(name), fields(put(answer["text"]))
    assert {path.split(".")[1] for path in shown_ if path.startswith("members.")} >= set(scenario.room)
    for code in scenario.room:
        field = shown_[f"members.{code}.resolve"]
        assert field["value"] is not None or field["inherits"] == shown(
            scenario.without_experts().members[code].resolve
        )


# --- to begin with


def test_a_copy_says_the_same_with_comments_and_edits():
    told = {"how": "copy", "scenario": "tokyo_liaison_office", "edits": {"members.FRA.position.office": 60}}
    text = begin(told)["text"]
    assert "# Vilnius summit: 31 members" in text
    made = loads(text)
    assert made.members["FRA"].position["office"] == 60
    assert made.members["FRA"].confidence == "assumption (page)"
    assert loads(begin({"how": "blank"})["text"]) == loads(blank())
    assert begin({"how": "example"})["text"] == starter("A proposal")
    with pytest.raises(Refusal):
        begin({"how": "magic"})


# --- tables


TWO = """\
title = "Two"  # its title

# the office, and what it is
[issues.office]
status_quo = 0    # nothing there
proposed = 100

[issues.words]
proposed = 80

# what follows is about members
[default]
position = { office = 70, words = 60 }
"""


def move(text, name, by):
    return put(text, {"do": "move", "path": ["issues", name], "by": by})


def test_an_issue_goes_up_and_down_with_its_comments():
    found = move(TWO, "words", -1)
    assert found["kept"]
    assert [name for name, _ in found["form"]["issues"]] == ["words", "office"]
    assert found["text"].index("[issues.words]") < found["text"].index(
        "# the office, and what it is\n[issues.office]"
    )
    assert found["text"].endswith(TWO[TWO.index("\n# what follows") :])
    assert move(found["text"], "words", 1)["text"] == TWO
    assert move(TWO, "office", -1)["text"] == TWO


def test_issues_that_are_written_in_one_line_are_written_anew():
    inline = 'title = "Two"\nissues = { office = { proposed = 100 }, words = { proposed = 80 } }\n'
    found = move(inline, "words", -1)
    assert not found["kept"]
    assert list(tomllib.loads(found["text"])["issues"]) == ["words", "office"]


@pytest.mark.parametrize(("name", "by"), [("nothing", 1), ("office", 2), ("office", None)])
def test_what_is_no_move_is_refused(name, by):
    with pytest.raises(Refusal):
        move(TWO, name, by)


def workbook(rows):
    """A workbook in base 64, as the page sends it."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(held)
    return base64.b64encode(held.getvalue()).decode()


def test_a_workbook_is_read_as_the_same_rows_pasted():
    rows = [("Member", "Position", "Salience"), ("Frankreich", 1, 8), ("Germany", 4, 3), ("USA", 9, 4)]
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    pasted, brought = table({"text": text}), table({"file": workbook(rows)})
    assert brought["problems"] == []
    assert brought["document"] == pasted["document"]
    damaged = base64.b64encode(base64.b64decode(workbook(rows))[:-400]).decode()
    assert "archive" in table({"file": damaged})["problems"][0]["message"]


@pytest.mark.parametrize("told", [{}, {"file": "no base 64"}, {"file": ""}, {"text": " "}, {"text": 1}])
def test_what_is_no_table_is_refused(told):
    with pytest.raises(Refusal):
        table(told)


def test_a_small_workbook_that_unpacks_to_a_large_one_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * (limits.UNPACKED + 1))
    assert len(held.getvalue()) < limits.BYTES / 10
    with pytest.raises(Refusal, match="unpacks to"):
        table({"file": base64.b64encode(held.getvalue()).decode()})


def test_a_pasted_table_is_told_and_taken_in():
    found = table(
        {
            "text": "Member\tPosition\tSalience\nFrankreich\t1\t8\nGermany\t4\t3\nUSA\t9\t4\n",
            "options": {"scale": "0:10"},
        }
    )
    assert found["problems"] == []
    assert found["count"] == 3
    assert any("France" in line or "Frankreich = FRA" in line for line in found["read"])
    assert found["assumed"]
    assert all(set(one) == {"what", "option"} for one in found["assumed"])
    made = tomllib.loads(put(TEXT, {"do": "take", "path": [], "document": found["document"]})["text"])
    assert made["members"] == {
        "FRA": {"position": 10, "salience": 80},
        "DEU": {"position": 40, "salience": 30},
        "USA": {"position": 90, "salience": 40},
    }
    assert loads(found["toml"]).room == ("FRA", "DEU", "USA")
    wrong = table({"text": "Member;Position\nFrance;much\n"})
    assert wrong["problems"][0]["line"] == 2
    with pytest.raises(Refusal):
        table({"text": "a,b", "options": {"out": "x"}})


def test_a_body_of_its_own_is_seated_and_unseated():
    text = put(
        TEXT,
        {"do": "room", "path": [], "name": "North, South\nFar East"},
        {"do": "add", "path": ["members"], "name": "West"},
    )["text"]
    assert loads(text).room == ("North", "South", "Far East", "West")
    text = put(text, {"do": "drop", "path": ["members", "South"]})["text"]
    assert loads(text).room == ("North", "Far East", "West")
    assert "roster" not in tomllib.loads(put(text, {"do": "room", "path": [], "name": ""})["text"])


# --- a file that is followed


def test_a_file_is_followed_as_it_is_edited_elsewhere(tmp_path):
    file, parent = tmp_path / "mine.toml", tmp_path / "parent.toml"
    shutil.copy(shipped()["minimal"], parent)
    file.write_text('extends = "parent.toml"  # the usual\ntitle = "One"\n', encoding="utf-8")
    told = beginning(str(file))
    assert told["follow"] == str(file)
    assert loads(told["toml"]).title == "One"
    assert beginning("minimal") == {"name": "minimal", "toml": None, "follow": None}
    followed = Followed(told["follow"])
    first = followed.look({})
    assert first["toml"] == told["toml"]
    assert first["problems"] == []
    assert first["name"] == "mine"
    assert followed.look({"stamp": first["stamp"]}) == {"stamp": first["stamp"]}
    parent.write_text(
        parent.read_text(encoding="utf-8").replace("position = 20", "position = 30"), encoding="utf-8"
    )
    os.utime(parent, ns=(1, 1))
    second = followed.look({"stamp": first["stamp"]})
    assert loads(second["toml"]).members["HUN"].position["proposal"] == 30
    file.write_text('extends = "parent.toml"\ntitle = 3\n', encoding="utf-8")
    broken = followed.look({"stamp": second["stamp"]})
    assert broken["toml"] is None
    assert broken["problems"][0]["key"] == "title"
    assert broken["problems"][0]["line"] == 2
    file.unlink()
    assert "no such file" in followed.look({"stamp": broken["stamp"]})["problems"][0]["message"]


ODD = [3, "x", [], [1], {"a": 1}, [{"a": 1}], True]
OPS = [
    typed("members.FRA.position.proposal", "40"),
    typed("events.0.change.position.proposal", ""),
    typed("procedure.conditions.0.needed", "0.5"),
    *(
        {"do": "add", "path": path.split("."), "name": "France"}
        for path in ("members", "issues", "experts.a.members", "events")
    ),
    {"do": "drop", "path": ["issues", "proposal"]},
    {"do": "sit", "path": [], "name": "USA", "in": False},
    {
        "do": "take",
        "path": [],
        "document": {"issues": {"proposal": 3}, "members": {"FRA": 3}, "roster": ["FRA"]},
    },
]


@pytest.mark.parametrize("key", ["absent", "roster", "issues", "members", "events", "procedure", "experts"])
def test_whatever_stands_in_a_text_it_is_laid_out_and_edited_or_refused(key):
    for k, odd in enumerate(ODD):
        text = write({**tomllib.loads(blank()), key: odd})
        answer = put(text)
        assert answer["form"] is not None
        for op in OPS[k % 2 :: 2]:
            with suppress(Refusal):
                assert put(text, op)["form"] is not None
