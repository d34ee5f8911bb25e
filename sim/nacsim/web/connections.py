"""Connections to the page's server: how many at once, and how long a request may take to arrive.

Half a request holds a connection, and a machine has only so many. One that does not go on gets no answer: it is closed.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from nacsim.web import limits

WAITS = (h11.IDLE, h11.SEND_BODY)
"""What a client is at while the server waits for more of its request: the head of one, or the body."""


class Connection(H11Protocol):
    """A connection that is closed when it is one too many, or when a request takes too long to arrive."""

    late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take it, or close it at once; its first request is waited for."""
        super().connection_made(transport)
        if len(self.connections) > limits.connections():
            transport.abort()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on. The clock runs from the first byte of a request to its last, and not while it is answered."""
        super().data_received(data)
        if self.conn.their_state not in WAITS:
            self._arrived()
        elif self.late is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._arrived()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self.late = self.loop.call_later(limits.ARRIVAL, self.transport.abort)

    def _arrived(self) -> None:
        if self.late is not None:
            self.late.cancel()
            self.late = None
