"""Who can speak: which noun phrases and pronouns may be the subject of a verb of speech."""

from __future__ import annotations

from bilan.resolve.entities import EntityReader
from bilan.resolve.speech.lexicon import ReportingWords
from bilan.syntax import Sentence, Token

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
        return marked and finite and head.pos == "NOUN"

    def _is_pronoun_of_speakers(self, sentence: Sentence, head: Token, marked: bool) -> bool:
        bare = head.lower.removeprefix("-").removeprefix("t-")
        if self._entities.coreference.is_pronoun(head) or bare in self._words.clitics:
            return True
        if self._entities.named_person(sentence, head) is not None:
            return True
        of = [t for t in sentence.children(head, "nmod") if self.can_speak(sentence, t)]
        return head.lemma.lower() in self._words.some and (bool(of) or marked)
