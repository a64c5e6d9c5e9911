"""What a dispatch is the news of, and its day for what the text goes on to tell of it without one: "Dix personnes sont
mortes", five paragraphs below "lundi".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilan.claims import Claim, Control, Displacement, Incident, Toll
from bilan.syntax import Sentence
from bilan.times import When

_OPENING = 5
"""The sentences in which a dispatch tells its news."""
_DONE = ("killed", "wounded", "casualties")
"""Harms that are done with, which a present tells of as much as a past: "il y a huit morts"."""
_VIOLENT = ("offensive", "airstrike", "shelling", "clash", "bombing", "attack", "execution", "abduction", "destruction")


def dated(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> list[Claim]:
    """The claims in their order, those that a past tense tells without a time with that of the news, where they have no
    other place than it."""
    news = _news(claims, sentences)
    if news is None or news.when is None:
        return list(claims)
    when = When(news.when.start, news.when.end, "carried")
    return [replace(c, when=when) if _is_untimed(c) and _is_there(c, news, sentences) else c for c in claims]


def _news(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Claim | None:
    """The first harm or violence of the opening that the text dates."""
    told = [s for s in sentences if s.inside is None][:_OPENING]
    end = told[-1].end if told else 0
    found = [c for c in claims if c.evidence[0] < end and _is_violent(c) and c.modality == "asserted"
             and c.when is not None and c.when.basis == "text" and c.when.start == c.when.end]
    return min(found, key=lambda c: c.evidence, default=None)


def _is_violent(claim: Claim) -> bool:
    return isinstance(claim, Toll) or (isinstance(claim, Incident) and claim.type in _VIOLENT)


def _is_untimed(claim: Claim) -> bool:
    if isinstance(claim, Toll):
        present = claim.when is not None and claim.when.basis == "tense" and claim.harm in _DONE
        return (claim.when is None or present) and claim.modality in ("asserted", "alleged") and not claim.cumulative
    return isinstance(claim, (Control, Displacement)) and claim.when is None and claim.modality == "asserted"


def _is_there(claim: Claim, news: Claim, sentences: Sequence[Sentence]) -> bool:
    """Whether a claim's own sentence gives it no other known place than those of the news."""
    around = next((s for s in sentences if s.inside is None and s.start <= claim.evidence[0] < s.end), None)
    first, last = (around.start, around.end) if around is not None else (0, 0)
    own = [e for e in claim.where if e.start is not None and first <= e.start < last]
    here, there = ({e.id for e in where if e.id is not None} for where in (own, news.where))
    return not here or not there or bool(here & there)
