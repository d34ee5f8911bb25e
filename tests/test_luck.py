"""Lots are what their names say: SplitMix64 on a counter, uniform and normal numbers of a lot, judged and met apart."""

import pickle
from math import isclose
from statistics import NormalDist

import numpy as np
import pytest

from nacsim.engine.drawing import from_lots
from nacsim.engine.luck import (
    BLOCK,
    GOLDEN,
    JUDGED,
    LEVELS,
    STREAMS,
    Lots,
    Nested,
    gauss,
    lots,
    mix,
    normal,
    normals,
    resamples,
    seed_of,
    uniform,
)
from nacsim.scenario.quantity import Discrete, Normal, Triangular, Uniform

SPLITMIX = (
    6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821
)  # fmt: skip
"""What SplitMix64 gives from 1234567 on, as Rosetta Code has it ("Pseudo-random numbers/Splitmix64")."""
ALL = np.arange(LEVELS, dtype=np.uint16)


def test_mixing_is_splitmix64():
    counter = [(1234567 + k * GOLDEN) % 2**64 for k in range(1, 6)]
    assert mix(np.array(counter, np.uint64)).tolist() == list(SPLITMIX)


def test_a_lot_is_the_middle_of_its_part_of_0_to_1():
    assert uniform(ALL[:2]).tolist() == [0.5 / 65536, 1.5 / 65536]
    assert uniform(ALL)[-1] == 1 - 0.5 / 65536


def test_the_larger_the_lot_the_larger_what_is_drawn_from_it():
    """So whatever hangs on the same lots goes up and down together: 60 and 20 z, and the quantiles of others."""
    np.testing.assert_allclose(from_lots(Normal(60, 20), ALL), 60 + 20 * gauss(ALL), rtol=1e-6)
    for quantity in (Uniform(10, 90), Triangular(10, 80, 90), Discrete((10, 90), (1, 3))):
        assert (np.diff(from_lots(quantity, ALL)) >= 0).all()
    assert from_lots(5, ALL).tolist() == [5.0]


def test_the_normal_number_of_a_lot_is_the_quantile_of_its_middle():
    z = gauss(ALL)
    np.testing.assert_array_equal(z, -z[::-1])
    assert (np.diff(z) > 0).all()
    for lot in (0, 1, 20000, 32767, 32768, 65000, 65535):
        assert isclose(z[lot], NormalDist().inv_cdf((lot + 0.5) / 65536), rel_tol=1e-6)
    into = np.empty(2, np.float32)
    assert gauss(ALL[:2], into) is into


def test_lots_of_other_streams_names_places_blocks_and_seeds_are_others():
    one = Lots(3, 5)
    others = [
        one.of("lasting", "FRA"), one.of("lasting", "USA"), one.of("fresh", "FRA"), one.of("lasting", "FRA", 1),
        one.of("lasting", "FRA", 2), Lots(3, 6).of("lasting", "FRA"), Lots(4, 5).of("lasting", "FRA"),
    ]  # fmt: skip
    assert all(row.shape == (BLOCK,) and row.dtype == np.uint16 for row in others)
    for place, row in enumerate(others):
        assert abs(row.mean() / LEVELS - 0.5) < 0.03
        for other in others[:place]:
            assert abs(np.corrcoef(row, other)[0, 1]) < 0.1
    np.testing.assert_array_equal(one.table("lasting", ("USA", "FRA"))[1], one.of("lasting", "FRA"))
    np.testing.assert_array_equal(one.table("days", ("",), range(3))[2], one.of("days", "", 2))


@pytest.mark.parametrize("keeps", [True, False])
def test_lots_are_kept_only_if_asked(keeps):
    source = Lots(3, 0, keeps=keeps)
    assert (source.table("days", ("",)) is source.table("days", ("",))) == keeps


