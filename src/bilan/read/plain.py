"""Plain text: the file is the dispatch. And the decoding that the other formats share."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from bilan.read.fields import Raw, Refused
from bilan.read.options import MAX_TEXT_BYTES, ReadProblem


def read(stream: BinaryIO, where: str) -> Iterator[Raw | ReadProblem]:
    """The one dispatch of a text file, or why it is none. Reads no more of the stream than a dispatch may hold."""
    try:
        text = decoded(whole(stream, MAX_TEXT_BYTES + len(codecs.BOM_UTF8)))
    except Refused as refused:
        yield ReadProblem(where, str(refused))
        return
    yield Raw(where, {"text": text}, stem=PurePath(where).stem)


def whole(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of the stream. Raises `Refused` where there are more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Refused(f"longer than a dispatch may be ({MAX_TEXT_BYTES:,} bytes of text)")
    return data


def decoded(data: bytes) -> str:
    """The text of UTF-8 bytes, a byte order mark taken off. Raises `Refused` with the place of the first wrong byte."""
    if b"\0" in data:
        raise Refused("holds NUL bytes: a binary file, or text in UTF-16; dispatches are UTF-8 text")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refused(
            f"not UTF-8: byte 0x{error.object[error.start]:02x} in line {line}; "
            "convert it first, for instance with: iconv -f WINDOWS-1252 -t UTF-8"
        ) from None
