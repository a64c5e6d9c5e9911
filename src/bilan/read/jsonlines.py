"""JSON Lines: a dispatch a line. Read line by line, so that a file of any size takes the memory of one line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from bilan.read.fields import Raw, Refused
from bilan.read.options import MAX_TEXT_BYTES, ReadProblem
from bilan.read.plain import decoded

MAX_LINE_BYTES = 8 * MAX_TEXT_BYTES
"""A text may be six times as long where every character is escaped (backslash, u, four digits)."""


def read(stream: BinaryIO, where: str) -> Iterator[Raw | ReadProblem]:
    """A dispatch, or why it is none, for each line that is not blank."""
    for number, line in _lines(stream):
        place = f"{where}, line {number}"
        try:
            fields = _fields(line, first=number == 1)
        except Refused as refused:
            yield ReadProblem(place, str(refused))
            continue
        if fields is not None:
            yield Raw(place, fields)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each line; `None` for a line longer than allowed, which is passed over unread."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES):
        number += 1
        if len(line) < MAX_LINE_BYTES or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES)
        yield number, None


def _fields(line: bytes | None, *, first: bool) -> dict[str, object] | None:
    """The object of a line, `None` where it is blank."""
    if line is None:
        raise Refused(f"longer than a dispatch may be ({MAX_TEXT_BYTES:,} bytes of text)")
    if not first and line.startswith(codecs.BOM_UTF8):
        raise Refused("not JSON: a byte order mark in the middle of the file")
    text = decoded(line)
    if not text.strip():
        return None
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"{error.msg} (column {error.colno})" if isinstance(error, json.JSONDecodeError) else "unreadable"
        raise Refused(f"not JSON: {message}") from None
    if not isinstance(fields, dict):
        raise Refused("not a JSON object: a line is {\"text\": …} with its metadata")
    return fields
