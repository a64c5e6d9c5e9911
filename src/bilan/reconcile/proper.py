"""Whether a mention that no registry knows names somebody or somewhere, or only describes them (rule `origins`)."""

from __future__ import annotations

import re
from collections.abc import Callable

WORDS = re.compile(r"[^\W\d_]+")
ACRONYM = 3
"""Letters from which a first word in capitals is taken for a name and not for the capital of a sentence."""


def nothing() -> frozenset[str]:
    """No words at all."""
    return frozenset()


def named(text: str, common: Callable[[], frozenset[str]] = nothing) -> bool:
    """Whether the mention holds a proper name: a capital anywhere but on the first of several words, or a script
    without capitals. `common` gives the short forms in capitals that name nobody, in lower case; it is called only
    where there is such a form."""
    words = WORDS.findall(text)
    if len(words) == 1:
        return _names(words[0], common)
    first = [w for w in words[:1] if len(w) >= ACRONYM and w.isupper()]
    return any(_names(w, common) for w in [*first, *words[1:]])


def _names(word: str, common: Callable[[], frozenset[str]]) -> bool:
    if word[0].islower():
        return False
    return not (len(word) > 1 and word.isupper()) or word.casefold() not in common()
