"""What `sweep` finds, in sentences and as text."""

from __future__ import annotations

from typing import Any

from nacsim.narrate.words import many, percent


def report(result: dict, question) -> str:
    """Range of the share adopted, and the points where it is lowest and highest."""

    points = sorted(result["points"], key=lambda p: p["adopted"]["share"])
    size, total = len(points), len(points) * result["runs"]
    lines = [question.title, f"{size:,} points, {many(result['runs'], 'council')} each, {total:,} in all", ""]
    for word, point in (("lowest", points[0]), ("median", points[size // 2]), ("highest", points[-1])):
        where = ", ".join(
            f"{k} = {_figure(v)}" for k, v in zip(result["inputs"], point["inputs"], strict=True)
        )
        lines.append(f"{word:<8} {percent(point['adopted']['share']):>5} adopted at {where}")
    likely = sum(p["adopted"]["share"] >= 0.5 for p in points)
    lines += ["", f"Adoption is more likely than not at {percent(likely / size)} of the points."]
    return "\n".join(lines)


def _figure(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
