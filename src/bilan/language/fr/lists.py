"""Phrases that the parser hung elsewhere or misread: what goes on with "ainsi que", the two sides behind "entre", the
complement behind a time."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.language.fr.hanging import is_below, rehang
from bilan.names import Name
from bilan.syntax import Token

_NOMINAL = ("NOUN", "PROPN")
_OBJECTS = ("obj", "nsubj", "nsubj:pass")


def mend_lists(tokens: Sequence[Token], between: frozenset[str], of: str) -> None:
    """Hangs the members of lists, and the sides behind the prepositions `between`, on what they go on with. `of` is the
    lemma of the preposition that an article may hold ("des")."""
    for token in tokens:
        _mend_sides(tokens, token, between)
        _mend_as_well_as(tokens, token)
        _mend_article(tokens, token, of)


def _mend_as_well_as(tokens: Sequence[Token], noun: Token) -> None:
    """A bare noun that a conjunction of two words brings in ("ainsi que") goes on with the phrase right before it: the
    object or the subject of the verb that it was hung on."""
    joint = next((tokens[i] for i in noun.children if tokens[i].dep == "cc" and any(
        tokens[j].dep == "fixed" for j in tokens[i].children)), None)
    verb = tokens[noun.head]
    if joint is None or noun.pos not in _NOMINAL or noun.dep not in ("obl", "nmod", "advcl") or verb.pos != "VERB":
        return
    if any(tokens[i].dep == "case" for i in noun.children) or not joint.i < noun.i:
        return
    before = [tokens[i] for i in verb.children if tokens[i].dep in _OBJECTS and i < joint.i]
    if before and not is_below(tokens, before[-1], noun):
        rehang(tokens, noun, before[-1], "conj")


def _mend_article(tokens: Sequence[Token], noun: Token, of: str) -> None:
    """An indefinite plural article before a complement, behind the time that parts it from its noun, is the preposition
    and the article in one: "la reconquête le 24 janvier des quartiers"."""
    first = next((tokens[i] for i in noun.children if i < noun.i), None)
    if noun.dep != "nmod" or first is None or first.pos != "DET" or first.i == 0:
        return
    before = tokens[first.i - 1]
    is_parted = before.mention is not None and before.mention.kind == "time" and before.head == noun.head
    if is_parted and first.morph.get("Definite") == "Ind" and first.morph.get("Number") == "Plur" and not any(
            tokens[i].dep == "case" for i in noun.children):
        first.pos, first.dep, first.lemma, first.morph = "ADP", "case", of, {}


def _mend_sides(tokens: Sequence[Token], side: Token, between: frozenset[str]) -> None:
    """Two sides are those of an event and not of the place that stands right before them: "les affrontements dans la
    région du Kivu entre l'armée et la milice". What lies between two places stays theirs."""
    place = tokens[side.head]
    case = next((tokens[i] for i in side.children if tokens[i].dep == "case" and i < side.i), None)
    if case is None or case.lower not in between or side.dep != "nmod" or _is_place(side):
        return
    inside = [place, *(tokens[i] for i in place.children)]
    event = tokens[place.head]
    if place.i > side.i or event.i > place.i or event is place or event.pos not in (*_NOMINAL, "VERB"):
        return
    if not any(_is_place(t) for t in inside) or not any(tokens[i].dep == "case" for i in place.children):
        return
    nearer = [tokens[i] for i in event.children if tokens[i].dep == "nmod" and i < place.i]
    event = next((t for t in reversed(nearer) if t.mention is None), event)
    rehang(tokens, side, event, "obl" if event.pos == "VERB" else "nmod")
    _join(tokens, side)


def _join(tokens: Sequence[Token], side: Token) -> None:
    """Hangs the other side on the first, where the parser joined it to a noun before."""
    last = max([side.i, *(t.i for t in tokens if is_below(tokens, t, side))])
    joint = tokens[last + 1] if last + 1 < len(tokens) else None
    other = tokens[joint.head] if joint is not None and joint.dep == "cc" else None
    if other is not None and other.dep == "conj" and other.head < side.i and joint is not None and joint.i < other.i:
        rehang(tokens, other, side, "conj")


def _is_place(token: Token) -> bool:
    name = token.mention.value if token.mention is not None and token.mention.kind == "name" else None
    return isinstance(name, Name) and (bool(name.places) or name.shape == "place")
