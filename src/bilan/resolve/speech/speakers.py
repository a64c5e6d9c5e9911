"""The reporting clause around a verb: where its verb group begins, who speaks in it, and whether it is turned round.

The parser's answer is taken where it has one; order and punctuation mend it where a clause is inverted ("…, a déclaré
lundi le ministre"), interrupted ("ont, de leur côté, affirmé"), or its subject is cut off by an apposition.
"""

from __future__ import annotations

from dataclasses import dataclass

from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.agreement import antecedent
from bilan.resolve.grammar.phrases import NOMINAL, preposition
from bilan.resolve.grammar.roles import RoleReader
from bilan.resolve.speech.groups import VerbGroups
from bilan.resolve.speech.lexicon import ReportingWords
from bilan.resolve.speech.voices import Voices
from bilan.syntax import Sentence, Token

_BEHIND = 16


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause: its verb, the index of the first token of its verb group, its speaker, whether the speaker
    stands behind the verb, and the index of the clause's last token."""

    verb: Token
    first: int
    speaker: Token
    inverted: bool
    last: int


class Speakers:
    """Finds reporting clauses and their speakers in the sentences of one dispatch."""

    def __init__(self, words: ReportingWords, roles: RoleReader, entities: EntityReader) -> None:
        self._words = words
        self._roles = roles
        self._entities = entities
        self._voices = Voices(words, entities)
        self.groups = VerbGroups(words, roles, entities)

    def clause(self, sentence: Sentence, verb: Token) -> Clause | None:
        """The reporting clause around a verb, `None` where nobody speaks in it or where it is negated."""
        first = self.groups.start(sentence, verb)
        if first is None or self.groups.is_negated(sentence, verb, first):
            return None
        if verb.lemma in self._words.claim and any(
                t.lemma in self._words.not_acts for t in sentence.children(verb, "obj")):
            return None
        if verb.lemma not in self._words.reflexive and self.groups.is_reflexive(sentence, verb, first):
            return None
        behind = self._behind(sentence, verb, first)
        if behind is not None and not self._voices.is_nobody(behind):
            return Clause(verb, first, behind, True, self._end(sentence, verb, behind))
        speaker = self._before(sentence, verb, first)
        finite = self.groups.is_finite(sentence, verb, first)
        marked = verb.lemma in self._words.say | self._words.marked and self._reports_a_clause(sentence, verb)
        if speaker is None or not self._voices.can_speak(sentence, speaker, finite=finite, marked=marked):
            return None
        if verb.lemma in self._words.count and sentence.children(speaker, "nummod"):
            return None  # who is counted counts nobody: "300 familles ont fui, portant leur nombre à"
        return Clause(verb, first, speaker, False, verb.i)

    def can_speak(self, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase names somebody who speaks."""
        return self._voices.can_speak(sentence, head)

    def sort(self, sentence: Sentence, head: Token) -> str | None:
        """What sort of thing a phrase names."""
        return self._entities.sort(sentence, head)

    def _reports_a_clause(self, sentence: Sentence, verb: Token) -> bool:
        """Whether a clause in "que", a quotation or an infinitive of the past follows a verb before any other."""
        for t in sentence.tokens[verb.i + 1:verb.i + _BEHIND]:
            if t.lower in self._words.that or (t.mention is not None and t.mention.kind == "quotation"):
                return True
            if t.morph.get("VerbForm") == "Inf":
                return t.lemma in self._words.auxiliaries
            if t.morph.get("VerbForm") == "Fin" or t.text in (";", "."):
                return False
        return False

    def _behind(self, sentence: Sentence, verb: Token, first: int) -> Token | None:
        """The speaker behind an inverted verb: a clitic ("a-t-il dit"), or the noun phrase that follows it."""
        for t in sentence.tokens[first + 1:verb.i + 2]:
            bare = t.lower.removeprefix("-").removeprefix("t-")
            if bare in self._words.clitics and t.text.startswith("-"):
                return t
        if not self.groups.is_finite(sentence, verb, first) or not self._opens(sentence, first):
            return None
        if self.groups.is_passive(sentence, verb, first):
            return None
        two = len([t for t in sentence.children(verb, "nsubj") if t.i > verb.i]) > 0
        if self._subject_before(sentence, verb, first) is not None and not two:
            return None
        for t in sentence.tokens[verb.i + 1:verb.i + 1 + _BEHIND]:
            if t.lower in self._words.that or t.text in (";", ":") or (
                    t.pos in ("VERB", "AUX") and t.morph.get("VerbForm") in ("Fin", "Inf")):
                return None
            if self._can_stand(sentence, t, verb):
                marked = verb.lemma in self._words.say | self._words.marked | self._words.inserted
                return t if self._voices.can_speak(sentence, t, marked=marked) else None
        return None

    def _opens(self, sentence: Sentence, first: int) -> bool:
        if first == 0:
            return True
        before = sentence.tokens[first - 1]
        return before.text in (",", "–", "—", ")", "!", "?", "…", "...") or (
            before.mention is not None and before.mention.kind == "quotation")

    def _can_stand(self, sentence: Sentence, token: Token, verb: Token) -> bool:
        """Whether a noun behind the verb is the head of a bare phrase, and no complement of what stands before it."""
        if token.pos not in NOMINAL or (token.mention is not None and token.mention.kind != "name"):
            return False
        if preposition(sentence, token) is not None:
            return False
        before = sentence.tokens[token.i - 1]
        if token.mention is not None and (
            before.pos == "NOUN" or (before.mention is not None and before.mention.kind == "name")
        ):
            return self._is_persons_name(sentence, token)
        if before.pos in ("NOUN", "PROPN", "ADP", "NUM") and before.mention is None:
            return False
        if token.dep in ("nmod", "flat", "flat:name", "fixed") and token.mention is None:
            return False
        head = sentence.head(token)
        if token.dep == "appos" and head.i > verb.i and head.pos in NOMINAL:
            return preposition(sentence, head) is not None and self._entities.sort(sentence, token) == "person"
        return True

    def _is_persons_name(self, sentence: Sentence, token: Token) -> bool:
        """Whether a name right behind a noun or another name is a person's: "a expliqué à l'AFP X", "au téléphone
        X"."""
        sort = self._entities.sort(sentence, token)
        return sort == "person" or (sort is None and " " in token.text)

    def _before(self, sentence: Sentence, verb: Token, first: int) -> Token | None:
        """The speaker before the verb: its subject, its agent in the passive, or the phrase that stands right there."""
        if self.groups.is_passive(sentence, verb, first):
            if verb.lemma not in self._words.act_passive and verb.lemma not in self._words.count:
                return None
            if first == verb.i and verb.lemma in self._words.act_described:
                return None
            agents = self._roles.roles(sentence, verb).agent
            return agents[0] if agents else None
        found = self._subject_before(sentence, verb, first) or self._right_before(sentence, verb)
        if found is not None:
            return found
        subjects = self._roles.subject(sentence, verb)
        if subjects:
            return subjects[0]
        return self._cut_off(sentence, first) if self.groups.is_finite(sentence, verb, first) else None

    def _right_before(self, sentence: Sentence, verb: Token) -> Token | None:
        """The phrase that a present participle follows with no comma between: "selon l'ONG relevant que"."""
        if verb.morph.get("VerbForm") != "Part" or verb.morph.get("Tense") != "Pres" or verb.i == 0:
            return None
        token = sentence.tokens[verb.i - 1]
        if token.lower in self._words.channels:
            return None  # "un message sur Telegram affirmant que"
        return token if token.mention is not None and token.mention.kind == "name" else None

    def _subject_before(self, sentence: Sentence, verb: Token, first: int) -> Token | None:
        for t in sentence.tokens[first:verb.i + 1]:
            for s in sentence.children(t, "nsubj"):
                if s.i < first and not self._is_another_clause(sentence, s, first):
                    return self._referent(sentence, s)
        return None

    def _is_another_clause(self, sentence: Sentence, subject: Token, first: int) -> bool:
        """Whether a verb of its own follows what the parser took for the subject ("il était soldat, a annoncé X")."""
        if sentence.tokens[first - 1].text != ",":
            return False
        between = [t for t in sentence.tokens[subject.i + 1:first] if t.morph.get("VerbForm") == "Fin"]
        return subject.dep == "nsubj" and any((t.dep == "cop" and t.head == subject.i) or (
            t.dep not in ("acl:relcl", "acl", "advcl") and sentence.head(t).dep != "acl:relcl") for t in between)

    def _referent(self, sentence: Sentence, subject: Token) -> Token:
        if subject.morph.get("PronType") == "Rel" or subject.lower in self._words.clause_pronouns:
            for up in sentence.ancestors(subject):
                if up.dep in ("acl:relcl", "acl") and sentence.head(up).pos in NOMINAL:
                    return antecedent(sentence, up)
            if subject.i > 1 and sentence.tokens[subject.i - 1].text == ",":
                return self._phrase_head(sentence, sentence.tokens[subject.i - 2])
        return subject

    def _cut_off(self, sentence: Sentence, first: int) -> Token | None:
        """The speaker that commas cut off from its verb: "un porte-parole de la présidence, X, a admis que", "l'armée,
        qui tient la ville, a affirmé que"."""
        i = first - 1
        while i >= 0 and sentence.tokens[i].pos in ("PUNCT", "ADV"):
            i -= 1
        if i < 0:
            return None
        relative = self._relative_before(sentence, i)
        token = self._phrase_head(sentence, sentence.tokens[relative if relative is not None else i])
        return token if token.pos in NOMINAL and preposition(sentence, token) is None else None

    def _relative_before(self, sentence: Sentence, i: int) -> int | None:
        """The last token before the relative clause between commas that ends at `i`, `None` where none does."""
        if sentence.tokens[min(i + 1, len(sentence.tokens) - 1)].text != ",":
            return None
        for t in reversed(sentence.tokens[2:i]):
            if t.morph.get("PronType") == "Rel" and sentence.tokens[t.i - 1].text == ",":
                return t.i - 2
            if t.text == ",":
                return None
        return None

    def _phrase_head(self, sentence: Sentence, token: Token) -> Token:
        """The head of the phrase that ends at a token; a phrase that begins behind a comma is one by itself."""
        while token.dep in ("nmod", "amod", "flat", "appos", "conj", "flat:name") and sentence.head(token).i < token.i \
                and sentence.head(token).pos in NOMINAL and not (token.mention is not None and token.dep == "appos"):
            begins = min([token.i, *(t.i for t in sentence.children(token, "det", "case", "amod"))])
            if token.dep == "conj" and sentence.tokens[begins - 1].text == ",":
                break
            token = sentence.head(token)
        return token

    def _end(self, sentence: Sentence, verb: Token, speaker: Token) -> int:
        """The last token of an inverted reporting clause: its subject with titles, appositions and complements."""
        last = max(speaker.i, verb.i)
        tokens = sentence.tokens
        while last + 1 < len(tokens):
            nxt = tokens[last + 1]
            if nxt.text in (",", "(", "–", "—"):
                stop = self._apposition_end(sentence, last + 1)
                if stop is None:
                    return last
                last = stop
                continue
            if self._closes(nxt):
                return last
            last += 1
        return last

    def _closes(self, token: Token) -> bool:
        if token.mention is not None and token.mention.kind == "quotation":
            return True
        if token.text in (".", ";", ":", ")", "!", "?") or token.lower in self._words.that:
            return True
        if token.morph.get("VerbForm") == "Fin":
            return True
        return token.pos == "VERB" and token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Pres"

    def _apposition_end(self, sentence: Sentence, comma: int) -> int | None:
        """The last token of what stands in apposition behind a comma, `None` where the comma closes the clause."""
        tokens = sentence.tokens
        stop = comma + 1
        while stop < len(tokens) and tokens[stop].text not in (",", ";", ".", ")", ":"):
            t = tokens[stop]
            if self._closes(t) or t.pos == "SCONJ" or (t.pos == "CCONJ" and stop == comma + 1):
                return None
            stop += 1
        if stop == comma + 1:
            return None
        begins = tokens[comma + 1]
        if begins.pos in ("ADP", "ADV") and begins.mention is None and tokens[comma].text != "(":
            return None
        closes = stop < len(tokens) and tokens[stop].text == ")"
        return stop if closes else stop - 1
