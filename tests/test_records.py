"""The tables of results, from results made up by hand: each number in its row, under the heading that it should have."""

from types import SimpleNamespace

import pytest

from nacsim.results import records
from nacsim.results.records import AS_BEFORE, TABLES, cells, flat


class Made(dict):
    """A result as its tables see it: plain data, also by `to_dict`."""

    def __init__(self, told, **attributes):
        super().__init__(told)
        self.__dict__ |= attributes

    def to_dict(self):
        """Itself."""
        return dict(self)


def share(value):
    """A share with an interval of a tenth to each side."""
    return {"share": value, "low": value - 0.1, "high": value + 0.1}


def columns(name, value):
    """The columns of such a share."""
    return {name: value, f"{name}_low": value - 0.1, f"{name}_high": value + 0.1}


def test_nested_data_become_columns_and_a_share_its_own_name():
    assert dict(flat({"adopted": share(0.5)})) == columns("adopted", 0.5)
    assert dict(flat({"change": {"value": 1, "low": 0, "high": 2}})) == {
        "change": 1,
        "change_low": 0,
        "change_high": 2,
    }
    assert dict(flat(share(0.5))) == share(0.5)  # nothing stands above it
    assert dict(flat({"a": {"value": 3, "b": {"c": 4}}})) == {"a_value": 3, "a_b_c": 4}


def table(kind, name, told, **attributes):
    return TABLES[kind][name](Made(told, **attributes))


def test_a_table_of_entries_and_one_of_items():
    assert table("Summary", "outcomes", {"outcomes": {"blocked": share(0.2)}}) == [
        {"outcome": "blocked", "share": 0.2, "low": 0.2 - 0.1, "high": 0.2 + 0.1}
    ]
    assert table("Pivots", "sets", {"sets": [{"members": ["A"], "share": 0.5}]}) == [
        {"members": ["A"], "share": 0.5}
    ]
    assert table("Agreement", "scales", {"scales": {"position": 3}}) == [{"scale": "position", "value": 3}]


ACTS = {"members": {"A": {"blocks": 0.3, "intervals": {"blocks": share(0.3)}}}}


def ended(name):
    """How one scenario ends, with a member."""
    return {
        "scenario": name, "adopted": share(0.5), "outcomes": {"approved": share(0.4)}, "rounds": {"mean": 2},
        "days": {"mean": 70}, "text": {"office": {"mean": 60}}, "seed": 1, **ACTS,
    }  # fmt: skip


def test_scenarios_stand_beside_the_first():
    told = {
        "results": [ended("one"), ended("two")],
        "differences": [
            {
                "scenario": "two",
                "adopted": {"value": 0.1, "low": 0, "high": 0.2},
                "members": {"A": {"blocks": 3}},
            }
        ],
    }
    first, second = table("Comparison", "scenarios", told)
    assert first == {
        "scenario": "one", **columns("adopted", 0.5), **columns("outcomes_approved", 0.4), "rounds_mean": 2,
        "days_mean": 70, "text_office_mean": 60,
    }  # fmt: skip
    assert second == first | {"scenario": "two", "change": 0.1, "change_low": 0, "change_high": 0.2}
    assert table("Comparison", "members", told)[1] == {
        "scenario": "two",
        "member": "A",
        **columns("blocks", 0.3),
    }
    assert table("Comparison", "changes", told) == [{"scenario": "two", "member": "A", "blocks": 3}]
    assert table("Summary", "members", ended("one")) == [{"member": "A", **columns("blocks", 0.3)}]


SWEEP = {
    "points": [
        {
            "inputs": [5, True], "adopted": share(0.5), "outcomes": {"approved": share(0.4)}, "rounds": 2, "days": 70,
            "members": {"A": {"blocks": 0.2}},
        },
        {"inputs": [6, False], "adopted": share(0.6), "outcomes": {"approved": share(0.3)}, "rounds": 3, "days": 80},
    ]
}  # fmt: skip


def test_points_of_a_sweep_have_their_inputs():
    first, second = table("Sweep", "points", SWEEP, inputs=("x", "switch"))
    assert first == {
        "x": 5, "switch": True, **columns("adopted", 0.5), **columns("outcomes_approved", 0.4), "rounds": 2, "days": 70
    }  # fmt: skip
    assert second["x"] == 6
    assert table("Sweep", "members", SWEEP, inputs=("x", "switch")) == [
        {"x": 5, "switch": True, "member": "A", "blocks": 0.2}
    ]


