"""The edges of what can be asked, and everything that can be asked, to be tried at each of them.

An edge is a number of councils about a block of luck, a room of one to three, one round or a thousand, one worker or two.
`tests/test_edges.py` tries pairs of them, `experiments/edges.py` all.
"""

import contextlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

import nacsim
from nacsim.cli import main
from nacsim.council.seat import play
from nacsim.engine.luck import BLOCK

RUNS = 1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 1
MEMBERS = 1, 2, 3
ROUNDS = 1, 1000
JOBS = 1, 2
KEY = "members.A.salience"


class Edge(NamedTuple):
    """How many councils of how many members and rounds, and how many workers."""

    runs: int
    members: int
    rounds: int
    jobs: int


EDGES = [Edge(*each) for each in product(RUNS, MEMBERS, ROUNDS, JOBS)]


def room(edge: Edge, proposed: int = 80, contested: bool = False) -> str:
    """A scenario file of one issue; where it is contested, talks go on for as many rounds as there are."""
    names = [chr(ord("A") + k) for k in range(edge.members)]
    position, resolve = ("{ low = 0, high = 100 }", 60) if contested else ("{ low = 30, high = 100 }", 10)
    return f"""
title = "Edge {proposed}"
roster = {json.dumps(names)}
[procedure]
rounds = {edge.rounds}
[issues.deal]
status_quo = 0
proposed = {proposed}
[default]
position = {position}
salience = 60
resolve = {resolve}
"""


PAST = '[observed]\noutcome = "approved"\ndays = 20\ntext = { deal = 80 }\n'
HALVES = '[observed]\noutcome = "blocked"\ndays = 20\nblockers = ["A"]\n'


def furnish(folder: Path, edge: Edge, contested: bool = False) -> None:
    """Write what is asked about: two scenarios and a table of one, two past decisions, a log of a council played."""
    for name, proposed in (("e", 80), ("other", 60)):
        (folder / f"{name}.toml").write_text(room(edge, proposed, contested), encoding="utf-8")
    (folder / "past").mkdir(exist_ok=True)
    for name, seen in (("p", PAST), ("q", HALVES)):
        (folder / "past" / f"{name}.toml").write_text(room(edge, 80, contested) + seen, encoding="utf-8")
    (folder / "table.csv").write_text(nacsim.write_table(folder / "e.toml"), encoding="utf-8")
    log = play(folder / "e.toml", "chair", lambda sight: {}, 0, edge.runs - 1)
    (folder / "log.json").write_text(json.dumps(log), encoding="utf-8")


Command = Callable[[Edge], tuple[str, ...]]


def counted(*words: str) -> Command:
    """A command that plays as many councils as the edge has."""
    return lambda edge: (*words, "--runs", str(edge.runs), "--jobs", str(edge.jobs))


def kept(ask: Command) -> Command:
    """A command that keeps its answer with all figures."""
    return lambda edge: (*ask(edge), "--out", "out")


PLAYING: dict[str, Command] = {
    "run": counted("run", "e.toml"),
    "compare": counted("compare", "e.toml", "other.toml"),
    "compare rules": counted("compare", "e.toml", "--rules"),
    "agenda": counted("agenda", "e.toml", "other.toml"),
    "pivots": counted("pivots", "e.toml"),
    "bridge": counted("bridge", "e.toml"),
    "sweep": counted("sweep", "e.toml", "--grid", f"{KEY}=10:90:2"),
    "sensitivity": counted("sensitivity", "e.toml", "--points", "2", "--input", f"{KEY}=0:100"),
    "discover": counted("discover", "e.toml", "--points", "32", "--input", f"{KEY}=0:100"),
    "agree": counted("agree", "e.toml", "other.toml"),
    "validate": counted("validate", "past"),
    "report": counted("report", "e.toml", "--out", "report.html"),
}
"""Commands that play many councils; all but one answer with --json, too."""
READING: dict[str, Command] = {
    "trace": lambda edge: ("trace", "e.toml", "--run", str(edge.runs - 1)),
    "play": lambda edge: ("play", "e.toml", "--run", str(edge.runs - 1), "--replay", "log.json"),
    "show": lambda edge: ("show", "e.toml", "--power"),
    "show stances": lambda edge: ("show", "e.toml", "--stances"),
    "roles": lambda edge: ("roles", "e.toml"),
    "cite": lambda edge: ("cite", "e.toml"),
    "check": lambda edge: ("check", "e.toml", "other.toml"),
    "list": lambda edge: ("list", "--json"),
    "new": lambda edge: ("new", "copy", "--from", "e.toml"),
    "new sheet": lambda edge: ("new", "copy", "--from", "e.toml", "--sheet"),
    "elicit": lambda edge: ("elicit", "e.toml", "--filled", "--to", "sheet.csv"),
    "convert": lambda edge: ("convert", "e.toml", "written.csv"),
    "convert back": lambda edge: ("convert", "table.csv", "read.toml"),
}
"""Commands that play one council, or none."""
SAVING: dict[str, Command] = {
    **{name: kept(ask) for name, ask in PLAYING.items() if name != "report"},
    "plot": lambda edge: ("plot", "saved", "--run", str(edge.runs - 1), "--out", "out"),
}
"""Commands with their files and figures."""


