"""The engine decides run by run what the model in plain Python decides (`experiments/reference`).

The engine counts in single precision and Python in double, so now and then a run hangs on the last digit. Such a run
ends otherwise in plain Python too if its stances are shifted by a millionth of the scale. It is left out, and there may be
one in a hundred.
"""

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from eventful import eventful

from nacsim.engine.ensemble import simulate, simulate_many
from nacsim.engine.luck import lots
from nacsim.engine.playing import play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.results.outcomes import Outcomes
from nacsim.rules.ending import classify
from nacsim.rules.state import REAL
from nacsim.scenario import load
from nacsim.vocabulary import OUTCOMES, PASSED, RULES

FOLDER = Path(__file__).parents[1] / "experiments" / "reference"
RUNS, BATCH = 20, 15  # of each council; councils of each batch
WITHIN = 0.02  # points; texts and payments are kept to hundredths
SHIFT, SHIFTS = 1e-6, 12
SHIPPED = (
    "tokyo_liaison_office",
    "tokyo_quiet_year",
    "ukraine_invitation",
    "bosnia_invitation",
    "hormuz_mission",
    "osce_chair_2024",
    "secretary_general",
    "spending_pledge",
    "history/libya_unified_protector_2011",
)


@pytest.fixture(autouse=True)
def beside_the_reference(monkeypatch):
    """Its files import each other by name, as scripts in one folder do."""
    monkeypatch.syspath_prepend(str(FOLDER))


def compare(scenario, runs=RUNS, seed=0, forced=None):
    """How runs end in plain Python, and the numbers of those that hang on the last digit; all others are equal."""
    setting = draw(scenario, lots(seed, 0), runs, forced)
    return compared(scenario, setting, rows(setting, play(setting)))


def compared(scenario, setting, found):
    """The same for rows that the engine made of a setting."""
    import council
    import drawn

    outcomes = Outcomes(scenario.name, scenario.room, tuple(scenario.issues), 0, found)
    ends, hanging = [], []
    for run in range(len(found)):
        ends.append(council.play(drawn.council(setting, run)))
        wrong = difference(said(outcomes, run), ends[-1])
        if wrong and hangs(setting, run, ends[-1]):
            hanging.append(run)
        else:
            assert not wrong, f"{scenario.name}, run {run}: {wrong}"
    return ends, hanging


def said(outcomes, run):
    """What the engine says of a run, as the reference says it."""
    from council import End

    def members(name):
        return np.flatnonzero(getattr(outcomes, name)[:, run]).tolist()

    return End(
        OUTCOMES[outcomes.outcome[run]], int(outcomes.rounds[run]), (outcomes.text[:, run] / 100).tolist(),
        members("first"), members("blocks"), members("pivotal"), (outcomes.paid[:, run] / 100).tolist(),
    )  # fmt: skip


def difference(engine, plain):
    """What two ends differ in, by name; nothing if they are the same."""
    numbers = ("text", "paid")
    pairs = {name: (getattr(engine, name), getattr(plain, name)) for name in plain._fields}
    gap = {name: np.abs(np.subtract(*pairs[name])).max() * 100 for name in numbers}
    return {n: p for n, p in pairs.items() if (gap[n] > WITHIN if n in numbers else p[0] != p[1])}


def hangs(setting, run, end):
    """Whether a run ends otherwise in plain Python if its stances are shifted by next to nothing."""
    import council
    import drawn

    for seed in range(SHIFTS):
        shaken, chance = drawn.council(setting, run), Random(seed)
        for member in shaken.members:
            member.position = [council.clip(x + chance.uniform(-SHIFT, SHIFT)) for x in member.position]
            member.resolve = council.clip(member.resolve + chance.uniform(-SHIFT, SHIFT))
        if difference(council.play(shaken), end):
            return True
    return False


@cache
def batch(number):
    """The ends of a batch of random councils, and how many hang on the last digit."""
    found = [compare(eventful(seed)) for seed in range(BATCH * number, BATCH * (number + 1))]
    return [end for ends, _ in found for end in ends], sum(len(hanging) for _, hanging in found)


@pytest.mark.parametrize("number", range(8))
def test_random_councils_end_alike(number):
    ends, hanging = batch(number)
    assert hanging <= len(ends) / 100


def test_random_councils_end_in_every_way():
    ends = [end for number in range(8) for end in batch(number)[0]]
    assert min(Counter(end.outcome for end in ends)[name] for name in OUTCOMES) > 20
    assert sum(max(end.paid) > 0 for end in ends) > 100
    assert sum(len(end.first) > 1 for end in ends) > 100
    assert sum(bool(end.pivotal) for end in ends) > 100
    assert sum(bool(end.first) and end.outcome in ("delayed", "amended") for end in ends) > 100


