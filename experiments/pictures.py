"""Pictures for pages: few colours, a third of the size, and those that mean something as they were."""

from pathlib import Path

from PIL import Image

COLOURS = 128
"""Colours that a figure has left. Chosen to cover all that there are: the commonest, greys of letters, would push out the
few dots of an outcome, and rust would come out brown."""


def small(path: Path, width: int | None = None) -> Path:
    """Make a PNG small where it is, scaled down to so many pixels across; returns its path."""
    image = Image.open(path).convert("RGB")
    if width is not None and width < image.width:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path
