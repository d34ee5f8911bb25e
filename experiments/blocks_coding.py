"""Parts of docs/coding.md that the code and the past decisions say: anchors with their examples, errors, stances."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from page_tables import table

from nacsim.anchors import RESOLVE, SALIENCE, Anchor, anchor
from nacsim.data.calibrated import central
from nacsim.narrate.words import names_of, number
from nacsim.rules.isolation import FALLS
from nacsim.scale import as_points, as_share
from nacsim.scenario import centre, load
from nacsim.scenario.format.write import inline
from nacsim.scenario.quantity import of_plain
from nacsim.vocabulary import CATEGORY

ROOT = Path(__file__).resolve().parent.parent
HISTORY = ROOT / "scenarios" / "history"

SALIENT = (
    ("nato/croatia_albania_invitation_2008", "LUX"),
    ("nato/ukraine_invitation_2024_12", "SVN"),
    ("nato/greece_turkey_invitation_1951", "PRT"),
    ("nato/eagle_guardian_2010", "DEU"),
    ("nato/north_macedonia_invitation_2018", "GRC"),
    ("eu/uk_accession_talks_1967", "FRA"),
)
FIRM = (
    ("eu/settlers_2024", "DEU"),
    ("nato/peace_mission_ukraine_2022", "NLD"),
    ("eu/south_africa_1986", "PRT"),
    ("eu/budget_2005", "NLD"),
    ("eu/russia_mandate_2006", "POL"),
    ("nato/israel_activities_2023", "TUR"),
)
"""One past decision and member for each anchor, the lowest first."""


@cache
def stance(case: str, code: str) -> tuple[Any, str]:
    """A member's stance in a past decision, and its name."""
    scenario = load(HISTORY / f"{case}.toml")
    return scenario.members[code], names_of(load(HISTORY / f"{case}.toml")).get(code, code)


def example(case: str, code: str, points: float) -> str:
    """One example in words: the number, the member, the note on file, a link."""
    held, _ = stance(case, code)
    name = case.partition("/")[2]
    link = f"[{name}](../scenarios/history/{case}.toml)"
    return f"{number(points)}: {code} in {link}, “{_short(held.note)}”"


def _short(note: str, most: int = 100) -> str:
    """As many whole clauses of a note as fit, at least the first."""
    clauses = re.split(r"(?<=[;.]) ", note.rstrip("."))
    told = clauses[0]
    for clause in clauses[1:]:
        if len(told) + len(clause) < most:
            told += f" {clause}"
    return told.rstrip(";.")


def salience_anchors() -> str:
    """What the numbers of salience mean, with an example for each."""
    return _anchors(
        SALIENCE,
        [(c, m, total(stance(c, m)[0])) for c, m in SALIENT],
        ("write", "if the matter is", "an example"),
    )


def total(held: Any) -> float:
    """Salience added over the issues, at most 100."""
    return min(100.0, sum(centre(value) for value in held.salience.values()))


def _anchors(
    scale: tuple[Anchor, ...], examples: list[tuple[str, str, float]], heads: tuple[str, ...]
) -> str:
    rows = []
    for one, (case, code, points) in zip(scale, examples, strict=True):
        assert anchor(scale, points) is one, f"{case} {code} is {points:g}, no example of {one.code}"
        rows.append((one.code, one.meaning, example(case, code, points)))
    return table(heads, rows)


def resolve_anchors() -> str:
    """The same of resolve, and how much worse than none a text must be for such a member to object all alone."""
    found = [(c, m, centre(stance(c, m)[0].resolve)) for c, m in FIRM]
    lines = _anchors(RESOLVE, found, ("write", "if the member", "an example")).split("\n")
    out = [f"{lines[0]} objects all alone if the text is worse than none by |", f"{lines[1]}---|"]
    for one, line in zip(RESOLVE, lines[2:], strict=True):
        low, high = (float(part) for part in one.code.split(" to "))
        most = "next to nothing" if float(alone(low)) < 0.05 else f"{alone(high)} to {alone(low)} points"
        out.append(f"{line} {most} |")
    return "\n".join(out)


def alone(resolve: float) -> str:
    """Points of gain that a text must cost a member of such resolve for it to object with nobody beside it."""
    cost = central()["isolation"] * (1 - as_share(resolve)) ** FALLS
    points = float(as_points(cost))
    return f"{points:.0f}" if points >= 10 or points < 0.05 else f"{points:.1f}"


