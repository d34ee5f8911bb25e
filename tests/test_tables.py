"""Tables that people bring: what each becomes, what is said about it, and that nothing is guessed in silence."""

import io
import json
import tomllib
from pathlib import Path

import pytest

import nacsim
from nacsim.cli import main
from nacsim.scenario import ScenarioError, Uniform, load
from nacsim.scenario.exchange import capability, read_table
from nacsim.scenario.exchange.encoding import decode
from nacsim.scenario.exchange.grid import MOST_BYTES
from nacsim.scenario.exchange.notes import Notes

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")

TABLES = Path(__file__).with_name("tables")
ANYTHING = Uniform(0, 100)


def positions(reading, issue=None):
    scenario = reading.scenario
    return [scenario.members[m].position[issue or scenario.principal] for m in scenario.room]


def saliences(reading):
    scenario = reading.scenario
    return [scenario.members[m].salience[scenario.principal] for m in scenario.room]


def read(text, **options):
    return read_table(text if isinstance(text, bytes) else text.encode(), **options)


def refused(text, **options):
    with pytest.raises(ScenarioError) as caught:
        read(text, **options)
    return str(caught.value)


READ = {
    "01_cr_only.csv": ({}, [20, 80, 55], "CR alone"),
    "03_cp1250.csv": ({}, [35, 60], "cp1250"),
    "05_semicolon_decimal_comma.csv": ({}, [35.5, 60, 90], "decimal comma"),
    "07_position_0_to_1.csv": ({}, [5, 95, 75, 20], "Attention: position runs from 0.05 to 0.95"),
    "10_years_4_to_10.csv": ({"scale": "10:4"}, [100, 0, 50, 100], "10 to 4, as said"),
    "11_resolve_column.csv": ({}, [10, 90, 75], "an actor table"),
    "13_two_header_lines_two_issues.csv": ({}, [30, 45, 30], "KTAB"),
    "15_decide_single_quotes.csv": ({}, [100 * 0.5 / 6.5, 100 * 5.5 / 6.5], "DECIDE"),
    "16_preamble_and_total.csv": ({}, [20, 80], "Ignored: lines that sum up: Total"),
    "17_units_in_headings.csv": ({}, [10, 90], "position from 'Position (0-100)'"),
    "19_no_capability.csv": ({}, [20, 80], "no capability: all are listened to alike"),
    "20_missing_values.csv": ({"missing": "uncertain"}, [20, ANYTHING, 80, ANYTHING], "Borduria (position)"),
    "22_roll_call.csv": ({"votes": True}, [100, 0, 50], "a start to be worked over"),
    "23_allies_by_name.csv": ({}, [5, 30, 80, 90], "Türkiye = TUR"),
    "25_actors_260.csv": ({}, None, "260 actors"),
    "emission_standards.csv": (
        {"scale": "10:4", "body": "roster"},
        [50, 100, 100, 100, 0, 0, 0, 50, 100, 50],
        "2 comment lines",
    ),
    "honduras_nicaragua.csv": ({}, [100, 0, 50, 50, 50], "capability from 'Resources'"),
    "israel_hamas.csv": (
        {},
        [5, 95, 75, 20, 90, 70, 60, 40, 50, 65, 75, 55, 95, 60, 45],
        "no key of ours: true_hawk_type, true_retaliatory_type",
    ),
    "deu_made_up.tsv": ({"act": "x00002"}, [0, 20, 30, 10, 100], "an act of DEU III"),
    "ktab_made_up.xml": ({}, [20.5, 75], "KTAB's own model: ModelParameters, prngSeed"),
}
"""Each file of tests/tables: the options, positions on its first issue, and words of the report."""


@pytest.mark.parametrize("name", sorted(p.name for p in TABLES.iterdir() if p.suffix != ".md"))
def test_every_table_becomes_what_it_should(name):
    options, expected, words = READ[name]
    reading = read_table(TABLES / name, **options)
    if expected is not None:
        assert positions(reading) == pytest.approx(expected) if ANYTHING not in expected else True
        assert positions(reading) == expected or ANYTHING not in expected
    assert words in reading.report
    assert tomllib.loads(reading.toml) == reading.document


