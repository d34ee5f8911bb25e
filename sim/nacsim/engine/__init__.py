"""How a council is played, and many: luck, draws, rounds, rows, workers. No rule is stated here."""
