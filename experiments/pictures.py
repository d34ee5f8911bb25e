"""Pictures for pages: few colours, a third of the size, those that mean something as they were, and a mark of their day.

The mark is the check sum of the pinned answers (tests/results.json) when the picture was made. When the model says something
else, a test says which pictures are of before.
"""

import hashlib
import json
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

COLOURS = 128
"""Colours that a figure has left. Chosen to cover all that there are: the commonest, greys of letters, would push out the
few dots of an outcome, and rust would come out brown."""
ANSWERS = Path(__file__).resolve().parent.parent / "tests" / "results.json"
MARK = "nacsim answers"
"""The text in a PNG file that has the check sum."""


def answers() -> str:
    """Check sum of the answers that the model is pinned to: of all councils, not of how the file tells them."""
    cases = json.loads(ANSWERS.read_text(encoding="utf-8"))["cases"]
    told = json.dumps({name: case["digest"] for name, case in cases.items()}, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def of_answers(path: Path) -> str | None:
    """The check sum of the answers of the day on which a picture was made; None for one without a mark."""
    with Image.open(path) as image:
        found: str | None = image.info.get(MARK)
    return found


def small(path: Path, width: int | None = None) -> Path:
    """Make a PNG small where it is, scaled down to so many pixels across; returns its path."""
    image = Image.open(path).convert("RGB")
    if width is not None and width < image.width:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    mark = PngInfo()
    mark.add_text(MARK, answers())
    few.save(path, optimize=True, pnginfo=mark)
    return path
