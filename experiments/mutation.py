"""Do the tests notice a wrong model? Mutants of rules, engine and results, drawn by lot, by cosmic-ray.

    python experiments/mutation.py              two hundred
    python experiments/mutation.py 50 --seed 3  fewer, others
    python experiments/mutation.py 500 --minutes 60   as many as there is time for
    python experiments/mutation.py --only rules/silence   those of files whose path has this

Needs `pip install -e '.[mutation,test]'`. What is mutated and which tests have to notice stands in `cosmic-ray.toml` beside
this file. Works in a copy. The tests run once on the healthy source, to see which of them reach which function (`reach.py`;
kept in `out` as long as source and test stay the same). A mutant then meets those that reach it: first those that killed
most for their time, then those of its file, then up to half a minute of others; one that stands outside functions then meets
as much of the tests that reach no function of its file. It is killed if one fails, or if they need twenty seconds and three
times as long as on the healthy source.

Left out is what is no other program: a type annotation, `strict` of zip, the condition under which only a type checker reads
on, and what Python cannot read or reads alike. Prints each survivor as a difference, and the share killed with its interval.
A survivor wants a test, or is no other program (`mutants.py` is the same by hand, for what reviews have found).
"""

import argparse
import ast
import difflib
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from itertools import accumulate
from pathlib import Path
from random import Random

import reach
from cosmic_ray import commands
from cosmic_ray.config import load_config
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from figure_sheet import Row, keep

from nacsim.files.commit import commit
from nacsim.results.intervals import wilson

ROOT = Path(__file__).parents[1]
CONFIG = Path(__file__).with_name("cosmic-ray.toml")
LEFT_OUT = (".git", ".venv", "__pycache__", ".*_cache", "out", "build", "dist", "img")
PROVEN = 8  # tests that a mutant meets before all others
# Seconds of tests of one file in turn, and of all of these together, as they were measured.
TURN, MOST = 0.25, 30


def idle(path):
    """Where in a file types and the guards of `zip` are written: (first line, column), (last line, column) of each."""
    spans = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        told = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        told += [word.value for word in getattr(node, "keywords", ()) if word.arg == "strict"]
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            told.append(node)
        spans += [((n.lineno, n.col_offset), (n.end_lineno, n.end_col_offset)) for n in told if n is not None]
    return spans


def sampled(paths, folder, seed):
    """All mutants in an order by lot, without those that cannot change an answer."""
    with use_db(folder / "session.sqlite", WorkDB.Mode.create) as found:
        commands.init(paths, found, {})
        items = [mutation for item in found.work_items for mutation in item.mutations]
    still = {path: idle(path) for path in paths}

    def runs(one):
        return not any(start <= one.start_pos <= end for start, end in still[one.module_path])

    items = sorted(filter(runs, items), key=str)
    Random(seed).shuffle(items)
    return items


def same_program(before, after):
    """Whether Python reads two sources alike, or cannot read the second."""
    try:
        compile(after, "mutant", "exec")  # refuses more than the parser does
    except SyntaxError:
        return True
    return ast.dump(ast.parse(before)) == ast.dump(ast.parse(after))


