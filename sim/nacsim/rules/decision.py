"""Decision rules: from the answers of the members to whether the text is adopted.

A named rule is a function (votes, body) -> (R,) bool with an entry in the vocabulary. The Council decides by unanimity;
the others answer "what if". The qualified majority is that of the European Union (Article 16(4) TEU): at least 55 % of
the members with at least 65 % of the population. Bodies with numbers of their own are said as `conditions`, and a rule of
one's own can come from a package (`nacsim.rules.entry_points`).

What holds beside any rule: the objection of a member with a veto always stops a text (Article 27(3) of the Charter of the
United Nations), a quorum must vote, and a chair may bring down the gavel over a single objector (`gavel`).
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from nacsim.rules.abstention import abstains
from nacsim.rules.conditions import Condition, Conditions, Threshold
from nacsim.rules.gavel import overruled, without_them
from nacsim.rules.shapes import N1, NR, R1, R
from nacsim.rules.votes import TINY, Body, Votes

QMV_MEMBERS, QMV_POPULATION = 0.55, 0.65  # Article 16(4) of the Treaty on European Union


def unanimity(votes: Votes, body: Body) -> R:
    """Nobody objects; who abstains does not stop it."""
    objected: R = np.any(votes.against, axis=0)
    return ~objected


def consensus_minus_one(votes: Votes, body: Body) -> R:
    """At most one objects (OSCE, Prague 1992, knows it for gross violations of its commitments)."""
    held: R = votes.against.sum(0) <= 1
    return held


def qualified_majority(votes: Votes, body: Body) -> R:
    """55 % of members with 65 % of the population are for it; members only where no population is known."""
    enough = Condition(np.ones(len(votes.against)), Threshold(QMV_MEMBERS, "share")).holds(votes, body)
    if body.population is None:
        return enough
    enough &= Condition(body.population, Threshold(QMV_POPULATION, "share")).holds(votes, body)
    return enough


def simple_majority(votes: Votes, body: Body) -> R:
    """More than half are for it."""
    return Condition(np.ones(len(votes.against)), Threshold(0.5, "share", more=True)).holds(votes, body)


DECISION_RULES = {
    rule.__name__: rule for rule in (unanimity, consensus_minus_one, qualified_majority, simple_majority)
}
"""Name -> rule(votes, body) -> adopted (R,) bool."""


Passes = Callable[[Votes, Body], R] | Conditions
"""A named rule, one from a package, or one said in numbers: whether the text passes, (R,) bool."""


class Rule(NamedTuple):
    """The rule in force in a room."""

    passes: Passes
    body: Body
    veto: N1 | None = None  # bool: whose objection always stops a text; None where nobody has a veto
    abstention: bool = False  # may a member abstain?
    quorum: Threshold | None = None  # so many must vote for or against

    @property
    def plain(self) -> bool:
        """Whether it is unanimity and nothing else: one objection stops a text, and nothing but that does."""
        return self.passes is unanimity and self.quorum is None


def adopted(rule: Rule, objects: NR, margin: NR, gavel: R1 | None = None, out: NR | None = None) -> R:
    """Whether the text is adopted, (R,) bool, given who objects and what it is worth to each, both (N, R).

    `gavel` (R,) bool: would the chair of this council overrule a single objector? `out` (N, R) bool are objectors who stay
    out instead: they are not against the text, and not for it either.
    """
    objects = objects if out is None else objects & ~out
    votes = Votes(objects, abstains(margin, objects) if rule.abstention else out)
    found = rule.passes(votes, rule.body)
    if gavel is not None and gavel.any():
        found = found | rule.passes(without_them(votes, overruled(votes, gavel)), rule.body)
    if rule.quorum is not None:
        found = found & quorate(votes, rule.quorum)
    return found if rule.veto is None else found & ~vetoed(objects, rule.veto)


def vetoed(objects: NR, veto: N1) -> R:
    """Whether somebody with a veto objects, (R,) bool."""
    stopped: R = np.any(objects[veto[:, 0]], axis=0)
    return stopped


def quorate(votes: Votes, quorum: Threshold) -> R | bool:
    """Whether enough members vote for or against, (R,) bool; who abstains does not count."""
    size = len(votes.against)
    casts = size if votes.casts is None else votes.casts.sum(0)
    return casts >= quorum.of(size) - TINY * size
