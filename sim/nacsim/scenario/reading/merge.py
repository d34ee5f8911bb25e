"""Laying one scenario over another: ``extends``, and tables by issue over one value for all."""

from collections.abc import Iterable
from typing import Any

from nacsim.scenario.quantity import RESERVED, is_distribution

FAMILIES = ({"mean", "sd"}, {"low", "mode", "high"}, {"values", "weights"})
RIVALS = {
    "rule": ("needed", "of", "conditions", "blocking"),
    "needed": ("rule", "conditions"),
    "conditions": ("rule", "needed", "of"),
}
"""Keys of [procedure] that say the rule, and the keys that each takes the place of."""
STANCES = ("position", "salience")


def over(child: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    """The child laid over the parent, key by key at every depth; both stay as they are.

    Lists are replaced whole. A table that cannot mix with the parent's, as a distribution of another kind
    cannot, replaces it. A child that gives a position or salience on one issue leaves the others as they are.
    """
    issues = list({**_table(parent.get("issues")), **_table(child.get("issues"))})
    parent = without_rivals(parent, _table(child.get("procedure")))
    return _merge(child, parent, (), issues)


def without_rivals(tables: dict[str, Any], said: Iterable[str | int]) -> dict[str, Any]:
    """The tables without the rule in force where another is said in its place: by name, in a number, by conditions."""
    rule = tables.get("procedure")
    gone = {rival for key in said for rival in RIVALS.get(str(key), ())}
    if not isinstance(rule, dict) or not gone & rule.keys():
        return tables
    return {**tables, "procedure": {key: value for key, value in rule.items() if key not in gone}}


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _merge(
    child: dict[str, Any], parent: dict[str, Any], path: tuple[str, ...], issues: list[str]
) -> dict[str, Any]:
    merged = dict(parent)
    for key, value in child.items():
        below = spread(parent.get(key), value, (*path, key), issues)
        mix = isinstance(value, dict) and isinstance(below, dict) and may_mix(value, below)
        merged[key] = _merge(value, below, (*path, key), issues) if mix else value
    return merged


def may_mix(child: dict[str, Any], parent: dict[str, Any]) -> bool:
    """Whether two tables at the same key are two distributions of one family, or neither is one."""
    if not is_distribution(child) and not is_distribution(parent):
        return True
    return any((child.keys() | parent.keys()) & set(RESERVED) <= family for family in FAMILIES)


def is_stance(path: tuple[str | int, ...]) -> bool:
    """Whether a path is that of a position or salience, which may be one value or a table by issue."""
    head, last = path[:1], path[-1:]
    depths: dict[tuple[str | int, ...], int] = {
        ("default",): 2,
        ("groups",): 3,
        ("members",): 3,
        ("events",): 4,
    }
    depth = depths.get(head)
    return len(path) == depth and last[0] in STANCES


def spread(below: Any, value: Any, path: tuple[str | int, ...], issues: list[str]) -> Any:
    """What lies below a table by issue: one value for all issues is written out for each of them."""
    by_issue = isinstance(value, dict) and value and not is_distribution(value)
    if (
        by_issue
        and is_stance(path)
        and below is not None
        and (not isinstance(below, dict) or is_distribution(below))
    ):
        return dict.fromkeys(issues, below)
    return below
