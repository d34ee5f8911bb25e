"""Small texts made by chance for every door through which somebody's text comes in, and what may come of them.

A target is a door with good examples, the words of its language, and the function of the package that stands behind it; all
are in `fuzz_targets.py`. An input is an example that was changed once or a few times: signs and bytes, words and numbers put
for each other, keys given twice, tables within tables, other encodings, a piece of another example. It is taken, or refused
by the package in words; all else is a finding. `tests/test_fuzzed.py` tries some of each target, `experiments/fuzz.py` as
many as there is time for.
"""

import re
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from click import ClickException
from damaged import KINDS, Door, by_chance

from nacsim.errors import NacsimError

STUCK = 20.0
"""Seconds after which an input is broken off."""
KIND = 0.001
"""Share of inputs that are damaged by one of the kinds of `damaged.py`, some of which are long."""


class Target(NamedTuple):
    """A door: good examples, an input made of them by chance, and the function that takes it."""

    good: list[bytes]
    made: Callable[[Random], bytes]
    put: Callable[[bytes], object]


def together(targets: dict[str, Target]) -> Target:
    """Several doors as one; the first line of an input names the door."""

    def made(chance: Random) -> bytes:
        name = chance.choice(list(targets))
        return name.encode() + b"\n" + targets[name].made(chance)

    def put(data: bytes) -> None:
        name, _, inner = data.partition(b"\n")
        if (target := targets.get(name.decode("latin-1"))) is not None:
            target.put(inner)

    good = [name.encode() + b"\n" + data for name, target in targets.items() for data in target.good]
    return Target(good, made, put)


def found(target: Target, data: bytes) -> str:
    """What is wrong with how an input was taken, nothing if it was taken well: an answer, or a refusal with its words."""
    try:
        with broken_off(STUCK):
            target.put(data)
    except Exception as error:
        if not _is_refusal(error):
            *_, (frame, line) = traceback.walk_tb(error.__traceback__)
            return f"{type(error).__name__} in {Path(frame.f_code.co_filename).name}:{line}: {error!s:.200}"
    return ""


def _is_refusal(error: Exception) -> bool:
    """Whether an error is the package's own way to say no, in Python, in a command or on the page, and says something."""
    from nacsim.web.limits import Refusal

    if isinstance(error, Refusal):
        return 400 <= error.status < 500 and bool(error.reason.strip())
    return isinstance(error, NacsimError | ClickException) and bool(str(error).strip())


@contextmanager
def broken_off(seconds: float) -> Iterator[None]:
    """Raise an error in what takes longer."""

    def late(*_: Any) -> None:
        raise TimeoutError(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def shrunk(wrong: Callable[[bytes], str], data: bytes) -> bytes:
    """An input that is wrong in the same place, as short as pieces can be left out of it."""
    first = _place(wrong(data))
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data):
            less = data[:at] + data[at + size :]
            if _place(wrong(less)) == first:
                data = less
            else:
                at += size
        size //= 2
    return data


def _place(told: str) -> str:
    """What is wrong without its words, which differ from input to input."""
    return told.split(": ")[0]


# --- how inputs are made

TOKEN = re.compile(rb'"[^"\n]*"|[\w.]+|[^\w\s]')


def texts(examples: list[bytes], words: list[str], kind: str = "text") -> Callable[[Random], bytes]:
    """Inputs from examples of a text, of JSON or of lines with check sums, and from the words of its language."""
    door = Door(f"input.{'jsonl' if kind == 'jsonl' else kind}", kind, ())

    def made(chance: Random) -> bytes:
        data = chance.choice(examples)
        if chance.random() < KIND:
            return KINDS[chance.choice(list(KINDS))](data)
        if chance.random() < 0.6:
            data = by_chance(door, data, chance)
        how = chance.random()
        if how < 0.4:
            return _words(data, words, chance)
        if how < 0.5:
            return _spliced(data, chance.choice(examples), chance)
        if how < 0.55:
            return _nested(data, chance)
        return _encoded(data, chance) if how < 0.58 else data

    return made


def _words(data: bytes, words: list[str], chance: Random) -> bytes:
    """One to three words of a text replaced by others of its language, or of the text itself."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        places = list(TOKEN.finditer(data))
        if not places:
            return data
        place, other = chance.choice(places), chance.choice(places)[0]
        word = chance.choice(words).encode() if chance.random() < 0.7 else other
        data = data[: place.start()] + word + data[place.end() :]
    return data


def _spliced(data: bytes, other: bytes, chance: Random) -> bytes:
    """The beginning of one example and the end of another, at a line of each."""
    a, b = data.splitlines(keepends=True), other.splitlines(keepends=True)
    return b"".join(a[: chance.randrange(len(a) + 1)] + b[chance.randrange(len(b) + 1) :])


def _nested(data: bytes, chance: Random) -> bytes:
    """A word put into brackets, or given parts by dots, a few times or many."""
    places = list(TOKEN.finditer(data))
    if not places:
        return data
    place, deep = chance.choice(places), chance.choice((1, 2, 5, 13, 40))
    before, after = chance.choice(
        ((b"[", b"]"), (b"{ a = ", b" }"), (b'{"a": ', b"}"), (b"a.", b""), (b"(", b")"))
    )
    inner = before * deep + place[0] + after * deep
    return data[: place.start()] + inner + data[place.end() :]


ENCODINGS = "utf-16", "utf-16-le", "utf-8-sig", "latin-1", "cp1252", "cp437", "utf-7", "shift_jis"


def _encoded(data: bytes, chance: Random) -> bytes:
    """The same text in another encoding, or with half of it in one."""
    text, encoding = data.decode("utf-8", "replace"), chance.choice(ENCODINGS)
    cut = chance.choice((0, 0, chance.randrange(len(text) + 1)))
    return text[:cut].encode() + text[cut:].encode(encoding, "replace")
