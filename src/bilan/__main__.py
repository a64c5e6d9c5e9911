"""`python -m bilan`: the command, where its script is not on the path."""

from bilan.cli.main import main

main()
