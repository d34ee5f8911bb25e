"""Look over every figure: no text leaves the sheet, meets another text or a mark, or is struck through by a line.

usage: python experiments/check_figures.py [--runs 400] [--width column,page,slide] [NAME ...]

Draws every figure of a run on every scenario that ships, past decisions included, in every width, and says what is wrong
with which. A quarter of an hour on two cores; the tests look at all kinds of figures on a dozen extreme scenarios.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.path import Path

from nacsim.plots.look import look, style

SMALL = 1.6
"""Shapes up to so many heights of a text are marks, which no text may touch; larger ones are grounds it may stand on."""
FAINT = 1.6
"""Contrast with the paper up to which a ground may end under a text."""
LEAST = {"column": 4.5, "page": 5.5, "slide": 7.5}
"""The smallest type in points by width."""


@dataclass
class Text:
    """A line of text where it stands, in pixels."""

    words: str
    box: np.ndarray  # (4,) left, bottom, right, top
    size: float


@dataclass
class Shape:
    """A path where it stands, in pixels."""

    path: Path
    filled: tuple[float, ...] | None
    stroked: bool
    ends: tuple[float, float, float, float]


class Recorder(RendererBase):
    """Takes down what is drawn instead of drawing it."""

    def __init__(self, fig: Figure):
        super().__init__()
        self.dpi = fig.dpi
        self.size = fig.get_size_inches() * fig.dpi
        self.measure = RendererAgg(8, 8, fig.dpi)
        self.texts: list[Text] = []
        self.shapes: list[Shape] = []

    def draw_path(self, gc, path, transform, rgbFace=None):
        """Take down a path within what it is clipped to."""
        where = transform.transform_path(path)
        clip = gc.get_clip_rectangle()
        if clip is not None:
            where = where.clip_to_bbox(clip) if rgbFace is not None else where.cleaned(clip=clip.extents)
        alpha = gc.get_alpha() if gc.get_alpha() is not None else 1
        stroked = (
            gc.get_linewidth() > 0 and alpha > 0.05 and (len(gc.get_rgb()) < 4 or gc.get_rgb()[3] > 0.05)
        )
        filled = (
            tuple(rgbFace[:3]) if rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0.05) else None
        )
        if len(where.vertices) > 1:
            corners = where.vertices if where.codes is None else where.vertices[where.codes != Path.CLOSEPOLY]
            if len(corners) and np.isfinite(corners).any():
                low, high = np.nanmin(corners, 0), np.nanmax(corners, 0)
                self.shapes.append(Shape(where, filled, stroked, (*low, *high)))

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Take down a line of text."""
        width, height, descent = self.measure.get_text_width_height_descent(s, prop, False)
        assert angle == 0, f"rotated: {s}"
        low = self.size[1] - y - descent
        if s.strip():
            box = np.array([x, low, x + width, low + height])
            self.texts.append(Text(s, box, prop.get_size_in_points()))

    def draw_image(self, gc, x, y, im, transform=None):
        """Pictures are grounds that may lie anywhere."""

    def get_text_width_height_descent(self, s, prop, ismath):
        """As Agg measures it."""
        return self.measure.get_text_width_height_descent(s, prop, False)

    def get_canvas_width_height(self):
        """Pixels of the sheet."""
        return tuple(self.size)

    def flipy(self):
        """Agg's texts count from the top."""
        return True

    def points_to_pixels(self, points):
        """Pixels."""
        return points * self.dpi / 72


def faults(fig: Figure, width: str = "page") -> list[str]:
    """What is wrong with the texts of a figure, each in a line."""
    seen = Recorder(fig)
    with style(look(width)):
        fig.draw(seen)
    found = [f"beyond the edge: {t.words!r}" for t in seen.texts if _outside(t.box, seen.size)]
    found += [f"type of {t.size:.1f} points: {t.words!r}" for t in seen.texts if t.size < LEAST[width]]
    found += [f"on each other: {a.words!r}, {b.words!r}" for a, b in _meeting(seen.texts)]
    ends = np.array([shape.ends for shape in seen.shapes]).reshape(-1, 4)
    for text in seen.texts:
        box = shrunk(text.box, 0.12)
        near = (
            (ends[:, 0] <= box[2]) & (ends[:, 2] >= box[0]) & (ends[:, 1] <= box[3]) & (ends[:, 3] >= box[1])
        )
        shapes = [seen.shapes[k] for k in np.flatnonzero(near)]
        found += [f"{what}: {text.words!r}" for what in _hit(box, text.box[3] - text.box[1], shapes)]
    return found


def _outside(box: np.ndarray, size: np.ndarray) -> bool:
    return bool(box[0] < -0.5 or box[1] < -0.5 or box[2] > size[0] + 0.5 or box[3] > size[1] + 0.5)


