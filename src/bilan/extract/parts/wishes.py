"""Whether what is told is only wished, tried or due: what the modality of its clause leaves to the kind of incident.

An attempt at an act is an act ("ont tenté de poignarder un policier"). A truce, aid or a release that somebody wants,
offers or says to be due is called for. What hearsay tells of days to come is expected.
"""

from __future__ import annotations

from collections.abc import Mapping

from bilan.analysis import Meanings
from bilan.claims import Modality
from bilan.extract.circumstances import Circumstances
from bilan.extract.parts.paths import Match
from bilan.syntax import Sentence, Token
from bilan.times import When, first_day, last_day

_WISHED = ("ceasefire", "aid", "evacuation", "other")
_AGREED = ("ceasefire", "talks")
_NOMINAL = ("NOUN", "PROPN")


class Wishes:
    """Knows wishes, attempts and duties. `words` are the word lists of the table of incidents."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self._words = words

    def modality(self, meanings: Meanings, match: Match, kind: str, head: Token, told: Modality,
                 common: Circumstances) -> Modality:
        """The modality of an incident of `kind` which its clause tells as `told`."""
        sentence = match.sentence
        governor = sentence.head(head)
        lemma = governor.lemma.lower() if head.head != head.i else ""
        if told == "expected" and head.dep == "xcomp" and lemma in self._words["attempts"]:
            return meanings.modality(sentence, governor) or told
        if kind in _WISHED and told in ("asserted", "expected") and self._is_wished(meanings, sentence, match, head):
            return "called_for"
        if told == "expected" and kind in _WISHED and head.dep == "xcomp" and lemma in self._words["duties"] and \
                common.source is not None and governor.morph.get("Tense") == "Pres":
            return "called_for"
        if told == "asserted" and match.predicate.dep == "nmod" and \
                sentence.head(match.predicate).lemma.lower() in self._words["hearsay"]:
            return "alleged"
        if told == "alleged" and _is_to_come(common.when, meanings.publication()):
            return "expected"
        return told

    def _is_wished(self, meanings: Meanings, sentence: Sentence, match: Match, head: Token) -> bool:
        """Whether a noun of event is what somebody wants or offers ("propose une trêve"), or what a noun of wishing
        is about ("des demandes de trêve")."""
        noun = match.predicate
        if noun.pos not in _NOMINAL or noun.head == noun.i:
            return False
        governor = sentence.head(noun)
        lemma = governor.lemma.lower()
        if noun.dep == "nmod":
            return lemma in self._words["calls"]
        return noun.dep == "obj" and head in (noun, governor) and lemma in self._words["wishes"]


def _is_to_come(when: When | None, published: When | None) -> bool:
    if when is None or published is None or when.basis != "text" or when.start is None or published.end is None:
        return False
    today = last_day(published.end)
    goes_on = when.end is None or last_day(when.end) > today
    return first_day(when.start) > today or (goes_on and first_day(when.start) == today)
