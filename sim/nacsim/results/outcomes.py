"""One row per run: what came of it, kept small, saved with its birth certificate and loaded back the same.

A row is a record of a few dozen bytes, so that ten million of them stream to disk. Texts are kept in hundredths of a
point, days in tenths, members in bits.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

OUTCOMES = ("approved", "amended", "delayed", "opt_out", "blocked", "shelved")
ADOPTED = OUTCOMES[:4]
TEXT_UNIT, DAY_UNIT, PAID_UNIT = 0.01, 0.1, 0.01  # points of the scale, days, points of gain
ROWS, CERTIFICATE = "rows.npy", "run.json"


def row_type(issues: int, members: int) -> np.dtype:
    """The record of one run for a council of that many issues and members."""
    bits = ("u1", ((members + 7) // 8,))
    return np.dtype(
        [
            ("outcome", "u1"),  # index into OUTCOMES
            ("rounds", "u2"),
            ("days", "u4"),  # tenths of a day
            ("text", "u2", (issues,)),  # hundredths of a point: where each issue ends
            ("first", *bits),  # breaks silence on the text as tabled
            ("blocks", *bits),  # breaks silence in the round with which the run ends unadopted
            ("pivotal", *bits),  # the last silence would have held without this one
            ("alone", "?"),  # one blocks and nobody else objects, aloud or hidden
            ("paid", "u2", (members,)),  # hundredths of a point of gain
        ]
    )


def pack(flags: ndarray) -> ndarray:
    """(N, R) bool to (R, bytes) bits: products with powers of two, exact in single precision and five times as fast as
    to turn the flags round."""
    return (places(len(flags)) @ flags.astype(np.float32)).astype(np.uint8).T


@cache
def places(members: int) -> ndarray:
    """What each member's bit is worth in each byte, (bytes, N)."""
    worth = np.zeros(((members + 7) // 8, members), np.float32)
    for n in range(members):
        worth[n // 8, n] = 2 ** (7 - n % 8)
    return worth


def whole(values: ndarray, unit: float, type_: str) -> ndarray:
    """`values` in whole units, held within what `type_` can carry."""
    whole = values / unit
    np.rint(whole, out=whole)
    return np.clip(whole, 0, np.iinfo(type_).max, out=whole).astype(type_)


@dataclass(frozen=True)
class Outcomes:
    """What came of a number of councils of one scenario: `rows` (R,) of `row_type`, read through properties.

    Members are numbered as in `room`, issues as in `issues`.
    """

    name: str
    room: tuple[str, ...]
    issues: tuple[str, ...]
    seed: int
    rows: ndarray

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def outcome(self) -> ndarray:
        """Index into OUTCOMES, (R,)."""
        return self.rows["outcome"]

    @property
    def adopted(self) -> ndarray:
        """(R,) bool."""
        return self.outcome < len(ADOPTED)

    @property
    def rounds(self) -> ndarray:
        """Rounds until the end, both stages, (R,)."""
        return self.rows["rounds"]

    @property
    def days(self) -> ndarray:
        """Days until the end, both stages, (R,)."""
        return self.rows["days"] * DAY_UNIT

    @property
    def text(self) -> ndarray:
        """Where each issue ends, 0-100, (D, R)."""
        return self.rows["text"].T * TEXT_UNIT

    @property
    def first(self) -> ndarray:
        """Who breaks silence on the text as tabled, (N, R) bool."""
        return self._bits("first")

    @property
    def blocks(self) -> ndarray:
        """Who breaks silence in the round with which the run ends unadopted, (N, R) bool."""
        return self._bits("blocks")

    @property
    def pivotal(self) -> ndarray:
        """Without whom alone the last silence would have held, (N, R) bool."""
        return self._bits("pivotal")

    @property
    def alone(self) -> ndarray:
        """Whether the blocker is the only one who objects, aloud or hidden, (R,) bool."""
        return self.rows["alone"]

    @property
    def paid(self) -> ndarray:
        """Side payments to each member, points of gain, (N, R)."""
        return self.rows["paid"].T * PAID_UNIT

    def flags(self, name: str) -> ndarray:
        """`first`, `blocks` or `pivotal` as the bits lie in the rows, (R, bits) bool: more bits than members."""
        packed = self.rows[name]
        return np.unpackbits(packed.ravel()).view(bool).reshape(len(packed), -1)

    def _bits(self, name: str) -> ndarray:
        return np.ascontiguousarray(self.flags(name)[:, : len(self.room)].T)

    def part(self, runs: slice) -> "Outcomes":
        """Some of the runs."""
        return Outcomes(self.name, self.room, self.issues, self.seed, self.rows[runs])

    def first_runs(self, runs: int) -> "Outcomes":
        """The first so many runs."""
        return self.part(slice(runs))


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
