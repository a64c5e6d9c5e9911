"""Which sentences are worth parsing: those with a word that some frame, or some way of crediting, could begin from."""

from __future__ import annotations

import re
from functools import lru_cache

from bilan.claims import KINDS
from bilan.language.contract import Language

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Triggers:
    """Knows the words that claims begin from. One instance serves a language.

    `events` are those of the frames: a dispatch without one makes no claim at all. `speech` are those of reporting:
    they matter only where another claim is made.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._events = frozenset(lemma for kind in KINDS if kind != "statement" for frame in language.frames(kind)
                                 for key in ("verbs", "nouns", "phrase") for lemma in frame.get(key, ()))
        table = language.table("reporting")
        saying = frozenset(w for key in ("say", "say_when_marked", "act", "count") for w in table[key])
        self._speech = saying | {word for phrase in table["according_to"] for word in phrase.split()[:1]}
        self._kind = lru_cache(maxsize=1 << 16)(self._kind_of)

    def in_stretch(self, text: str, start: int, end: int) -> frozenset[str]:
        """Which of `event` and `speech` the words of `text[start:end]` may begin."""
        found: set[str] = set()
        for match in _WORD.finditer(text, start, end):
            found |= self._kind(match.group().lower())
            if len(found) == 2:
                break
        return frozenset(found)

    def _lemmas(self, form: str) -> set[str]:
        lemmas = {form, *self._language.lemmas(form)}
        if form.endswith("s"):
            lemmas.add(form[:-1])
        return lemmas

    def _kind_of(self, form: str) -> frozenset[str]:
        lemmas = self._lemmas(form)
        kinds = set()
        if lemmas & self._events:
            kinds.add("event")
        if lemmas & self._speech:
            kinds.add("speech")
        return frozenset(kinds)
