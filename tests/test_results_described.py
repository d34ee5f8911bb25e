"""The schema and the description of results are those of the types, and hold what commands print and saved files say."""

import json
import re
from shlex import quote, split

import jsonschema
import pytest
from click.testing import CliRunner

from nacsim.cli import nacsim as command_line
from nacsim.results.described import FILE, PAGE, page, schema, text
from nacsim.results.reported import RESULTS
from nacsim.scenario.reading.read import folder

PRINTED = {
    "run minimal --runs 50": "Summary",
    "compare minimal tokyo_liaison_office --runs 50": "Comparison",
    "sweep minimal --grid members.HUN.position=0:100:3 --runs 50": "Sweep",
    "sensitivity minimal --input members.HUN.position=0:100 --points 4 --runs 16": "Sensitivity",
    "pivots osce_chair_2024 --runs 40": "Pivots",
    "bridge minimal --runs 40": "Bridge",
    "discover minimal --input members.HUN.position=0:100 --points 32 --runs 16": "Discovery",
    f"validate {quote(str(folder() / 'history' / 'other'))} --runs 4": "Validation",
    "agree minimal minimal --runs 40": "Agreement",
}


def test_the_schema_is_that_of_the_types():
    assert FILE.read_text(encoding="utf-8") == text(), "run: python -m nacsim.results.described"
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_description_is_that_of_the_types():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m nacsim.results.described"
    assert all(f"## {kind.__name__}\n" in page() for kind in RESULTS)
    anchors = {line.strip("# ").lower() for line in page().splitlines() if line.startswith("##")}
    assert set(re.findall(r"\(#(\w+)\)", page())) <= anchors


@pytest.mark.parametrize("command", PRINTED, ids=PRINTED.values())
def test_what_a_command_prints_is_of_the_schema(command):
    done = CliRunner().invoke(command_line, [*split(command), "--json"])
    assert done.exit_code == 0, done.output
    kind = {"$ref": f"#/$defs/{PRINTED[command]}", "$defs": schema()["$defs"]}
    jsonschema.validate(json.loads(done.stdout), kind)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(done.stdout) | {"new": 1}, kind)


def test_its_example_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = re.search(r"```python\n(.*?)```", page(), re.DOTALL)[1]
    exec(code.replace("2_000", "50"), {})
