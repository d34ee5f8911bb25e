"""What becomes of a result: printed as text or JSON, and kept in a folder with its figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nacsim.cli.say import say

if TYPE_CHECKING:
    from nacsim.cli.ask import Ask
    from nacsim.results.answer import Found


def deliver(ask: Ask, result: Found, keep: bool = True) -> None:
    """Print a result as JSON or as text; with --out keep it there with its figures first, all or nothing."""
    told = result.to_dict()
    if ask.out is not None and keep:
        from nacsim.cli.files import whole, write_json

        with whole(ask.out) as part:
            write_json(part / f"{ask.command}.json", told)
            save_figures(result, part)
    if ask.as_json:
        say(json.dumps(told, ensure_ascii=False))
        return
    from nacsim.narrate.answers import report

    say(report(result))
    if ask.out is not None:
        say(f"\nFigures and data: {ask.out}")


def save_figures(result: Found, folder: Path, names: dict[str, str] | None = None) -> None:
    """Every figure of a result with its heading and source line; `names` of files where they are not the figures'."""
    from nacsim.plots import caption, save
    from nacsim.plots.answers import figures, plot

    told: Any = result
    first = result.questions[0]
    source = f"{first.name} · {told.runs:,} councils · seed {told.seed} · nacsim {told.version}"
    for kind in figures(result):
        figure = plot(result, kind).figure
        caption(figure, first.title, source)
        save(figure, folder / (names or {}).get(kind, kind))
