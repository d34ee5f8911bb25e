"""Run the short studies of this folder, each into a folder of its own.

usage: python experiments/studies.py [NAME ...] [--out DIR] [--write | --check]

Without a name all of them, which takes minutes on two cores. The figure and the finding of a study go to out/studies/NAME.
Nothing that is kept in the repository is touched, unless --write puts figures into experiments/figures and findings into
experiments/README.md; --check says whether the findings there are those of today.

A study is a file with a QUESTION and a function `study()` that returns axes, a heading and a finding.
"""

import argparse
import importlib
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pictures import small

from nacsim import __version__
from nacsim.files.commit import commit
from nacsim.narrate.figures import says
from nacsim.plots import caption, compare, save
from nacsim.plots.explore_data import sides_of
from nacsim.scenario import loads

HERE = Path(__file__).parent
OUT = Path("out") / "studies"
PAGE = HERE / "README.md"
FIGURES = HERE / "figures"
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
    "jury_verdicts",
    "veto_frequency",
    "opt_outs",
)
ANY = HERE / "any_question.toml"
WHOLE = ["issues.text.lumpy=1"]
"""Any question, but surely taken whole or not at all."""
DIVIDED = ["issues.text.lumpy=0"]
"""Any question, but surely one that can be divided."""


def committee(size: int, changes: Iterable[str] = ()) -> Any:
    """Any question, as a scenario before a room of so many made-up members."""
    members = ", ".join(f'"M{k}"' for k in range(size))
    text = ANY.read_text(encoding="utf-8").replace("date = 2024-06-01", f"roster = [{members}]")
    return loads(text, overrides=[*changes])


def compared(result: Any, finding: str, question: str) -> Any:
    """The axes of a comparison that says its own finding and question."""
    first, *others = sides_of(result)
    return compare([first | {"title": finding, "question": question}, *others])


def run(name: str, out: Path) -> str:
    """Run one study, save its figure and finding in a folder, and return its row of the table."""
    begun = time.perf_counter()
    module = importlib.import_module(name)
    ax, heading, finding = module.study()
    version = says("version.commit", version=__version__, commit=commit())
    caption(ax.figure, heading, f"experiments/{name}.py · {version}")
    small(*save(ax.figure, out / f"{name}.png"))
    if out != FIGURES:  # there the finding stands on the page
        (out / "finding.txt").write_text(f"{module.QUESTION}\n{finding}\n", encoding="utf-8")
    print(f"{name} ({time.perf_counter() - begun:.0f} s, {out}): {finding}")
    command = f"`python experiments/studies.py {name}`"
    return f"| {module.QUESTION} | {command} | [figure](figures/{name}.png) | {finding} |"


def with_row(page: str, name: str, row: str) -> str:
    """A page with the row of a study in place of the one it has, or below the last."""
    old = re.compile(rf"^\|.*studies\.py {name}`.*$", re.M)
    return old.sub(lambda _: row, page) if old.search(page) else page.rstrip("\n") + f"\n{row}\n"


def asked(words: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    about, _, more = (__doc__ or "").partition("\n\nusage:")
    parser = argparse.ArgumentParser(description=f"{about} {more.partition(chr(10))[2].strip()}")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"a study: {', '.join(NAMES)}")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"where to, by default {OUT}")
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument(
        "--write", action="store_true", help="into experiments/figures and experiments/README.md"
    )
    kept.add_argument(
        "--check", action="store_true", help="fail if a finding on experiments/README.md is stale"
    )
    found = parser.parse_args(words)
    unknown = [name for name in found.names if name not in NAMES]
    if unknown:
        parser.error(f"no such study: {', '.join(unknown)}. There are: {', '.join(NAMES)}")
    return found


def main(words: list[str]) -> None:
    """Run the studies named, or all."""
    found, stale = asked(words), []
    for name in found.names or NAMES:
        row = run(name, FIGURES if found.write else found.out / name)
        page = PAGE.read_text(encoding="utf-8")
        if found.write:
            PAGE.write_text(with_row(page, name, row), encoding="utf-8")
        elif row not in page:
            stale.append(name)
    if found.check and stale:
        sys.exit(f"stale on experiments/README.md: {', '.join(stale)}; python experiments/studies.py --write")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    main(sys.argv[1:])
