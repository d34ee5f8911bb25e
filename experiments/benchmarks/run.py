"""How fast is it, and what does it cost? All numbers of docs/speed.md in one run.

usage: python experiments/benchmarks/run.py [race] [profile] [scaling] [memory] [start]
           [--times 9] [--large] [--write] [--out out/benchmarks]

Without a name all parts are run. Everything is timed in turn with everything else of its part, so that what other work
the machine has hits all alike; shown are medians with quartiles. --large adds a million and ten million councils
(minutes). --write puts the tables between the marks of docs/speed.md and the figure into docs/img.
"""

import argparse
import os
import re
from collections.abc import Callable
from pathlib import Path

for library in ("OPENBLAS", "OMP", "MKL"):  # before NumPy is imported: one core is one thread
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parents[2]
PAGE, IMAGES = ROOT / "docs" / "speed.md", ROOT / "docs" / "img"
SIZES, LARGE = (10_000, 100_000), (100_000, 1_000_000, 10_000_000)


def race(options: argparse.Namespace) -> str:
    """Ensemble, Mesa and floor against each other."""
    from race import report

    return report(options.times)


def profile(options: argparse.Namespace) -> str:
    """Where the time goes."""
    from profile_engine import report

    return report()


def scaling(options: argparse.Namespace) -> str:
    """Cost against size."""
    from scaling import report

    return report(max(3, options.times // 2), options.large, folder(options) / "scaling")


def memory(options: argparse.Namespace) -> str:
    """Peak memory, and the same bytes in one task and in ten."""
    from memory import report

    return report(LARGE if options.large else SIZES)


def start(options: argparse.Namespace) -> str:
    """Commands and imports."""
    from start import report

    return report(max(3, options.times // 2))


PARTS: dict[str, Callable[[argparse.Namespace], str]] = {
    "race": race, "profile": profile, "scaling": scaling, "memory": memory, "start": start,
}  # fmt: skip


def folder(options: argparse.Namespace) -> Path:
    """Where files go."""
    options.out.mkdir(parents=True, exist_ok=True)
    return options.out


def write(part: str, text: str) -> None:
    """Put a part between its marks in docs/speed.md."""
    page = PAGE.read_text(encoding="utf-8")
    marks = rf"(<!-- {part} -->\n).*?(<!-- /{part} -->)"
    new, found = re.subn(marks, lambda m: f"{m[1]}\n{text}\n\n{m[2]}", page, flags=re.DOTALL)
    if not found:
        raise SystemExit(f"{PAGE.name} has no marks for {part}")
    PAGE.write_text(new, encoding="utf-8")


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--times", type=int, default=9, help="turns of the race; the other parts take half (9)"
    )
    parser.add_argument("--large", action="store_true", help="a million and ten million councils too")
    parser.add_argument("--write", action="store_true", help="write into docs/speed.md")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "benchmarks", help="folder for files")
    options = parser.parse_args()
    if options.write:
        options.out = IMAGES
    from timing import machine

    for part in options.parts or PARTS:
        text = f"{machine()}.\n\n{PARTS[part](options)}"
        print(f"## {part}\n\n{text}\n", flush=True)
        if options.write:
            write(part, text)


if __name__ == "__main__":
    main()
