"""The sliders of a report as part of its one file: markup, style, and one script that carries the figures of the page."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from nacsim.files.reading import read_text
from nacsim.narrate.sliders import WORDS

HERE = Path(__file__).parent
STATIC = HERE.parent / "web" / "static"
"""The page's folder: figures are drawn by the same functions there and here."""
MODULES = ("core/words.js", "figures/tree.js", "figures/dots.js", "figures/curve.js", "figures/blocks.js")
SHEETS = (STATIC / "colours.css", STATIC / "figures.css", HERE / "sliders.css")
IMPORTED = re.compile(r'^import \{([^}]*)\} from "(?:[^"]*/)?([\w.]+)";$', re.MULTILINE)
EXPORTED = re.compile(r"^export (?=(?:const|function) (\w+))", re.MULTILINE)


class Sliders(NamedTuple):
    """What a page takes of its sliders: all of it is ours, but for what is in `data`, which is JSON."""

    data: str
    script: str
    style: str
    words: dict[str, str]

    @property
    def allowed(self) -> str:
        """The source that the page's policy allows to run: this very script."""
        return f"'sha256-{b64encode(sha256(self.script.encode()).digest()).decode()}'"


def sliders(grid: dict[str, Any]) -> Sliders:
    """The sliders over a grid (`nacsim.reporting.grid`)."""
    data = json.dumps(grid, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    own = {key.removeprefix("sliders."): text for key, text in WORDS.items() if key.startswith("sliders.")}
    return Sliders(
        data.replace("<", "\\u003c"), bundled(), "\n".join(read_text(sheet) for sheet in SHEETS), own
    )


def bundled() -> str:
    """The page's pure modules and the script of the sliders as one script: each module a function of its own."""
    parts = ["'use strict';", "const modules = {};"]
    for path in (*(STATIC / name for name in MODULES), HERE / "sliders.js"):
        parts.append(_module(path.name, read_text(path)))
    return "\n".join(parts) + "\n"


def _module(name: str, text: str) -> str:
    text = IMPORTED.sub(r'const {\1} = modules["\2"];', text)
    names = EXPORTED.findall(text)
    body = EXPORTED.sub("", text)
    return f'modules["{name}"] = (() => {{\n{body}\nreturn {{ {", ".join(names)} }};\n}})();'
