"""What becomes of a result: printed as text or JSON, and kept in a folder with its figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from nacsim.cli.figures import clear, save_answers
from nacsim.cli.say import say

if TYPE_CHECKING:
    from nacsim.cli.ask import Ask
    from nacsim.results.answer import Found


def deliver(ask: Ask, result: Found, keep: bool = True) -> None:
    """Print a result as JSON or as text; what is kept, with --out and --csv, is kept first, all or nothing."""
    told = result.to_dict()
    if ask.out is not None and keep:
        from nacsim.cli.files import whole, write_json

        with whole(ask.out) as part:
            write_json(part / f"{ask.command}.json", told)
            save_tables(result, part, ask.command)
            missing = save_answers(result, ask, part)
        clear(ask.out, missing)
    tables = save_csv(ask, result)
    if ask.as_json:
        say(json.dumps(told, ensure_ascii=False))
        for line in ask.remarks:
            say(line, err=True)
        return
    from nacsim.narrate.answers import report

    say(report(result))
    if ask.out is not None:
        say(f"\nFigures and data: {ask.out}")
    for line in ask.remarks:
        say(line)
    if tables:
        say(f"\nTables: {', '.join(map(str, tables))}")


def save_csv(ask: Ask, result: Found) -> list[Path]:
    """Write the tables of a result where --csv says, if it does: the first under that name, the others beside it."""
    if ask.csv is None:
        return []
    from nacsim.cli.files import whole

    with whole(ask.csv.parent) as part:
        names = save_tables(result, part, ask.csv.stem, ask.csv.suffix)
    return [ask.csv.parent / name for name in names]


def save_tables(result: Found, folder: Path, stem: str, suffix: str = ".csv") -> list[str]:
    """Write every table of a result as CSV: the first is called like the command, the others have their names after that."""
    from nacsim.files.tables import write_table
    from nacsim.results.records import cells

    names: list[str] = []
    for name, heading, rows in cells(result):
        names.append(f"{stem}_{name}{suffix}" if names else f"{stem}{suffix}")
        write_table(folder / names[-1], heading, rows)
    return names