def test_names_are_spelt_right_in_any_encoding():
    assert read_table(TABLES / "03_cp1250.csv").scenario.room == ("Česká delegace", "Łódź")
    forced = read_table(TABLES / "03_cp1250.csv", encoding="cp1252")
    assert "Łódź" not in forced.scenario.room
    assert "as said" in forced.report


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("utf-8-sig", ("Łódź", "Ísland")),
        ("utf-16", ("Łódź", "Ísland")),
        ("utf-16-le", ("Łódź", "Ísland")),
        ("utf-16-be", ("Łódź", "Ísland")),
        ("cp1250", ("Příbram", "Győr")),
        ("cp1251", ("Одесса", "Пловдив")),
        ("cp1252", ("Côte d’Ivoire", "São “Left” Tomé – A")),
        ("cp1253", ("Θεσσαλονίκη", "Πάτρα")),
        ("cp1254", ("Eskişehir", "Iğdır")),
        ("mac_roman", ("Türkei", "Österreich")),
    ],
)
def test_the_encoding_is_found(encoding, names):
    body = "".join(f"{name},{20 + 40 * k},50\n" for k, name in enumerate(names))
    reading = read(f"Actor,Position,Salience\n{body}".encode(encoding))
    assert reading.scenario.room == names
    if not encoding.startswith("utf-8"):
        assert "text in" in reading.report


OLD = {"cp1252": "fr de es it pt da fi is", "mac_roman": "fr de it sv", "cp1250": "pl cs sk hu hr", "cp1254": "tr",
       "cp1257": "lt lv", "cp1251": "ru uk", "cp1253": "el", "iso8859_2": "pl cs", "cp850": "fr de"}  # fmt: skip


@pytest.mark.parametrize(("encoding", "languages"), OLD.items())
def test_letters_are_right_or_in_doubt_never_wrong_in_silence(encoding, languages):
    locale = pytest.importorskip("babel").Locale
    for language in languages.split():
        names = [n for n in locale.parse(language).territories.values() if not n.isascii()]
        names = [n for n in names if n.encode(encoding, "ignore").decode(encoding) == n]
        for start in range(0, len(names) - 4, 4):
            text, notes = "\n".join(names[start : start + 4]), Notes("x")
            assert decode(text.encode(encoding), None, notes) == text or notes.loud, text


def test_doubt_about_letters_is_loud():
    assert (
        "in cp1250 it would be" in read("Actor,Position,Salience\nTürkei,20,50\n".encode("mac_roman")).report
    )


def test_a_scale_keeps_its_ends_in_words():
    issue = read_table(TABLES / "10_years_4_to_10.csv", scale="10:4").scenario.issues["issue"]
    assert (issue.zero, issue.hundred) == ("10", "4")
    toll = read_table(TABLES / "15_decide_single_quotes.csv").scenario.issues["level"]
    assert (toll.zero, toll.hundred, toll.label) == ("0.5", "7", "level of the fee")


def test_a_scale_of_years_is_the_same_as_points():
    years = read_table(TABLES / "10_years_4_to_10.csv", scale="10:4").scenario
    text = (TABLES / "10_years_4_to_10.csv").read_text()
    points = text.replace(",4,", ",100,").replace(",10,", ",0,", 1).replace(",7,", ",50,")
    assert read(points).scenario.members == years.members


def test_scales_are_recognised_aloud_or_refused():
    assert "from -1 to 1" in read("A,1,-0.5,20\nB,1,1,30\n").report
    assert "from 0 to 10" in read("A,1,2,20\nB,1,9,30\n").report
    assert "--scale LOW:HIGH" in refused("A,1,-5,20\nB,1,60,30\n")
    assert "--scale LOW:HIGH" in refused("A,1,1200,20\nB,1,35000,30\n")
    assert "a tenth or less" in read("A,1,42,20\nB,1,48,30\n").report
    headed = read("Actor,Position (0-10),Salience\nA,2,50\nB,6,1\n")
    assert "on the scale from 0 to 10, as the table states" in headed.report


