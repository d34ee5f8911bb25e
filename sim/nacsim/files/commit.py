"""Which state of the source this is: the commit of the checkout that the package runs from, or that it was built from."""

import re
from functools import cache
from pathlib import Path

BUILT = "commit.txt"
"""What a build of the package leaves in it, beside this file."""
LENGTH = 9
"""Signs of a commit that are shown."""
HASH = re.compile(r"[0-9a-f]{40,64}")


@cache
def commit() -> str:
    """The first signs of the commit, or nothing where none is known. Reads two small files and asks no git."""
    package = Path(__file__).resolve().parents[1]
    root = package.parents[1]
    if (root / "pyproject.toml").is_file() and package == root / "sim" / "nacsim":
        found = head(root / ".git")
        if found:
            return found[:LENGTH]
    return _hash(_text(Path(__file__).with_name(BUILT)))[:LENGTH]


def head(git: Path) -> str:
    """The commit that a .git, a folder or the file of a work tree, stands at; nothing if there is none."""
    if git.is_file():
        git = git.parent / _text(git).removeprefix("gitdir: ")
    common = git / _text(git / "commondir") if (git / "commondir").is_file() else git
    stands = _text(git / "HEAD")
    if not stands.startswith("ref: "):
        return _hash(stands)
    ref = stands.removeprefix("ref: ")
    for place in (git, common):
        if (place / ref).is_file():
            return _hash(_text(place / ref))
    packed = _text(common / "packed-refs").splitlines()
    return next((_hash(line.split()[0]) for line in packed if line.endswith(f" {ref}")), "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _hash(text: str) -> str:
    return text.strip() if HASH.fullmatch(text.strip()) else ""
