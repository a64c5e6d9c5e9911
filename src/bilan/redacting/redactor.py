"""The redactions that stand, applied to whatever the observatory answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from bilan.claims import Claim
from bilan.dispatch import Dispatch
from bilan.entities import Entity
from bilan.findings import Dispute, Holding, Origin
from bilan.records import Filed, Judgement, Query, Recorded, Review
from bilan.redacting.names import Names, Replaced

T = TypeVar("T")
REDACTIONS = ("pseudonymise", "coarsen")
WORDS: Mapping[type, tuple[str, ...]] = {
    Entity: ("text", "name", "role", "organisation"), Recorded: ("quote", "outlet", "title", "url", "came_as"),
    Dispatch: ("id", "text", "outlet", "title", "url", "where_from"), Origin: ("name",), Dispute: ("details",),
    Judgement: ("subject", "reason", "author"), Review: ("by", "reason"), Query: ("place", "source"),
}
"""The fields that hold words of a dispatch or of a person; all other texts are codes and identifiers."""
SAID = ("means", "victim", "about", "via", "updates")
SPANS = ("evidence", "content")


class Kept(Protocol):
    """What is asked of the ledger."""

    def judgements(self) -> Iterable[Judgement]:
        """Those that count now."""
        ...

    def words(self, key: str) -> str | None:
        """The text of a dispatch by its key."""
        ...

    def placed(self, place: str) -> Iterable[Entity]:
        """The places that the claims filed under a place mention."""
        ...


class World(Protocol):
    """What is asked of the world: the key of a place, and of all that it lies in, and whether a mention names one."""

    def place(self, entity: Entity) -> str:
        """The key of a place."""
        ...

    def enclosing(self, key: str) -> tuple[str, ...]:
        """The place itself, then all that it lies in."""
        ...


    def is_place(self, entity: Entity) -> bool:
        """Whether the mention is of one place in particular."""
        ...


class Redactor:
    """What stands, ready to be applied. One is made for each answer, so that an undoing counts at once."""

    def __init__(self, judgements: Iterable[Judgement], world: World, ledger: Kept) -> None:
        self._world = world
        self._ledger = ledger
        self._places: dict[str, Entity] = {}
        shown: dict[str, str] = {}
        for one in judgements:
            names = [*one.detail["names"]]
            if one.verdict == "coarsen":
                wider = Entity(**one.detail["to"])
                self._places[one.subject] = wider
                names += self._spellings(one.subject)
                shown.update(dict.fromkeys(names, wider.name or wider.text))
            elif one.verdict == "pseudonymise":
                shown.update(dict.fromkeys(names, one.detail["alias"]))
        self._names = Names(shown)
        self._dispatch = lru_cache(maxsize=1024)(lambda key: self._names.replaced(ledger.words(key) or ""))
        self._seen: dict[int, tuple[Any, Any]] = {}

    @classmethod
    def of(cls, ledger: Kept, world: World) -> Redactor | None:
        """What a ledger's judgements have hidden now, `None` where nothing is."""
        standing = [j for j in ledger.judgements() if j.verdict in REDACTIONS]
        return cls(standing, world, ledger) if standing else None

    def shown(self, answer: T) -> T:
        """The answer as it may be shown: iterators go on being iterators."""
        if isinstance(answer, Iterator):
            return (self._made(one) for one in answer if not self._hides(one))  # type: ignore[return-value]
        if not isinstance(answer, Recorded):
            made: T = self._made(answer)
            return made
        # Findings hold one record in many places. It is kept with what is shown for it, so that its id stays its own.
        known = self._seen.get(id(answer))
        if known is None:
            known = self._seen[id(answer)] = (answer, self._made(answer))
        shown: T = known[1]
        return shown

    def _hides(self, answer: Any) -> bool:
        """Whether an answer is the state of a place that is coarsened, which is not the state of the wider one."""
        if isinstance(answer, tuple):
            return any(isinstance(one, Holding) and self._hides(one) for one in answer[:2])
        return isinstance(answer, Holding) and not self._places.keys().isdisjoint(
            self._world.enclosing(self._world.place(answer.place)))

    def _made(self, answer: Any) -> Any:
        if isinstance(answer, tuple | list):
            return type(answer)(self.shown(one) for one in answer if not self._hides(one))
        if isinstance(answer, dict):
            return {key: self.shown(one) for key, one in answer.items()}
        if isinstance(answer, Judgement):
            return replace(self._fields(answer), detail=self._data(answer.detail))
        if isinstance(answer, Entity):
            return self._entity(answer)
        if isinstance(answer, Recorded):
            return self._record(answer)
        if isinstance(answer, Origin):
            return self._origin(answer)
        if isinstance(answer, Filed):
            return replace(self._fields(answer), dispatch=self._fields(answer.dispatch))
        return self._fields(answer) if is_dataclass(answer) and not isinstance(answer, type) else answer

    def _fields(self, noun: Any) -> Any:
        """The noun with its words replaced and the nouns in it as they may be shown; itself where nothing changes."""
        said = WORDS.get(type(noun), ())
        changed = {}
        for field in fields(noun):
            old = getattr(noun, field.name)
            if isinstance(old, str):
                new: Any = self._text(old) if field.name in said else old
            else:
                new = tuple(map(self._text, old)) if field.name in said and old is not None else self.shown(old)
            if new is not old and new != old:
                changed[field.name] = new
        return replace(noun, **changed) if changed else noun

    def _spellings(self, place: str) -> set[str]:
        """The names under which the ledger's claims mention a place and what lies in it, descriptions left out."""
        return {e.text for e in self._ledger.placed(place) if self._world.is_place(Entity(e.text))
                and place in self._world.enclosing(self._world.place(e))}

    def _text(self, text: str) -> str:
        wider = self._places.get(text)
        return (wider.name or wider.text) if wider else self._names.text(text)

    def _data(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._data(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._data(one) for one in value]
        return self._text(value) if isinstance(value, str) else value

    def _entity(self, entity: Entity, moved: Replaced | None = None) -> Entity:
        if moved and entity.start is not None and entity.end is not None:
            start, end = moved.moved((entity.start, entity.end))
            entity = replace(entity, start=start, end=end)
        for key in self._world.enclosing(self._world.place(entity)) if self._places else ():
            if key in self._places:
                wider = self._places[key]
                return replace(wider, start=entity.start, end=entity.end)
        changed: Entity = self._fields(entity)
        hidden = (changed.text, changed.name) != (entity.text, entity.name)
        return replace(changed, id=None) if hidden else changed

    def _origin(self, origin: Origin) -> Origin:
        changed: Origin = self._fields(origin)
        return replace(changed, id=None, key=self._names.text(origin.key)) if changed.name != origin.name else changed

    def _record(self, record: Recorded) -> Recorded:
        moved = self._dispatch(record.dispatch_id) if record.dispatch_id else Replaced("", ())
        shown: Recorded = replace(self._fields(replace(record, claim=_NOTHING)), claim=self._claim(record.claim, moved))
        if not moved.cuts:
            return shown
        start, end = shown.claim.evidence
        return replace(shown, quote=moved.text[start:end])

    def _claim(self, claim: Claim, moved: Replaced) -> Claim:
        changed: dict[str, Any] = {}
        for field in fields(claim):
            old = getattr(claim, field.name)
            if field.name in SPANS:
                changed[field.name] = moved.moved(old)
            elif field.name == "other_mentions":
                changed[field.name] = tuple(map(moved.moved, old))
            elif isinstance(old, Entity):
                changed[field.name] = self._entity(old, moved)
            elif isinstance(old, tuple):
                changed[field.name] = tuple(self._entity(o, moved) if isinstance(o, Entity) else o for o in old)
            elif field.name in SAID and old is not None:
                changed[field.name] = self._text(old)
        return replace(claim, **changed)


_NOTHING = Claim(evidence=(0, 0))
