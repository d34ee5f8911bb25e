"""What would change the outcome: every question here is asked of the one engine, under the same luck."""

from sim.explore.bridge import bridge
from sim.explore.compare import compare
from sim.explore.discover import discover
from sim.explore.pivots import pivots
from sim.explore.play import play
from sim.explore.sensitivity import sensitivity
from sim.explore.sweep import sweep

__all__ = ["bridge", "compare", "discover", "pivots", "play", "sensitivity", "sweep"]
