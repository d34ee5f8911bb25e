"""Tables in Markdown, for the scripts that write parts of pages."""

from typing import Any


def table(heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    """A table; a bar inside a cell is escaped."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
