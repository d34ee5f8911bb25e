"""Councils to measure with: as many members, issues and rounds as asked for, and talks that hardly ever end early."""

import json
from random import Random

from nacsim.scenario import load, loads
from nacsim.scenario.resolved import Scenario

TOKYO = "tokyo_liaison_office"
SEED = 20  # of the stances; another gives another council of the same kind
EACH = 8  # one member in so many is set against the text and stands by it
FLOOR = 70  # points; the sponsors do not go below, so the opponents are never satisfied


def tokyo() -> Scenario:
    """The scenario this project began with: 31 members, 2 issues."""
    return load(TOKYO)


def contested(members: int | None = None, issues: int = 2, rounds: int = 10, seed: int = SEED) -> Scenario:
    """A council with random stances that nearly always talks to the last round and then is blocked.

    `members` is the size of a roster whose members all listen to each other alike; None takes the 32 allies with the
    ties that ship. The same arguments give the same council.
    """
    return loads(document(members, issues, rounds, seed), f"contested_{members or 32}_{issues}_{rounds}")


def document(members: int | None, issues: int, rounds: int, seed: int) -> str:
    """The scenario file of such a council."""
    chance = Random(seed)
    names = [f"M{n:04}" for n in range(members)] if members else allies()
    room = f"roster = {json.dumps(names)}" if members else "date = 2024-06-01"
    keys = [f"issue_{d}" for d in range(issues)]
    lines = ['title = "A random contested council"', room]
    for key in keys:
        lines += [f"[issues.{key}]", "status_quo = 0", "proposed = 100", f"floor = {FLOOR}"]
    lines += ["[procedure]", f"rounds = {rounds}", "opt_out = false", "[chair]", "shelves = false"]
    lines += ["[parameters]", "elsewhere = 0", "[members]"]
    lines += [f"{name} = {stance(chance, keys, n % EACH == 0)}" for n, name in enumerate(names)]
    return "\n".join(lines)


def allies() -> list[str]:
    """Codes of the 32 members of June 2024."""
    from datetime import date

    from nacsim.data.members import in_council

    return list(in_council(date(2024, 6, 1)))


def stance(chance: Random, issues: list[str], opposed: bool) -> str:
    """A member's random position, salience and resolve, 0-100, as an inline table."""
    where, weight, will = ((0, 15), (60, 90), (80, 95)) if opposed else ((0, 100), (5, 60), (0, 80))

    def each(limits: tuple[int, int]) -> str:
        return ", ".join(f"{issue} = {chance.randint(*limits)}" for issue in issues)

    return f"{{ position = {{ {each(where)} }}, salience = {{ {each(weight)} }}, resolve = {chance.randint(*will)} }}"
