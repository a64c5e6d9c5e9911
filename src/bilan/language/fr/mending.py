"""What the parser is known to get wrong in dispatches and the form of the words settles: openings and participles."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.language.fr.lexicon import shipped
from bilan.mentions import Mention
from bilan.names import Name
from bilan.syntax import Token

DASHES = frozenset({"-", "–", "—"})
_BRACKETS = frozenset({"(", ")", ",", "/", "[", "]"})
_LONGEST_OPENING = 9
_SUBJECT_OF_PASSIVE = "nsubj:pass"
_PASSIVE = ("aux:pass", _SUBJECT_OF_PASSIVE)

Piece = tuple[int, int, str, Mention | None]


def opening(pieces: Sequence[Piece]) -> int:
    """How many pieces at the beginning of a sentence name the place, the day and the agency of the report, with the
    dash or colon behind them ("BAMAKO, 3 mars - ", "Yémen: "): they stand outside the syntax of what follows. A place
    before a colon and a quotation is a speaker and no opening."""
    if not pieces or not _is_place(pieces[0][3]):
        return 0
    for i, (_, _, form, mention) in enumerate(pieces[1:_LONGEST_OPENING], 1):
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        if form in DASHES:
            return i + 1 if following is not None else 0
        if form == ":" and i == 1:
            return 0 if following is None or _is_quotation(following[3]) else i + 1
        if (mention is None and form not in _BRACKETS) or _is_quotation(mention):
            return 0
    return 0


def _is_place(mention: Mention | None) -> bool:
    return mention is not None and isinstance(mention.value, Name) and (
        bool(mention.value.places) or mention.value.shape in (None, "place"))


def _is_quotation(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "quotation"


def mend_participles(tokens: Sequence[Token]) -> None:
    """Makes a verb of each noun or adjective that has an auxiliary or the subject of a passive and can only be a
    participle there ("ont été blessés", "onze autres blessés")."""
    for token in tokens:
        if token.pos not in ("NOUN", "ADJ") or token.mention is not None:
            continue
        around = [tokens[i] for i in token.children]
        if not any(t.dep in _PASSIVE or (t.dep == "aux" and t.i < token.i) for t in around):
            continue
        verbs = shipped().verbs_of(token.lower)
        if not verbs:
            continue
        token.pos, token.lemma = "VERB", verbs[0]
        token.morph.update(VerbForm="Part", Tense="Past")
