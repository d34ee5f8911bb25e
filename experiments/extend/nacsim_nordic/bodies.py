"""A body: a table as a scenario file would say it, kept as a file in the package."""

from importlib.resources import files

nordic_council = files("nacsim_nordic") / "nordic_council.toml"
