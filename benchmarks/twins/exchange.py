"""Exchanges words in a text and tells where each of its characters has gone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Finder = Callable[[str], Iterable["Edit"]]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`text[start:end]` is printed as `new` in the twin."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A text with its edits made, none overlapping, in order."""

    text: str
    edits: tuple[Edit, ...]

    def at(self, offset: int) -> int:
        """Where an offset of the original lies in the twin. One inside an exchanged word goes to the word's end."""
        before = self.edits[: bisect_right(self.edits, offset, key=lambda edit: edit.start)]
        moved = sum(len(e.new) - (e.end - e.start) for e in before if e.end <= offset)
        inside = [e for e in before if e.start < offset < e.end]
        return inside[0].start + moved + len(inside[0].new) if inside else offset + moved


def exchanged(text: str, finders: Iterable[Finder]) -> Exchanged:
    """The text with what the finders find exchanged; an earlier finder's word comes before a later one's."""
    kept: list[Edit] = []
    for finder in finders:
        kept += [edit for edit in finder(text) if not any(edit.start < k.end and k.start < edit.end for k in kept)]
    kept.sort()
    parts, at = [], 0
    for edit in kept:
        parts += [text[at:edit.start], edit.new]
        at = edit.end
    return Exchanged("".join([*parts, text[at:]]), tuple(kept))


def by_surface(surfaces: Mapping[str, str]) -> Finder:
    """Finds whole words by their spelling, the longest first; those in capitals too ("ALEP")."""
    table = {**{k.upper(): v.upper() for k, v in surfaces.items() if len(k) > 3}, **surfaces}
    if not table:
        return lambda _: ()
    spelt = "|".join(re.escape(key) for key in sorted(table, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{spelt})(?!\w)")
    return lambda text: (Edit(m.start(), m.end(), table[m.group()]) for m in pattern.finditer(text))
