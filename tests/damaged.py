"""Files that are not as they should be, of every kind that a command reads, and what may come of them.

A door is a command with the files it reads, all good; one of them is then damaged, by kind or by chance. Whatever is in a
file, the command ends with an answer, or with code 2 and a line that says what is wrong: `tests/test_damaged.py` tries some,
`experiments/damage.py` as many as there is time for.
"""

import contextlib
import csv
import io
import json
import re
import signal
import zipfile
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest import mock

from edge_cases import Said, said

import nacsim
from nacsim.council.seat import play
from nacsim.files.writing import hidden
from nacsim.results.identity import check_of
from nacsim.scenario.exchange.sheet import HEADINGS

MANIFEST = "saved/manifest.json"
RESUMED = "unfinished.jsonl"
FEW = "--runs", "20", "--jobs", "1"
QUESTION = """
title = "Änderung"
roster = ["A", "B", "Ö C"]
[issues.deal]
label = "The deal"
status_quo = 0
proposed = 80
[issues.money]
status_quo = 10
proposed = 60
[default]
position = { low = 10, high = 100 }
salience = 60
resolve = 40
[members.A]
position = { deal = 10, money = 80 }
note = "says so"
[procedure]
rounds = 6
"""
PAST = '[observed]\noutcome = "approved"\ndays = 20\ntext = { deal = 80, money = 60 }\n'
EXPERIMENT = """scenario = "s.toml"
design = "grid"
runs = 20
seed = 0
set = ["default.resolve=50"]
[inputs]
"members.A.salience" = [10, 90, 2]
"""
COSTS = """unit = "weeks"
[costs]
persuade = 0.5
[[levers]]
set = "members.A.salience=10"
cost = 3
words = "a bargain"
"""
ACTORS = "name;Position;Salienz;Macht\nDeutschland;10;50;10\nFrankreich;90,5;40;20\nÉire;70;30;5\n"
DECIDE = "#A\tA\n#A\tB\n#P\tdeal\n#D\tA\tdeal\t50\t50\t1\n#D\tB\tdeal\t90\t40\t1\n"


STATES = "at", "be", "dk", "fr"
DEU = [
    ["prnr", "isnr", "proc", "counvte", "pcom", "pep", *(f"p{s}" for s in STATES),
     "scom", "sep", *(f"s{s}" for s in STATES), "rp", "out"],
    ["act1", "i1", "CNS", "Unan", "100", "50", "0", "80", "80", "80", "50", "50", "90", "30", "30", "30", "0", "70"],
    ["act1", "i2", "CNS", "Unan", "100", "50", "90", "40", "40", "40", "50", "50", "90", "10", "10", "-", "-", "60"],
    ["act2", "i3", "CNS", "QMV", "100", "50", "100", "100", "50", "-", "50", "50", "50", "50", "100", "-", "75", "80"],
]  # fmt: skip


def build(folder: Path) -> None:
    """Write everything that commands read, as it should be, into this folder, which is the current one."""
    scenario = nacsim.scenario.loads(QUESTION, "s")
    sheet = nacsim.write_sheet(scenario, filled=True).replace("your name here", "Ann")
    texts = {
        "s.toml": QUESTION,
        "second.toml": QUESTION.replace("80", "70"),
        "below.toml": 'extends = "s.toml"\n[default]\nresolve = 20\n',
        "e.toml": EXPERIMENT,
        "costs.toml": COSTS,
        "actors.csv": ACTORS,
        "decide.txt": DECIDE,
        "deu.tsv": "\n".join("\t".join(row) for row in DEU) + "\n",
        "own.csv": nacsim.write_table(scenario),
        "answers.csv": sheet,
        "log.json": json.dumps(play(scenario, "chair", lambda sight: {}, 0, 0)),
        "past/p.toml": QUESTION + PAST,
        "past/q.toml": QUESTION + PAST,
    }
    (folder / "past").mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    workbook(folder / "actors.xlsx")
    nacsim.pivots(scenario, 20, jobs=1).save(folder / "kept.json")
    import_module("nacsim.plots.offered")  # before: the figures it knows are those of all tests
    with mock.patch("nacsim.vocabulary.FIGURES", {"outcomes": ""}):
        for words in (
            ("run", "s.toml", *FEW, "--out", "saved"),
            ("sweep", "e.toml", "--jobs", "1", "--out", "swept"),
            ("new", "coder", "--from", "s.toml", "--sheet"),
        ):
            found = said(words)
            assert found.code == 0, found.err
    fill(folder / "coder.csv")
    unfinished(folder / "begun")


