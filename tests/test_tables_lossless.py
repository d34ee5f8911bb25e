"""Tables lose nothing: scenarios come back from them, and positions are found again on their own scale."""

import csv
import io
import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nacsim import simulate
from nacsim.cli import main
from nacsim.scenario import ScenarioError, load, loads, shipped
from nacsim.scenario.exchange import read_table, write_decide, write_table
from nacsim.scenario.exchange.own import different
from nacsim.scenario.exchange.scale import Scale

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")


@pytest.mark.parametrize("write", [write_table, write_decide])
@pytest.mark.parametrize("name", shipped())
def test_every_shipped_scenario_comes_back(name, write):
    """And its table is made again, letter by letter, from what was read of it."""
    scenario = load(name)
    text = write(scenario)
    again = read_table(text.encode()).scenario
    assert different(scenario, again) == []
    assert write(again) == text


@pytest.mark.parametrize("name", ["tokyo_liaison_office", "security_council_libya_2011"])
def test_what_comes_back_gives_the_same_answer(name):
    again = read_table(write_table(load(name)).encode()).toml
    assert (simulate(loads(again), 60, jobs=1).rows == simulate(load(name), 60, jobs=1).rows).all()


def test_a_roster_with_capability_comes_back():
    table = 'Actor,Capability,Position,Salience,Resolve,Note\nÅ B,0.1,20,50,3,"x, y"\nC,0.7,80.25,60,..,z\n'
    scenario = read_table(table.encode(), lumpy=True).scenario
    for write in (write_table, write_decide):
        assert different(scenario, read_table(write(scenario).encode()).scenario) == []


def test_our_table_survives_a_european_spreadsheet():
    scenario = load("tokyo_liaison_office").with_values({"members.FRA.resolve": 92.5})
    rows = list(csv.reader(io.StringIO(write_table(scenario))))
    out = io.StringIO()
    edited = [
        [cell.replace("92.5", "92,5") if not cell.startswith("#:") else cell for cell in row] for row in rows
    ]
    csv.writer(out, delimiter=";").writerows([row + [""] * (8 - len(row)) for row in edited])
    again = read_table(out.getvalue().encode("utf-8-sig")).scenario
    assert different(scenario, again) == []


def test_our_table_survives_a_workbook():
    openpyxl = pytest.importorskip("openpyxl")
    scenario, book, buffer = load("tokyo_liaison_office"), openpyxl.Workbook(), io.BytesIO()
    for row in csv.reader(io.StringIO(write_table(scenario))):
        book.active.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    book.save(buffer)
    assert different(scenario, read_table(buffer.getvalue()).scenario) == []


def test_a_number_changed_in_our_table_is_what_holds():
    text = write_table(load("minimal")).replace("HUN,20,", "HUN,35,")
    assert read_table(text.encode()).scenario.members["HUN"].position["proposal"] == 35
    decide = write_decide(load("tokyo_liaison_office"))
    line = next(line for line in decide.splitlines() if line.startswith("#D\tDEU\toffice"))
    reading = read_table(decide.replace(line, line.replace("42.5", "70")).encode())
    assert reading.scenario.members["DEU"].position["office"] == 70
    assert "replace the distributions of DEU" in reading.report


def test_mistakes_in_our_table_are_named():
    text = write_table(load("minimal"))
    for wrong, words in (
        (text.replace("HUN,20,", "HUN,2x,"), '"2x" will not do'),
        (text.replace("HUN,20,", "HUN,,"), "will not do"),
        (text.replace("HUN,20,60,60", "HUN,20,60,60\nHUN,20,60,60"), "second line"),
        (text.replace("HUN,20,", "FRN,20,"), "FRN"),
        (text.replace("member,", "who,"), "headings of the table are gone"),
    ):
        with pytest.raises(ScenarioError, match=words):
            read_table(wrong.encode())


def test_what_a_table_cannot_carry_is_refused(tmp_path, capsys):
    path = tmp_path / "x.toml"
    path.write_text(
        'title = "x"\nroster = ["\\"A\\"", "B"]\n[issues.i]\nstatus_quo = 0\nproposed = 80\n'
        "[default]\nposition = 5\nsalience = 5\nresolve = 5\n",
        encoding="utf-8",
    )
    with pytest.raises(SystemExit) as done:
        main(["convert", str(path), str(tmp_path / "x.txt")])
    assert done.value.code == 2
    assert not (tmp_path / "x.txt").exists()
    assert "keep it as .toml" in capsys.readouterr().err


names = st.text(st.characters(categories=("L", "N"), max_codepoint=0x2FF), min_size=1, max_size=12).map(
    "x{}".format
)
numbers = st.decimals(-(10**6), 10**6, places=3).map(lambda d: d + 0)


