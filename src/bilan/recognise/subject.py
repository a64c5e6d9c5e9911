"""Whether a dispatch is about an armed conflict at all, by the words of its title and lead and of the whole.

Takes its text; answers yes or no. What is about politics, a trial, an accident or a match makes no claims but by the
sentences whose own words tell of a war.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bilan.language.contract import Language

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

# Characters of the title and the lead, which say what a dispatch is about.
_LEAD = 450
# A dispatch of fewer words says too little to be told from its words.
_LONG = 200
# Shares of words of war and of forces. Dispatches about wars hold two in a hundred and more (the lowest of those
# annotated), those about something else mostly less than one; a lead of peace needs more to be outweighed.
_SPARSE, _THIN, _FULL = 0.011, 0.02, 0.03
_LEAST_IN_LEAD = 2
# The share of words of accidents among those of peace from which on a dispatch is about one: the explosion of a depot
# has half and more, a trial and a tribute to those killed in a crash a fifth.
_OF_ACCIDENTS = 0.4
# Words of a misfortune from which on a short dispatch from a country at war is about it; elsewhere one is enough.
_TWICE = 2


class Subject:
    """Knows the words that tell of war and of peace. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        table = language.table("subjects")
        self._words = {side: frozenset(table[side]) for side in (
            "war", "forces", "killing", "accidents", "misfortunes", "peace")}
        self._words["peace"] |= self._words["accidents"]
        self._sides = lru_cache(maxsize=1 << 16)(self._sides_of)

    def is_war(self, text: str, *, at_war: bool = True) -> bool:
        """Whether a dispatch is about an armed conflict. A short one is but where its words tell of a storm, an
        epidemic or a match and none of a war. Where no war is known in the countries that it is about (`at_war` false),
        more of its words must tell of one."""
        words = [(m.start(), self._sides(m.group().lower())) for m in _WORD.finditer(text)]
        if len(words) < _LONG:
            return not self._is_of_misfortune([sides for _, sides in words], _TWICE if at_war else 1)
        share = sum("war" in sides or "forces" in sides for _, sides in words) / len(words)
        lead = [sides for start, sides in words if start < _LEAD]
        war, forces, peace = (sum(side in sides for sides in lead) for side in ("war", "forces", "peace"))
        if peace > war and (share < _THIN or (peace > 1 and share < _FULL) or (peace > 2 and peace >= 3 * war)):
            return False
        if not at_war:
            return share >= _THIN
        return war + forces >= _LEAST_IN_LEAD or share >= (_SPARSE if war + forces else _THIN)

    def _is_of_misfortune(self, words: list[frozenset[str]], least: int) -> bool:
        """Whether a dispatch holds no word of war, and so many of misfortunes, more than of forces."""
        war, forces, told = (sum(side in sides for sides in words) for side in ("war", "forces", "misfortunes"))
        return war == 0 and told >= least and told > forces

    def is_of_accidents(self, text: str) -> bool:
        """Whether what a dispatch is about, where that is no war, is an accident, an epidemic, sport or the arts, and
        not a court, a tribute or a protest, which may well tell of people killed in a war."""
        sides = [self._sides(m.group().lower()) for m in _WORD.finditer(text)]
        accidents, peace = (sum(side in s for s in sides) for side in ("accidents", "peace"))
        return accidents >= _OF_ACCIDENTS * peace

    def tells_of_war(self, stretch: str, *, strict: bool = True) -> bool:
        """Whether a sentence tells of an act of war by its own words, whatever its dispatch is about. Without `strict`
        it is enough that it names one, or people killed by others."""
        sides = [self._sides(m.group().lower()) for m in _WORD.finditer(stretch)]
        war, killing, peace = (sum(side in s for s in sides) for side in ("war", "killing", "peace"))
        return war > peace if strict else war + killing > 0

    def _sides_of(self, form: str) -> frozenset[str]:
        lemmas = {form, *self._language.lemmas(form)}
        if form.endswith("s"):
            lemmas.add(form[:-1])
        return frozenset(side for side, words in self._words.items() if lemmas & words)
