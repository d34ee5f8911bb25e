"""Pictures that show answers are of the answers of today, and a picture of before is noticed."""

import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "experiments"))

import pictures  # noqa: E402

SHOWN = [
    ROOT / "docs" / "img" / "tokyo.png",
    *sorted((ROOT / "docs" / "img" / "figures").glob("*.png")),
    *sorted((ROOT / "experiments" / "figures").glob("*.png")),
]


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_a_picture_is_of_the_answers_of_today(path):
    assert pictures.of_answers(path) == pictures.answers(), "stale: make pictures"


def test_a_picture_of_other_answers_is_noticed(tmp_path, monkeypatch):
    path = tmp_path / "a.png"
    Image.new("RGB", (4, 4), "white").save(path)
    assert pictures.of_answers(path) is None
    pictures.small(path)
    assert pictures.of_answers(path) == pictures.answers()
    other = tmp_path / "results.json"
    other.write_text('{"cases": {"tokyo": {"digest": "another"}}}', encoding="utf-8")
    monkeypatch.setattr(pictures, "ANSWERS", other)
    assert pictures.of_answers(path) != pictures.answers()
