"""The figure sheet says what the measuring scripts kept, and each of its commands is there to be run again."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
spec = importlib.util.spec_from_file_location("figure_sheet", ROOT / "experiments" / "figure_sheet.py")
figure_sheet = importlib.util.module_from_spec(spec)
spec.loader.exec_module(figure_sheet)
FILES = sorted(figure_sheet.KEPT.glob("*.json"))


def test_the_page_is_what_the_files_say():
    assert figure_sheet.PAGE.read_text(encoding="utf-8") == figure_sheet.sheet()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_figure_has_its_command_and_its_commit(path):
    told = json.loads(path.read_text(encoding="utf-8"))
    script = re.match(r"python (experiments/\S+\.py|-m pytest tests/\S+\.py)", told["command"])
    assert (ROOT / script[1].removeprefix("-m pytest ")).is_file()
    assert re.fullmatch(r"[0-9a-f]{9}", told["commit"])
    assert told["rows"]
    for row in told["rows"]:
        assert re.search(r"\d", row["tried"] + row["result"]), row


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem.startswith("mutants")], ids=lambda path: path.stem
)
def test_every_mutant_that_lived_has_its_reason(path):
    row = json.loads(path.read_text(encoding="utf-8"))["rows"][0]
    lived = int(row["tried"].split()[0]) - int(row["result"].split()[0])
    seed = path.stem.partition("-")[2]
    text = (ROOT / "experiments" / "survivors.md").read_text(encoding="utf-8")
    section = text.partition(f"## Seed {seed}\n")[2].partition("\n## ")[0]
    reasons = re.findall(r"^\| \d+ \| .* \| (equivalent|not yet): [^|]+ \|$", section, flags=re.M)
    assert len(reasons) == lived
    assert f"{reasons.count('equivalent')} of them" in section


def test_what_is_kept_is_read_back(tmp_path, monkeypatch):
    monkeypatch.setattr(figure_sheet, "KEPT", tmp_path)
    figure_sheet.keep("zoo", "python experiments/zoo.py", [figure_sheet.Row("tigers | lions", "3", "all in")])
    assert "| tigers \\| lions | 3 | all in | `python experiments/zoo.py` |" in figure_sheet.sheet()
