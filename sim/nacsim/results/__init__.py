"""What came of councils: rows, counts, shares with their intervals, files."""
