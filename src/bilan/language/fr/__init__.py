"""French: its words, tables and frames, and its parser. `pack.French` is the language pack."""

DEFAULT_PIPELINE = "bilan"
"""The name of the pipeline that ships with Bilan."""
