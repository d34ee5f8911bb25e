"""Docstrings as the site shows them."""

from dataclasses import is_dataclass
from typing import Any


def literal(lines: list[str]) -> list[str]:
    """Lines of a docstring in which an indented block, an equation or an example, is shown as it stands."""
    out: list[str] = []
    k = 0
    while k < len(lines):
        if not (lines[k].startswith("    ") and (not out or not out[-1].strip()) and not in_list(out)):
            out.append(lines[k])
            k += 1
            continue
        out += [".. code-block:: text", ""]
        while k < len(lines) and (lines[k].startswith("    ") or not lines[k].strip()):
            out.append(lines[k])
            k += 1
        out.append("")
    return out


def in_list(lines: list[str]) -> bool:
    """Whether the paragraph above is an item of a list, which its indented lines belong to."""
    above = "\n".join(lines).rstrip().rpartition("\n\n")[2]
    return above.lstrip().startswith(("- ", "* "))


def made_by_nobody(thing: Any) -> bool:
    """Whether this is a type that people are given and never make: its fields are in results.md, not in a signature."""
    fields = is_dataclass(thing) or hasattr(thing, "model_fields") or hasattr(thing, "_fields")
    return isinstance(thing, type) and fields
