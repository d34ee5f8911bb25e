"""What an analysis of inputs holds fixed, so that nobody takes it for having been varied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nacsim.narrate.words import joined

KINDS = {
    "issues.": "what is tabled and what holds today",
    "procedure.": "the rule and the time there is",
    "absent": "who sits in the room",
    "network.": "who listens to whom",
    "actors.": "the stance and the reach of outsiders",
    "events.": "what may happen meanwhile",
}
"""The beginnings of keys, and what stands there in words."""


def held(keys: Iterable[str], scenario: Any) -> str:
    """A sentence on what stays as the file has it, these keys being varied."""
    varied = [key for key in keys if not key.endswith((".lumpy", ".opt_out"))]
    there = {"actors.": bool(scenario.actors), "events.": bool(scenario.events)}
    kinds = [
        words
        for start, words in KINDS.items()
        if there.get(start, True) and not any(key.startswith(start) for key in varied)
    ]
    return f"Held as the file has it: {joined(kinds)}."
