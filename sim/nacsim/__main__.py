"""`python -m nacsim` is `nacsim`."""

from nacsim.cli import main

main()
