"""Names in every script: another typeface where the first has no such letters, Latin letters where none has, never boxes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from matplotlib import __version__ as MATPLOTLIB
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from nacsim.files.writing import clean

LIKELY = (
    "Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei",
    "PingFang SC", "Heiti SC", "SimHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Sans CJK JP", "Noto Sans JP",
    "Yu Gothic", "Meiryo", "Hiragino Sans", "IPAexGothic", "TakaoGothic", "Noto Sans CJK KR", "Noto Sans KR",
    "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic", "Noto Sans CJK TC", "Microsoft JhengHei", "PingFang TC",
    "Noto Sans Thai", "Leelawadee UI", "Thonburi", "Loma", "Garuda", "Sarabun", "TH Sarabun New", "Tahoma",
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Georgian", "Noto Sans Armenian",
    "Nirmala UI", "Segoe UI", "Arial Unicode MS", "Arial", "Liberation Sans", "FreeSans", "Unifont",
)  # fmt: skip
"""Typefaces with letters beyond those of DejaVu, the plain ones first; the others of a machine are asked after them."""
BOXES = ("Last Resort", "LastResort", "STIXSize", "STIXNon", "cmex", "cmsy", "cmmi")
"""Typefaces whose signs are boxes or formulas."""
SHAPES = tuple(int(part) for part in MATPLOTLIB.split(".")[:2]) >= (3, 11)
"""Whether this matplotlib joins and turns letters as their script wants; older ones set sign by sign, from the left."""
JOINED = ("ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "TAMIL", "KHMER", "MYANMAR", "SYRIAC", "THAANA", "NKO")


def legible(text: str, family: Iterable[str]) -> tuple[str, list[str]]:
    """A text as it can be drawn, and the typefaces that draw it: the family, and others for letters that it has not.

    Letters that no typeface of the machine has are written in Latin ones, and hidden signs by their number.
    """
    faces = list(family)
    if text.isascii():
        return clean(text), faces
    text = clean(unicodedata.normalize("NFC", text))
    missing = {sign for sign in text if sign not in "\n\t" and not _has(tuple(faces), sign)}
    missing |= {sign for sign in text if not SHAPES and unicodedata.name(sign, "").startswith(JOINED)}
    lost = set()
    for sign in sorted(missing):
        face = _face_with(sign)
        if face is None or (not SHAPES and unicodedata.name(sign, "").startswith(JOINED)):
            lost.add(sign)
        elif face not in faces:
            faces.append(face)
    return (_latin(text, lost) if lost else text), faces


def _latin(text: str, lost: set[str]) -> str:
    """The text with every word that has a lost letter in Latin ones, whole: half a name in each would be none."""
    from anyascii import anyascii

    return re.sub(r"\S+", lambda word: (anyascii(word[0]) or "?") if lost & set(word[0]) else word[0], text)


def foreign(text: str, family: Iterable[str]) -> bool:
    """Whether a text cannot be drawn in its own letters on this machine."""
    return not text.isascii() and legible(text, family)[0] != clean(unicodedata.normalize("NFC", text))


@cache
def _has(faces: tuple[str, ...], sign: str) -> bool:
    return any(ord(sign) in letters for face in faces for letters in _letters(face))


@cache
def _letters(family: str) -> tuple[frozenset[int], ...]:
    """The letters of the typefaces that a family stands for; none if the machine has not got it."""
    try:
        path = findfont(FontProperties(family=family), fallback_to_default=False)
    except ValueError:
        return ()
    return (_charmap(str(path)),)


@cache
def _charmap(path: str) -> frozenset[int]:
    try:
        return frozenset(get_font(path).get_charmap())
    except (OSError, RuntimeError):  # a file that is no typeface, or one that cannot be read
        return frozenset()


@cache
def _face_with(sign: str) -> str | None:
    """The first typeface of the machine that has a sign."""
    return next((name for name, path in _faces() if ord(sign) in _charmap(path)), None)


def _faces() -> Iterator[tuple[str, str]]:
    """(name, path) of the machine's plain typefaces, the likely ones first."""
    known: dict[str, str] = {}
    for entry in fontManager.ttflist:
        if entry.style == "normal" and not entry.name.startswith(BOXES):
            known.setdefault(entry.name, str(entry.fname))
    for name in LIKELY:
        if name in known:
            yield name, known.pop(name)
    yield from sorted(known.items())
