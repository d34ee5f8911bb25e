"""Do the tests notice a wrong model? Mutants of rules, engine and results, drawn by lot, by cosmic-ray.

    python experiments/mutation.py              two hundred; an hour or two
    python experiments/mutation.py 50 --seed 3  fewer, others
    python experiments/mutation.py 500 --minutes 60   as many as there is time for

Needs `pip install -e '.[mutation]'`. What is mutated and which tests have to notice stands in `cosmic-ray.toml` beside this
file. Works in a copy. A mutant in a type annotation changes nothing that runs, and one of `strict` of zip nothing unless
something else is wrong; both are left out. Prints each survivor as a difference, and the share killed with its interval.
A survivor wants a test, or is no other program (`mutants.py` is the same by hand, for what reviews have found).
"""

import argparse
import ast
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from cosmic_ray import commands
from cosmic_ray.config import load_config
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome
from figure_sheet import Row, keep

from nacsim.results.intervals import wilson

ROOT = Path(__file__).parents[1]
CONFIG = Path(__file__).with_name("cosmic-ray.toml")
LEFT_OUT = (".git", ".venv", "__pycache__", ".*_cache", "out", "build", "dist", "img")


def idle(path):
    """Where in a file types and the guards of `zip` are written: (first line, column), (last line, column) of each."""
    spans = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        told = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        told += [word.value for word in getattr(node, "keywords", ()) if word.arg == "strict"]
        spans += [((n.lineno, n.col_offset), (n.end_lineno, n.end_col_offset)) for n in told if n is not None]
    return spans


def sampled(config, folder, seed):
    """All mutants in an order by lot, without those that cannot change an answer."""
    with use_db(folder / "session.sqlite", WorkDB.Mode.create) as found:
        paths = [p for base in config["module-path"] for p in sorted(Path(base).rglob("*.py"))]
        commands.init(paths, found, {})
        items = [item.mutations for item in found.work_items]
    still = {path: idle(path) for path in paths}

    def runs(mutations):
        one = mutations[0]
        return not any(start <= one.start_pos <= end for start, end in still[one.module_path])

    items = sorted(filter(runs, items), key=str)
    Random(seed).shuffle(items)
    return items


def main():
    """Draw, try, and report; the number of survivors."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--keep", action="store_true", help="keep the figures for docs/reliability.md, too")
    asked = parser.parse_args()
    config = load_config(CONFIG)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        os.chdir(copy)
        os.environ |= {"PYTHONPATH": str(copy / "sim"), "PYTHONDONTWRITEBYTECODE": "1"}
        command = config.test_command.replace("python", sys.executable, 1)
        if os.system(f"{command} > healthy.txt"):
            raise SystemExit("The tests fail as it is:\n" + Path("healthy.txt").read_text(encoding="utf-8"))
        items = sampled(config, Path(folder), asked.seed)
        print(f"{len(items):,} mutants; {min(asked.count, len(items))} drawn, seed {asked.seed}", flush=True)
        killed = tried = 0
        end = time.monotonic() + 60 * asked.minutes
        for mutations in items[: asked.count]:
            if time.monotonic() > end:
                break
            found = mutate_and_test(mutations, command, config.timeout)
            tried += 1
            killed += found.test_outcome is not TestOutcome.SURVIVED
            print(f"{killed} of {tried}", end="\r", file=sys.stderr, flush=True)
            if found.test_outcome is TestOutcome.SURVIVED:
                print(f"\nsurvived {mutations[0].operator_name}\n{found.diff}", flush=True)
        low, high = wilson(killed, tried)
        print(f"\n{killed} of {tried} killed: {killed / tried:.0%} ({low:.0%} to {high:.0%})")
    if asked.keep:
        result = f"{killed} killed by the tests near them: {killed / tried:.0%} ({low:.0%} to {high:.0%})"
        what = "mutants of rules, engine and results by cosmic-ray, drawn by lot, equivalent ones among them"
        keep(
            "mutants",
            f"python experiments/mutation.py {tried} --seed {asked.seed} --keep",
            [Row(what, f"{tried} of {len(items):,}", result)],
        )
    return tried - killed


if __name__ == "__main__":
    sys.exit(main() > 0)
