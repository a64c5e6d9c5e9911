"""Whose a quotation is that no verb introduces: the subject's of the sentence that leads to it, else the last
speaker's."""

from __future__ import annotations

from dataclasses import replace

from bilan.analysis import Analysis, Attribution
from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.roles import RoleReader
from bilan.syntax import Sentence, Token

# Characters between a speech and a quotation that can still be a part of it.
_FAR = 400
_BETWEEN = " \t\n\u00a0\u202f.,:;»”\"«“"


class Unclaimed:
    """Credits the quotations of one dispatch that stand without a verb of saying."""

    def __init__(self, analysis: Analysis, language: Language, roles: RoleReader, entities: EntityReader) -> None:
        self._speakers = frozenset(language.table("reporting")["speakers"])
        self._text = analysis.dispatch.text
        self._roles = roles
        self._entities = entities

    def credit(self, sentence: Sentence, previous: Sentence | None, told: list[Attribution]) -> None:
        """Adds to `told` a statement for each quotation of `sentence` that nothing covers, or makes the last one
        longer where the quotation goes on with it. `previous` is the sentence before in the same paragraph."""
        for mention in sentence.mentions:
            if mention.kind != "quotation" or any(a.start < mention.end and mention.start < a.end for a in told):
                continue
            last = next((a for a in reversed(told) if a.statement), None)
            led = self._led_to(sentence, previous, mention, last)
            if led is not None:
                told.append(self._statement(led, mention))
            elif last is not None and sentence.start - max(last.end, last.cue[1]) <= _FAR:
                self._go_on(sentence, previous, mention, last, told)

    def _go_on(self, sentence: Sentence, previous: Sentence | None, mention: Mention, last: Attribution,
               told: list[Attribution]) -> None:
        inner = mention.value
        between = self._text[max(last.end, last.cue[1]):mention.start].strip(_BETWEEN)
        at_once = previous is not None and previous.start <= last.start and mention.start <= sentence.start + 1
        if last.direct and (not between or at_once):
            told[told.index(last)] = replace(last, end=inner.inner_end)
        else:
            told.append(replace(last, start=inner.inner_start, end=inner.inner_end, direct=True,
                                cue=(inner.inner_start, inner.inner_start), statement=True))

    def _led_to(self, sentence: Sentence, previous: Sentence | None, mention: Mention,
                last: Attribution | None) -> Attribution | None:
        """Who is the subject of what leads to a quotation: of its own sentence up to a colon, or of the sentence before
        where nobody speaks in that."""
        before = self._text[sentence.start:mention.start].rstrip()
        if before.endswith(":"):
            return self._person(sentence, mention.start)
        if before or previous is None or not previous.tokens:
            return None
        if last is not None and previous.start < max(last.end, last.cue[1]):
            return None
        return self._person(previous, previous.end)

    def _person(self, sentence: Sentence, end: int) -> Attribution | None:
        """The person that a sentence is about up to a point: its subject, else the one named last; `None` where it has
        a pronoun for subject or nobody."""
        tokens = [t for t in sentence.tokens if t.end <= end]
        verbs = [t for t in tokens if t.pos in ("VERB", "AUX") and t.dep in ("root", "ccomp", "parataxis", "conj")]
        subjects = [s for v in verbs[:1] for s in self._roles.subject(sentence, v) if s.end <= end]
        if any(s.pos == "PRON" for s in subjects):
            return None
        named = [t for t in tokens if t.mention is not None and self._is_person(sentence, t)]
        people = [s for s in subjects if self._is_person(sentence, s)] or named[-1:]
        if not people:
            return None
        source = self._entities.speaker(sentence, people[0])
        return Attribution(sentence.start, sentence.start, source, (source,), (people[0].start, people[0].end))

    def _is_person(self, sentence: Sentence, token: Token) -> bool:
        if token.mention is not None and token.mention.kind != "name":
            return False
        is_person = self._entities.sort(sentence, token) == "person" or (
            token.mention is None and token.lemma.lower() in self._speakers)
        return is_person or (
            token.pos != "PRON" and self._entities.named_person(sentence, token) is not None)

    def _statement(self, led: Attribution, mention: Mention) -> Attribution:
        inner = mention.value
        return replace(led, start=inner.inner_start, end=inner.inner_end, direct=True, statement=True,
                       cue=(inner.inner_start, inner.inner_start))
