"""What a dispatch says of each person that it names: the full name, the role, the organisation they speak for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz.fuzz import ratio

from bilan.language.contract import Language
from bilan.mentions import Mention

_PIECE = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\w\s]")
# "Mohamad" and "Mohammed" are one first name, "Michael" and "Barnett" two: the likeness of rapidfuzz, of 100.
_SAME_FIRST_NAME = 65
_REACH = 120
"""Characters of text on each side of a name that can describe the person."""
_END = frozenset(",;:.!?()«»\"“”…")


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in a dispatch. `full` is the longest form of the name, `role` and `organisation` as printed or `None`,
    `first_mention` the span of the first mention, in code points of the text."""

    full: str
    role: str | None = None
    organisation: str | None = None
    first_mention: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a punctuation mark with its span in the text; a name is one piece."""

    start: int
    end: int
    lower: str
    name: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A description: `role` and `organisation` as printed, `owned` true where a possessive says whose it is."""

    role: str | None = None
    organisation: str | None = None
    owned: bool = False


def person_cards(text: str, name_mentions: Iterable[Mention], language: Language) -> dict[str, PersonCard]:
    """The people of a dispatch, keyed by `language.fold` of the last word of their names ("pachinian").

    A mention makes a card where its shape is a person's. Later mentions of the same last word fill in what the first
    lacked; "M. Pachinian" adds nothing and finds the card of "Nikol Pachinian". Where a family name comes first
    ("M. Ban"), or a first name stands alone, the word is a second key of the same card. A namesake with another first
    name has a card of his own, keyed by the fold of his whole name.
    """
    names = sorted((m for m in name_mentions if m.kind == "name"), key=lambda m: m.start)
    reader = _Reader(text, names, language)
    cards: dict[str, PersonCard] = {}
    body: tuple[str, int] | None = None
    for i, mention in enumerate(names):
        printed = text[mention.start:mention.end]
        if mention.value.shape != "person":
            media = any(a.kind == "media" for a in mention.value.actors)
            body = (printed, mention.end) if mention.value.shape == "body" and not media else body
            continue
        found = reader.describe(i)
        if found.owned and body is not None and mention.start - body[1] < _REACH * 2:
            found = replace(found, organisation=body[0])
        key = language.fold(printed.split()[-1])
        card = PersonCard(printed, found.role, found.organisation, (mention.start, mention.end))
        if key not in cards and len(printed.split()) == 1:
            same = next((c for c in cards.values() if key in map(language.fold, c.full.split())), None)
            cards |= {key: same} if same else {}
        if key in cards and not _may_be_one(cards[key].full, printed, language):
            key = language.fold(printed)
        cards[key] = _merge(cards[key], card) if key in cards else card
        organisation = cards[key].organisation
        body = (organisation, mention.end) if organisation else body
    return cards


def _may_be_one(full: str, other: str, language: Language) -> bool:
    """Whether two names with the same last word may be one person's: one lacks the first name, or has it too, be it in
    another spelling."""
    some, others = sorted((full.split(), other.split()), key=len)
    if len(some) < 2:
        return True
    first = language.fold(some[0])
    return any(ratio(first, language.fold(word)) >= _SAME_FIRST_NAME for word in others[:-1])


def _merge(old: PersonCard, new: PersonCard) -> PersonCard:
    """The card with what the new mention adds: a longer name, a role and an organisation where there were none."""
    full = new.full if len(new.full.split()) > len(old.full.split()) else old.full
    if old.role is not None:
        same = new.organisation if new.role == old.role else None
        return replace(old, full=full, organisation=old.organisation or same)
    return replace(old, full=full, role=new.role, organisation=new.organisation)


