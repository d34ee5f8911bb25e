"""Which column is what: by its heading, by the beginning or end of it, or as whoever brings the table says."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from nacsim.scenario.exchange.notes import Notes, some
from nacsim.scenario.exchange.numbers import number
from nacsim.scenario.exchange.options import Ends
from nacsim.scenario.names import nearest

WORDS = {
    "actor": ("actor", "name", "player", "stakeholder", "member", "country", "state", "delegation", "party",
              "actors", "players", "stakeholders", "akteur", "acteur", "land", "pays", "ms_name"),
    "capability": ("capability", "power", "influence", "resources", "capabilities", "clout", "cap", "macht",
                   "puissance", "capacité", "capacidad", "weight"),
    "position": ("position", "stance", "positions", "pstn", "pos", "ideal point", "preference", "preferred outcome"),
    "salience": ("salience", "importance", "saliency", "sal", "salienz", "saillance", "priority"),
    "resolve": ("resolve", "resoluteness"),
    "issue": ("issue", "topic", "dimension", "controversy", "policy", "question", "dossier"),
    "note": ("note", "notes", "comment", "comments", "description", "remark", "remarks"),
    "source": ("source", "sources"),
    "confidence": ("confidence",),
}  # fmt: skip
"""Headings by key, the surest first."""

PARTS = {"low": "low", "min": "low", "lower": "low", "high": "high", "max": "high", "upper": "high",
         "mode": "mode", "best": "mode", "sd": "sd", "std": "sd", "stdev": "sd"}  # fmt: skip
"""Words after position, salience or resolve that make a column one part of a distribution."""

QUANTITIES = ("position", "salience", "resolve")
_ENDS = re.compile(r"([-−]?\d+(?:[.,]\d+)?)\s*(?:-|–|—|:|\.\.|to|bis|à|/)\s*([-−]?\d+(?:[.,]\d+)?)")


@dataclass
class Columns:
    """The columns of a table: places by key, places by issue, what headings say of scales, what is left."""

    places: dict[str, int] = field(default_factory=dict)
    by_issue: dict[str, dict[str, int]] = field(default_factory=dict)
    ends: dict[str, Ends] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    @property
    def enough(self) -> bool:
        """Whether this is a line of headings: it names actors and positions."""
        stands = {"position", "position_low"} & self.places.keys() or self.by_issue
        return "actor" in self.places and bool(stands)


def columns_of(fields: Sequence[str], given: Mapping[str, str]) -> Columns:
    """The columns under a line of headings."""
    found, rest = Columns(), dict(enumerate(fields))
    for key, heading in given.items():
        place = _place(heading, fields)
        if place is not None:
            _put(found, key, place, rest.pop(place, fields[place]))
    named = {place: _reading(heading) for place, heading in rest.items() if heading.strip()}
    for key in WORDS:
        _take(found, key, {p: said for p, said in named.items() if said and said[0] == key}, rest)
    _parts(found, named, rest)
    _issues(found, named, rest)
    found.left = [heading.strip() for heading in rest.values() if heading.strip()]
    return found


def unknown_columns(fields: Sequence[str], given: Mapping[str, str], notes: Notes) -> None:
    """Refuse --column for a heading that is not there or a key that is none."""
    for key, heading in given.items():
        if key.partition(".")[0] not in (
            *WORDS,
            *(f"{q}_{p}" for q in QUANTITIES for p in ("low", "high", "mode", "sd")),
        ):
            notes.stop(f'--column {key}={heading}: "{key}" is no key; allowed: {", ".join(WORDS)}')
        if _place(heading, fields) is None:
            near = nearest(heading, fields)
            hint = f"nearest: {near}; " if near else ""
            notes.stop(
                f"--column {key}={heading}: no such heading; {hint}there are: {some(list(fields), most=20)}"
            )


def _place(heading: str, fields: Sequence[str]) -> int | None:
    wanted = heading.strip().casefold()
    return next((k for k, name in enumerate(fields) if name.strip().casefold() == wanted), None)


LONGEST = 1_000
"""Signs from which on a cell is no heading; what is looked for in one takes the square of its length."""


def _plain(heading: str) -> str:
    text = unicodedata.normalize("NFKC", heading).casefold()
    text = re.sub(r"[(\[{].*?[)\]}]", " ", text)
    return re.sub(r"[\s_\-:%]+", " ", text).strip(" .")


def _reading(heading: str) -> tuple[str, int, str] | None:
    """(key, how sure: 0 is surest, what else the heading says) of a heading."""
    if len(heading) > LONGEST:
        return None
    plain = _plain(heading)
    for key, words in WORDS.items():
        if plain.replace(" ", "_") in words or plain in words:
            word = plain if plain in words else plain.replace(" ", "_")
            return key, words.index(word), ""
    for key, sure, pattern in _patterns():
        if found := pattern.fullmatch(plain):
            return key, sure, next(part for part in found.groups() if part)
    return None


@cache
def _patterns() -> list[tuple[str, int, re.Pattern[str]]]:
    """(key, how sure, pattern) of every word that may stand before or after something else in a heading."""
    return [
        (
            key,
            100 + k,
            re.compile(rf"{re.escape(word)}(?:[ .]+(.+)|(\d+))|(.+) {re.escape(word)}(?: today| now)?"),
        )
        for key, words in WORDS.items()
        for k, word in enumerate(words)
    ]


def _put(found: Columns, key: str, place: int, heading: str, issue: str | None = None) -> None:
    name, _, named = key.partition(".")
    issue = named or issue
    if issue:
        found.by_issue.setdefault(issue, {})[name] = place
    else:
        found.places[key] = place
    _measure(found, issue or name, name, heading)


def _measure(found: Columns, at: str, key: str, heading: str) -> None:
    """What brackets in a heading say: the ends of a scale, or a unit."""
    inside = " ".join(re.findall(r"[(\[{](.*?)[)\]}]", heading)).strip()
    spot = f"position of {at}" if key == "position" and at != key else key
    ends = _ENDS.search(inside)
    if ends:
        low, high = (number(part.replace(",", ".")) for part in ends.groups())
        if low is not None and high is not None and low != high:
            found.ends[spot] = (low, high)
    elif "%" in heading or "per cent" in inside.lower():
        found.ends[spot] = (Fraction(0), Fraction(100))
    elif inside:
        found.units[spot] = inside


def _take(found: Columns, key: str, named: Mapping[int, tuple[str, int, str]], rest: dict[int, str]) -> None:
    """The surest column of a key that is one for the whole table."""
    if key in found.places or not named:
        return
    whole = {p: said for p, said in named.items() if not said[2]}
    if not whole and (key in QUANTITIES and len(named) > 1):
        return  # several, each with words of its own: issues, or parts of a distribution
    choice = whole or named
    place = min(choice, key=lambda p: (choice[p][1], p))
    if key in QUANTITIES and choice[place][2] in PARTS:
        return
    _put(found, key, place, rest.pop(place))


def _parts(found: Columns, named: Mapping[int, tuple[Any, ...] | None], rest: dict[int, str]) -> None:
    for place, said in named.items():
        if said and said[0] in QUANTITIES and said[2] in PARTS and place in rest:
            _put(found, f"{said[0]}_{PARTS[said[2]]}", place, rest.pop(place))


def _issues(found: Columns, named: Mapping[int, tuple[Any, ...] | None], rest: dict[int, str]) -> None:
    """Several positions, each with words of its own: one issue each, with the salience of the same words."""
    if "position" in found.places or "position_low" in found.places:
        return
    words = {
        place: said for place, said in named.items() if said and place in rest and said[0] in QUANTITIES[:2]
    }
    issues = {said[2]: place for place, said in words.items() if said[0] == "position"}
    for rest_of, place in issues.items():
        name = _name(rest[place], rest_of)
        _put(found, "position", place, rest.pop(place), name)
        same = next(
            (p for p, s in words.items() if s[0] == "salience" and s[2] == rest_of and p in rest), None
        )
        if same is not None:
            _put(found, "salience", same, rest.pop(same), name)


def _name(heading: str, words: str) -> str:
    """The words of a heading that name the issue, as they are written there."""
    plain = re.sub(r"[(\[{].*?[)\]}]", "", heading).strip()
    at = re.sub(r"[\s_\-:%]", " ", plain.casefold()).find(words)
    return plain[at : at + len(words)] if at >= 0 else words
