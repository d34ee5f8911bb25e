"""Results that appear whole or not at all, file by file and as a folder."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
"""Names and check sums of what one command wrote: written last, looked at first."""
FORMAT = 1
HIDDEN = ".nacsim-"
_open: set[str] = set()
"""Hidden folders that this process is at work in: others of its number are of an earlier one."""


@dataclass
class Unfinished:
    """Work that is kept when its process is stopped or killed, so that the same command goes on from there.

    `identity` names the work, `folder` is where it is kept while `whole` lasts, `done` how much of it there is, and `worth`
    whether that is enough to be kept when the command is stopped. `anywhere`: take up what another machine left, too.
    """

    identity: str
    anywhere: bool = False
    folder: Path = Path()
    worth: bool = False
    done: int = 0


@contextmanager
def whole(
    folder: Path, sealed: dict[str, Any] | None = None, work: Unfinished | None = None
) -> Iterator[Path]:
    """A hidden folder to write in; if all goes well its files move into `folder`, replacing namesakes.

    After an error or a stop `folder` is as it was before, and nothing else is left, not even folders that were made
    for it, unless `work` is worth keeping. `sealed`: what a manifest says beside the check sums of the files, with which it
    goes; what an earlier one names and this does not is removed. Without, a manifest that is there takes in the check
    sums of the files that it names.
    """
    made = [p for p in (folder, *folder.parents) if not p.exists()]
    part = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f"{HIDDEN}{_here()}-{os.getpid()}-", dir=folder))
        _open.add(part.name)
        if work is not None:
            work.folder = part / "work"
            _take_up(work, folder)
        _clear(folder)
        (part / "old").mkdir()
        (part / "new").mkdir()
        yield part / "new"
        before = _known(folder)
        if sealed is not None:
            _seal(part / "new", sealed, {path.name: "" for path in (part / "new").iterdir()})
        elif before:
            told = _told(folder)
            _seal(part / "new", {key: told[key] for key in told if key not in ("format", "sha256")}, before)
        _swap(part / "new", part / "old", folder, before if sealed is not None else ())
        made = []
        if work is not None:
            work.worth = False
    finally:
        if part is not None:
            keeps = work is not None and work.worth
            for left in (part / "old", part / "new") if keeps else (part,):
                shutil.rmtree(left, ignore_errors=True)
            _open.discard(part.name)
        for path in made:
            with contextlib.suppress(OSError):
                path.rmdir()


def _take_up(work: Unfinished, folder: Path) -> None:
    """Have what a dead command left of the same work, the most of it, in the folder of this one."""
    from nacsim.files.ledger import NAME, owner

    left = [path.parent for path in folder.glob(f"{HIDDEN}*/work/{NAME}") if owner(path) == work.identity]
    left = [path for path in left if _is_dead(path.parent) or (work.anywhere and not _is_ours(path.parent))]
    if left:
        largest = max(left, key=lambda path: sum(file.stat().st_size for file in path.iterdir()))
        os.replace(largest, work.folder)
        shutil.rmtree(largest.parent, ignore_errors=True)


def _swap(new: Path, old: Path, folder: Path, stale: Iterable[str]) -> None:
    """Move every file of `new` into `folder`, the manifest last, and the stale ones away.

    Whatever goes wrong, the old ones are put back. The old manifest goes first: a machine that loses its power in
    between leaves a folder that says it is not whole.
    """
    names = sorted((path.name for path in new.iterdir()), key=lambda name: (name == MANIFEST, name))
    moved: list[str] = []
    kept: list[str] = []
    _settle(new)
    try:
        leaving = dict.fromkeys([*[n for n in names if n == MANIFEST], *names, *stale])
        for name in [n for n in leaving if (folder / n).exists()]:
            if (folder / name).is_dir():
                raise IsADirectoryError(21, "is a folder, where a file has to go", str(folder / name))
            kept.append(name)
            os.replace(folder / name, old / name)
        for name in names:
            moved.append(name)
            os.replace(new / name, folder / name)
    except BaseException:
        _put_back(moved, kept, old, folder)
        raise


def _settle(folder: Path) -> None:
    """See that what was written is on the disk, before names move to it: what is lost in a power cut is the old or new."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _put_back(moved: Iterable[str], kept: Iterable[str], old: Path, folder: Path) -> None:
    for name in moved:
        (folder / name).unlink(missing_ok=True)
    for name in sorted(kept, key=lambda name: name == MANIFEST):
        if (old / name).exists():
            os.replace(old / name, folder / name)


