"""Finds the paragraphs of a text: a line each, and the lines that a column wrapped as one.

Takes the text as received and returns spans of it; nothing is changed, so that offsets stay those of the text.
"""

from __future__ import annotations

import re
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_ENDS = ".!?…»”\":;"
_BROAD = 40
"""Characters of a line that a column may have cut: the items of a list and bylines are shorter."""
_CUT = 3
"""So many lines that go on in lower case show that the whole text is wrapped, at capitals and figures as well."""
_COLUMN = 100
"""Characters of the longest line of a text that is wrapped at a column."""


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the paragraphs, in order, none empty. A line that ends no sentence goes on in the next where that
    begins in lower case; in a text that is wrapped throughout also where it begins with a capital or a figure, the
    first line excepted, which may be a title."""
    lines = [match.span() for match in _LINE.finditer(text)]
    cut = [_goes_on(text, a, b) for a, b in pairwise(lines)]
    lower = [goes and text[b[0]].islower() for goes, b in zip(cut, lines[1:], strict=True)]
    wrapped = sum(lower) >= _CUT and max(end - start for start, end in lines) <= _COLUMN
    found: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(lines):
        joins = i > 0 and (lower[i - 1] or (wrapped and i > 1 and cut[i - 1] and text[start].isalnum()))
        found[-1:] = [(found[-1][0], end)] if joins else [*found[-1:], (start, end)]
    return found


def _goes_on(text: str, one: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a line may go on in the one behind it: no blank line between, no end of a sentence, and no short line."""
    line = text[one[0]:one[1]].rstrip()
    return following[0] - one[1] == 1 and len(line) >= _BROAD and line[-1] not in _ENDS