def test_the_text_is_placed_on_the_tables_own_scale():
    years = {"scale": "10:4", "proposed": 5, "status_quo": 10, "floor": "50%"}
    issue = read_table(TABLES / "10_years_4_to_10.csv", **years).scenario.issues["issue"]
    assert (issue.status_quo, issue.floor) == (0, 50)
    assert issue.proposed == pytest.approx(500 / 6)
    assert "beyond the scale" in refused("A,1,20,20\nB,1,80,30\n", proposed=120)


def test_a_resolve_column_is_used_and_what_is_not_used_is_listed():
    scenario = read_table(TABLES / "11_resolve_column.csv").scenario
    assert [scenario.members[m].resolve for m in scenario.room] == [90, 20, 10]
    reading = read("name,position,salience,resolve,hawk\nA,10,20,1,1\nB,90,20,0.2,1\n")
    assert [m.resolve for m in reading.scenario.members.values()] == [100, 20]
    assert "columns that are no key of ours: hawk" in reading.report


def test_ranges_and_parts_of_distributions():
    text = (
        "actor,position,position_low,position_high,salience,resolve\nA,30,20,40,20,25..60\nB,30,10,80,50,7\n"
    )
    one = read(text).scenario.members["A"]
    assert (one.position["issue"].low, one.position["issue"].mode, one.position["issue"].high) == (20, 30, 40)
    assert one.resolve == Uniform(25, 60)
    turned = read(text.replace("80,", "60,"), scale="100:0").scenario.members["A"].position["issue"]
    assert (turned.low, turned.mode, turned.high) == (60, 70, 80)


def test_missing_values_are_refused_drawn_or_filled():
    path = TABLES / "20_missing_values.csv"
    with pytest.raises(ScenarioError) as caught:
        read_table(path)
    assert {(p.line, p.key) for p in caught.value.problems} == {
        (3, "position"), (4, "capability"), (5, "position"), (5, "salience")}  # fmt: skip
    assert "--missing uncertain" in str(caught.value)
    usual = read_table(path, missing="default").scenario
    assert usual.members["Borduria"].position["issue"] == 50
    assert usual.members["Dorovia"].salience["issue"] == pytest.approx((50 + 60 + 30) / 3)


def test_numbers_as_they_are_written():
    assert positions(read("name;position;salience\nA;20%;50\nB;80,5%;40\n")) == [20, 80.5]
    assert "all or none" in refused("name;position;salience\nA;20%;50\nB;80;40\n")
    big = read('name,power,position,salience\nA,"1,250",20,5\nB,"3,750",90,40\n')
    assert capability(big.scenario) == pytest.approx([100 / 3, 100])
    assert "1250" in big.report
    assert "--decimal" in refused("name;power;position;salience\nA;1,250;20;5\nB;2,500;30;40\n")
    assert "decimal comma" in refused("name;power;position;salience\nA;1,5;20.5;5\nB;2;30;40\n")
    assert (
        "read as 1.25, with a decimal point"
        in read("name;power;position;salience\nA;1.250;2;5\nB;2.500;90;4\n").report
    )


def test_prices_keep_their_scale():
    text = 'Player,Capability,Preferred price,Salience\nA,"1,250.5",$18.50,90\nB,"3,100","$34.00",70\nC,900,25.25 €,60\n'
    assert "Preferred price" in refused(text)
    priced = read(text, columns={"position": "Preferred price"}, scale="15:40")
    assert positions(priced) == [14, 76, 41]
    assert priced.original("C") == 25.25
    assert priced.scenario.issues["issue"].hundred == "40"


def test_a_table_ruled_with_signs():
    ruled = "| Actor | Position | Salience |\n|:---|---:|:---:|\n| A | 20 | 50 |\n| B | 80 | 60 |\n"
    assert positions(read(ruled)) == [20, 80]
    assert read(ruled).scenario.room == ("A", "B")


