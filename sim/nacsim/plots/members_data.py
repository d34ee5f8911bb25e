"""What the figures of members take: who breaks silence, who blocks, and who does it together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nacsim.narrate import findings
from nacsim.narrate.figures import says
from nacsim.results.intervals import share as share_of

SELDOM = 0.005
"""The share of councils from which a member has a line of its own."""
FIRM = 200
"""Councils from which a share of them is told upright."""
NARROW = 0.02
"""Intervals no wider than this, in shares, are told in the notes and not drawn."""


@dataclass(frozen=True)
class Objector:
    """How often a member breaks silence on the text as tabled and how often it blocks; shares of all runs."""

    name: str
    first: float
    first_range: tuple[float, float]  # 95 % limits
    blocks: float
    blocks_range: tuple[float, float]
    alone: float  # part of `blocks` in which nobody else objects


@dataclass(frozen=True)
class Objectors:
    """The members that object most, the first the most frequent."""

    title: str
    rows: tuple[Objector, ...]
    left: tuple[float, ...]  # of the members that are not listed, the larger of the two shares
    dice: str  # how far off shares may be


def objectors(
    summary: Mapping[str, Any],
    names: Mapping[str, str],
    subjects: Mapping[str, str],
    most: int = 14,
    cut: float = SELDOM,
) -> Objectors:
    """The at most `most` members that break silence first, or block, in at least the share `cut` of the runs.

    `names` gives the words for the codes (`nacsim.narrate.names_of`), `subjects` those inside a sentence.
    """
    runs, members = summary["runs"], summary["members"]
    weight = {code: max(m["objects_first"], m["blocks"]) for code, m in members.items()}
    order = sorted(members, key=lambda code: (-weight[code], -members[code]["blocks"]))
    kept = [code for code in order if weight[code] >= cut][:most]
    left = tuple(weight[code] for code in members if code not in kept)
    rows = tuple(_objector(names[code], members[code], runs) for code in kept)
    return Objectors(findings.obstacles(summary, subjects), rows, left, findings.dice(summary))


def _objector(name: str, member: Mapping[str, Any], runs: int) -> Objector:
    first, blocks = (share_of(round(member[key] * runs), runs) for key in ("objects_first", "blocks"))
    ranges = ((first["low"], first["high"]), (blocks["low"], blocks["high"]))
    return Objector(name, first["share"], ranges[0], blocks["share"], ranges[1], member["sole_blocker"])


@dataclass(frozen=True)
class Seats:
    """The chance of each seat to break silence on the text as tabled."""

    title: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    chance: tuple[float, ...]
    adopted: float
    range: Mapping[str, Any] | None
    notes: tuple[str, ...]
    silent: str


def seats(summary: Mapping[str, Any], names: Mapping[str, str], subjects: Mapping[str, str]) -> Seats:
    """Codes in the order of the table with their chance to break silence first."""
    members = summary["members"]
    called = tuple(names.get(code, code) for code in members)
    chance = tuple(m["objects_first"] for m in members.values())
    title = findings.seats(chance, [subjects.get(code, code) for code in members])
    silent = says("objectors.silent") if max(chance) < SELDOM else ""
    notes = f"{findings.dice(summary)} {says('thought')}"
    adopted, known = summary["adopted"]["share"], summary.get("range")
    return Seats(title, tuple(members), called, chance, adopted, known, (notes,), silent)


@dataclass(frozen=True)
class Together:
    """Who blocks with whom, the most frequent blockers first."""

    title: str
    names: tuple[str, ...]
    heads: tuple[str, ...]  # of the columns, short
    share: tuple[float, ...]  # of all runs in which the member blocks
    count: tuple[int, ...]  # the same as a number of runs
    joint: tuple[tuple[float, ...], ...]  # [i][j]: share of the runs blocked by i in which j blocks too
    notes: tuple[str, ...]
    silent: str


def together(
    tally: Any, names: Mapping[str, str], subjects: Mapping[str, str] | None = None, most: int = 12
) -> Together:
    """Conditional co-blocking among the at most `most` members that block most often (and in at least 1 of 200)."""
    often = tally.blocks
    order = [int(i) for i in np.argsort(-often, kind="stable") if often[i] >= SELDOM * tally.runs][:most]
    both = tally.together[np.ix_(order, order)] / np.maximum(often[order, None], 1)
    counts = tuple(int(often[i]) for i in order)
    codes = [tally.room[i] for i in order]
    short = all(len(code) <= 4 for code in codes)
    heads = codes if short else [str(k) for k in range(1, len(codes) + 1)]
    rows = [
        names[c] if head == names[c] else f"{names[c]}  {head}" for c, head in zip(codes, heads, strict=True)
    ]
    share, joint = tuple(k / tally.runs for k in counts), tuple(map(tuple, both.tolist()))
    inside = [(subjects or names)[code] for code in codes]
    silent = _alone([names[code] for code in codes], int((often > 0).sum()))
    title = findings.together(inside, joint, share) if not silent else ""
    return Together(title, tuple(rows), tuple(heads), share, counts, joint, _trust(counts), silent)


def _alone(names: list[str], ever: int) -> str:
    """Why nobody can be said to block with another: `names` have a line, `ever` members block at all."""
    if not names:
        return says("coblocking.silent.none" if ever else "coblocking.silent.never")
    one = says("coblocking.silent.ever" if ever == 1 else "coblocking.silent.one", who=names[0])
    return one if len(names) == 1 else ""


def _trust(counts: tuple[int, ...]) -> tuple[str, ...]:
    firm = min((c for c in counts if c >= FIRM), default=None)
    notes = []
    if firm is not None:
        notes.append(says("coblocking.firm", points=f"{1.96 * math.sqrt(0.25 / firm) * 100:.0f}"))
    if min(counts, default=FIRM) < FIRM:
        notes.append(says("coblocking.loose"))
    return (" ".join(notes),)
