"""What a repeated word tells, where the parser missed it: a list that repeats its preposition, and "un à un"."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.language.fr.hanging import is_below, rehang
from bilan.syntax import Token

_OF_LISTS = ("nmod", "obl", "obl:arg", "conj")


def mend_repeated(tokens: Sequence[Token], noun: Token) -> None:
    """A member of a list that repeats its preposition goes with the phrase right before it that has the same one:
    "n'ont pas accès à la nourriture, à l'eau ou à des soins"."""
    case = _case(tokens, noun)
    if case is None or case.i < 3 or tokens[noun.head].i > case.i:
        return
    if noun.dep != "conj" and not _goes_on(tokens, noun, case):
        return
    parting = tokens[case.i - 1]
    above = _case(tokens, tokens[noun.head])
    if parting.text != "," and (parting.dep != "cc" or (above is not None and above.lemma == case.lemma)):
        return
    before = tokens[case.i - 2]
    while before.dep in ("amod", "acl", "det") and before.head < before.i:
        before = tokens[before.head]
    if before.i == noun.head or before.dep not in _OF_LISTS or before.pos != "NOUN" or is_below(tokens, before, noun):
        return
    same = _case(tokens, before)
    if same is not None and same.lemma == case.lemma:
        rehang(tokens, noun, before, "conj")


def _goes_on(tokens: Sequence[Token], noun: Token, case: Token) -> bool:
    """Whether a phrase is followed by another of its list with the same preposition ("à l'eau ou à des soins")."""
    others = (_case(tokens, tokens[i]) for i in noun.children if tokens[i].dep == "conj")
    return any(c is not None and c.lemma == case.lemma and tokens[c.i - 1].dep == "cc" for c in others)


def _case(tokens: Sequence[Token], noun: Token) -> Token | None:
    """The preposition of a phrase."""
    return next((tokens[i] for i in noun.children if tokens[i].dep == "case" and i < noun.i), None)


def mend_one_by_one(tokens: Sequence[Token], first: Token) -> None:
    """Two equal words with a preposition between them and no article tell how the verb before them is done: "reprend un
    à un les villages", "avance rue par rue"."""
    preposition, second = tokens[first.i + 1], tokens[first.i + 2]
    if first.lower != second.lower or (first.i and tokens[first.i - 1].pos in ("DET", "ADP", "ADJ")):
        return
    verb = next((t for t in reversed(tokens[:first.i]) if t.pos == "VERB"), None)
    trio = (first.i, preposition.i, second.i)
    if verb is None or any(tokens[i].head == i or is_below(tokens, verb, tokens[i]) for i in trio):
        return
    for i in trio:
        for child in [c for c in tokens[i].children if c not in trio]:
            rehang(tokens, tokens[child], verb, "obj" if tokens[child].dep == "nmod" else tokens[child].dep)
    rehang(tokens, first, verb, "advmod")
    rehang(tokens, preposition, first, "fixed")
    rehang(tokens, second, first, "fixed")
    for i in trio:
        tokens[i].pos, tokens[i].morph = "ADV", {}
