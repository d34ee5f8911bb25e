"""Pages of the repository as pages of the site: navigation, links to folders, what is put in at a mark."""

import re
from pathlib import Path

import glossary
from commands import MARK, reference

ROOT = Path(__file__).resolve().parents[2]
INDEX = "docs/index"
OWN_NAME = re.compile(r"\[([\w./-]+\.md)\]\(([^)\s]+\.md(?:#[\w-]+)?)\)")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s#:]+)\)")


def read(name: str, page: str) -> str:
    """A page of that name, as the site takes it."""
    page = OWN_NAME.sub(r"[](\2)", page)  # a page that is named by its file goes by its title here
    page = glossary.linked(name, folders_are_no_pages(name, page))
    if MARK in page:
        page = page.replace(MARK, reference())
    return page + navigation(page) if name == INDEX else page


def navigation(page: str) -> str:
    """A hidden table of contents for each heading of the index, of the pages that are linked below it, each once."""
    seen: set[str] = set()
    out = []
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        pages = [page_name(target) for _, target in LINK.findall(body) if target.endswith((".md", ".ipynb"))]
        new = [found for found in dict.fromkeys(pages) if found not in seen]
        seen |= set(new)
        if new:
            lines = "\n".join(f"/{found}" for found in new)
            out.append(f"\n```{{toctree}}\n:hidden:\n:caption: {title}\n\n{lines}\n```\n")
    return "".join(out)


def page_name(target: str) -> str:
    """The name of a page that the index links to."""
    found = (ROOT / "docs" / target).resolve().relative_to(ROOT)
    return found.as_posix().removesuffix(found.suffix)


def folders_are_no_pages(name: str, page: str) -> str:
    """The page with links to folders of the repository, which lead nowhere on a site, as words."""
    here = (ROOT / f"{name}.md").parent
    return LINK.sub(lambda found: found[1] if (here / found[2]).is_dir() else found[0], page)
