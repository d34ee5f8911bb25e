"""The ways to put several texts: each by itself, some of them tied, all of them tied; and which of them serves the chair.

With up to MOST texts all partitions are looked at (2 of two texts, 5 of three, 15 of four), with more only one by one and
all tied. A chair without a stake wants as many texts as possible; a member in the chair wants what comes of them to be
worth most to it,

    W_c = mean over councils of  sum_d w_cd (|q_d - x_cd| - |e_d - x_cd|)

with its centre position x and salience w, the status quo q and the end e of each issue (on a condition tau - |e - x|, where
its text is adopted). The choice is made once, by these means, before any council meets (agenda control: McKelvey 1976,
*Journal of Economic Theory* 12; Romer & Rosenthal 1978); a chair that chooses by what it sees in the talks is not played.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from nacsim.engine.ensemble import rows_of
from nacsim.engine.workers import Work
from nacsim.errors import WrongValue
from nacsim.results.intervals import mean_of, share
from nacsim.results.outcomes import Outcomes
from nacsim.scale import WHOLE
from nacsim.scenario.quantity import centre
from nacsim.scenario.resolved import Scenario
from nacsim.scenario.tying import issue_names, passes_alone, tied
from nacsim.vocabulary import PARAMETERS

MOST = 4
"""Texts of which all partitions are looked at."""

Way = tuple[tuple[int, ...], ...]
"""Texts by number, those that are tied in one part."""


class Part(NamedTuple):
    """Texts put as one, and what came of them."""

    text: Scenario
    outcomes: Outcomes
    reverts: dict[str, dict[str, float]]  # where those fall back to that are decided without the others


def partitions(size: int) -> list[Way]:
    """The ways to put so many texts, one by one first and all of them tied last."""
    apart, together = tuple((k,) for k in range(size)), (tuple(range(size)),)
    if size > MOST:
        return [apart, together]
    return sorted(_partitions(size), key=lambda way: (-len(way), way))


def _partitions(size: int) -> Iterator[Way]:
    if not size:
        yield ()
        return
    for way in _partitions(size - 1):
        yield (*way, (size - 1,))
        for k, part in enumerate(way):
            yield (*way[:k], (*part, size - 1), *way[k + 1 :])


def played(
    texts: Sequence[Scenario], alone: Sequence[Outcomes], runs: int, seed: int, work: Work
) -> dict[tuple[int, ...], Part]:
    """Every part of every way, played; what cannot be tied is left out, but that all can be is asked for."""
    size = len(texts)
    wanted = {part for way in partitions(size) for part in way if len(part) > 1}
    parts = {(k,): Part(texts[k], alone[k], {}) for k in range(size)}
    made: dict[tuple[int, ...], tuple[Scenario, dict[str, dict[str, float]]]] = {}
    for part in sorted(wanted, key=lambda part: (-len(part), part)):
        own = [texts[k] for k in part]
        reverts = fallbacks(own, [alone[k] for k in part])
        try:
            made[part] = tied(own, reverts), reverts
        except WrongValue:
            if len(part) == size:
                raise
    found = rows_of([text for text, _ in made.values()], runs, seed, work)
    rows = zip(made.items(), found, strict=True)
    return parts | {part: Part(text, outcomes, reverts) for (part, (text, reverts)), outcomes in rows}


def fallbacks(texts: Sequence[Scenario], alone: Sequence[Outcomes]) -> dict[str, dict[str, float]]:
    """Text -> issue -> points, where each text ends on average that is decided by a rule of its own."""
    return {
        text.name: {
            name: round(float(end), 2)
            for (name, issue), end in zip(text.issues.items(), outcomes.text.mean(1), strict=True)
            if issue.status_quo is not None
        }
        for text, outcomes in zip(texts, alone, strict=True)
        if passes_alone(text, texts)
    }


def own_luck(councils: ndarray, number: int) -> ndarray:
    """What came of one text in every council (the last axis), moved on by its number.

    So the texts that are held beside each other in one council are different matters with luck of their own, which no common
    accident adopts or drops together; each is still met by the luck that it has alone.
    """
    return np.roll(councils, number, axis=-1)


def adopted_in(way: Way, texts: Sequence[Scenario], parts: Mapping[tuple[int, ...], Part]) -> ndarray:
    """Which texts every council adopts, (texts, runs) bool: those of an adopted part, and those that pass without it."""
    found: list[Any] = [None] * len(texts)
    for part in way:
        whole = own_luck(parts[part].outcomes.adopted, part[0])
        for k in part:
            free = texts[k].name in parts[part].reverts
            found[k] = whole | own_luck(parts[(k,)].outcomes.adopted, k) if free else whole
    return np.stack(found)


def worth(member: str, part: Part, texts: Sequence[Scenario]) -> ndarray:
    """What the ends of a part are worth to a member in each council, points of gain, (runs,)."""
    outcomes, names = part.outcomes, issue_names(texts) if len(texts) > 1 else {}
    total, places = np.zeros(len(outcomes.adopted)), list(part.text.issues)
    for text in texts:
        stance = text.members[member]
        for name, issue in text.issues.items():
            end = outcomes.text[places.index(names.get((text.name, name), name))].astype(float)
            ideal, weight = centre(stance.position[name]), centre(stance.salience[name]) / WHOLE
            if issue.status_quo is None:
                total += weight * outcomes.adopted * (neutral(text) - abs(end - ideal))
            else:
                total += weight * (abs(issue.status_quo - ideal) - abs(end - ideal))
    return total


def neutral(text: Scenario) -> float:
    """How far a condition may be from what a member wants to be neither gain nor loss to it, points."""
    return WHOLE * centre(text.parameters.get("tau", PARAMETERS["tau"].default or 0.0))


def told(
    texts: Sequence[Scenario], parts: Mapping[tuple[int, ...], Part], chair: str | None
) -> list[dict[str, Any]]:
    """Every way as a result has it, the one that serves the chair best first."""
    ways = [way for way in partitions(len(texts)) if all(part in parts for part in way)]
    many = [adopted_in(way, texts, parts) for way in ways]
    value = [_worth_of(chair, way, texts, parts) for way in ways] if chair else None
    reach = sum(centre(s) for t in texts for s in t.members[chair].salience.values()) if chair else 0.0
    found = []
    for k, (way, adopted) in enumerate(zip(ways, many, strict=True)):
        count, before = adopted.sum(0), many[0].sum(0)
        row: dict[str, Any] = {
            "parts": [[texts[place].name for place in part] for part in way],
            "all_adopted": share(int(adopted.all(0).sum()), adopted.shape[-1]),
            "texts_adopted": _within(mean_of(count, reach=len(texts)), len(texts)),
            "more_texts": mean_of(count - before, reach=len(texts)),
        }
        if value:
            row["worth"] = mean_of(value[k], reach=2 * reach)
            row["worth_more"] = mean_of(value[k] - value[0], reach=2 * reach)
        found.append(row)
    best = "worth" if chair else "texts_adopted"
    return sorted(found, key=lambda row: -row[best]["value"])  # stable: of equals the one with more parts


def _within(mean: dict[str, float], most: int) -> dict[str, float]:
    """A mean count, its limits no farther than counts can go."""
    return mean | {"low": max(mean["low"], 0.0), "high": min(mean["high"], float(most))}


def _worth_of(
    chair: str, way: Way, texts: Sequence[Scenario], parts: Mapping[tuple[int, ...], Part]
) -> ndarray:
    each = [own_luck(worth(chair, parts[part], [texts[k] for k in part]), part[0]) for part in way]
    return np.asarray(np.sum(each, axis=0))
