"""The words that say that a figure takes the place of an earlier one: "un nouveau bilan"."""

from __future__ import annotations

from bilan.analysis import Meanings
from bilan.language.contract import Language
from bilan.syntax import Sentence


class Updates:
    """Reads updates. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("toll")
        self._reports = frozenset(table["reports"])
        self._newer = frozenset(table["newer"])

    def words(self, meanings: Meanings, sentence: Sentence) -> str | None:
        """The phrase that says so, `None` where the sentence has none."""
        for t in sentence.tokens:
            if t.lemma.lower() in self._reports and any(
                    a.lemma.lower() in self._newer for a in sentence.children(t, "amod")):
                start, end = meanings.extent(sentence, t)
                return meanings.analysis.dispatch.text[start:end]
        return None
