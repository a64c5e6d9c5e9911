"""Who is credited with a stretch of text: the answer for every claim of a dispatch.

Takes the parsed sentences; collects the attributions of reporting verbs, of "selon" and its like, and of quotations,
carries them over where a reader would, and answers for any stretch with the narrowest one that covers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Analysis, Attribution
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.phrases import NOMINAL, members, preposition
from bilan.resolve.grammar.roles import RoleReader
from bilan.resolve.speech.accusations import Accusations
from bilan.resolve.speech.reporting import ReportingReader
from bilan.syntax import Sentence, Token


class Attributions:
    """The attributions of one dispatch, read once and asked by stretch."""

    def __init__(self, analysis: Analysis, language: Language, roles: RoleReader, entities: EntityReader) -> None:
        self._analysis = analysis
        self._text = analysis.dispatch.text
        self._entities = entities
        self._roles = roles
        table = language.table("reporting")
        self._sources = frozenset(_words(p) for p in table["relative_sources"])
        self._opinions = sorted(
            {*(_words(p) for p in table["relative_opinions"]), *self._sources}, key=len, reverse=True
        )
        self._according = sorted((_words(p) for p in table["according_to"]), key=len, reverse=True)
        self._unnamed = frozenset(table["unnamed_sources"])
        self._documents = frozenset(table["documents"])
        self._carry = frozenset(table["carry_over"])
        self._boundaries = frozenset(table["clause_boundaries"])
        self._reporting = ReportingReader(analysis, language, roles, entities)
        self._accusations = Accusations(language, roles, entities)
        self.all: list[Attribution] = []
        self._read()

    def of(self, start: int, end: int) -> Attribution | None:
        """The narrowest attribution that covers `(start, end)`; its own reporting clause is not covered."""
        around = (a for a in self.all if a.credits and a.start <= start and end <= a.end + 1)
        covering = [a for a in around if not self._in_cue(a, start, end)]
        return min(covering, key=lambda a: a.end - a.start, default=None)

    def statements(self) -> list[Attribution]:
        """The attributions that are statements, one a speech: a quotation that goes on is one with what it goes on."""
        return [a for a in self.all if a.statement and not a.carried]

    def _in_cue(self, a: Attribution, start: int, end: int) -> bool:
        return a.cue[0] <= start and end <= a.cue[1]

    def _read(self) -> None:
        previous: Sentence | None = None
        for sentence in self._analysis.sentences:
            if sentence.inside is not None:
                continue
            spoken = [a for a in self.all if a.statement]
            found = [*self._reporting.read(sentence, spoken), *self._relative_opinions(sentence),
                     *self._prepositional(sentence), *self._accusations.read(sentence)] if sentence.tokens else []
            found = self._without_repeats(found)
            if not found:
                self._carry_over(sentence, previous)
            self.all.extend(found)
            self._unclaimed_quotations(sentence)
            previous = sentence

    def _without_repeats(self, found: list[Attribution]) -> list[Attribution]:
        """One attribution a content: two verbs that report the same stretch ("a dit … affirmant") keep the first."""
        kept: list[Attribution] = []
        for a in found:
            if not any(a.start == k.start and a.end == k.end for k in kept):
                kept.append(a)
        return kept

    # --- "selon X" -------------------------------------------------------------------------------------------------

    def _prepositional(self, sentence: Sentence) -> Iterator[Attribution]:
        cues: list[tuple[int, int, Entity, tuple[Entity, ...]]] = []
        i = 0
        while i < len(sentence.tokens):
            length = self._matches(sentence, i)
            unnamed = length and sentence.tokens[i + length - 1].lower in self._unnamed
            source = self._source_after(sentence, i + length - (1 if unnamed else 0)) if length else None
            if not length or source is None:
                i += 1
                continue
            head, last = source
            entity, joint = self._credited(sentence, head)
            cues.append((i, last, entity, joint))
            i = max(last, i) + 1
        for k, (first, last, entity, joint) in enumerate(cues):
            start, end = self._scope(sentence, first, last, [c[:2] for c in cues], k)
            cue = (sentence.tokens[first].start, sentence.tokens[last].end)
            yield Attribution(start, end, entity, joint, cue)

    def _relative_opinions(self, sentence: Sentence) -> Iterator[Attribution]:
        """What a relative clause credits to its antecedent: "X, pour qui la chute n'est plus qu'une question de
        jours"."""
        tokens = sentence.tokens
        for i in range(len(tokens)):
            words = next((p for p in self._opinions if tuple(
                w.lower.replace("’", "'") for w in tokens[i:i + len(p)]) == p), None)
            if words is None or i == 0:
                continue
            antecedent = self._antecedent_before(sentence, i)
            behind = tokens[i + len(words):]
            if antecedent is None or not behind:
                continue
            stop = next((b for b in behind if b.text in (";", ".")), behind[-1])
            end = stop.start if stop.pos == "PUNCT" else stop.end
            source = self._entities.speaker(sentence, antecedent)
            direct = any(m.kind == "quotation" and m.start < end and behind[0].start < m.end for m in sentence.mentions)
            yield Attribution(
                behind[0].start,
                end,
                source,
                (source,),
                (antecedent.start, behind[0].start),
                direct=direct,
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
        """How many tokens from `i` on are a preposition that credits, 0 where none is."""
        for phrase in self._according:
            words = [t.lower.replace("’", "'") for t in sentence.tokens[i:i + len(phrase)]]
            if tuple(words) == phrase:
                return len(phrase)
        return 0

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
        if head.pos == "PRON" and not self._entities.coreference.is_pronoun(head):
            return (head, head.i) if head.pos == "PRON" and self._relative(sentence, head) else None
        last = head.i
        inside = {t.i for t in sentence.subtree(head)}
        while last + 1 < len(tokens):
            t = tokens[last + 1]
            if t.i not in inside or (t.text in (",", ";", ":", ".") and not self._goes_on(sentence, t, inside)):
                break
            last += 1
        return head, last

    def _goes_on(self, sentence: Sentence, comma: Token, inside: set[int]) -> bool:
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
            agents = self._roles.roles(sentence, t).agent
            if agents and self._roles.is_passive(sentence, t):
                return agents[0]
        for t in sentence.children(document, "nmod"):
            if preposition(sentence, t) is not None and self._entities.sort(sentence, t) in ("body", "party", "person"):
                return t
        return None

    def _scope(self, sentence: Sentence, first: int, last: int, cues: list[tuple[int, int]], k: int) -> tuple[int, int]:
        """What a preposition covers: the whole sentence, or its own clause where the sentence has another."""
        start, end = sentence.start, sentence.end
        if len(cues) == 1:
            return start, end
        leading = first == 0 or (k + 1 < len(cues) and self._opens_clause(sentence, first))
        if leading:
            if k + 1 < len(cues):
                end = sentence.tokens[self._boundary(sentence, last, cues[k + 1][0])].start
            return sentence.tokens[first].start, end
        if k > 0:
            start = sentence.tokens[min(cues[k - 1][1] + 1, len(sentence.tokens) - 1)].start
        if k + 1 < len(cues):
            end = sentence.tokens[last].end
        return start, end

    def _opens_clause(self, sentence: Sentence, first: int) -> bool:
        return first > 0 and sentence.tokens[first - 1].lower in self._boundaries

    def _boundary(self, sentence: Sentence, first: int, last: int) -> int:
        for t in sentence.tokens[first:last]:
            if t.lower in self._boundaries or t.text == ";":
                return t.i
        return last

    # --- what goes on ----------------------------------------------------------------------------------------------

    def _carry_over(self, sentence: Sentence, previous: Sentence | None) -> None:
        """Carries an attribution on to a sentence that adds to the one before ("parallèlement", "également") within
        a paragraph."""
        if previous is None or previous.paragraph != sentence.paragraph or not self.all or not sentence.tokens:
            return
        if not any(t.lower in self._carry for t in sentence.tokens[:8]):
            return
        last = self.all[-1]
        if previous.start <= last.start and last.end <= previous.end:
            self.all.append(replace(last, start=sentence.start, end=sentence.end, cue=(sentence.start, sentence.start),
                                    carried=True, statement=False))

    def _unclaimed_quotations(self, sentence: Sentence) -> None:
        """Credits a quotation that no verb introduces to the last who spoke, as one speech with it where it follows."""
        for mention in sentence.mentions:
            if mention.kind != "quotation" or any(a.start < mention.end and mention.start < a.end for a in self.all):
                continue
            last = next((a for a in reversed(self.all) if a.statement), None)
            if last is None or sentence.start - max(last.end, last.cue[1]) > 400:
                continue
            inner = mention.value
            follows = self._text[max(last.end, last.cue[1]):mention.start].strip(" \n\t\u00a0\u202f.,:;»”\"«“")
            if not follows and last.direct:
                position = self.all.index(last)
                self.all[position] = replace(last, end=inner.inner_end)
            else:
                self.all.append(replace(last, start=inner.inner_start, end=inner.inner_end, direct=True,
                                        cue=(inner.inner_start, inner.inner_start), statement=True))


def _words(phrase: str) -> tuple[str, ...]:
    """A phrase cut as the parser cuts it: an elided word is a token of its own."""
    return tuple(re.findall(r"[^\s']+'|[^\s']+", phrase))
