"""Decision rules: from who objects to whether the text is adopted.

The Council decides by unanimity; the others answer "what if". The qualified majority is that of the European Union
(Article 16(4) TEU): at least 55 % of the members with at least 65 % of the population.
"""

from nacsim.rules.shapes import NR, N, R

QMV_MEMBERS, QMV_POPULATION = 0.55, 0.65  # Article 16(4) of the Treaty on European Union


def unanimity(objects: NR, population: N | None) -> R:
    """Nobody objects."""
    return ~objects.any(0)


def consensus_minus_one(objects: NR, population: N | None) -> R:
    """At most one objects (OSCE, Prague 1992, knows it for gross violations of its commitments)."""
    return objects.sum(0) <= 1


def qualified_majority(objects: NR, population: N | None) -> R:
    """55 % of members with 65 % of the population (N,) do not object; members only where population is None."""
    consent = ~objects
    enough = consent.sum(0) >= QMV_MEMBERS * len(objects) - 1e-9
    if population is None:
        return enough
    return enough & (population @ consent >= QMV_POPULATION * population.sum() - 1e-9)


def simple_majority(objects: NR, population: N | None) -> R:
    """More than half do not object."""
    return 2 * (~objects).sum(0) > len(objects)


DECISION_RULES = {
    rule.__name__: rule for rule in (unanimity, consensus_minus_one, qualified_majority, simple_majority)
}
"""Name -> rule(objects (N, R) bool, population (N,) or None) -> adopted (R,) bool."""
