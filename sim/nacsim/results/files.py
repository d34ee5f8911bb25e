"""Rows as files: saved with their birth certificate and loaded back the same, or as a table for people."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.errors import Foreign
from nacsim.results.outcomes import PAID_UNIT, Outcomes
from nacsim.vocabulary import OUTCOMES

ROWS, CERTIFICATE = "rows.npy", "run.json"


def certificate(scenario: Any, seed: int, runs: int, command: str | None, version: str) -> dict:
    """What is needed to make the same rows again: the resolved document, seed, runs, version and command."""
    return {
        "scenario": scenario.name,
        "version": version,
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
        text = json.dumps(certificate, indent=1, default=str, sort_keys=True)
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
        self._rows.close()
        self._zip.close()
        if failed is None:
            self.part.replace(self.path)
        else:
            self.part.unlink(missing_ok=True)


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def save(outcomes: Outcomes, path: Path, certificate: dict) -> None:
    """Write outcomes with their certificate to one file."""
    with Writer(path, outcomes.rows.dtype, len(outcomes), certificate) as out:
        out.add(outcomes.rows)


def load(path: Path) -> tuple[Outcomes, dict]:
    """Outcomes and their certificate, as saved. `ValueError` if the file is not one of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            born = json.loads(archive.read(CERTIFICATE))
            rows = np.load(io.BytesIO(archive.read(ROWS)), allow_pickle=False)
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise ValueError(f"{path}: not a saved run") from error
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


def write_csv(outcomes: Outcomes, path: Path) -> None:
    """One line per run, for people: names instead of bits, points and days as they are read."""
    part = Path(f"{path}.part")
    with part.open("w", newline="") as file:
        csv.writer(file).writerows(csv_rows(outcomes))
    part.replace(path)


def csv_rows(outcomes: Outcomes) -> Iterator[Iterable]:
    """The heading and then one row per run, as `write_csv` writes them."""
    yield ["run", "outcome", "rounds", "days", *outcomes.issues, "first", "blocks", "alone", "paid"]
    first, blocks, paid = (a.T for a in (outcomes.first, outcomes.blocks, outcomes.rows["paid"].T))
    room = np.array(outcomes.room)
    text, days = outcomes.text.T.round(2).tolist(), outcomes.days.round(1).tolist()
    for k, row in enumerate(outcomes.rows):
        spent = " ".join(f"{m}:{p * PAID_UNIT:.2f}" for m, p in zip(room, paid[k], strict=True) if p)
        names = (" ".join(room[mask[k]]) for mask in (first, blocks))
        yield [
            k,
            OUTCOMES[row["outcome"]],
            row["rounds"],
            days[k],
            *text[k],
            *names,
            int(row["alone"]),
            spent,
        ]
