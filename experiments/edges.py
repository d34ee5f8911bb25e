"""Every command and every public function at every edge: is there any crash, and is any answer absurd?

    python experiments/edges.py            all: numbers of councils about a block of luck, rooms, rounds, workers
    python experiments/edges.py run bridge only what is called so
    python experiments/edges.py --saving   commands with --out instead, with all files and figures

    python experiments/edges.py --pairs    as many edges as let every two of what makes one meet; ten minutes
    python experiments/edges.py --keep     keep the figures for docs/reliability.md, too

The edges, and what an answer is held to, stand in `tests/edge_cases.py`. Councils are contested here, so that a thousand
rounds are played. Workers must change nothing: answers with one and with two are compared. About an hour on one core; names
what is wrong, and ends with 1 if anything is.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from edge_cases import (
    EDGES,
    FUNCTIONS,
    JOBS,
    MEMBERS,
    PLAYING,
    READING,
    ROUNDS,
    RUNS,
    SAVING,
    Edge,
    complaint,
    furnish,
    pairs,
    said,
)  # fmt: skip
from figure_sheet import Row, keep

LONG = 1000, 2
"""Rounds of which, and councils beyond which, a question is left out: tens of councils at thousands of points."""
LONGEST = "discover", "sensitivity", "page one_change"


def tried(name: str, edge: Edge, saving: bool) -> tuple[str, str]:
    """What is wrong with one answer, if anything is, and the answer."""
    if name in FUNCTIONS and not saving:
        try:
            FUNCTIONS[name]("e.toml", edge)
        except Exception as error:
            return f"{type(error).__name__}: {error}", ""
    words = (SAVING if saving else PLAYING | READING).get(name)
    if words is None:
        return "", ""
    plain = words(edge)
    found = said(plain)
    wrong = complaint(found, edge)
    if name in PLAYING and not saving and not wrong:
        found = said((*plain, "--json"))
        wrong = complaint(found, edge)
    return wrong, found.out


def main(words: list[str]) -> int:
    """Try all, print what is wrong and a summary; how many were wrong."""
    saving = "--saving" in words
    asked = [word for word in words if not word.startswith("--")]
    calls = SAVING if saving else PLAYING | READING | FUNCTIONS
    names = [name for name in calls if not asked or name in asked]
    tries = wrong = 0
    answers: dict[tuple, str] = {}
    began = time.monotonic()
    edges = EDGES
    chosen = dict.fromkeys(edges, names)
    if "--pairs" in words:
        rows = pairs(names, RUNS, MEMBERS, ROUNDS, JOBS)
        chosen = {edge: [row[0] for row in rows if Edge(*row[1:]) == edge] for edge in edges}
    for edge in edges:
        for name in chosen[edge]:
            if name in LONGEST and edge.rounds == LONG[0] and edge.runs > LONG[1]:
                continue
            with tempfile.TemporaryDirectory() as folder:
                os.chdir(folder)
                furnish(Path(folder), edge, contested=True)
                if name == "plot":
                    said(("run", "e.toml", "--runs", str(edge.runs), "--out", "saved"))
                told, answer = tried(name, edge, saving)
                os.chdir("/")
            key = name, edge.runs, edge.members, edge.rounds
            if not told and answers.setdefault(key, answer) != answer and not saving:
                told = "another answer with other workers"
            tries, wrong = tries + 1, wrong + bool(told)
            if told:
                print(f"{name} at {edge}: {told}", flush=True)
        print(f"{edge}: {tries:,} tried, {wrong} wrong, {time.monotonic() - began:.0f} s", flush=True)
    if "--keep" in words:
        what = "edges: 1, 2, a block less one to two blocks and one, 1 to 3 members, 1 and 1,000 rounds, 1 and 2 workers"
        result = f"{wrong} tracebacks, absurd answers, or answers that hang on the workers"
        tried_ = f"{tries:,} questions by {len(names)} commands, functions and questions of the page"
        keep("edges", " ".join(["python experiments/edges.py", *words]), [Row(what, tried_, result)])
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
