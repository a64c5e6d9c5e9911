"""What kind of people a named person is of, by the nouns that stand beside any mention of the name in the dispatch:
"le jihadiste X", "X, chef de la milice", "X est un soldat"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bilan.analysis import Meanings
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_NAMED_BY = ("appos", "flat", "flat:name")
_GENERIC = (None, "people", "men", "women")
_OPENERS = (",", "(")
Told = Callable[[Meanings, Sentence, Token], str | None]


class NamedRoles:
    """Looks names up in what a dispatch says of them. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._articles = frozenset(language.table("people")["the"]) | frozenset(language.table("people")["one"])

    def of_named(self, meanings: Meanings, sentence: Sentence, head: Token, told: Told) -> str | None:
        """The kind of the person whose name `head` is, `None` where no mention of it tells one; `told` gives the kind
        that a noun tells."""
        if head.mention is None or head.mention.kind != "name" or meanings.sort(sentence, head) != "person":
            return None
        name = head.lower.split()[-1]
        for here in meanings.analysis.sentences:
            for t in here.tokens:
                if t.mention is None or t.mention.kind != "name" or t.lower.split()[-1] != name:
                    continue
                for noun in self._beside(here, t):
                    kind = told(meanings, here, noun) if noun.morph.get("Number") != "Plur" else None
                    if kind not in _GENERIC:
                        return kind
        return None

    def _beside(self, sentence: Sentence, name: Token) -> Iterator[Token]:
        """The nouns that say who a name is: its title and apposition, what a copula says, the noun behind its comma."""
        yield from sentence.children(name, "appos")
        up = name
        while up.head != up.i and (up.dep in _NAMED_BY or (up.dep == "nmod" and not sentence.children(up, "case"))):
            up = sentence.head(up)
            yield up
        if name.dep == "nsubj" and sentence.children(sentence.head(name), "cop"):
            yield sentence.head(name)
        behind = sentence.tokens[name.i + 1:name.i + 4]
        if behind and behind[0].text in _OPENERS:
            noun = next((t for t in behind[1:] if t.pos not in ("DET", "ADJ") and t.lower not in self._articles), None)
            if noun is not None and noun.pos == "NOUN" and noun.mention is None:
                yield noun
