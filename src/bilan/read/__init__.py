"""Reading in: from files, folders and standard input to dispatches.

`dispatches(paths, options)` yields a `Dispatch`, or a `ReadProblem` in its place, in the order of the paths, and holds
no more than one dispatch in memory. What a file may look like is in `docs/formats.md`.
"""

from bilan.read.options import FORMATS, MAX_TEXT_BYTES, Options, ReadProblem
from bilan.read.source import dispatches

__all__ = ["FORMATS", "MAX_TEXT_BYTES", "Options", "ReadProblem", "dispatches"]
