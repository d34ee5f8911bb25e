"""The JSON Schema of results and their description for people, made from the types alone.

``python -m nacsim.results.described`` writes both anew.
"""

import json
from dataclasses import is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from nacsim.results.frames import RUN, TABLES
from nacsim.results.plain import JSON_TYPE, Field, fields_of, schema_of
from nacsim.results.reported import RESULTS

FILE = Path(__file__).with_name("results.schema.json")
"""Where the schema ships."""
PAGE = Path(__file__).parents[3] / "docs" / "results.md"
"""Where the description is, in the source tree."""

HEAD = """\
# Results, field by field

Made from `answers.py` and `reported.py` in `sim/nacsim/results` by `python -m nacsim.results.described`; a test says
when it is stale.

Every question has a function and a command of the same name. The function returns a result with typed fields, and the
command prints the same with `--json`: `result.to_dict()` is that JSON as plain data, `result["words"]` one key of it, and
`sim/nacsim/results/results.schema.json` its JSON Schema. Shares count 0-1, texts and positions 0-100.

```python
from nacsim import compare, load, load_result, simulate

tokyo = load("tokyo_liaison_office")
found = simulate(tokyo, 2_000)              # a name, a path or a dictionary would do as well
found.sentence()                            # the answer in words
found.summary()["adopted"]                  # what `nacsim run --json` prints
found.frame()                               # pandas, one row a council; "members": council x member; "rounds"
found.plot("hemicycle")                     # matplotlib axes; ax= draws on yours
found.save("tokyo.npz")                     # one file, with the scenario in it
assert load_result("tokyo.npz") == found

persuaded = tokyo.with_(members={"FRA": {"position": 85}})
change = compare([tokyo, persuaded], 2_000)
change.differences[0].adopted.value         # typed: editors complete it, mypy checks it
```

Tables that `frame` gives, the first where none is named:

| result | tables |
| --- | --- |
"""


def schema() -> dict[str, Any]:
    """The schema of all results, JSON Schema 2020-12: any one of them."""
    shared: dict[str, Any] = {}
    found = [schema_of(kind, shared) for kind in RESULTS]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Results of NACSIM",
        "anyOf": found,
        "$defs": shared,
    }


def text() -> str:
    """The schema as it ships."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def page() -> str:
    """The description as it stands in the documents."""
    tables = {"what `simulate` returns": RUN} | {f"`{name}`": some for name, some in TABLES.items()}
    rows = [f"| {name} | {', '.join(f'`{table}`' for table in some)} |" for name, some in tables.items()]
    return HEAD + "\n".join(rows) + "\n" + "".join(_section(kind) for kind in _all())


def _all() -> list[Any]:
    """Every type, results first, then their parts in the order in which they turn up."""
    order: list[Any] = list(RESULTS)
    for kind in order:
        for field in fields_of(kind):
            order += [part for part in _inside(field.type) if part not in order]
    return order


def _inside(kind: Any) -> list[Any]:
    if is_dataclass(kind):
        return [kind]
    return [found for part in get_args(kind) for found in _inside(part)]


def _section(kind: Any) -> str:
    level = "##" if kind in RESULTS else "###"
    rows = "".join(f"| `{f.key}` | {_said(f.given)} | {f.meaning}{_maybe(f)} |\n" for f in fields_of(kind))
    return f"\n{level} {kind.__name__}\n\n{_first(kind)}\n\n| field | type | meaning |\n| --- | --- | --- |\n{rows}"


def _maybe(field: Field) -> str:
    return "; may be missing" if field.optional else ""


def _first(kind: Any) -> str:
    return (kind.__doc__ or "").partition("\n")[0]


WORDS = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "null": "null",
}


def _said(kind: Any) -> str:
    """A type in words."""
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    if origin in (Union, UnionType):
        return " or ".join(_said(part) for part in sorted(parts, key=lambda part: part is NoneType))
    if origin is dict:
        return f"table of {_said(parts[1])}"
    if origin is tuple:
        return f"list of {_said(parts[0])}"
    return WORDS[JSON_TYPE[kind]] if kind in JSON_TYPE else "any value"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