def few(edge: Edge) -> dict[str, int]:
    return {"runs": edge.runs, "jobs": edge.jobs}


def page(edge: Edge) -> dict[str, Any]:
    """A question as the page asks it, which takes no more rounds than a hundred."""
    edge = edge._replace(rounds=min(edge.rounds, 100))
    side = {"scenario": "e", "toml": room(edge), "edits": {}}
    other = {**side, "toml": room(edge, 60)}
    asked = {"current": side, "pinned": other, **side, "runs": edge.runs, "seed": 0}
    return asked | {"input": "members.A.position.deal"}


def asked_of_page(module: str, name: str) -> Callable[[str, Edge], Any]:
    def ask(_: str, edge: Edge) -> Any:
        from importlib import import_module

        return getattr(import_module(f"nacsim.web.{module}"), name)(page(edge))

    return ask


FUNCTIONS: dict[str, Callable[[str, Edge], Any]] = {
    "simulate": lambda s, edge: nacsim.simulate(s, **few(edge)),
    "simulate_many": lambda s, edge: nacsim.simulate_many([s, "other.toml"], **few(edge)),
    "tally": lambda s, edge: nacsim.tally(s, **few(edge)),
    "tally_many": lambda s, edge: nacsim.tally_many([s, "other.toml"], **few(edge)),
    "summary": lambda s, edge: nacsim.summary(nacsim.tally(s, **few(edge))),
    "compare": lambda s, edge: nacsim.compare([s, "other.toml"], **few(edge)),
    "agenda": lambda s, edge: nacsim.agenda([s, "other.toml"], **few(edge)),
    "sweep": lambda s, edge: nacsim.sweep(s, {KEY: (0, 100, 2)}, **few(edge)),
    "sensitivity": lambda s, edge: nacsim.sensitivity(s, {KEY: (0, 100)}, 2, **few(edge)),
    "pivots": lambda s, edge: nacsim.pivots(s, **few(edge)),
    "bridge": lambda s, edge: nacsim.bridge(s, 0.5, **few(edge)),
    "discover": lambda s, edge: nacsim.discover(s, {KEY: (0, 100)}, 32, **few(edge)),
    "agree": lambda s, edge: nacsim.agree(s, "other.toml", **few(edge)),
    "validate": lambda s, edge: nacsim.validate("past", **few(edge)),
    "report": lambda s, edge: nacsim.report(s, **few(edge)),
    "stances": lambda s, edge: nacsim.stances(s).frame(),
    "watch": lambda s, edge: nacsim.watch(s, edge.runs),
    "tell": lambda s, edge: nacsim.tell(s, edge.runs - 1),
    "play": lambda s, edge: nacsim.play(s, "A", lambda sight: {"object": False}, run=edge.runs - 1),
    "replay": lambda s, edge: nacsim.replay(json.loads(Path("log.json").read_text(encoding="utf-8")), s),
    "Council": lambda s, edge: nacsim.Council(s, run=edge.runs - 1).run_model(),
    "write_table": lambda s, edge: nacsim.write_table(s),
    "read_table": lambda s, edge: nacsim.read_table("table.csv"),
    "write_sheet": lambda s, edge: nacsim.write_sheet(s, filled=True),
    "read_answers": lambda s, edge: nacsim.read_answers(s, [nacsim.write_sheet(s, filled=True).encode()]),
    "load": lambda s, edge: nacsim.load(s),
    "frame": lambda s, edge: nacsim.simulate(s, **few(edge)).frame(),
    **{f"page {name}": asked_of_page("api", name) for name in ("opened", "run", "doubts", "toml", "councils_csv")},
    **{f"page {name}": asked_of_page("explore", name) for name in ("pivots", "bridge", "one_change", "curve")},
    "page story": asked_of_page("replay", "story"),
}  # fmt: skip
"""Public functions, and the questions of the page."""


