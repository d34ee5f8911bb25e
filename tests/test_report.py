"""A report says what `nacsim run` says, shows every stance, loads nothing, and takes words of a scenario for words."""

import builtins
import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

import nacsim
from nacsim.cli import main
from nacsim.cli import nacsim as command_line
from nacsim.engine.workers import Work
from nacsim.narrate.parts import Grid
from nacsim.narrate.result import report
from nacsim.narrate.sections import sheet, stance_parts
from nacsim.narrate.stances import unfounded
from nacsim.narrate.words import between, names_of, percent, points, tenths
from nacsim.reporting import forms, paper
from nacsim.reporting.door import called, recoded
from nacsim.results.answer import load_result
from nacsim.scenario.quantity import of_plain
from nacsim.vocabulary import ALWAYS

ASKED = "tokyo_liaison_office", "--set", "members.FRA.resolve=90", "--runs", "400"
HOSTILE = """
title = "<script>alert(1)</script>\\u001b[2J $x^2$ \\u202e"
question = "'\\" onload=alert(1) {{ 7 * 7 }} {% raw %}"
roster = ["<img src=x onerror=alert(1)>", "B C", "-->", "{{ x }}"]
[issues."</svg><script>"]
label = "<b onmouseover=alert(1)>x</b>&amp; $\\\\frac{$"
status_quo = 0
proposed = 80
[default]
position = 70
salience = 20
resolve = 10
note = "</td></table><script>alert(2)</script>"
source = "javascript:alert(3)"
[members]
"<img src=x onerror=alert(1)>" = { position = 5, salience = 80, resolve = 80, note = "]]> <!-- \\u0007" }
[actors]
x = { name = "<iframe src=//evil>", stance = -50, note = "&lt;" }
"""


