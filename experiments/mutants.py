"""Do the tests notice a wrong model? One change at a time in a copy of the package, and what the tests say of each.

    python experiments/mutants.py            all of them; some minutes
    python experiments/mutants.py speaking   those whose file or meaning has this word
    python experiments/mutants.py unpinned   without the results on file, which notice anything and say the least of it

The results on file (`tests/results.json`) are renewed in the copy first, and tests that fail without any change are left
out and named, so that it can be asked while the model is being rebuilt. A mutant that survives wants a test.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PINNED = "tests/test_results.py"
TESTS = (
    "tests/rules", "tests/test_numbers.py", PINNED, "tests/test_known_answers.py", "tests/test_reference.py"
)  # fmt: skip
LEFT_OUT = (".git", ".venv", "__pycache__", ".*_cache", "out", "build", "dist")


class Mutant(NamedTuple):
    """One change of one text that occurs once in a file of the package."""

    file: str
    old: str
    new: str
    meaning: str


REVIEWED = (
    # What reviews of 0.1 found: most of them had survived all tests of that time.
    Mutant("rules/speaking.py", "LEAST_VOICE = 0.2", "LEAST_VOICE = 0.3", "the meek speak louder"),
    Mutant("engine/luck.py", "inv_cdf((w + 0.5)", "inv_cdf((w + 0.6)", "normal draws shifted"),
    Mutant(
        "engine/sampling.py",
        "exits=uniform(source.of(\"exit\")[:runs]) < exit_chance(scenario, values)",
        "exits=uniform(source.of(\"exit\")[:runs]) < 0.97 * exit_chance(scenario, values)",
        "exits a little rarer (in place of stamina, which is gone)",
    ),
    Mutant("rules/round.py", "event.round == round_", "event.round != round_", "events in all other rounds"),
    Mutant("results/tally.py", "p * counts.sum()", "p / counts.sum()", "quantiles"),
    Mutant("results/intervals.py", "int((a & ~b).sum())", "int((a & ~b).mean())", "paired intervals"),
    Mutant(
        "rules/ratification.py", "(round_ <= setting", "(round_ < setting", "a round less for ratification"
    ),
    Mutant("rules/ratification.py", "out & hold_out(", "hold_out(", "who ratified takes it back"),
    Mutant(
        "rules/ratification.py", "spent=state.spent + spent", "spent=state.spent", "payments at home unlimited"
    ),
    Mutant("engine/luck.py", "names) ^ place(index)", "names) | place(index)", "lots of one place alike"),
)  # fmt: skip
NEW = (
    Mutant("rules/isolation.py", "FALLS = 3", "FALLS = 2", "isolation falls as a square"),
    Mutant("rules/shelving.py", "PATIENCE = 3", "PATIENCE = 4", "a more patient chair"),
    Mutant("rules/redraft.py", "LEAST_NEED = 1e-3", "LEAST_NEED = 1e-2", "more for those in company"),
    Mutant("rules/decision.py", "0.55, 0.65", "0.57, 0.65", "a higher majority of members"),
    Mutant("rules/decision.py", "0.55, 0.65", "0.55, 0.66", "a higher majority of peoples"),
    Mutant("rules/ending.py", "0.10, 0.05", "0.11, 0.05", "amended later"),
    Mutant("rules/ending.py", "0.10, 0.05", "0.10, 0.06", "dropped sooner"),
    Mutant("rules/ending.py", "(heads(alone) == 1)", "(heads(alone) >= 1)", "several are pivotal"),
    Mutant("rules/staying_out.py", "astype(np.int64) < len", "astype(np.int64) <= len", "half may stay out"),
    Mutant("rules/staying_out.py", "(1 - who.here(spares))", "who.here(spares)", "what an exit spares"),
    Mutant("rules/sponsors.py", "loss *= wants > 0", "loss *= wants >= 0", "all are asked what they bear"),
    Mutant("rules/sponsors.py", "(1 - reserve) * total", "reserve * total", "sponsors keep what they gave"),
    Mutant("rules/elsewhere.py", "(forced <= -HELD)", "(forced > HELD)", "forced hands let go of"),
    Mutant("rules/gain.py", "worth if moved.all() else worth * moved", "worth", "objections to the status quo"),
    Mutant("rules/gain.py", "1 - aspiration * resolve", "1 - aspiration", "all aspire alike"),
    Mutant("rules/speaking.py", "hiding ** (1 / others)", "hiding ** others", "nobody hides behind many"),
    Mutant("rules/consultation.py", "openness * (1 - resolve)", "openness * resolve", "the firm listen"),
    Mutant("rules/redraft.py", "target > inside / 2", "target > inside / 3", "lumpy conditions sooner in"),
    Mutant(
        "rules/side_payments.py", "total(worth) + total(np.abs", "total(np.abs", "what sponsors can pay"
    ),
    Mutant("rules/ratification.py", "hold_out(state, setting) & ~aside", "hold_out(state, setting)", "asked aside"),
    Mutant("rules/round.py", "phase[ends > 0], phase[ends < 0]", "phase[ends < 0], phase[ends > 0]", "elsewhere"),
    Mutant("rules/round.py", "forced <= -HELD", "forced < -HELD", "a forced hand asks for all"),
    Mutant("engine/luck.py", "return (lots + 0.5)", "return (lots + 0.0)", "uniform draws shifted"),
    Mutant("rules/events.py", "event.round <= round_", "event.round < round_", "what has happened in the same round"),
    Mutant("rules/events.py", "reversed(event.given)", "event.given", "which of several that happened counts"),
    Mutant("engine/happenings.py", "begins[:-1] < day", "begins[:-1] <= day", "the day on which a round begins"),
    Mutant("engine/stances.py", "own if mine else shared", "own", "a line of a group, under an expert"),
    Mutant("engine/sampling.py", "np.where(adopts, 1, -1)", "np.where(adopts, -1, 1)", "elsewhere reversed"),
    Mutant("engine/sampling.py", '"exit" if known', '"exit_bound" if known', "exits by category"),
    Mutant("engine/sampling.py", '"lumpy_said" if said', '"lumpy_unsaid" if said', "lumpy as coded"),
    Mutant("engine/sampling.py", 'values["salience_sd"]', 'values["position_sd"]', "errors of salience"),
    Mutant("engine/sampling.py", "<= scenario.procedure.horizon", "< scenario.procedure.horizon", "the last day"),
    Mutant("engine/sampling.py", "[:, None] < rounds", "[:, None] <= rounds", "a round more of days"),
    Mutant("engine/together.py", "kinds, needed, events", "kinds, events", "the indispensable side by side"),
    Mutant("engine/rows.py", "failed, issues.residue", "failed, issues.status_quo", "nothing remains"),
    Mutant("engine/rows.py", " & (heads(done.objects) == 1)", "", "blocks alone"),
    Mutant("engine/playing.py", "end.first[:, runs] |= home.first", "end.first[:, runs] = home.first", "first"),
    Mutant("results/intervals.py", "p + z2 / (2 * n)", "p + z2 / n", "Wilson's centre"),
    Mutant("results/tally.py", "sole=(alone @ blocks)", "sole=(all_ @ blocks)", "sole blockers"),
    Mutant("results/summary.py", "spread(tally.days, DAY_UNIT)", "spread(tally.days, TEXT_UNIT)", "unit of days"),
)  # fmt: skip


class Laboratory:
    """A copy of the project in which one thing at a time is changed and tested."""

    def __init__(self, folder: Path, tests: tuple[str, ...]):
        self.folder, self.tests = folder / "copy", tests
        shutil.copytree(ROOT, self.folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        self.environment = os.environ | {
            "PYTHONPATH": str(self.folder / "sim"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        (self.folder / "tests" / "results.json").unlink()
        self.python("tests/pinned.py")
        self.broken = self.failures("--continue-on-collection-errors")
        if wrong := self.failures(*self.left_out):
            raise SystemExit(f"Not only these fail as it is: {', '.join(wrong)}")

    def python(self, *arguments: str) -> str:
        """What Python prints when it is run in the copy."""
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True
        ).stdout

    def failures(self, *how: str) -> list[str]:
        """The tests that fail, by their names."""
        told = self.python("-m", "pytest", *self.tests, "-q", "-rfE", "-p", "no:cacheprovider", *how)
        return re.findall(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", told, flags=re.M)

    @property
    def left_out(self) -> list[str]:
        """How pytest is told to leave out what fails as it is."""
        return [f"--{'deselect' if '::' in test else 'ignore'}={test}" for test in self.broken]

    def killer(self, mutant: Mutant) -> str | None:
        """The first test that notices a mutant, if any does."""
        path = self.folder / "sim" / "nacsim" / mutant.file
        healthy = path.read_text(encoding="utf-8")
        if healthy.count(mutant.old) != 1:
            raise SystemExit(
                f"{mutant.file}: {mutant.old!r} occurs {healthy.count(mutant.old)} times, not once"
            )
        path.write_text(healthy.replace(mutant.old, mutant.new), encoding="utf-8")
        try:
            return next(iter(self.failures("-x", *self.left_out)), None)
        finally:
            path.write_text(healthy, encoding="utf-8")


def main(words: list[str]) -> int:
    """Print a table of mutants and what noticed each; how many survived."""
    tests = tuple(test for test in TESTS if test != PINNED or "unpinned" not in words)
    words = [word for word in words if word != "unpinned"]
    asked = [m for m in REVIEWED + NEW if not words or any(w in f"{m.file} {m.meaning}" for w in words)]
    with tempfile.TemporaryDirectory() as folder:
        laboratory, survivors = Laboratory(Path(folder), tests), 0
        if laboratory.broken:
            print(f"Left out, for they fail as it is: {', '.join(laboratory.broken)}\n")
        print("| file | change | | noticed by |\n|---|---|---|---|", flush=True)
        for mutant in asked:
            killer = laboratory.killer(mutant)
            survivors += killer is None
            told = "killed" if killer else "**survived**"
            print(f"| `{mutant.file}` | {mutant.meaning} | {told} | {killer or ''} |", flush=True)
    print(f"\n{len(asked) - survivors} of {len(asked)} killed.")
    return survivors


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
