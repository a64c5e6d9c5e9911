"""Look-ups in sorted tables that stay on disk: nothing is loaded, a key is found by bisection."""

from __future__ import annotations

import mmap
from pathlib import Path


class SortedTable:
    """A file of lines `KEY<tab>REST`, sorted by the bytes of the keys, each key once."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def get(self, key: str) -> str | None:
        """What follows the key, or `None` where no line has it."""
        line = self._line(self._first_not_below(key.encode("utf-8") + b"\t"))
        head, _, rest = line.partition(b"\t")
        return rest.decode("utf-8") if line and head == key.encode("utf-8") else None

    def has_prefix(self, prefix: str) -> bool:
        """Whether some key begins with `prefix`."""
        wanted = prefix.encode("utf-8")
        return self._line(self._first_not_below(wanted)).startswith(wanted)

    def _line(self, start: int) -> bytes:
        if start >= len(self._bytes):
            return b""
        end = self._bytes.find(b"\n", start)
        return self._bytes[start:end if end >= 0 else len(self._bytes)]

    def _first_not_below(self, wanted: bytes) -> int:
        """The offset of the first line that is not below `wanted`, the file's length where all are."""
        data, low, high = self._bytes, 0, len(self._bytes)
        width = len(wanted)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1
            start = max(start, low)
            if data[start:start + width] < wanted:
                end = data.find(b"\n", start)
                low = end + 1 if end >= 0 else len(data)
            else:
                high = start
        return low


class LineFile:
    """A file of lines, read one at a time at the offset where it begins."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def at(self, offset: int) -> str:
        """The line that begins at the offset, without its end."""
        end = self._bytes.find(b"\n", offset)
        return self._bytes[offset:end if end >= 0 else len(self._bytes)].decode("utf-8")