class Said(NamedTuple):
    """How a command ended, and what it printed."""

    code: Any
    out: str
    err: str


def said(words: Iterable[str]) -> Said:
    """What a command says."""
    out, err, code = io.StringIO(), io.StringIO(), None
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(list(words))
        except SystemExit as end:
            code = end.code
    return Said(code, out.getvalue(), err.getvalue())


def complaint(found: Said, edge: Edge) -> str:
    """What is wrong with an answer, in words; nothing if nothing is."""
    if found.code != 0:
        return f"exit code {found.code}: {found.err}"
    if not found.out.lstrip().startswith("{"):
        odd = re.search(r"\b(nan|NaN|inf|None)\b", found.out)
        return f"{odd[0]} in {found.out}" if odd else ""
    told = json.loads(found.out, parse_constant=lambda word: word)
    even = edge.runs % 2 if "base_points" in told else 0  # `sensitivity` plays two lots of councils
    if told.get("runs", edge.runs) > edge.runs + even:
        return f"{told['runs']} runs"
    return "; ".join(odd_numbers(told))


def odd_numbers(told: Any, place: str = "") -> Iterator[str]:
    """Numbers that are none, and intervals that do not hold their value, are no interval, or are too sure of themselves."""
    if told in ("NaN", "Infinity", "-Infinity"):
        yield f"{place} is {told}"
    if isinstance(told, dict):
        if "share" in told and {"low", "high"} <= told.keys():
            yield from _odd_share(told, place)
        for key, inner in told.items():
            yield from odd_numbers(inner, f"{place}.{key}")
    elif isinstance(told, list):
        for k, inner in enumerate(told):
            yield from odd_numbers(inner, f"{place}[{k}]")


def _odd_share(told: dict[str, Any], place: str) -> Iterator[str]:
    share, low, high = told["share"], told["low"], told["high"]
    if None not in (share, low, high):
        if not -1e-9 <= low <= share + 1e-9 or not share - 1e-9 <= high <= 1 + 1e-9:
            yield f"{place}: {told}"
        if high - low < 0.0005:
            yield f"{place}: of no width: {told}"


def pairs(*columns: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Rows of one value out of each column, so few that yet any two values of two columns meet in one of them.

    Greedy: the first pair still missing is put into a row, whose other values are those that bring most missing pairs.
    """
    values = [list(column) for column in columns]
    wide = sorted(range(len(values)), key=lambda k: -len(values[k]))
    missing = {
        ((a, x), (b, y)) for a, b in combinations(range(len(values)), 2) for x in values[a] for y in values[b]
    }
    order = {(k, x): n for k, column in enumerate(values) for n, x in enumerate(column)}
    rows = []
    while missing:
        first = min(missing, key=lambda pair: tuple((k, order[k, x]) for k, x in pair))
        row = dict(first)
        for k in [k for k in wide if k not in row]:
            row[k] = max(
                values[k], key=lambda x: sum(_pair((k, x), taken) in missing for taken in row.items())
            )
        rows.append(tuple(row[k] for k in range(len(values))))
        missing -= {_pair(one, two) for one, two in combinations(sorted(row.items()), 2)}
    return rows


def _pair(one: tuple[int, Any], two: tuple[int, Any]) -> tuple[Any, Any]:
    return (one, two) if one[0] < two[0] else (two, one)
