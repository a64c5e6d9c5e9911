"""Noun phrases in the tree: their preposition, their members, and the stretch of text that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bilan.syntax import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
# What belongs to the name of a thing; clauses, appositions and other members of a list do not.
_CORE = frozenset({"det", "amod", "nummod", "nmod", "flat", "flat:name", "flat:foreign", "case", "fixed", "compound",
                   "advmod", "nmod:poss"})
_DOER = "obl:agent"
_NEXT = 4
_PLACING = ("nmod", "obl", "advmod", "amod")
# Between two words of one phrase there is a blank, or the line's break with its margin.
_GAP = 3
_PRENOMINAL = frozenset({"det", "amod", "nummod", "advmod", "flat", "compound", "case", "fixed"})


def preposition(sentence: Sentence, head: Token) -> str | None:
    """The lemma of the preposition that brings a phrase in, `None` for a bare one. Of several the first counts."""
    cases = [t for t in sentence.children(head, "case", "mark") if t.pos == "ADP" or t.dep == "case"]
    return cases[0].lemma.lower() if cases else None


def members(sentence: Sentence, head: Token) -> list[Token]:
    """The heads of a coordination that begins with `head`, itself first, in the order of the text."""
    found = [head]
    for t in sentence.children(head, "conj"):
        if (t.pos in NOMINAL or t.mention is not None) and _astray(sentence, t) is None:
            found.extend(members(sentence, t))
    if head.dep == _DOER and head.mention is not None:
        inside = sentence.subtree(head)
        for t in sentence.tokens[inside[-1].i + 1:inside[-1].i + _NEXT]:
            if t.mention is not None and t.dep == "conj" and _astray(sentence, t) is head:
                found.extend(members(sentence, t))
    return sorted(found, key=lambda t: t.i)


def _astray(sentence: Sentence, name: Token) -> Token | None:
    """The doer of a participle whose list a name goes on with, where the parser took it for another member of what the
    participle describes ("le président, soutenu par Paris, Rome et Berne, a"); `None` where it did not."""
    begins = min([name.i, *(t.i for t in sentence.children(name, "det"))])
    before = sentence.tokens[begins - 2] if begins > 1 and sentence.tokens[begins - 1].text == "," else None
    if before is None or name.mention is None or before.mention is None or before.dep != _DOER:
        return None
    if not name.head < before.head < before.i or sentence.children(name, "case"):
        return None
    listed = [t for t in sentence.subtree(name) if t.dep == "conj"]
    last = listed[-1] if listed else None
    if last is None or not sentence.children(last, "cc"):
        return None
    behind = sentence.tokens[last.i + 1:last.i + 2]
    return before if not behind or behind[0].pos == "PUNCT" else None


def described_members(sentence: Sentence, head: Token, clause: Token) -> list[Token]:
    """The members of a list that a clause on its first noun describes: those before the clause ("la milice, soutenue
    par Tripoli, et l'armée"). A plural participle behind the last of them, who is one, describes all."""
    several = clause.morph.get("Number") == "Plur" and clause.morph.get("VerbForm") == "Part"
    while several and head.dep == "conj" and head.morph.get("Number") == "Sing" and sentence.head(head).pos == head.pos:
        head = sentence.head(head)
    return [m for m in members(sentence, head) if m.i < clause.i] or members(sentence, head)


def behind_adverbs(sentence: Sentence, verb: Token) -> list[Token]:
    """The object behind two adverbs that "et" joins, where the parser joined it to the verb itself ("soutient
    politiquement et militairement le régime")."""
    for t in sentence.children(verb, "conj"):
        joins = sentence.children(t, "cc")
        if t.pos in ("NOUN", "PROPN") and joins and preposition(sentence, t) is None and all(
                sentence.tokens[joins[0].i + side].pos == "ADV" for side in (-1, 1)):
            return members(sentence, t)
    return []


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
        if t.dep in ("case", "fixed") or (t.dep == "advmod" and (t.i > head.i or _joins(sentence, head, t))):
            continue
        if t.dep == "nmod":
            if depth and not _cut_off(sentence, head, t):
                yield from _complement(sentence, t, depth - 1)
            continue
        yield from _whole(sentence, t)


def _joins(sentence: Sentence, head: Token, adverb: Token) -> bool:
    """Whether an adverb stands right behind the "et" that joins a phrase, and so before its article."""
    before = sentence.tokens[adverb.i - 1] if adverb.i else None
    return before is not None and before.dep == "cc" and before.head == head.i


def _complement(sentence: Sentence, head: Token, depth: int) -> Iterator[Token]:
    """A complement with its preposition and the members of its list: "de Foua et de Kafraya", but not what has an
    article and no preposition, which goes with the whole ("le régime d'Assad et la Turquie")."""
    for t in sentence.children(head, "case", "fixed"):
        yield from _whole(sentence, t)
    yield from inner(sentence, head, depth)
    for t in sentence.children(head, "conj"):
        dated = t.mention is not None and t.mention.kind == "time"
        case = preposition(sentence, t)
        apart = dated or (case is None and sentence.children(t, "det"))
        if t.pos in NOMINAL and not apart and case in (None, preposition(sentence, head)):
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


def is_owned(sentence: Sentence, token: Token) -> bool:
    """Whether a phrase has a possessive ("leur fief"), and so is another's and not a part of its owner's name."""
    return any(t.morph.get("Poss") == "Yes" for t in sentence.children(token, "det", "nmod:poss"))


def described_end(
    sentence: Sentence, head: Token, end: int, is_place: Callable[[Sentence, Token], bool]
) -> int:
    """Where the phrase of an unnamed thing ends that starts with the name ending at `end`: with the participle or the
    place right behind it, which tell it apart ("les quartiers tenus par l'armée", "une zone dans le nord du pays")."""
    behind = next((t for t in sentence.tokens if t.start >= end), None)
    if behind is None:
        return end
    told = next((t for t in sentence.children(head, "acl")
                 if t.i == behind.i and t.morph.get("VerbForm") == "Part"), None)
    if told is None:
        beside = [*sentence.children(head), *sentence.children(sentence.head(head))]
        told = next((t for t in beside if t.dep in _PLACING and sentence.subtree(t)[0].i == behind.i
                     and any(is_place(sentence, u) for u in sentence.subtree(t))), None)
    for t in sentence.subtree(told) if told is not None else []:
        if t.i < behind.i:
            continue
        if t.pos == "PUNCT" or t.dep == "mark" or t.start > end + _GAP:
            break
        end = t.end
    return end


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
