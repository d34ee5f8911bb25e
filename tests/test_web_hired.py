"""Who works for the page may die or be nobody; the answers are the same."""

from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor

import pytest

from nacsim.doubts import doubts
from nacsim.engine.ensemble import simulate
from nacsim.engine.luck import BLOCK
from nacsim.scenario import load
from nacsim.web import hired

MINIMAL = load("minimal")


class Dead(Executor):
    """Workers of which none is left."""

    def submit(self, function, /, *arguments, **named):
        raise BrokenExecutor


@pytest.fixture(autouse=True)
def nobody():
    yield
    hired.hire(None)


def test_who_is_dead_is_not_asked_again():
    hired.hire(Dead(), Dead())
    assert hired.reckoned(len, "abc") == 3
    assert isinstance(hired.players(), Dead)  # the one who died was the other
    assert hired.played(MINIMAL, 50, 0) == simulate(MINIMAL, 50, 0)
    assert hired.players() is None


def test_the_worker_beside_says_what_this_process_would():
    share = simulate(MINIMAL, 50, 0).adopted.mean()
    with ThreadPoolExecutor(1) as beside:
        hired.hire(None, beside)
        assert hired.reckoned(doubts, MINIMAL, 0, share) == doubts(MINIMAL, 0, share)


def test_a_mistake_is_that_of_the_function():
    with ThreadPoolExecutor(1) as beside:
        hired.hire(None, beside)
        with pytest.raises(ZeroDivisionError):
            hired.reckoned(divmod, 1, 0)


@pytest.mark.parametrize("known", [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 9])
def test_councils_that_are_known_are_not_played_again_and_the_rest_is_as_ever(known):
    class Counted(ThreadPoolExecutor):
        runs = 0

        def submit(self, function, /, group, seed, block, runs, *more):
            self.runs += runs
            return super().submit(function, group, seed, block, runs, *more)

    wanted, before = 2 * BLOCK + 50, simulate(MINIMAL, known, 3)
    with Counted(2) as team:
        hired.hire(team)
        assert hired.played(MINIMAL, wanted, 3, before) == simulate(MINIMAL, wanted, 3)
        assert team.runs == wanted - known // BLOCK * BLOCK
