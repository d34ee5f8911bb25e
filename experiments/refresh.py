"""Make every console block of README and docs anew, what the code says on a page (`blocks.py`), and the README's picture.

usage: python experiments/refresh.py [--check | --pages]

A block that begins with `$ nacsim …` is that command and what it prints; this runs it and puts the output in its place.
With --check nothing is written, and the exit code is 1 if anything is stale; with --pages the picture is left as it is.
"""

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import blocks
import blocks_coding
import blocks_published
import blocks_quoted
import blocks_readings
from pictures import small

ROOT = Path(__file__).resolve().parent.parent
ROOT_PAGES = ("README.md", "CONTRIBUTING.md", "scenarios/README.md", "scenarios/history/README.md")
COMMAND = re.compile(r"^( *)\$ (nacsim .*)$")
PAGES = (*ROOT_PAGES, *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").rglob("*.md")))
"""Pages that are looked through; most have nothing to make anew."""
PARTS = (
    blocks.BLOCKS
    | blocks_coding.BLOCKS
    | blocks_published.BLOCKS
    | blocks_quoted.BLOCKS
    | blocks_readings.BLOCKS
)


def output(command: str) -> str:
    """What a command prints."""
    words = [sys.executable, "-m", "nacsim", *shlex.split(command)[1:]]
    return subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def console(page: str) -> str:
    """A page with the output of its commands made anew; a command with nothing below it stays alone."""
    lines, out, k = page.split("\n"), [], 0
    while k < len(lines):
        found = COMMAND.match(lines[k])
        out.append(lines[k])
        k += 1
        if not found:
            continue
        below = block(lines[k:], found[1])
        if any(line.strip() for line in below):
            out += [f"{found[1]}{line}".rstrip() for line in output(found[2]).rstrip().split("\n")] + [""]
            k += len(below)
    return "\n".join(out)


def block(lines: list[str], indent: str) -> list[str]:
    """The lines of a command's output: up to the next command, fence or line that stands farther left."""
    for k, line in enumerate(lines):
        if line.strip() and (
            not line.startswith(indent) or COMMAND.match(line) or line.lstrip().startswith("```")
        ):
            return lines[:k]
    return lines


def blocks_of(page: str) -> str:
    """A page with what the code says put in anew, wherever it has a mark for it."""
    for mark, made in PARTS.items():
        if f"<!-- {mark} -->" in page:
            page = between(page, mark, made())
    return blocks_coding.stances(page)


def between(page: str, mark: str, text: str) -> str:
    """A page with a block put between `<!-- mark -->` and the next `<!-- end -->`."""
    return re.sub(
        rf"(<!-- {mark} -->\n).*?(<!-- end -->)", lambda m: f"{m[1]}\n{text}\n\n{m[2]}", page, flags=re.S
    )


def picture() -> None:
    """The picture of the README: Tokyo and five changes under the same luck."""
    sides = ("liaison_office", "france_persuaded", "narrow_mandate", "quiet_year", "partners_push", "opt_out")
    with tempfile.TemporaryDirectory() as folder:
        output(f"nacsim compare {' '.join(f'tokyo_{side}' for side in sides)} --out {folder}/out")
        shutil.copyfile(small(Path(f"{folder}/out/compare.png")), ROOT / "docs" / "img" / "tokyo.png")


def refreshed(name: str) -> str:
    """A page as it should read."""
    page = (ROOT / name).read_text(encoding="utf-8")
    return console(blocks_of(page))


def main() -> None:
    """Refresh, or check."""
    stale = [name for name in PAGES if refreshed(name) != (ROOT / name).read_text(encoding="utf-8")]
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(stale)}; run python experiments/refresh.py" if stale else 0)
    for name in stale:
        (ROOT / name).write_text(refreshed(name), encoding="utf-8")
        print(f"{name} made anew")
    if "--pages" not in sys.argv:
        picture()


if __name__ == "__main__":
    main()
