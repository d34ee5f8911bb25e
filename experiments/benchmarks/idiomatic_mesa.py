"""One council as a Mesa tutorial would play it: one agent a member, plain Python, no arrays.

What members and the chair do is the reference implementation (`experiments/reference`); here it is seated in Mesa, so
that the speed of what a modeller would first write can be measured, with the data collector of tutorials or without.
"""

import sys
from pathlib import Path
from typing import Any

import mesa

sys.path.append(str(Path(__file__).parents[1] / "reference"))

import council as plain
import drawn

from nacsim.vocabulary import TALKS

MODEL_REPORTERS = {
    "text": lambda model: list(model.council.text),
    "objectors": lambda model: len(plain.objectors(model.council)),
}
AGENT_REPORTERS = {"objects": "objects", "margin": "margin"}


class Member(mesa.Agent):
    """An ally at the table, and what it shows."""

    def __init__(self, model: "Council", member: plain.Member):
        super().__init__(model)
        self.member = member

    @property
    def objects(self) -> bool:
        """Whether it objected in the last silence."""
        return self.member.objects

    @property
    def margin(self) -> float:
        """What the text last put under silence was worth to it."""
        return self.member.margin


class Council(mesa.Model):
    """Column `run` of a setting; `run_model()` plays it to its end. A step is one round, ratification is left out.

    `collects`: every round the text and the number of objectors are collected, and of every member whether it objects and
    what the text is worth to it, as tutorials do.
    """

    def __init__(self, setting: Any, run: int, collects: bool = False):
        super().__init__(rng=run)
        self.datacollector = mesa.DataCollector(MODEL_REPORTERS, AGENT_REPORTERS) if collects else None
        self.council = drawn.council(setting, run)
        plain.open_talks(self.council)
        for member in self.council.members:
            Member(self, member)
        getattr(mesa.Agent, "_ids", {}).pop(self, None)  # Mesa 3.3 keeps every model alive here

    def step(self) -> None:
        """One round."""
        plain.play_round(self.council)
        self.running = self.council.phase == TALKS
        if self.datacollector is not None:
            self.datacollector.collect(self)
