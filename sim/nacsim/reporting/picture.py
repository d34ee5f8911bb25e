"""The one figure of a report, as the bytes or the text of a picture."""

import re
import tempfile
from pathlib import Path
from typing import Any

from nacsim.files.reading import read_bytes, read_text
from nacsim.results.reported import Report

HEAD = re.compile(r"^.*?(<svg\b[^>]*>)", re.DOTALL)
ASIDE = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
SIZE = re.compile(r'\s(?:width|height)="[^"]*"')
MOST = 20_000_000
"""Bytes of the largest picture that is read back."""


def svg(report: Report) -> str:
    """The figure as SVG that stands within a page and takes its width; without remarks, names and addresses."""
    with tempfile.TemporaryDirectory() as folder:
        text = read_text(_saved(report, Path(folder) / "figure.svg"), most=MOST)
    opening = HEAD.match(text)
    if opening is None:
        return ""
    body = ASIDE.sub("", text[opening.end() :])
    return f"{SIZE.sub('', opening[1])}{body}"


def png(report: Report) -> bytes:
    """The figure as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        return read_bytes(_saved(report, Path(folder) / "figure.png"), most=MOST)


def _saved(report: Report, path: Path) -> Path:
    from nacsim import plots

    axes: Any = report.answer.plot()
    plots.save(axes.figure, path)
    return path
