"""How NumPy goes over arrays while councils are played is nobody else's business."""

import numpy as np
import pytest

from nacsim.engine.ensemble import simulate
from nacsim.engine.memory import BUFFER, by_rows, keep
from nacsim.scenario import load


def test_buffers_are_small_for_as_long_as_it_lasts():
    before = np.getbufsize()
    with by_rows():
        assert np.getbufsize() == BUFFER != before
    assert np.getbufsize() == before


def test_and_not_after_an_error():
    before = np.getbufsize()
    with pytest.raises(ZeroDivisionError), by_rows():
        1 / 0  # noqa: B018
    assert np.getbufsize() == before


def test_playing_leaves_them_as_they_were():
    before = np.setbufsize(4096)
    try:
        rows = simulate(load("minimal"), 100).rows
        assert np.getbufsize() == 4096
    finally:
        np.setbufsize(before)
    assert rows.tobytes() == simulate(load("minimal"), 100).rows.tobytes()


def test_asking_twice_to_keep_memory_is_asking_once():
    keep()
    keep()
    assert keep.cache_info().misses == 1
