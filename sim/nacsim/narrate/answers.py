"""Every result in a sentence or two."""

from collections.abc import Callable
from typing import Any

from nacsim.narrate import agenda, bridge, codings, compare, discover, pivots, sensitivity, sweep
from nacsim.narrate.result import headline
from nacsim.narrate.result import report as run_report
from nacsim.narrate.stances import stance_sentence, stance_table
from nacsim.narrate.words import percent, subjects_of
from nacsim.results.answer import Answer


def sentence(answer: Answer) -> str:
    """The result in a sentence or two, as the command of the same question says it."""
    return SENTENCES[type(answer).__name__](answer)


def _run(outcomes: Any) -> str:
    return headline(outcomes.counted(), _subjects(outcomes, outcomes.room))


def _subjects(answer: Answer, room: Any) -> dict[str, str]:
    known = {code: code for code in room}
    return known | (subjects_of(answer.questions[0]) if answer.questions else {})


def _compare(result: Any) -> str:
    if len(result.differences) == 1:
        return str(result.differences[0].words)
    return " ".join(f"{change.scenario}: {change.words}" for change in result.differences)


def _sweep(result: Any) -> str:
    shares = [point.adopted.share for point in result.points]
    likely = sum(share >= 0.5 for share in shares) / len(shares)
    low, high = percent(min(shares)), percent(max(shares))
    span = f"The text is adopted in {low} to {high} of councils over {len(shares):,} points"
    return f"{span}, and more often than not at {percent(likely)} of them."


def _words(result: Any) -> str:
    return " ".join(word if word.endswith(".") else f"{word}." for word in result.words[:2])


def _validate(result: Any) -> str:
    rate, limits = result.baselines.get("base_rate", {}).get("log_score"), result.intervals.get("log_score")
    beside = "" if rate is None else f"; the base rate of the other cases has {rate:.3f}"
    width = "" if limits is None else f" ({limits['low']:.3f} to {limits['high']:.3f})"
    note = f" {result.note}" if result.note else ""
    return f"On {result.cases} past decisions the model has a log score of {result.log_score:.3f}{width}{beside}.{note}"


SENTENCES: dict[str, Callable[[Any], str]] = {
    "Outcomes": _run,
    "Summary": lambda result: headline(result.to_dict(), _subjects(result, result.members)),
    "Comparison": _compare,
    "Agenda": _words,
    "Sweep": _sweep,
    "Sensitivity": _words,
    "Pivots": _words,
    "Bridge": _words,
    "Discovery": _words,
    "Validation": _validate,
    "Agreement": _words,
    "Stances": lambda result: stance_sentence(result.to_dict()),
    "Report": lambda result: sentence(result.answer),
}
"""How each kind of result is said."""


def report(answer: Answer) -> str:
    """The result as the command of the same question prints it, in words and tables."""
    return REPORTS[type(answer).__name__](answer.summary(), *answer.questions[:1])


REPORTS: dict[str, Callable[..., str]] = {
    "Summary": run_report,
    "Comparison": lambda told, *_: compare.report(told),
    "Agenda": agenda.report,
    "Sweep": sweep.report,
    "Sensitivity": sensitivity.report,
    "Pivots": pivots.report,
    "Bridge": bridge.report,
    "Discovery": discover.report,
    "Agreement": lambda told, *_: codings.report(told),
    "Stances": stance_table,
}
"""How each kind of result is printed: from its plain data and the first scenario that it is about."""