def _here() -> str:
    return "".join(c for c in socket.gethostname() if c.isalnum())[:20] or "here"


def _clear(folder: Path) -> None:
    """Remove what commands of this machine left that are dead: killed, they could not do it themselves."""
    for left in folder.glob(f"{HIDDEN}*"):
        if _is_dead(left):
            shutil.rmtree(left, ignore_errors=True)


def _is_ours(left: Path) -> bool:
    """Whether a hidden folder was made by a process of this machine."""
    return left.name.startswith(f"{HIDDEN}{_here()}-")


def _is_dead(left: Path) -> bool:
    """Whether a hidden folder was made by a process of this machine that lives no more."""
    number = left.name.split("-")[2:3]
    ours = _is_ours(left) and number and number[0].isdecimal()
    return (
        bool(ours)
        and left.name not in _open
        and (int(number[0]) == os.getpid() or not _lives(int(number[0])))
    )


def _lives(process: int) -> bool:
    if os.name != "posix":  # there, to ask with a signal would be to kill
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _known(folder: Path) -> dict[str, str]:
    """The check sums of a folder's manifest; none if there is none, or none that can be read."""
    from nacsim.files.reading import BadFile

    try:
        return {name: value for name, value in _sums(folder).items() if Path(name).name == name}
    except BadFile:
        return {}


def _seal(folder: Path, told: dict[str, Any], known: dict[str, str]) -> None:
    """Write the manifest of files known by name, with new check sums for those in a folder, and what else it tells."""
    from nacsim.files.reading import check_sum

    sums = known | {path.name: check_sum(path) for path in folder.iterdir() if path.name in known}
    write_json(folder / MANIFEST, {"format": FORMAT, **told, "sha256": dict(sorted(sums.items()))})


def _told(folder: Path) -> dict[str, Any]:
    """What a folder's manifest tells. Raises BadFile without one that can be read."""
    from nacsim.files.reading import BadFile, read_json

    path = folder / MANIFEST
    if not path.exists():
        raise BadFile(str(folder), f"no {MANIFEST}: the run there is not whole; save it again")
    told: dict[str, Any] = read_json(path)
    if told.get("format") != FORMAT:
        raise BadFile(str(path), f"format {told.get('format')!r}, which this version does not know")
    sums = told.get("sha256")
    if not isinstance(sums, dict) or not all(isinstance(value, str) for value in sums.values()):
        raise BadFile(str(path), "holds something else than what nacsim writes there")
    return told


def _sums(folder: Path) -> dict[str, str]:
    sums: dict[str, str] = _told(folder)["sha256"]
    return sums


def verify(folder: Path, names: Iterable[str]) -> dict[str, Any]:
    """What the manifest of a folder tells. Raises BadFile unless these files are those that one command wrote there."""
    from nacsim.files.reading import BadFile, check_sum

    told = _told(folder)
    sums = told["sha256"]
    for name in names:
        path = folder / name
        if not path.is_file():
            raise BadFile(str(path), "is missing; save the run again")
        if sums.get(name) != check_sum(path):
            raise BadFile(str(path), "was changed since it was written; save the run again")
    return told


def write_json(path: Path, value: object) -> None:
    """Write a value as indented JSON with a final newline; the file appears whole or not at all."""
    from nacsim.files.writing import write_whole

    write_whole(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def write_new(path: Path, text: str) -> None:
    """Write a text to a file that must not be there yet. Raises FileExistsError; leaves nothing half-written."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
            file.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
