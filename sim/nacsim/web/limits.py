"""What a page may ask of this machine, so that it cannot hang it; and the refusal beyond that."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from nacsim.scenario.resolved import Scenario

BYTES = 400_000
"""Largest request, in bytes: two scenarios (current and pinned), each up to 40 coded decisions long."""
UNPACKED = 4_000_000
"""Largest workbook of a table once unpacked, in bytes: a small file can hold a very large one."""
RUNS = 50_000
"""Most councils in one answer; the command line takes more."""
MEMBERS, ISSUES, ROUNDS = 200, 12, 100
"""Largest council, in members, issues and rounds, that the page takes."""
WORK = 200_000_000
"""Most runs x members x issues x rounds in one answer: some ten seconds on one core."""
LONG_WORK = 300_000_000
"""The same of a longer question, which tells how far it is and can be stopped: some half a minute on one core."""
USUAL_ROUNDS = 12
"""Rounds reckoned with where calibration decides how long the Council talks."""
ANSWERS = 30
"""Answers of each kind that are remembered: some kB each, and with each the text of an upload, up to BYTES long."""
EDITS = 2_000
"""Most edited keys in one request: every input of 100 members on several issues."""
KEY, NAME = 300, 200
"""Longest edited key and longest name of a scenario, in characters."""
DOTS = 100
"""Most full stops in a line of an upload. A TOML key of n parts takes memory as n squared, and is within one line."""
RATE, BURST = 200.0, 600.0
"""Questions a second from one address in the long run, and at once: thirty pages behind one router that move sliders."""
FILE = 0.02
"""What a file of the page counts against a question; a page that opens loads some fifty."""
WAITING = 16
"""Requests of no page (`nacsim.web.turns`) that may wait for a free worker before the server says that it is busy."""
PAGES = 400
"""Questions of pages that may wait in one lane: a hundred pages with each of their kinds."""
ARRIVAL = 15.0
"""Seconds in which a request must have arrived, from its first byte (or from the greeting) to its last."""
CONNECTIONS = 512
"""Connections held at once; a browser opens six, and waits with what it has not sent on a seventh."""
ADDRESSES = 1_000
"""Addresses whose rate is remembered."""


def connections() -> int:
    """Connections held at once: `CONNECTIONS`, or half of the files that this process may have open."""
    try:
        import resource  # not on Windows, where sockets are no files
    except ImportError:
        return CONNECTIONS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(1, min(CONNECTIONS, soft // 2))


class Refusal(Exception):
    """A request that gets no answer: an HTTP status, the reason in words, the mistakes if any, seconds to wait (`wait`)."""

    def __init__(
        self, status: int, reason: str, problems: list[dict[str, Any]] | None = None, wait: int | None = None
    ):
        super().__init__(reason)
        self.status, self.reason, self.problems, self.wait = status, reason, problems or [], wait


def check_size(scenario: Scenario, runs: int) -> None:
    """Refuse (413) a scenario too large for the page, or too many councils of it."""
    sizes = (
        ("members", len(scenario.room), MEMBERS),
        ("issues", len(scenario.issues), ISSUES),
        ("rounds", scenario.procedure.rounds or 0, ROUNDS),
        ("runs", runs, RUNS),
    )
    for name, size, most in sizes:
        if size > most:
            words = f"{size:,} {name}: the page takes at most {most:,}; the command nacsim run takes more."
            raise Refusal(413, words)
    rounds = scenario.procedure.rounds or USUAL_ROUNDS
    if runs * len(scenario.room) * len(scenario.issues) * rounds > WORK:
        raise Refusal(
            413, "Too much for one answer: ask for fewer councils or fewer rounds, or use nacsim run."
        )


class Bucket:
    """A token bucket for each address: `RATE` questions a second, `BURST` at once. Times in seconds."""

    def __init__(self, rate: float = RATE, burst: float = BURST, clock: Callable[[], float] = time.monotonic):
        self.rate, self.burst, self.clock = rate, burst, clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, address: str, weight: float = 1.0) -> bool:
        """Whether one more request of that weight from this address is within the rate."""
        now = self.clock()
        with self._lock:
            level, then = self._levels.pop(address, (self.burst, now))
            level = min(self.burst, level + (now - then) * self.rate)
            allowed = level >= weight
            self._levels[address] = (level - weight * allowed, now)
            if len(self._levels) > ADDRESSES:
                self._levels.popitem(last=False)
        return allowed
