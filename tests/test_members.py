"""The member table: who sits when, what is known and where from, and the ties rebuilt from their parts."""

import csv
import datetime
import math
import tomllib

import numpy as np
import pytest

from nacsim.data import build_ties
from nacsim.data.members import COLUMNS, DATA, GROUPS, NAMES, in_council, joined, population, read_table, ties

MARKS = {
    "exact", "exact 2012", "exact 2013", "exact 2019", "rounded", "derived", "coded", "approximate",
    "Pew 2024", "NATO 2023", "NATO 2021",
}  # fmt: skip


@pytest.mark.parametrize(
    ("date", "members"),
    [
        ("1949-08-23", 0), ("1949-08-24", 12), ("1952-02-18", 14), ("1955-05-06", 15), ("1982-05-30", 16),
        ("1999-03-12", 19), ("2004-03-29", 26), ("2009-04-01", 28), ("2017-06-05", 29), ("2020-03-27", 30),
        ("2023-04-04", 31), ("2023-07-11", 31), ("2024-03-06", 31), ("2024-03-07", 32),
    ],
)  # fmt: skip
def test_the_room_grows_with_accessions(date, members):
    assert len(in_council(datetime.date.fromisoformat(date))) == members


def test_sweden_is_not_at_vilnius_and_today_everybody_sits():
    assert set(in_council()) - set(in_council(datetime.date(2023, 7, 11))) == {"SWE"}
    assert joined("SWE") == datetime.date(2024, 3, 7)
    assert len(in_council()) == 32 == len(NAMES)


def test_the_table_seats_by_english_name():
    plain = [NAMES[code].replace("ü", "u") for code in in_council()]
    assert plain == sorted(plain)
    assert NAMES["TUR"] == "Türkiye"


def test_unknown_codes_are_refused():
    for ask in (joined, lambda code: population([code]), lambda code: ties([code, "USA"])):
        with pytest.raises(KeyError, match="FRN"):
            ask("FRN")


@pytest.mark.parametrize("name", list(COLUMNS))
def test_each_column_says_what_it_is(name):
    column = COLUMNS[name]
    assert column.name == name
    assert all((column.unit, column.year, column.source, column.meaning, column.terms))
    assert set(column.values) <= set(NAMES)
    assert len(column.values) >= 31
    assert column.quality.keys() == column.values.keys()
    assert set(column.quality.values()) <= MARKS
    assert all(math.isfinite(value) and value >= 0 for value in column.values.values())  # usable as a reach
    assert max(column.values.values()) > 0


def test_the_tables_speak_of_the_same_columns():
    with (DATA / "members.csv").open(encoding="utf-8", newline="") as handle:
        heading = next(csv.reader(handle))
    assert heading == ["code", "name", "joined", "capital", *COLUMNS]
    for row in read_table("quality"):
        assert row["code"] in COLUMNS[row["column"]].values


def test_nothing_ships_under_terms_that_forbid_passing_it_on():
    terms = {column.terms for column in COLUMNS.values()}
    assert terms == {"CC BY 4.0", "CC0", "public domain", "facts", "own coding"}
    assert not any(
        word in column.source for column in COLUMNS.values() for word in ("SIPRI", "Defence Expenditure")
    )


@pytest.mark.parametrize("page", [DATA / "README.md", DATA.parents[2] / "DATA-LICENCES.md"])
def test_the_pages_name_every_column(page):
    text = page.read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in text] == []


def test_known_values():
    assert COLUMNS["population"].values["FRA"] == 68_551_653
    assert COLUMNS["defence_spending"].values["POL"] == 3.8
    assert COLUMNS["russia_energy"].quality["HUN"] == "exact"
    assert COLUMNS["russia_energy"].quality["FRA"] == "approximate"
    assert "USA" not in COLUMNS["us_troops"].values
    assert population(["USA", "ISL"]) == (340_110_988.0, 386_506.0)


