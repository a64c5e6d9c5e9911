"""Whether a text is in the language that it was given as, by the small words that no text can do without.

Takes the text and the language's `function_words`; returns yes or no. French dispatches have 38 words of 100 among them
and more, English texts 4 to 10, by 356 of the former and the English pages of this project.
"""

from __future__ import annotations

import re

from bilan.language.contract import Language

LEAST_SHARE = 0.25
LEAST_WORDS = 30
"""Of fewer words nothing is said: a list of names or figures has none of the small ones."""
SAMPLE = 20_000  # characters

_WORD = re.compile(r"[^\W\d_]+")


def speaks(text: str, language: Language) -> bool:
    """Whether the text may be of that language; true of one that is too short to say."""
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE])]
    if len(words) < LEAST_WORDS:
        return True
    known = language.words("function_words")
    return sum(word in known for word in words) >= LEAST_SHARE * len(words)
