"""Run the short studies of this folder: figures into experiments/figures, findings into experiments/README.md.

usage: python experiments/studies.py [NAME ...]        all of them without a name; minutes on two cores

A study is a file with a QUESTION and a function `study()` that returns axes, a heading and a finding.
"""

import importlib
import re
import sys
import time
from pathlib import Path
from typing import Any

from pictures import small

from nacsim import __version__
from nacsim.files.commit import commit
from nacsim.narrate.figures import says
from nacsim.plots import caption, compare, save
from nacsim.plots.explore_data import sides_of

HERE = Path(__file__).parent
NAMES = (
    "tokyo_map",
    "tokyo_france",
    "tokyo_china",
    "decision_rules",
    "enlargement",
    "hiding",
    "secretary_general",
    "deadlines",
    "haege_2013",
    "opt_outs",
)
ANY = HERE / "any_question.toml"
WHOLE = ["issues.text.lumpy=1"]
"""Any question, but surely taken whole or not at all."""
DIVIDED = ["issues.text.lumpy=0"]
"""Any question, but surely one that can be divided."""


def compared(result: Any, finding: str, question: str) -> Any:
    """The axes of a comparison that says its own finding and question."""
    first, *others = sides_of(result)
    return compare([first | {"title": finding, "question": question}, *others])


def run(name: str) -> str:
    """Run one study, save its figure, and return its row of the table."""
    begun = time.perf_counter()
    module = importlib.import_module(name)
    ax, heading, finding = module.study()
    version = says("version.commit", version=__version__, commit=commit())
    caption(ax.figure, heading, f"experiments/{name}.py · {version}")
    small(*save(ax.figure, HERE / "figures" / f"{name}.png"))
    print(f"{name} ({time.perf_counter() - begun:.0f} s): {finding}")
    command = f"`python experiments/studies.py {name}`"
    return f"| {module.QUESTION} | {command} | [figure](figures/{name}.png) | {finding} |"


def write(rows: dict[str, str]) -> None:
    """Put rows into the table of the README, each in place of the row of the same study."""
    path = HERE / "README.md"
    text = path.read_text(encoding="utf-8")
    for name, row in rows.items():
        old = re.compile(rf"^\|.*studies\.py {name}`.*$", re.M)
        text = old.sub(lambda _, row=row: row, text) if old.search(text) else text.rstrip("\n") + f"\n{row}\n"
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Run the studies named on the command line, or all."""
    wanted = sys.argv[1:] or NAMES
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        sys.exit(f"No such study: {', '.join(unknown)}. There are: {', '.join(NAMES)}")
    for name in wanted:
        write({name: run(name)})


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    main()
