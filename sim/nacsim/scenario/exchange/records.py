"""JSON tables: a list of records, one record for each actor by name, or columns; and a whole scenario as JSON."""

import json
from typing import Any

from nacsim.files.reading import composed_within
from nacsim.scenario.exchange.grid import Grid, Line, check_size
from nacsim.scenario.exchange.notes import Notes, some


def read(text: str, notes: Notes) -> Grid | dict[str, Any]:
    """The grid of a JSON table, or the document if it is a scenario. Raises ScenarioError."""
    try:
        value = composed_within(json.loads(text, parse_constant=lambda word: None))
    except (ValueError, RecursionError) as error:
        notes.stop(f"is not sound JSON: {str(error)[:100]}")
    if isinstance(value, dict) and isinstance(value.get("issues"), dict) and "title" in value:
        return value
    records = _records(value)
    _tell_beside(value, records, notes)
    if records is None:
        notes.stop("is JSON without a table: needed a list of records such as "
                   '[{"actor": "A", "position": 20, "salience": 50}]')  # fmt: skip
    heads = list(dict.fromkeys(str(key) for record in records for key in record))
    check_size(len(records), len(heads), notes)
    lines = [Line(1, tuple(heads))]
    lines += [
        Line(k, tuple(_text(record.get(head)) for head in heads)) for k, record in enumerate(records, 2)
    ]
    notes.read.append("line numbers in messages count the records, from 2")
    return Grid(tuple(lines), ",")


def _tell_beside(value: Any, records: list[dict[str, Any]] | None, notes: Notes) -> None:
    """Name what stands beside the one list of records and is not read."""
    if records is not None and isinstance(value, dict) and any(inner is records for inner in value.values()):
        beside = [str(key) for key, inner in value.items() if inner is not records]
        if beside:
            notes.ignored.append(f"what stands beside the records: {some(beside, most=12)}")


def _records(value: Any) -> list[dict[str, Any]] | None:
    if isinstance(value, dict):
        inner = [
            v for v in value.values() if isinstance(v, list) and v and all(isinstance(i, dict) for i in v)
        ]
        if len(inner) == 1:
            return inner[0]
        if value and all(isinstance(v, dict) for v in value.values()):
            return [{"actor": name, **fields} for name, fields in value.items()]
        if value and all(isinstance(v, list) for v in value.values()):
            return [dict(zip(value, row, strict=False)) for row in zip(*value.values(), strict=False)]
        return None
    whole = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
    return value if whole else None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {json.dumps(inner)}" for key, inner in value.items()) + " }"
    return value if isinstance(value, str) else json.dumps(value)
