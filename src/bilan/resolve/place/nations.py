"""The countries that a dispatch names by their adjective only: "le conflit afghan", "les autorités maliennes".

Takes the parsed sentences; returns the country as an entity whose mention is the adjective.
"""

from __future__ import annotations

from collections.abc import Mapping

from bilan.analysis import Analysis
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.resolve.entities import Places
from bilan.syntax import Sentence, Token


class Nations:
    """Reads adjectives of nationality as the countries that they are made from. One instance serves one dispatch."""

    def __init__(self, analysis: Analysis, language: Language, places: Places, weights: Mapping[str, float]) -> None:
        self._analysis = analysis
        self._places = places
        self._weights = weights
        self._names: dict[str, str] = {code: names[0] for code, names in language.table("countries").items()}
        self._codes: dict[str, list[str]] = {}
        for code, forms in language.table("demonyms").items():
            for form in forms:
                self._codes.setdefault(form, []).append(code)

    def of(self, sentence: Sentence, noun: Token) -> Entity | None:
        """The country by whose adjective a noun is described, `None` where none is."""
        for t in sentence.children(noun, "amod"):
            code = self._code(t)
            if code is not None:
                return self._entity(t, code)
        return None

    def first(self) -> Entity | None:
        """The country that weighs most in the dispatch at the first adjective of it, `None` where it has none."""
        heaviest = max(self._weights, key=lambda code: self._weights[code], default=None)
        for sentence in self._analysis.sentences:
            for t in sentence.tokens:
                if t.pos == "ADJ" and self._code(t) == heaviest is not None:
                    return self._entity(t, heaviest)
        return None

    def _code(self, token: Token) -> str | None:
        codes = self._codes.get(token.lower, [])
        return max(codes, key=lambda code: self._weights.get(code, 0.0), default=None)

    def _entity(self, token: Token, code: str) -> Entity | None:
        name = self._names.get(code)
        known = self._places.resolve(name) if name else None
        return Entity(token.text, known.name, known.id, token.start, token.end) if known is not None else None
