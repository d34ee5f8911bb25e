"""What `validate` says beside its scores, by hand."""

import nacsim
from nacsim.narrate.validate import failures


def case(observed, blocked, shelved):
    return {
        "adopted": observed == "amended",
        "observed": observed,
        "outcomes": {"blocked": blocked, "shelved": shelved},
    }


def test_how_texts_fail_is_told_beside_how_they_were_recorded():
    """Three failed, two of them blocked; of 2.0 expected to fail 0.4 are blocked."""
    cases = [
        case("blocked", 0.1, 0.8),
        case("blocked", 0.1, 0.5),
        case("shelved", 0.2, 0.3),
        case("amended", 0.9, 0),
        case("noted", 0.9, 0),
    ]
    told = failures({"per_case": dict(enumerate(cases)), "baselines": {}})
    assert told == [
        "of 3 that failed 2 are recorded as blocked, the others as taken off the table; where the model expects them to "
        "fail, 20 % are blocked: it does not tell the two apart"
    ]
    assert failures({"per_case": {"one": case("amended", 0.1, 0.1)}, "baselines": {}}) == []


def test_one_score_is_told_with_its_limits_and_what_it_is_not():
    told = nacsim.validate(runs=50)
    limits = told.intervals["log_score"]
    assert f"{told.log_score:.3f} ({limits['low']:.3f} to {limits['high']:.3f})" in told.sentence()
    assert "In sample" in told.sentence()
