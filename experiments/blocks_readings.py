"""The part of docs/coding.md on three decisions coded three times: how far apart, and what it does to the answer."""

import json
from pathlib import Path

from page_tables import table

import nacsim
from nacsim.results.intervals import share

ROOT = Path(__file__).resolve().parent.parent
HISTORY = ROOT / "scenarios" / "history"
READINGS = ROOT / "docs" / "readings"
NAMES = ("first", "second", "third")
SCALES = ("position", "salience", "resolve")
RUNS = 2_000
FEW = 10
"""Councils where only the codings are compared."""


def gaps() -> str:
    """Mean differences of each two readings, of each with the first coding on file, and what two coders reach."""
    pairs = [(a, b) for k, a in enumerate(NAMES) for b in NAMES[k + 1 :]]
    rows = [(f"{a} and {b}", *_gap(READINGS / a, READINGS / b)) for a, b in pairs]
    rows += [(f"{name} and the coding on file", *_gap(HISTORY / "eu", READINGS / name)) for name in NAMES]
    both = json.loads((HISTORY / "agreement.json").read_text(encoding="utf-8"))["named_by_both"]
    usual = [_told(both[name]["mean"], both[name]["close"]) for name in SCALES]
    rows.append(("**two coders, as a rule** (table above)", *usual, "72 %"))
    return table(("mean difference (under 15 points)", *SCALES, "lumpy alike"), rows)


def _gap(first: Path, second: Path) -> list[str]:
    found = nacsim.agree(first, second, runs=FEW, jobs=1)
    cells = [_told(found.scales[name].mean, found.scales[name].close) for name in SCALES]
    return [*cells, f"{100 * found.lumpy.agreement:.0f} %"]


def _told(mean: float, close: float) -> str:
    return f"{mean:.1f} ({100 * close:.0f} %)"


def answers() -> str:
    """The share adopted by each reading and by the coding on file, and what happened."""
    rows = []
    for path in sorted((READINGS / NAMES[0]).glob("*.toml")):
        files = [READINGS / name / path.name for name in NAMES] + [HISTORY / "eu" / path.name]
        observed = nacsim.load(files[-1]).observed
        assert observed is not None, f"{path.name} is no past decision"
        rows.append((f"`{path.stem}`", *(_share(file) for file in files), observed.outcome))
    return table(("adopted, of 100", *NAMES, "the coding on file", "what happened"), rows)


def _share(file: Path) -> str:
    adopted = nacsim.simulate(file, RUNS, jobs=1).adopted
    told = share(int(adopted.sum()), len(adopted))
    return f"{100 * told['share']:.0f} ({100 * told['low']:.0f} to {100 * told['high']:.0f})"


BLOCKS = {"readings": gaps, "readings answered": answers}
