"""Rows as files: saved with their birth certificate and loaded back the same, or as a table for people."""

import errno
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tokenize import TokenError
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.errors import Foreign
from nacsim.files.commit import commit
from nacsim.files.reading import BadFile, json_of, opened
from nacsim.results.answer import no_table
from nacsim.results.columns import ISSUE, OUTCOMES_CSV, headings
from nacsim.results.outcomes import PAID_UNIT, SCALE, TEXT_UNIT, Outcomes, row_type
from nacsim.vocabulary import OUTCOMES

OUTCOMES_FILE = "outcomes.npz"
"""What the rows of `nacsim run --out` are called."""
ROWS, CERTIFICATE = "rows.npy", "run.json"
FORMAT = 1
"""Number of the form in which rows are saved; a reader refuses those it does not know."""
HEADER = 10_000
"""More bytes than the heading of an array takes."""
BORN = {"scenario": str, "version": str, "seed": int, "runs": int, "room": list, "issues": list}
"""What a certificate must say, and of which type."""
DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, SyntaxError, TokenError,
    TypeError, ValueError,
)  # fmt: skip
"""What the standard library says of an archive that is none, cut short, changed, encrypted or packed otherwise, and NumPy of
a heading that is none; and an OSError, EINVAL, of one that says that a part of it begins before the file."""


def certificate(scenario: Any, seed: int, runs: int, command: str | None, version: str) -> dict[str, Any]:
    """What is needed to make the same rows again: the scenario as read and as a file, seed, runs, version, command."""
    from nacsim.scenario.format.write import dump

    return {
        "format": FORMAT,
        "scenario": scenario.name,
        "version": version,
        "commit": commit(),
        "command": command,
        "seed": seed,
        "runs": runs,
        "room": list(scenario.room),
        "issues": list(scenario.issues),
        "document": scenario.document,
        "toml": dump(scenario),
    }


class Writer:
    """Writes rows to one file block by block: `outcomes.npz`, which `numpy.load` reads too.

    The file appears under its name only when it is whole (use as a context manager).
    """

    def __init__(self, path: Path, dtype: np.dtype, runs: int, certificate: dict[str, Any]):
        self.path, self.part = Path(path), Path(f"{path}.part")
        self._zip = zipfile.ZipFile(self.part, "w", zipfile.ZIP_DEFLATED, compresslevel=4)
        self._rows: Any = io.BytesIO()
        try:
            self._begin(dtype, runs, json.dumps(certificate, indent=1, default=str, sort_keys=True))
        except BaseException:
            self._close(quietly=True)
            self.part.unlink(missing_ok=True)
            raise

    def _begin(self, dtype: np.dtype, runs: int, text: str) -> None:
        self._zip.writestr(zipfile.ZipInfo(CERTIFICATE), text)  # ZipInfo: a fixed date, so the same bytes
        self._rows = self._zip.open(_member(ROWS), "w", force_zip64=True)
        header = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": False, "shape": (runs,)}
        np.lib.format.write_array_header_2_0(self._rows, header)

    def add(self, rows: ndarray) -> None:
        """Append rows, in the order of runs."""
        self._rows.write(np.ascontiguousarray(rows).data)

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        try:
            self._close(quietly=failed is not None)
            if failed is None:
                self.part.replace(self.path)
        finally:
            self.part.unlink(missing_ok=True)

    def _close(self, quietly: bool) -> None:
        """Close both files, the second even if the first fails: a full disk would be told of again at the very end."""
        errors = []
        for file in (self._rows, self._zip):
            try:
                file.close()
            except OSError as error:
                errors.append(error)
        if errors and not quietly:
            raise errors[0]


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def save(outcomes: Outcomes, path: Path, certificate: dict[str, Any]) -> None:
    """Write outcomes with their certificate to one file."""
    with Writer(path, outcomes.rows.dtype, len(outcomes), certificate) as out:
        out.add(outcomes.rows)


