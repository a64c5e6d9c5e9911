"""Markdown with YAML front matter: the text is exactly what follows the line that closes the front matter."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

import yaml

from bilan.read.fields import Raw, Refused
from bilan.read.options import MAX_TEXT_BYTES, ReadProblem
from bilan.read.plain import decoded, whole

MAX_FRONT_MATTER_BYTES = 64_000
OPENING = re.compile(r"---[ \t]*\r?\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def read(stream: BinaryIO, where: str) -> Iterator[Raw | ReadProblem]:
    """The one dispatch of a Markdown file, or why it is none. A file without front matter is text from its start."""
    try:
        text = decoded(whole(stream, MAX_TEXT_BYTES + MAX_FRONT_MATTER_BYTES + len(codecs.BOM_UTF8)))
        fields, body = split(text)
    except Refused as refused:
        yield ReadProblem(where, str(refused))
        return
    yield Raw(where, {**fields, "text": body}, stem=PurePath(where).stem)


def split(text: str) -> tuple[dict[str, object], str]:
    """The front matter's fields and the text after it. Raises `Refused` where it is not closed or no YAML mapping.

    All values are strings, as they are written: no day becomes a number and no "no" a boolean.
    """
    opening = OPENING.match(text)
    if opening is None:
        return {}, text
    closing = CLOSING.search(text, opening.end())
    if closing is None:
        raise Refused("its front matter is not closed: a line --- is missing")
    try:
        fields = yaml.load(text[opening.end() : closing.start()], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Refused(f"its front matter is not YAML: {_problem(error)}") from None
    if fields in (None, ""):
        fields = {}
    if not isinstance(fields, dict):
        raise Refused("its front matter is no list of names and values (title: …)")
    return {str(key): (None if value == "" else value) for key, value in fields.items()}, text[closing.end() :]


def _problem(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or type(error).__name__
    return f"{problem} (line {mark.line + 2})" if mark is not None else str(problem)