def test_columns_by_name_by_issue_and_in_long_form():
    german = "Akteur;Macht;Haltung;Gewicht\nA;1,5;20;5\nB;2,5;90;40\n"
    assert '"Haltung"' in refused(german)
    mapped = read(german, columns=["position=Haltung", "salience=Gewicht"])
    assert positions(mapped) == [20, 90]
    assert "nearest: Haltung" in refused(german, columns=["position=Haltng", "salience=Gewicht"])
    wide = read(
        "country,position tariff,position quota,salience tariff,salience quota\nA,10,20,30,40\nB,50,60,70,80\n"
    )
    assert positions(wide, "quota") == [20, 60]
    assert "--one-matter" in wide.report
    long = read(
        "actor,issue,position,salience\nA,tariff,10,30\nA,quota,20,40\nB,tariff,50,70\nB,quota,60,80\n"
    )
    assert long.scenario.members == wide.scenario.members
    divided = read("actor,issue,position,salience\nA,x,10,30\nA,y,20,40\nB,x,50,70\n", one_matter=True)
    assert divided.scenario.members["A"].salience == {"x": 15, "y": 20}


def test_a_second_line_says_how_issues_are_told_apart():
    text = "country,{},pos,sal\nAvalon,tariff,10,30\nAvalon,quota,20,40\nBorduria,tariff,80,30\nBorduria,quota,60,40\n"
    assert "--column issue=HEADING" in refused(text.format("measure"))
    for reading in (read(text.format("policy")), read(text.format("measure"), columns=["issue=measure"])):
        assert positions(reading, "quota") == [20, 60]


def test_what_differs_over_the_issues_of_an_actor_is_told():
    text = "actor,issue,position,salience,resolve,power\nA,x,10,30,5,1\nA,y,20,40,6,3\nB,x,50,70,5,1\n"
    assert "resolve differs over the issues of A" in read(text).report
    assert "capability differs over the issues of A" in read(text).report


def test_rooms_have_a_limit():
    rows = "".join(f"A{k},1,2\n" for k in range(2001))
    assert "2,001 actors" in refused(f"actor,position,salience\n{rows}", scale="0:9")


def test_lines_below_the_table_and_a_hint_for_excel():
    reading = read("sep=;\nActor;Position;Salience\nA;10;20\nB;90;30\nSource: own survey\n")
    assert positions(reading) == [10, 90]
    assert "below the table: Source: own survey" in reading.report


def test_headings_may_follow_prose_and_a_total_may_be_an_actor():
    reading = read("My study of 2020, all rights\nActor,Position,Salience\nTotal,20,50\nShell,40,30\n")
    assert reading.scenario.room == ("Total", "Shell")
    assert "above the headings" in reading.report


def test_allies_are_found_by_name_or_named():
    assert read_table(TABLES / "23_allies_by_name.csv").scenario.roster is False
    listed = read_table(TABLES / "23_allies_by_name.csv", body="roster").scenario
    assert listed.room == ("United States", "Türkiye", "France", "United Kingdom")
    near = read("Actor,Position,Salience\nFrance,20,30\nGermny,40,30\nItaly,90,30\n")
    assert "nearest: Germany" in near.report
    assert "nearest: Germany (DEU)" in refused(
        "Actor,Position,Salience\nFrance,2,30\nGermny,40,30\n", body="council"
    )
    assert "second line" in refused("Actor,Position,Salience\nTurkey,20,30\nTürkiye,90,30\n")


def test_allies_in_other_languages():
    pytest.importorskip("babel")
    pytest.importorskip("pycountry")
    names = "Actor,Position,Salience\nDeutschland,20,30\nÉtats-Unis,40,30\nΕλλάδα,90,30\nСловакия,50,30\n"
    assert set(read(names).scenario.room) == {"DEU", "USA", "GRC", "SVK"}


def test_a_big_room_is_a_small_file():
    reading = read_table(TABLES / "25_actors_260.csv")
    assert len(reading.scenario.room) == 260
    assert len(reading.toml) < 4 * (TABLES / "25_actors_260.csv").stat().st_size
    assert reading.scenario.ties.shape == (260, 260)


