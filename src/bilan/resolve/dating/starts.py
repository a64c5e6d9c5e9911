"""Times that date what a state runs from: "depuis le début de l'offensive, le 2 mai"."""

from __future__ import annotations

from collections.abc import Set

from bilan.syntax import Sentence, Token

# How far before a time the preposition of its event may stand.
_PHRASE = 14


def stands_behind_start(sentence: Sentence, time: Token, since: Set[str]) -> Token | None:
    """The preposition of `since` behind which a time stands with nothing but a noun, its complements and a comma
    between, `None` where it stands behind none."""
    for t in reversed(sentence.tokens[max(0, time.i - _PHRASE):time.i]):
        if t.lower in since:
            return t if time.i - t.i > 1 else None
        is_aside = t.i == time.i - 1 and t.text == ","
        if t.pos not in ("DET", "ADP", "NOUN", "ADJ", "PROPN") and not is_aside:
            return None
    return None
