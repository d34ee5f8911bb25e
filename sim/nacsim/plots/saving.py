"""Keeping a figure as a file: PNG, SVG or PDF, the same bytes for the same figure, whole or not at all."""

from __future__ import annotations

import functools
import os
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from nacsim.defaults import FIGURE_FORMATS
from nacsim.errors import WrongValue
from nacsim.files.writing import valid_xml
from nacsim.nearest import offer
from nacsim.plots.look import look, style
from nacsim.plots.sheet import sheet_of, tidy

FORMATS: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}
"""The formats, each with what it would tell of the time and place of its making and may not."""


def save(fig: Figure, path: str | Path, formats: Iterable[str] | None = None) -> list[Path]:
    """Save a figure under `path` in some formats, by default as PNG and SVG; the same figure gives the same bytes.

    A suffix that is a format asks for that one only; any other is replaced. Files appear whole or not at all.
    Returns what was written. Raises WrongValue for a format that is none.
    """
    path = Path(path)
    kinds = (
        [path.suffix[1:]]
        if path.suffix[1:] in FORMATS and formats is None
        else list(formats or FIGURE_FORMATS)
    )
    for kind in kinds:
        if kind not in FORMATS:
            raise WrongValue(f"no such format: {kind!r}; {offer(kind, FORMATS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    return [_save_one(fig, path.with_suffix(f".{kind}"), kind) for kind in kinds]


def _save_one(fig: Figure, target: Path, kind: str) -> Path:
    sheet = sheet_of(fig)
    size = sheet.look if sheet else look()
    handle, name = tempfile.mkstemp(suffix=target.suffix, dir=target.parent)
    os.close(handle)
    try:
        with style(size), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Glyph .* missing")  # in texts that the user added
            tidy(fig)
            fig.savefig(name, metadata=FORMATS[kind], dpi=size.dpi)
        if kind == "svg":  # it tells its texts in remarks, hidden signs and all
            drawn = Path(name).read_text(encoding="utf-8")
            Path(name).write_text(valid_xml(drawn), encoding="utf-8", newline="\n")
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)
    return target


@functools.cache
def _umask() -> int:
    """Which permissions new files are not to have; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
