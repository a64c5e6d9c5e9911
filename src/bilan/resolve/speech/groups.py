"""The verb group of a reporting clause: where it begins, and whether it is finite, negated, passive or reflexive."""

from __future__ import annotations

from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.roles import RoleReader
from bilan.resolve.speech.lexicon import ReportingWords
from bilan.syntax import Sentence, Token

_REACH = 7


class VerbGroups:
    """Reads the groups of reporting verbs in the sentences of one dispatch."""

    def __init__(self, words: ReportingWords, roles: RoleReader, entities: EntityReader) -> None:
        self._words = words
        self._roles = roles
        self._entities = entities

    def start(self, sentence: Sentence, verb: Token) -> int | None:
        """The index of the first token of a verb group; a participle without an auxiliary is one by itself, a noun-like
        form none."""
        form = verb.morph.get("VerbForm")
        first = verb.i
        if verb.lemma in self._words.caused:
            cause = next((t for t in reversed(sentence.tokens[max(0, verb.i - 3):verb.i])
                          if t.lemma in self._words.causatives), None)
            if cause is None and verb.lemma not in self._words.marked:
                return None
            if cause is not None:
                first, form = cause.i, cause.morph.get("VerbForm")
        if form == "Part" or (form is None and verb.pos == "VERB"):
            auxiliary = self._auxiliary(sentence, first)
            first = auxiliary if auxiliary is not None else first
        while first > 0 and self._is_clitic(sentence.tokens[first - 1]):
            first -= 1
        return first

    def _auxiliary(self, sentence: Sentence, at: int) -> int | None:
        """The auxiliary of a participle, across an insertion: "ont, selon l'armée, affirmé"."""
        for t in reversed(sentence.tokens[max(0, at - _REACH):at]):
            if t.lemma in self._words.auxiliaries and t.morph.get("VerbForm", "Fin") in ("Fin", "Inf", "Part"):
                return t.i
            if t.pos == "VERB" or t.pos == "SCONJ" or (t.mention is not None and t.mention.kind == "quotation"):
                return None
        return None

    def _is_clitic(self, token: Token) -> bool:
        return (
            token.pos == "PRON"
            and token.morph.get("PronType") != "Rel"
            and token.lower not in self._words.that
            and (
                token.morph.get("Reflex") == "Yes"
                or token.dep.startswith("expl")
                or (
                    len(token.lower) <= 3
                    and token.dep in ("obj", "iobj", "obl")
                    and not self._entities.coreference.is_subject_form(token)
                )
            )
        ) or (token.pos == "ADV" and len(token.lower) <= 2)

    def is_finite(self, sentence: Sentence, verb: Token, first: int) -> bool:
        """Whether a verb group has a finite form."""
        return any(t.morph.get("VerbForm") == "Fin" or t.morph.get("Mood") in ("Ind", "Cnd", "Sub")
                   for t in sentence.tokens[first:verb.i + 1] if t.pos in ("VERB", "AUX"))

    def is_negated(self, sentence: Sentence, verb: Token, first: int) -> bool:
        """Whether nobody says it: a group in "ne … pas", or a subject that is nobody ("aucun groupe n'a nié")."""
        around = sentence.tokens[first:verb.i + 2]
        negated = any(t.lower in self._words.negative_clitics for t in sentence.tokens[max(0, first - 1):verb.i])
        if negated and any(t.lower in self._words.negations for t in around):
            return True
        return any(d.lower in self._words.negations for s in sentence.children(verb, "nsubj")
                   for d in (s, *sentence.children(s, "det", "cc", "advmod")))

    def is_passive(self, sentence: Sentence, verb: Token, first: int) -> bool:
        """Whether what is said stands where the speaker would: not where the group has the auxiliary of the active."""
        if self.is_reflexive(sentence, verb, first) or not self._roles.is_passive(sentence, verb):
            return False
        group = [t.lemma for t in sentence.tokens[first:verb.i] if t.lemma in self._words.auxiliaries]
        return not group or group[-1] != self._words.active_auxiliary

    def is_reflexive(self, sentence: Sentence, verb: Token, first: int) -> bool:
        """Whether a verb group has a pronoun that stands for its subject."""
        return any(t.morph.get("Reflex") == "Yes" for t in sentence.tokens[first:verb.i])
