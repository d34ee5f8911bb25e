"""Names, shares, quantities and lists as words."""

from __future__ import annotations

import math
import textwrap
from typing import Any

from nacsim.data.members import NAMES
from nacsim.scenario.reading.overrides import Misfit, read_path
from nacsim.vocabulary import PARAMETERS

WITH_ARTICLE = ("NLD", "GBR", "USA")
NUMBERS = "judged and calibrated numbers"
"""What the narrower of two ranges is over: what a file judges of members, and the parameters of the model."""


def names_of(scenario) -> dict[str, str]:
    """Code to name for a list: the English names of allies; a roster's names are kept as they are."""
    if scenario.roster:
        return {code: code for code in scenario.room}
    return {code: NAMES[code] for code in scenario.room}


def subjects_of(scenario) -> dict[str, str]:
    """Code to name inside a sentence, with the article English wants ("the United States")."""
    names = names_of(scenario)
    return {k: f"the {v}" if k in WITH_ARTICLE and k != v else v for k, v in names.items()}


def percent(share: float) -> str:
    """A share (0-1) for a table or figure: 0.934 is 93%, a trace is <1%, nothing is 0%."""
    if 0 < share <= 0.005:  # 0.005 itself would be rounded to 0%
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


def tenths(share: float) -> str:
    """A share beside its limits, with their digits: 0.0061 is 0.6%, a trace is <0.1%, nothing is 0%."""
    if 0 < share <= 0.0005:
        return "<0.1%"
    if 0.9995 <= share < 1:
        return ">99.9%"
    return f"{share:.0%}" if share in (0, 1) else f"{share:.1%}"


def limited(value: dict) -> str:
    """A share with its limits: '14.6% (13.8 to 15.3)'."""
    return f"{tenths(value['share'])} ({between(value['low'], value['high'])})"


def rarely(most: float) -> str:
    """How often, of shares up to `most`: 'never', 'hardly ever', '3% or less'."""
    return "never" if most <= 0 else "hardly ever" if most < 0.005 else f"{percent(most)} or less"


def between(low: float, high: float) -> str:
    """Limits of a share in per cent, one decimal, rounded outwards: 0.9996 and 1 give '99.9 to 100.0'."""
    return f"{math.floor(low * 1000 + 1e-9) / 10:.1f} to {math.ceil(high * 1000 - 1e-9) / 10:.1f}"


def of_100(share: float) -> str:
    """A share as people count: 0.934 is '93 of 100 councils', 0 'no council', 1 'every council'."""
    if share <= 0:
        return "no council"
    if share >= 1:
        return "every council"
    count = round(share * 100)
    if count < 1:
        return "fewer than 1 of 100 councils"
    return "more than 99 of 100 councils" if count > 99 else f"{count} of 100 councils"


def joined(words: list[str]) -> str:
    """A list as it is spoken: 'France, Hungary and Spain'."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def start(sentence: str) -> str:
    """The sentence with a capital first letter; the rest is left alone."""
    return sentence[:1].upper() + sentence[1:]


def number(value: float) -> str:
    """A number as people write it: 40.0 is 40, 12.25 is 12.2."""
    return f"{value:.0f}" if abs(value - round(value)) < 0.05 else f"{value:.1f}"


def signed(points: float) -> str:
    """Points with their sign, the minus a proper one: +3.2, −45."""
    return ("+" if points > 0 else "") + number(points).replace("-", "−")


def quantity(value) -> str:
    """As text: '5 to 20, most likely 8', '70 give or take 10', '10 (80%) or 60 (20%)', '5 to 40 by expert'."""
    if isinstance(value, int | float):
        return number(value)
    if hasattr(value, "parts"):
        low, *_, high = sorted(map(centre, value.parts)) * 2
        return f"{number(low)} to {number(high)} by expert"
    if hasattr(value, "sd"):
        return f"{number(value.mean)} give or take {number(value.sd)}"
    if hasattr(value, "weights"):
        total = sum(value.weights)
        choices = zip(value.values, value.weights, strict=True)
        return " or ".join(f"{number(v)} ({percent(w / total)})" for v, w in choices)
    ends = f"{number(value.low)} to {number(value.high)}"
    return f"{ends}, most likely {number(value.mode)}" if hasattr(value, "mode") else ends


def centre(value) -> float:
    """The mean of a quantity."""
    return value if isinstance(value, int | float) else value.centre


def many(count: int, noun: str) -> str:
    """'1 member', '31 members'."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def days(count: float) -> str:
    """'1 day', '2.5 days'."""
    return f"{number(count)} day{'' if count == 1 else 's'}"


def wrapped(text: str, indent: str = "") -> str:
    """Prose at 88 characters."""
    return textwrap.fill(text, 88, initial_indent=indent, subsequent_indent=indent)