def test_files_of_a_sweep_have_the_columns_that_they_always_had_first():
    sweep = Made(SWEEP, inputs=("x", "switch"))
    first, _ = AS_BEFORE["Sweep"]["points"](sweep)
    assert list(first)[:8] == [
        "x",
        "switch",
        "adopted",
        "adopted_low",
        "adopted_high",
        "approved",
        "rounds",
        "days",
    ]
    assert (first["switch"], first["x"], first["approved"]) == ("True", 5, 0.4)
    assert first["outcomes_approved_high"] == 0.5
    assert AS_BEFORE["Sweep"]["members"](sweep) == [{"x": 5, "switch": "True", "member": "A", "blocks": 0.2}]


def test_a_tornado_has_both_ends_of_each_input():
    row = {"key": "k", "name": "K", "values": [1, 9], "lowered": 0.2, "raised": 0.8, "more": 1}
    assert table("Sensitivity", "tornado", {"tornado": {"rows": [row]}}) == [
        {"input": "k", "name": "K", "value_low": 1, "value_high": 9, "lowered": 0.2, "raised": 0.8}
    ]


def test_texts_and_ways_of_an_agenda():
    told = {
        "texts": [{"scenario": "a", "alone": share(0.5), "difference": {"value": 0.1}}],
        "tied": "a + b",
        "all_tied": share(0.6),
        "ways": [{"parts": [["a", "b"], ["c"]], "all": share(0.3)}],
    }
    assert table("Agenda", "texts", told) == [
        {"text": "a", **share(0.5), "tied_value": 0.1}, {"text": "a + b", **share(0.6)}
    ]  # fmt: skip
    assert table("Agenda", "ways", told) == [{"way": ["a + b", "c"], **columns("all", 0.3)}]
    assert table("Agenda", "ways", told | {"ways": None}) == []


def test_packages_and_blockers_of_a_bridge():
    levers = [{"set": "a=1", "doubt": ""}, {"set": "b=2", "doubt": "hm"}]
    told = {
        "frontier": [{"levers": levers, "cost": 3, "adopted": share(0.5)}],
        "blockers": {"A": {"lacks": {"p50": 5}, "persuaders": [{"member": "B", "weight": 0.4}]}},
    }
    assert table("Bridge", "frontier", told) == [
        {"levers": ["a=1", "b=2"], "doubts": ["hm"], "cost": 3, **columns("adopted", 0.5)}
    ]
    assert table("Bridge", "blockers", told) == [{"member": "A", "lacks_p50": 5}]
    assert table("Bridge", "persuaders", told) == [{"blocker": "A", "member": "B", "weight": 0.4}]


def test_boxes_switches_and_tipping_points_of_a_discovery():
    told = {
        "boxes": [{"limits": {"x": [1, 2]}, "share": 0.4}, {"limits": {"y": [3, 4]}, "share": 0.6}],
        "inputs": {"x": "X", "y": "Y", "z": "Z"},
        "ranges": {"x": [0, 10], "y": [5, 6]},
        "tipping": {"x": {"value": 4, "between": [3, 5], "rises": True, "low": 0.1, "high": 0.9}},
        "switches": {"s": {"yes": 0.7, "no": 0.2}},
    }
    assert table("Discovery", "boxes", told) == [
        {"x_low": 1, "x_high": 2, "y_low": None, "y_high": None, "share": 0.4},
        {"x_low": None, "x_high": None, "y_low": 3, "y_high": 4, "share": 0.6},
    ]
    x, y = table("Discovery", "tipping", told)
    assert x == {
        "input": "x", "name": "X", "tried_low": 0, "tried_high": 10, "value": 4, "between_low": 3, "between_high": 5,
        "rises": True, "low": 0.1, "high": 0.9,
    }  # fmt: skip
    assert list(y) == list(x)
    assert (y["input"], y["tried_high"], y["value"], y["rises"]) == ("y", 6, None, None)
    assert table("Discovery", "switches", told) == [
        {"input": "s", "value": "yes", "adopted": 0.7}, {"input": "s", "value": "no", "adopted": 0.2}
    ]  # fmt: skip


