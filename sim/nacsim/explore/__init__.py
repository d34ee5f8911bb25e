"""What would change the outcome: every question here is asked of the one engine, under the same luck."""

from nacsim.explore.bridge import bridge
from nacsim.explore.compare import compare
from nacsim.explore.discover import discover
from nacsim.explore.pivots import pivots
from nacsim.explore.play import play
from nacsim.explore.sensitivity import sensitivity
from nacsim.explore.sweep import sweep

__all__ = ["bridge", "compare", "discover", "pivots", "play", "sensitivity", "sweep"]