def test_a_roll_call_is_called_one():
    text = (TABLES / "22_roll_call.csv").read_text()
    assert "1 for, 1 against, 1 abstained, 1 did not vote" in refused(text)
    assert "--votes" in refused(text)


def test_an_act_of_deu_is_as_in_validate():
    from nacsim.history.deu import acts, principal_first, read_deu, scenario_of

    path = TABLES / "deu_made_up.tsv"
    for act in map(principal_first, acts(read_deu(path))):
        if act[0].moves:
            theirs, ours = scenario_of(act), read_table(path, act=act[0].proposal).scenario
            assert ours.members == theirs.members
            assert ours.procedure == theirs.procedure
            for name, issue in theirs.issues.items():
                assert ours.issues[name].status_quo == issue.status_quo
                assert ours.issues[name].proposed == pytest.approx(issue.proposed)
    with pytest.raises(ScenarioError, match="4 acts; choose one with --act"):
        read_table(path)
    with pytest.raises(ScenarioError, match="asks for nothing"):
        read_table(path, act="x00003")
    with pytest.raises(ScenarioError, match="no issue of x00004"):
        read_table(path, act="x00004")


def test_ktab_in_both_forms():
    csv, xml = (
        read_table(TABLES / n).scenario for n in ("13_two_header_lines_two_issues.csv", "ktab_made_up.xml")
    )
    assert csv.members["A2"].position == {"First": 45, "Second": 65}
    assert csv.members["A3"].note == "Third agency - north"
    assert list(xml.issues) == ["Fee", "Term"]
    assert capability(xml) == pytest.approx([100, 100 * 93.2 / 117.7])
    assert (
        "counts 9 actors"
        in read("T,D,9,1,\nActor,Description,Power,Pstn1,Sal1,\nA,a,1,20,30,\nB,b,2,90,40,\n").report
    )
    assert "entities" in refused('<!DOCTYPE x [<!ENTITY a "b">]><Scenario/>')


def test_json_and_data_frames():
    rows = [{"actor": "A", "position": 20, "salience": 50}, {"actor": "B", "position": 90, "salience": 40}]
    frame = pytest.importorskip("pandas").DataFrame(rows)
    for source in (
        json.dumps(rows).encode(),
        json.dumps({"actors": rows}).encode(),
        frame,
        frame.set_index("actor"),
    ):
        assert positions(read_table(source)) == [20, 90]
    assert "beside the records: unit" in read(json.dumps({"unit": "years", "actors": rows})).report
    whole = nacsim.load("minimal")
    assert read(json.dumps(whole.document)).scenario.members == whole.members


def test_workbooks():
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Actor", "Capability", "Position", "Salience"])
    book.active.append(["Łódź", 1.5, 0.2, 50])
    book.active.append(["B", 3, 0.905, 40])
    for row in (2, 3):
        book.active.cell(row, 3).number_format = "0%"
    book.create_sheet("other")
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read(buffer.getvalue())
    assert positions(reading) == [20, 90.5]
    assert "of 2 sheets the first is read" in reading.report
    assert "is empty" in refused(buffer.getvalue(), sheet="other")
    assert 'no sheet "third"' in refused(buffer.getvalue(), sheet="third")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0rest", ".xls"),
        (b"%PDF-1.4", "a PDF"),
        (b"PK\x03\x04rest", "damaged archive"),
        (b"<html><table></table></html>", "HTML"),
        (b"<Other/>", "<Other>"),
        (b"<Scenario", "not sound XML"),
        (b'{"a": [1, 2', "not sound JSON"),
        (b"[1, 2]", "without a table"),
        (b"title = 'x'\n[issues.a]\nproposed = 3\n", "a scenario already"),
        (bytes(range(256)), "binary"),
        (b"a,b\0c\n1,2\n", "binary"),
        (b"\xff\xfea", "UTF-16"),
        (b"", "no actors found"),
        (b"  \n ", "no actors found"),
        (b"Dear all,\nthis is a letter.\n", "no heading is understood"),
        (b"actor,position,salience\n", "no actors found"),
        (b"A,1,2\n" * 30_000, "has 30,000 lines"),
        (b"A" + b",1" * 5_000 + b"\n", "5,001 fields"),
        (b"A" * (MOST_BYTES + 1), "larger than"),
        (b"actor,position,salience\nA,1e400,3\n", '"1e400" will not do'),
        (b"actor,position,salience\nA," + b"9" * 5000 + b",3\n", "will not do"),
        (b"#: title = \nmember,resolve\n", "no TOML any more"),
    ],
)
def test_what_is_no_table_is_named_in_a_line(data, words):
    assert words in refused(data)


