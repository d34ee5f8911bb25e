"""The nearest right name for a wrong one: one function for everything that is typed."""

from collections.abc import Iterable
from difflib import SequenceMatcher

CLOSE = 0.6
"""Least similarity, 0 to 1, at which a name is offered."""


def similarity(a: str, b: str) -> float:
    """How alike two names are, 0 to 1, a little more for a common beginning or the same letters, whatever the case."""
    a, b = a.lower(), b.lower()
    swapped = 0.1 if sorted(a) == sorted(b) else 0.0  # a slip of the hand
    same = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return SequenceMatcher(None, a, b).ratio() + 0.05 * min(same, 3) + swapped


def nearest(word: str, choices: Iterable[str], least: float = CLOSE) -> str | None:
    """The choice most like the word, or None if none is alike enough; the first given among equals."""
    best, score = None, least
    for choice in choices:
        alike = similarity(word[:60], choice)
        if alike > score:
            best, score = choice, alike
    return best


def listing(names: Iterable[str], most: int = 40) -> str:
    """Names separated by commas; beyond ``most`` of them the number left out."""
    names = list(names)
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def offer(word: str, choices: Iterable[str], most: int = 40) -> str:
    """What to say after a wrong name: the nearest right one if there is one, and what is allowed."""
    names = list(choices)
    close = nearest(word, names)
    return (f"did you mean {close}? " if close else "") + f"allowed: {listing(names, most)}"