def test_two_codings_side_by_side():
    told = {
        "decisions": [
            {
                "first": "a",
                "second": "b",
                "adopted": share(0.5),
                "swaps": [{"what": "resolve", "adopted": share(0.6)}],
            }
        ]
    }
    head = {"first": "a", "second": "b"}
    assert table("Agreement", "swaps", told) == [
        head | {"what": "nothing"} | columns("adopted", 0.5), head | {"what": "resolve"} | columns("adopted", 0.6)
    ]  # fmt: skip


CASE = {
    "chance": 0.7, "text": {"office": {"forecast": 60, "was": 50}}, "objects": {"A": 0.4}, "named": ["B"],
    "blockers": ["A", "C"],
}  # fmt: skip
VALIDATION = {
    "brier": 0.2, "cases": 1, "per_case": {"one": CASE}, "blockers": {"hit": 1},
    "baselines": {"always": {"brier": 0.3, "blockers": {"hit": 0}}},
}  # fmt: skip


def test_past_decisions_by_case_issue_member_and_forecaster():
    assert table("Validation", "cases", VALIDATION) == [
        {"case": "one", "chance": 0.7, "named": ["B"], "blockers": ["A", "C"]}
    ]
    assert table("Validation", "texts", VALIDATION) == [
        {"case": "one", "issue": "office", "forecast": 60, "was": 50}
    ]
    rows = [tuple(row.values()) for row in table("Validation", "members", VALIDATION)]
    assert rows == [
        ("one", "A", 0.4, False, True),
        ("one", "B", 0.0, True, False),
        ("one", "C", 0.0, False, True),
    ]
    assert table("Validation", "scores", VALIDATION) == [
        {"forecaster": "model", "brier": 0.2, "hit": 1}, {"forecaster": "always", "brier": 0.3, "hit": 0}
    ]  # fmt: skip


def test_scores_are_told_beside_those_of_simple_rules_with_intervals():
    def about(value):
        return {"value": value, "low": value - 0.05, "high": value + 0.05}

    rules = {
        "always": {
            "brier": 0.3,
            "blockers": {"hit": 0.5},
            "difference": {"brier": about(-0.1), "hit": about(0.4)},
        },
        "silent": {"brier": None, "blockers": {"hit": None}},
    }
    told = {"intervals": {"brier": about(0.2), "hit": about(0.9)}, "baselines": rules}
    assert table("Validation", "differences", told) == [
        {
            "forecaster": "always", "score": score, "model": model, "model_low": model - 0.05, "model_high": model + 0.05,
            "rule": rule, "model_less_rule": less, "model_less_rule_low": less - 0.05, "model_less_rule_high": less + 0.05,
        }
        for score, model, rule, less in (("brier", 0.2, 0.3, -0.1), ("hit", 0.9, 0.5, 0.4))
    ]  # fmt: skip


@pytest.mark.parametrize("report", [True, False])
def test_stances_say_the_mean_and_the_distribution_itself(report):
    stance = SimpleNamespace(
        name="Anna", position={"office": {"low": 20, "high": 40}, "cost": 5}, salience={"office": 50, "cost": 60},
        resolve=70, confidence="high", note="n", source="s", tables=("default", "group"),
    )  # fmt: skip
    told = SimpleNamespace(
        **{"stances" if report else "members": {"A": stance}}, **({"runs": 3} if report else {})
    )
    office, cost = records.stances(told)
    assert office == {
        "member": "A", "name": "Anna", "issue": "office", "position": 30, "position_drawn": "{ low = 20, high = 40 }",
        "salience": 50, "salience_drawn": "", "resolve": 70, "resolve_drawn": "", "confidence": "high", "note": "n",
        "source": "s", "tables": "default < group",
    }  # fmt: skip
    assert (cost["issue"], cost["position"], cost["salience"]) == ("cost", 5, 60)


def test_a_table_in_a_file_has_its_context_in_every_row_and_lists_in_one_cell():
    class Pivots(Made):
        pass

    told = {
        "members": {"A": {"blocks": 0.4}},
        "sets": [{"members": ["A", "B"]}, {"members": [], "odd": 1}],
        "runs": 9,
        "seed": 3,
    }
    (_, heading, rows), (name, other, sets) = cells(Pivots(told))
    assert (heading, rows) == (["member", "blocks", "runs", "seed"], [["A", 0.4, 9, 3]])
    assert (name, other) == ("sets", ["members", "odd", "runs", "seed"])
    assert sets == [["A; B", None, 9, 3], ["", 1, 9, 3]]
