"""The longer questions, one at a time for each page: asked, looked after, and stopped when nobody waits any more.

A page has one slot: a newer question takes the place of the older one, which is stopped. All pages share one worker, so
that the short answers stay quick; who waits is told how many are before.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Event, Lock, Semaphore, Thread
from typing import Any

from nacsim.web.limits import Refusal

PATIENCE = 30.0
"""Seconds after which a question that no page looks after is stopped."""
PAGES = 100
"""Pages whose last question is remembered."""
AT_WORK = 1
"""Longer questions that are worked on at once."""

Ask = Callable[[Any, Callable[[int, int], None]], dict[str, Any]]
"""A longer question: from its JSON and a listener of (done, wanted) to its answer."""


class Stopped(Exception):
    """The question is not waited for any more."""


class Job:
    """One question of one page."""

    def __init__(self, key: str, ask: Ask, told: Any, clock: Callable[[], float]):
        self.key, self.ask, self.told, self.clock = key, ask, told, clock
        self.done, self.wanted, self.begun = 0, 0, False
        self.answer: dict[str, Any] | None = None
        self.refusal: Refusal | None = None
        self.error: Exception | None = None
        self.over, self._stop = Event(), Event()
        self.seen = clock()

    def stop(self) -> None:
        """Stop it at its next step."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether nobody waits for it: it was stopped, or not looked after for PATIENCE seconds."""
        return self._stop.is_set() or self.clock() - self.seen > PATIENCE

    def progress(self, done: int, wanted: int) -> None:
        """What the question tells of how far it is. Raises Stopped where nobody waits for it."""
        if self.stopped:
            raise Stopped
        self.done, self.wanted = done, wanted

    def work(self, turn: Semaphore) -> None:
        """Wait for its turn, and find the answer."""
        try:
            with turn:
                if not self.stopped:
                    self.begun = True
                    self.answer = self.ask(self.told, self.progress)
        except Stopped:
            pass
        except Refusal as refusal:
            self.refusal = refusal
        except Exception as error:  # told to the page as the server's own fault, and raised there
            self.error = error
        finally:
            self.over.set()


class Jobs:
    """The longer questions of all pages."""

    def __init__(self, asks: dict[str, Ask], clock: Callable[[], float] = time.monotonic):
        self.asks, self.clock = asks, clock
        self._slots: OrderedDict[str, Job] = OrderedDict()
        self._lock, self._turn = Lock(), Semaphore(AT_WORK)

    def look(self, told: Any) -> Job | None:
        """The job of a page, begun if it is a new question: {page, ask, key, …}; without `ask` that of the key is stopped.

        Refuses (400) what names no page or no question.
        """
        told = told if isinstance(told, dict) else {}
        page, name, key = told.get("page"), told.get("ask"), told.get("key")
        if not isinstance(page, str) or not 8 <= len(page) <= 64:
            raise Refusal(400, "A longer question comes from a page with a name of its own.")
        if name is None:
            with self._lock:
                found = self._slots.get(page)
            if found is not None and found.key == key:
                found.stop()
            return None
        if name not in self.asks or not isinstance(key, str):
            raise Refusal(400, f"A longer question is one of {', '.join(self.asks)}, with its key.")
        with self._lock:
            job = self._slots.get(page)
        if job is None or job.key != key or (job.stopped and job.answer is None):
            job = Job(key, self.asks[name], told, self.clock)
            self._put(page, job)
            Thread(target=job.work, args=(self._turn,), daemon=True).start()
        job.seen = self.clock()
        return job

    def _put(self, page: str, job: Job) -> None:
        with self._lock:
            old = self._slots.pop(page, None)
            self._slots[page] = job
            gone = [self._slots.popitem(last=False)[1]] if len(self._slots) > PAGES else []
        for each in (*gone, *([old] if old else [])):
            each.stop()

    def told(self, job: Job) -> dict[str, Any]:
        """How far a job is, or its answer. Raises what it was refused by."""
        if job.refusal is not None:
            raise job.refusal
        if job.error is not None:
            raise job.error
        if job.answer is not None:
            return {"key": job.key, "data": job.answer}
        return {"key": job.key, "done": job.done, "of": job.wanted, "ahead": self._ahead(job)}

    def _ahead(self, job: Job) -> int:
        """How many questions of other pages are worked on first."""
        with self._lock:
            others = [other for other in self._slots.values() if other is not job and not other.over.is_set()]
        return 0 if job.begun else len(others)

    def stop(self) -> None:
        """Stop all of them: the server ends."""
        with self._lock:
            jobs = list(self._slots.values())
        for job in jobs:
            job.stop()
