"""How long before something else an event happened: "deux jours après l'assassinat", "au lendemain de la trêve"."""

from __future__ import annotations

from bilan.language.contract import Language
from bilan.resolve.dating.spans import moved
from bilan.syntax import Sentence, Token
from bilan.times import TimeExpression, When, first_day

# How many tokens before an event its preposition and article stand.
_BEFORE = 4


class Away:
    """Reads the lengths that lie between an event and what its clause tells."""

    def __init__(self, language: Language) -> None:
        table = language.table("tense")
        self._after = frozenset(table["behind"])
        self._morrows: dict[str, int] = table["morrows"]
        self._links = frozenset(table["morrow_links"])

    def length(self, sentence: Sentence, event: Token) -> TimeExpression | None:
        """The length by which an event came before what its clause tells, `None` where the text gives none."""
        for i in range(event.i - 1, max(-1, event.i - 1 - _BEFORE), -1):
            token = sentence.tokens[i]
            days = self._morrows.get(token.lemma.lower())
            if days is not None:
                return TimeExpression("anchored", amount=days, unit="day")
            if token.lower in self._after:
                before = sentence.tokens[i - 1].mention if i else None
                given = before.value if before is not None and before.kind == "time" else None
                return given if given is not None and given.form == "duration" and given.amount is not None else None
            if token.pos not in ("DET", "ADP", "ADJ", "NUM") and token.lower not in self._links:
                return None
        return None

    def when(self, length: TimeExpression, anchor: When | None) -> When | None:
        """The time that lies a length before another, at the precision of both."""
        told = anchor.start if anchor is not None else None
        if told is None or length.amount is None:
            return None
        found = moved(first_day(told), -length.amount, length.unit, length.bound)
        return When.moment(found[:len(told)]) if found is not None else None
