"""`python -m sim` is `nacsim`."""

from sim.cli import main

main()
