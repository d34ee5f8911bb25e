"""Make every console block of README and docs anew, the table of parameters of docs/model.md and the README's picture.

usage: python experiments/refresh.py [--check]

A block that begins with `$ nacsim …` is that command and what it prints; this runs it and puts the output in its place.
With --check nothing is written, and the exit code is 1 if anything is stale.
"""

import csv
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from nacsim.vocabulary import PARAMETERS

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/explore.md", "docs/trust.md", "docs/model.md", "scenarios/README.md")
COMMAND = re.compile(r"^( *)\$ (nacsim .*)$")
CALIBRATED = ROOT / "sim" / "nacsim" / "data" / "calibrated.csv"


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


def parameters() -> str:
    """The table of global parameters: value or range, and where it comes from."""
    with CALIBRATED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lines = ["| parameter | middle, and 90 % | from | meaning |", "|---|---|---|---|"]
    for name, entry in PARAMETERS.items():
        found = sorted(float(row[name]) for row in rows) if name in rows[0] else []
        if found and found[0] < found[-1]:
            low, middle, high = (found[int(q * (len(found) - 1))] for q in (0.05, 0.5, 0.95))
            value, source = f"{middle:.2g} ({low:.2g} to {high:.2g})", "past decisions"
        else:
            value, source = f"{found[0] if found else entry.default:g}", _source(name)
        lines.append(f"| `{name}` | {value} | {source} | {entry.meaning} |")
    return "\n".join(lines)


def _source(name: str) -> str:
    """Where a parameter comes from that is not calibrated."""
    return "decisions coded twice" if name.endswith("_sd") or name.startswith("lumpy") else "assumption"


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
        image = Image.open(f"{folder}/out/compare.png").convert("RGB")
        image.quantize(64).save(
            ROOT / "docs" / "img" / "tokyo.png", optimize=True
        )  # few colours: a third of the size


def refreshed(name: str) -> str:
    """A page as it should read."""
    page = (ROOT / name).read_text(encoding="utf-8")
    return console(between(page, "parameters", parameters()))


def main() -> None:
    """Refresh, or check."""
    stale = [name for name in PAGES if refreshed(name) != (ROOT / name).read_text(encoding="utf-8")]
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(stale)}; run python experiments/refresh.py" if stale else 0)
    for name in stale:
        (ROOT / name).write_text(refreshed(name), encoding="utf-8")
        print(f"{name} made anew")
    picture()


if __name__ == "__main__":
    main()
