"""How long it takes to start: commands as a user types them, and what each import costs."""

import tempfile

from meter import cost
from timing import spread

TOKYO = "tokyo_liaison_office"
COMMANDS = {
    "`python -c pass`": ["-c", "pass"],
    "`nacsim --help`": ["-m", "sim", "--help"],
    "`nacsim run tokyo_liaison_office --runs 1000`": ["-m", "sim", "run", TOKYO, "--runs", "1000"],
    "the same, 10,000 (default)": ["-m", "sim", "run", TOKYO],
    "`nacsim run … --runs 1000 --out` (all figures)": [
        "-m", "sim", "run", TOKYO, "--runs", "1000", "--out", "{folder}",
    ],
    "first figure from Python (`simulate`, `plots.outcomes`, `save`)": ["-c", (
        "from sim import load, tally\nfrom sim.metrics import summary\nfrom sim import plots\n"
        f"t = tally(load('{TOKYO}'), 1000)\n"
        "plots.save(plots.outcomes(summary(t, '')).figure, '{folder}/outcomes.png')"
    )],
    "`import sim`": ["-c", "import sim"],
    "`import sim.cli`": ["-c", "import sim.cli"],
    "`import numpy`": ["-c", "import numpy"],
    "`import sim.scenario`": ["-c", "import sim.scenario"],
    "`import sim.ensemble`": ["-c", "import sim.ensemble"],
    "`import sim.plots`": ["-c", "import sim.plots"],
    "`import sim.council` (Mesa)": ["-c", "import sim.council"],
}  # fmt: skip


def report(times: int) -> str:
    """Whole processes, in turn; medians with quartiles."""
    found: dict[str, list[dict]] = {name: [] for name in COMMANDS}
    for _ in range(times):
        for name, command in COMMANDS.items():
            with tempfile.TemporaryDirectory() as folder:
                found[name].append(cost([part.replace("{folder}", f"{folder}/out") for part in command]))
    lines = [
        "| whole process | time, s | processor time, s | peak memory, MB |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, samples in found.items():
        cells = [spread([s[what] for s in samples]) for what in ("wall", "cpu")]
        times_ = " | ".join(f"{c.median:.2f} ({c.low:.2f}–{c.high:.2f})" for c in cells)
        lines.append(f"| {name} | {times_} | {max(s['peak'] for s in samples):.0f} |")
    return "\n".join(lines)
