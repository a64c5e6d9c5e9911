"""What the words around a name show it to be: a person, a place or a body."""

from __future__ import annotations

import re

from bilan.names import ActorCandidate, PlaceCandidate
from bilan.recognise.name_lexicon import NameWords

_BEFORE = 48
_AFTER = 40
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
    a title, a function, or what plainly follows a name ("X, porte-parole de").
    """
    before = [t.lower().replace("’", "'") for t in _TOKEN.findall(text[max(0, start - _BEFORE):start])]
    while before and before[-1] in words.articles:
        before.pop()
    persons = bool(actors) and all(a.kind == "person" for a in actors)
    if persons or _person_before(before, words) or _person_after(text, end, words, bool(places)):
        return "body" if body and not persons else "person"
    if body or (actors and not places):
        return "body"
    if _cue(before, words.body_cues):
        return "body"
    if _cue(before, words.place_cues) and (places or not first_name):
        return "place"
    if first_name and several:
        return "person"
    if places and not actors:
        return "place"
    return "person" if before and before[-1] in words.speech and several else None


def _cue(before: list[str], cues: frozenset[str]) -> bool:
    return any(_phrase(before[-n:]) in cues for n in range(1, min(4, len(before)) + 1))


def _phrase(tokens: list[str]) -> str:
    return " ".join(tokens).replace("' ", "'")


def _person_before(before: list[str], words: NameWords) -> bool:
    """Whether a title or a function stands before, an adjective or a dot between at most ("président syrien X")."""
    if not before:
        return False
    last = before[-1]
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