def _meeting(texts: list[Text]) -> Iterator[tuple[Text, Text]]:
    boxes = np.array([shrunk(t.box, 0.06) for t in texts]).reshape(-1, 4)
    for k, box in enumerate(boxes):
        rest = boxes[k + 1 :]
        hit = (rest[:, 0] < box[2]) & (rest[:, 2] > box[0]) & (rest[:, 1] < box[3]) & (rest[:, 3] > box[1])
        for other in np.flatnonzero(hit):
            yield texts[k], texts[k + 1 + other]


def shrunk(box: np.ndarray, share: float) -> np.ndarray:
    """A box without the outermost part of its height, where letters have no ink."""
    edge = share * (box[3] - box[1]) + 0.3
    return box + np.array([edge, edge, -edge, -edge])


def _hit(box: np.ndarray, height: float, shapes: list[Shape]) -> Iterator[str]:
    corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
    for shape in shapes:
        left, low, right, high = shape.ends
        crossed = _crossed(shape.path, box)
        inside = shape.path.contains_points(corners) if shape.filled else np.zeros(4, bool)
        if shape.filled and max(right - left, high - low) < SMALL * height:
            if crossed or inside.any():
                yield "on a mark"
        elif shape.stroked and crossed:
            yield "struck through"
        elif (
            shape.filled and contrast(shape.filled) > FAINT and not inside.all() and (inside.any() or crossed)
        ):
            yield "half on a ground"


def contrast(colour: Any) -> float:
    """Contrast of a colour with white paper (WCAG)."""
    light = np.array(to_rgb(colour))
    light = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    return float(1.05 / (light @ [0.2126, 0.7152, 0.0722] + 0.05))


def _crossed(path: Path, box: np.ndarray) -> bool:
    """Whether a line of a path runs through a box."""
    for line in path.to_polygons(closed_only=False):
        if len(line) < 2:
            continue
        a, b = line[:-1], line[1:]
        if _clips(a, b, box).any():
            return True
    return False


def _clips(a: np.ndarray, b: np.ndarray, box: np.ndarray) -> np.ndarray:
    """Whether each stretch from a to b (S, 2) has a part inside a box (Liang and Barsky 1984)."""
    first, last = np.zeros(len(a)), np.ones(len(a))
    for axis in (0, 1):
        step = b[:, axis] - a[:, axis]
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = (box[axis] - a[:, axis]) / step, (box[axis + 2] - a[:, axis]) / step
        flat = step == 0
        within = (a[:, axis] >= box[axis]) & (a[:, axis] <= box[axis + 2])
        low, high = np.minimum(low, high), np.maximum(low, high)
        low, high = np.where(flat, np.where(within, 0, 2), low), np.where(flat, np.where(within, 1, -1), high)
        first, last = np.maximum(first, low), np.minimum(last, high)
    return first <= last


def figures_of_a_run(name: str, runs: int, seed: int = 0, council: int = 0) -> dict[str, Any]:
    """What every figure of a run takes, from councils of a scenario, with a made-up range over what is not known."""
    from nacsim import load, simulate
    from nacsim.plots import RUN_FIGURES
    from nacsim.plots.run_data import Run

    scenario = load(name)
    found = simulate(scenario, runs, seed, jobs=1)
    told = found.counted() | {"range": ANY}
    run = Run(scenario, found, found.tally(), told, council, "0" * 9)
    return {"run": run, "data": {figure: data(run) for figure, (_, data) in RUN_FIGURES.items()}}


ANY = {"low": 0.03, "high": 0.97, "level": 0.9, "numbers": {"low": 0.2, "high": 0.8}}
"""A range over what is not known, for figures that are only looked at: to find one takes longer than to draw all."""


def look_at(name: str, runs: int, widths: list[str]) -> Iterator[str]:
    """What is wrong with the figures of a scenario."""
    from nacsim.plots import RUN_FIGURES, caption

    told = figures_of_a_run(name, runs)
    for kind, data in told["data"].items():
        drawing: Any = RUN_FIGURES[kind][0]
        if drawing.silent(data):
            continue
        for width in widths:
            fig = drawing(data, width=width).figure
            caption(fig, told["run"].scenario.title, told["run"].source)
            yield from (f"{name} {kind} {width}: {fault}" for fault in faults(fig, width))


def main() -> None:
    """Look at all that ships, or at some."""
    from nacsim import shipped
    from nacsim.scenario import past_decisions

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--width", default="column,page,slide")
    how = parser.parse_args()
    names = how.names or [*shipped(), *past_decisions()]
    names, count = list(dict.fromkeys(names)), 0
    for name in names:
        for fault in look_at(name, how.runs, how.width.split(",")):
            count += 1
            print(fault, flush=True)
    print(f"Every figure of {len(names)} scenarios in {how.width}: {count or 'no'} faults")
    sys.exit(bool(count))


if __name__ == "__main__":
    main()
