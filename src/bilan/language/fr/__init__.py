"""French: its words, tables and frames, and its parser. `pack.French` is the language pack."""
