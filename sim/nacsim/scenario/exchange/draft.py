"""What every form of table is first read into: one row for each actor and issue, all cells still texts."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nacsim.scenario.exchange.options import Ends


@dataclass
class Row:
    """What a table says of one actor on one issue; keys are those of `headings.WORDS`, values texts."""

    line: int
    actor: str
    issue: str
    cells: dict[str, str] = field(default_factory=dict)


@dataclass
class Draft:
    """A table, whatever its form.

    `issues` hold words and numbers of a scenario's issues, `ends` the scales that the table itself states
    (by issue, and under salience and resolve), `units` words for them. `silent` tells what it means that an actor
    has no row on an issue; `extra` are tables of the scenario that come with the form.
    """

    kind: str
    title: str
    issues: dict[str, dict[str, Any]]
    rows: list[Row]
    ends: dict[str, Ends] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    separator: str = ","
    key: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    body: str | None = None
    given: set[str] = field(default_factory=set)

    @cached_property
    def by_issue(self) -> dict[str, list[Row]]:
        """The rows of each issue."""
        found: dict[str, list[Row]] = {name: [] for name in self.issues}
        for row in self.rows:
            found[row.issue].append(row)
        return found
