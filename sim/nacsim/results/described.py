"""The JSON Schema of results and their description for people, made from the types alone.

``python -m nacsim.results.described`` writes both anew.
"""

import json
from dataclasses import is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from nacsim.results.columns import ISSUE, OUTCOMES_CSV, Column, Table
from nacsim.results.columns import TABLES as COLUMNS_OF
from nacsim.results.frames import RUN
from nacsim.results.plain import JSON_TYPE, Field, fields_of, schema_of
from nacsim.results.records import TABLES
from nacsim.results.reported import RESULTS

FILE = Path(__file__).with_name("results.schema.json")
"""Where the schema ships."""
PAGE = Path(__file__).parents[3] / "docs" / "results.md"
"""Where the description is, in the source tree."""

HEAD = """\
# Results, field by field

Made from `answers.py` and `reported.py` in `sim/nacsim/results` by `python -m nacsim.results.described`; a test says
when it is stale.

Every question has a function and a command of the same name. The function returns a result with typed fields, and the
command prints the same with `--json`: `result.to_dict()` is that JSON as plain data, `result["words"]` one key of it, and
`sim/nacsim/results/results.schema.json` its JSON Schema. Shares count 0-1, texts and positions 0-100.

```python
from nacsim import compare, load, load_result, simulate

tokyo = load("tokyo_liaison_office")
found = simulate(tokyo, 2_000)              # a name, a path or a dictionary would do as well
found.sentence()                            # the answer in words
found.summary()["adopted"]                  # what `nacsim run --json` prints
found.frame()                               # pandas, one row a council; "members": council x member; "rounds", …
found.plot("hemicycle")                     # matplotlib axes; ax= draws on yours
found.save("tokyo.npz")                     # one file, with the scenario in it
assert load_result("tokyo.npz") == found    # the folder of `nacsim run --out` is read so, too

persuaded = tokyo.with_(members={"FRA": {"position": 85}})
change = compare([tokyo, persuaded], 2_000)
change.differences[0].adopted.value         # typed: editors complete it, mypy checks it
```

`nacsim run tokyo_liaison_office --out DIR` keeps a run in a folder, whole or not at all: `summary.json`, the tables below
as `runs.csv` and `members.csv` (with `--rounds` also `rounds.csv` and `round_members.csv`; with `--format parquet` as
Parquet), `columns.csv`, which says what every column counts in this scenario, `about.txt`, the figures, the scenario as it
was run, and `manifest.json` with check sums and versions. What is too long to be written unasked is named with the option
that writes it. `nacsim run --from DIR` plays the run again and says whether it is the same, byte for byte. A run that was
stopped or killed goes on when the same command is given again, and ends with the bytes of one that was not.

Commands that explore (`compare`, `sweep`, `pivots`, …) write their tables with `--csv FILE`, the first under that name and
the others beside it, such as `FILE_members.csv`; with `--out DIR` they go into the folder with the figures. Their columns
are the fields below, nested ones joined by `_`, and a share stands before its `_low` and `_high`; scenario, runs, seed and
version stand in every row, the items of a list are parted by `; `, and what is not there is an empty cell.

Tables that `frame` gives, the first where none is named:

| result | tables |
| --- | --- |
"""

COLUMNS = """
## Tables of a run

Columns of `simulate(…).frame(TABLE)` and of the files of `nacsim run --out`. Nothing is missing in them. In CSV texts are
quoted, yes and no are 1 and 0, and the encoding is UTF-8, with a mark of the byte order where a name is beyond ASCII, for
Excel's sake; a name that a spreadsheet would take for a formula stands behind an apostrophe (`nacsim.files.writing.uncell`
takes it away). So these bring back what was written, even where a member is called NA or 007:

    pandas.read_csv("members.csv", keep_default_na=False, dtype={"member": str})
    read.csv("members.csv", na.strings = "", check.names = FALSE, colClasses = c(member = "character"))     # R
    csv.DictReader(open("members.csv", newline="", encoding="utf-8-sig"))

An issue that is called like a column of the table has another heading, `text.` and its name. `speaks` is found by playing
the councils again; it is missing where that cannot be, as with forced hands.
"""
FILES = COLUMNS_OF | {"outcomes.csv": OUTCOMES_CSV}


def schema() -> dict[str, Any]:
    """The schema of all results, JSON Schema 2020-12: any one of them."""
    shared: dict[str, Any] = {}
    found = [schema_of(kind, shared) for kind in RESULTS]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Results of NACSIM",
        "anyOf": found,
        "$defs": shared,
    }


def text() -> str:
    """The schema as it ships."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def page() -> str:
    """The description as it stands in the documents."""
    tables = {"what `simulate` returns": RUN} | {f"`{name}`": some for name, some in TABLES.items()}
    rows = [f"| {name} | {', '.join(f'`{table}`' for table in some)} |" for name, some in tables.items()]
    tables_ = "".join(_table(name, table) for name, table in FILES.items())
    return HEAD + "\n".join(rows) + f"\n{COLUMNS}{tables_}" + "".join(_section(kind) for kind in _all())


def _table(name: str, table: Table) -> str:
    """A table of a run with its columns."""
    rows = "".join(f"| {_heading(c)} | {c.kind} | {c.unit} | {c.meaning} |\n" for c in table.columns)
    asked = ", with `--rounds`" if table.asked else ""
    head = "| column | type | unit | meaning |\n| --- | --- | --- | --- |\n"
    return f"\n### {name}\n\nOne row a {table.rows}{asked}.\n\n{head}{rows}"


def _heading(column: Column) -> str:
    return "one for each issue" if column.name == ISSUE else f"`{column.name}`"


def _all() -> list[Any]:
    """Every type, results first, then their parts in the order in which they turn up."""
    order: list[Any] = list(RESULTS)
    for kind in order:
        for field in fields_of(kind):
            order += [part for part in _inside(field.type) if part not in order]
    return order


def _inside(kind: Any) -> list[Any]:
    if is_dataclass(kind):
        return [kind]
    return [found for part in get_args(kind) for found in _inside(part)]


def _section(kind: Any) -> str:
    level = "##" if kind in RESULTS else "###"
    rows = "".join(f"| `{f.key}` | {_said(f.given)} | {f.meaning}{_maybe(f)} |\n" for f in fields_of(kind))
    return f"\n{level} {kind.__name__}\n\n{_first(kind)}\n\n| field | type | meaning |\n| --- | --- | --- |\n{rows}"


def _maybe(field: Field) -> str:
    return "; may be missing" if field.optional else ""


def _first(kind: Any) -> str:
    return (kind.__doc__ or "").partition("\n")[0]


WORDS = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "null": "null",
}


def _said(kind: Any) -> str:
    """A type in words."""
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    if origin in (Union, UnionType):
        return " or ".join(_said(part) for part in sorted(parts, key=lambda part: part is NoneType))
    if origin is dict:
        return f"table of {_said(parts[1])}"
    if origin is tuple:
        return f"list of {_said(parts[0])}"
    return WORDS[JSON_TYPE[kind]] if kind in JSON_TYPE else "any value"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
