"""How does the page's server bear a class? Thirty clients that each move a slider, read, and move it again.

usage: python experiments/benchmarks/thirty_clients.py [SCENARIO] [--clients 30] [--seconds 60] [--runs 10000] [--keep]

Starts `nacsim web` and asks it, from this machine alone, what a page asks: it is opened, and after every move the answer on
one block of councils and then on all of them, one question at a time. No move is made twice, so nothing is answered from
memory. Between two moves a client reads, for a time drawn evenly from none to twice the pause. Prints how long answers took,
how many were refused and with which status, and what memory the server and its workers held after a fifth of the time and at
the end. Exits with 1 if anything was refused or failed.
"""

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from page_latency import percentile

BLOCK = 2_000
"""Councils of the first answer after a move."""
WARM = 0.2
"""Share of the time after which memory is first looked at: by then all has been loaded."""


class Client(threading.Thread):
    """A page that is used for `seconds`; `took` has the seconds of every answer, `ended` how requests ended."""

    def __init__(self, number: int, port: int, asked: argparse.Namespace):
        super().__init__(daemon=True)
        self.port, self.asked, self.page = port, asked, f"client{number}"
        self.luck = random.Random(number)
        self.took: list[float] = []
        self.ended: Counter = Counter()

    def run(self) -> None:
        """Open the page, then move and read until time is up."""
        until = time.monotonic() + self.asked.seconds
        time.sleep(self.luck.uniform(0, min(self.asked.pause, self.asked.seconds)))
        side = {"scenario": self.asked.scenario, "toml": None, "edits": {}}
        self.ask("open", side)
        while time.monotonic() < until:
            moved = {**side, "edits": {f"members.{self.asked.member}.resolve": self.luck.uniform(0, 100)}}
            for runs in (BLOCK, self.asked.runs):
                self.ask("run", {"current": moved, "pinned": side, "runs": runs, "seed": 0}, timed=True)
            time.sleep(self.luck.uniform(0, 2 * self.asked.pause))

    def ask(self, what: str, body: dict, timed: bool = False) -> None:
        """Put one question and wait for all of the answer."""
        begun = time.perf_counter()
        try:
            there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            head = {"content-type": "application/json", "nacsim-page": self.page}
            there.request("POST", f"/api/{what}", json.dumps(body), head)
            answer = there.getresponse()
            answer.read()
            there.close()
        except OSError as error:
            self.ended[type(error).__name__] += 1
            return
        self.ended[answer.status] += 1
        if timed and answer.status == 200:
            self.took.append(time.perf_counter() - begun)


def memory(parent: int) -> float:
    """Megabytes that a process and its children hold, each counted whole; 0 where the system does not tell."""
    whole = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "status").read_text(encoding="utf-8")
        except OSError:
            continue  # it has just ended
        if int(folder.name) == parent or re.search(rf"^PPid:\t{parent}$", told, re.MULTILINE):
            held = re.search(r"^VmRSS:\s+(\d+)", told, re.MULTILINE)
            whole += int(held[1]) if held else 0
    return whole / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="tokyo_liaison_office")
    parser.add_argument("--member", default="FRA", help="whose resolve is moved")
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--pause", type=float, default=3, help="seconds that a client reads, on average")
    parser.add_argument("--keep", action="store_true", help="put it on the figure sheet (docs/reliability)")
    asked = parser.parse_args()
    command = [sys.executable, "-m", "nacsim", "web", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        port = int(re.search(r"http://127\.0\.0\.1:(\d+)", server.stdout.readline())[1])
        clients = [Client(k, port, asked) for k in range(asked.clients)]
        for client in clients:
            client.start()
        time.sleep(WARM * asked.seconds)
        before = memory(server.pid)
        for client in clients:
            client.join()
        after = memory(server.pid)
        server.terminate()
    told = measured(clients, asked, before, after)
    print(sentences(told))
    if asked.keep:
        kept(told)
    sys.exit(1 if told["refused"] else 0)


def measured(clients: list[Client], asked: argparse.Namespace, before: float, after: float) -> dict:
    """What came of it, in seconds and megabytes."""
    took = [seconds for client in clients for seconds in client.took]
    ended = sum((client.ended for client in clients), Counter())
    return {
        "clients": asked.clients,
        "seconds": asked.seconds,
        "requests": ended.total(),
        "refused": ended.total() - ended[200],
        "ended": {str(how): count for how, count in sorted(ended.items(), key=str)},
        "p50": round(percentile(took, 0.5), 3),
        "p95": round(percentile(took, 0.95), 3),
        "worst": round(max(took), 3),
        "memory": [round(before), round(after)],
    }


def kept(told: dict) -> None:
    """The same on the figure sheet."""
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from figure_sheet import Row, keep

    result = (
        f"{told['refused']} refused or failed; 95% of answers within {told['p95']:.2f} s, "
        f"memory {told['memory'][0]} MB and at the end {told['memory'][1]} MB"
    )
    tried = f"{told['seconds']:g} s, {told['requests']:,} requests"
    command = f"python experiments/benchmarks/thirty_clients.py --seconds {told['seconds']:g} --keep"
    keep("clients", command, [Row(f"{told['clients']} clients at once on the page", tried, result)])


def sentences(told: dict) -> str:
    """The same in words."""
    ends = ", ".join(f"{count} × {how}" for how, count in told["ended"].items())
    return (
        f"{told['clients']} clients for {told['seconds']:g} s: {told['requests']:,} requests ({ends}), "
        f"{told['refused']} refused or failed\n"
        f"answers: median {told['p50']:.2f} s, 95 % within {told['p95']:.2f} s, worst {told['worst']:.2f} s\n"
        f"memory of server and workers: {told['memory'][0]} MB, at the end {told['memory'][1]} MB"
    )


if __name__ == "__main__":
    main()
