"""A small world for tests (Aleppo and its quarters, the parties, the monitors) and short ways of making claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bilan.claims import Claim, Control, Displacement, Incident, Statement, Toll
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction
from bilan.ledger import Ledger
from bilan.names import PlaceCandidate
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.reconcile.knowledge import KnownWorld
from bilan.times import When
from bilan.world.actors.actor import Actor, Post
from bilan.world.actors.registry import Registry
from bilan.world.folding import fold

PLACES = {
    "Syrie": ("country", ()), "Alep": ("town", ("Syrie",)), "Homs": ("town", ("Syrie",)), "Idleb": ("town", ("Syrie",)),
    "Alep-Est": ("part", ("Alep", "Syrie")), "Alep-Ouest": ("part", ("Alep", "Syrie")),
    "Cheikh Maqsoud": ("quarter", ("Alep", "Syrie")), "Cheikh Fares": ("quarter", ("Alep-Est", "Alep", "Syrie")),
    "Massaken Hanano": ("quarter", ("Alep-Est", "Alep", "Syrie")),
    "Al-Machad": ("quarter", ("Alep-Est", "Alep", "Syrie")), "Sakhour": ("quarter", ("Alep-Est", "Alep", "Syrie")),
}
ACTORS = (
    Actor("bilan:actor/damas", "forces gouvernementales", "government forces", "state", ("gouvernement", "Damas")),
    Actor("bilan:actor/armee", "armée", "army", "government_forces", ("armée",), side="bilan:actor/damas"),
    Actor("bilan:actor/rebelles", "rebelles", "rebels", "armed_group", ("rebelles", "insurgés")),
    Actor("bilan:actor/kurdes", "forces kurdes", "Kurdish forces", "armed_group", ("forces kurdes",)),
    Actor("bilan:actor/osdh", "Observatoire des droits", "Observatory", "monitor", ("OSDH",)),
    Actor("bilan:actor/reseau", "Réseau", "Network", "monitor", ("SNHR",)),
    Actor("bilan:actor/directeur", "Le Directeur", "The Director", "person", ("Le Directeur",),
          posts=(Post("directeur", "bilan:actor/osdh"),)),
)


def place_id(name: str) -> str:
    """The identifier of a place of the small world."""
    return f"bilan:place/{name.lower().replace(' ', '-')}"


class SmallGazetteer:
    """The part of the gazetteer that reconciling asks, over `PLACES`."""

    def __init__(self) -> None:
        self._all = {place_id(n): PlaceCandidate(place_id(n), n, level, "SY", 36.2, 37.1, 1.0, 0,
                                                 tuple(map(place_id, parents)))
                     for n, (level, parents) in PLACES.items()}

    def place(self, id: str) -> PlaceCandidate | None:
        return self._all.get(id)

    def find(self, name: str, *, countries: Sequence[str] | None = None) -> tuple[PlaceCandidate, ...]:
        return tuple(p for p in self._all.values() if fold(p.name) == fold(name))

    def contains(self, outer: str, inner: str) -> bool:
        return outer in self._all[inner].parents

    def countries_of(self, id: str) -> tuple[str, ...]:
        return ("SY",) if id in self._all else ()


def small_world() -> KnownWorld:
    """The knowledge of the small world."""
    return KnownWorld(SmallGazetteer(), Registry(ACTORS), lambda: frozenset({"ong"}))  # type: ignore[arg-type]


def at(name: str) -> Entity:
    """A place: with its identifier where the small world knows it."""
    return Entity(name, name, place_id(name)) if name in PLACES else Entity(name)


def who(name: str, organisation: str | None = None) -> Entity:
    """A party, a body or a person by its short name in the small world."""
    known = {a.id.rsplit("/", 1)[-1]: a for a in ACTORS}
    if name in known:
        return Entity(known[name].french, known[name].french, known[name].id, organisation=organisation)
    return Entity(name, organisation=organisation)


def number(text: str | int) -> Count:
    """`225`, `">=225"`, `">415"`, `"~310"`, `"<=10000"` (nearly), `"dozens"`, `"10-20"`."""
    text = str(text)
    for sign, bound in ((">=", "at_least"), (">", "more_than"), ("~", "about"), ("<=", "nearly")):
        if text.startswith(sign):
            return Count(value=int(text[len(sign):]), bound=bound)  # type: ignore[arg-type]
    if "-" in text:
        low, high = text.split("-")
        return Count(low=int(low), high=int(high))
    return Count.exact(int(text)) if text.isdigit() else Count(order=text)  # type: ignore[arg-type]


def span(start: str | None, end: str | None = None, *, bound: bool = False) -> When:
    """From `start` to `end` (the same day where it is not given); `bound` where only the publication gives the end."""
    return When(start, end or start, "publication" if bound else "text")


def toll(count: str | int, where: str = "Alep-Est", when: When | None = None, source: str | None = "osdh",
         **slots: Any) -> Toll:
    """Civilians killed, cumulative where the span has two ends."""
    when = when if when is not None else span("2016-11-15", "2016-11-27")
    slots = {"harm": "killed", "victims": "civilians", "cumulative": when.start != when.end, **slots}
    return Toll(evidence=slots.pop("evidence", (0, 5)), count=number(count), where=(at(where),), when=when,
                source=who(source) if source else None, **slots)


def moved(count: str | int, where: str = "Alep-Est", when: When | None = None, source: str | None = "osdh",
          to: str | None = None, **slots: Any) -> Displacement:
    """People who fled from a place."""
    slots = {"movement": "fled", "population": "people", "cumulative": True, **slots}
    origin = at(where) if slots["movement"] not in ("displaced", "remaining") else None
    return Displacement(evidence=slots.pop("evidence", (0, 5)), count=number(count), where=(at(where),), when=when,
                        origin=origin, destination=at(to) if to else None,
                        source=who(source) if source else None, **slots)


def held(change: str, place: str, holder: str | None = None, when: When | None = None, previous: str | None = None,
         source: str | None = None, **slots: Any) -> Control:
    """A claim on control."""
    return Control(evidence=slots.pop("evidence", (0, 5)), change=change, place=at(place), where=(at(place),),
                   holder=who(holder) if holder else None, previous=who(previous) if previous else None, when=when,
                   source=who(source) if source else None, **slots)


def incident(type: str, where: str, when: When | None, actor: str | None = None, **slots: Any) -> Incident:
    """Something that happened."""
    return Incident(evidence=slots.pop("evidence", (0, 5)), type=type, where=(at(where),), when=when,
                    actor=who(actor) if actor else None, **slots)


def said(speaker: str, **slots: Any) -> Statement:
    """Somebody speaks."""
    return Statement(evidence=(0, 5), speaker=who(speaker), mode="indirect", content=(0, 5), **slots)


def read(name: str, published: str | None, *claims: Claim, outlet: str | None = None,
         text: str | None = None) -> Extraction:
    """A dispatch of that name and day with its claims, given identifiers and characters of their own in order."""
    day = date.fromisoformat(published) if published else None
    words = text or f"{name} tells what it has to tell and this is all of it. " + "x" * 20 * len(claims)
    dispatch = Dispatch(id=name, text=words, published=day, outlet=outlet or f"Outlet of {name}")
    return Extraction(dispatch, Published(day, day, day is not None), tuple(numbered(claims)))


def numbered(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims with the identifiers `c0`, `c1` … and evidence that does not overlap."""
    for i, claim in enumerate(claims):
        yield replace(claim, id=f"c{i}", evidence=(20 * i, 20 * i + 10) if claim.evidence == (0, 5) else claim.evidence)


def observe(path: Path | str, *results: Extraction) -> Observatory:
    """An observatory of the small world over a ledger in that file, with those dispatches filed."""
    world = small_world()
    observatory = Observatory(Ledger.open(path, enclosing=world.located), world, _no_reader)
    observatory.file(results)
    return observatory


def _no_reader() -> Any:
    raise AssertionError("these tests file what was read already")
