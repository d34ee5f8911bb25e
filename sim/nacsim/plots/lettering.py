"""Type: how wide words are, where their lines break, and labels that stand clear of each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from matplotlib import rcParams
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from nacsim.plots.fonts import legible

FINE = 288
"""Dots an inch at which type is measured, where nothing else is said."""
LEADING = 1.22
"""From line to line, in sizes of type."""


@cache
def _renderer(dpi: float) -> Any:
    return RendererAgg(16, 16, dpi)


def wide(
    words: str, size: float, weight: str = "normal", family: Sequence[str] | None = None, dpi: float = FINE
) -> float:
    """The width of the longest line of some words, in points; fitted to a grid of dots it depends on how fine that is."""
    faces = tuple(family if family is not None else rcParams["font.family"])
    fitted = str(rcParams["text.hinting"])
    dpi = FINE if fitted == "none" else dpi
    return max((_wide(line, size, weight, faces, dpi, fitted) for line in words.split("\n")), default=0.0)


@lru_cache(8192)
def _wide(line: str, size: float, weight: str, faces: tuple[str, ...], dpi: float, fitted: str) -> float:
    text, found = legible(line, faces)
    type_ = FontProperties(family=found, size=size, weight=weight)
    width: float = _renderer(dpi).get_text_width_height_descent(text, type_, False)[0]
    return width / dpi * 72


@dataclass(frozen=True)
class Type:
    """What words are set in."""

    size: float
    weight: str = "normal"
    family: tuple[str, ...] | None = None
    dpi: float = FINE

    def wide(self, words: str) -> float:
        """The width of the longest line of some words, in points."""
        return wide(words, self.size, self.weight, self.family, self.dpi)


def broken(words: str, width: float, type_: Type, *, even: bool = False) -> list[str]:
    """Words in lines of at most `width` points; a word that is longer breaks anywhere, ideographs everywhere.

    `even` makes the lines of about the same length, as a title wants them.
    """
    fits = [line for part in words.split("\n") for line in _lines(part, width, type_)]
    if even and len(fits) > 1 and "\n" not in words:
        for share in (0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
            tried = _lines(words, width * share, type_)
            if len(tried) == len(fits):
                return tried
    return fits


def _lines(words: str, width: float, type_: Type) -> list[str]:
    """Words in lines; a line is as wide as its words and the spaces between them."""
    lines: list[str] = []
    line, taken, space = "", 0.0, type_.wide("n n") - 2 * type_.wide("n")
    for word, gap, needs in _pieces(words, width, type_):
        between = space if gap and line else 0.0
        if line and taken + between + needs > width:
            lines.append(line)
            line, taken, between = "", 0.0, 0.0
        line += (gap if line else "") + word
        taken += between + needs
    return [*lines, line]


def _pieces(words: str, width: float, type_: Type) -> Iterable[tuple[str, str, float]]:
    """(piece, what stands before it, its width): words, single ideographs, parts of words that are wider than a line."""
    for word in words.split(" "):
        for k, part in enumerate(_ideographs(word)):
            gap = "" if k else " "
            needs = type_.wide(part)
            if needs <= width:
                yield part, gap, needs
                continue
            run = ""
            for sign in part:
                if run and type_.wide(run + sign) > width:
                    yield run, gap, type_.wide(run)
                    run, gap = "", ""
                run += sign
            yield run, gap, type_.wide(run)


def _ideographs(word: str) -> list[str]:
    """A word in pieces between which a line may end: by itself every ideograph, every syllable and sign of Thai."""
    parts: list[str] = []
    for sign in word:
        loose = not sign.isascii() and unicodedata.category(sign) == "Lo"
        if not parts or loose:
            parts.append(sign)
        else:
            parts[-1] += sign
    return parts or [""]


def cut(words: str, width: float, size: float, weight: str = "normal") -> str:
    """The words, cut with an ellipsis where they are wider than `width` points."""
    if wide(words, size, weight) <= width:
        return words
    while words and wide(words.rstrip() + "…", size, weight) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def block(words: str, width: float, size: float, most: int = 3, weight: str = "normal") -> str:
    """Words in at most so many lines, the last of them cut where they go on."""
    lines = broken(words, width, Type(size, weight))
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], cut(rest, width, size, weight)]
        if not lines[-1].endswith("…"):
            lines[-1] = cut(lines[-1] + " …", width, size, weight)
    return "\n".join(lines)


def apart(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move label heights so that neighbours are at least `gap` apart, within low-high; order is kept."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    placed = [values[i] for i in order]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    overflow = placed[-1] - high if placed else 0.0
    if overflow > 0:
        placed[-1] -= overflow
        for i in range(len(placed) - 2, -1, -1):
            placed[i] = max(min(placed[i], placed[i + 1] - gap), low)
    out = [0.0] * len(values)
    for i, value in zip(order, placed, strict=True):
        out[i] = value
    return out
