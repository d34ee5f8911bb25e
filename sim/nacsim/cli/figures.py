"""The figures of a run by name, and how they get their data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FIGURES = {
    "outcomes": "how councils end",
    "timing": "time to decision, by outcome",
    "objectors": "who breaks silence first and who blocks, alone or in company",
    "hemicycle": "the Council by seat, coloured by the chance to break silence",
    "text": "where the adopted text ends",
    "coblocking": "who blocks together",
    "stances": "where members stand before and after the talks",
    "support": "support over the rounds",
    "story": "one council as a grid (choose it with --run)",
}


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
        from nacsim.narrate import names_of

        return names_of(self.scenario)

    @cached_property
    def moments(self) -> list:
        """The first councils of the run, watched round by round."""
        from nacsim.council.watch import watch

        return watch(self.scenario, min(self.summary["runs"], WATCHED), self.summary["seed"])

    @property
    def source(self) -> str:
        """The line under every figure."""
        from nacsim.narrate import many

        s = self.summary
        return f"{s['scenario']} · {many(s['runs'], 'run')} · seed {s['seed']} · nacsim {s['version']}"

    def data(self, name: str) -> Any:
        """What the figure of that name takes."""
        from nacsim.plots import run_data as tables

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
        from nacsim.plots.run_data import grid

        return grid(tell(self.scenario, self.council, self.summary["seed"]), self.names)


def draw(run: Run, names: Iterable[str], folder: Path) -> list[Path]:
    """Draw figures by name into a folder, as PNG and SVG; returns the paths."""
    from nacsim import plots

    paths = []
    for name in names:
        fig = getattr(plots, name)(run.data(name)).figure
        plots.caption(fig, run.scenario.title, run.source)
        paths += plots.save(fig, folder / name)
    return paths
