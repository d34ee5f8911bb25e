"""The words for what the simulator knows and finds. No framework, no file, no terminal: strings in, strings out."""

from sim.narrate.result import headline
from sim.narrate.words import (
    MEANING,
    between,
    joined,
    many,
    names_of,
    number,
    of_100,
    percent,
    quantity,
    signed,
    start,
    subjects_of,
)

__all__ = [
    "MEANING",
    "between",
    "headline",
    "joined",
    "many",
    "names_of",
    "number",
    "of_100",
    "percent",
    "quantity",
    "signed",
    "start",
    "subjects_of",
]
