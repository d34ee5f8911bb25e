"""Pictures for pages: few colours, a third of the size."""

from pathlib import Path

from PIL import Image

COLOURS = 64
"""Colours that a figure has left; nobody sees the difference."""


def small(path: Path, width: int | None = None) -> Path:
    """Make a PNG small where it is, scaled down to so many pixels across; returns its path."""
    image = Image.open(path).convert("RGB")
    if width is not None and width < image.width:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    image.quantize(COLOURS).save(path, optimize=True)
    return path
