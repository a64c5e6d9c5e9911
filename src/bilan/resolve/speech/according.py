"""Credit by a preposition: "selon X", "d'après un bilan de X", "X, pour qui", "de source militaire".

Takes a parsed sentence; returns an `analysis.Attribution` for each such phrase with the stretch that it covers. A
quotation of a full clause that one introduces is a statement of its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Attribution
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.phrases import NOMINAL, members, preposition
from bilan.resolve.grammar.roles import RoleReader
from bilan.resolve.speech.ends import Scopes
from bilan.resolve.speech.quoted import Quoted, bare
from bilan.syntax import Sentence, Token

# Characters of a sentence before or behind its source that say nothing yet ("Mais", a full stop).
_EDGE = 8
# Quoted words that are fewer name something ("la « capitale de la révolution »") and say nothing.
_LABEL = 6
_STOPS = frozenset({",", ";", ":", ".", "-", "–", "—"})
_THINKERS = ("person", "body", "party")


class According:
    """Reads the prepositions that credit in the sentences of one dispatch."""

    def __init__(
        self, text: str, language: Language, roles: RoleReader, entities: EntityReader, quoted: Quoted
    ) -> None:
        self._text = text
        self._quoted = quoted
        self._entities = entities
        self._roles = roles
        table = language.table("reporting")
        self._sources = frozenset(_words(p) for p in table["relative_sources"])
        self._opinions = sorted(
            {*(_words(p) for p in table["relative_opinions"]), *self._sources}, key=len, reverse=True
        )
        self._according = sorted(
            (_words(p) for p in (*table["according_to"], *table["learned_from"])), key=len, reverse=True)
        first = {phrase[0] for phrase in (*self._opinions, *self._according)}
        self._opening = frozenset((*first, *(word.replace("'", "’") for word in first)))
        self._opinion = frozenset(table["opinion_of"])
        self._unnamed = frozenset(table["unnamed_sources"])
        self._checks = frozenset(table["checks"])
        self._passed_on = frozenset(table["passed_on"])
        self._documents = frozenset(table["documents"])
        self._some = frozenset(table["some"])
        self._learned = frozenset(table["learned"])
        self._learned_from = frozenset(_words(p) for p in table["learned_from"])
        self._scopes = Scopes(frozenset(table["clause_boundaries"]))

    def read(self, sentence: Sentence) -> Iterator[Attribution]:
        """The attributions of a sentence's prepositions, those of relative clauses first."""
        yield from self._relative_opinions(sentence)
        yield from self._prepositional(sentence)

    def _prepositional(self, sentence: Sentence) -> Iterator[Attribution]:
        cues: list[tuple[int, int, Entity, tuple[Entity, ...]]] = []
        i = 0
        while i < len(sentence.tokens):
            length = self._matches(sentence, i)
            unnamed = length and sentence.tokens[i + length - 1].lower in self._unnamed
            source = self._source_after(sentence, i + length - (1 if unnamed else 0)) if length else None
            if not length or source is None or self._is_check(sentence, i, bool(unnamed)):
                i += 1
                continue
            head, last = source
            entity, joint = self._credited(sentence, head)
            cues.append((i, last, entity, joint))
            i = max(last, i) + 1
        yield from self._opinions_of(sentence, bool(cues))
        for k, (first, last, entity, joint) in enumerate(cues):
            start, end = self._scopes.scope(sentence, first, last, [c[:2] for c in cues], k)
            cue = (sentence.tokens[first].start, self._scopes.described_to(sentence, last, sentence.tokens[last].end))
            quoted = self._introduced(sentence, first, last) if len(cues) == 1 else None
            if quoted is not None:
                yield Attribution(*quoted, entity, joint, cue, direct=True, statement=True)
            else:
                yield from self._in_their_words(sentence, Attribution(
                    start, end, entity, joint, cue, statement=True))
            yield Attribution(start, end, entity, joint, cue)

    def _is_check(self, sentence: Sentence, i: int, unnamed: bool) -> bool:
        """Whether "de source" tells by whom something was or can be checked ("n'a pu être vérifié de source
        indépendante"), and credits nobody."""
        return unnamed and i > 0 and sentence.tokens[i - 1].lemma.lower() in self._checks

    def _opinions_of(self, sentence: Sentence, credited: bool) -> Iterator[Attribution]:
        """What somebody thinks in their own words: "pour X, …" at the beginning, or "pour X" behind a quotation."""
        tokens = sentence.tokens
        for t in tokens if not credited else ():
            before = [b for b in tokens[:t.i] if b.pos not in ("CCONJ", "PUNCT") or b.mention is not None]
            quoted = bool(before) and before[-1].mention is not None and before[-1].mention.kind == "quotation"
            if t.lower not in self._opinion or (before and not quoted):
                continue
            found = self._source_after(sentence, t.i + 1)
            if found is None or found[1] + 1 >= len(tokens) or (not quoted and tokens[found[1] + 1].text != ","):
                return
            if self._entities.sort(sentence, found[0]) not in _THINKERS:
                return
            entity, joint = self._credited(sentence, found[0])
            cue = (t.start, tokens[found[1]].end)
            whole = Attribution(sentence.start, sentence.end, entity, joint, cue, statement=True)
            yield from self._in_their_words(sentence, whole)
            if self._entities.named_person(sentence, found[0]) is not None:
                yield replace(whole, statement=False)
            return

    def _in_their_words(self, sentence: Sentence, credited: Attribution) -> Iterator[Attribution]:
        """What is credited in the source's own words, as its statement: a quoted clause, or so many quoted words that
        they are no mere label. The phrase that credits is cut off at its edges."""
        start, end = credited.start, credited.end
        phrase = [t for t in sentence.tokens if credited.cue[0] <= t.start < credited.cue[1]]
        if any(t.morph.get("PronType") == "Rel" for t in phrase):
            return
        behind = [t for t in sentence.tokens if t.start >= credited.cue[1] and t.pos != "PUNCT"]
        describes = bool(behind) and behind[0].morph.get("PronType") == "Rel"
        if credited.cue[0] - start <= _EDGE:
            start = credited.cue[1]
        elif end - credited.cue[1] <= _EDGE or describes:
            end = credited.cue[0]
        if self._quoted.words(start, end) < _LABEL and not self._quoted.predicates(start, end):
            return
        content = bare(self._text, start, end)
        if content is not None:
            direct = self._quoted.says_a_clause(*content)
            yield replace(credited, start=content[0], end=content[1], direct=direct)

    def _introduced(self, sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
        """The quotation of a full clause that opens behind the phrase, or closes before it: "selon X, «...»"."""
        tokens = sentence.tokens
        behind = [t for t in tokens[last + 1:last + 3] if t.pos != "PUNCT" or t.mention is not None]
        before = [t for t in tokens[max(0, first - 2):first] if t.pos != "PUNCT" or t.mention is not None]
        for t in (behind[:1] if first == 0 or not before else before[-1:]):
            if t.mention is not None and t.mention.kind == "quotation":
                return t.mention.value.inner_start, t.mention.value.inner_end
        return None

    def _relative_opinions(self, sentence: Sentence) -> Iterator[Attribution]:
        """What a relative clause credits to its antecedent: "X, pour qui la chute n'est plus qu'une question de
        jours"."""
        tokens = sentence.tokens
        for i in range(1, len(tokens)):
            if tokens[i].lower not in self._opening:
                continue
            words = next((p for p in self._opinions if tuple(
                w.lower.replace("’", "'") for w in tokens[i:i + len(p)]) == p), None)
            if words is None:
                continue
            antecedent = self._antecedent_before(sentence, i)
            behind = tokens[i + len(words):]
            if antecedent is None or not behind:
                continue
            stop = next((b for b in behind if b.text in (";", ".")), behind[-1])
            end = stop.start if stop.pos == "PUNCT" else stop.end
            source = self._entities.speaker(sentence, antecedent)
            yield Attribution(
                behind[0].start,
                end,
                source,
                (source,),
                (antecedent.start, behind[0].start),
                direct=self._quoted.says_a_clause(behind[0].start, end),
                statement=words not in self._sources,
            )

    def _antecedent_before(self, sentence: Sentence, i: int) -> Token | None:
        """The noun that a relative clause follows, across a comma."""
        for t in reversed(sentence.tokens[max(0, i - 3):i]):
            if t.pos in NOMINAL:
                while (
                    t.dep in ("nmod", "appos", "flat", "conj")
                    and sentence.head(t).i < t.i
                    and sentence.head(t).pos in NOMINAL
                    and (self._entities.sort(sentence, t) != "person" or sentence.head(t).mention is not None)
                ):
                    t = sentence.head(t)
                return t
        return None

    def _matches(self, sentence: Sentence, i: int) -> int:
        """How many tokens from `i` on are a preposition that credits, 0 where none is. Its last word may be elided or
        contracted with an article ("de l'avis d'un expert", "aux yeux du ministre")."""
        if sentence.tokens[i].lower not in self._opening:
            return 0
        for phrase in self._according:
            tokens = sentence.tokens[i:i + len(phrase)]
            words = [t.lower.replace("’", "'") for t in tokens]
            contracted = len(tokens) == len(phrase) > 1 and tokens[-1].pos == "ADP" and (
                *words[:-1], tokens[-1].lemma.lower()) == phrase
            if (tuple(words) == phrase or contracted) and self._is_learned(sentence, i, phrase):
                return len(phrase)
        return 0

    def _is_learned(self, sentence: Sentence, i: int, phrase: tuple[str, ...]) -> bool:
        """Whether "auprès de" stands behind a verb of learning, without which it credits nobody."""
        before = sentence.tokens[max(0, i - 4):i]
        return phrase not in self._learned_from or any(t.lemma in self._learned for t in before)

    def _source_after(self, sentence: Sentence, i: int) -> tuple[Token, int] | None:
        """The head of the source behind a preposition, and the last token of its phrase."""
        tokens = sentence.tokens
        for t in tokens[i:i + 8]:
            if t.pos in NOMINAL and (t.mention is None or t.mention.kind == "name"):
                head = t
                break
            if t.pos in ("PUNCT", "VERB", "SCONJ") and t.mention is None:
                return None
        else:
            return None
        some = head.lemma.lower() in self._some and bool(sentence.children(head, "nmod"))
        if head.pos == "PRON" and not some and not self._entities.coreference.is_pronoun(head):
            return (head, head.i) if self._relative(sentence, head) else None
        last = head.i
        inside = {t.i for t in sentence.subtree(head)}
        for t in sentence.children(head, "parataxis", "conj"):
            if t.dep == "parataxis" or sentence.children(t, "cop", "nsubj", "nsubj:pass"):
                inside -= {u.i for u in sentence.subtree(t)}  # a clause that the parser hung on its source
        while last + 1 < len(tokens):
            t = tokens[last + 1]
            is_quotation = t.mention is not None and t.mention.kind == "quotation"
            if is_quotation or t.i not in inside or (t.text in _STOPS and not self._goes_on(sentence, t, inside)):
                break
            last += 1
        return head, last

    def _goes_on(self, sentence: Sentence, comma: Token, inside: set[int]) -> bool:
        """Whether a phrase goes on behind a comma; a colon or a dash closes it ("selon un bilan: 14 morts à Gao")."""
        if comma.text != ",":
            return False
        after = sentence.tokens[comma.i + 1:comma.i + 2]
        return bool(after) and after[0].i in inside and after[0].morph.get("VerbForm") != "Fin"

    def _relative(self, sentence: Sentence, pronoun: Token) -> bool:
        return pronoun.morph.get("PronType") == "Rel"

    def _credited(self, sentence: Sentence, head: Token) -> tuple[Entity, tuple[Entity, ...]]:
        """Who a phrase credits: of a document its author, of a relative pronoun its antecedent, else the phrase."""
        if head.morph.get("PronType") == "Rel":
            for up in sentence.ancestors(head):
                if up.dep in ("acl:relcl", "acl"):
                    head = sentence.head(up)
                    break
        if head.lemma.lower() in self._documents:
            author = self._author(sentence, head)
            if author is not None:
                return self._credited(sentence, author)
        heads = members(sentence, head)
        joint = tuple(self._entities.speaker(sentence, m) for m in heads)
        return joint[0], joint

    def _author(self, sentence: Sentence, document: Token) -> Token | None:
        for t in sentence.children(document, "acl", "acl:relcl"):
            if t.lemma in self._passed_on:
                continue
            agents = self._roles.roles(sentence, t).agent
            if agents and self._roles.is_passive(sentence, t):
                return agents[0]
        owners = [t for t in sentence.children(document, "det", "nmod:poss") if t.morph.get("Poss") == "Yes"]
        if owners:
            return owners[0]
        for t in sentence.children(document, "nmod"):
            if preposition(sentence, t) is not None and self._entities.sort(sentence, t) in ("body", "party", "person"):
                return t
        return None


def _words(phrase: str) -> tuple[str, ...]:
    """A phrase cut as the parser cuts it: an elided word is a token of its own."""
    return tuple(re.findall(r"[^\s']+'|[^\s']+", phrase))
