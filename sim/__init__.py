"""NACSIM: would the North Atlantic Council agree? Decisions under unanimity, simulated."""

__version__ = "0.1.0"
