"""The one figure of a report, as the bytes or the text of a picture."""

import re
import tempfile
from pathlib import Path
from typing import Any

from nacsim.files.reading import read_bytes, read_text
from nacsim.results.reported import Report

HEAD = re.compile(r"^.*?(<svg\b[^>]*>)", re.DOTALL)
ASIDE = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>|^\s+", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r'(\bid="|href="#|url\(#)')
LONG = re.compile(r"(?<![\w.#-])(-?[1-9]\d*\.\d\d)\d+")
"""Numbers from 1 on with more than two decimals: a hundredth of a point is finer than any screen or printer."""
SIZE = re.compile(r'\s(?:width|height)="[^"]*"')
MOST = 20_000_000
"""Bytes of the largest picture that is read back."""


def svg(report: Report, width: str = "page") -> str:
    """The figure as SVG that stands within a page and takes its width; without remarks, names and addresses.

    `width` is "page" or "column", for a phone. What it names begins with that word, so that both may stand on one page.
    """
    with tempfile.TemporaryDirectory() as folder:
        text = read_text(_saved(report, Path(folder) / "figure.svg", width), most=MOST)
    opening = HEAD.match(text)
    if opening is None:
        return ""
    body = LONG.sub(r"\1", ASIDE.sub("", text[opening.end() :]))
    return NAMED.sub(rf"\1{width}-", f"{SIZE.sub('', opening[1])}{body}")


def png(report: Report) -> bytes:
    """The figure as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        return read_bytes(_saved(report, Path(folder) / "figure.png"), most=MOST)


def _saved(report: Report, path: Path, width: str = "page") -> Path:
    from nacsim import plots

    axes: Any = report.answer.plot(width=width)
    plots.save(axes.figure, path)
    return path
