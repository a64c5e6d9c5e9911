"""The command line: one file a command, none with any logic of its own. `main` puts them together."""
