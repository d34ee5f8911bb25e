"""Rules of one's own: a package offers them under the entry point group `nacsim.rules` (see `nacsim.offers`).

    [project.entry-points."nacsim.rules"]
    two_houses = "my_package:two_houses"

`two_houses(votes, body)` is a function like those in `nacsim.rules.decision`, which gives (R,) bool; a scenario names it as
`procedure.rule`. The first line of its docstring is its label, and what an attribute `sentence` says follows "the Council".
It is held to what every rule obeys before it is used for the first time.
"""

from collections.abc import Callable

import numpy as np

from nacsim.errors import Unfit
from nacsim.offers import Offers
from nacsim.rules.decision import DECISION_RULES
from nacsim.rules.votes import Body, Votes
from nacsim.vocabulary import RULE, RULES, Rule

TRIED_SIZES, TRIED_RUNS = (1, 2, 5, 15), 64
"""Bodies on which a rule from outside is tried, and how many ballots in each."""


def names() -> tuple[str, ...]:
    """Every rule a scenario may name: the built-in ones, then those of packages."""
    return (*RULES, *OFFERS.names())


def function_of(name: str) -> Callable[[Votes, Body], np.ndarray]:
    """The function of a rule, tried if it comes from a package. Raises Unfit."""
    return DECISION_RULES[name] if name in DECISION_RULES else OFFERS.get(name)


def entry_of(name: str) -> Rule:
    """What is said of a rule: its entry in the vocabulary, or its own words."""
    if name in RULE:
        return RULE[name]
    rule = function_of(name)
    label = (rule.__doc__ or name.replace("_", " ")).strip().splitlines()[0].rstrip(".")
    return Rule(name, label, getattr(rule, "sentence", f"decides by {name.replace('_', ' ')}: {label}"))


def tried(name: str, rule: Callable[[Votes, Body], np.ndarray]) -> Callable[[Votes, Body], np.ndarray]:
    """A rule that obeys the laws in bodies of several sizes. Raises Unfit."""
    if not callable(rule):
        raise Unfit("is no function of (votes, body)")
    for size in TRIED_SIZES:
        _obeys(rule, size)
    return rule


def _obeys(rule: Callable[[Votes, Body], np.ndarray], size: int) -> None:
    member, run = np.ogrid[:size, :TRIED_RUNS]
    against = (member + 3) * run % 11 < run // 5  # from nobody to everybody
    weight = np.arange(1.0, size + 1)
    population = weight[::-1].copy()
    body = Body(weight, population)
    found = rule(Votes(against, None), body)
    if not isinstance(found, np.ndarray) or found.dtype != bool or found.shape != (TRIED_RUNS,):
        raise Unfit("gives no array of truths, one for each council")
    if not rule(Votes(np.zeros_like(against), None), body).all():
        raise Unfit("does not adopt a text that nobody objects to")
    fewer = np.where((member + run) % 3, against, False)
    if (found & ~rule(Votes(fewer, None), body)).any():
        raise Unfit("refuses a text over fewer objections than those over which it adopts it")
    order = np.argsort(population % 4, kind="stable")
    moved = Body(weight[order], population[order])
    if (rule(Votes(against[order], None), moved) != found).any():
        raise Unfit("depends on the order of the members, not only on what they count for")


OFFERS = Offers("rule", "nacsim.rules", RULE, tried)
