"""The studies of `experiments`: each into its own folder, and numbers beside those that others published."""

import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "experiments"
sys.path.append(str(FOLDER))

import jury_verdicts  # noqa: E402
import published  # noqa: E402
import studies  # noqa: E402
import veto_frequency  # noqa: E402


def test_a_study_writes_into_its_own_folder_and_nowhere_else(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    page, figure = (FOLDER / name for name in ("README.md", "figures/veto_frequency.png"))
    before = page.read_bytes(), figure.read_bytes()
    studies.main(["veto_frequency"])
    assert "times as many" in capsys.readouterr().out
    made = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert made == [f"out/studies/veto_frequency/{name}" for name in ("finding.txt", "veto_frequency.png")]
    assert (page.read_bytes(), figure.read_bytes()) == before
    assert (tmp_path / made[0]).read_text(encoding="utf-8").splitlines()[1] in before[0].decode()


@pytest.mark.parametrize("words", [["tokio_map"], ["--write", "--check"]])
def test_what_is_not_understood_runs_nothing(words, capsys):
    with pytest.raises(SystemExit):
        studies.main(words)
    assert "usage:" in capsys.readouterr().err


def test_every_study_has_a_row_and_a_figure():
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in studies.NAMES:
        assert f"studies.py {name}`" in page
        assert (FOLDER / "figures" / f"{name}.png").exists()
        assert (FOLDER / f"{name}.py").exists()


def test_a_row_takes_the_place_of_the_old_one():
    row = "| q | `python experiments/studies.py x` | f | new |"
    old = row.replace("new", "old")
    assert studies.with_row(f"a\n{old}\nb\n", "x", row) == f"a\n{row}\nb\n"
    assert studies.with_row("a\n", "x", row) == f"a\n{row}\n"


def test_two_ranges_agree_if_they_meet():
    row = published.Row("x", "y", {"share": 0.64, "low": 0.63, "high": 0.66}, 0.75, 0.85)
    assert row.cells() == ("x", "y", "64 % (63 to 66)", "too low by 11 points")
    met = published.Row("x", "y", {"share": 0.9, "low": 0.85, "high": 0.95}, 0.75, 0.85)
    assert met.verdict() == "agrees"
    above = published.Row("x", "y", {"share": 0.01, "low": 0.005, "high": 0.02}, 0.0, 0.001)
    assert above.cells()[2:] == ("1.0 % (0.5 to 2.0)", "too high by 1 points")


def test_a_jury_hangs_less_often_the_fewer_votes_it_needs():
    shares = {needed: jury_verdicts.hung(6, needed)[0]["share"] for needed in (6, 5)}
    assert shares[6] > shares[5]


def test_vetoes_a_year_are_counted_over_the_years_there_were():
    """Three matters in 41.3 years, 39 in 21.2."""
    before, after = veto_frequency.rates()
    assert before == pytest.approx(3 / 41.33, rel=1e-3)
    assert after == pytest.approx(39 / 21.17, rel=1e-3)
