"""The words of docs/glossary.md, and links to them from the words in italics on other pages."""

import json
import os.path
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = tuple(sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/notebooks/*.ipynb")))
PAGE = "docs/glossary"
CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]*`|^(?: {4}|\t).*$)", re.DOTALL | re.MULTILINE)
ITALIC = re.compile(r"(?<![*\w\\])\*(?!\*|\s)([^*\n]+?(?:\n[^*\n]+?)?)(?<!\s)\*(?!\*)")
LINKED = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def prose(page: str) -> str:
    """What a page says: a notebook's cells of text, or the page itself."""
    text = (ROOT / page).read_text(encoding="utf-8")
    if not page.endswith(".ipynb"):
        return text
    cells = [cell["source"] for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown"]
    return "\n\n".join(cell if isinstance(cell, str) else "".join(cell) for cell in cells)


def terms() -> dict[str, str]:
    """Every word of the glossary in small letters and the anchor of its entry: headings, and an entry's words in italics."""
    text = (ROOT / f"{PAGE}.md").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for entry in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        head, _, body = entry.partition("\n")
        body = re.split(r"^## ", body, flags=re.MULTILINE)[0]
        found[plain(head)] = slug(head)
        for word in italics(body):
            found.setdefault(plain(word), slug(head))
    return found


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub and the site make it."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def plain(words: str) -> str:
    """Words as they are looked up: without links and line breaks, in small letters."""
    return " ".join(LINKED.sub(r"\1", words).split()).lower()


def italics(page: str) -> list[str]:
    """What a page has in italics, code apart."""
    return ITALIC.findall(CODE.sub("", page))


def entry_of(words: str, known: dict[str, str]) -> str | None:
    """The anchor of some words, also in the plural; None where they are no term."""
    said = plain(words)
    return next(
        (known[one] for one in (said, said.removesuffix("s"), said.removesuffix("es")) if one in known), None
    )


def linked(name: str, page: str) -> str:
    """A page with its words in italics linked to the glossary where they are in it."""
    if name == PAGE:
        return page
    known, target = terms(), os.path.relpath(ROOT / f"{PAGE}.md", (ROOT / f"{name}.md").parent)

    def link(found: re.Match[str]) -> str:
        anchor = None if "](" in found[1] else entry_of(found[1], known)
        return f"*[{found[1]}]({target}#{anchor})*" if anchor else found[0]

    parts = CODE.split(page)
    return "".join(part if k % 2 else ITALIC.sub(link, part) for k, part in enumerate(parts))
