"""The glossary against the texts: no term in italics without an entry, every word of the vocabulary, one word a thing."""

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from nacsim.cli import COMMANDS
from nacsim.cli import nacsim as command_line
from nacsim.results.answers import MemberShares
from nacsim.results.plain import fields_of
from nacsim.vocabulary import ADOPTED, CATEGORY, OUTCOME, PARAMETERS, RULE

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "docs" / "_ext"))

import glossary  # noqa: E402

KNOWN = glossary.terms()
TEXT = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
MORE = (
    "README.md",
    "CONTRIBUTING.md",
    "scenarios/README.md",
    "scenarios/history/README.md",
    "experiments/README.md",
)
PAGES = [
    *MORE,
    *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md")),
    *glossary.NOTEBOOKS,
]
EMPHASIS = {
    "where", "before", "expected", "this", "and a text", "i", "j", "d", "probability of failure", "any", "not", "required",
}  # fmt: skip
"""Words in italics that are stressed, and no terms. What begins with a capital is a title or opens a paragraph."""


def read(page):
    return glossary.prose(page)


@pytest.mark.parametrize("page", PAGES)
def test_every_term_in_italics_has_an_entry(page):
    missing = [
        glossary.plain(words)
        for words in glossary.italics(read(page))
        if words[0].islower()
        and not glossary.entry_of(words, KNOWN)
        and glossary.plain(words) not in EMPHASIS
    ]
    assert not missing, "write an entry in docs/glossary.md, or do not set it in italics"


def test_a_term_without_an_entry_is_noticed():
    assert glossary.italics("a *splunge* and `*code*` and **bold** and 2*3*4") == ["splunge"]
    assert glossary.entry_of("splunge", KNOWN) is None
    assert glossary.entry_of("principal issues", KNOWN) == "principal-issue"


def test_words_in_italics_lead_to_their_entries():
    page = glossary.linked("scenarios/README", "A *condition*, not *so*.\n\n    *condition*\n")
    assert page == "A *[condition](../docs/glossary.md#condition)*, not *so*.\n\n    *condition*\n"


def test_every_entry_says_something_and_no_word_has_two():
    heads = re.findall(r"^### (.*)$", TEXT, re.MULTILINE)
    assert len(heads) == len({head.lower() for head in heads})
    for part in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]:
        assert re.search(r"[.:]$", part.partition("\n")[2].strip().split("\n\n")[0]), part[:40]


@pytest.mark.parametrize("key", OUTCOME)
def test_every_outcome_has_an_entry_under_both_its_names(key):
    words = OUTCOME[key].meaning.removeprefix("adopted ") if key in ADOPTED else OUTCOME[key].meaning
    assert any(key.replace("_", sign) in KNOWN for sign in "- ")
    assert KNOWN[words]


@pytest.mark.parametrize("name", [*PARAMETERS, *RULE, *CATEGORY])
def test_every_name_of_the_vocabulary_is_in_it(name):
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize("field", fields_of(MemberShares), ids=lambda field: field.key)
def test_what_is_counted_of_a_member_is_in_it(field):
    assert field.key == "intervals" or glossary.entry_of(field.key, KNOWN) or f"`{field.key}`" in TEXT


PRINTED = {
    "breaks silence": "break silence", "blocks": "block", "alone": "alone", "in company": "in company",
    "pivotal": "pivotal", "nine in ten": "nine in ten", "dice": "dice", "taken off the table": "shelved",
    "blocked": "blocked", "as tabled": "approved", "with changes": "amended", "late": "delayed",
    "with an opt-out": "opt-out", "not adopted": "adopted", "adopted": "adopted", "tabled": "text", "rounds": "round",
    "councils": "council", "seed": "seed", "unanimity": "rule", "rests on": "rest on", "ranges from": "range",
    "judged numbers": "judged number", "it tips at": "tip", "was checked on": "record",
}  # fmt: skip
"""Words that a person meets first, in what `nacsim run` prints, and the entry that explains each."""


def test_the_words_of_the_first_answer_are_in_it():
    """README shows what `nacsim run` prints, and another test keeps that current."""
    said = " ".join(read("README.md").replace("breaks    blocks", "breaks silence blocks").split())
    for words, term in PRINTED.items():
        assert words in said, words
        assert term in KNOWN, term


TECHNICAL = {
    r"sponsors?": "sponsors", r"chief objector": "chief objector", r"anchors?": "anchor", r"hindsight": "hindsight",
    r"ensemble": "ensemble", r"status quo": "status quo", r"outsiders?": "outsider", r"side payments?": "side payment",
    r"Brier": "Brier score", r"log score": "log score", r"F1": "F1", r"ICC": "ICC", r"kappa": "kappa",
    r"Shapley": "Shapley value", r"Sobol'": "Sobol' index", r"levers?": "lever", r"base rate": "base rate",
    r"coding errors?": "coding error", r"judged numbers?": "judged number", r"past decisions?": "past decision",
    r"residue": "residue", r"rosters?": "roster", r"DECIDE": "DECIDE", r"KTAB": "KTAB", r"DEU": "DEU III",
    r"confidence": "confidence", r"ratif\w+": "ratification", r"redrafts?": "redraft", r"lockbox": "lockbox",
}  # fmt: skip
"""Words that no reader brings along, wherever they stand on a page, and the entry that explains each."""


@pytest.mark.parametrize("pattern", TECHNICAL)
def test_a_technical_word_of_the_pages_has_an_entry(pattern):
    said = re.compile(rf"\b{pattern}(?!\w)")
    assert any(said.search(read(page)) for page in PAGES if page != "docs/glossary.md"), (
        "no page says it any more"
    )
    assert TECHNICAL[pattern].lower() in KNOWN


INSTEAD = {
    r"replications?|iterations?|trial runs?|simulation runs?": "council",
    r"silence periods?|voting rounds?": "silence",
    r"stand(?:s|ing)? aside": "stay out",
    r"deadlocks?|stalemates?": "blocked, or shelved",
    r"runs? of the simulator": "council",
    r"side issues?": "condition",
}
"""Words that are not used, because there is another one for the thing."""


def spoken():
    """All that is said to people: pages, helps of commands, sentences."""
    found = {page: re.sub(r"`[^`]*`", "", read(page)) for page in PAGES}  # names in code are others'
    for name in (name for section in COMMANDS.values() for name in section):
        found[f"nacsim {name} --help"] = CliRunner().invoke(command_line, [name, "--help"]).stdout
    for path in [
        *(ROOT / "sim" / "nacsim" / "narrate").glob("*.py"),
        ROOT / "sim" / "nacsim" / "vocabulary.py",
    ]:
        found[path.name] = path.read_text(encoding="utf-8")
    return found


def test_one_word_for_one_thing():
    for where, text in spoken().items():
        for pattern, word in INSTEAD.items():
            wrong = re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
            assert wrong is None, f"{where}: {wrong[0]!r}; the word is: {word}"
