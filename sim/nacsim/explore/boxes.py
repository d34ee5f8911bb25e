"""Boxes of inputs in which something happens: bump hunting (PRIM) and a classification tree (CART).

PRIM (Friedman & Fisher 1999; for scenarios Bryant & Lempert 2010) peels a thin slice off the box, the one without which
what is left is densest in the cases of interest, again and again. Every box on the way trades coverage, the share of all
cases that it holds, for density, the share of cases among what it holds; of this curve the best box by a score is chosen.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

PEEL = 0.05
"""Share of the points in a box that one slice takes away."""
LEAST = 0.04
"""Share of all points that a box must keep, or less where there are few cases."""
CLEAR = 0.2
"""A limit stays if without it the share of cases would be as high only by chance, with at most this probability.

Of 0.05, 0.1, 0.2 and 0.4 the one with the best score on points the boxes were not found on, over 120 made-up problems of
64 to 512 points (0.65 to 0.82; without any pruning 0.53 to 0.81).
"""


class Box(NamedTuple):
    """Limits of each input, (inputs,), infinite where there is none."""

    low: ndarray
    high: ndarray

    def holds(self, x: ndarray) -> ndarray:
        """Which of the points (P, inputs) are inside, (P,) bool."""
        inside: ndarray = np.all((x >= self.low) & (x <= self.high), axis=1)
        return inside


def everything(inputs: int) -> Box:
    """The box without limits."""
    return Box(np.full(inputs, -np.inf), np.full(inputs, np.inf))


def prim(x: ndarray, y: ndarray, most: int = 3) -> list[Box]:
    """At most `most` boxes rich in cases: points (P, inputs), cases (P,) bool.

    Each box is the one on its path with the best score. Further boxes are looked for among the points outside; one
    that is no denser than those, or when hardly any cases are left, ends the search.
    """
    boxes: list[Box] = []
    left = np.ones(len(y), bool)
    while len(boxes) < most and y[left].sum() >= max(1, 0.05 * y.sum()):
        box = choose(x[left], y[left])
        inside = box.holds(x) & left
        if boxes and y[inside].mean() < max(0.5, 1.5 * y[left].mean()):
            break
        boxes.append(box)
        left &= ~inside
    return boxes


def choose(x: ndarray, y: ndarray) -> Box:
    """The box on the path of peeling with the best score, without limits that say nothing."""
    return pruned(max(path(x, y), key=lambda box: score(box, x, y)), x, y)


def path(x: ndarray, y: ndarray) -> list[Box]:
    """The boxes from the whole to the densest: the trade-off of coverage for density."""
    return list(peel(x, y, max(8.0, min(LEAST * len(y), 0.3 * y.sum()))))


def score(box: Box, x: ndarray, y: ndarray) -> float:
    """Density and coverage in one number, density counting twice (van Rijsbergen's F with beta 1/2)."""
    inside = y[box.holds(x)]
    density, coverage = inside.mean(), inside.sum() / max(1, y.sum())
    return float(1.25 * density * coverage / max(1e-12, 0.25 * density + coverage))


def peel(x: ndarray, y: ndarray, least: float) -> Iterator[Box]:
    """The boxes on the path, the whole first.

    The next slice is the one that gains most density for each point it takes away, so that an input of few values, of
    which points with equal values go together, has no advantage.
    """
    box, inside = everything(x.shape[1]), np.ones(len(y), bool)
    yield box
    while not y[inside].all() and y[inside].any():
        slices = [s for k in range(x.shape[1]) for s in _slices(box, x, inside, k)]
        kept = [s for s in slices if least <= s[1].sum() < inside.sum()]
        if not kept:
            return
        rate, size = y[inside].mean(), inside.sum()
        box, inside = max(kept, key=lambda s: (y[s[1]].mean() - rate) / (size - s[1].sum()))
        yield box


def _slices(box: Box, x: ndarray, inside: ndarray, k: int) -> Iterator[tuple[Box, ndarray]]:
    """The box with a slice less at the lower, and at the upper end of input `k`, and the points left."""
    values = x[inside, k]
    bottom, top = np.quantile(values, [PEEL, 1 - PEEL])
    low, high = box.low.copy(), box.high.copy()
    low[k], high[k] = _next(values, bottom, above=True), _next(values, top, above=False)
    yield Box(low, box.high), inside & (x[:, k] >= low[k])
    yield Box(box.low, high), inside & (x[:, k] <= high[k])


def _next(values: ndarray, edge: float, above: bool) -> float:
    """The nearest value beyond an edge, or the edge where there is none."""
    beyond = values[values > edge] if above else values[values < edge]
    if not beyond.size:
        return float(edge)
    return float(beyond.min() if above else beyond.max())


def pruned(box: Box, x: ndarray, y: ndarray) -> Box:
    """The box without the limits that could be there by chance, the weakest first (Bryant & Lempert 2010).

    Chance of a limit: that as many cases as inside the box, or more, are among as many points drawn with the share of cases
    that it would have without it. However many limits go, it is the box chosen on the path that has to look no better than
    what is left: step by step, each could be by chance and the whole density be gone.
    """
    chosen = box
    while True:
        doubts = [(chance(loosened(box, *side), chosen, x, y), side) for side in sides(box)]
        if not doubts or max(doubts)[0] <= CLEAR:
            return box
        box = loosened(box, *max(doubts)[1])


def sides(box: Box) -> list[tuple[int, int]]:
    """(end, input) of every limit, end 0 being the lower one."""
    return [(end, int(k)) for end in (0, 1) for k in np.flatnonzero(np.isfinite(box[end]))]


def loosened(box: Box, end: int, k: int) -> Box:
    """The box without one limit."""
    ends = [box.low.copy(), box.high.copy()]
    ends[end][k] = (-np.inf, np.inf)[end]
    return Box(*ends)


def chance(wider: Box, box: Box, x: ndarray, y: ndarray) -> float:
    """How likely a box is to look that much better than a wider one by chance."""
    from scipy.stats import binom

    inside = y[box.holds(x)]
    return float(binom.sf(inside.sum() - 1, len(inside), y[wider.holds(x)].mean()))


def cart(x: ndarray, y: ndarray, depth: int = 3) -> list[Box]:
    """The leaves of a classification tree (Breiman et al. 1984) in which cases are the majority, the fullest first."""
    from sklearn.tree import DecisionTreeClassifier

    if y.all() or not y.any():
        return [everything(x.shape[1])] if y.all() else []
    least = max(5, int(LEAST * len(y)))
    tree = DecisionTreeClassifier(max_depth=depth, min_samples_leaf=least, random_state=0).fit(x, y).tree_
    leaves = [box for box, rate in _leaves(tree, 0, everything(x.shape[1])) if rate >= 0.5]
    return sorted(leaves, key=lambda box: -y[box.holds(x)].sum())


def _leaves(tree: Any, node: int, box: Box) -> Iterator[tuple[Box, float]]:
    k = tree.feature[node]
    if k < 0:
        counts = tree.value[node][0]
        yield box, counts[1] / counts.sum()
        return
    low, high, edge = box.low.copy(), box.high.copy(), tree.threshold[node]
    high[k] = min(high[k], edge)
    yield from _leaves(tree, tree.children_left[node], Box(box.low, high))
    low[k] = max(low[k], np.nextafter(edge, np.inf))
    yield from _leaves(tree, tree.children_right[node], Box(low, box.high))


def limits(box: Box, names: Sequence[str]) -> dict[str, list[float | None]]:
    """name -> [low, high] of the limited inputs, None where there is no limit, to four digits."""
    return {names[k]: [_edge(box.low[k]), _edge(box.high[k])] for k in sorted({k for _, k in sides(box)})}


def _edge(value: float) -> float | None:
    return float(f"{value:.4g}") if np.isfinite(value) else None
