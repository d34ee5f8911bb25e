"""How long it takes to start: commands as a user types them, and what each import costs."""

import tempfile

from meter import cost
from timing import spread

TOKYO = "tokyo_liaison_office"
COMMANDS = {
    "`python -c pass`": ["-c", "pass"],
    "`nacsim --help`": ["-m", "nacsim", "--help"],
    "`nacsim run tokyo_liaison_office --runs 1000`": ["-m", "nacsim", "run", TOKYO, "--runs", "1000"],
    "the same, 10,000 (default)": ["-m", "nacsim", "run", TOKYO],
    "`nacsim run … --runs 1000 --out` (all figures)": [
        "-m", "nacsim", "run", TOKYO, "--runs", "1000", "--out", "{folder}",
    ],
    "first figure from Python (`simulate`, `plots.outcomes`, `save`)": ["-c", (
        "from nacsim import load, tally\nfrom nacsim.results.summary import summary\nfrom nacsim import plots\n"
        f"t = tally(load('{TOKYO}'), 1000)\n"
        "plots.save(plots.outcomes(summary(t, '')).figure, '{folder}/outcomes.png')"
    )],
    "`import nacsim`": ["-c", "import nacsim"],
    "`import nacsim.cli`": ["-c", "import nacsim.cli"],
    "`import numpy`": ["-c", "import numpy"],
    "`import nacsim.scenario`": ["-c", "import nacsim.scenario"],
    "`import nacsim.engine.ensemble`": ["-c", "import nacsim.engine.ensemble"],
    "`import nacsim.plots`": ["-c", "import nacsim.plots"],
    "`import nacsim.council.agents` (Mesa)": ["-c", "import nacsim.council.agents"],
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
