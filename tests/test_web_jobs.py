"""Longer questions: one for each page, the newer replaces the older, and what nobody waits for is stopped."""

from threading import Event

import pytest

pytest.importorskip("starlette")

from nacsim.web.jobs import PATIENCE, Jobs
from nacsim.web.limits import Refusal
from nacsim.web.longer import ASKS

PAGES = ("the first page", "the second page")


class Slow:
    """A question that goes on step by step, as it is let; it says how it ended."""

    def __init__(self):
        self.step, self.stepped, self.ended = Event(), Event(), []

    def __call__(self, told, progress):
        try:
            for done in range(1, 1000):
                if told.get("quick"):
                    return {"told": told["key"]}
                progress(done, 100)
                self.stepped.set()
                assert self.step.wait(5)
                self.step.clear()
        finally:
            self.ended.append(told["key"])

    def go(self):
        self.stepped.clear()
        self.step.set()


def begun(clock=lambda: 0.0):
    slow = Slow()
    return slow, Jobs({"slow": slow}, clock)


def look(jobs, key, page=0, **more):
    return jobs.look({"page": PAGES[page], "ask": "slow", "key": key, **more})


def test_a_question_tells_how_far_it_is_and_then_its_answer():
    slow, jobs = begun()
    job = look(jobs, "one")
    assert slow.stepped.wait(5)
    assert jobs.told(job) == {"key": "one", "done": 1, "of": 100, "ahead": 0}
    assert look(jobs, "one") is job
    quick = look(jobs, "two", quick=True)
    assert job.stopped
    slow.go()
    assert quick.over.wait(5)
    assert jobs.told(quick) == {"key": "two", "data": {"told": "two"}}
    assert slow.ended == ["one", "two"]


def test_pages_wait_for_each_other_and_stop_only_their_own():
    slow, jobs = begun()
    first = look(jobs, "one")
    assert slow.stepped.wait(5)
    second = look(jobs, "one", page=1, quick=True)
    assert jobs.told(second)["ahead"] == 1
    jobs.look({"page": PAGES[1], "key": "another"})
    assert not second.stopped
    jobs.look({"page": PAGES[0], "key": "one"})
    assert first.stopped
    slow.go()
    assert second.over.wait(5)
    assert "data" in jobs.told(second)
    assert first.answer is None
    assert look(jobs, "one", quick=True).over.wait(5)  # asked again, it is begun anew


def test_a_question_that_no_page_looks_after_is_stopped():
    now = [0.0]
    slow, jobs = begun(lambda: now[0])
    job = look(jobs, "one")
    assert slow.stepped.wait(5)
    now[0] = PATIENCE - 1
    look(jobs, "one")
    now[0] += PATIENCE + 1
    slow.go()
    assert job.over.wait(5)
    assert job.answer is None


def test_what_is_no_question_is_refused_and_faults_come_to_light():
    jobs = Jobs({"broken": lambda told, progress: 1 / 0})
    for told in (
        None,
        {},
        {"page": "x", "ask": "broken", "key": "k"},
        {"page": PAGES[0], "ask": "other", "key": "k"},
        {"page": PAGES[0], "ask": "broken"},
    ):
        with pytest.raises(Refusal):
            jobs.look(told)
    job = jobs.look({"page": PAGES[0], "ask": "broken", "key": "k"})
    assert job.over.wait(5)
    with pytest.raises(ZeroDivisionError):
        jobs.told(job)
    assert set(ASKS) == {"pivots", "bridge", "next", "map", "sensitivity", "discover"}
