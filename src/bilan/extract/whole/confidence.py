"""How far a claim is to be trusted: `high` where its own sentence says all of it plainly, `low` where much was carried
over.

The grade rests on where each slot was read and on how it is told, which can be counted, and not on a model's opinion of
itself. A figure, a movement or a change of control is `high` where it is whole and its marks of caution (`_marks`)
weigh little; the marks are those behind which annotated dispatches, written and real, hold fewer right claims, and they
count double where they hold far fewer. Weights fitted to the same dispatches, some left out in turn, grade no better
than these. The precision of each grade is measured on annotated dispatches and published in `docs/quality.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bilan.claims import Alignment, Claim, Confidence, Control, Displacement, Incident, Statement, Toll
from bilan.entities import Entity
from bilan.quantities import Count
from bilan.syntax import Sentence, Token
from bilan.times import When, first_day, last_day

_PARTIES = ("source", "by", "holder", "previous", "actor", "target", "speaker", "origin", "destination", "place")
# Slots that were not read in the claim's own sentence, from which on it is doubtful.
_DOUBTFUL = 2
_MARKS = 3
"""Weight of the marks of caution that a claim may bear and still be `high`."""
_PLACES = 2
"""Names of places in a sentence from which on more of them are a mark: the claim's own may be another."""
_WHOLE_DAY = 10
_OLD = 60
"""Days before publication from which on a claim is of the background, which dispatches tell loosely."""
_LATE = 10
"""Sentences behind which a dispatch tells what came before its news."""
_VAGUE = ("about", "more_than")
_ASIDE = ("acl", "parataxis", "obj", "ccomp", "xcomp", "nsubj", "nmod")
"""What a claim's clause is to another where it is told only on the side of it."""


def graded(claims: Sequence[Claim], sentences: Sequence[Sentence], published: When | None = None) -> list[Claim]:
    """The claims with their confidence, in their order; `published` is the day of publication, where it is known. One
    that an extractor has already called doubtful stays so."""
    again = Counter(_figure(c) for c in claims)
    return [replace(c, confidence=_grade(c, sentences, published, again[_figure(c)] > 1)) for c in claims]


def _figure(claim: Claim) -> tuple[object, ...]:
    """What makes two claims of a dispatch tell the same figure, or of the same place; other claims are alone."""
    if isinstance(claim, Toll):
        return claim.kind, claim.harm, claim.count
    if isinstance(claim, Displacement):
        return claim.kind, claim.movement, claim.count
    if isinstance(claim, Control):
        return claim.kind, claim.place.id or claim.place.text
    return claim.kind, claim.evidence


def _grade(claim: Claim, sentences: Sequence[Sentence], published: When | None, again: bool) -> Confidence:
    around = next((s for s in sentences if s.inside is None and s.start <= claim.evidence[0] < s.end), None)
    if around is None or claim.confidence == "low":
        return "low"
    span = (around.start, around.end)
    far = sum(not _is_near(e, span) for slot in _PARTIES if (e := getattr(claim, slot, None)) is not None)
    far += _borrowed_time(claim) + _borrowed_place(claim, span)
    if far >= _DOUBTFUL:
        return "low"
    whole = far == 0 and claim.modality == "asserted" and _is_whole(claim)
    return "high" if whole and _marks(claim, around, published, again) <= _MARKS else "medium"


def _marks(claim: Claim, sentence: Sentence, published: When | None, again: bool) -> int:
    """How much the marks of caution of a figure, a movement or a holding weigh. Double: its place outside of its own
    clause, the same told again in the dispatch, one person, late in the dispatch. Single: a clause on the side of
    another, no source or one that no registry knows, a rounded or vague count, more than one day, long ago, several
    times or many places in the sentence. Other kinds bear none."""
    if not isinstance(claim, (Toll, Displacement, Control)):
        return 0
    count = None if isinstance(claim, Control) else claim.count
    mentions = [t.mention for t in sentence.tokens if t.mention is not None]
    heavy = (
        not claim.where or not _is_near(claim.where[0], claim.evidence),
        again,
        count == Count.exact(1),
        sentence.index > _LATE,
    )
    light = (
        _is_aside(claim, sentence),
        claim.source is None or claim.source.id is None,
        count is not None and (count.bound in _VAGUE or count.value is None),
        not _is_of_one_day(claim.when),
        _is_old(claim.when, published),
        sum(m.kind == "time" for m in mentions) > 1,
        sum(m.kind == "name" and bool(m.value.places) for m in mentions) > _PLACES,
    )
    return 2 * sum(heavy) + sum(light)


def _is_aside(claim: Claim, sentence: Sentence) -> bool:
    """Whether what the evidence says hangs on another clause and only describes or completes it."""
    start, end = claim.evidence
    inside = [t for t in sentence.tokens if start <= t.start and t.end <= end and t.pos != "PUNCT"]
    heads = [t for t in inside if t.head == t.i or not start <= sentence.head(t).start < end]
    top = next((t for t in heads if t.pos in ("VERB", "AUX")), heads[0] if heads else None)
    return top is not None and _first_member(top, sentence).dep in _ASIDE


def _first_member(token: Token, sentence: Sentence) -> Token:
    while token.dep == "conj" and sentence.head(token).pos == token.pos:
        token = sentence.head(token)
    return token


def _is_of_one_day(when: When | None) -> bool:
    return when is not None and when.start is not None and when.start == when.end and len(when.start) == _WHOLE_DAY


def _is_old(when: When | None, published: When | None) -> bool:
    """Whether what is told lies long before the day of publication, or nobody knows how long."""
    if when is None or when.end is None or published is None or published.end is None:
        return True
    return not 0 <= (last_day(published.end) - first_day(when.end)).days <= _OLD


def _is_near(entity: Entity, around: tuple[int, int]) -> bool:
    return entity.start is not None and around[0] <= entity.start < around[1]


def _borrowed_time(claim: Claim) -> int:
    if isinstance(claim, (Statement, Alignment)):
        return 0
    return int(claim.when is None or claim.when.basis == "carried")


def _borrowed_place(claim: Claim, around: tuple[int, int]) -> int:
    if isinstance(claim, (Statement, Alignment)) or not claim.where:
        return 0
    return int(not _is_near(claim.where[0], around))


def _is_whole(claim: Claim) -> bool:
    """Whether a claim has what its kind needs to stand alone: a time of its own words that is no loose span, a place
    that the gazetteer knows, and no part of a breakdown, whose scope is another claim's."""
    if isinstance(claim, (Toll, Displacement)):
        dated = claim.when is not None and claim.when.basis in ("text", "publication") and not _is_loose(claim.when)
        return dated and bool(claim.where) and claim.where[0].id is not None and claim.part_of is None
    if isinstance(claim, Control):
        dated = claim.when is not None and not _is_loose(claim.when)
        return dated and claim.place.id is not None and (claim.holder or claim.previous) is not None
    if isinstance(claim, Incident):
        return claim.when is not None and claim.when.basis == "text" and bool(claim.where)
    return True


def _is_loose(when: When) -> bool:
    """Whether a time is a span that begins in some month or year, or at no known time."""
    return when.basis == "text" and when.start != when.end and len(when.start or "") < _WHOLE_DAY
