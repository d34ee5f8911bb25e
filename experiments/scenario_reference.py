"""The parts of scenarios/README.md that the vocabulary says, and the JSON Schema; nothing is simulated.

usage: python experiments/scenario_reference.py     (make generated)

Writes in scenarios/README.md, between marks, the decision rules, the outcomes and the rows of the global parameters, and
anew the schema that editors use. A second.
"""

import re
from pathlib import Path

from nacsim.scenario.format import schema
from nacsim.vocabulary import ALWAYS, PARAMETERS, RULE, RULES

PAGE = Path(__file__).resolve().parents[1] / "scenarios" / "README.md"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def rules() -> str:
    """What each decision rule means."""
    return "\n".join(f"- `{key}`: the Council {entry.sentence}." for key, entry in RULE.items())


def rule_row() -> str:
    """The row of `procedure.rule`."""
    return f'| `rule` | name of a rule | | `"{RULES[0]}"` | When a text counts as adopted; see below |'


def outcome_row() -> str:
    """The row of `observed.outcome`."""
    names = [f'`"{key}"`' for key in ALWAYS]
    said = f"{', '.join(names[:-1])} or {names[-1]}, as coded by people"
    return f"| `outcome` | one of {counted(ALWAYS)} texts | | required | {said} |"


def counted(entries: tuple) -> str:
    """How many there are, in words as far as people do."""
    return NUMBERS[len(entries)] if len(entries) < len(NUMBERS) else str(len(entries))


def parameter_row(name: str) -> str:
    """The row of one global parameter: its kind, limits, default and meaning."""
    entry = PARAMETERS[name]
    kind = "whole number" if entry.whole else "quantity"
    default = "drawn" if entry.default is None else f"{entry.default:g}"
    meaning = entry.meaning[:1].upper() + entry.meaning[1:]
    return f"| `{name}` | {kind} | {entry.low:,g} to {entry.high:,g} | {default} | {meaning} |"


def page() -> str:
    """The page with what the vocabulary says put in."""
    text = PAGE.read_text(encoding="utf-8")
    text = between(text, "<!-- rules -->", "<!-- end rules -->", f"\n{rules()}\n")
    for start, row in (("| `rule` |", rule_row()), ("| `outcome` |", outcome_row())):
        text = re.sub(rf"^{re.escape(start)}.*$", lambda _, row=row: row, text, count=1, flags=re.MULTILINE)
    rows = "\n".join(map(parameter_row, PARAMETERS))
    return re.sub(
        r"(^\| `draw` \|.*\n)(?:\|.*\n)*", lambda found: f"{found[1]}{rows}\n", text, flags=re.MULTILINE
    )


def between(text: str, start: str, end: str, middle: str) -> str:
    """The text with what stands between two marks replaced."""
    head, _, rest = text.partition(start)
    return f"{head}{start}{middle}{end}{rest.partition(end)[2]}"


def main() -> None:
    """Write what is stale."""
    PAGE.write_text(page(), encoding="utf-8")
    schema.FILE.write_text(schema.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
