"""What is to be cited: CITATION.cff says the same as the command, and the mark of a scenario follows its content."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nacsim import __version__
from nacsim.cli import nacsim as command_line
from nacsim.narrate import citation

ROOT = Path(__file__).parents[1]
CFF = (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def cited(*arguments):
    done = CliRunner().invoke(command_line, ["cite", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_citation_file_says_the_same():
    for said in (citation.SOFTWARE, citation.DATA, citation.AUTHORS, f"version: {__version__}"):
        assert said in CFF
    assert f"Copyright (c) {citation.YEAR} {citation.AUTHORS}" in (ROOT / "LICENSE").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("form", citation.FORMATS)
def test_every_format_names_author_title_year_and_version(form):
    said = cited("tokyo_liaison_office", "--format", form)
    for part in (
        citation.AUTHORS,
        citation.SOFTWARE,
        "A NATO liaison office in Tokyo",
        str(citation.YEAR),
        __version__,
    ):
        assert part in said


def test_the_mark_of_a_scenario_changes_with_it_and_only_then():
    marks = [
        re.search(r"sha256 [0-9a-f]{12}", cited("minimal", *more))[0]
        for more in ((), (), ("--set", "members.FRA.position=40"))
    ]
    assert marks[0] == marks[1] != marks[2]


def test_a_past_decision_is_cited_as_data():
    said = cited("history/article5_2001", "--format", "apa")
    assert "[Data set]" in said
    assert "Case article5_2001" in said


def test_nobody_elses_scenario_is_claimed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(command_line, ["new", "mine"])
    assert citation.SOMEBODY in cited("mine.toml").splitlines()[-1]


def test_a_title_is_no_tex():
    work = citation.works()[0]._replace(title=r"50% of $2 & #1_{x} \foo ~ ^")
    said = citation.as_bibtex(work)
    assert r"50\% of \$2 \& \#1\_\{x\} \textbackslash{}foo \textasciitilde{} \textasciicircum{}" in said
    assert said.count("\n") == 5
