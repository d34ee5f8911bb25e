"""What ships: scenarios load and are written back the same; the starter loads; the schema is current."""

import json
import tomllib

import pytest

from nacsim.scenario import json_schema, load, loads, shipped, starter
from nacsim.scenario.format.schema import FILE, text
from nacsim.scenario.format.write import dump

NAMES = list(shipped())
SCHEMA = json_schema()


@pytest.mark.parametrize("name", NAMES)
def test_each_loads_and_is_written_back_the_same(name):
    case = load(name)
    again = loads(dump(case), case.name)
    assert again == case
    assert list(again.document) == list(case.document) or set(again.document) == set(case.document)
    assert case.ties.shape == (len(case.room), len(case.room))


def test_strange_texts_are_written_back_the_same():
    case = loads(starter("strange"), overrides=['title=a "b" \\ c', "coding.x={ y = [1, nan, -0.0, 1e300] }"])
    odd = case.with_values(
        {"proposal": "tab\tbell\x07 del\x7f line\nend ü €", 'coding."odd key.\\n"': [{"a": {}}, []]}
    )
    again = loads(dump(odd), odd.name)
    assert again.document["proposal"] == odd.document["proposal"]
    assert again.document["coding"]["odd key.\n"] == [{"a": {}}, []]
    assert dump(again) == dump(odd)


@pytest.mark.parametrize("name", ["my_case", "", 'quo"te', "ünï\ncode", "{braces}"])
def test_the_starter_loads(name):
    case = loads(starter(name), "new")
    assert len(case.room) == 32
    assert case.actors["partner"].reach
    assert starter(name).startswith("#:schema file:")


def test_the_schema_that_ships_is_current():
    assert FILE.read_text(encoding="utf-8") == text(), (
        "write it anew: python -m nacsim.scenario.format.schema"
    )


KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
}


def faults(value, schema, root, at="$"):
    """The mistakes that a JSON Schema finds in a value; only the words that ours uses."""
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    if "anyOf" in schema and all(list(faults(value, choice, root, at)) for choice in schema["anyOf"]):
        yield f"{at}: none of the choices"
    if "not" in schema and not list(faults(value, schema["not"], root, at)):
        yield f"{at}: not allowed"
    kind = schema.get("type")
    if kind and (not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind != "boolean")):
        yield f"{at}: not of type {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: not {schema['const']}"
    if not schema.get("minimum", value) <= value if "minimum" in schema else False:
        yield f"{at}: too small"
    if "maximum" in schema and value > schema["maximum"]:
        yield f"{at}: too large"
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        yield f"{at}: too small"
    if (
        len(value) < max(schema.get(word, 0) for word in ("minItems", "minLength", "minProperties"))
        if isinstance(value, (str, list, dict))
        else False
    ):
        yield f"{at}: too few"
    yield from inside(value, schema, root, at)


def inside(value, schema, root, at):
    if isinstance(value, list) and "items" in schema:
        for k, item in enumerate(value):
            yield from faults(item, schema["items"], root, f"{at}.{k}")
    if not isinstance(value, dict):
        return
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for key in schema.get("required", ()):
        if key not in value:
            yield f"{at}.{key}: missing"
    for key, item in value.items():
        yield from faults(key, schema.get("propertyNames", {}), root, f"{at}.{key}")
        if key in known:
            yield from faults(item, known[key], root, f"{at}.{key}")
        elif others is False:
            yield f"{at}.{key}: unknown key"
        elif others is not True:
            yield from faults(item, others, root, f"{at}.{key}")


def as_json(text):
    return json.loads(json.dumps(tomllib.loads(text), default=lambda date: date.isoformat()))


@pytest.mark.parametrize("name", NAMES)
def test_each_fits_the_schema(name):
    assert not list(faults(as_json(shipped()[name].read_text(encoding="utf-8")), SCHEMA, SCHEMA))


@pytest.mark.parametrize(
    ("override", "fault"),
    [
        ("members.FRA.saliance=1", "$.members.FRA.saliance: unknown key"),
        ("members.FRA.position=140", "$.members.FRA.position: none of the choices"),
        ("procedure.rule=x", "$.procedure.rule: none of"),
        ("actors.partner.reach=china_trad", "$.actors.partner.reach: none of the choices"),
        ("title=''", "$.title: too few"),
        ("issues.mean={ proposed = 1 }", "$.issues.mean: not allowed"),
        ("events.0.round=0", "$.events.0.round: too small"),
    ],
)
def test_the_schema_finds_what_the_loader_finds(override, fault):
    from nacsim.scenario.reading.overrides import put, read_override

    tables = put(tomllib.loads(starter("x")), *read_override(override))
    found = list(faults(json.loads(json.dumps(tables, default=str)), SCHEMA, SCHEMA))
    assert any(each.startswith(fault) for each in found), found