def sentences(words: list[str]) -> str:
    """Sentences, each on lines of its own, indented below its first."""
    return "\n".join(wrapped(sentence) for sentence in words)


def points(difference: dict[str, float]) -> str:
    """A difference of shares with its interval: '+76.0 points (+74.8 to +77.1)'; what rounds to nothing has no sign."""
    value, low, high = (tenths_of_a_point(difference[k]) for k in ("value", "low", "high"))
    return f"{value} points ({low} to {high})"


def tenths_of_a_point(share: float) -> str:
    """A difference of shares in points with its sign: +7.0, −0.1; what rounds to nothing has none."""
    told = f"{100 * share:+.1f}"
    return told[1:] if float(told) == 0 else told.replace("-", "−")


def unchanged(difference: dict[str, float]) -> bool:
    """Whether a difference of shares and its interval are nothing to a tenth of a point."""
    return all(tenths_of_a_point(difference[k]) == "0.0" for k in ("value", "low", "high"))


def input_name(key: str, scenario: Any) -> str:
    """A key in words: 'position of France (Office in Tokyo)', 'what the chair amends'; an unknown key as it is."""
    table, *rest = _parts(key)
    if table == "members" and len(rest) >= 2:
        who, what = names_of(scenario).get(rest[0], rest[0]), rest[1]
        issue = scenario.issues[rest[2]].label if len(rest) > 2 and rest[2] in scenario.issues else ""
        several = issue and len(scenario.issues) > 1
        return f"{who}: {what}" + (f" on {issue}" if several else "")
    if table == "actors" and len(rest) >= 2:
        actor = scenario.actors[rest[0]].name if rest[0] in scenario.actors else rest[0]
        return f"{actor}: {' '.join(rest[1:])}"
    if table == "issues" and len(rest) == 2 and rest[0] in scenario.issues:
        words = {"lumpy": "whether taken whole (lumpy)", "proposed": "what is tabled"}
        return f"{scenario.issues[rest[0]].label}: {words.get(rest[1], rest[1].replace('_', ' '))}"
    return _setting_name(key, table, rest)


def _parts(key: str) -> list[str]:
    """The names that a key is made of, those in quotes as they are."""
    try:
        return [str(part) for part in read_path(key)]
    except Misfit:
        return key.split(".")


PARAMETER_NAMES = {
    "isolation": "what it costs to object alone",
    "openness": "how far members listen to each other",
    "aspiration": "how far the firm measure a text by their wish",
    "tau": "how near a condition must be to count as gain",
    "hiding": "how readily members hide behind another's no",
    "intensity": "how unsure we are of how much members mind",
    "reserve": "the least the sponsors would table",
    "amends": "how far one redraft goes",
    "side_payments": "what the chair pays for consent",
    "exit": "chance of an exit, where taking part is the matter",
    "exit_bound": "chance of an exit, where the matter binds all",
    "elsewhere": "share of quarrels decided by something else",
    "elsewhere_adopts": "how many of these end in adoption",
    "pressure": "the strength of outsiders",
    "rounds": "silences before time runs out",
    "position_sd": "coding error of positions",
    "salience_sd": "coding error of salience",
    "resolve_sd": "coding error of resolve",
    "lumpy_said": "chance that what is coded as lumpy is",
    "lumpy_unsaid": "chance that what is coded as divisible is lumpy",
}
"""What people call the global parameters; names in files are given beside them."""
SETTING_NAMES = {
    "procedure.opt_out": "whether the others can go ahead without some",
    "procedure.spares": "how much of its loss staying out spares a member",
    "procedure.rule": "the decision rule",
    "procedure.rounds": "silences before time runs out",
    "procedure.horizon": "days until which the decision counts",
    "procedure.days_per_round": "days from one silence to the next",
    "chair.member": "who presides",
    "chair.amends": PARAMETER_NAMES["amends"],
    "chair.side_payments": PARAMETER_NAMES["side_payments"],
    "chair.shelves": "whether the chair shelves what makes no headway",
    "experts.only": "which expert is believed",
}
"""The same for keys of procedure and chair."""


def _setting_name(key: str, table: str, rest: list[str]) -> str:
    if table == "parameters" and rest and rest[0] in PARAMETERS:
        return f"{PARAMETER_NAMES[rest[0]]} ({rest[0]})"
    if key in SETTING_NAMES:
        return SETTING_NAMES[key] + (f" ({rest[-1]})" if table != "experts" else "")
    name = rest[-1].replace("_", " ") if rest else key
    return {"chair": f"chair: {name}", "procedure": f"procedure: {name}"}.get(table, key)


def figure(value: float) -> str:
    """A number with as many digits as it needs: 25, 0.31, 0.042."""
    return number(value) if abs(value) >= 10 else f"{value:.2g}"


def shortened(words: str, most: int) -> str:
    """The words, cut to `most` characters with an ellipsis where they are longer."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
