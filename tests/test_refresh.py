"""What README and docs show of the commands and of the parameters is what they print today."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "experiments"))

import refresh  # noqa: E402


@pytest.mark.parametrize("page", refresh.PAGES)
def test_no_number_on_a_page_is_stale(page):
    assert refresh.refreshed(page) == (ROOT / page).read_text(encoding="utf-8"), (
        f"{page} is stale: run python experiments/refresh.py"
    )


def test_a_changed_number_is_noticed():
    page = "    $ nacsim show minimal\n    something else\n\nProse.\n"
    again = refresh.console(page)
    assert "something else" not in again
    assert "Prose." in again
    assert "Who sits there" in again
