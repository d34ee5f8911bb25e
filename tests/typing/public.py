"""The public types, for a type checker: no line is wrong but those that say so. Never run."""

from pathlib import Path
from typing import assert_type

from nacsim import Comparison, Outcomes, Scenario, Share, compare, load, simulate, sweep

scenario = load("tokyo_liaison_office")
assert_type(scenario, Scenario)
assert_type(scenario.with_(members={"FRA": {"position": 85}}), Scenario)
outcomes = simulate(scenario, 100, jobs=1)
assert_type(outcomes, Outcomes)
assert_type(outcomes.sentence(), str)
simulate("tokyo_liaison_office")
simulate(Path("mine.toml"))
simulate({"title": "A dictionary"})
found = compare(["a", scenario], runs=10)
assert_type(found, Comparison)
assert_type(found.results[0].adopted, Share)
assert_type(found.differences[0].adopted.value, float)
assert_type(sweep("a", {"members.FRA.position": (0, 100)}).points[0].adopted.share, float)
