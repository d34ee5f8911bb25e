"""Laying one scenario over another: ``extends``, and tables by issue over one value for all."""

from collections.abc import Iterable
from typing import Any

from nacsim.scenario.format.document import STANCES
from nacsim.scenario.quantity import RESERVED, is_by_name, is_distribution

FAMILIES = ({"mean", "sd"}, {"low", "mode", "high"}, {"values", "weights"})
RIVALS = {
    "rule": ("needed", "of", "conditions", "blocking"),
    "needed": ("rule", "conditions"),
    "conditions": ("rule", "needed", "of"),
}
"""Keys of [procedure] that say the rule, and the keys that each takes the place of."""
BY_ISSUE = ("position", "salience")


def over(child: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    """The child laid over the parent, key by key at every depth; both stay as they are.

    Lists are replaced whole. A table that cannot mix with the parent's, as a distribution of another kind
    cannot, replaces it. A child that gives a position or salience on one issue leaves the others as they are.
    """
    issues = list({**table_of(parent.get("issues")), **table_of(child.get("issues"))})
    parent = without_rivals(parent, table_of(child.get("procedure")))
    parent = without_views(parent, said_of_members((), child.get("members")), issues)
    return _merge(child, parent, (), issues)


def without_rivals(tables: dict[str, Any], said: Iterable[str | int]) -> dict[str, Any]:
    """The tables without the rule in force where another is said in its place: by name, in a number, by conditions."""
    rule = tables.get("procedure")
    gone = {rival for key in said for rival in RIVALS.get(str(key), ())}
    if not isinstance(rule, dict) or not gone & rule.keys():
        return tables
    return {**tables, "procedure": {key: value for key, value in rule.items() if key not in gone}}


Said = tuple[str, str, str | None]
"""A stance of a member that somebody gives: the member, the key, and the issue, None for all issues."""


def said_of_members(path: tuple[str | int, ...], value: Any) -> list[Said]:
    """The stances that are given by a value at a path below ``members``."""
    if len(path) < 2:
        below = value.items() if isinstance(value, dict) else ()
        return [said for key, inner in below for said in said_of_members((*path, key), inner)]
    code, key, *rest = (str(part) for part in path)
    if key not in STANCES:
        return []
    if rest:
        return [(code, key, None if rest[0] in RESERVED else rest[0])]
    return [(code, key, issue) for issue in value] if value and is_by_name(value) else [(code, key, None)]


def without_views(tables: dict[str, Any], said: Iterable[Said], issues: list[str]) -> dict[str, Any]:
    """The tables without what experts say of stances that are now given for good, whoever is believed."""
    for code, key, issue in said:
        for name, expert in table_of(tables.get("experts")).items():
            view = table_of(table_of(table_of(expert).get("members")).get(code))
            if key in view:
                left = _without(view, key, issue, issues)
                members = {**expert["members"], code: left}
                tables = {**tables, "experts": {**tables["experts"], name: {**expert, "members": members}}}
    return tables


def _without(view: dict[str, Any], key: str, issue: str | None, issues: list[str]) -> dict[str, Any]:
    """A view without one stance, or with it on the other issues alone."""
    rest = {k: v for k, v in view.items() if k != key}
    if issue is None:
        return rest
    value = view[key]
    by_issue = value if is_by_name(value) else dict.fromkeys(issues, value)
    left = {d: v for d, v in by_issue.items() if d != issue}
    return {**rest, key: left} if left else rest


def table_of(value: Any) -> dict[str, Any]:
    """A value if it is a table, else an empty one: what is wrong with it is told where the file is checked."""
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
        ("experts",): 5,
        ("events",): 4,
    }
    depth = depths.get(head)
    return len(path) == depth and last[0] in BY_ISSUE


def spread(below: Any, value: Any, path: tuple[str | int, ...], issues: list[str]) -> Any:
    """What lies below a table by issue: one value for all issues is written out for each of them."""
    if value and is_by_name(value) and is_stance(path) and below is not None and not is_by_name(below):
        return dict.fromkeys(issues, below)
    return below
