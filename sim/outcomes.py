"""The six outcomes, always in this order (design of results)."""

OUTCOMES = ("approved", "amended", "delayed", "opt_out", "blocked", "shelved")
ADOPTED = OUTCOMES[:4]
