"""From a file to its tables: reading, places, layers, overrides."""