def errors() -> str:
    """How far two coders of the same decision are apart, from the second codings on file."""
    found = json.loads((HISTORY / "agreement.json").read_text(encoding="utf-8"))
    both = found["named_by_both"]
    rows = [
        (
            name,
            row["values"],
            f"{row['mean']:.1f}",
            f"{row['sd']:.1f}",
            f"{100 * row['close']:.0f} %",
            f"{row['icc']:.2f}",
        )
        for name, row in ((name, both[name]) for name in ("position", "salience", "resolve"))
    ]
    return table(("", "values", "mean difference", "error of one coding", "under 15 points", "ICC"), rows)


STANCE = re.compile(r"<!-- stance (\S+) (\w+) -->\n.*?<!-- end -->", re.DOTALL)  # FILE below scenarios/


def stances(page: str) -> str:
    """A page with every `<!-- stance FILE CODE -->` followed by what the file says of that member."""
    return STANCE.sub(
        lambda found: f"<!-- stance {found[1]} {found[2]} -->\n\n{_line(found[1], found[2])}\n\n<!-- end -->",
        page,
    )


def _line(file: str, code: str) -> str:
    told = tomllib.loads((ROOT / "scenarios" / file).read_text(encoding="utf-8"))["members"][code]
    lines = [f"{key} = {inline(value)}" for key, value in told.items()]
    return "\n".join(["```toml", f"[members.{code}]", *lines, "```"])


OUTSIDE = (
    ("would answer it as an act of war, or says so", "no_fly_zone_2022", "russia"),
    ("protests in public", "tokyo_liaison_office_2023", "china"),
    ("is said to dislike it", "anti_isis_coalition_2017", "arab_coalition_partners"),
    ("would like it, and does not insist", "tokyo_liaison_office_2023", "japan"),
    ("asked for it, or tabled it", "tbilisi_liaison_office_2010", "georgia"),
    ("wants nothing more", "ukraine_invitation_2024_12", "ukraine"),
)
"""What an outsider does, and one of a past decision of NATO, from the most opposed to the keenest."""


def outsider_anchors() -> str:
    """What the numbers of an outsider's stance mean, each with an example."""
    rows = []
    for does, case, key in OUTSIDE:
        file = HISTORY / "nato" / f"{case}.toml"
        told = tomllib.loads(file.read_text(encoding="utf-8"))["actors"][key]
        link = f"[{case}](../scenarios/history/nato/{case}.toml)"
        rows.append((number(told["stance"]), does, f"{told['name']} in {link}, “{_short(told['note'])}”"))
    return table(("stance", "if it", "an example"), rows)


def kinds() -> str:
    """The words for a category, by whether some can stay out of such a matter."""
    names = {
        takes: ", ".join(f"`{k}`" for k, c in CATEGORY.items() if c.takes_part is takes)
        for takes in (True, False)
    }
    return (
        f"- Taking part is the matter, so that some may stay out: {names[True]}.\n"
        f"- It binds all or is for all: {names[False]}."
    )


def defaults() -> str:
    """What members stand on of whom no source speaks, from the table of the code book."""
    page = (HISTORY / "README.md").read_text(encoding="utf-8")
    found = re.findall(
        r"^\| `(position|salience|resolve)`[^|]*\| (\d+) \((\d+)–(\d+)\) \|", page, re.MULTILINE
    )
    assert len(found) == 3, "the code book has no table of medians any more"
    return table(
        ("of everybody else", "median", "middle half"), [(k, m, f"{a} to {b}") for k, m, a, b in found]
    )


ASKED = 10
"""Points: a condition tabled at so much or less is a price that somebody asks, and not one that the text offers."""


def prices() -> str:
    """Where the default stands on a price that somebody asks, and what part of its salience that is."""
    position, part = [], []
    for path in sorted(HISTORY.glob("*/*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, issue in told["issues"].items():
            if "status_quo" in issue or issue["proposed"] > ASKED:
                continue
            default = told["default"]
            if isinstance(default["position"], dict) and isinstance(default["salience"], dict):
                position.append(centre(of_plain(default["position"][name])))
                total = sum(centre(of_plain(value)) for value in default["salience"].values())
                part.append(100 * centre(of_plain(default["salience"][name])) / total)
    rows = [
        ("position on the price", position, ""),
        ("part of its salience that is on the price", part, " %"),
    ]
    return table(
        (f"of everybody else, {len(position)} prices", "median", "middle half"),
        [
            (
                what,
                f"{np.median(of):.0f}{unit}",
                "{:.0f} to {:.0f}{}".format(*np.quantile(of, [0.25, 0.75]), unit),
            )
            for what, of, unit in rows
        ],
    )


BLOCKS = {
    "defaults": defaults,
    "prices": prices,
    "kinds": kinds,
    "outsider anchors": outsider_anchors,
    "salience anchors": salience_anchors,
    "resolve anchors": resolve_anchors,
    "errors of coding": errors,
}
