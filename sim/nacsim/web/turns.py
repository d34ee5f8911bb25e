"""Whose question is answered next: a page has one of each kind waiting, and its newer question takes the older one's place.

So a class of thirty pages waits in one short line, and nobody is refused because others, or his own old moves, are there.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import anyio

from nacsim.web.limits import PAGES, WAITING, Refusal

PAGE_HEADER = "nacsim-page"
"""The header in which a page says who it is: some letters drawn when it was loaded, which name nobody."""
NEWEST = {"run", "doubts", "curve", "changes", "story"}
"""Questions of which a page waits for the newest alone."""
REPLACED = 204
"""The status of a question whose place a newer one took: no content. Nothing is amiss, and no browser writes an error."""
LETTERS = 40
"""Longest name of a page."""
GLANCE, LONGEST = 0.05, 5.0
"""Seconds after which a lane that lets others go first looks again, and after which it goes on all the same."""


class Lane:
    """Answers under way side by side, `width` at once, first come first served.

    A question that waits is known by its page and its kind. One of no page (a script that asks) waits by itself, and only so
    many of them may. A lane `after` others begins nothing, for a few seconds, while a question waits in one of those.
    """

    def __init__(self, width: int, after: Sequence["Lane"] = ()):
        self._places = anyio.CapacityLimiter(width)
        self._after = after
        self._waiting: dict[tuple[str, object], anyio.CancelScope] = {}

    @asynccontextmanager
    async def turn(self, page: str, kind: str) -> AsyncIterator[None]:
        """A place in this lane, when it is one's turn. Refuses what a newer one replaces (REPLACED), or too many (503)."""
        if 0 < len(page) <= LETTERS:
            await self._of_page((page, kind if kind in NEWEST else object()))
        else:
            await self._in_line()
        try:
            await self._let_others_go()
            yield
        finally:
            self._places.release()

    async def _let_others_go(self) -> None:
        with anyio.move_on_after(LONGEST):
            while any(lane._places.statistics().tasks_waiting for lane in self._after):
                await anyio.sleep(GLANCE)

    async def _in_line(self) -> None:
        if self._places.statistics().tasks_waiting - len(self._waiting) >= WAITING:
            raise Refusal(503, "The server is busy; wait a moment.", wait=1)
        await self._places.acquire()

    async def _of_page(self, key: tuple[str, object]) -> None:
        older = self._waiting.pop(key, None)
        if older is not None:
            older.cancel()
        elif len(self._waiting) >= PAGES:
            raise Refusal(503, "The server is busy; wait a moment.", wait=2)
        with anyio.CancelScope() as scope:
            self._waiting[key] = scope
            try:
                await self._places.acquire()
            finally:
                if self._waiting.get(key) is scope:
                    del self._waiting[key]
        if scope.cancelled_caught:
            raise Refusal(REPLACED, "A newer question of this page took the place of this one.")
