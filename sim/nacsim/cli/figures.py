"""The figures of a run by name, and how they get their data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nacsim.narrate import many, names_of
from nacsim.plots import run_data as tables

WATCHED = 2_000  # councils watched for the figures that need every round


@dataclass(frozen=True)
class Run:
    """A run and what the figures take from it; what is expensive is worked out when first asked for."""

    scenario: Any
    outcomes: Any  # rows for the figures that need single councils
    tally: Any
    summary: dict
    council: int = 0

    @cached_property
    def names(self) -> dict[str, str]:
        """Code to name."""
        return names_of(self.scenario)

    @cached_property
    def moments(self) -> list:
        """The first councils of the run, watched round by round."""
        from nacsim.engine.ensemble import watch

        return watch(self.scenario, min(self.summary["runs"], WATCHED), self.summary["seed"])

    @property
    def source(self) -> str:
        """The line under every figure."""
        s = self.summary
        return f"{s['scenario']} · {many(s['runs'], 'run')} · seed {s['seed']} · nacsim {s['version']}"

    def data(self, name: str) -> Any:
        """What the figure of that name takes."""
        makers = {
            "outcomes": lambda: self.summary,
            "timing": lambda: tables.timing(self.outcomes),
            "objectors": lambda: tables.objectors(self.summary, self.names),
            "hemicycle": lambda: tables.seats(self.summary),
            "text": lambda: tables.texts(self.outcomes, self.scenario.issues),
            "coblocking": lambda: tables.together(self.tally, self.names),
            "stances": lambda: tables.stances(self.moments, self.scenario, self.names),
            "support": lambda: tables.support(self.moments),
            "story": self._story,
        }
        return makers[name]()

    def _story(self) -> Any:
        from nacsim.council.replay import tell

        return tables.grid(tell(self.scenario, self.council, self.summary["seed"]), self.names)


def draw(run: Run, names: Iterable[str], folder: Path) -> list[Path]:
    """Draw figures by name into a folder, as PNG and SVG; returns the paths."""
    from nacsim import plots

    paths = []
    for name in names:
        fig = getattr(plots, name)(run.data(name)).figure
        plots.caption(fig, run.scenario.title, run.source)
        paths += plots.save(fig, folder / name)
    return paths
