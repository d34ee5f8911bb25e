"""The doors of the house: every file comes in through `reading`, every text goes out through `writing`."""