def test_derived_columns_follow_their_formulas():
    value = {name: column.values for name, column in COLUMNS.items()}
    largest = max(value["indo_pacific_eez"].values())
    for code in NAMES:
        stake = 40 * value["indo_pacific_strategy"][code] + 30 * value["indo_pacific_territories"][code]
        stake += 30 * math.sqrt(value["indo_pacific_eez"][code] / largest)
        assert value["indo_pacific_stake"][code] == pytest.approx(stake, abs=0.051)
        near = 100 * max(0, 1 - value["russia_distance"][code] / 3000)
        assert value["russia_proximity"][code] == pytest.approx(near, abs=0.051)
        trade = 100 * value["china_trade_usd"][code] / value["gdp"][code]
        assert value["china_trade"][code] == pytest.approx(trade, abs=0.011)


def test_groups():
    assert set(GROUPS["baltic_3"]) == {"EST", "LVA", "LTU"}
    assert set(GROUPS["visegrad_4"]) == {"CZE", "HUN", "POL", "SVK"}
    assert set(GROUPS["quint"]) == {"FRA", "DEU", "ITA", "GBR", "USA"}
    assert set(GROUPS["founding"]) == set(in_council(datetime.date(1949, 8, 24)))
    sizes = {"eu": 23, "bucharest_nine": 9, "nordic_baltic_8": 8, "nordic": 5, "g7": 6, "nuclear": 3}
    assert {name: len(GROUPS[name]) for name in sizes} == sizes
    for name, codes in GROUPS.items():
        assert codes, name
        assert list(codes) == [code for code in NAMES if code in codes], name


def test_ties_are_rebuilt_to_the_last_digit():
    shipped = np.array([[float(row[code]) for code in NAMES] for row in read_table("ties")])
    try:
        spent = build_ties.spending()
    except FileNotFoundError:
        pytest.skip("the figures of NATO are not in this copy")
    np.testing.assert_allclose(build_ties.build(spent), shipped, atol=1e-9)


def test_ties_made_of_figures_that_may_be_passed_on_are_nearly_the_same():
    """What is said of it where NATO's figures stand: no weight moves by more than 0.005."""
    shipped = np.array([[float(row[code]) for code in NAMES] for row in read_table("ties")])
    free = build_ties.build(build_ties.attribute("defence_spending_usd"))
    assert abs(free - shipped).max() < 0.005
    assert abs(free / shipped - 1).max() < 0.05


READERS = ["build_ties.py", "release.py"]
"""Who knows of NATO's figures: the one makes the ties of them, the other sees to it that no archive has them."""


def test_figures_of_nato_are_in_no_package_and_nothing_but_the_ties_reads_them():
    root = DATA.parents[2]
    build = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert "experiments/nato_figures" in build["targets"]["sdist"]["exclude"]
    code = [*root.glob("sim/**/*.py"), *root.glob("experiments/**/*.py")]
    assert [path.name for path in code if "nato_figures" in path.read_text(encoding="utf-8")] == READERS


@pytest.mark.parametrize(
    "room",
    [in_council(), in_council(datetime.date(1949, 8, 24)), GROUPS["visegrad_4"], ("HUN", "SVK"), ("ISL",)],
)
def test_rows_of_ties_sum_to_one_in_any_room(room):
    weights = ties(room)
    assert weights.shape == (len(room), len(room))
    assert (weights > 0).all()
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-12)


def test_ties_of_a_permuted_room_are_permuted():
    room = in_council(datetime.date(2023, 7, 11))
    order = np.random.default_rng(5).permutation(len(room))
    np.testing.assert_allclose(ties([room[k] for k in order]), ties(room)[np.ix_(order, order)], atol=1e-15)


def test_restricting_keeps_the_proportions_of_a_row():
    whole, part = ties(NAMES), ties(GROUPS["quint"])
    codes = list(NAMES)
    fra, usa, ita = (codes.index(code) for code in ("FRA", "USA", "ITA"))
    inside = list(GROUPS["quint"])
    i, j, k = (inside.index(code) for code in ("FRA", "USA", "ITA"))
    assert part[i, j] / part[i, k] == pytest.approx(whole[fra, usa] / whole[fra, ita])


def test_everybody_listens_to_the_united_states_more_than_to_any_other_ally():
    whole = ties(NAMES) - np.diag(np.diag(ties(NAMES)))
    heard_most = {code: list(NAMES)[int(row.argmax())] for code, row in zip(NAMES, whole, strict=True)}
    assert {ally for code, ally in heard_most.items() if code != "USA"} == {"USA"}
