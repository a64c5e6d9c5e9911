"""Who can speak: which noun phrases and pronouns may be the subject of a verb of speech, and of which gender they are.

The gender of those whom a dispatch names is told by the words beside their names: "Mme X", "la ministre X".
"""

from __future__ import annotations

from bilan.analysis import Analysis
from bilan.entities import Entity
from bilan.resolve.entities import EntityReader
from bilan.resolve.speech.lexicon import ReportingWords
from bilan.syntax import Sentence, Token

_BESIDE = ("appos", "nmod", "flat", "flat:name")
_SPEAKING = ("person", "party", "body", "people")


class Voices:
    """Knows who can speak in the sentences of one dispatch."""

    def __init__(self, words: ReportingWords, entities: EntityReader) -> None:
        self._words = words
        self._entities = entities

    def can_speak(self, sentence: Sentence, head: Token, *, finite: bool = True, marked: bool = False) -> bool:
        """Whether a phrase names somebody who speaks: a person, a body, a party, people, a pronoun for one, or with a
        finite verb a text ("poursuit le communiqué"). Beside a verb that is `marked` as one of speech, by a clause in
        "que" or by a quotation, any noun speaks but an event or a figure ("l'étude explique que")."""
        if head.pos == "PRON" and head.mention is None:
            return self._is_pronoun_of_speakers(sentence, head, marked)
        if head.mention is not None:
            return head.mention.kind == "name" and self._entities.sort(sentence, head) != "thing"
        lemma = head.lemma.lower()
        if self._entities.coreference.is_latter(sentence, head) or lemma in self._words.titles:
            return True
        if lemma in self._words.not_speakers or head.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
            return False
        if lemma in self._words.channels or lemma in self._words.texts:
            return finite
        if lemma in self._words.speakers or self._entities.sort(sentence, head) in _SPEAKING:
            return True
        if self._entities.named_person(sentence, head) is not None:
            return True
        is_noun = head.pos == "NOUN" or bool(sentence.children(head, "det"))
        return marked and finite and is_noun and lemma not in self._words.events

    def is_nobody(self, head: Token) -> bool:
        """Whether a pronoun stands for nobody in particular: "on compte 200 morts", "dit-on"."""
        return head.pos == "PRON" and _bare(head) in self._words.nobody

    def _is_pronoun_of_speakers(self, sentence: Sentence, head: Token, marked: bool) -> bool:
        if self.is_nobody(head):
            return False
        if self._entities.coreference.is_pronoun(head) or _bare(head) in self._words.clitics:
            return True
        if self._entities.named_person(sentence, head) is not None:
            return True
        of = [t for t in sentence.children(head, "nmod") if self.can_speak(sentence, t)]
        return head.lemma.lower() in self._words.some and (bool(of) or marked)


def _bare(pronoun: Token) -> str:
    return pronoun.lower.removeprefix("-").removeprefix("t-")


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
