"""A link of the page is taken wherever a scenario is; a broken one is named, and nothing else is opened in its place."""

import base64
import zlib
from urllib.parse import quote

import pytest

import nacsim
from nacsim.cli import main
from nacsim.cli.options import of_link
from nacsim.scenario import ScenarioError, load
from nacsim.scenario.reading import link
from nacsim.scenario.start import copied
from nacsim.web.begin import beginning, state_of

PAGE = "http://127.0.0.1:8765/"
TOKYO = f"{PAGE}#scenario=tokyo_liaison_office"
CLUB = """title = "A club"
roster = ["North", "Far East"]
[issues."the rule"]
status_quo = 0
proposed = 100
[default]
position = 80
salience = 30
resolve = 20
"""


def packed(text):
    """A file as the page packs it: deflated without a header, in letters of addresses, without padding."""
    maker = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = maker.compress(text.encode()) + maker.flush()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_a_link_is_the_scenario_with_its_changes():
    found = load(f"{TOKYO}&members.FRA.position.office=60&runs=2000&seed=3&seat=FRA&step=sure&version=0.1.0")
    assert found == load("tokyo_liaison_office", ["members.FRA.position.office=60"])


def test_what_it_compares_with_and_how_it_is_shown_are_no_changes():
    assert load(f"{TOKYO}&A:scenario=minimal&A:members.FRA.resolve=5&draw=map") == load(
        "tokyo_liaison_office"
    )


def test_a_file_in_a_link_is_read_with_names_and_distributions():
    edits = {
        'members."Far East".position."the rule"': '{"mean":40,"sd":5}',
        "procedure.rule": '"unanimity"',
        "procedure.opt_out": "true",
    }
    state = "&".join(f"{quote(key)}={quote(value)}" for key, value in edits.items())
    found = nacsim.load(f"#scenario=club&toml={packed(CLUB)}&{state}")
    assert (found.name, found.title) == ("club", "A club")
    assert found.members["Far East"].position["the rule"].mean == 40
    assert copied(f"#scenario=club&toml={packed(CLUB)}").startswith('title = "A club"')


EXTENDS = 'extends = "/etc/passwd"'
BROKEN = [
    (PAGE, "names no scenario"),
    (f"{PAGE}#scenario=/etc/passwd", "no scenario called /etc/passwd ships"),
    (f"{PAGE}#scenario=../pyproject", "ships with this version"),
    (f"{TOKYO}&members.FRA.position=abc", "members.FRA.position cannot be read, 'abc'"),
    (f"{TOKYO}&members.FRA.resolve=null", "gives members.FRA.resolve no value"),
    (f"{TOKYO}&members.FRA.resolve=NaN", "cannot be read"),
    (f"{TOKYO}&members.FRN.resolve=5", "members.FRN"),
    (f"{TOKYO}&runs=0", "runs=0"),
    (f"{TOKYO}&seed=-1", "seed=-1"),
    (f"{TOKYO}&members.FRA.resolve=%FF", "cannot be taken apart"),
    (f"#scenario=club&toml={packed(CLUB)[:-9]}", "is cut or changed"),
    ("#scenario=club&toml=%%%", "is cut or changed"),
    ("#scenario=club&toml=", "is cut or changed"),
    (f"#scenario=club&toml={packed(EXTENDS)}", "extends"),
]


@pytest.mark.parametrize(("source", "said"), BROKEN)
def test_a_broken_link_is_named_and_opens_nothing(source, said, capsys):
    with pytest.raises(ScenarioError, match=r"."):
        beginning(source)
    with pytest.raises(SystemExit) as end:
        main(["run", source, "--runs", "10"])
    told = capsys.readouterr()
    assert end.value.code == 2
    assert told.out == ""
    assert said in told.err


def test_a_file_that_unfolds_without_end_is_not_unfolded(monkeypatch):
    monkeypatch.setattr(link, "LARGEST", 1_000)
    with pytest.raises(ScenarioError, match="more than"):
        load(f"#scenario=club&toml={packed('# ' + 'a' * 100_000)}")


def test_runs_and_seed_are_those_of_the_link_unless_they_are_typed():
    typed = {"scenario": f"{PAGE}#scenario=minimal&runs=300&seed=3", "runs": 40, "seed": 0}
    assert of_link(typed, frozenset()) == {"runs": 300, "seed": 3}
    assert of_link(typed, frozenset({"runs"})) == {"seed": 3}
    assert of_link({"scenario": typed["scenario"]}, frozenset()) == {}  # a command that plays nothing
    assert of_link({"scenario": "minimal", "runs": 40, "seed": 0}, frozenset()) == {}


def test_the_page_begins_with_the_scenario_of_a_link_and_its_state():
    source = f"#scenario=club&toml={packed(CLUB)}&seed=7"
    assert beginning(source) == {"name": "club", "toml": CLUB, "follow": None}
    assert state_of(source) == source
    assert state_of("minimal") == ""