WITHOUT = {
    "a rule in numbers": lambda c: replace(c, rule=replace(c.rule, name="unanimity")),
    "who can never stop a text": lambda c: replace(c, rule=replace(c.rule, blocking=None)),
    "abstention": lambda c: replace(c, rule=replace(c.rule, abstention=False)),
    "a quorum": lambda c: replace(c, rule=replace(c.rule, quorum=None)),
    "vetoes": lambda c: replace(c, members=[replace(m, veto=False) for m in c.members]),
    "a gavel": lambda c: replace(c, gavel=False),
    "a member in the chair": lambda c: replace(c, chair=None),
}
"""What random councils know, and the council without it."""


@pytest.mark.parametrize("what", WITHOUT)
def test_random_councils_end_otherwise_without(what):
    """All that bodies know matters in some of them, so that to end alike says something of it."""
    import council
    import drawn

    moved = 0
    for seed in range(60):
        setting = draw(eventful(seed), lots(0, 0), 6)
        for run in range(6):
            one, other = drawn.council(setting, run), WITHOUT[what](drawn.council(setting, run))
            moved += council.play(one) != council.play(other)
            if moved > 3:
                return
    raise AssertionError(f"{what} matters in {moved} councils")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("size", [1, 2, 3, 40])
def test_councils_of_any_size_and_rule_end_alike(size, rule):
    for seed in range(3):
        _, hanging = compare(eventful(f"{size} {rule} {seed}", size, rule), 10)
        assert not hanging


@pytest.mark.parametrize("hand", ["objects", "silent"])
def test_councils_with_a_forced_hand_end_alike(hand):
    hanging = 0
    for seed in range(30):
        scenario = eventful(f"{hand} {seed}", 3 + seed % 5)
        hanging += len(compare(scenario, 10, forced={scenario.room[seed % 3]: hand})[1])
    assert hanging <= 3


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenarios_end_alike(name):
    assert not compare(load(name), 40, seed=7)[1]


@pytest.mark.parametrize("rule", RULES)
def test_decision_rules_end_alike_where_peoples_are_counted(rule):
    assert not compare(load("ukraine_force_command", [f"procedure.rule={rule}"]), 40)[1]


def test_what_is_played_side_by_side_ends_alike():
    """Variants of one council share its play, whatever they differ in; that one is indispensable matters to some."""
    moved = 0
    for seed in range(6):
        scenario = eventful(f"side by side {seed}", 5, "unanimity").with_values({"procedure.opt_out": True})
        free = {f"members.{name}.indispensable": False for name in scenario.room}
        changes = (free, dict.fromkeys(free, True), {"issues.principal.lumpy": True})
        variants = [scenario.with_values(change) for change in changes]
        found = [outcomes.rows for outcomes in simulate_many(variants, RUNS, 3, jobs=1)]
        for variant, own in zip(variants, found, strict=True):
            compared(variant, draw(variant, lots(3, 0), RUNS), own)
        moved += (found[0] != found[1]).sum()
    assert moved > 5


def test_one_run_is_that_of_many():
    import council
    import drawn

    scenario = eventful("one of many", 7)
    found = simulate(scenario, 4, 5, jobs=1)
    for run in range(4):
        assert not difference(said(found, run), council.play(drawn.council_of(scenario, run, 5)))


@pytest.mark.parametrize("seed", range(10))
def test_talks_go_on_as_long_as_rounds_fit_into_the_horizon(seed):
    scenario = eventful(f"horizon {seed}")
    setting = draw(scenario, lots(0, 0), 200)
    rounds, column = setting.parameters.rounds.astype(int), setting.luck.column
    most, until = scenario.procedure.rounds, scenario.procedure.horizon
    assert (rounds >= 1).all()
    assert (rounds <= most).all()
    assert (setting.luck.days(rounds, column)[rounds > 1] <= until).all()
    assert (setting.luck.days(rounds + 1, column)[rounds < most] > until).all()


def test_the_last_day_of_the_horizon_counts():
    """Three rounds of ten days fit into thirty days."""
    calendar = {"procedure.rounds": 9, "procedure.days_per_round": 10, "procedure.horizon": 30}
    setting = draw(eventful("last day").with_values(calendar), lots(0, 0), 5)
    assert (setting.parameters.rounds == 3).all()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [(1.0, "approved"), (0.9, "approved"), (0.895, "amended"), (0.055, "amended"), (0.05, "shelved")],
)
def test_an_end_is_amended_beyond_ten_points_and_dropped_within_five(text, wanted):
    import council
    import drawn

    setting = draw(load("minimal"), lots(0, 0), 1)
    one = drawn.council(setting, 0)
    one.text, one.phase, one.round = [text], PASSED, 1
    assert council.called(one, held_out=False) == wanted
    end = classify(
        np.array([PASSED]), np.array([[text]], REAL), np.array([1]), np.array([False]), setting.issues
    )
    assert OUTCOMES[end[0]] == wanted
