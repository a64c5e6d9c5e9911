"""The act that a clause tells of, where the text tells of it elsewhere with its day and place: "cette attaque a fait
douze morts", "tués lors de l'assaut", "l'attentat au cours duquel".

Takes the parsed sentences; returns nouns of acts. Who asks reads the time or the place of what it gets.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Analysis
from bilan.language.contract import Language
from bilan.resolve.grammar.paths import distances
from bilan.syntax import Sentence, Token

# Beyond this cost (see grammar/paths.py) an act is another clause's.
_REACH = 2.2
# What opens a dispatch is told again below; further down an act is known from before.
_OPENING = 4
# How many tokens before an act its preposition and article stand, and before a relative its antecedent.
_BEFORE, _ANTECEDENT = 4, 20


class Occasions:
    """Finds the acts that the clauses of one dispatch are about."""

    def __init__(self, analysis: Analysis, language: Language) -> None:
        table = language.table("occasions")
        self._analysis = analysis
        self._acts = frozenset(table["acts"])
        self._any = frozenset(table["any_act"])
        self._definite = frozenset(table["definite"])
        self._contracted = frozenset(table["contracted"])
        self._during = frozenset(table["during"])
        self._relatives = frozenset(table["relatives"])
        self._subjects = frozenset(table["subject_relatives"])
        self._outside = frozenset(table["outside"])

    def is_act(self, token: Token) -> bool:
        """Whether a token is the noun of an act."""
        return token.pos == "NOUN" and token.mention is None and token.lemma.lower() in self._acts

    def is_known(self, sentence: Sentence, act: Token) -> bool:
        """Whether an article or a demonstrative shows that an act was told of before."""
        if any(t.lower in self._definite for t in sentence.children(act, "det")):
            return True
        before = sentence.tokens[max(0, act.i - 1):act.i]
        return any(t.pos == "ADP" and t.lower in self._contracted for t in before)

    def of(self, sentence: Sentence, predicate: Token) -> Token | None:
        """The act that a predicate tells of: itself, its subject, what it happens in the course of, or what its
        relative pronoun stands for; `None` where the clause names none."""
        if self.is_act(predicate):
            return predicate
        verb = sentence.head(predicate) if predicate.pos == "NOUN" and predicate.dep == "obj" else predicate
        for t in sentence.children(verb, "nsubj"):  # "l'attaque a entraîné la mort de dix civils"
            if self.is_act(t):
                return t
        relative = self.relative(sentence, predicate)
        if relative is not None:
            return relative[0]
        if predicate.dep == "acl" and self.is_act(sentence.head(predicate)):
            return sentence.head(predicate)
        acts = [t for t in sentence.tokens if self.is_act(t) and self._is_setting(sentence, t)]
        far = distances(sentence, predicate, _REACH) if acts else {}
        return min((t for t in acts if t.i in far), key=lambda t: far[t.i], default=None)

    def elsewhere(self, sentence: Sentence, act: Token) -> Iterator[tuple[Sentence, Token]]:
        """The other mentions of a known act, before it the nearest first, then after one that opens the dispatch. A
        noun that may stand for any act has those of other nouns, which count after those of its own."""
        if not self.is_known(sentence, act):
            return
        mine = self._names(sentence, act)
        for same in (True, False):
            if not same and act.lemma.lower() not in self._any:
                return
            for other, t in self._around(sentence, act):
                if (t.lemma == act.lemma) is not same or t.morph.get("Number") != act.morph.get("Number"):
                    continue
                theirs = self._names(other, t)
                if not (mine and theirs) or mine & theirs:
                    yield other, t

    def _around(self, sentence: Sentence, act: Token) -> Iterator[tuple[Sentence, Token]]:
        sentences = self._analysis.sentences
        for i in range(sentence.index, -1, -1):
            for t in reversed(sentences[i].tokens):
                if self.is_act(t) and (i < sentence.index or t.i < act.i):
                    yield sentences[i], t
        for i in range(sentence.index, len(sentences) if sentence.index < _OPENING else sentence.index + 1):
            for t in sentences[i].tokens:
                if self.is_act(t) and (i > sentence.index or t.i > act.i):
                    yield sentences[i], t

    def _names(self, sentence: Sentence, act: Token) -> set[str]:
        """The names in the complements of an act, which tell it from others of its noun."""
        complements = sentence.children(act, "nmod")
        inside = (t for c in complements for t in sentence.children(c, "nmod", "flat:name", "appos"))
        found = (*complements, *inside)
        return {t.lower for t in found if t.mention is not None and t.mention.kind == "name"}

    def relative(self, sentence: Sentence, predicate: Token) -> tuple[Token, Token] | None:
        """The act that the relative pronoun before a verb stands for, with the pronoun: "l'attaque qui a coûté la vie",
        "un raid au cours duquel"."""
        if predicate.pos not in ("VERB", "AUX"):
            return None
        subtree = {t.i for t in sentence.subtree(predicate)}
        for t in reversed(sentence.tokens[:predicate.i]):
            if t.pos == "VERB" and t.morph.get("VerbForm") == "Fin":
                return None
            is_object = t.lemma.lower() in self._relatives
            if not is_object and not (t.lower in self._subjects and t.i in subtree):
                continue
            before = sentence.tokens[max(0, t.i - _ANTECEDENT):t.i]
            acts = [b for b in before if self.is_act(b)]
            return (acts[-1], t) if acts else None
        return None

    def is_aloof(self, sentence: Sentence, act: Token) -> bool:
        """Whether a preposition puts an act outside what its clause tells, whose day and place are not its own: "le
        procès s'ouvre lundi pour les attaques", "depuis l'attentat"."""
        before = sentence.tokens[max(0, act.i - _BEFORE):act.i]
        links = [t for t in before if t.lower in self._outside]
        return bool(links) and all(t.pos in ("DET", "ADJ", "NUM") for t in sentence.tokens[links[-1].i + 1:act.i])

    def _is_setting(self, sentence: Sentence, act: Token) -> bool:
        """Whether a preposition makes an act the setting of what its clause tells."""
        before = sentence.tokens[max(0, act.i - _BEFORE):act.i]
        return any(t.lower in self._during or t.lemma.lower() in self._during for t in before)
