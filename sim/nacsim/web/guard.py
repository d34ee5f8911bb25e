"""Who may ask, before anything is read: right Host, no foreign Origin, JSON of a bounded size, not too often.

A page elsewhere on the web could otherwise talk to this server behind the user's back (DNS rebinding,
cross-site requests). The answers carry headers that let the page load nothing from any other host.
"""

from ipaddress import ip_address

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nacsim.web.limits import BYTES, FILE, Bucket, Refusal

POLICY = (
    "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")


def own_hosts(host: str, port: int) -> set[str]:
    """The Host headers that mean this server: the loopback names and the host it was bound to, with its port.

    Bound to every address (0.0.0.0 or ::), the names by which others call this machine cannot be known;
    then any IP address will do, and names but for its own are refused (a rebound name is never an address).
    """
    names = {*OWN_NAMES, f"[{host}]" if ":" in host else host}
    ported = {f"{name}:{port}" for name in names}
    return ported | names if port == 80 else ported


def is_address(host: str, port: int) -> bool:
    """Whether a Host header is a plain IP address with the right port."""
    name, _, given = host.rpartition(":")
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return given == str(port)


class Guard:
    """ASGI middleware that refuses what should not be answered and bounds the size of what is read."""

    def __init__(self, app: ASGIApp, host: str = "127.0.0.1", port: int = 8765, bucket: Bucket | None = None):
        self.app, self.port, self.bucket = app, port, bucket or Bucket()
        self.hosts, self.anywhere = own_hosts(host, port), host in ("0.0.0.0", "::", "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with a 4xx and one sentence."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send) if scope["type"] == "lifespan" else None
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        try:
            self.check(scope, headers)
            await self.app(scope, _bounded(receive), _dressed(send))
        except Refusal as refusal:
            await refuse(refusal)(scope, receive, _dressed(send))
        except ClientDisconnect:
            return  # who leaves before all has been asked needs no answer, and nobody a traceback

    def check(self, scope: Scope, headers: dict[str, str]) -> None:
        """Raise Refusal for a request that is not the page's own."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self.hosts and not (self.anywhere and is_address(host, self.port)):
            raise Refusal(421, "This server does not go by that name.")
        if origin is not None and origin not in (f"http://{host}", f"https://{host}"):
            raise Refusal(403, "Requests from other sites are refused.")
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and scope["path"].startswith("/api/"):
            raise Refusal(403, "Requests from other sites are refused.")
        if scope["method"] == "POST" and not headers.get("content-type", "").startswith("application/json"):
            raise Refusal(415, "Questions are sent as application/json.")
        if _length(headers) > BYTES:
            raise Refusal(413, f"Larger than {BYTES:,} bytes, the most that is read.")
        weight = FILE if scope["path"].startswith("/static/") else 1.0
        if not self.bucket.take((scope.get("client") or ("?",))[0], weight):
            raise Refusal(429, "Too many requests; wait a moment.", wait=1)


def refuse(refusal: Refusal) -> Response:
    """The answer to a refused request; with Retry-After where waiting helps."""
    if refusal.status == 204:
        return Response(status_code=204)
    told = {"error": refusal.reason, "problems": refusal.problems}
    later = None if refusal.wait is None else {"retry-after": str(refusal.wait)}
    return JSONResponse(told, status_code=refusal.status, headers=later)


def _length(headers: dict[str, str]) -> int:
    text = headers.get("content-length", "0")
    if not text.isdecimal():
        raise Refusal(400, "The Content-Length is not a number.")
    return int(text[:20])


def _bounded(receive: Receive) -> Receive:
    """Count what comes in, for requests that do not say how long they are."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > BYTES:
            raise Refusal(413, f"Larger than {BYTES:,} bytes, the most that is read.")
        return message

    return bounded


def _dressed(send: Send) -> Send:
    extra = [(k.encode(), v.encode()) for k, v in HEADERS.items()]

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = message.get("headers", [])
            named = {name for name, _ in own}
            message = {**message, "headers": [*own, *(h for h in extra if h[0] not in named)]}
        await send(message)

    return dressed
