"""A saved run played again: `nacsim run --from DIR`. Is it the same, byte for byte?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nacsim import __version__
from nacsim.cli.files import verify
from nacsim.cli.saving import Wanted
from nacsim.cli.versions import versions
from nacsim.files.reading import BadFile, check_sum, read_json, read_text
from nacsim.files.tables import FORMATS
from nacsim.narrate.words import many
from nacsim.results.chunks import Digest
from nacsim.results.files import OUTCOMES_FILE, blocks, checked
from nacsim.vocabulary import FORMATS as FIGURE_FORMATS
from nacsim.vocabulary import WIDTHS

SCENARIO, BORN = "scenario.toml", "run.json"
BATCH = 100_000  # rows that are looked at together


@dataclass(frozen=True)
class Kept:
    """A run as it was saved in a folder."""

    folder: Path
    question: Any
    text: str  # of its scenario.toml
    born: dict[str, Any]  # its certificate
    told: dict[str, Any]  # its manifest

    @property
    def wanted(self) -> Wanted:
        """The tables that were wanted."""
        given = self.told.get("tables")
        known = {key: given[key] for key in vars(Wanted()) if key in given} if isinstance(given, dict) else {}
        if isinstance(known.get("figures"), list):
            known["figures"] = tuple(known["figures"])
        found = Wanted(**known)
        fits = found.form in FORMATS and found.width in WIDTHS and {*found.figures} <= {*FIGURE_FORMATS}
        return found if fits else Wanted()

    @property
    def certificate(self) -> dict[str, Any] | None:
        """What its rows are saved with, so that the same bytes come out; None if another version made them."""
        return self.born | {"toml": self.text} if self.born["version"] == __version__ else None

    @property
    def others(self) -> list[str]:
        """The versions of what made it that are others here, in words."""
        then, now = self.told.get("versions"), versions()
        then = then if isinstance(then, dict) else {"nacsim": self.born["version"]}
        return [
            f"{name} {then[name]} (here {now[name]})"
            for name in now
            if then.get(name, now[name]) != now[name]
        ]


def reopened(folder: Path) -> Kept:
    """The run that was saved in a folder. Raises BadFile if there is none, or what it is played from was changed."""
    from nacsim.scenario import loads

    if not (folder / BORN).is_file():
        raise BadFile(
            str(folder), f"no {BORN}: no run was saved there; nacsim run SCENARIO --out {folder} saves one"
        )
    told = verify(folder, (SCENARIO, BORN))
    born: dict[str, Any] = read_json(folder / BORN)
    checked(born, str(folder / BORN))
    text = read_text(folder / SCENARIO)
    question = loads(text, born["scenario"])
    if [list(question.room), list(question.issues)] != [born["room"], born["issues"]]:
        raise BadFile(str(folder / SCENARIO), f"has another room or other issues than {BORN} says")
    return Kept(folder, question, text, born, told)


def rows_digest(kept: Kept) -> str:
    """The digest of its rows: as its manifest says, or from the rows themselves."""
    told = kept.told.get("rows")
    if isinstance(told, str):
        return told
    digest = Digest()
    for rows in blocks(kept.folder / OUTCOMES_FILE, BATCH):
        digest.add(rows)
    return digest.text


def judged(kept: Kept, rows: str, out: Path | None) -> tuple[bool, str]:
    """Whether the councils came out the same, and what there is to say of them and of the files in `out`."""
    councils = many(kept.born["runs"], "council")
    made = f" It was made with {' and '.join(kept.others)}." if kept.others else ""
    if rows != rows_digest(kept):
        return (
            False,
            f"Not the same {councils} as in {kept.folder}.{made or ' Report this as a fault of nacsim.'}",
        )
    if out is None:
        return True, f"The same {councils} as in {kept.folder}, byte for byte.{made}"
    same, other = compared(kept, out)
    if not other:
        return True, f"The same {councils} as in {kept.folder}, and the same {same} files, byte for byte."
    return (
        True,
        f"The same {councils} as in {kept.folder}; of its files these differ: {', '.join(other)}.{made}",
    )


def compared(kept: Kept, out: Path) -> tuple[int, list[str]]:
    """How many files of a folder are those that the run had when it was saved, and the names of those that are not."""
    sums: dict[str, str] = kept.told["sha256"]
    other = [n for n, was in sums.items() if not (out / n).is_file() or check_sum(out / n) != was]
    return len(sums) - len(other), other
