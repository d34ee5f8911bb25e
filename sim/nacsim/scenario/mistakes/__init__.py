"""What can be wrong with a scenario file, and how it is said."""
