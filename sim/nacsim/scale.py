"""The one scale, and its two ways of counting: points (0-100) in files and results, shares (0-1) in rules and arrays.

A number becomes a share where a setting is drawn (`nacsim.engine.sampling`) or a person at the table speaks, and points
again where a council is written down (`nacsim.engine.rows`, `nacsim.council`). Nothing else multiplies or divides by the
whole scale; `tests/test_scale.py` looks for it. Percentages are another matter, and belong to who prints them.
"""

from typing import Any

WHOLE = 100
"""Points of the whole scale."""


def as_share(points: Any) -> Any:
    """A number or array in points, as a share of the scale: 100 becomes 1."""
    return points / WHOLE


def as_points(share: Any) -> Any:
    """A number or array of shares of the scale, in points: 1 becomes 100."""
    return WHOLE * share