def fill(path: Path) -> None:
    """Numbers in every row of a sheet for coders."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    for row in rows:
        if len(row) == len(HEADINGS) and row[0] != HEADINGS[0]:
            for heading, value in (("position", 40), ("salience", 30), ("resolve", 20)):
                row[HEADINGS.index(heading)] = str(value)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def workbook(path: Path) -> None:
    """The table of actors as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    for line in ACTORS.splitlines():
        book.active.append(line.replace(",", ".").split(";"))
    book.save(path)


def unfinished(folder: Path, source: Path | str = "s.toml") -> None:
    """A sweep of a file that was stopped on its way, with its ledger."""

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    inputs = {"default.salience": (10, 90, 9)}
    with contextlib.suppress(KeyboardInterrupt):
        nacsim.sweep(source, inputs, 400, out=folder, jobs=1, progress=stop)
    assert (folder / RESUMED).exists()


class Door(NamedTuple):
    """A file, which kind it is, and the command that reads it."""

    file: str
    kind: str
    words: tuple[str, ...]


DOORS = [
    Door("s.toml", "text", ("check", "s.toml")),
    Door("s.toml", "text", ("run", "s.toml", *FEW)),
    Door("s.toml", "text", ("show", "below.toml")),
    Door("s.toml", "text", ("new", "copy", "--from", "s.toml")),
    Door("s.toml", "text", ("convert", "s.toml", "made.csv")),
    Door("s.toml", "text", ("elicit", "s.toml")),
    Door("second.toml", "text", ("compare", "s.toml", "second.toml", *FEW)),
    Door("second.toml", "text", ("agree", "s.toml", "second.toml", *FEW)),
    Door("past/p.toml", "text", ("validate", "past", *FEW)),
    Door("e.toml", "text", ("sweep", "e.toml", "--jobs", "1")),
    Door("costs.toml", "text", ("bridge", "s.toml", "--costs", "costs.toml", *FEW)),
    Door("actors.csv", "text", ("convert", "actors.csv", "made.toml")),
    Door("decide.txt", "text", ("convert", "decide.txt", "made.toml")),
    Door("own.csv", "text", ("convert", "own.csv", "made.toml")),
    Door("deu.tsv", "text", ("convert", "deu.tsv", "made.toml", "--act", "act1")),
    Door("actors.xlsx", "zip", ("convert", "actors.xlsx", "made.toml")),
    Door("deu.tsv", "text", ("validate", "--deu", "deu.tsv", *FEW)),
    Door("answers.csv", "text", ("elicit", "s.toml", "answers.csv", "--read")),
    Door("coder.csv", "text", ("new", "copy", "--from", "s.toml", "--read", "coder.csv")),
    Door("log.json", "json", ("play", "s.toml", "--replay", "log.json")),
    Door("saved/outcomes.npz", "zip", ("plot", "saved", "outcomes", "--format", "svg", "--out", "drawn")),
    Door("saved/scenario.toml", "text", ("plot", "saved", "outcomes", "--format", "svg", "--out", "drawn")),
    Door("saved/summary.json", "json", ("plot", "saved", "outcomes", "--format", "svg", "--out", "drawn")),
    Door("saved/manifest.json", "json", ("run", "--from", "saved")),
    Door("saved/run.json", "json", ("run", "--from", "saved")),
    Door("saved/scenario.toml", "text", ("run", "--from", "saved")),
    Door("saved/manifest.json", "json", ("compare", "s.toml", "second.toml", *FEW, "--csv", "saved/more.csv")),
    Door("swept/sweep.json", "json", ("sweep", "e.toml", "--jobs", "1", "--out", "swept")),
    Door("begun/unfinished.jsonl", "text", ("sweep", "s.toml", "--grid", "default.salience=10:90:9", "--runs", "400",
                                            "--jobs", "1", "--out", "begun")),
    Door("kept.json", "json", ("load_result", "kept.json")),
]  # fmt: skip
MADE = "copy.toml", "made.csv", "made.toml", "s_sheet.csv", "s_experts.toml", "drawn"
"""What the commands above write; none of them is there after a refusal."""


def ask(words: tuple[str, ...]) -> Said:
    """What a command says; a function that reads says nothing, and its refusals are those of the package."""
    if words[0] != "load_result":
        return said(words)
    try:
        nacsim.load_result(words[1])
    except nacsim.NacsimError as error:
        return Said(2, "", f"Error: {error}")
    return Said(0, "", "")


