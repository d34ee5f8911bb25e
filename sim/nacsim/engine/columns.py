"""Runs as columns: some of them taken, or those of several settings put side by side."""

from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.rules.state import Setting


def columns(arrays: Any, keep: ndarray | slice, size: int) -> Any:
    """The runs `keep` of a (nested) tuple of arrays; what is the same in all `size` runs stays as it is."""
    if isinstance(arrays, tuple):
        kept = [columns(a, keep, size) for a in arrays]
        return type(arrays)(*kept) if hasattr(arrays, "_fields") else tuple(kept)
    if not isinstance(arrays, ndarray) or arrays.shape[-1] != size or size == 1:
        return arrays
    return arrays[..., keep] if isinstance(keep, slice) else arrays.take(keep, axis=-1)


def only(setting: Setting, keep: ndarray | slice) -> Setting:
    """The setting of some of its runs; the room stays."""
    size = len(setting.luck.column)
    return Setting(setting.room, *columns(tuple(setting)[1:], keep, size))


def stack(settings: list[Setting], runs: int) -> Setting:
    """Settings of councils that are alike, `runs` of each, as one: their runs one after the other.

    What all share and no run changes stays one column. Of a single run each that cannot be told from the shape of an
    array, so then all have their own columns.
    """

    def join(first: Any, *others: Any) -> Any:
        if isinstance(first, tuple):
            joined = (join(*same) for same in zip(first, *others, strict=True))
            return type(first)(*joined) if hasattr(first, "_fields") else tuple(joined)
        if not isinstance(first, ndarray):  # words and kinds of issues, which they share
            return first
        if runs > 1 and all(same(p, first) for p in (first, *others)):
            return first
        return np.concatenate([np.broadcast_to(p, (*p.shape[:-1], runs)) for p in (first, *others)], axis=-1)

    return Setting(settings[0].room, *join(*(tuple(s)[1:] for s in settings)))


def same(part: ndarray, other: ndarray) -> bool:
    """Whether two arrays have one column for all runs, the same."""
    return part.shape[-1] == 1 and np.array_equal(part, other, equal_nan=part.dtype.kind == "f")
