"""The pages hang together: no dead link, no page that nobody leads to, nothing public without a line in the reference."""

import re
import sys
from pathlib import Path

import pytest

import nacsim
from nacsim.cli import COMMANDS
from nacsim.cli import nacsim as command_line

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "docs" / "_ext"))

import commands  # noqa: E402
import docstrings  # noqa: E402
import glossary  # noqa: E402
import pages  # noqa: E402

WHERE = ("*.md", "scenarios/*.md", "scenarios/history/*.md")
DEEP = ("docs", "experiments", "sim", "tests")
FOUND = [p for pattern in WHERE for p in ROOT.glob(pattern)] + [
    p for top in DEEP for p in (ROOT / top).rglob("*.md")
]
ALL = [*sorted(path.relative_to(ROOT).as_posix() for path in FOUND), *glossary.NOTEBOOKS]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def read(page):
    return glossary.prose(page)


def links(page):
    """Where a page leads within the repository: (path, anchor) of each link, code apart."""
    prose = glossary.CODE.sub("", re.sub(r"`([^`\n]*)`(?=\])", r"\1", read(page)))
    targets = [target for target in LINK.findall(prose) if not re.match(r"[a-z]+:", target)]
    return [target.partition("#")[::2] for target in targets]


def anchors(page):
    """The anchors of a page's headings."""
    prose = re.sub(r"```.*?```", "", read(page), flags=re.DOTALL)
    return {glossary.slug(head.replace("`", "")) for head in re.findall(r"^#+ (.*)$", prose, re.MULTILINE)}


@pytest.mark.parametrize("page", ALL)
def test_no_link_is_dead(page):
    for path, anchor in links(page):
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), f"{page}: {path}"
        if anchor and target.suffix == ".md":
            found = anchors(target.resolve().relative_to(ROOT).as_posix())
            assert anchor in found, f"{page}: {path}#{anchor}; there are {sorted(found)}"


def test_a_dead_link_is_noticed():
    assert ("trust.md", "time") in links("docs/faq.md")
    assert "time" in anchors("docs/trust.md")
    assert "no-such-heading" not in anchors("docs/trust.md")


def test_the_index_leads_to_every_page():
    led = {(ROOT / "docs" / path).resolve() for path, _ in links("docs/index.md")}
    every = [*ALL, *(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.ipynb"))]
    missing = [page for page in every if (ROOT / page).resolve() not in led and page != "docs/index.md"]
    assert not missing, "add them to docs/index.md, which is the navigation of the site"


def test_the_navigation_is_made_of_the_index():
    index = (
        "## One\n\n- [A](model.md) and [B](../README.md)\n\n## Two\n\n- [A](model.md)\n- [C](trust.md#x)\n"
    )
    made = pages.navigation(index)
    assert re.findall(r"caption: (\w+)", made) == ["One"]
    assert re.findall(r"^/(.*)$", made, re.MULTILINE) == ["docs/model", "README"]


def test_a_folder_is_no_page():
    assert (
        pages.folders_are_no_pages("docs/model", "[rules](../sim/nacsim/rules) [x](trust.md)")
        == "rules [x](trust.md)"
    )


def test_pages_are_built_that_the_index_names():
    """What conf.py lets in are the pages that are there."""
    patterns = re.search(r"include_patterns = \[(.*?)\]", read("docs/conf.py"), re.DOTALL)[1]
    allowed = re.findall(r'"([^"]+)"', patterns)
    for page in ALL:
        assert page in allowed or page.startswith("docs/"), (
            f"{page} is not in include_patterns of docs/conf.py"
        )


@pytest.mark.parametrize("name", nacsim.__all__)
def test_every_public_name_is_in_the_reference(name):
    assert re.search(rf":: nacsim\.{name}$", read("docs/reference/python.md"), re.MULTILINE)


def test_the_example_of_the_reference_runs(capsys):
    code = re.search(r"```python\n(.*?)```", read("docs/reference/python.md"), re.DOTALL)[1]
    exec(code.replace("2_000", "50"), {})
    assert "adopted" in capsys.readouterr().out


def test_every_command_and_option_is_in_the_reference():
    made = commands.reference()
    for section, known in COMMANDS.items():
        assert f"## {section}\n" in made
        for name in known:
            part = made.partition(f"### `nacsim {name}`")[2].partition("### ")[0]
            for param in command_line.get_command(None, name).params:
                assert param.human_readable_name.upper() in part or param.opts[-1] in part, (
                    f"{name} {param.name}"
                )
    assert commands.MARK in read("docs/reference/commands.md")


def test_an_equation_in_a_docstring_is_shown_as_it_stands():
    lines = [
        "What it is:",
        "",
        "    c = k (1 - r)",
        "",
        "And so on.",
        "",
        "- an item",
        "  of two",
        "",
        "    lines",
    ]
    told = docstrings.literal(lines)
    assert told[2:5] == [".. code-block:: text", "", "    c = k (1 - r)"]
    assert told.count(".. code-block:: text") == 1


def test_the_site_loads_nothing_from_elsewhere():
    """Own style sheets and templates; `make docs` builds the pages themselves."""
    for path in [*(ROOT / "docs" / "_static").iterdir(), *(ROOT / "docs" / "_templates").iterdir()]:
        assert not re.search(r"(?:src|href|url|@import)\W{1,3}https?:", path.read_text(encoding="utf-8")), (
            path
        )
