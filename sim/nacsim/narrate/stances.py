"""Every stance of a scenario, members that stand alike together; and what of it nobody has given a reason for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from nacsim.narrate.words import joined, many, quantity, shortened, start, wrapped
from nacsim.results.records import mean_of
from nacsim.scenario.quantity import of_plain

LINE, NAME = 88, 24
"""Signs of a line, and of the column of names at least."""
SAID = {"note": "", "source": "Source: "}


class Alike(NamedTuple):
    """Members that stand alike for the same reason: their names, and the stance of each as plain data."""

    names: tuple[str, ...]
    stance: dict[str, Any]

    @property
    def title(self) -> str:
        """Who they are in a word or two."""
        return joined(list(self.names)) if len(self.names) < 3 else many(len(self.names), "member")


def alike(stances: dict[str, dict], issues: dict[str, Any]) -> list[Alike]:
    """Stances with the members that share each, farthest from the tabled text first."""
    found: list[tuple[dict, list[str]]] = []
    for stance in stances.values():
        told = {key: value for key, value in stance.items() if key not in ("name", "tables")}
        same = next((names for known, names in found if known == told), None)
        if same is None:
            found.append((told, same := []))
        same.append(stance["name"])
    principal, issue = next(iter(issues.items()))
    found.sort(key=lambda pair: -abs(mean_of(pair[0]["position"][principal]) - issue.proposed))
    return [Alike(tuple(names), told) for told, names in found]


def told(value: Any) -> str:
    """A quantity as plain data has it, in words: '5', '25 to 60'."""
    return quantity(of_plain(value))


def special(stance: dict) -> list[str]:
    """What else is particular about a member, in words."""
    words = {"veto": "has a veto", "indispensable": "nothing goes ahead without it"}
    lines = dict.fromkeys(f"moves as one with {group}" for group in stance["shared"].values())
    return [words[key] for key in words if stance[key]] + list(lines)


def stance_table(result: dict, scenario: Any) -> str:
    """What `nacsim show --stances` prints."""
    rows = alike(result["members"], scenario.issues)
    widths = _widths(rows)
    lines = [scenario.title, wrapped(stance_sentence(result)), ""]
    lines.append(_line("member", ("position", "salience", "resolve"), "confidence", widths))
    for row in rows:
        lines += _row(row, scenario.issues, widths)
    return "\n".join(lines)


def _widths(rows: list[Alike]) -> tuple[int, ...]:
    """Signs of each column: numbers as wide as the widest, names what is left of a line."""
    cells = [("position", "salience", "resolve")]
    for row in rows:
        both = zip(row.stance["position"].values(), row.stance["salience"].values(), strict=True)
        cells += [
            (told(position), told(salience), told(row.stance["resolve"])) for position, salience in both
        ]
    numbers = [2 + max(map(len, column)) for column in zip(*cells, strict=True)]
    return (max(NAME, LINE - sum(numbers) - len("  documented")), *numbers)


def _line(name: str, numbers: tuple[str, ...], sure: str, widths: tuple[int, ...]) -> str:
    cells = "".join(f"{text:>{width}}" for text, width in zip(numbers, widths[1:], strict=True))
    return f"{shortened(name, widths[0] - 2):<{widths[0]}}{cells}  {sure}".rstrip()


def _row(row: Alike, issues: dict, widths: tuple[int, ...]) -> Iterator[str]:
    stance = row.stance
    resolve, sure = told(stance["resolve"]), stance["confidence"]
    each = {name: (told(stance["position"][name]), told(stance["salience"][name])) for name in issues}
    if len(issues) == 1:
        yield _line(row.title, (*next(iter(each.values())), resolve), sure, widths)
    else:
        yield _line(row.title, ("", "", resolve), sure, widths)
        for name, pair in each.items():
            yield _line(f"  {issues[name].label}", (*pair, ""), "", widths)
    if len(row.names) > 2:
        yield wrapped(", ".join(row.names), "  ")
    if special(stance):
        yield wrapped(f"{start(joined(special(stance)))}.", "  ")
    for key, head in SAID.items():
        if stance[key]:
            yield wrapped(f"{head}{stance[key]}", "  ")


def stance_sentence(result: dict) -> str:
    """How many members stand on a reason, a source, and a confidence."""
    members = result["members"].values()
    noted, sourced = (sum(bool(m[key]) for m in members) for key in ("note", "source"))
    sure: dict[str, int] = {}
    for member in members:
        sure[member["confidence"] or "not said"] = sure.get(member["confidence"] or "not said", 0) + 1
    how = joined([f"{word} {count}" for word, count in sure.items()])
    return (
        f"{many(len(members), 'member')}: {_of(noted, len(members))} a note, {_of(sourced, len(members))} a source of "
        f"its own; confidence {how}."
    )


def _of(count: int, whole: int) -> str:
    return {0: "none with", whole: "all with"}.get(count, f"{count} with")


def unfounded(tables: Iterable[Any]) -> list[str]:
    """What `nacsim check --sources` says of the tables of a file that say numbers: which have neither note nor source."""
    tables = list(tables)
    bare = [table for table in tables if not table.founded]
    noted = sum(bool(table.grounds.note) and not table.grounds.source for table in tables)
    if not bare:
        lines = [f"all {many(len(tables), 'table')} of numbers have a note or a source"]
    else:
        have = "has" if len(bare) == 1 else "have"
        lines = [f"{len(bare)} of {many(len(tables), 'table')} of numbers {have} neither note nor source:"]
    lines += [f"  {_place(table)}: {table.key} ({', '.join(table.keys)}){_weight(table)}" for table in bare]
    if noted:
        lines.append(
            "1 has a note and no key `source`: no mistake where the note says where it is from"
            if noted == 1
            else f"{noted} have a note and no key `source`: no mistake where the notes say where they are from"
        )
    return lines


def _place(table: Any) -> str:
    return table.file if table.line is None else f"{table.file}:{table.line}"


def _weight(table: Any) -> str:
    """How many members a table decides for, where it stands for several."""
    if table.members is None or table.key.startswith("members."):
        return ""
    one = "says where one member stands"
    return f", {one if table.members == 1 else f'says where {table.members} members stand'}"
