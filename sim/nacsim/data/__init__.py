"""The tables the simulator ships: see README.md in this folder for every column, its source and its terms."""