def table(rows, separator, decimal, heading="position"):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["actor", heading, "salience"])
    writer.writerows([name, str(value).replace(".", decimal), "50"] for name, value in rows)
    return out.getvalue().encode()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(names, numbers), min_size=1, max_size=6, unique_by=lambda row: row[0]),
    st.tuples(numbers, numbers).filter(lambda ends: ends[0] != ends[1]),
    st.sampled_from([(",", "."), (";", ","), ("\t", "."), (";", ".")]),
)
def test_positions_are_found_again_on_their_own_scale(rows, ends, form):
    low, high = sorted([*ends, *(value for _, value in rows)])[:: len(rows) + 1]
    if ends[0] > ends[1]:
        low, high = high, low
    reading = read_table(table(rows, *form), scale=f"{low}:{high}", decimal=form[1], body="roster")
    issue = reading.document.get("coding", {}).get("scale", {}).get("issue")
    scale = Scale(*map(Fraction, (low, high)), issue["decimals"]) if issue else Scale(decimals=3)
    for name, value in rows:
        assert reading.original(name) == float(value)
        assert scale.original(reading.scenario.members[name].position["issue"]) == float(value)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(names, st.decimals(0, 100, places=4)), min_size=1, max_size=6, unique_by=lambda row: row[0]
    ),
    st.sampled_from([1, 10, 100]),
)
def test_positions_are_found_again_where_nobody_states_a_scale(rows, size):
    rows = [(name, value * size / 100) for name, value in rows]
    reading = read_table(table(rows, ",", "."), body="roster", decimal=".", missing="uncertain")
    for name, value in rows:
        if name in reading.scenario.room:
            assert reading.original(name) == float(value)


def in_records(rows, low, high):
    return json.dumps(
        [{"actor": name, "position": float(value), "salience": 5} for name, value in rows]
    ).encode()


def in_a_workbook(rows, low, high):
    openpyxl = pytest.importorskip("openpyxl")
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Stakeholder", f"Position ({low} to {high})", "Importance"])
    for name, value in rows:
        book.active.append([name, float(value), 50])
    book.save(buffer)
    return buffer.getvalue()


def in_long_form(rows, low, high):
    lines = "".join(f"{name}\tfee\t{value}\t5\n" for name, value in rows)
    return f"actor\tpolicy\tposition\tsalience\n{lines}".encode("utf-16")


def in_decide(rows, low, high):
    actors = "".join(f"#A\t{name}\t{name}\t\n" for name, _ in rows)
    lines = "".join(f"#D\t{name}\tfee\t{value}\t50\t50\n" for name, value in rows)
    return f"{actors}#P\tfee\tfee\t\n#M\tfee\t{low}\n#M\tfee\t{high}\n{lines}".encode()


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([in_records, in_a_workbook, in_long_form, in_decide]),
    st.lists(st.tuples(names, numbers), min_size=2, max_size=5, unique_by=lambda row: row[0]),
)
def test_positions_are_found_again_in_every_kind_of_table(form, rows):
    low, high = min(value for _, value in rows), max(value for _, value in rows)
    if low == high:
        return
    reading = read_table(form(rows, low, high), scale=f"{low}:{high}", body="roster", decimal=".")
    issue = next(iter(reading.scenario.issues))
    for name, value in rows:
        assert reading.original(name, issue) == float(value)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.floats(0, 100, allow_subnormal=False), min_size=2, max_size=5))
def test_floats_with_all_their_digits_are_found_again(values):
    rows = [(f"x{k}", value) for k, value in enumerate(values) if value == 0 or value > 1e-5]
    if not rows:
        return
    reading = read_table(table(rows, ",", "."), scale="0:100", body="roster")
    for name, value in rows:
        assert reading.original(name) == value
        assert reading.scenario.members[name].position["issue"] == pytest.approx(value, abs=1e-12)


@settings(max_examples=300, deadline=None)
@given(st.decimals(-1000, 1000, places=6), st.decimals(-1000, 1000, places=6), st.floats(0, 1))
def test_a_scale_and_back(low, high, share):
    if low == high:
        return
    value = Fraction(round(float(low) + share * (float(high) - float(low)), 6)).limit_denominator(10**6)
    scale = Scale(Fraction(low), Fraction(high), 6)
    if scale.holds(value):
        assert scale.original(scale.points(value)) == float(value)


def either(data, **options):
    """The reading, or in words why there is none; any other error is a bug."""
    try:
        return read_table(data, **options), ""
    except ScenarioError as error:
        return None, str(error)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_in_words(data):
    reading, told = either(data)
    assert reading or told


CRUMBS = "#D|'#D'|#A|#P|,|;|'|\"|actor|position|salience|total|1|0.5|1,5|50%|{|[|<|=|nan|-|prnr|vote|Y|é|member|(0-10)"
MORE = "issues|[issues.a]|members|title='x'|sep=;|<Scenario>|<Actors>|[{|}]|:|\t|\n|\r|\n#: |#:\t|{ low = 1 }|proposed = 3"
pieces = st.sampled_from(f"{CRUMBS}|{MORE}".split("|"))


@settings(max_examples=500, deadline=None)
@given(st.lists(pieces, max_size=40).map("".join))
def test_any_crumbs_of_tables_are_read_or_refused_in_words(text):
    reading, told = either(text.encode(), missing="uncertain")
    assert loads(reading.toml) if reading else told
