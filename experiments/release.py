"""Make a release, or say why it is none: `make release`.

It checks that tag, changelog, citation and package name one version, builds wheel and source archive twice and compares
the bytes, looks into them, installs each into an empty environment and asks it questions from an empty folder. What passed
stands in dist/ with its check sums; to tag the commit and to upload it is left to a person. `build` must be installed.

    python experiments/release.py           what a release needs
    python experiments/release.py --dry     the same of an unreleased version, with changes in the work tree: for CI
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from email import message_from_string
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
OURS = "experiments/nato_figures"
"""What is in the repository and in no archive: see DATA-LICENCES.md."""
QUESTIONS = (
    ("list",),
    ("run", "tokyo_liaison_office", "--runs", "200", "--out", "out"),
    ("plot", "out", "outcomes"),
    ("compare", "spending_pledge", "--set", "default.resolve=5", "--runs", "100"),
    ("validate", "--runs", "20"),
)
"""What each built package is asked, in this order, in an empty folder."""


class NoRelease(SystemExit):
    """Why it is none, in a sentence; exit code 1."""


def git(*words: str) -> str:
    """What git answers, stripped."""
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def version() -> str:
    """The version of the package, once every place that names one names the same. Raises NoRelease."""
    named = {
        "pyproject.toml": r'^version = "(.+)"$',
        "sim/nacsim/__init__.py": r'^__version__ = "(.+)"$',
        "CITATION.cff": r"^version: (.+)$",
        "CHANGELOG.md": r"^## ([^ ]+)",
    }
    found = {}
    for name, pattern in named.items():
        hit = re.search(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        found[name] = hit[1] if hit else "none"
    if len(set(found.values())) > 1:
        raise NoRelease(
            "One version is wanted: " + ", ".join(f"{k} says {v}" for k, v in found.items()) + "."
        )
    return found["pyproject.toml"]


def released(number: str) -> None:
    """That the changelog dates this version, the commit carries its tag, and nothing is uncommitted. Raises NoRelease."""
    heading = re.search(r"^## .+$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    if not re.fullmatch(rf"## {re.escape(number)} \(\d{{4}}-\d{{2}}-\d{{2}}\)", heading):
        raise NoRelease(f"CHANGELOG.md begins with '{heading}'; a release is '## {number} (YYYY-MM-DD)'.")
    if git("status", "--porcelain"):
        raise NoRelease("There are changes that are not committed.")
    tags = git("tag", "--points-at", "HEAD").split()
    if f"v{number}" not in tags:
        raise NoRelease(
            f"This commit has no tag v{number} (it has: {', '.join(tags) or 'none'}): git tag -a v{number}"
        )


def built(folder: Path) -> dict[str, Path]:
    """Wheel and source archive made from the repository, the wheel by way of the source archive, as pip would."""
    stamp = git("log", "-1", "--format=%ct")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": stamp, "PYTHONHASHSEED": "random"}
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoRelease("It does not build:\n" + done.stdout[-2000:] + done.stderr[-2000:])
    return {"wheel": next(folder.glob("*.whl")), "source": next(folder.glob("*.tar.gz"))}


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def looked_into(archives: dict[str, Path], number: str, head: str) -> None:
    """That the archives hold what they should and say what they are. Raises NoRelease."""
    with zipfile.ZipFile(archives["wheel"]) as wheel:
        names = set(wheel.namelist())
        about = f"nacsim-{number}.dist-info"
        told = message_from_string(wheel.read(f"{about}/METADATA").decode())
        commit = wheel.read("nacsim/files/commit.txt").decode() if "nacsim/files/commit.txt" in names else ""
    with tarfile.open(archives["source"]) as source:
        inside = {name.partition("/")[2] for name in source.getnames()}
    wanted = {
        "the wheel has no shipped scenario": "nacsim/scenarios/minimal.toml" in names,
        "the wheel has no page": "nacsim/web/static/index.html" in names,
        "the wheel has not the licences of the data": f"{about}/licenses/DATA-LICENCES.md" in names,
        "the wheel carries tests or studies": not any(
            n.startswith(("tests/", "experiments/")) for n in names
        ),
        "the metadata do not name the licences of the data": "CC-BY-4.0"
        in (told["License-Expression"] or ""),
        "the wheel does not know its commit": commit == head,
        "the source archive has no tests": "tests/results.json" in inside,
        "an archive carries figures that may not be sold": not any(OURS in name for name in names | inside),
    }
    if wrong := [sentence for sentence, good in wanted.items() if not good]:
        raise NoRelease("; ".join(wrong).capitalize() + ".")


def tried(path: Path, number: str, head: str) -> None:
    """An archive installed into an empty environment and asked, from an empty folder. Raises NoRelease."""
    with tempfile.TemporaryDirectory() as place:
        home, folder = Path(place) / "venv", Path(place) / "elsewhere"
        folder.mkdir()
        venv.create(home, with_pip=True)
        commands = home / ("Scripts" if os.name == "nt" else "bin")
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        _asked([commands / "python", "-m", "pip", "install", "--quiet", path], folder, kept)
        says = _asked([commands / "nacsim", "--version"], folder, kept).strip()
        if says != f"nacsim, version {number} (commit {head[:9]})":
            raise NoRelease(f"{path.name} calls itself: {says}")
        for words in QUESTIONS:
            _asked([commands / "nacsim", *words], folder, kept)


def _asked(command: list, folder: Path, environment: dict[str, str]) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoRelease(
            f"{' '.join(words)} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}"
        )
    return done.stdout


def main() -> None:
    """Check, build twice, look, install, ask, keep."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--dry", action="store_true", help="an unreleased version, with changes in the work tree, will do"
    )
    dry = parser.parse_args().dry
    number = version()
    if not dry:
        released(number)
    head = git("rev-parse", "HEAD")
    print(f"Version {number}, commit {head[:9]}.")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        archives, again = built(Path(one)), built(Path(two))
        for kind, path in archives.items():
            if digest(path) != digest(again[kind]):
                raise NoRelease(f"Two builds of the {kind} differ: {path.name}.")
        print("Two builds have the same bytes.")
        looked_into(archives, number, head)
        for path in archives.values():
            tried(path, number, head)
            print(f"{path.name}: installs and answers ({path.stat().st_size / 1e6:.1f} MB).")
        shutil.rmtree(DIST, ignore_errors=True)
        DIST.mkdir()
        for path in archives.values():
            shutil.copy(path, DIST)
        sums = "".join(f"{digest(path)}  {path.name}\n" for path in archives.values())
    (DIST / "SHA256SUMS").write_text(sums, encoding="ascii")
    print(f"In dist:\n{sums}", end="")


if __name__ == "__main__":
    main()
