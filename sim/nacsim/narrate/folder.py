"""What a folder of `nacsim run --out` says about itself: its files, how to read them, how to play the run again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nacsim.narrate.words import many
from nacsim.results.columns import NUMBER, OUTCOMES_CSV, TABLES, columns_of, metric_headings
from nacsim.results.metrics import OFFERS, label

EXCEL = 1_048_576
"""Rows that a sheet of Excel has, the heading included."""
OLDER = "outcomes.csv"
FILES = {
    "columns.csv": "every column of every table: its type, its unit, what it counts",
    OLDER: "one row a council, with lists of members in its cells",
    "outcomes.npz": "the same councils for nacsim plot, nacsim.load_result and numpy.load",
    "summary.json": "shares and means with their intervals, and what the answer rests on",
    "scenario.toml": "the scenario as it was run, all of it in one file",
    "run.json": "scenario, seed, number of councils, version and command",
    "manifest.json": "the versions that made these files, and their check sums",
}
"""What is in the folder beside the tables and the figures."""
READING = """\
  pandas  pandas.read_csv("{last}", keep_default_na=False, dtype={{"member": str}})
  R       read.csv("{last}", na.strings = "", check.names = FALSE, colClasses = c(member = "character"))
  Python  csv.DictReader(open("{last}", newline="", encoding="utf-8-sig"))
  nacsim  nacsim.load_result("this folder").frame("members")
Nothing is missing in a table, and so a member called NA is one. A name that a spreadsheet would take for a formula
stands behind an apostrophe; nacsim.files.writing.uncell takes it away."""
READING_PARQUET = """\
  pandas  pandas.read_parquet("{last}")
  R       arrow::read_parquet("{last}")
  nacsim  nacsim.load_result("this folder").frame("members")"""
AGAIN = """\
  nacsim run --from "this folder"
plays these councils once more and says whether they are the same. It was made by
  {command}"""


def about(
    question: Any, born: Mapping[str, Any], tables: Mapping[str, int], left: Iterable[str], older: bool
) -> str:
    """The text of `about.txt`.

    `born` is the certificate, `tables` the name of each file and its rows, `left` what is not written, in sentences, and
    `older` says whether the table of before is.
    """
    what = f"{many(born['runs'], 'council')} of {many(len(question.room), 'member')}, seed {born['seed']}"
    files = {n: f"{many(k, 'row')}, one a {TABLES[n.partition('.')[0]].rows}" for n, k in tables.items()}
    files |= {name: words for name, words in FILES.items() if older or name != OLDER}
    listed = [f"  {name:<{max(map(len, files))}}  {words}" for name, words in files.items()]
    last = [name for name in tables if "member" in name][:1] or [*tables][:1] or [OLDER]
    reading = READING_PARQUET if last[0].endswith(".parquet") else READING
    parts = {
        "": [question.title or question.name, f"{what}, played by nacsim {born['version']}"],
        "Files": [*listed, "  and the figures, each as PNG and SVG"],
        "Left out": [f"  {line}" for line in left],
        "To read a table": [reading.format(last=last[0])],
        "To repeat the run": [AGAIN.format(command=born["command"])],
    }
    return (
        "\n\n".join("\n".join([*([head] if head else []), *told]) for head, told in parts.items() if told)
        + "\n"
    )


def dictionary(names: Iterable[str], issues: Mapping[str, Any], older: bool) -> Iterator[tuple[str, ...]]:
    """The rows of `columns.csv`: file, column, type, unit and meaning of the tables in these files."""
    tables = {name: TABLES[name.partition(".")[0]] for name in names} | (
        {OLDER: OUTCOMES_CSV} if older else {}
    )
    for name, table in tables.items():
        columns = dict(columns_of(table, issues))
        for heading, column in columns.items():
            yield name, heading, column.kind, column.unit, column.meaning
        if table is TABLES["runs"]:
            for metric, heading in metric_headings(columns, OFFERS.all()).items():
                yield name, heading, NUMBER, "", label(metric)


def left_out(name: str, rows: int, most: int) -> str:
    """That a table is not written, why, and how to have it."""
    return f"{name} is left out: its {rows:,} rows are more than the {most:,} written unasked; --all-rows writes it"


def older_left_out(most: int) -> str:
    """That the table of before is not written, and where the same stands."""
    return f"{OLDER} is left out beyond {most:,} councils: runs and members say the same, and --all-rows writes it"


def long_for_a_sheet(name: str, rows: int) -> str:
    """That a table is longer than a sheet of Excel."""
    return f"{name} has {rows:,} rows; a sheet of Excel ends at {EXCEL:,}"
