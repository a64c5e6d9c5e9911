"""Which sentences are worth parsing: those with a word that some frame, or some way of crediting, could begin from."""

from __future__ import annotations

import re
from functools import lru_cache

from bilan.claims import KINDS
from bilan.language.contract import Language

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_QUOTED = re.compile(r"[«“\"]")
_SAYING = ("say", "say_when_marked", "say_when_inserted", "act", "count", "judge", "accuse")


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
        saying = frozenset(w for key in _SAYING for w in table[key])
        phrases = frozenset(p.get("noun", p["verb"]) for p in table["act_phrases"])
        given = frozenset(n for a in table["act_objects"] for n in a["nouns"])
        self._speech = saying | phrases | given | {w for phrase in table["according_to"] for w in phrase.split()[:1]}
        self._kind = lru_cache(maxsize=1 << 16)(self._kind_of)

    def in_stretch(self, text: str, start: int, end: int) -> frozenset[str]:
        """Which of `event` and `speech` the words of `text[start:end]` may begin. Quoted words are somebody's
        speech."""
        found: set[str] = {"speech"} if _QUOTED.search(text, start, end) else set()
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