class Page(HTMLParser):
    """Tags, addresses and visible texts of a page, and its tables as rows of cells."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.texts, self.rows, self.scripts = [], [], [], [], []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        told = dict(attributes)
        self.addresses += [told[k] for k in ("href", "src", "action", "xlink:href") if k in told]
        self.scripts += [k for k in told if k.startswith("on")]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        self.inside = self.inside or tag in ("td", "th")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        self.texts.append(data)
        if self.inside:
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """What the command prints as JSON, and the file that it writes."""
    path = tmp_path_factory.mktemp("typed") / "new" / "tokyo.html"
    done = ask("report", *ASKED, "--json", "--out", path)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout), path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tokyo(typed):
    return nacsim.Report.of(typed[0], nacsim.load("tokyo_liaison_office", ["members.FRA.resolve=90"]))


@pytest.fixture(scope="module")
def page(typed):
    return Page(typed[1])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "h.toml"
    path.write_text(HOSTILE, encoding="utf-8")
    return nacsim.report(path, 50)


def said(page):
    return " ".join("".join(page.texts).split())


def ask(*arguments):
    return CliRunner().invoke(command_line, [str(each) for each in arguments])


def test_its_answer_is_what_run_prints(tokyo, page):
    printed = json.loads(ask("run", *ASKED, "--json").stdout)
    assert tokyo.to_dict()["answer"] == printed
    assert tokyo.sentence() in " ".join(report(printed, tokyo.questions[0]).split())
    assert tokyo.sentence() in said(page)


def test_every_number_on_the_page_is_that_of_run(tokyo, page):
    told = tokyo.to_dict()["answer"]
    rows = {row[0]: row[1:] for row in page.rows if len(row) > 1}
    words = {"blocked": "Blocked", "shelved": "Taken off the table", "approved": "As tabled", "amended": "With changes",
             "delayed": "Late", "opt_out": "With an opt-out"}  # fmt: skip
    for outcome, share in told["outcomes"].items():
        if outcome not in ALWAYS and not share["share"]:
            continue
        assert rows[words[outcome]] == [tenths(share["share"]), between(share["low"], share["high"])]
    assert rows["Adopted"][0] == tenths(told["adopted"]["share"])
    france = told["members"]["FRA"]
    shown = [france[key] for key in ("objects_first", "blocks", "sole_blocker")]
    shown += [france["blocks"] - france["sole_blocker"], france["pivotal"]]
    assert next(row[1:] for row in page.rows if row[0] == "France") == [percent(share) for share in shown]
    for row in told["rests_on"]:
        assert f"{100 * row['low']:.0f} to {100 * row['high']:.0f} of 100" in said(page)
    for switch in told["switches"]:
        if switch["key"] in ("lumpy", "opt_out"):
            cell = (
                f"{tenths(switch['adopted']['share'])}, {points(switch['difference']).replace(' points', '')}"
            )
            assert any(cell in row for row in page.rows)


def test_it_has_every_section(page):
    text = said(page)
    for head in ("The answer", "What it rests on", "Both ways of coding it", "What would change it", "What it cannot say",
                 "How such answers have fared", "Every stance", "Cite and repeat"):  # fmt: skip
        assert head in text
    assert "Changed: members.FRA.resolve=90" in text
    assert "nacsim report tokyo_liaison_office --set members.FRA.resolve=90 --runs 400 --seed 0" in text
    assert "seed 0 · nacsim 0.1.0" in text
    assert "calibrated without them" in text
    assert page.tags.count("svg") == 2  # for a page, and for a phone


@pytest.mark.parametrize("name", ["tokyo_liaison_office", "osce_chair_2024", "eu_lisbon", "minimal"])
def test_every_member_stands_in_the_table_with_its_numbers(name):
    scenario = nacsim.load(name)
    stances = nacsim.stances(scenario).to_dict()["members"]
    (grid,) = [part for part in stance_parts({"stances": stances}, scenario) if isinstance(part, Grid)]
    shown = {}
    for row, under in zip(grid.rows, grid.below or [""] * len(grid.rows), strict=True):
        for member in under.split(", ") if under else re.split(" and ", row[0]):
            shown[member] = row
    assert shown.keys() == set(names_of(scenario).values())
    for code, stance in scenario.members.items():
        row = shown[names_of(scenario)[code]]
        if isinstance(stance.resolve, int | float):
            assert f"{stance.resolve:g}" in row
        assert stance.note in ("", *row)


def test_it_loads_nothing_and_runs_nothing(page):
    assert all(address.startswith("#") for address in page.addresses)
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(page.tags)
    assert page.scripts == []


def test_a_hostile_scenario_is_only_words(hostile):
    made = hostile.html()
    page = Page(made)
    assert not {"script", "img", "iframe", "b"} & set(page.tags)
    assert page.scripts == []
    assert page.tags.count("svg") == 2  # for a page, and for a phone
    assert page.tags.count("table") == len(re.findall("</table>", made))
    text = said(page)
    assert "<script>alert(1)</script>\\u001b[2J $x^2$ \\u202e" in text
    assert "{{ 7 * 7 }} {% raw %}" in text
    assert "49" not in text.split("{{ 7")[0]
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", made)


def test_what_it_rests_on_moves_for_members_of_any_name(hostile):
    assert any(row["low"] != row["high"] for row in hostile["answer"]["rests_on"])
    assert {coding["key"] for coding in hostile["codings"]} == {"lumpy", "opt_out", "indispensable"}


def test_it_is_kept_and_read_back_as_the_same_page(tokyo, typed, tmp_path):
    assert load_result(tokyo.save(tmp_path / "r.json")) == tokyo
    assert load_result(tmp_path / "r.json").html() == typed[1]
    with pytest.raises(nacsim.NacsimError, match="allowed: html, docx, pdf, json"):
        tokyo.save(tmp_path / "r.htm")
    assert {path.name for path in tmp_path.iterdir()} == {"r.json"}


def test_both_ways_of_a_coding_are_beside_the_same_councils_as_coded(tokyo, page):
    for row in tokyo.to_dict()["codings"]:
        for way in ("yes", "no"):
            if row[f"{way}_more"]:
                assert row[way]["share"] - row["now"]["share"] == pytest.approx(row[f"{way}_more"]["value"])
            else:
                assert row[way] == row["now"]
        assert f"Each way is played in {row['runs']:,} councils" in said(page)
        assert f"as coded {tenths(row['now']['share'])} of these adopt it" in said(page)


def test_the_command_that_makes_it_again_names_what_there_is():
    scenario = nacsim.load("minimal")
    assert called("minimal", scenario) == "minimal"
    assert called(scenario, scenario) == "minimal"
    changed = scenario.with_(members={"HUN": {"resolve": 90}})
    assert called(changed, changed) == "minimal.toml"  # the report holds its text


def test_a_past_decision_tells_what_happened_and_what_other_coders_say(tokyo):
    past = nacsim.load("history/tokyo_liaison_office_2023")
    others = recoded(past, 50, 0, Work())
    assert [other["coder"] for other in others] == [2]
    stood = nacsim.stances(past).to_dict()["members"]
    told = str(sheet(tokyo.to_dict() | {"recodings": others, "stances": stood, "codings": []}, past))
    assert "This one is past: it was taken off the table" in told
    assert f"by that of coder 2 in {tenths(others[0]['adopted']['share'])} (" in told
    assert recoded(past.with_(members={"FRA": {"resolve": 5}}), 50, 0, Work()) == []


def test_as_a_document(hostile, tmp_path):
    pytest.importorskip("docx")
    import docx

    path = hostile.save(tmp_path / "r.docx")
    read = docx.Document(path)
    texts = [p.text for p in read.paragraphs]
    assert any("<script>alert(1)</script>" in text for text in texts)
    assert hostile.sentence() in texts
    assert len(read.inline_shapes) == 1
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    assert "<img src=x onerror=alert(1)>" in cells
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert "http://evil" not in str(archive.namelist())


def test_as_pdf(hostile, tmp_path):
    pytest.importorskip("weasyprint", exc_type=OSError)
    assert hostile.save(tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("kind", "name"), [("docx", "python-docx"), ("pdf", "weasyprint")])
def test_what_a_form_needs_is_looked_for_before_work(kind, name, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("nacsim.needs.find_spec", lambda module: None)
    monkeypatch.setattr("nacsim.reporting.door.reported", lambda *_: pytest.fail("work began"))
    with pytest.raises(SystemExit) as end:
        main(["report", "minimal", "--format", kind])
    assert end.value.code == 1
    assert f"needs {name}: python -m pip install {name}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_pip_cannot_install_is_named(monkeypatch):
    load = builtins.__import__

    def without_pango(name, *rest):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return load(name, *rest)

    monkeypatch.setattr(paper, "need", lambda *_: None)
    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(nacsim.NacsimError, match="apt install libpangoft2"):
        forms.ready("pdf")


def test_stances_in_the_terminal_as_json_and_as_csv():
    shown = ask("show", "tokyo_liaison_office", "--stances").output
    assert re.search(r"Germany +10 +inferred\n +Office in Tokyo +25 to 60 +17\n", shown)
    assert "24 members" in shown
    assert max(map(len, shown.splitlines())) <= 88
    told = json.loads(ask("show", "tokyo_liaison_office", "--stances", "--json").output)
    assert told["members"]["DEU"]["position"]["office"] == {"low": 25.0, "high": 60.0}
    rows = list(csv.DictReader(io.StringIO(ask("show", "tokyo_liaison_office", "--csv").output)))
    assert len(rows) == 62
    germany = next(row for row in rows if (row["member"], row["issue"]) == ("DEU", "office"))
    assert (germany["position"], germany["position_drawn"]) == ("42.5", "{ low = 25.0, high = 60.0 }")
    assert "sections" in json.loads(ask("show", "minimal", "--json").output)
    for wrong in (("--power", "--stances"), ("--csv", "--json")):
        assert ask("show", "minimal", *wrong).exit_code == 2


def test_what_experts_say_is_told_and_carried(tokyo):
    scenario = nacsim.load("tokyo_two_coders")
    told = nacsim.stances(scenario)
    resolve = told.members["FRA"].resolve
    assert resolve == {"parts": [95.0, 90.0], "weights": [0.5, 0.5], "pool": "linear"}
    assert of_plain(resolve).centre == 92.5
    row = told.frame().set_index(["member", "issue"]).loc[("FRA", "office")]
    assert row["resolve"] == 92.5
    assert "parts = [95.0, 90.0]" in row["resolve_drawn"]
    views = [
        {
            "expert": "a",
            "name": "the first",
            "weight": 0.5,
            "adopted": {"share": 0.25, "low": 0.2, "high": 0.3},
        }
    ]
    answer = tokyo.to_dict()["answer"] | {"experts": views}
    told_ = tokyo.to_dict() | {"answer": answer, "stances": told.to_dict()["members"]}
    words = str(sheet(told_, scenario))
    assert "('the first', '50%', '25.0% (20.0 to 30.0)')" in words
    assert "90 to 95 by expert" in words
    assert "Each council believes one of them." in words


def test_a_remark_on_what_all_want_does_not_speak_for_a_group_that_wants_something_else():
    told = nacsim.stances("osce_chair_2024").members
    assert told["FRA"].note == "joint candidate of the European Union since 2020"
    assert told["ARM"].note == "no view of its own found"
    assert told["ARM"].tables == ("default", "groups.central_asia_and_caucasus")
    assert nacsim.stances("tokyo_liaison_office").members["HUN"].tables == ("default", "members.HUN")


def test_check_lists_judgements_without_a_reason_by_line(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text('extends = "tokyo_liaison_office.toml"\n[procedure]\nopt_out = true\n', encoding="utf-8")
    source = nacsim.shipped()["tokyo_liaison_office"]
    (tmp_path / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    lines = ask("check", "--sources", path).output.splitlines()
    assert "  3 of 18 tables of numbers have neither note nor source:" in lines
    where = 1 + source.read_text(encoding="utf-8").splitlines().index("[issues.office]")
    assert f"    {tmp_path / source.name}:{where}: issues.office (status_quo, proposed, lumpy)" in lines
    assert f"    {path}:2: procedure (opt_out)" in lines
    assert "says where 31 members stand" in ask("check", "--sources", "minimal").output
    grounds, place = (
        SimpleNamespace(note="", source="book"),
        {"file": "a", "line": 1, "key": "b", "keys": ["c"]},
    )
    bare, noted = (
        SimpleNamespace(founded=founded, grounds=grounds, members=None, **place) for founded in (False, True)
    )
    assert unfounded([bare, noted])[0] == "1 of 2 tables of numbers has neither note nor source:"
    assert "neither" not in ask("check", "minimal").output
    text = source.read_text(encoding="utf-8") + '\n[chair]\nmember = "DEU"\n'
    (tmp_path / source.name).write_text(text, encoding="utf-8")
    assert "chair (member)" not in ask("check", "--sources", path).output  # who presides is no number


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--out", "x.txt"), "a report ends in .html, .docx, .pdf"),
        (("--out", "x.html", "--format", "docx"), "two forms"),
        (("--format", "pfd"), "did you mean pdf?"),
    ],
)
def test_a_form_that_there_is_not(options, says, capsys):
    with pytest.raises(SystemExit) as end:
        main(["report", "minimal", *options])
    assert end.value.code == 2
    assert says in capsys.readouterr().err
