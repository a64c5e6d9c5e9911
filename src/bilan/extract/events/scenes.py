"""When and where an event happened, of what its sentence and the ones before say: what its sort makes of them."""

from __future__ import annotations

from bilan.entities import Entity
from bilan.syntax import Sentence
from bilan.times import When

_AGREED = ("ceasefire", "talks")
_LAUNCHED = ("offensive", "intervention")


def placed(sentence: Sentence, kind: str, where: tuple[Entity, ...], target: Entity | None) -> tuple[Entity, ...]:
    """Talks are held where their own sentence says and nowhere else; a truce whose sentence names no place holds in
    the whole of the land. A building without a name that was struck is no place where its town is told."""
    if target is not None and where[1:] and where[0].start == target.start and where[0].text.islower():
        where = where[1:]
    here = any(e.start is not None and sentence.start <= e.start < sentence.end for e in where[:1])
    if kind not in _AGREED or here:
        return where
    return where[-1:] if kind == "ceasefire" else ()


def dated(kind: str, modality: str, when: When | None, *, plural: bool) -> When | None:
    """An offensive or an intervention is dated by its launch, unless several are told, what is only expected by
    the text alone."""
    if modality == "expected" and when is not None and when.basis != "text":
        return None
    is_launch = kind in _LAUNCHED and not plural
    if is_launch and when is not None and when.start is not None and when.basis == "publication":
        return When.moment(when.start)
    return when
