"""What a release asks for before it builds anything; building is a job of its own (`experiments/release.py --dry`)."""

import importlib.util
from pathlib import Path

import pytest

import nacsim

ROOT = Path(__file__).parents[1]
spec = importlib.util.spec_from_file_location("release", ROOT / "experiments" / "release.py")
release = importlib.util.module_from_spec(spec)
spec.loader.exec_module(release)
FILES = ("pyproject.toml", "sim/nacsim/__init__.py", "CITATION.cff", "CHANGELOG.md")


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The files that name a version, in a folder of their own."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(release, "ROOT", tmp_path)
    return tmp_path


def test_every_place_names_one_version():
    assert release.version() == nacsim.__version__


@pytest.mark.parametrize("name", FILES)
def test_another_version_in_one_place_is_no_release(copy, name):
    text = (copy / name).read_text(encoding="utf-8").replace(nacsim.__version__, "9.9.9")
    (copy / name).write_text(text, encoding="utf-8")
    with pytest.raises(release.NoRelease, match=rf"{name} says 9\.9\.9"):
        release.version()


def test_a_release_has_a_date_no_changes_and_a_tag(copy, monkeypatch):
    answers = {"status": " M x", "tag": "v0.0.1"}
    monkeypatch.setattr(release, "git", lambda *words: answers[words[0]])
    (copy / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3 (unreleased)\n", encoding="utf-8")
    with pytest.raises(release.NoRelease, match="YYYY-MM-DD"):
        release.released("1.2.3")
    (copy / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3 (2026-01-31)\n", encoding="utf-8")
    with pytest.raises(release.NoRelease, match="not committed"):
        release.released("1.2.3")
    answers["status"] = ""
    with pytest.raises(release.NoRelease, match=r"no tag v1\.2\.3 \(it has: v0\.0\.1\)"):
        release.released("1.2.3")
    answers["tag"] = "v0.0.1\nv1.2.3"
    release.released("1.2.3")


def test_the_version_comes_with_its_commit():
    from click.testing import CliRunner

    from nacsim.cli import nacsim as command
    from nacsim.files.commit import commit

    said = CliRunner().invoke(command, ["--version"])
    assert said.exit_code == 0
    assert said.output.strip() == f"nacsim, version {nacsim.__version__}" + (
        f" (commit {commit()})" if commit() else ""
    )
