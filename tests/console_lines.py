"""The commands that README and docs show, found on the pages and cut down so that they are quick to run."""

import re
import shlex
import shutil
import sys
from pathlib import Path

from nacsim import write_sheet
from nacsim.scenario.recode import coding_sheet

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "docs" / "_ext"))

import glossary  # noqa: E402

PAGES = [
    "README.md", "CONTRIBUTING.md", "scenarios/README.md", "scenarios/history/README.md", "experiments/README.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
    *glossary.NOTEBOOKS,
]  # fmt: skip
BLOCK = re.compile(r"^```(?:console|sh|bash)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINE = re.compile(r"^\s*(?:\w*\$\s+)?(nacsim .*)$")
INDENTED = re.compile(r"^ {4}\$ (nacsim .*)$", re.MULTILINE)
INLINE = re.compile(r"`(nacsim [a-z][^`\n]*)`")
PLACEHOLDER = re.compile(r"(?:^|[\s=\[])(?:[A-Z]{4,}|DIR|A|B|X)(?=[\s\]]|$)|…")
"""Words in capitals that stand for something of the reader's."""
FEW = 8
"""Councils in place of what a line asks for."""


def in_blocks(page: str) -> list[str]:
    """The commands in the console blocks of a page, each on one line, without remarks."""
    lines = []
    for body in BLOCK.findall(page):
        for line in body.replace("\\\n", " ").splitlines():
            if found := LINE.match(line):
                lines.append(found[1])
    return [_bare(line) for line in [*lines, *INDENTED.findall(page)]]


def in_text(page: str) -> list[str]:
    """The commands that stand in the running text of a page."""
    return [_bare(line) for line in INLINE.findall(page)]


def _bare(line: str) -> str:
    return " ".join(re.split(r"\s{2,}#", line)[0].split())


def whole(line: str) -> bool:
    """Whether a command in the text can be given as it is: it has an argument, and none that stands for another."""
    words = shlex.split(line)[2:]
    return bool(words) and not words[0].startswith("-") and not PLACEHOLDER.search(line)


def every() -> dict[str, str]:
    """Every command that can be given, and the first page it stands on."""
    found: dict[str, str] = {}
    for name in PAGES:
        page = glossary.prose(name)
        for line in [*in_blocks(page), *(line for line in in_text(page) if whole(line))]:
            found.setdefault(line, name)
    return found


def written(line: str) -> list[str]:
    """The file that a command begins, which must not be there yet."""
    command, *words = shlex.split(line)[1:]
    if command == "convert":
        return words[1:2]
    if command == "new":
        return [f"{words[0]}.{'csv' if '--sheet' in words else 'toml'}"]
    return (
        [f"{Path(words[0]).stem}_{'experts.toml' if '--read' in words else 'sheet.csv'}"]
        if command == "elicit"
        else []
    )


TAKES_RUNS = (
    "run",
    "compare",
    "agenda",
    "sweep",
    "sensitivity",
    "pivots",
    "bridge",
    "discover",
    "validate",
    "agree",
)
FEWER = {"sensitivity": ["--points", "2"], "discover": ["--points", "32"]}


def small(line: str) -> list[str]:
    """The words of a command with fewer councils, points and places on a grid."""
    words = shlex.split(line)[1:]
    words = [re.sub(r"(=[\d.]+:[\d.]+):\d+$", r"\1:2", word) for word in words]
    for k, word in enumerate(words):
        if word == "--sobol":
            words[k + 1] = "4"
    words += FEWER.get(words[0], [])
    return [*words, "--runs", str(FEW)] if words[0] in TAKES_RUNS and "--from" not in words else words


def furnish(folder: Path) -> None:
    """Put into a folder what the lines take for granted: the repository's folders, and tables of the reader's."""
    for name in ("docs", "scenarios", "tests"):
        (folder / name).symlink_to(ROOT / name)
    tables, history = ROOT / "tests" / "tables", ROOT / "scenarios" / "history"
    for path in (ROOT / "docs" / "examples").iterdir():
        shutil.copy(path, folder)
    study = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(re.sub(r", \d+\]", ", 2]", study), encoding="utf-8")
    shutil.copy(tables / "11_resolve_column.csv", folder / "table.csv")
    shutil.copy(tables / "10_years_4_to_10.csv", folder / "years.csv")
    deu = (tables / "deu_made_up.tsv").read_text(encoding="utf-8")
    (folder / "deu3.tsv").write_text(deu.replace("x00001", "d00032"), encoding="utf-8")
    for name in ("mine", "tokyo"):
        shutil.copy(folder / "from_an_article.toml", folder / f"{name}.toml")
    shutil.copy(ROOT / "scenarios" / "tokyo_liaison_office.toml", folder / "hers.toml")
    _workbook(folder / "table.xlsx")
    sheet = coding_sheet(folder / "mine.toml").replace(
        "everybody else,,office,,,,,", "everybody else,,office,70,,,20,10", 1
    )
    (folder / "back.csv").write_text(sheet, encoding="utf-8")
    for name in ("moreau", "lindqvist"):
        (folder / f"{name}.csv").write_text(
            write_sheet("tokyo_liaison_office", ["FRA"], filled=True), encoding="utf-8"
        )
    for name in ("first", "second", "my_cases"):
        (folder / name).mkdir()
    for name in ("iberian_accession_1985", "kosovo_text_2008"):
        shutil.copy(history / "eu" / f"{name}.toml", folder / "first")
        shutil.copy(history / "eu" / f"{name}.toml", folder / "my_cases")
        shutil.copy(history / "second_coding" / f"{name}.toml", folder / "second")


def _workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (("actor", "Haltung", "salience"), ("A", 10, 40), ("B", 90, 60), ("C", 75, 20)):
        book.active.append(row)
    book.save(path)
