"""The two forms of KTAB's spatial model: CSV (a title line with counts, then pairs of position and salience) and XML."""

import re
from typing import TYPE_CHECKING

from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.grid import Grid
from nacsim.scenario.exchange.notes import Notes
from nacsim.scenario.exchange.numbers import number
from nacsim.scenario.exchange.scale import POINTS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FIRST = ("actor", "description")
GIVEN = {"capability", "position", "salience", "note"}


def is_csv(grid: Grid) -> bool:
    """Whether a grid is KTAB's: headings Actor, Description, power on its second line, counts on its first."""
    if len(grid.lines) < 3:
        return False
    top, heads = grid.lines[0], grid.lines[1]
    counts = [number(field) for field in top.fields[2:4]]
    return tuple(heads.get(k).casefold() for k in (0, 1)) == FIRST and len(counts) == 2 and None not in counts


def draft_of_csv(grid: Grid, notes: Notes) -> Draft:
    """The draft of KTAB's CSV; counts that do not agree with the lines are told."""
    top, heads, body = grid.lines[0], grid.lines[1], grid.lines[2:]
    actors, dimensions = (int(number(top.get(k)) or 0) for k in (2, 3))
    pairs = (len([f for f in heads.fields[3:] if f.strip()]) + 1) // 2
    if dimensions != pairs or actors != len(body):
        notes.loud.append((
            f"the first line counts {actors} actors and {dimensions} dimensions, the table has {len(body)} and {pairs}", "",
        ))  # fmt: skip
    names = [_name(heads.get(3 + 2 * k), k) for k in range(pairs)]
    names = names if len(set(names)) == len(names) else [f"dimension {k + 1}" for k in range(pairs)]
    rows = []
    for line in body:
        for k, name in enumerate(names):
            cells = {
                "capability": line.get(2),
                "position": line.get(3 + 2 * k),
                "salience": line.get(4 + 2 * k),
            }
            note = {"note": line.get(1)} if k == 0 and line.get(1) else {}
            rows.append(Row(line.number, line.get(0), name, cells | note))
    title = " – ".join(part for part in (top.get(0), top.get(1)) if part)
    return _draft("a KTAB table (CSV)", title, names, rows)


def _name(heading: str, k: int) -> str:
    bare = re.sub(
        r"\s*\b(position|pstn|pos)\b\s*|^(position|pstn|pos)(?=\d)", "", heading.strip(), flags=re.IGNORECASE
    )
    return bare if bare and not bare.isdecimal() else f"dimension {k + 1}"


def _draft(kind: str, title: str, names: list[str], rows: list[Row]) -> Draft:
    ends = dict.fromkeys([*names, "salience"], POINTS)
    return Draft(
        kind, title or "Read from a KTAB file", {name: {} for name in names}, rows, ends, given=GIVEN
    )


def draft_of_xml(text: str, notes: Notes) -> Draft:
    """The draft of KTAB's XML; what belongs to its own model is told as ignored."""
    root = _root(text, notes)
    if root.tag != "Scenario" or root.find("Actors") is None:
        notes.stop(
            f"is XML with <{root.tag}> at its top; of XML, KTAB's scenarios are read (<Scenario> with <Actors>)"
        )
    names = [
        (d.text or "").strip() or f"dimension {k}" for k, d in enumerate(root.iterfind("Dimensions/dName"), 1)
    ]
    actors = root.findall("Actors/Actor")
    if not names:
        most = max((len(a.findall("Position/dCoord")) for a in actors), default=0)
        names = [f"dimension {k + 1}" for k in range(most)]
    rows = [row for place, actor in enumerate(actors, 1) for row in _rows(actor, names, place)]
    if not rows:
        notes.stop("no actors found; needed: <Actor> with <Position> in <Actors>")
    own = [tag for tag in ("ModelParameters", "IdealAdjustment", "prngSeed") if root.find(tag) is not None]
    if own:
        notes.ignored.append(f"what belongs to KTAB's own model: {', '.join(own)}")
    notes.read.append("line numbers in messages count the actors")
    title = " – ".join(t.strip() for tag in ("name", "desc") if (t := root.findtext(tag)))
    return _draft("a KTAB scenario (XML)", title, names, rows)


def _root(text: str, notes: Notes) -> "Element":
    import xml.etree.ElementTree as ET

    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        notes.stop("is XML that declares entities, which are not read")
    try:
        return ET.fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", text))
    except (ET.ParseError, ValueError, RecursionError) as error:
        notes.stop(f"is not sound XML: {str(error)[:100]}")


def _rows(actor: "Element", names: list[str], place: int) -> list[Row]:
    name = (actor.findtext("name") or "").strip()
    note = (actor.findtext("description") or "").strip()
    positions = [(d.text or "").strip() for d in actor.iterfind("Position/dCoord")]
    saliences = [(d.text or "").strip() for d in actor.iterfind("Salience/dSal")]
    rows = []
    for k, issue in enumerate(names):
        cells = {"capability": (actor.findtext("capability") or "").strip(),
                 "position": positions[k] if k < len(positions) else "",
                 "salience": saliences[k] if k < len(saliences) else ""}  # fmt: skip
        rows.append(Row(place, name, issue, cells | ({"note": note} if note and not k else {})))
    return rows
