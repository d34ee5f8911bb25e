"""Every colour that means something, once: figures and page take theirs from here, in a light theme and in a dark one.

One colour has one meaning, in whatever picture it stands. Blue and green are adopted, rust is an objection or a block, a
warm grey is shelved; what is neither for nor against is slate. Scales are even in lightness, so that they survive a grey
print, and go the same way: the darker, the more.
"""

from pathlib import Path
from typing import NamedTuple

from nacsim.vocabulary import OUTCOME


class Colour(NamedTuple):
    """A colour with its meaning."""

    light: str  # on white paper
    dark: str  # on the page's dark theme
    meaning: str
    on_light: str = ""  # what is written on it
    on_dark: str = ""


INK = "#12202B"
"""Writing on white paper."""
PAPER = "#FFFFFF"
NIGHT = "#0B131B"
"""Writing on a light colour in the dark theme."""

ROLES = {
    "adopted": Colour("#08457E", "#7DB8E8", "adopted in any form"),
    "failed": Colour("#7A3A1C", "#C98A66", "not adopted, in whatever way"),
    "object": Colour("#F0C3A1", "#8A5A3A", "breaks silence on the text as tabled"),
    "company": Colour("#DD8347", "#B05A22", "blocks, and others object too"),
    "unknown": Colour("#C3D6E8", "#2F4A63", "the range over what is not known"),
    "judged": Colour("#7FA8CC", "#4F7CA6", "the range over judged and calibrated numbers alone"),
    "one": Colour("#B4BDC6", "#55636F", "the first of a pair: before, lower, the others"),
    "other": Colour("#3F4D59", "#C3CDD6", "the second of a pair: after, higher, the model"),
}
"""Colours that are no outcome, by their role."""

OUTCOMES = {
    key: Colour(
        entry.colour,
        entry.dark,
        entry.meaning,
        PAPER if entry.light_ink else INK,
        PAPER if entry.light_ink_dark else NIGHT,
    )
    for key, entry in OUTCOME.items()
}
"""Colours of the outcomes, from the vocabulary."""

COLOURS = OUTCOMES | ROLES
"""All colours by their role."""

SCALES = {
    "heat": (
        ("#F8F6F3", "#F3CDA9", "#DD8347", "#B23C00", "#641F00"),
        ("#25303B", "#5A3F30", "#B05A22", "#F0883F", "#FFD0A3"),
    ),
    "chance": (
        ("#F7F5F0", "#C9DEEC", "#7FB3D6", "#2D7BB1", "#0B2F5B"),
        ("#25303B", "#2C4A66", "#3E7CB0", "#7DB8E8", "#DCEEFB"),
    ),
}
"""Scales from 0 to 1 in five even steps, light and dark: heat is a chance to object or block, chance one of adoption."""

SHEET = Path(__file__).parent / "web" / "static" / "colours.css"
"""Where the page has them."""


def css() -> str:
    """The colours as the page's style sheet of colours has them: the light theme, and the dark one."""
    head = "/* Made of sim/nacsim/colours.py by python -m nacsim.colours: one colour, one meaning, here as in figures. */"
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n{_rules(1, '    ')}\n  }}\n}}"
    return f"{head}\n:root {{\n{_rules(0, '  ')}\n}}\n{dark}\n"


def _rules(theme: int, indent: str) -> str:
    """The custom properties of a theme, one line for each kind."""
    shades = " ".join(f"--{key}: {colour[theme].lower()};" for key, colour in OUTCOMES.items())
    inks = " ".join(f"--on-{key}: {colour[3 + theme].lower()};" for key, colour in OUTCOMES.items())
    roles = " ".join(f"--{key}: {colour[theme].lower()};" for key, colour in ROLES.items())
    scales = " ".join(
        f"--{name}-{step}: {shade.lower()};"
        for name, themes in SCALES.items()
        for step, shade in enumerate(themes[theme])
    )
    return "\n".join(indent + line for line in (shades, inks, roles, scales))


if __name__ == "__main__":
    SHEET.write_text(css(), encoding="utf-8")
