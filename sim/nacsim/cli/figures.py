"""Drawing figures into a folder; what has nothing to say is not drawn, but said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nacsim.defaults import FIGURE_FORMATS, FIGURE_WIDTH
from nacsim.vocabulary import FORMATS

if TYPE_CHECKING:
    from nacsim.cli.ask import Ask
    from nacsim.results.answer import Found


def figures_for(scenario: Any) -> list[str]:
    """The figures that have something to say of a scenario."""
    from nacsim.narrate.experts import splits
    from nacsim.vocabulary import FIGURES

    return [name for name in FIGURES if name != "experts" or splits(scenario)]


def save_figures(
    run: Any,
    names: Iterable[str],
    folder: Path,
    width: str = FIGURE_WIDTH,
    formats: Iterable[str] = FIGURE_FORMATS,
) -> tuple[list[Path], list[str]]:
    """Draw figures of a `nacsim.plots.run_data.Run` by name into a folder.

    Returns the paths, and of each figure that has nothing to say its name and why.
    """
    from nacsim import plots
    from nacsim.plots.look import figure_of
    from nacsim.plots.offered import run_figures

    known = run_figures()
    paths, remarks, turned = [], [], False
    for name in names:
        figure, data = known[name]
        told = data(run)
        if why := figure.silent(told):  # type: ignore[attr-defined]
            remarks.append(_remark(name, why))
            continue
        fig = figure_of(figure(told, width=width))
        plots.caption(fig, run.scenario.title, run.source)
        paths += plots.save(fig, folder / name, formats)
        turned |= plots.turned(fig)
    return paths, remarks + _latin(turned)


def save_answers(result: Found, ask: Ask, folder: Path, names: Mapping[str, str] | None = None) -> list[str]:
    """Draw every figure of a result into a folder; `names` of files where they are not the figures'.

    Returns the names of files that are not there, because the figure has nothing to say.
    """
    from nacsim.plots import save, turned
    from nacsim.plots.answers import figures, plot, silent, undrawn
    from nacsim.plots.look import figure_of

    drawn_in_latin, missing = False, []
    if why := undrawn(result):
        ask.remarks.append(why)
    for kind in figures(result):
        name = (names or {}).get(kind, kind)
        if why := silent(result, kind):
            ask.remarks.append(_remark(kind, why))
            missing.append(name)
            continue
        fig = figure_of(plot(result, kind, width=ask.width))
        save(fig, folder / name, ask.figures)
        drawn_in_latin |= turned(fig)
    ask.remarks.extend(_latin(drawn_in_latin))
    return missing


def _remark(name: str, why: str) -> str:
    from nacsim.narrate.figures import says
    from nacsim.narrate.words import wrapped

    return wrapped(says("silent", name=name, why=why))


def _latin(turned: bool) -> list[str]:
    from nacsim.narrate.figures import says

    return [says("latin")] if turned else []


def clear(folder: Path, names: Iterable[str]) -> None:
    """Remove figures of an earlier result from a folder in which those of a new one are not drawn."""
    for name in names:
        for kind in FORMATS:
            (folder / f"{name}.{kind}").unlink(missing_ok=True)
