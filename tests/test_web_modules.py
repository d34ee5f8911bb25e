"""The page's pure modules without a browser: by Node, where it is installed; types by TypeScript, where that is."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import nacsim.web
from nacsim.narrate.page import WORDS
from nacsim.scenario import load, shipped
from nacsim.web.api import start
from nacsim.web.limits import MEMBERS
from nacsim.web.scenario_json import scenario_view

HERE = Path(__file__).parent
STATIC = Path(nacsim.web.__file__).parent / "static"
NODE, TSC = shutil.which("node"), shutil.which("tsc")
SCRIPTS = {path: path.read_text(encoding="utf-8") for path in sorted(STATIC.rglob("*.js"))}
PURE = ("core", "figures")


@pytest.mark.skipif(NODE is None, reason="Node is not installed; the browser tests run the same modules")
def test_pure_modules_in_node(tmp_path):
    scenarios = {name: load(path) for name, path in shipped().items()}
    views = {name: scenario_view(one) for name, one in scenarios.items() if len(one.room) <= MEMBERS}
    told = start({"name": "minimal", "toml": None})
    file = tmp_path / "views.json"
    file.write_text(json.dumps({"views": views, "words": WORDS, "start": told}), encoding="utf-8")
    command = [NODE, "--experimental-default-type=module", "--no-warnings", "--test", "--test-reporter=tap"]
    where = {"NACSIM_VIEWS": str(file), "NACSIM_STATIC": str(STATIC), "PATH": str(Path(NODE).parent)}
    done = subprocess.run(
        [*command, str(HERE / "page")], env=where, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert int(re.search(r"# pass (\d+)", done.stdout)[1]) >= 15


@pytest.mark.skipif(NODE is None, reason="Node is not installed; the browser tests load the same scripts")
def test_every_script_is_a_module_that_can_be_read():
    read = """
      const { SourceTextModule } = require("vm"), told = JSON.parse(require("fs").readFileSync(0, "utf-8"));
      for (const [path, text] of Object.entries(told)) new SourceTextModule(text, { identifier: path });
    """
    told = json.dumps({str(path): text for path, text in SCRIPTS.items()})
    command = [NODE, "--experimental-vm-modules", "--no-warnings", "-e", read]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.skipif(TSC is None, reason="TypeScript is not installed")
def test_types_of_all_modules():
    done = subprocess.run(
        [TSC, "-p", str(HERE / "page")], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout


def test_pure_modules_know_no_document_and_only_each_other():
    for path, text in SCRIPTS.items():
        if path.parent.name in PURE:
            assert not re.search(r"\b(document|window|localStorage|fetch)\b\s*[.(\[]", text), path
            imported = re.findall(r'^import .* from "([^"]+)"', text, re.MULTILINE)
            assert all(name.startswith(("./", "../core/", "./tree")) for name in imported), path
            assert not any("parts" in name or "draw" in name for name in imported), path


def test_scripts_load_nothing_from_elsewhere_and_write_no_html():
    for path, text in SCRIPTS.items():
        assert "innerHTML" not in text, path
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text), path


def test_files_stay_short():
    assert max(len(text.splitlines()) for text in SCRIPTS.values()) <= 340


def used_words():
    """Keys of words in the scripts and the page: whole ones, and beginnings of those that are put together."""
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    whole = set(re.findall(r'data-(?:say|label)="([^"]+)"', page))
    begun = set()
    for text in SCRIPTS.values():
        whole |= set(re.findall(r'"([a-z][a-z0-9]*(?:[._][a-z_]+)*)"', text))
        begun |= {beginning for beginning in re.findall(r"`([a-z.]+)\$\{", text) if "." in beginning}
        called = re.findall(r'\bsay\("([^"]+)"', text)
        assert set(called) <= WORDS.keys(), set(called) - WORDS.keys()
    assert set(re.findall(r'data-(?:say|label)="([^"]+)"', page)) <= WORDS.keys()
    return whole, tuple(begun)


def test_every_word_of_the_table_is_used_and_every_word_used_is_in_it():
    whole, begun = used_words()
    spare = [key for key in WORDS if key not in whole and not key.startswith(begun)]
    assert not spare


def test_each_outcome_and_step_has_its_words():
    told = start({"name": "minimal", "toml": None})
    assert all(f"outcome.{key}" in WORDS for key in told["outcomes"])
    assert all(f"steps.{key}" in WORDS for key in ("answer", "council", "matters", "takes", "sure"))
