"""A link of the page as a source of scenarios: what `nacsim web` writes after the # of its address, read again.

A link names a scenario that ships, or holds a whole file (`toml`: deflated, in letters that addresses may have), and says
every change as `key=value` with the value in JSON. It is read whole or not at all.
"""

import binascii
import json
import zlib
from base64 import urlsafe_b64decode
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from nacsim.files.reading import LARGEST
from nacsim.scenario.format.write import inline
from nacsim.scenario.mistakes.errors import Problem, ScenarioError

BEGINS = ("http://", "https://", "#")
OWN = (
    "scenario", "toml", "runs", "seed", "seat", "issue", "what", "draw", "step", "tab", "panel", "council", "version"
)  # fmt: skip
"""Parts of a link that are no changes; `static/core/address.js` writes them."""
OTHER = "A:"
"""How parts begin that say what a link compares with."""
SHOWN = 60
"""Letters of a link in a message."""
PARTS = 5_000
"""Most parts of a link: every input of a large council."""


class Link(NamedTuple):
    """What a link says: the scenario by name, or by its text; `KEY=VALUE` changes; councils and seed where it says them."""

    name: str
    toml: str | None
    overrides: tuple[str, ...]
    runs: int | None
    seed: int | None
    shown: str
    """The link as messages call it."""
    state: str
    """All that stands after the #."""


def is_link(source: object) -> bool:
    """Whether a source is meant as a link of the page, right or wrong."""
    return isinstance(source, str) and source.strip().startswith(BEGINS)


def read_link(source: str) -> Link:
    """What a link says. Raises ScenarioError that names the part that cannot be read."""
    text = source.strip()
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    _, mark, state = text.partition("#")
    try:
        parts = parse_qsl(state, keep_blank_values=True, errors="strict", max_num_fields=PARTS)
    except ValueError:
        raise _fault(shown, "is damaged: what stands after the # cannot be taken apart") from None
    own = {key: value for key, value in parts if key in OWN}
    if not mark or "scenario" not in own:
        raise _fault(
            shown,
            "names no scenario; a link that the page copies has #scenario=… in it (in a shell: in quotes)",
        )
    changes = [part for part in parts if part[0] not in OWN and not part[0].startswith(OTHER)]
    return Link(
        own["scenario"] or "scenario",
        _unpacked(own["toml"], shown) if "toml" in own else None,
        tuple(f"{key}={_as_toml(key, value, shown)}" for key, value in changes),
        _whole(own, "runs", 1, shown),
        _whole(own, "seed", 0, shown),
        shown,
        state,
    )


def _fault(shown: str, message: str) -> ScenarioError:
    return ScenarioError([Problem(shown, None, "", message)])


def _unpacked(text: str, shown: str) -> str:
    """The file in a link, no more than `LARGEST` bytes of it."""
    try:
        packed = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        reader = zlib.decompressobj(-zlib.MAX_WBITS)
        data = reader.decompress(packed, LARGEST + 1)
        if len(data) <= LARGEST and not reader.eof:
            raise zlib.error
        if len(data) > LARGEST:
            raise _fault(shown, f"holds a file of more than {LARGEST:,} bytes, the most that is read")
        return data.decode("utf-8")
    except (binascii.Error, zlib.error, UnicodeError):
        raise _fault(shown, "is damaged: the file in it (toml=…) is cut or changed") from None


def _as_toml(key: str, value: str, shown: str) -> str:
    try:
        read = json.loads(value, parse_constant=_nothing)
    except (ValueError, RecursionError):
        raise _fault(
            shown, f"is damaged: the value of {key[:SHOWN]} cannot be read, {value[:SHOWN]!r}"
        ) from None
    if read is None:
        raise _fault(shown, f"gives {key[:SHOWN]} no value")
    return inline(read)


def _nothing(text: str) -> Any:
    raise ValueError(text)


def _whole(own: dict[str, str], key: str, least: int, shown: str) -> int | None:
    text = own.get(key)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and int(text) >= least):
        raise _fault(shown, f"is damaged: {key}={text[:SHOWN]} is no whole number from {least} on")
    return int(text)
