"""What is worth parsing: dispatches about armed conflict, and in them the sentences with a word that some frame, or
some way of crediting, could begin from."""

from __future__ import annotations

import re
from functools import lru_cache

from bilan.claims import KINDS
from bilan.language.contract import Language

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

# A dispatch of at least so many words is about something else than a war where fewer of its words than this share tell
# of one and none but one in its title and lead do. Dispatches about wars hold two in a hundred and more (the lowest of
# the annotated ones), those about politics, trials and accidents mostly less than one.
_LONG = 200
_LEAST_SHARE = 0.011
_LEAD, _LEAST_IN_LEAD = 700, 2


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
        self._war = language.words("war")
        self._kind = lru_cache(maxsize=1 << 16)(self._kind_of)
        self._is_of_war = lru_cache(maxsize=1 << 16)(self._tells_of_war)

    def in_stretch(self, text: str, start: int, end: int) -> frozenset[str]:
        """Which of `event` and `speech` the words of `text[start:end]` may begin."""
        found: set[str] = set()
        for match in _WORD.finditer(text, start, end):
            found |= self._kind(match.group().lower())
            if len(found) == 2:
                break
        return frozenset(found)

    def is_about_war(self, text: str) -> bool:
        """Whether a dispatch is about an armed conflict, by how many words tell of one. A short one always is."""
        words = [(m.start(), m.group().lower()) for m in _WORD.finditer(text)]
        if len(words) < _LONG:
            return True
        told = [start for start, word in words if self._is_of_war(word)]
        in_lead = sum(start < _LEAD for start in told)
        return in_lead >= _LEAST_IN_LEAD or len(told) >= _LEAST_SHARE * len(words)

    def _tells_of_war(self, form: str) -> bool:
        return bool(self._lemmas(form) & self._war)

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
