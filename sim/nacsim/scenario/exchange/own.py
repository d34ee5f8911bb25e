"""Our own table: a scenario as CSV that loses nothing, one line for each member with all it wants.

What is not about single members (the issues, the date, actors, events, the procedure) stands above the table in
lines that begin with `#:`, as in the scenario's file. A cell is a number or a distribution. What is laid down for
all or for a group is written out for each member. A DECIDE file of ours keeps in such lines what DECIDE has no
place for.
"""

import csv
import datetime
import io
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from nacsim.files.reading import DEEPEST, composed_within, depth, long_key
from nacsim.files.writing import guarded
from nacsim.scenario.exchange.cells import NUMBERS
from nacsim.scenario.exchange.draft import Draft
from nacsim.scenario.exchange.finish import PROSE
from nacsim.scenario.exchange.grid import Grid, Line
from nacsim.scenario.exchange.notes import Notes, many, some
from nacsim.scenario.exchange.numbers import cell, decimal_mark, is_gone, number
from nacsim.scenario.exchange.options import Options
from nacsim.scenario.exchange.scale import Scale
from nacsim.scenario.format.document import STANCES
from nacsim.scenario.format.write import inline, write
from nacsim.scenario.quantity import KINDS, centre, plain
from nacsim.scenario.reading.overrides import Misfit, read_value
from nacsim.scenario.resolve import prose
from nacsim.scenario.resolved import Scenario, Stance

MARK = "#:"
KIND = "our own table, nothing lost"


def is_own(text: str) -> bool:
    """Whether a text has lines of ours above its table."""
    return any(line.lstrip(" \t\"'").startswith(MARK) for line in text.split("\n")[:3])


# writing


def table_text(scenario: Scenario) -> str:
    """A scenario as our own table; `loss.write_table` also looks whether it comes back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in header(scenario).splitlines():
        writer.writerow([f"{MARK} {line}".rstrip()])
    own = _own_keys(scenario)
    stands = [f"{key}.{issue}" for issue in scenario.issues for key in STANCES[:2]]
    writer.writerow(["member", *stands, "resolve", *own])
    alone = scenario.without_experts()  # what they say stands above the table
    for code in scenario.room:
        stance = alone.members[code]
        cells = [_stance_text(stance, key, i) for i in scenario.issues for key in STANCES[:2]]
        entry = scenario.document.get("members", {}).get(code, {})
        rest = [_own_text(key, entry[key]) if key in entry else "" for key in own]
        writer.writerow(map(guarded, [code, *cells, _stance_text(stance, "resolve"), *rest]))
    return out.getvalue()


SHARED = "shared"
"""A cell of a member that has one line with others: their group says above the table what it is."""


def _stance_text(stance: Stance, key: str, issue: str | None = None) -> str:
    if (key if issue is None else f"{key}.{issue}") in stance.shared:
        return SHARED
    return quantity_text(getattr(stance, key) if issue is None else getattr(stance, key)[issue])


def header(scenario: Scenario, members: dict[str, Any] | None = None) -> str:
    """The part of a scenario's file that is not about what single members want, as TOML."""
    tables = {
        key: value for key, value in scenario.document.items() if key not in ("members", "default", "groups")
    }
    if scenario.roster:
        tables["roster"] = []  # the lines of the table
    default = _without_stances(scenario.document.get("default", {}))
    groups = {
        name: group if group.get("shared") else _without_stances(group)
        for name, group in scenario.document.get("groups", {}).items()
    }
    others = {c: e for c, e in scenario.document.get("members", {}).items() if c not in scenario.room}
    for key, table in (("default", default), ("groups", groups), ("members", others | (members or {}))):
        if table:
            tables[key] = table
    return write(tables)


def _without_stances(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in STANCES}


def _own_keys(scenario: Scenario) -> list[str]:
    """The keys of members beside stances, in order of appearance, prose last."""
    entries = [scenario.document.get("members", {}).get(code, {}) for code in scenario.room]
    keys = dict.fromkeys(key for entry in entries for key in entry if key not in STANCES)
    return sorted(keys, key=lambda key: key in PROSE)


def _own_text(key: str, value: Any) -> str:
    return prose(value) if key in PROSE else inline(value)


