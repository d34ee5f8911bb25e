"""The JSON Schema of scenario files, for editors to complete and check; made from the types of the document.

``python -m sim.scenario.schema`` writes it anew. It knows the shape of a file; the loader knows more (who had
joined by a date, what lies between status quo and proposed).
"""

import json
from pathlib import Path
from typing import Any

from sim import members
from sim.scenario.document import Document
from sim.scenario.quantity import RESERVED

FILE = Path(__file__).with_name("scenario.schema.json")
"""Where the schema ships."""


def json_schema() -> dict[str, Any]:
    """The schema as a dict, JSON Schema 2020-12. Allies, their groups and columns are offered by name."""
    schema = _lean(Document.model_json_schema())
    tables = schema["properties"]
    tables["issues"] |= {"propertyNames": {"not": {"enum": list(RESERVED)}}, "minProperties": 1}
    _offer(tables["members"], members.NAMES)
    _offer(tables["groups"], {group: " ".join(codes) for group, codes in members.GROUPS.items()})
    reach = schema["$defs"]["ActorTable"]["properties"]["reach"]
    reach["anyOf"][0]["enum"] = list(members.COLUMNS)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _offer(table: dict[str, Any], names: dict[str, str]) -> None:
    table["properties"] = {
        key: {**table["additionalProperties"], "description": text} for key, text in names.items()
    }


def _lean(part: Any) -> Any:
    """A part of the schema without null, which TOML does not have, and without titles that repeat the key."""
    if isinstance(part, list):
        return [_lean(item) for item in part]
    if not isinstance(part, dict):
        return part
    lean = {key: _lean(value) for key, value in part.items() if not _is_noise(key, value)}
    choices = [choice for choice in lean.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del lean["anyOf"]
        lean = choices[0] | lean
    elif choices:
        lean["anyOf"] = choices
    return lean


def _is_noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (
        key == "default" and not isinstance(value, (bool, str, float))
    )


def text() -> str:
    """The schema as it ships."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
