"""Claims and findings as rows of the tables in `tables.toml`, a file a family."""
