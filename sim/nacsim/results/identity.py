"""What names a piece of work, so that it is taken up again by the very same one and by no other."""

import json
from hashlib import sha256
from typing import Any

from nacsim import __version__
from nacsim.data.calibrated import calibrated


def identity(*told: Any) -> str:
    """A name that the same question, draws and model have, and nothing else: a digest of what is told and the model."""
    text = json.dumps([*told, __version__, calibrated()], sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()


def check_of(told: dict[str, Any]) -> str:
    """The check sum of plain data."""
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