class House:
    """A folder with everything good in it, in which one file at a time is damaged."""

    def __init__(self, folder: Path):
        self.folder = folder
        build(folder)
        self.good = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def restore(self) -> None:
        """Everything as it was, and nothing else."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_symlink() or (path.is_file() and path not in self.good):
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        for path, data in self.good.items():
            if not path.is_file() or path.read_bytes() != data:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)

    def original(self, door: Door) -> bytes:
        """What is in the file, as it should be."""
        return self.good[self.folder / door.file]

    def tried(self, door: Door, data: bytes, seal: bool = False) -> str:
        """What is wrong with how the command took the damaged file; nothing if it took it well."""
        self.restore()
        (self.folder / door.file).write_bytes(data)
        if seal and door.file.startswith("saved/") and door.file != MANIFEST:
            reseal(self.folder / "saved", Path(door.file).name, data)
        before = self.tree()
        with within(SECONDS):
            try:
                found = ask(door.words)
            except BaseException as error:
                return f"{type(error).__name__}: {error}"
        if found.code not in (0, 2) and "Not the same" not in found.out:
            return f"code {found.code}: {found.out[-300:]} {found.err}"
        if "Traceback" in found.err + found.out or "fault of nacsim" in found.err:
            return found.err
        if any(hidden(sign) and sign not in "\n\t\r\u200c\u200d" for sign in found.out + found.err):
            return f"a hidden sign in {found.out + found.err!r}"
        if found.code == 2:
            if not (found.err or found.out).strip():
                return "nothing said"
            if changed := before.items() ^ self.tree().items():
                return f"left or changed: {sorted({str(name) for name, _ in changed})}"
        return ""

    def tree(self) -> dict[Path, bytes]:
        """Every file with its bytes."""
        return {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


SECONDS = 20
"""No file takes longer: what is meant is an endless loop, not a busy machine."""


@contextlib.contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise an error in what takes longer."""

    def late(*_: Any) -> None:
        raise TimeoutError(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def reseal(folder: Path, name: str, data: bytes) -> None:
    """Let the manifest of a folder say that a file is as it was written: damage that its check sum does not show."""
    path = folder / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["sha256"][name] = sha256(data).hexdigest()
    path.write_text(json.dumps(told), encoding="utf-8")


KINDS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda good: b"",
    "line ends only": lambda good: b"\n\r\n\r",
    "zeros": lambda good: b"\0" * 100,
    "half": lambda good: good[: len(good) // 2],
    "not UTF-8": lambda good: good + b"\n\xff\xfe",
    "UTF-16": lambda good: b"\xff\xfe" + "a = 1".encode("utf-16-le"),
    "a mark before it": lambda good: b"\xef\xbb\xbf" + good,
    "two marks before it": lambda good: b"\xef\xbb\xbf" * 2 + good,
    "old Macintosh": lambda good: good.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    "twice": lambda good: good + good,
    "brackets": lambda good: b"[" * 5_000,
    "nested lists": lambda good: b"a = " + b"[" * 5_000 + b"]" * 5_000,
    "braces": lambda good: b'{"a":' * 5_000,
    "a long key": lambda good: b".".join([b"a"] * 5_000) + b" = 1",
    "a long line": lambda good: b"x" * 500_000,
    "a long line of brackets": lambda good: b"(" * 500_000,
    "a long line of blanks": lambda good: b"a" + b" " * 500_000 + b"b",
    "many columns": lambda good: b",".join([b"a"] * 60_000) + b"\n",
    "a quotation that does not end": lambda good: b'"' + good,
    "null": lambda good: b"null",
    "a list": lambda good: b"[]",
    "a table": lambda good: b"{}",
    "a number": lambda good: b"1" * 5_000,
    "an escape": lambda good: b"\x1b]0;title\x07" + good,
    "signs that cannot be seen": lambda good: "\u202e\u200b\ufeff\U000e0001".encode() + good,
    "half a letter": lambda good: b'{"a": "\\ud800", "b": NaN}',
    "entities within entities": lambda good: (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + k, b"&%c;" % (97 + k) * 10) for k in range(12))
        + b"]><l>&m;</l>"
    ),
    "a zip": lambda good: b"PK\x03\x04" + bytes(100),
}
"""Kinds of damage: what people and machines have done to files."""


