"""What docs/data.md prints below a command is what the command says."""

import re
from pathlib import Path

import console_lines as lines
import pytest
from click.testing import CliRunner

from nacsim.cli import nacsim as command_line

PAGE = (lines.ROOT / "docs" / "data.md").read_text(encoding="utf-8")
PAIRS = re.findall(r"^```console\n([^`]*)^```\n\n```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
@pytest.mark.parametrize("block", range(len(PAIRS)))
def test_the_page_shows_what_comes_out(block, tmp_path, monkeypatch):
    """All lines of the last command of a block, or some of them, in their order."""
    monkeypatch.chdir(tmp_path)
    Path("tests").symlink_to(lines.ROOT / "tests")
    commands, shown = PAIRS[block]
    done = [CliRunner().invoke(command_line, lines.small(line)) for line in commands.splitlines()]
    assert [one.exit_code for one in done] == [0] * len(done)
    printed = iter(done[-1].output.splitlines())
    for line in shown.splitlines():
        assert line in printed, line  # goes on from where the last was found


def test_the_page_shows_every_kind():
    assert len(PAIRS) == 6
