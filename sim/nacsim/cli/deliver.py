"""What becomes of a result: printed as text or JSON, and kept in a folder with its figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from nacsim.cli.figures import save_answers
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
            save_answers(result, ask, part)
    if ask.as_json:
        say(json.dumps(told, ensure_ascii=False))
        for line in ask.remarks:
            say(line, err=True)
        return
    from nacsim.narrate.answers import report

    say(report(result))
    if ask.out is not None:
        say(f"\nFigures and data: {ask.out}")
    for line in ask.remarks:
        say(line)
