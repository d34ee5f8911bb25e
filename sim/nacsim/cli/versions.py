"""The versions of what makes a result: of nacsim, and of what numbers and pictures go through."""

from __future__ import annotations

import platform
from importlib.metadata import version

from nacsim import __version__

MAKERS = "numpy", "matplotlib"


def versions() -> dict[str, str]:
    """Name -> version."""
    return {"nacsim": __version__, "python": platform.python_version()} | {
        name: version(name) for name in MAKERS
    }
