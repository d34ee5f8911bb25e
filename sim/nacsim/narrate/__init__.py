"""The words for what the simulator knows and finds. No framework, no file, no terminal."""

from nacsim.narrate.council import story
from nacsim.narrate.result import headline
from nacsim.narrate.scenario import explain
from nacsim.narrate.words import (
    between,
    joined,
    many,
    names_of,
    number,
    of_100,
    percent,
    quantity,
    rarely,
    signed,
    start,
    subjects_of,
)

__all__ = [
    "between",
    "explain",
    "headline",
    "joined",
    "many",
    "names_of",
    "number",
    "of_100",
    "percent",
    "quantity",
    "rarely",
    "signed",
    "start",
    "story",
    "subjects_of",
]