class _Reader:
    """Reads descriptions around names on plain text."""

    def __init__(self, text: str, names: Sequence[Mention], language: Language) -> None:
        table: dict[str, Any] = language.table("persons")
        self._text = text
        self._names = names
        self._functions = language.words("functions")
        self._for_body, self._of_function, self._links, self._articles, self._beside, self._owners, self._ranks, \
            self._stops, self._wrappers = (frozenset(table[key]) for key in (
                "for_body", "of_function", "links", "articles", "beside", "possessives", "ranks", "stops", "wrappers"))
        self._stops |= language.words("finite_forms")

    def describe(self, index: int) -> _Found:
        """The description beside a name: after it in apposition, else before it."""
        after = self._after(index)
        return after if after.role else self._before(index)

    def _pieces(self, start: int, end: int) -> list[_Piece]:
        """The pieces of a stretch, the names in it whole."""
        pieces: list[_Piece] = []
        at = start
        inside = [m for m in self._names if start <= m.start and m.end <= end]
        for mention in inside:
            pieces.extend(self._words(at, mention.start))
            pieces.append(_Piece(mention.start, mention.end, self._text[mention.start:mention.end].lower(), True))
            at = mention.end
        pieces.extend(self._words(at, end))
        return pieces

    def _words(self, start: int, end: int) -> list[_Piece]:
        return [_Piece(m.start(), m.end(), m.group().lower()) for m in _PIECE.finditer(self._text, start, end)]

    def _after(self, index: int) -> _Found:
        """A description in apposition: "X, directeur de l'OSDH", "X (porte-parole de l'armée)"."""
        end = self._names[index].end
        pieces = self._pieces(end, min(len(self._text), end + _REACH))
        if not pieces or pieces[0].lower not in (",", "("):
            return _Found()
        rest = pieces[1:]
        while rest and (rest[0].lower in self._articles or rest[0].lower in ("'", "’")):
            rest = rest[1:]
        lead = next((i for i, p in enumerate(rest[:3]) if p.lower in self._functions and not p.name), None)
        if lead is None or any(p.name or p.lower in _END for p in rest[:lead]):
            return _Found()
        return self._owned(self._split(self._until_end(rest[lead:])), rest[lead], rest[:lead])

    def _owned(self, found: _Found, function: _Piece, before: list[_Piece]) -> _Found:
        """The description, marked where a possessive says whose function it is ("son porte-parole", not "son fils")."""
        owned = function.lower in self._for_body and any(p.lower in self._owners for p in before)
        return replace(found, owned=owned and found.organisation is None)

    def _until_end(self, pieces: list[_Piece]) -> list[_Piece]:
        """The pieces up to what ends a description."""
        for i, piece in enumerate(pieces):
            if not piece.name and (piece.lower in _END or piece.lower in self._stops):
                return pieces[:i]
        return pieces

    def _before(self, index: int) -> _Found:
        """A description before the name: "le Premier ministre X", "le porte-parole de l'armée, le colonel X"."""
        start = self._names[index].start
        pieces = self._pieces(max(0, start - _REACH), start)
        rank: _Piece | None = None
        while pieces and (pieces[-1].lower in self._ranks or pieces[-1].lower in (".", ",", "'", "’")
                          or pieces[-1].lower in self._articles) and not pieces[-1].name:
            if pieces[-1].lower in self._ranks and pieces[-1].lower in self._functions:
                rank = pieces[-1]
            pieces = pieces[:-1]
        lead = self._lead(pieces)
        if lead is None:
            return _Found(role=self._text[rank.start:rank.end]) if rank else _Found()
        return self._owned(self._split(pieces[lead:]), pieces[lead], pieces[max(0, lead - 1):lead])

    def _lead(self, pieces: list[_Piece]) -> int | None:
        """Where the function begins that describes what follows the pieces: no end and no stop may stand between."""
        lead: int | None = None
        for i in range(len(pieces) - 1, -1, -1):
            piece = pieces[i]
            if piece.name:
                continue
            if piece.lower in _END or piece.lower in self._stops:
                break
            if piece.lower in self._functions:
                lead = i
        return lead

    def _split(self, pieces: list[_Piece]) -> _Found:
        """A description cut into role and organisation; "porte-parole en Syrie du CICR" keeps the place in the role."""
        if not pieces:
            return _Found()
        whole = self._text[pieces[0].start:pieces[-1].end]
        if pieces[0].lower not in self._for_body:
            return _Found(role=whole)
        for i, piece in enumerate(pieces[1:], 1):
            if piece.lower not in self._links or piece.name:
                continue
            inside = [p for p in pieces[i + 1:] if p.lower not in self._articles and p.lower not in ("'", "’")]
            if not inside or inside[0].lower in self._of_function or not inside[0].lower[0].isalpha():
                continue
            if inside[0].lower in self._links or (piece.lower in self._beside and not inside[0].name):
                continue
            if self._is_place(inside[0]) and (piece.lower in self._beside or self._body_after(pieces, inside[0])):
                continue
            return self._with_organisation(pieces, i, self._unwrapped(inside))
        return _Found(role=whole)

    def _is_place(self, piece: _Piece) -> bool:
        return any(m.start == piece.start and m.value.shape in ("place", None) and m.value.places for m in self._names)

    def _body_after(self, pieces: list[_Piece], first: _Piece) -> bool:
        """Whether a body is named further on ("expert de la Syrie au Washington Institute")."""
        rest = pieces[pieces.index(first) + 1:]
        return any(p.name and not self._is_place(p) for p in rest)

    def _unwrapped(self, inside: list[_Piece]) -> _Piece:
        """The name of an organisation after its common noun, else the first piece."""
        if inside[0].lower in self._wrappers:
            return next((p for p in inside[:4] if p.name), inside[0])
        return inside[0]

    def _with_organisation(self, pieces: list[_Piece], link: int, first: _Piece) -> _Found:
        """The role before the link and after the organisation, which ends where something beside it begins."""
        at = pieces.index(first)
        stop = next((i for i in range(at + 1, len(pieces))
                     if pieces[i].lower in self._beside and not pieces[i].name), len(pieces))
        role = self._text[pieces[0].start:pieces[link - 1].end]
        if stop < len(pieces):
            role = f"{role} {self._text[pieces[stop].start:pieces[-1].end]}"
        return _Found(role, self._text[first.start:pieces[stop - 1].end])
