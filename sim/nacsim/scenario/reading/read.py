"""From a path, or the name of a scenario that ships, to its text and its tables, unchecked."""

import re
import tomllib
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

from nacsim.files.reading import BadFile, read_text, taken_apart
from nacsim.scenario.mistakes.errors import Problem, ScenarioError, Source
from nacsim.scenario.names import listing, similarity
from nacsim.scenario.reading.link import Link, is_link, read_link

MOST_BESIDE = 200
"""Files beside one that is not there that are looked at for its name."""
BODIES = ("nato", "eu", "other")
"""Folders of past decisions in ``history``, by the body that decided; a name may leave them out."""


@cache
def folder() -> Path:
    """The folder of the scenarios that ship: in the installed package, or at the top of the source tree."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parents[1] / "scenarios"


def shipped() -> dict[str, Path]:
    """The scenarios that ship, sorted, by the names to call them by: ``minimal``, ``history/awacs…``.

    A past decision goes by the same name in whichever folder of ``history`` it lies.
    """
    top = folder()
    names = {_short(path.relative_to(top).with_suffix("").as_posix()): path for path in top.rglob("*.toml")}
    return dict(sorted(names.items()))


def past_decisions() -> dict[str, Path]:
    """The past decisions that ship, each once, by name; second codings of them are left out."""
    homes = {folder() / "history" / body for body in BODIES}
    return {name: path for name, path in shipped().items() if path.parent in homes}


def unnamed(name: str) -> str:
    """What a link calls a past decision that is still to be guessed: a number, since a name may tell who was against.

    It follows from the name alone, so that the link still opens the same decision when others have been added.
    """
    return f"history/{crc32(name.encode())}"


def _short(name: str) -> str:
    """``history/nato/awacs…`` as ``history/awacs…``; any other name as it is."""
    top, _, rest = name.partition("/")
    body, _, last = rest.partition("/")
    return f"history/{last}" if top == "history" and body in BODIES and last else name


def find(source: str | Path) -> Path:
    """The file meant by a path or by the name of a scenario that ships; a path that exists comes first.

    Raises ScenarioError, with the nearest names, if it is neither.
    """
    text = str(source)
    if is_link(source):
        return shipped_in(read_link(text))
    try:
        exists = Path(source).is_file() or (Path(source).exists() and not Path(source).is_dir())
    except (OSError, ValueError) as error:
        raise _fault(text, f"cannot be a file name: {getattr(error, 'strerror', None) or error}") from None
    if exists:
        return Path(source)
    ships = shipped()
    known = _ships_as(text, ships)
    if known is None and Path(source).exists():
        return Path(source)
    if known is not None:
        return known
    raise _fault(
        text or '""', "no such file, and no scenario of that name ships; " + _near(text, list(ships))
    )


def shipped_in(link: Link) -> Path:
    """The file that ships by the name in a link. Raises ScenarioError for any other name; no path is opened."""
    covered = {unnamed(name): path for name, path in past_decisions().items()}
    path = _ships_as(link.name, shipped()) or covered.get(link.name)
    if path is None:
        raise _fault(link.shown, f"no scenario called {link.name[:60]} ships with this version")
    return path


def _ships_as(text: str, ships: dict[str, Path]) -> Path | None:
    """The file that ships by a name, or by the same name with the right folder of ``history`` in it."""
    path = ships.get(_short(text))
    whole = path and path.relative_to(folder()).with_suffix("").as_posix()
    return path if text in (_short(text), whole) else None


def _near(text: str, names: list[str]) -> str:
    """What to say after a name that is none: those like it, of files where it was looked for and of what ships."""
    wanted = Path(text).with_suffix("").name if text.strip("./") else ""
    files = _beside(Path(text)) if wanted else []
    alike = {name: similarity(wanted, Path(name).stem) for name in (*files, *names)}
    close = [
        name
        for name in sorted(alike, key=lambda n: (-alike[n], n not in files, n.count("/")))
        if alike[name] > 0.5 or wanted in name
    ][:3]
    if wanted and close:
        return f"nearest: {', '.join(close)}"
    return f"these do: {listing([name for name in names if '/' not in name], 12)}"


def _beside(path: Path) -> list[str]:
    """Scenario files in the folder of one that is not there, some hundred at most, as they would be typed."""
    try:
        return [
            str(file) for file in sorted(islice(path.parent.glob("*.toml"), MOST_BESIDE)) if file.is_file()
        ]
    except (OSError, ValueError):
        return []


def read_source(path: Path, shown: str) -> Source:
    """The text of a file, under the name to show. Raises ScenarioError if it cannot be read as text."""
    if path.is_dir():
        raise _fault(shown, "is a folder; needed: a scenario file (.toml)")
    try:
        return Source(shown, read_text(path, shown))
    except BadFile as error:
        raise _as_problem(error) from None


def _as_problem(error: BadFile) -> ScenarioError:
    return ScenarioError([Problem(error.file, error.line, "", error.message)])


def parse(source: Source) -> dict[str, Any]:
    """The tables of a TOML text. Raises ScenarioError with the line if it is empty or not TOML."""
    if not source.text.strip():
        raise _fault(source.file, "is empty; `nacsim new NAME` writes a scenario to start from")
    try:
        tables = taken_apart(partial(_tables, source), source.text, source.file)
    except BadFile as error:
        raise _as_problem(error) from None
    if not tables:
        raise _fault(source.file, "has only comments; `nacsim new NAME` writes a scenario to start from")
    return tables


def _tables(source: Source) -> dict[str, Any]:
    try:
        return tomllib.loads(source.text)
    except ValueError as error:
        raise ScenarioError([_syntax(source, str(error))]) from None


def _syntax(source: Source, message: str) -> Problem:
    found = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$", message)
    lines = source.text.splitlines() or [""]
    line = int(found[1]) if found and found[1] else len(lines)
    text = lines[min(line, len(lines)) - 1].strip()
    what = message[: found.start()] if found else message
    written = f" in `{text[:60]}{'…' if len(text) > 60 else ''}`" if text else ""
    return Problem(source.file, line, "", f"not TOML: {_plainly(what)}{written}{_hint(what, text)}")


def _plainly(message: str) -> str:
    if message.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate")):
        return f"a key or table is given twice ({message[0].lower()}{message[1:]})"
    return message[:1].lower() + message[1:]


def _hint(message: str, text: str) -> str:
    if message.startswith("Invalid value") and re.search(r"=\s*[A-Za-z_]", text):
        return "; text needs quotes, and true and false are in lower case"
    if re.match(r"[\w.-]+\s*:", text):
        return "; TOML writes key = value, not key: value"
    if re.search(r"\d,\d+\s*$", text):
        return "; decimals need a point"
    if text.count("[") and "line" in message:
        return "; is a bracket missing?"
    return ""


def _fault(shown: str, message: str) -> ScenarioError:
    return ScenarioError([Problem(shown, None, "", message)])
