"""The figure sheet: docs/reliability.md, made of what the measuring scripts keep in docs/reliability/*.json.

usage: python experiments/figure_sheet.py [--check]

A script that measures keeps one file, with `keep`: its command, the commit that it measured, and rows of what was asked,
how often or on how much, and what came out. The sheet has a row for each, the files in the order of `ORDER`; one that is not
named there comes last. `--check` changes nothing and exits with 1 if the page is not what the files say.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import NamedTuple

from nacsim.files.commit import commit

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reliability.md"
KEPT = PAGE.parent / "reliability"
ORDER = ("edges", "faults", "inputs", "fuzz", "mutants", "clients", "page", "access", "coverage", "range")
HEAD = """# What was tried against it

Every figure here was measured by the command beside it, on the state of the source that is named, and is made anew by
running that command; then `python experiments/figure_sheet.py` writes this page. [How far to trust the model](trust.md) is
another question than whether the program does what it says.

| what was asked | tried | result | command | commit |
| --- | --- | --- | --- | --- |
"""


class Row(NamedTuple):
    """A line of the sheet: what was asked, on how much, and what came out, in words with numbers."""

    what: str
    tried: str
    result: str


def keep(name: str, command: str, rows: list[Row]) -> None:
    """Keep what a command measured in docs/reliability/NAME.json."""
    KEPT.mkdir(exist_ok=True)
    told = {"command": command, "commit": commit(), "rows": [row._asdict() for row in rows]}
    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    (KEPT / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")


def _place(name: str) -> int:
    """Where a file stands; one about some targets of a script, NAME-TARGET, with the others of it."""
    script = name.partition("-")[0]
    return ORDER.index(script) if script in ORDER else len(ORDER)


def sheet() -> str:
    """The page."""
    files = sorted(KEPT.glob("*.json"), key=lambda path: (_place(path.stem), path.stem))
    lines = []
    for path in files:
        told = json.loads(path.read_text(encoding="utf-8"))
        for row in told["rows"]:
            cells = (*Row(**row), f"`{told['command']}`", told["commit"])
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return HEAD + "".join(lines)


def main() -> None:
    """Write the page, or say whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether the page is current")
    if parser.parse_args().check:
        sys.exit(
            0 if PAGE.read_text(encoding="utf-8") == sheet() else f"{PAGE.name} is not what the files say"
        )
    PAGE.write_text(sheet(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
