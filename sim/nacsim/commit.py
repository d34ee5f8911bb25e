"""Which state of the source this is: version numbers stand still between releases, and results do not."""

import json
import subprocess
from functools import cache
from importlib import metadata
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
"""The top of the source tree, where this is one."""
PATIENCE = 5
"""Seconds that git is given to answer."""


@cache
def commit() -> str:
    """The commit that is running, short, with "-dirty" where files differ from it; empty where that is not known."""
    return _checked_out() if (CHECKOUT / ".git").exists() else _installed()


def _checked_out() -> str:
    command = ["git", "-C", str(CHECKOUT), "describe", "--always", "--dirty", "--exclude", "*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _installed() -> str:
    """What pip noted of an installation straight from a repository (PEP 610)."""
    try:
        told = json.loads(metadata.distribution("nacsim").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return ""
    return str(told.get("vcs_info", {}).get("commit_id", ""))[:10]