def test_options_that_do_not_hold_are_named():
    text = "A,1,20,20\nB,1,80,30\n"
    for options, words in (
        ({"scale": "3"}, "LOW:HIGH"),
        ({"scale": "3:3"}, "LOW:HIGH"),
        ({"scale": {"other": "0:1"}}, "no such issue"),
        ({"encoding": "klingon"}, "not known"),
        ({"missing": "never"}, "allowed: default, uncertain, error"),
        ({"colour": 1}, "no option"),
        ({"columns": ["place=A"]}, "is no key"),
        ({"proposed": "high"}, "is no number"),
        ({"resolve": 300}, "0 to 100"),
    ):
        assert words in refused(text, **options)


def run(*arguments):
    with pytest.raises(SystemExit) as done:
        main([str(argument) for argument in arguments])
    return done.value.code


def test_the_command_tells_what_it_did(tmp_path, capsys):
    target = tmp_path / "x.toml"
    assert run("convert", TABLES / "07_position_0_to_1.csv", target, "--lumpy", "--resolve", 30) == 0
    told = capsys.readouterr().out
    assert "Attention: position runs" in told
    assert "Assumed: the text is tabled at 1 (100 of 100) [--proposed NUMBER]" in told
    assert "divisible" not in told
    assert load(target).issues["issue"].lumpy
    assert run("convert", TABLES / "22_roll_call.csv", tmp_path / "y.toml") == 2
    assert not (tmp_path / "y.toml").exists()
    assert run("convert", tmp_path / "none.csv", tmp_path / "z.toml") == 2
    assert (
        run(
            "convert",
            TABLES / "10_years_4_to_10.csv",
            tmp_path / "z.toml",
            "--scale",
            "10:4",
            "--proposed",
            5,
        )
        == 0
    )


def test_python_warns_of_what_the_report_says_aloud():
    with pytest.warns(UserWarning, match="taken as a scale from 0 to 1.*--scale LOW:HIGH"):
        nacsim.read_table(TABLES / "07_position_0_to_1.csv")


def test_broken_utf8_is_not_taken_for_another_encoding():
    text = "Actor,Position,Salience\nTürkiye,20,30\nÖsterreich,80,30\nŁódź,80,30\n".encode()
    assert "is not UTF-8, which the rest is" in refused(text.replace(b"reich", b"rei\xe9ch"))


def test_scales_with_a_sign_on_the_command_line(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("actor\tposition\tsalience\nA\t-2\t30\nB\t2\t40\n", encoding="utf-8")
    options = ("--scale", "-2:2", "--proposed", "1.5", "--status-quo", "-1", "--separator", "tab")
    assert run("convert", path, tmp_path / "t.toml", *options) == 0
    issue = load(tmp_path / "t.toml").issues["issue"]
    assert (issue.status_quo, issue.proposed, issue.zero, issue.hundred) == (25, 87.5, "-2", "2")


def test_python_and_the_page_have_the_same():
    reading = nacsim.read_table(TABLES / "07_position_0_to_1.csv")
    assert json.loads(json.dumps(reading.as_json()))["attention"][0]["option"] == "--scale LOW:HIGH"
    assert reading.original("Avalon") == 0.05
    assert str(reading) == reading.report
