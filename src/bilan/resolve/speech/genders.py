"""The gender of those whom a dispatch names, by the words beside their names: "Mme X", "la ministre X"."""

from __future__ import annotations

from bilan.analysis import Analysis
from bilan.entities import Entity
from bilan.resolve.entities import EntityReader
from bilan.resolve.speech.lexicon import ReportingWords
from bilan.syntax import Sentence, Token

_BESIDE = ("appos", "nmod", "flat", "flat:name")


class Genders:
    """Knows which gender the names of one dispatch have."""

    def __init__(self, analysis: Analysis, words: ReportingWords, entities: EntityReader) -> None:
        self._words = words
        self._entities = entities
        self._known: dict[str, str] = {}
        for sentence in analysis.sentences:
            for token in sentence.tokens:
                if token.mention is not None and token.mention.kind == "name":
                    gender = self._beside(sentence, token)
                    if gender is not None:
                        self._known.setdefault(_key(token.text), gender)

    def of(self, entity: Entity) -> str | None:
        """`Masc`, `Fem`, or `None` where nothing in the dispatch tells."""
        known = self._known.get(_key(entity.text)) or (self._known.get(_key(entity.name)) if entity.name else None)
        words = entity.text.lower().split()
        return known or (self._words.articles.get(words[0]) if words else None)

    def of_phrase(self, sentence: Sentence, head: Token) -> str | None:
        """The gender of a noun phrase: that of its article, or of its noun."""
        for t in (*sentence.children(head, "det"), head):
            if t.morph.get("Gender") and t.mention is None:
                return str(t.morph["Gender"])
        return None

    def _beside(self, sentence: Sentence, name: Token) -> str | None:
        before = sentence.tokens[name.i - 1] if name.i else None
        for t in (before, sentence.head(name)):
            if t is not None and t.lower in self._words.title_genders:
                return self._words.title_genders[t.lower]
        noun = sentence.head(name)
        if name.dep not in _BESIDE or noun.pos != "NOUN" or noun.i > name.i or sentence.children(name, "case"):
            return None
        return self.of_phrase(sentence, noun) if self._entities.sort(sentence, noun) == "person" else None


def _key(name: str) -> str:
    words = name.lower().split()
    return words[-1] if words else ""
