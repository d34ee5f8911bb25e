"""All the luck there is: lots, each with a name. The only source of random numbers.

Runs come in blocks of BLOCK, always drawn and played whole, so that a run is named by (scenario, seed, number) alone.
A lot is a 16-bit number, every random quantity is a function of one, and every lot has a name: it is the SplitMix64
generator (Steele, Lea & Flood 2014) on a counter that starts from SeedSequence(seed, spawn_key=(block, stream)) and a
member's name. So a member keeps its luck when the room changes, what is never asked for is never drawn, and two scenarios
can be compared under the same luck. 16 bits give a normal draw a step of 2e-5 near the middle and a largest value of 4.2.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.rules.state import REAL

BLOCK = 2000
"""Runs; part of the contract: results depend on it and on nothing else about how work is shared out. Not a power of two:
rows a multiple of 4096 bytes apart drive each other out of the cache, and with 2,048 Tokyo took a third longer."""
LEVELS = 65536  # values of a lot
GOLDEN = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: SplitMix64's step
STEPS = np.arange(1, BLOCK // 4 + 1, dtype=np.uint64) * np.uint64(GOLDEN)  # four lots in 64 bits
STREAMS = (
    "parameters", "position", "salience", "resolve", "lasting", "fresh", "stamina", "stance", "reach",
    "event", "days", "ratification", "resample", "coding", "lumpy", "exit", "elsewhere", "gavel", "road",
    "noted", "own", "mesa", "expert",
)  # fmt: skip  # new ones go last, so that the others keep their lots


@cache
def normal() -> ndarray:
    """Standard normal value of each lot."""
    upper = [NormalDist().inv_cdf((w + 0.5) / LEVELS) for w in range(LEVELS // 2, LEVELS)]
    return np.array([-z for z in reversed(upper)] + upper, REAL)


def gauss(lots: ndarray, out: ndarray | None = None) -> ndarray:
    """Standard normal value of each lot, in `out` or an array of its own."""
    out = np.empty(lots.shape, REAL) if out is None else out
    return np.take(normal(), lots, out=out, mode="wrap")  # in place and without a check: four times as fast


def uniform(lots: ndarray) -> ndarray:
    """The middle of the interval of 0-1 that each lot stands for."""
    return (lots + 0.5) / LEVELS


@lru_cache
def addresses(names: tuple[str, ...]) -> ndarray:
    """A 64-bit number for each name, the same on every machine."""
    found = [int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little") for name in names]
    return np.array(found, np.uint64)


def mix(z: ndarray) -> ndarray:
    """The output function of SplitMix64 (Steele, Lea & Flood 2014), in place.

    It is a bijection of 64 bits that passes BigCrush on counters.
    """
    shifted = np.empty_like(z)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        z ^= np.right_shift(z, np.uint64(shift), out=shifted)
        z *= np.uint64(factor)
    z ^= np.right_shift(z, np.uint64(31), out=shifted)
    return z


class Lots:
    """The lots of a block, or of several in a row.

    They are always the same for a stream, a name and an index, and drawn when asked for.

    `keeps`: they are kept for other scenarios with the same luck.
    """

    def __init__(self, seed: int, block: int, blocks: int = 1, keeps: bool = True):
        self.seed, self.blocks, self.keeps = seed, range(block, block + blocks), keeps
        self._keys: dict[str, ndarray] = {}
        self._starts: dict[tuple[Any, ...], ndarray] = {}
        self._table: dict[tuple[Any, ...], ndarray] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Lots, (self.seed, self.blocks.start, len(self.blocks), self.keeps)  # all else is drawn again

    def starts(self, stream: str, names: tuple[str, ...]) -> ndarray:
        """What sets each name in one stream of each block of one seed apart, (len(names), blocks)."""
        if (stream, names) not in self._starts:
            self._starts[stream, names] = mix(addresses(names)[:, None] ^ self.keys(stream))
        return self._starts[stream, names]

    def keys(self, stream: str) -> ndarray:
        """What sets one stream of each block of one seed apart, (blocks,)."""
        if stream not in self._keys:
            places = ((block, STREAMS.index(stream)) for block in self.blocks)
            found = (np.random.SeedSequence(self.seed, spawn_key=place) for place in places)
            self._keys[stream] = np.concatenate([s.generate_state(1, np.uint64) for s in found])
        return self._keys[stream]

    def table(self, stream: str, names: Sequence[str], index: int | range = 0) -> ndarray:
        """(len(names), runs) uint16, one row a name; for one name and a range, one row an index."""
        key = (stream, tuple(names), index)
        if not self.keeps:
            return self._draw(*key)
        if key not in self._table:
            self._table[key] = self._draw(*key)
        return self._table[key]

    def of(self, stream: str, name: str = "", index: int = 0) -> ndarray:
        """(runs,) uint16."""
        row: ndarray = self.table(stream, (name,), index)[0]
        return row

    def _draw(self, stream: str, names: tuple[str, ...], index: int | range) -> ndarray:
        start = mix(self.starts(stream, names) ^ place(index))
        drawn: ndarray = mix(start[:, :, None] + STEPS).reshape(len(start), -1).view(np.uint16)
        return drawn


NUMBERS = ("parameters", "position", "salience", "resolve", "stance", "reach", "expert")
"""The streams of numbers that somebody might know and has to judge."""
JUDGED = (*NUMBERS, "lumpy", "exit")
"""These and what is judged of the structure of a matter, in contrast to what is left to chance."""


class Nested(Lots):
    """Lots in which `inner` runs after the other share the streams `judged`, and meet luck of their own in all else."""

    def __init__(self, seed: int, outer: int, inner: int, judged: tuple[str, ...] = JUDGED):
        super().__init__(seed, 0, -(-outer * inner // BLOCK), keeps=False)
        self.outer, self.inner, self.judged = outer, inner, judged

    def __reduce__(self) -> tuple[Any, ...]:
        return Nested, (self.seed, self.outer, self.inner, self.judged)

    def _draw(self, stream: str, names: tuple[str, ...], index: int | range) -> ndarray:
        own = super()._draw(stream, names, index)
        said = (
            stream == "event" and "." in names[0]
        )  # a chance or a change that somebody judges, not what happens
        if stream not in self.judged and not said:
            return own[:, : self.outer * self.inner]
        return np.repeat(own[:, : self.outer], self.inner, axis=1)


@lru_cache
def place(index: int | range) -> ndarray:
    """What sets each index apart, (1 or len(index), 1)."""
    return mix(np.array(index, np.uint64).reshape(-1, 1) * np.uint64(GOLDEN))


@lru_cache(maxsize=8)
def lots(seed: int, block: int) -> Lots:
    """The lots of a block, kept for the next scenario that asks for them."""
    return Lots(seed, block)


def seed_of(seed: int, run: int) -> int:
    """A seed, from 0 to 2**63 - 1, for generators that somebody brings to one run of one seed."""
    block, place = divmod(run, BLOCK)
    found = np.random.SeedSequence(seed, spawn_key=(block, STREAMS.index("mesa"), place))
    return int(found.generate_state(1, np.uint64)[0] >> np.uint64(1))


def resamples(size: int, times: int, seed: int = 0) -> ndarray:
    """For the bootstrap: `times` samples of `size` indices out of `size`, drawn with replacement, (times, size)."""
    return _generator(seed, "resample").integers(size, size=(times, size))


def seeds(seed: int, many: int) -> list[int]:
    """So many seeds for a library that draws by itself."""
    found: list[int] = np.random.SeedSequence(seed).generate_state(many).tolist()
    return found


def normals(seed: int, shape: tuple[int, ...]) -> ndarray:
    """Standard normal coding errors of a given shape."""
    return _generator(seed, "coding").standard_normal(shape)


def _generator(seed: int, stream: str) -> np.random.Generator:
    return np.random.Generator(
        np.random.Philox(np.random.SeedSequence(seed, spawn_key=(0, STREAMS.index(stream))))
    )