def bomb(size: int = 61_000_000) -> bytes:
    """A small zip with a workbook, and the rows of a run, that are large."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * size)
        archive.writestr("run.json", b"{}")
        archive.writestr("rows.npy", b"0" * size)
    return file.getvalue()


VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 3.5, 10**400, 1e300, float("inf"), float("nan"), "", "x", "\u202ey", "\ud800", [], [[]], {}, {"a": 1},
    ["x"], [1, 2], "=1+1", "a" * 5_000, "1e999999999", "{ low = 1e-999999999, high = [1] }", "2024-13-45", "\n", "..",
    "%s{}",
)  # fmt: skip
SIGNS = (
    "\0", "\x1b", "\u202e", "\u200b", "\ufeff", '"', "'", "[", "]", "{", "}", "=", "\r", "\n", ",", ";", "\t", "#", ".", "-",
    "+", "9" * 400, "1e999", "nan", "inf", "-1", "true", "\\", "Å", "A\u030a", "\ud800", "\U0001f469\u200d\U0001f680",
)  # fmt: skip


def by_chance(door: Door, good: bytes, chance: Random) -> bytes:
    """A file damaged in a place, and a way, that chance chooses."""
    if door.kind == "zip" and chance.random() < 0.7:
        return _in_zip(good, chance)
    if door.kind == "json" and chance.random() < 0.8:
        return _in_json(good, chance)
    if door.file.endswith(".jsonl") and chance.random() < 0.7:
        return _in_ledger(good, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        good = chance.choice((_cut, _flip, _sign, _line, _line, _word))(good, chance)
    return good


def _cut(data: bytes, chance: Random) -> bytes:
    start, length = chance.randrange(len(data) + 1), chance.choice((1, 5, 50, 10**9))
    return data[:start] + data[start + length :]


def _flip(data: bytes, chance: Random) -> bytes:
    torn = bytearray(data)
    if torn:
        torn[chance.randrange(len(torn))] ^= chance.randrange(1, 256)
    return bytes(torn)


def _sign(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(SIGNS).encode("utf-8", "surrogatepass") + data[start:]


def _line(data: bytes, chance: Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    how = chance.randrange(3)
    if how == 0:
        lines[a], lines[b] = lines[b], lines[a]
    elif how == 1:
        lines.insert(a, lines[b])
    else:
        del lines[a]
    return b"".join(lines)


def _word(data: bytes, chance: Random) -> bytes:
    """A number or a word replaced by something else."""
    places = list(re.finditer(rb"[\w.]+", data))
    if not places:
        return data
    place = chance.choice(places)
    value = chance.choice(VALUES)
    text = json.dumps(value) if not isinstance(value, str) or chance.random() < 0.5 else value
    return data[: place.start()] + text.encode("utf-8", "surrogatepass") + data[place.end() :]


def changed(told: Any, chance: Random) -> Any:
    """Plain data with a value somewhere replaced by another, or a key gone or called otherwise."""
    if isinstance(told, dict) and told and chance.random() < 0.9:
        key = chance.choice(list(told))
        how = chance.random()
        if how < 0.1:
            return {k: v for k, v in told.items() if k != key}
        if how < 0.15:
            return {(chance.choice(("x", "")) if k == key else k): v for k, v in told.items()}
        return {k: (changed(v, chance) if k == key else v) for k, v in told.items()}
    if isinstance(told, list) and told and chance.random() < 0.9:
        k = chance.randrange(len(told))
        return [*told[:k], changed(told[k], chance), *told[k + 1 :]]
    return chance.choice(VALUES)


def _in_json(good: bytes, chance: Random) -> bytes:
    told = changed(json.loads(good), chance)
    if isinstance(told, dict) and "check" in told and chance.random() < 0.8:
        told["check"] = check_of({k: v for k, v in told.items() if k not in ("identity", "check")})
    return json.dumps(told).encode()


def _in_ledger(good: bytes, chance: Random) -> bytes:
    lines = good.splitlines()
    k = chance.randrange(len(lines))
    content = json.dumps(changed(json.loads(lines[k].partition(b" ")[2]), chance)).encode()
    lines[k] = f"{zlib.crc32(content):08x} ".encode() + content
    return b"\n".join(lines) + b"\n"


def _in_zip(good: bytes, chance: Random) -> bytes:
    """A part of a zip damaged, and packed again."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        torn = chance.choice(names)
        for name in names:
            data = old.read(name)
            if name == torn:
                door = Door(name, "json" if name.endswith(".json") else "text", ())
                data = by_chance(door, data, chance)
            new.writestr(name, data)
    return file.getvalue()
