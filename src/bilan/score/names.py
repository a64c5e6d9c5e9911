"""Whether two names name the same: compared folded, word by word, with the words that name nothing left aside."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import Any

WORD = re.compile(r"[^\W_]+")
MOST_WORDS_MORE = 6
"""How many words a source's or speaker's name may have beside the part of it that was found."""

PEOPLE_OR_BODIES = frozenset({"source", "speaker"})
PLACES = frozenset({"place", "where", "origin", "destination"})
Words = tuple[str, ...]


@cache
def words(name: str) -> frozenset[str]:
    """The list `words/NAME.txt`."""
    lines = resources.files("bilan.score").joinpath(f"words/{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=50_000)
def fold(name: str) -> Words:
    """The words of a name without case, accents, hyphens and articles (with them where there is nothing else)."""
    decomposed = unicodedata.normalize("NFKD", name.lower())
    found = WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c)))
    return tuple(w for w in found if w not in words("articles")) or tuple(found)


def without(part: Words, whole: Words) -> Words | None:
    """What is left of `whole` when the run of words `part` is taken out; `None` where it is no part of it."""
    for start in range(len(whole) - len(part) + 1):
        if whole[start : start + len(part)] == part:
            return whole[:start] + whole[start + len(part) :]
    return None


def same_name(one: Words, other: Words, slot: str) -> bool:
    """Whether two folded names agree in this slot."""
    if not one or not other:
        return False
    if one == other:
        return True
    part, whole = sorted((one, other), key=len)
    rest = without(part, whole)
    if rest is None or all(w in words("generic") or w in words("neutral") for w in part):
        return False
    if slot in PEOPLE_OR_BODIES:
        return len(rest) <= MOST_WORDS_MORE
    if slot in PLACES and any(w in words("divisions") for w in rest):
        return False
    return all(w in words("neutral") for w in rest)


def same_entity(gold: dict[str, Any] | None, system: dict[str, Any] | None, slot: str) -> bool:
    """Whether the system's mention or canonical name is one of those that the gold accepts; two missing ones agree."""
    if not gold or not system:
        return not gold and not system
    accepted = [fold(name) for name in (gold["text"], *gold.get("accept", ())) if name]
    given = [fold(name) for name in (system.get("text"), system.get("name")) if name]
    return any(same_name(a, b, slot) for a in accepted for b in given)