@pytest.mark.parametrize("source", [Lots(3, 5, 2, keeps=False), Nested(3, 4, 5, ("position",))])
def test_lots_that_are_sent_elsewhere_are_the_same(source):
    kind, given = source.__reduce__()
    again = kind(*given)
    assert (again.seed, again.blocks, again.keeps) == (source.seed, source.blocks, source.keeps)
    for stream in ("position", "lasting"):
        np.testing.assert_array_equal(again.of(stream, "FRA"), source.of(stream, "FRA"))


def test_judgements_are_shared_by_those_who_meet_luck_of_their_own():
    """Three judgements met four times each: judged numbers 000011112222, all else as in any 12 runs."""
    nested, plain = Nested(7, 3, 4), Lots(7, 0)
    for stream in STREAMS:
        found, own = nested.of(stream, "FRA"), plain.of(stream, "FRA")
        wanted = np.repeat(own[:3], 4) if stream in JUDGED else own[:12]
        np.testing.assert_array_equal(found, wanted, stream)
    np.testing.assert_array_equal(
        nested.of("event", "0.position"), np.repeat(plain.of("event", "0.position")[:3], 4)
    )
    np.testing.assert_array_equal(nested.of("event", "0"), plain.of("event", "0")[:12])


@pytest.mark.parametrize(("outer", "inner", "blocks"), [(1, 1, 1), (20, 100, 1), (1, 2001, 2), (7, 1000, 4)])
def test_nested_lots_have_as_many_blocks_as_they_need(outer, inner, blocks):
    nested = Nested(0, outer, inner)
    assert len(nested.blocks) == blocks
    assert len(nested.of("lasting", "FRA")) == len(nested.of("position", "FRA")) == outer * inner


def test_seeds_for_others_are_of_63_bits_and_each_run_has_its_own():
    runs = [(seed, run) for seed in (0, 1) for run in (0, 1, 2, 1999, 2000, 2001, 4000)]
    found = [seed_of(*one) for one in runs]
    assert len(set(found)) == len(runs)
    assert min(found) >= 0
    assert 2**62 < max(found) < 2**63


def test_resamples_are_places_drawn_with_replacement():
    found = resamples(5, 2000)
    assert found.shape == (2000, 5)
    shares = np.bincount(found.ravel(), minlength=5) / found.size
    assert shares == pytest.approx([0.2] * 5, abs=0.02)
    twice = np.mean([len(set(row)) < 5 for row in found.tolist()])
    assert twice == pytest.approx(1 - 120 / 3125, abs=0.02)
    np.testing.assert_array_equal(found, resamples(5, 2000, 0))
    assert (found != resamples(5, 2000, 1)).any()


def test_normals_are_standard_and_follow_their_seed():
    found = normals(3, (100, 50))
    assert (found.mean(), found.std()) == pytest.approx((0, 1), abs=0.05)
    np.testing.assert_array_equal(found, normals(3, (100, 50)))
    assert (found != normals(4, (100, 50))).all()


def test_lots_of_a_block_are_kept_for_the_next_who_asks():
    assert lots(9, 1) is lots(9, 1)
    assert (lots(9, 1).seed, lots(9, 1).blocks) == (9, range(1, 2))


def test_lots_of_a_block_are_kept_for_the_next_who_asks_and_normal_numbers_for_all():
    assert lots(3, 5) is lots(3, 5)
    assert lots(3, 5) is not lots(3, 6)
    assert lots(3, 5).table("days", ("",), range(4)) is lots(3, 5).table("days", ("",), range(4))
    assert normal() is normal()


@pytest.mark.parametrize("source", [Lots(3, 5), Lots(3, 5, 2, keeps=False), Nested(3, 10, 20, ("position",))])
def test_lots_that_are_sent_to_a_worker_are_the_same_there(source):
    there = pickle.loads(pickle.dumps(source))
    assert there.keeps == source.keeps
    for stream in ("position", "lasting"):
        found, wanted = (each.table(stream, ("FRA", "USA"), 3) for each in (there, source))
        np.testing.assert_array_equal(found, wanted)
