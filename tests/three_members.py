"""Three who decide: A and B for a deal, and C against it, determined."""

TRIO = """
title = "Three"
roster = ["A", "B", "C"]
[issues.deal]
status_quo = 0
proposed = 100
lumpy = 0.0
[issues.wording]
proposed = 40
[default]
position = 90
salience = 40
resolve = 20
[members]
C = { position = { deal = 0, wording = 20 }, salience = { deal = 90, wording = 10 }, resolve = 90 }
[procedure]
rounds = 6
opt_out = false
[uncertainty]
position_sd = 0
salience_sd = 0
resolve_sd = 0
[parameters]
intensity = 0
elsewhere = 0
"""


def to_the_end(council):
    while council.running:
        council.step()
    return council
