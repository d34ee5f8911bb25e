"""The JSON Schema of scenario files, for editors to complete and check; made from the types of the document.

``python -m nacsim.scenario.format.schema`` writes it anew. It knows the shape of a file; the loader knows more (who had
joined by a date, what lies between status quo and proposed).
"""

import json
from pathlib import Path
from typing import Any

from nacsim.data import members
from nacsim.scenario.format.document import Document
from nacsim.scenario.format.fields import SHARED
from nacsim.scenario.quantity import RESERVED

FILE = Path(__file__).with_name("scenario.schema.json")
"""Where the schema ships."""


def json_schema() -> dict[str, Any]:
    """The schema as a dict, JSON Schema 2020-12. Allies, their groups and columns are offered by name."""
    shared: dict[str, Any] = {}
    schema = _lean(Document.model_json_schema(), shared)
    tables = schema["properties"]
    tables["issues"] |= {"propertyNames": {"not": {"enum": list(RESERVED)}}, "minProperties": 1}
    _offer(tables["members"], members.NAMES)
    _offer(tables["groups"], {group: " ".join(codes) for group, codes in members.GROUPS.items()})
    shared["reach"]["anyOf"][0]["enum"] = list(members.COLUMNS)
    schema["$defs"] |= shared
    schema["anyOf"] = [{"required": schema.pop("required")}, {"required": ["extends"]}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _offer(table: dict[str, Any], names: dict[str, str]) -> None:
    table["properties"] = {
        key: {**table["additionalProperties"], "description": text} for key, text in names.items()
    }


def _lean(part: Any, shared: dict[str, Any]) -> Any:
    """A part of the schema without null, which TOML does not have, and without titles that repeat the key.

    Parts to be shared go into ``shared``, and a reference takes their place.
    """
    if isinstance(part, list):
        return [_lean(item, shared) for item in part]
    if not isinstance(part, dict):
        return part
    lean = {key: _lean(value, shared) for key, value in part.items() if key not in ("title", "properties")}
    if "properties" in part:
        lean["properties"] = {key: _lean(value, shared) for key, value in part["properties"].items()}
    if not isinstance(lean.get("default"), (bool, str, float)):
        lean.pop("default", None)
    return _share(_without_null(lean), shared)


def _without_null(lean: dict[str, Any]) -> dict[str, Any]:
    choices = [choice for choice in lean.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        only: dict[str, Any] = choices[0]
        return only | {key: value for key, value in lean.items() if key != "anyOf"}
    return lean | {"anyOf": choices} if choices else lean


def _share(lean: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    if SHARED not in lean:
        return lean
    name = lean.pop(SHARED)
    own: dict[str, Any] = {key: lean.pop(key) for key in ("description", "default") if key in lean}
    shared[name] = lean
    return {"$ref": f"#/$defs/{name}", **own}


def text() -> str:
    """The schema as it ships."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
