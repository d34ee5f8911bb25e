"""What is read as a scenario: files and names, text of many kinds, and the line of every key."""

import os
import tomllib

import pytest

from nacsim.narrate.questions import questions
from nacsim.scenario import ScenarioError, load, loads, shipped
from nacsim.scenario.mistakes.locate import locate

SMALL = """title = "T"
[issues.a]
status_quo = 0
proposed = 100
[default]
position = 1
salience = 1
resolve = 1
"""


def message(function, *args):
    with pytest.raises(ScenarioError) as caught:
        function(*args)
    return str(caught.value)


def write(folder, content, name="case.toml"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "case.toml: is empty"),
        (b" \n\t\n", "case.toml: is empty"),
        (b"\x00\x01\x02ELF", "case.toml: is a binary file"),
        ('title = "T"'.encode("utf-16"), "case.toml: is UTF-16 text; save it as UTF-8"),
        ('title = "T"\nproposal = "Türkei"'.encode("latin-1"), "case.toml:2: byte 0xfc is not UTF-8"),
        (b"title = " + b"[" * 100_000, "case.toml"),
        (b"a = 1\n" * 400_000, "case.toml: is larger than 2,000,000 bytes"),
        (b"x = " + b"9" * 5000, "case.toml:1: not TOML"),
        (b"coding = " + b"[" * 20 + b"]" * 20, "case.toml: has more than 12 tables"),
        (b"[" + b"a." * 3000 + b"a]", "case.toml:1: a key of more than 12 parts"),
        (b"date = 2023-02-30", "case.toml:1: not TOML"),
    ],
)
def test_what_is_no_scenario_is_named(tmp_path, content, expected):
    assert expected in message(load, write(tmp_path, content))


def test_a_folder(tmp_path):
    assert f"{tmp_path}: is a folder" in message(load, tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable to root")
def test_no_permission(tmp_path):
    path = write(tmp_path, SMALL)
    path.chmod(0)
    assert "no permission to read this file" in message(load, path)


def test_no_permission_is_told_from_other_faults(tmp_path, monkeypatch):
    path = write(tmp_path, SMALL)

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("nacsim.files.reading._without_waiting", refuse)
    assert message(load, path) == f"{path}: no permission to read this file"


def test_neither_a_file_nor_shipped():
    assert "tokyo_liaison_office" in message(load, "tokio_liaison_office")
    assert "tokyo_liaison_office" in message(load, "tokyo_liaison_office.tml")
    assert "history/article5_2001" in message(load, "article5_2001")
    assert "no such file" in message(load, "qqqq")
    for odd in ("", "a\0b", "x" * 5000, "/no/such/folder/case.toml"):
        assert message(load, odd)


def test_a_name_that_ships_and_the_same_as_a_path():
    path = shipped()["tokyo_liaison_office"]
    assert load("tokyo_liaison_office") == load(path) == load(str(path))
    assert load("history/article5_2001").name == "article5_2001"


def test_a_file_comes_before_a_name_that_ships_and_a_folder_does_not(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "minimal").mkdir()
    assert load("minimal").title == load(shipped()["minimal"]).title
    (tmp_path / "minimal").rmdir()
    write(tmp_path, SMALL.replace('"T"', '"mine"'), "minimal")
    assert load("minimal").title == "mine"


def test_byte_order_mark_and_windows_line_ends(tmp_path):
    text = SMALL.replace("\n", "\r\n")
    assert load(write(tmp_path, b"\xef\xbb\xbf" + text.encode())).title == "T"
    broken = text.replace("resolve = 1", "resolve = 200")
    assert "case.toml:8: default.resolve" in message(load, write(tmp_path, broken))


def test_the_problems_are_data_too():
    with pytest.raises(ScenarioError) as caught:
        loads(SMALL.replace("resolve = 1", "resolve = 200"), "pasted")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.key) == ("pasted", 8, "default.resolve")
    assert "0 to 100" in problem.message


def test_a_mistake_is_one_line_without_control_characters():
    text = SMALL + '[members]\n"\\u001b[31m\\n" = { position = "a\\nb\\u0007" }\n'
    lines = message(loads, text).splitlines()
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "k{0} = 1",
        "[members.X{0}]",
        "[groups.g{0}]",
        "[actors.a{0}]\nstance = 1\nreach = 'x'",
    ],
)
def test_thousands_of_mistakes_are_not_all_named(line):
    lines = message(loads, SMALL + "".join(f"{line}\n".format(k) for k in range(900))).splitlines()
    assert len(lines) == 201
    assert lines[-1] == "scenario: only the first 200 mistakes are named"


TRICKY = (
    r'''# a comment with [brackets] and key = 1
title = """
[not.a.table]
still = "text" \"""" # "
"quo\u0074ed key" = 'C:\no\escape'
multi = '''
    + """'''
[neither]
'''
"""
    + r"""a.b . "c d" = 1
list = [ # first
  "x]", [1, 2],
  { k = { deep = 3 } }, # }
]

[issues.office]
zero = "a # b = c"
[[events]]
round = 1
[events.change]
position = { office = 40 }
[[events]]
round = 2
change = { position = { low = 1,high=2 }, resolve = -3 }
  [members . "FRA"]
  position	=	5
when = 2023-07-11T10:00:00Z
"""
)


def test_lines_of_a_tricky_text():
    tomllib.loads(TRICKY)
    lines = locate(TRICKY)
    at = dict(enumerate(TRICKY.splitlines(), 1))
    for path, beginning in {
        ("title",): 'title = """',
        ("quoted key",): '"quo',
        ("multi",): "multi",
        ("a", "b", "c d"): "a.b",
        ("list", 0): '  "x]"',
        ("list", 1, 1): '  "x]"',
        ("list", 2, "k", "deep"): "  { k",
        ("issues",): "[issues.office]",
        ("issues", "office", "zero"): "zero",
        ("events", 0, "round"): "round = 1",
        ("events", 0, "change", "position", "office"): "position = { office",
        ("events", 1): "[[events]]",
        ("events", 1, "change", "position", "high"): "change = {",
        ("members", "FRA"): '  [members . "FRA"]',
        ("members", "FRA", "position"): "  position",
        ("members", "FRA", "when"): "when",
    }.items():
        assert at[lines[path]].startswith(beginning), path
    assert lines[("events", 1)] > lines[("events", 0)]
    assert not any("neither" in path or "not" in path for path in lines)


def paths(value, path=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from paths(inner, (*path, key))


@pytest.mark.parametrize("name", shipped())
def test_every_key_of_every_shipped_file_has_its_line(name):
    text = shipped()[name].read_text(encoding="utf-8")
    lines, rows = locate(text), text.splitlines()
    for path in paths(tomllib.loads(text)):
        assert path in lines, path
        if isinstance(path[-1], str):
            assert path[-1] in rows[lines[path] - 1], path


def test_a_last_day_before_a_second_text_is_asked_about():
    """Talks that begin on 1 June, with eight days a round on the middle: sixteen days are two rounds."""
    told = (
        'title = "x"\ntabled = 2023-06-01\n[issues.a]\nproposed = 100\nstatus_quo = 0\nlumpy = true\n'
        "[default]\nposition = 70\nsalience = 20\nresolve = 8\n[procedure]\n"
        "days_per_round = { low = 4, high = 12 }\ndecide_by = 2023-06-"
    )
    asked = {day: questions(loads(f"{told}{day}")) for day in (16, 17)}
    assert asked[17] == []
    assert len(asked[16]) == 1
    assert asked[16][0].startswith("15 days are left until the last day, and a round takes about 8:")