def load(path: Path) -> tuple[Outcomes, dict[str, Any]]:
    """Outcomes and their certificate, as saved. BadFile if the file is not one of ours, or was changed since."""
    shown = str(path)
    try:
        with opened(path) as file, zipfile.ZipFile(file) as archive:
            if archive.getinfo(CERTIFICATE).file_size > 10**8:
                raise BadFile(shown, "not a saved run: its certificate has no end")
            born: dict[str, Any] = json_of(archive.read(CERTIFICATE).decode("utf-8"), shown)
            dtype = checked(born, shown)
            size = archive.getinfo(ROWS).file_size
            if not 0 <= size - born["runs"] * dtype.itemsize <= HEADER:
                raise BadFile(shown, "not a saved run: it holds other rows than it says")
            rows = np.load(io.BytesIO(archive.read(ROWS)), allow_pickle=False)
    except BadFile:
        raise
    except (*DAMAGED, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        raise BadFile(shown, f"not a saved run, or damaged: {error or type(error).__name__}") from error
    _check_rows(rows, dtype, born, shown)
    return Outcomes(born["scenario"], tuple(born["room"]), tuple(born["issues"]), born["seed"], rows), born


def blocks(path: Path, rows: int) -> Iterator[ndarray]:
    """The rows of a saved run, so many at a time, without more of them in memory; `load` checks more. Raises BadFile."""
    try:
        with opened(path) as whole, zipfile.ZipFile(whole) as archive:
            born: dict[str, Any] = json_of(archive.read(CERTIFICATE).decode("utf-8"), str(path))
            dtype, left = checked(born, str(path)), born["runs"]
            with archive.open(ROWS) as file:
                file.read(archive.getinfo(ROWS).file_size - left * dtype.itemsize)
                while left > 0:
                    part = file.read(min(rows, left) * dtype.itemsize)
                    yield np.frombuffer(part, dtype)
                    left -= rows
    except (*DAMAGED, OSError) as error:
        if isinstance(error, BadFile) or (isinstance(error, OSError) and error.errno != errno.EINVAL):
            raise
        raise BadFile(str(path), f"not a saved run, or damaged: {error or type(error).__name__}") from error


def keep(outcomes: Outcomes, path: Path) -> Path:
    """Write outcomes to one file with the scenario they came from, so that `reopened` gives the same back."""
    from nacsim import __version__

    no_table(path)
    question = outcomes.question
    if question is None:
        born = {
            "scenario": outcomes.name,
            "seed": outcomes.seed,
            "runs": len(outcomes),
            "version": __version__,
        }
        born |= {"room": list(outcomes.room), "issues": list(outcomes.issues)}
    else:
        born = certificate(question, outcomes.seed, len(outcomes), None, __version__)
    if outcomes.minds:
        born["minds"] = [list(pair) for pair in outcomes.minds]
    save(outcomes, path, born)
    return path


def reopened(path: Path) -> Outcomes:
    """Outcomes as they were kept, with the scenario they came from. Raises Foreign for a file that is none of ours."""
    from nacsim.scenario.build import loads

    try:
        outcomes, born = load(path)
    except ValueError as error:
        raise Foreign(str(error)) from None
    question = loads(born["toml"], born["scenario"]) if "toml" in born else None
    minds = tuple((str(code), str(kind)) for code, kind in born.get("minds", ()))
    return replace(outcomes, question=question, minds=minds)


def checked(born: dict[str, Any], shown: str) -> np.dtype:
    """The type of the rows that a certificate speaks of. Raises BadFile if it does not say what it should."""
    if born.get("format", FORMAT) != FORMAT:
        raise BadFile(shown, f"saved in format {born['format']!r}, which this version does not know")
    for key, kind in BORN.items():
        if type(born.get(key)) is not kind:
            raise BadFile(shown, f"not a saved run: its certificate has no {key}")
    room, issues = born["room"], born["issues"]
    if not room or not issues or not all(isinstance(name, str) for name in [*room, *issues]):
        raise BadFile(shown, "not a saved run: its certificate names no members or no issues")
    if len(set(room)) < len(room) or born["runs"] < 1 or born["seed"] < 0:
        raise BadFile(shown, "not a saved run: its certificate contradicts itself")
    return row_type(len(issues), len(room))


def _check_rows(rows: ndarray, dtype: np.dtype, born: dict[str, Any], shown: str) -> None:
    """Rows are of this type, as many as were played, and say nothing that cannot be."""
    if rows.dtype != dtype or rows.shape != (born["runs"],):
        raise BadFile(shown, "not a saved run: its rows are not of its members and issues")
    if rows["outcome"].max() >= len(OUTCOMES) or rows["text"].max() > SCALE / TEXT_UNIT:
        raise BadFile(shown, "damaged: it holds an outcome that does not exist")


COLUMNS = tuple(column.name for column in OUTCOMES_CSV.columns if column.name != ISSUE)
PLACE = [column.name for column in OUTCOMES_CSV.columns].index(ISSUE)
"""Where in a row the issues stand."""


def csv_rows(outcomes: Outcomes) -> Iterator[Iterable[Any]]:
    """The heading of `outcomes.csv` and then one row a council: names instead of bits, points and days as they are read."""
    yield csv_heading(outcomes.issues)
    yield from csv_lines(outcomes)


def csv_heading(issues: Iterable[str]) -> list[str]:
    """The heading of `outcomes.csv`."""
    return [*COLUMNS[:PLACE], *headings(OUTCOMES_CSV, tuple(issues)).values(), *COLUMNS[PLACE:]]


def csv_lines(outcomes: Outcomes, first: int = 0) -> Iterator[Iterable[Any]]:
    """The rows of `outcomes.csv`, numbered from `first`."""
    masks, paid = (outcomes.first.T, outcomes.blocks.T, outcomes.pivotal.T), outcomes.rows["paid"]
    room, between = np.array(outcomes.room), "; " if any(" " in name for name in outcomes.room) else " "
    text, days = outcomes.text.T.round(2).tolist(), outcomes.days.round(1).tolist()
    for k, row in enumerate(outcomes.rows):
        spent = between.join(f"{m}:{p * PAID_UNIT:.2f}" for m, p in zip(room, paid[k], strict=True) if p)
        objectors, blocks, pivotal = (between.join(room[mask[k]]) for mask in masks)
        ends = [OUTCOMES[row["outcome"]], row["rounds"], days[k], *text[k]]
        yield [first + k, *ends, objectors, blocks, int(row["alone"]), spent, pivotal]
