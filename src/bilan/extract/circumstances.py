"""The slots that every claim has, read the same way for all seven kinds."""

from __future__ import annotations

from dataclasses import dataclass

from bilan.analysis import Attribution, Meanings
from bilan.claims import Modality, Span
from bilan.entities import Entity
from bilan.syntax import Sentence, Token
from bilan.times import When, first_day, last_day

_CLAUSES = ("acl:relcl", "advcl", "parataxis", "ccomp", "conj")
_LONGEST_EVIDENCE = 260
_LONG = 62


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who is credited with a claim, how it is said, when and where it happened."""

    evidence: Span
    source: Entity | None
    sources: tuple[Entity, ...]
    modality: Modality
    when: When | None
    where: tuple[Entity, ...]


def clause(meanings: Meanings, sentence: Sentence, predicate: Token, *around: Token) -> Span:
    """The smallest stretch that carries what a predicate says: the predicate with its phrases, without the clauses
    that hang on it and without the punctuation at its edges. `around` must be inside."""
    inside: set[int] = set()
    stack = [predicate.i]
    while stack:
        i = stack.pop()
        inside.add(i)
        for c in sentence.tokens[i].children:
            child = sentence.tokens[c]
            if (child.dep in _CLAUSES and child.pos in ("VERB", "AUX")) or (
                child.pos == "PUNCT" and child.mention is None
            ):
                continue
            if child.mention is not None and child.mention.kind == "quotation":
                continue
            stack.append(c)
    wanted = [predicate.i, *(t.i for t in around)]
    first, last = min(wanted), max(wanted)
    while first - 1 in inside or (first - 2 in inside and sentence.tokens[first - 1].pos == "PUNCT" and first - 2 >= 0):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and sentence.tokens[last + 1].pos == "PUNCT"):
        last += 1
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    if end - start > _LONGEST_EVIDENCE:
        start, end = sentence.tokens[min(wanted)].start, sentence.tokens[max(wanted)].end
    return start, end


def circumstances(meanings: Meanings, sentence: Sentence, predicate: Token, evidence: Span, *,
                  without: tuple[Entity | None, ...] = (), counted: Token | None = None) -> Circumstances | None:
    """The common slots of a claim, `None` where its predicate is a pure hypothesis. `counted` is who a claim counts:
    where the predicate is the verb that tells of them ("l'ONU a recensé 300 familles"), they are what is told."""
    modality = meanings.modality(sentence, predicate)
    if modality is None:
        return None
    attribution = meanings.attribution(predicate.start, predicate.end)
    if counted is not None:
        attribution = meanings.attribution(counted.start, counted.end) or attribution
    when = meanings.when(sentence, predicate)
    if modality == "called_for":
        when = _of_call(meanings, sentence, predicate, attribution, when)
    where = meanings.where(sentence, predicate, without)
    if _is_long(when) and where and not _is_in(sentence, where[0]):
        where = meanings.land() or where
    source = attribution.source if attribution else None
    return Circumstances(evidence, source, attribution.sources if attribution else (), modality, when, where)


def _of_call(meanings: Meanings, sentence: Sentence, predicate: Token, attribution: Attribution | None,
             when: When | None) -> When | None:
    """The day of a call: that of the clause that reports it, the day of publication where it calls in the present. What
    the text goes on about is no call and dates none."""
    said = meanings.said_when(attribution) if attribution is not None else None
    if said is not None:
        return said
    if when is not None and when.basis != "carried":
        return when
    start, end = attribution.cue if attribution is not None else (predicate.start, predicate.start)
    calling = next((t for t in (*sentence.ancestors(predicate), predicate)
                    if t.pos == "VERB" and (attribution is None or start <= t.start < end)), None)
    is_now = calling is not None and meanings.tense(sentence, calling) == "present"
    return meanings.publication() if is_now else None


def _is_long(when: When | None) -> bool:
    """Whether what goes on over months is told, which is no longer of the scene that the sentences before have set."""
    if when is None or when.start is None or when.end is None:
        return False
    return (last_day(when.end) - first_day(when.start)).days > _LONG


def _is_in(sentence: Sentence, place: Entity) -> bool:
    return place.start is not None and sentence.start <= place.start < sentence.end
