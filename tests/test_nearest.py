"""The nearest right name for a wrong one: slips of the hand, and files beside one that is not there."""

import pytest

from nacsim.nearest import nearest
from nacsim.scenario import ScenarioError, load

MEMBERS = ("ROU", "RUS", "SRB", "TUR")


@pytest.mark.parametrize(
    ("typed", "meant"), [("RSU", "RUS"), ("TRU", "TUR"), ("rus", "RUS"), ("RUSS", "RUS"), ("XYZ", None)]
)
def test_letters_in_another_order_are_a_slip(typed, meant):
    assert nearest(typed, MEMBERS) == meant


def test_a_file_beside_comes_before_what_ships(tmp_path, monkeypatch):
    (tmp_path / "tokyo_mine.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScenarioError, match=r"nearest: tokyo_mine\.toml, tokyo_"):
        load("tokyo_min.toml")
    with pytest.raises(ScenarioError, match=f"nearest: {tmp_path}/tokyo_mine.toml"):
        load(tmp_path / "tokyo_min.toml")
    with pytest.raises(ScenarioError, match="nearest: tokyo_liaison_office"):
        load(tmp_path / "no_such_folder" / "tokyo_liaison_offices.toml")
