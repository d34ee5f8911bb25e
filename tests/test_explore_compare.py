"""Several scenarios under the same luck: differences, their intervals, and what pairing is worth."""

import pytest

import nacsim
from nacsim.cli.compare import asked
from nacsim.errors import WrongType
from nacsim.narrate.compare import change_sentence
from nacsim.results.intervals import Z95
from nacsim.scenario import load

TOKYO = "tokyo_liaison_office"


@pytest.fixture(scope="module")
def close():
    """Tokyo against Tokyo with a somewhat softer France."""
    softer = load(TOKYO, ["members.FRA.resolve=85"])
    return nacsim.compare([TOKYO, softer], runs=3_000)


def test_differences_are_those_of_the_results(close):
    before, after = close["results"]
    told = close["differences"][0]
    assert told["adopted"]["value"] == pytest.approx(after["adopted"]["share"] - before["adopted"]["share"])
    assert told["adopted"]["low"] <= told["adopted"]["value"] <= told["adopted"]["high"]
    for name, difference in told["outcomes"].items():
        was, now = (side["outcomes"][name]["share"] for side in (before, after))
        assert difference["value"] == pytest.approx(now - was)


def test_results_are_those_of_a_run_alone(close):
    alone = nacsim.summary(nacsim.tally(load(TOKYO), 3_000), nacsim.__version__)
    assert close["results"][0] == alone


def test_moves_count_every_council_once(close):
    moves = close["differences"][0]["moves"]
    assert sum(sum(row.values()) for row in moves.values()) == 3_000
    for name, row in moves.items():
        assert sum(row.values()) == round(3_000 * close["results"][0]["outcomes"][name]["share"])


def test_the_same_luck_narrows_the_interval(close):
    told, n = close["differences"][0], 3_000
    assert told["paired"]["variance_ratio"] > 1.5
    a, b = (side["adopted"]["share"] for side in close["results"])
    apart = 2 * Z95 * ((a * (1 - a) + b * (1 - b)) / n) ** 0.5
    paired = told["adopted"]["high"] - told["adopted"]["low"]
    assert apart / paired == pytest.approx(told["paired"]["interval_ratio"], rel=0.1)


def test_who_changes_camp_is_named():
    told = nacsim.compare([TOKYO, "tokyo_france_persuaded"], runs=500)["differences"][0]
    assert next(iter(told["members"])) == "FRA"
    assert told["members"]["FRA"]["objects_first"]["high"] < -0.5
    assert "France" in told["words"]


@pytest.mark.parametrize(
    ("was", "now", "limits", "said"),
    [
        (
            0.13,
            0.13,
            (-0.0004, 0.0004),
            "That does not change how often the text is adopted: in 13 of 100 councils either way.",
        ),
        (
            0.131,
            0.133,
            (-0.001, 0.005),
            "The text is adopted in 13 of 100 councils still: +0.2 points (−0.1 to +0.5).",
        ),
        (
            0.13,
            0.2,
            (0.06, 0.08),
            "The text is adopted in 20 of 100 councils instead of 13 of 100 councils: +7.0 points",
        ),
    ],
)
def test_what_changes_nothing_is_not_said_to_be_instead(was, now, limits, said):
    sides = ({"adopted": {"share": share}} for share in (was, now))
    difference = {"adopted": {"value": now - was, "low": limits[0], "high": limits[1]}, "members": {}}
    assert change_sentence(*sides, difference, load("minimal")).startswith(said)


def test_a_scenario_against_itself_differs_in_nothing():
    told = nacsim.compare([TOKYO, TOKYO], runs=300)
    assert told["scenarios"] == [TOKYO, f"{TOKYO} (2)"]
    only = told["differences"][0]
    assert only["adopted"]["value"] == 0
    assert " councils still: 0.0 points (−" in only["words"]
    assert not only["members"]
    assert only["paired"]["variance_ratio"] is None


def test_different_rooms_can_be_compared():
    told = nacsim.compare([TOKYO, load(TOKYO, ['absent=["FRA"]'])], runs=300)["differences"][0]
    assert told["adopted"]["value"] > 0.5
    assert "FRA" not in told["members"]


def test_one_scenario_with_variants_and_rules():
    sides = asked(
        (TOKYO,), ("members.FRA.position=40",), ("members.FRA.resolve=20; chair.amends=0.1",), False
    )
    first, second, third = sides.values()
    assert second.members["FRA"].position["office"] == 40
    assert (third.members["FRA"].resolve, third.chair.amends) == (20, 0.1)
    assert first.members["FRA"].resolve == third.members["FRA"].resolve + 75
    assert list(asked((TOKYO,), (), (), True))[:2] == ["unanimity", "consensus minus one"]


def test_nothing_to_compare_with_is_an_error():
    with pytest.raises(ValueError, match="two scenarios"):
        nacsim.compare([TOKYO])


def test_a_list_is_what_compare_takes():
    with pytest.raises(WrongType, match=r"as one list, such as compare\(\[first, other\]\)"):
        nacsim.compare(nacsim.load("minimal"), nacsim.load("minimal"))
