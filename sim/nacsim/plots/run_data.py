"""A run and what its figures take of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nacsim.council.replay import tell
from nacsim.council.watch import watch
from nacsim.narrate import names_of, subjects_of
from nacsim.narrate.figures import says, source
from nacsim.plots.rounds_data import Grid, grid

WATCHED = 2_000  # councils watched for the figures that need every round


@dataclass(frozen=True)
class Run:
    """A run and what the figures take from it; what is expensive is worked out when first asked for."""

    scenario: Any
    outcomes: Any  # rows for the figures that need single councils
    tally: Any
    summary: dict[str, Any]
    council: int = 0
    commit: str = ""  # of the source that played it

    @cached_property
    def names(self) -> dict[str, str]:
        """Code to name."""
        return names_of(self.scenario) if self.scenario else {code: code for code in self.tally.room}

    @cached_property
    def subjects(self) -> dict[str, str]:
        """Code to name inside a sentence."""
        return subjects_of(self.scenario) if self.scenario else self.names

    @property
    def question(self) -> str:
        """What the scenario asks, if it says so."""
        return str(self.scenario.document.get("question") or "") if self.scenario else ""

    @cached_property
    def moments(self) -> list[Any]:
        """The first councils of the run, watched round by round."""
        return watch(self._again(), min(self.summary["runs"], WATCHED), self.summary["seed"])

    def _again(self) -> Any:
        """The scenario, for a figure that plays again; WrongValue where members were of a class of their own."""
        return self.outcomes.replayed(says("this")) if self.outcomes.minds else self.scenario

    @property
    def source(self) -> str:
        """The line under every figure."""
        return source(self.summary, self.summary["scenario"], self.commit)

    @property
    def grid(self) -> Grid:
        """The council that is told, as a grid."""
        return grid(tell(self._again(), self.council, self.summary["seed"]), self.names, self.subjects)
