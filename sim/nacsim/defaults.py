"""What holds where nothing else is said, for a command and the function of the same name alike."""

RUNS = {
    "agree": 4_000,
    "agenda": 10_000,
    "bridge": 10_000,
    "compare": 10_000,
    "discover": 256,
    "pivots": 4_000,
    "report": 10_000,
    "run": 10_000,
    "sensitivity": 512,
    "sweep": 1_000,
    "validate": 2_000,
    "watch": 1_000,
}
"""Councils; of `sweep`, `sensitivity` and `discover` at each point, of `pivots` for each variant,
of `agree` for each coding and swap."""

POINTS = {"sensitivity": 256, "discover": 1_024}
"""Points at which the outcome is looked at."""

SEED = 0
"""The name of the luck."""

TARGET = 0.8
"""The chance of adoption that `bridge` is to reach."""

MOST_RUNS, MOST_SEED = 10**8, 2**63 - 1
"""The most councils that are played at once, and the largest seed."""

FIGURE_WIDTH, FIGURE_FORMATS = "page", ("png", "svg")
"""How wide figures are, and as what they are kept."""