def quantity_text(value: Any) -> str:
    """A quantity as a cell: the shortest number that reads back the same, or a distribution as in a file."""
    if isinstance(value, (int, float)):
        return repr(int(value)) if float(value).is_integer() else repr(value)
    return inline(plain(value))


def different(one: Scenario, other: Scenario) -> list[str]:
    """The parts in which two scenarios differ once resolved; the layers they were written in do not count."""
    fields = [name for name in type(one).model_fields if name not in ("name", "document")]
    return [name for name in fields if getattr(one, name) != getattr(other, name)]


# reading


def head_of(lines: Iterable[str], notes: Notes) -> dict[str, Any]:
    """The document in lines of ours. Raises ScenarioError if they are not TOML any more."""
    text = "\n".join(line[len(MARK) :].removeprefix(" ") for line in lines)
    if long_key(text) is not None:
        notes.stop(f"the lines {MARK} above the table have a key of more than {DEEPEST} parts")
    try:
        document: dict[str, Any] = composed_within(tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        notes.stop(f"the lines {MARK} above the table are no TOML any more: {str(error)[:100]}")
    check_shape(document, notes)
    return document


def check_shape(document: dict[str, Any], notes: Notes) -> None:
    """Refuse a document whose issues and members are no tables; the rest is checked as any scenario is."""
    if depth(document) > DEEPEST:
        notes.stop(f"has more than {DEEPEST} tables or lists within each other")
    for key in ("issues", "members"):
        table = document.get(key, {})
        if not isinstance(table, dict) or not all(isinstance(entry, dict) for entry in table.values()):
            notes.stop(f"{key} is no table of tables; needed: [{key}.NAME], or NAME = {{ … }} under [{key}]")
    if not document.get("issues"):
        notes.stop("no issue; needed: at least one, such as [issues.office] with proposed = 100")


def document_of(grid: Grid, options: Options, notes: Notes) -> dict[str, Any]:
    """The document of our own table."""
    above = [line for line in grid.lines if line.get(0).startswith(MARK)]
    body = [line for line in grid.lines if not line.get(0).startswith(MARK)]
    document = head_of([grid.separator.join(line.fields).strip() for line in above], notes)
    if not body or body[0].get(0) != "member":
        notes.stop('the headings of the table are gone; needed: a line that begins with "member"')
    heads, rows = body[0].fields, [line.meant for line in body[1:]]
    for head in filter(None, heads):
        key = head.partition(".")[0]
        if heads.count(head) > 1 or (head != key in STANCES and key in heads):
            other = f"{key} and {head}" if head != key in heads else f"{head} twice"
            notes.stop(
                f"the headings name {other}; needed: one column for all issues, or one for each",
                body[0].number,
            )
    cells = [
        f
        for line in rows
        for k, f in enumerate(line.fields)
        if k < len(heads) and heads[k].split(".")[0] in NUMBERS
    ]
    decimal = decimal_mark(cells, grid.separator, options.decimal, notes)
    entries: dict[str, dict[str, Any]] = {}
    for line in rows:
        if line.fields[0] in entries:
            notes.wrong(line.number, "member", f"{line.fields[0]} has a second line; needed: one each")
        entries[line.fields[0]] = _entry(line, heads, decimal, notes)
    notes.raise_any()
    if document.get("roster") == []:
        document["roster"] = list(entries)
    others = document.get("members", {})
    document["members"] = others | entries
    notes.read.append(f"{KIND}: {many(len(entries), 'member')}, {many(len(document['issues']), 'issue')}")
    return change(document, options, notes)


def _entry(line: Line, heads: tuple[str, ...], decimal: str, notes: Notes) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for place, head in enumerate(heads[1:], 1):
        text = line.fields[place] if place < len(line.fields) else ""
        key, _, issue = head.partition(".")
        if key in STANCES and text.strip() == SHARED:
            continue
        if key in STANCES:
            value = _value(text, decimal)
            if value is None:
                notes.wrong(
                    line.number,
                    head,
                    f'"{text}" will not do; allowed: a number from 0 to 100, or a distribution',
                )
            elif issue:
                made.setdefault(key, {})[issue] = value
            else:
                made[key] = value
        elif text.strip() and head.strip():
            made[head] = text if head in PROSE else _other(text, head, line, notes)
    return made


def _value(text: str, decimal: str) -> Any:
    one = None if is_gone(text) else cell(text, decimal)
    return None if one is None else Scale().quantity(one)


def _other(text: str, head: str, line: Line, notes: Notes) -> Any:
    try:
        return read_value(text.strip())
    except Misfit as error:
        notes.wrong(line.number, head, str(error))
        return None


def change(document: dict[str, Any], options: Options, notes: Notes) -> dict[str, Any]:
    """A document with the text, the status quo and the rest as options say; the file says all else itself."""
    issues = document.get("issues", {})
    for key in ("proposed", "status_quo", "floor", "lumpy"):
        for name, value in getattr(options, key).items():
            if name and name not in issues:
                notes.stop(
                    f"--{key.replace('_', '-')} {name}=…: no such issue; there are: {some(list(issues))}"
                )
            for issue in [name] if name else issues:
                _put(issues[issue], key, value, notes)
    if options.title:
        document["title"] = options.title
    return document


def _put(issue: dict[str, Any], key: str, value: Any, notes: Notes) -> None:
    if key == "lumpy":
        issue[key] = value not in (False, "false")
        return
    if key != "proposed" and "status_quo" not in issue:
        return  # a condition has no status quo and no floor
    point = number(str(value))
    if point is None or not 0 <= point <= 100:
        notes.stop(f"--{key.replace('_', '-')} {value} will not do; allowed: a number from 0 to 100")
    issue[key] = Scale().points(point)


def decide_document(text: str, draft: Draft, options: Options, notes: Notes) -> dict[str, Any]:
    """The document of a DECIDE file of ours: positions and salience from its #D rows, all else from our lines."""
    lines = [line.lstrip().split("\t", 1) for line in text.split("\n") if line.lstrip().startswith(MARK)]
    document = head_of([f"{MARK} {line[1] if len(line) > 1 else ''}" for line in lines], notes)
    entries, replaced = document.setdefault("members", {}), []
    for row in draft.rows:
        entry = entries.setdefault(row.actor, {})
        for key, factor in (("position", 1), ("salience", 100)):
            value = number(row.cells[key])
            if value is None or not 0 <= value * factor <= 100:
                notes.wrong(
                    row.line,
                    key,
                    f'"{row.cells[key]}" will not do; allowed: a number from 0 to {100 // factor}',
                )
                continue
            if not isinstance(entry.get(key), dict):
                entry[key] = {}
            before = entry[key].get(row.issue)
            entry[key][row.issue], kept = _over(before, Scale().points(value * factor))
            replaced += [f"{row.actor} ({key} on {row.issue})"] * (not kept)
    notes.raise_any()
    if document.get("roster") == []:
        document["roster"] = list(dict.fromkeys(row.actor for row in draft.rows))
    if replaced:
        notes.loud.append((f"numbers that were changed replace the distributions of {some(replaced)}", ""))
    notes.read.append(f"a DECIDE file of ours: {len(draft.rows)} rows, all else in its lines {MARK}")
    notes.ignored.append("power: who listens to whom is as our lines say")
    return change(document, options, notes)


def _over(before: Any, value: float) -> tuple[Any, bool]:
    """A number over a distribution of the same mean leaves it; another number replaces it."""
    if before is None:
        return value, True
    try:
        kind = KINDS[frozenset(before)]
        same = abs(centre(kind(**before)) - value) < 1e-9
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        same = False  # no distribution: the number holds
    return (before, True) if same else (value, False)


def dates(document: dict[str, Any]) -> dict[str, Any]:
    """A document from JSON, which has no dates, with its dates as dates."""
    places = [(document, "date"), (document, "tabled"), (document.get("observed"), "decided")]
    places += [(document.get("procedure"), "decide_by")]
    events = document.get("events")
    places += [(event, "date") for event in (events if isinstance(events, list) else [])]
    for table, key in places:
        if isinstance(table, dict) and isinstance(table.get(key), str):
            try:
                table[key] = datetime.date.fromisoformat(table[key])
            except ValueError:
                continue
    return document


def share(value: float) -> str:
    """Points as a share of 1, without a digit lost."""
    return format(Decimal(repr(value)).scaleb(-2).normalize(), "f")
