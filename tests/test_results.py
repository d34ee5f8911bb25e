"""Outcomes do not move unnoticed: what the model says is compared with `results.json`, and a change wants a word."""

import re

import pinned
import pytest

KEPT = pinned.kept()


@pytest.mark.parametrize("case", pinned.CASES)
def test_results_are_those_on_file(case):
    old, new = KEPT["cases"].get(case), pinned.measure(case)
    assert old is not None, "not on file: `make results`"
    same = new["digest"] == old["digest"]
    if not same and KEPT["arithmetic"] != pinned.arithmetic():
        same = pinned.near(old, new)
    moved = "\n".join(pinned.changes(old, new) or ["  only the rows differ"])
    assert same, (
        f"Results of {case} moved:\n{moved}\n"
        "If that is meant, say so in a new line under Results in CHANGELOG.md; then `make results`."
    )


def test_file_was_renewed_with_what_the_changelog_says():
    assert KEPT["said"] == pinned.results_said(), "Results in CHANGELOG.md changed: `make results`"


def test_nothing_on_file_is_forgotten():
    assert list(KEPT["cases"]) == list(pinned.CASES)


def moved(monkeypatch, tmp_path, arithmetic):
    """A file of another day, in which Tokyo went otherwise, and the text of its refusal or None."""
    cases = {c: {"digest": "0" * 16, "shares": {"approved": 1.0}} for c in ("minimal",)}
    file = tmp_path / "results.json"
    content = {"said": pinned.results_said(), "arithmetic": arithmetic, "cases": cases}
    file.write_text(pinned.json.dumps(content))
    monkeypatch.setattr(pinned, "FILE", file)
    monkeypatch.setattr(pinned, "CASES", {"minimal": ()})


def test_renewing_wants_a_line_in_the_changelog(monkeypatch, tmp_path, capsys):
    moved(monkeypatch, tmp_path, pinned.arithmetic())
    before = pinned.FILE.read_text()
    with pytest.raises(SystemExit, match=r"CHANGELOG\.md"):
        pinned.renew()
    assert pinned.FILE.read_text() == before
    assert re.search(r"approved: 1\.0 -> 0\.\d+", capsys.readouterr().out)


def test_renewing_writes_what_a_new_line_announces(monkeypatch, tmp_path):
    moved(monkeypatch, tmp_path, pinned.arithmetic())
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text("# Changelog\n\n## 0.2\n\n**Results**: all is different now.\n\n## 0.1\n")
    monkeypatch.setattr(pinned, "CHANGELOG", changelog)
    pinned.renew()
    assert pinned.kept()["cases"]["minimal"] == pinned.measure("minimal")
