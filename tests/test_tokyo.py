"""Would the Council approve an office in Tokyo, or would France veto it? The founding question."""

from nacsim.engine.ensemble import simulate
from nacsim.scenario import load
from nacsim.vocabulary import ADOPTED, OUTCOMES

TOKYO = "tokyo_liaison_office"
RUNS = 2_000


def shares(name, overrides=()):
    outcomes = simulate(load(name, overrides), runs=RUNS, seed=0)
    adopted = sum((outcomes.outcome == OUTCOMES.index(kind)).mean() for kind in ADOPTED)
    return outcomes, adopted


def test_tokyo_as_founded():
    outcomes, _ = shares(TOKYO)
    room = load(TOKYO).room
    assert len(room) == 31
    assert outcomes.first[room.index("FRA")].mean() >= 0.6
    assert (outcomes.outcome == OUTCOMES.index("approved")).mean() <= 0.2


def test_france_persuaded_by_file_and_by_command():
    _, founded = shares(TOKYO)
    for name, overrides in [
        ("tokyo_france_persuaded", []),
        (TOKYO, ["members.FRA.position=85", "members.FRA.resolve=20"]),
    ]:
        _, persuaded = shares(name, overrides)
        assert persuaded > 0.5
        assert persuaded - founded >= 0.3


def test_a_milder_rule_passes_tokyo_more_often():
    rules = [TOKYO, "tokyo_consensus_minus_one", "tokyo_qualified_majority"]
    adopted = [shares(name)[1] for name in rules]
    assert adopted[0] < adopted[1] <= adopted[2]


def test_amman_is_approved_where_tokyo_is_not():
    assert shares("amman_liaison_office")[1] > 0.7
