"""Rows as files: saved with their birth certificate and loaded back the same, or as a table for people."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.errors import Foreign
from nacsim.files.commit import commit
from nacsim.files.reading import BadFile, json_of
from nacsim.files.writing import write_rows
from nacsim.results.outcomes import PAID_UNIT, SCALE, TEXT_UNIT, Outcomes, row_type
from nacsim.vocabulary import OUTCOMES

ROWS, CERTIFICATE = "rows.npy", "run.json"
FORMAT = 1
"""Number of the form in which rows are saved; a reader refuses those it does not know."""
HEADER = 10_000
"""More bytes than the heading of an array takes."""
BORN = {"scenario": str, "version": str, "seed": int, "runs": int, "room": list, "issues": list}
"""What a certificate must say, and of which type."""
DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What the standard library says of an archive that is none, cut short, changed, encrypted or packed otherwise."""


def certificate(scenario: Any, seed: int, runs: int, command: str | None, version: str) -> dict:
    """What is needed to make the same rows again: the resolved document, seed, runs, version and command."""
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
    }


class Writer:
    """Writes rows to one file block by block: `outcomes.npz`, which `numpy.load` reads too.

    The file appears under its name only when it is whole (use as a context manager).
    """

    def __init__(self, path: Path, dtype: np.dtype, runs: int, certificate: dict):
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

    def __exit__(self, failed, *_) -> None:
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


def save(outcomes: Outcomes, path: Path, certificate: dict) -> None:
    """Write outcomes with their certificate to one file."""
    with Writer(path, outcomes.rows.dtype, len(outcomes), certificate) as out:
        out.add(outcomes.rows)


def load(path: Path) -> tuple[Outcomes, dict]:
    """Outcomes and their certificate, as saved. BadFile if the file is not one of ours, or was changed since."""
    shown = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(CERTIFICATE).file_size > 10**8:
                raise BadFile(shown, "not a saved run: its certificate has no end")
            born: dict[str, Any] = json_of(archive.read(CERTIFICATE).decode("utf-8"), shown)
            dtype = _checked(born, shown)
            size = archive.getinfo(ROWS).file_size
            if not 0 <= size - born["runs"] * dtype.itemsize <= HEADER:
                raise BadFile(shown, "not a saved run: it holds other rows than it says")
            rows = np.load(io.BytesIO(archive.read(ROWS)), allow_pickle=False)
    except BadFile:
        raise
    except DAMAGED as error:
        raise BadFile(shown, f"not a saved run, or damaged: {error or type(error).__name__}") from error
    _check_rows(rows, dtype, born, shown)
    return Outcomes(born["scenario"], tuple(born["room"]), tuple(born["issues"]), born["seed"], rows), born


def keep(outcomes: Outcomes, path: Path) -> Path:
    """Write outcomes to one file with the scenario they came from, so that `reopened` gives the same back."""
    from nacsim import __version__
    from nacsim.scenario.format.write import dump

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
        born = certificate(question, outcomes.seed, len(outcomes), None, __version__) | {
            "toml": dump(question)
        }
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
    return Outcomes(outcomes.name, outcomes.room, outcomes.issues, outcomes.seed, outcomes.rows, question)


def _checked(born: dict, shown: str) -> np.dtype:
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


def _check_rows(rows: ndarray, dtype: np.dtype, born: dict, shown: str) -> None:
    """Rows are of this type, as many as were played, and say nothing that cannot be."""
    if rows.dtype != dtype or rows.shape != (born["runs"],):
        raise BadFile(shown, "not a saved run: its rows are not of its members and issues")
    if rows["outcome"].max() >= len(OUTCOMES) or rows["text"].max() > SCALE / TEXT_UNIT:
        raise BadFile(shown, "damaged: it holds an outcome that does not exist")


def write_csv(outcomes: Outcomes, path: Path) -> None:
    """One line per run, for people: names instead of bits, points and days as they are read."""
    write_rows(path, csv_rows(outcomes))


COLUMNS = ("run", "outcome", "rounds", "days", "first", "blocks", "alone", "paid", "pivotal")


def csv_rows(outcomes: Outcomes) -> Iterator[Iterable]:
    """The heading and then one row per run, as `write_csv` writes them."""
    issues = [f"issue {name}" if name in COLUMNS else name for name in outcomes.issues]
    yield ["run", "outcome", "rounds", "days", *issues, "first", "blocks", "alone", "paid", "pivotal"]
    masks, paid = (outcomes.first.T, outcomes.blocks.T, outcomes.pivotal.T), outcomes.rows["paid"]
    room, between = np.array(outcomes.room), "; " if any(" " in name for name in outcomes.room) else " "
    text, days = outcomes.text.T.round(2).tolist(), outcomes.days.round(1).tolist()
    for k, row in enumerate(outcomes.rows):
        spent = between.join(f"{m}:{p * PAID_UNIT:.2f}" for m, p in zip(room, paid[k], strict=True) if p)
        first, blocks, pivotal = (between.join(room[mask[k]]) for mask in masks)
        ends = [OUTCOMES[row["outcome"]], row["rounds"], days[k], *text[k]]
        yield [k, *ends, first, blocks, int(row["alone"]), spent, pivotal]
