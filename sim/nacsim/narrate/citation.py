"""How to cite the simulator, the past decisions and a scenario. `CITATION.cff` says the same; a test holds them together."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from nacsim import __version__

AUTHORS = "The NACSIM authors"
SOMEBODY = "[author of the file]"
"""In place of a name where a scenario is not one that ships."""
YEAR = 2026
SOFTWARE = "NACSIM: a simulator of decisions of the North Atlantic Council under unanimity"
DATA = "Past decisions under unanimity, coded by member and issue"
PAST = "history/"
"""How names of past decisions begin."""


class Work(NamedTuple):
    """Something that can be cited."""

    key: str  # of BibTeX
    title: str
    kind: str  # as APA writes it in brackets
    author: str
    year: str
    note: str  # what else a reader needs to find the same


def works(scenario: Any = None, ships: bool = False) -> list[Work]:
    """What to cite: the simulator; of a past decision the data too, of another scenario the scenario too.

    `ships` says whether the scenario is one of ours, under the name that it goes by.
    """
    found = [Work("nacsim", SOFTWARE, "Computer software", AUTHORS, str(YEAR), "")]
    if scenario is None:
        return found
    mark = fingerprint(scenario.document)
    if ships and scenario.name.startswith(PAST):
        note = (
            f"Case {scenario.name.removeprefix(PAST)}, {mark}; the sources it rests on are named in its file"
        )
        return [*found, Work("nacsim_history", DATA, "Data set", AUTHORS, str(YEAR), note)]
    author, year = (AUTHORS, str(YEAR)) if ships else (SOMEBODY, "n.d.")
    file = f"Scenario file {scenario.name}, {mark}"
    return [
        *found,
        Work(f"nacsim_{_key(scenario.name)}", scenario.title, "Scenario of NACSIM", author, year, file),
    ]


def _key(name: str) -> str:
    return "".join(c if c.isalnum() and c.isascii() else "_" for c in name)


def fingerprint(document: dict[str, Any]) -> str:
    """The first twelve signs of the SHA-256 of a scenario as it was read, with its parent and changes merged in."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, default=str)
    return f"sha256 {hashlib.sha256(text.encode()).hexdigest()[:12]}"


def as_text(work: Work) -> str:
    """For a footnote."""
    note = f" {work.note}." if work.note else ""
    return f"{work.author}, {work.title}, version {__version__} ({work.year}).{note}"


def as_apa(work: Work) -> str:
    """For a list of references, after the seventh edition of the APA's manual."""
    note = f" {work.note}." if work.note else ""
    return f"{work.author}. ({work.year}). {work.title} (Version {__version__}) [{work.kind}].{note}"


def as_bibtex(work: Work) -> str:
    """For LaTeX; the braces keep the letters of the title as they are."""
    rows = {
        "author": f"{{{work.author}}}",
        "title": f"{{{_tex(work.title)}}}",
        "year": work.year,
        "version": __version__,
    }
    if work.note:
        rows["note"] = _tex(work.note)
    kind = "software" if work.kind == "Computer software" else "dataset"
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in rows.items())
    return f"@{kind}{{{work.key},\n{body}\n}}"


TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
TEX |= {sign: f"\\{sign}" for sign in "&%$#_"}
"""Signs that rule TeX, as it writes them."""


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in text)


FORMATS: dict[str, Callable[[Work], str]] = {"text": as_text, "bibtex": as_bibtex, "apa": as_apa}
"""Ways to write a citation."""