class Laboratory:
    """The tests, what they reach, and which of them have killed before."""

    def __init__(self, found):
        self.reach, self.kills, self.trusted, self.distrusted = found, Counter(), {"import", "time"}, set()

    def batches(self, path, line):
        """The tests that a mutant meets: proven ones, those of its file by name, then some of every file in turn."""
        slowest = self.reach.slowest
        tests = [test for test in self.reach.of(path, line) if test not in self.distrusted]
        rate = {test: self.kills[test] / (0.1 + slowest[test.partition("::")[0]]) for test in tests}
        best = sorted(filter(rate.get, tests), key=rate.get, reverse=True)[:PROVEN]
        near = [test for test in tests if path.stem in test.partition("::")[0] and test not in best]
        others = self.some({*tests} - {*best, *near})
        beside = self.some({*self.reach.beside(path, line)} - self.distrusted)
        return [batch for batch in (best, near, others, beside) if batch]

    def some(self, tests):
        """Some tests of every file in turn, quick ones first, up to half a minute."""
        seconds, spent, places = self.reach.seconds, Counter(), []
        for test in sorted(tests, key=lambda test: (seconds[test], test)):
            file = test.partition("::")[0]
            spent[file] += seconds[test]
            places.append((spent[file] // TURN, file, test))
        total = accumulate(seconds[test] for *_, test in sorted(places))
        return [test for (*_, test), so_far in zip(sorted(places), total, strict=True) if so_far < MOST]

    def killer(self, path, line):
        """The test that notices what a file says now: its name, "import" or "time"; or nothing."""
        for tests in self.batches(path, line):
            limit = 20 + round(3 * sum(self.reach.seconds[test] for test in tests))
            found = reach.forked(limit, reach.killer, tests)
            if found != "":
                return found or "time"
        return ""

    def judge(self, mutant):
        """(the test that kills a mutant, or nothing; its difference); None for what is no other program."""
        path, line = mutant.module_path, mutant.start_pos[0]
        with use_mutation(path, get_operator(mutant.operator_name)(), mutant.occurrence) as (before, after):
            if after is None or same_program(before, after):
                return None
            found = self.killer(path, line)
        if found and not self.sound(found):
            return self.judge(mutant)
        self.kills[found] += 1
        told = difflib.unified_diff(
            before.splitlines(), after.splitlines(), str(path), mutant.operator_name, "", "", 1, ""
        )
        return found, "\n".join(told)

    def sound(self, test):
        """Whether a test that has killed passes alone on the healthy source; one that does not is left out from now on."""
        if test not in self.trusted and test not in self.distrusted:
            (self.distrusted if reach.forked(None, reach.killer, [test]) else self.trusted).add(test)
        return test in self.trusted


def main():
    """Draw, try, and report; the number of survivors."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--only", default="", help="mutants of files whose path has this")
    parser.add_argument("--keep", action="store_true", help="keep the figures for docs/reliability.md, too")
    asked = parser.parse_args()
    config = load_config(CONFIG)
    commit()  # remembered from now on: the figures are of the state that is copied here
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        os.chdir(copy)
        os.environ |= {"PYTHONPATH": str(copy / "sim"), "PYTHONDONTWRITEBYTECODE": "1"}
        sys.path.insert(0, str(copy / "sim"))
        sys.dont_write_bytecode = True
        paths = [p for base in config["module-path"] for p in sorted(Path(base).rglob("*.py"))]
        tests = [word for word in config.test_command.split() if word.startswith("tests/")]
        reach.load(tests)
        laboratory = Laboratory(reach.reached(tests, paths, ROOT / "out" / "reach.json"))
        items = [m for m in sampled(paths, Path(folder), asked.seed) if asked.only in str(m.module_path)]
        print(f"{len(items):,} mutants; seed {asked.seed}", flush=True)
        killed = tried = 0
        end = time.monotonic() + 60 * asked.minutes
        for mutant in items:
            if tried == asked.count or time.monotonic() > end:
                break
            begun = time.monotonic()
            found = laboratory.judge(mutant)
            if found is None:
                continue
            tried += 1
            killed += found[0] != ""
            took = f"{time.monotonic() - begun:.1f} s"
            print(
                f"{killed} of {tried} ({took}): {mutant.module_path.name} {mutant.start_pos[0]}, {found[0]}",
                file=sys.stderr,
                flush=True,
            )
            if not found[0]:
                print(f"\nsurvived, number {tried}\n{found[1]}", flush=True)
        low, high = wilson(killed, tried)
        print(f"\n{killed} of {tried} killed: {killed / tried:.0%} ({low:.0%} to {high:.0%})")
        print(
            f"{laboratory.kills['time']} of them by taking too long, {laboratory.kills['import']} by not being imported"
        )
    if asked.keep:
        result = f"{killed} killed: {killed / tried:.0%} ({low:.0%} to {high:.0%})"
        what = "mutants of rules, engine and results by cosmic-ray, drawn by lot, equivalent ones among them"
        keep(
            f"mutants-{asked.seed}",
            f"python experiments/mutation.py {tried} --seed {asked.seed} --keep",
            [Row(what, f"{tried} of {len(items):,}", result)],
        )
    return tried - killed


if __name__ == "__main__":
    sys.exit(main() > 0)
