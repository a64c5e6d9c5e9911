"""Noun phrases in the tree: their preposition, their members, and the stretch of text that names them."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.syntax import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
# What belongs to the name of a thing; clauses, appositions and other members of a list do not.
_CORE = frozenset({"det", "amod", "nummod", "nmod", "flat", "flat:name", "flat:foreign", "case", "fixed", "compound",
                   "advmod", "nmod:poss"})
_PRENOMINAL = frozenset({"det", "amod", "nummod", "advmod", "flat", "compound", "case", "fixed"})


def preposition(sentence: Sentence, head: Token) -> str | None:
    """The lemma of the preposition that brings a phrase in, `None` for a bare one. Of several the first counts."""
    cases = [t for t in sentence.children(head, "case", "mark") if t.pos == "ADP" or t.dep == "case"]
    return cases[0].lemma.lower() if cases else None


def members(sentence: Sentence, head: Token) -> list[Token]:
    """The heads of a coordination that begins with `head`, itself first, in the order of the text."""
    found = [head]
    for t in sentence.children(head, "conj"):
        if t.pos in NOMINAL or t.mention is not None:
            found.extend(members(sentence, t))
    return sorted(found, key=lambda t: t.i)


def described_members(sentence: Sentence, head: Token, clause: Token) -> list[Token]:
    """The members of a list that a clause on its first noun describes: those before the clause ("la milice, soutenue
    par Tripoli, et l'armée")."""
    return [m for m in members(sentence, head) if m.i < clause.i] or members(sentence, head)


def appositions(sentence: Sentence, head: Token) -> list[Token]:
    """The heads that stand in apposition to `head`, in order."""
    return sentence.children(head, "appos")


def inner(sentence: Sentence, head: Token, depth: int = 3) -> Iterator[Token]:
    """The tokens of the phrase that names `head`: determiner, adjectives and complements, without clauses,
    appositions, other members of a list, and its own preposition."""
    yield head
    for t in sentence.children(head):
        if t.dep == "appos" and _is_close(sentence, head, t):
            yield t
        if t.dep not in _CORE or t.pos == "PUNCT":
            continue
        if t.i < head.i and t.dep not in _PRENOMINAL:
            continue
        if t.dep in ("case", "fixed") or (t.dep == "advmod" and t.i > head.i):
            continue
        if t.dep == "nmod":
            if depth and not _cut_off(sentence, head, t):
                yield from _complement(sentence, t, depth - 1)
            continue
        yield from _whole(sentence, t)


def _complement(sentence: Sentence, head: Token, depth: int) -> Iterator[Token]:
    """A complement with its preposition and the members of its list: "de Foua et de Kafraya"."""
    for t in sentence.children(head, "case", "fixed"):
        yield from _whole(sentence, t)
    yield from inner(sentence, head, depth)
    for t in sentence.children(head, "conj"):
        dated = t.mention is not None and t.mention.kind == "time"
        if t.pos in NOMINAL and not dated and preposition(sentence, t) in (None, preposition(sentence, head)):
            yield from (c for c in sentence.children(t, "cc") if c.pos != "PUNCT")
            yield from _complement(sentence, t, depth)


def _whole(sentence: Sentence, token: Token) -> Iterator[Token]:
    return (t for t in sentence.subtree(token) if t.pos != "PUNCT" or t.mention is not None)


def _is_close(sentence: Sentence, head: Token, name: Token) -> bool:
    """Whether a name stands beside its common noun as a part of it, nothing but adjectives between ("le groupe armé
    X")."""
    between = sentence.tokens[head.i + 1:name.i]
    return name.i > head.i and name.mention is not None and name.mention.kind == "name" and all(
        t.pos == "ADJ" and t.head == head.i for t in between)


def _cut_off(sentence: Sentence, head: Token, complement: Token) -> bool:
    """Whether a comma, a bracket or a time stands between a noun and what the parser took for its complement, or a body
    is hung on a place ("porte-parole en Birmanie du Programme alimentaire mondial")."""
    if _is_place(head) and _is_body(complement):
        return True
    if complement.mention is not None and complement.mention.kind in ("time", "quotation"):
        return True
    if (
        complement.mention is not None
        and complement.mention.kind == "number"
        and preposition(sentence, complement) is None
    ):
        return True
    first = min([complement.i, *(t.i for t in sentence.children(complement, "case"))])
    between = sentence.tokens[head.i + 1:first]
    return any(t.text in (",", ";", ":", "(", "–", "—") for t in between)


def _is_place(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "name" and bool(token.mention.value.places)


def _is_body(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "name" and token.mention.value.shape == "body"


def extent(sentence: Sentence, head: Token, without: Token | None = None) -> tuple[int, int]:
    """`(start, end)` in the dispatch of the phrase that names `head`: one unbroken stretch around it. `without` is a
    complement that does not belong to the name."""
    wanted = {t.i for t in inner(sentence, head)}
    if without is not None:
        wanted -= {t.i for t in sentence.subtree(without)}
    first = last = head.i
    while first - 1 in wanted:
        first -= 1
    while last + 1 in wanted or (last + 2 in wanted and sentence.tokens[last + 1].text in ("-", "'", "’", "(")):
        last += 1
    return sentence.tokens[first].start, sentence.tokens[_acronym_end(sentence, last)].end


def _acronym_end(sentence: Sentence, last: int) -> int:
    """The index where a phrase ends, the short form in parentheses behind it taken in: "l'armée (SPLA)"."""
    behind = sentence.tokens[last + 1:last + 4]
    if (
        len(behind) == 3
        and behind[0].text == "("
        and behind[2].text == ")"
        and behind[1].text.isupper()
        and len(behind[1].text) > 1
    ):
        return last + 3
    return last
