"""What the words around a name show it to be: a person, a place or a body."""

from __future__ import annotations

import re

from bilan.names import ActorCandidate, PlaceCandidate
from bilan.recognise.names.lexicon import NameWords

_BEFORE = 48
_AFTER = 40
_KNOWN_TOWN = 50_000
"""Inhabitants from which a town's name is taken for the town rather than for a first name: chosen by hand."""
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*['’]?|\d+|[^\w\s]")
_AGE = re.compile(r"\s*[,(]\s*\d{1,3}\s+([^\W\d_]+)")


def shape_of(
    text: str,
    start: int,
    end: int,
    *,
    words: NameWords,
    several: bool,
    first_name: bool,
    body: bool,
    places: tuple[PlaceCandidate, ...],
    actors: tuple[ActorCandidate, ...],
) -> str | None:
    """`person`, `place`, `body` or `None` for the name at `text[start:end]`.

    `several` is true of a name of more than one word, `first_name` of one that begins with a first name, `body` of one
    with a body's noun or an acronym. What is known of the candidates weighs before a bare preposition ("à"), and after
    a title, a function, or what plainly follows a name ("X, porte-parole de"). An unknown name of several words with
    no article is taken for a person's.
    """
    before = [t.lower().replace("’", "'") for t in _TOKEN.findall(text[max(0, start - _BEFORE):start])]
    article = bool(before) and (before[-1] in words.articles or before[-1] in words.contractions)
    while before and before[-1] in words.articles:
        before.pop()
    if actors and all(a.kind == "person" for a in actors):
        return "person"
    if _person_before(before, words):
        return "body" if body else "person"
    if body or (actors and not places) or _is_a_group(places, actors) or _cue(before, words.body_cues):
        return "body"
    if _person_after(text, end, words, _well_known(places)):
        return "person"
    if _cue(before, words.place_cues, single=not article or bool(places)) and (places or not (first_name and several)):
        return "place"
    if first_name and (several or not (actors or _well_known(places))):
        return "person"
    if places:
        return None if actors else "place"
    return "person" if several and not article else None


def _well_known(places: tuple[PlaceCandidate, ...]) -> bool:
    """Whether the first place of a name is better known than the people of that name ("Hama", not "Saïd")."""
    return bool(places) and (places[0].method == "alias" or places[0].population >= _KNOWN_TOWN)


def _is_a_group(places: tuple[PlaceCandidate, ...], actors: tuple[ActorCandidate, ...]) -> bool:
    """Whether a name is that of an armed group and only sounds like that of places ("al-Qaïda", "Keda")."""
    return bool(actors) and all(a.kind == "armed_group" for a in actors) and all(p.method == "folded" for p in places)


def _cue(before: list[str], cues: frozenset[str], *, single: bool = True) -> bool:
    """Whether the last words are a cue; one of a single word only where `single` allows it ("à l'X" shows no place)."""
    return any(_phrase(before[-n:]) in cues for n in range(1 if single else 2, min(4, len(before)) + 1))


def _phrase(tokens: list[str]) -> str:
    return " ".join(tokens).replace("' ", "'")


def _person_before(before: list[str], words: NameWords) -> bool:
    """Whether a title or a function stands before, an adjective or a dot between at most ("président syrien X")."""
    if not before:
        return False
    last = before[-1]
    if last in words.coordinators or last == ",":
        return bool(words.plural_titles & set(before[-6:-1]))
    if last == "." and len(before) > 1:
        return before[-2] in words.titles
    if last in words.titles or last in words.functions:
        return True
    adjective = last in words.peoples or last.endswith(words.adjective_endings)
    return adjective and len(before) > 1 and before[-2] in words.functions


def _person_after(text: str, end: int, words: NameWords, place: bool) -> bool:
    """Whether a function or an age follows after a comma ("X, porte-parole de", "X, 37 ans")."""
    age = _AGE.match(text, end)
    if age is not None and age.group(1).lower() in words.ages:
        return True
    after = [t.lower() for t in _TOKEN.findall(text[end:end + _AFTER])]
    if place or len(after) < 2 or after[0] != ",":
        return False
    rest = after[1:]
    while rest and rest[0].replace("’", "'") in words.articles:
        rest = rest[1:]
    return bool(rest) and rest[0] in words.functions
