"""From the observatory's answers to an edition: places with their coordinates, parties with their neutral names."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from operator import attrgetter

from babel import Locale

from bilan.claims import Alignment, Control, Displacement, Incident, Need, Statement, Toll
from bilan.entities import Entity
from bilan.findings import Findings, Holding
from bilan.names import PlaceCandidate
from bilan.publish.edition import Edition, Party, Profile, Spot
from bilan.publish.wording import load
from bilan.records import Filed, Recorded
from bilan.world.actors.registry import Registry, is_acronym
from bilan.world.folding import plain
from bilan.world.places import Gazetteer

SLOTS = {kind.kind: attrgetter(*(one.name for one in fields(kind) if "Entity" in str(one.type)))
         for kind in (Toll, Displacement, Control, Incident, Need, Alignment, Statement)}
"""The values of the slots of each kind of claim that hold entities."""
GAZETTEER = "fr"
"""The language of the gazetteer's names of countries."""


def gather(findings: Findings, sources: Sequence[Filed], records: Sequence[Recorded], *, title: str, language: str,
           as_of: date, gazetteer: Gazetteer, registry: Registry, first: date | None = None, last: date | None = None,
           spells: Iterable[tuple[date, Holding]] = (), profile: Profile = "newsroom",
           number: int | None = None, whole: bool = True, decided: date | None = None,
           alternate: str | None = None) -> Edition:
    """The edition of a report with everything that it prints looked up.

    `records` are the claims in view, `sources` the dispatches in view; `spells` are the stretches of days on which each
    place's state stayed the same, with the first day of each: they give the map its slider. Names are those of
    `language`, where the world's tables have them.
    """
    entities = list(_entities(findings, records))
    days = _days(spells, as_of, first) if profile != "humanitarian" else ()
    entities += [entity for _, holdings in days for holding in holdings for entity in _of_holding(holding)]
    ids = dict.fromkeys(entity.id for entity in entities if entity.id)
    spots = dict(_spots(ids, gazetteer, language))
    return Edition(
        title=title,
        language=language,
        as_of=as_of,
        findings=findings,
        sources=tuple(sources),
        records=tuple(records),
        number=number,
        first=first,
        last=last,
        decided=decided,
        profile=profile,
        whole=whole,
        days=days,
        places=spots | dict(_spelt(entities, spots)),
        parties=dict(_parties(ids, registry, language)),
        alternate=alternate,
    )


def _entities(findings: Findings, records: Iterable[Recorded]) -> Iterator[Entity]:
    # Claims share the entities that they name: each is looked at once.
    named: dict[int, Entity] = {}
    for record in records:
        for value in SLOTS[record.claim.kind](record.claim):
            if isinstance(value, tuple):
                for entity in value:
                    named[id(entity)] = entity
            elif value is not None:
                named[id(value)] = value
    yield from named.values()
    for holding in findings.control:
        yield from _of_holding(holding)
    series = (*findings.tolls.series, *findings.displacement.flows, *findings.displacement.stocks)
    for one in series:
        yield from (e for e in (one.measure.place, one.measure.side, one.measure.origin, one.measure.destination) if e)
        if one.origin.id:
            yield Entity(one.origin.name or one.origin.key, one.origin.name, one.origin.id)


def _of_holding(holding: Holding) -> Iterator[Entity]:
    for entity in (
        holding.place,
        holding.holder,
        holding.besieger,
        holding.challenger,
        holding.previous,
        holding.inherited,
    ):
        if entity is not None:
            yield entity


def _days(spells: Iterable[tuple[date, Holding]], as_of: date,
          first: date | None) -> tuple[tuple[date, tuple[Holding, ...]], ...]:
    """The state of all places on the first day, and on each on which one changed, up to the day of the report."""
    by_place: dict[str, list[tuple[date, Holding]]] = {}
    for began, holding in spells:
        if began <= as_of:
            key = holding.place.id or holding.place.name or holding.place.text
            by_place.setdefault(key, []).append((began, holding))
    changes = sorted({began for found in by_place.values() for began, _ in found})
    if not changes:
        return ()
    start = first or changes[0] - timedelta(days=1)
    wanted = sorted({start, as_of, *(day for day in changes if day > start)})
    return tuple(zip(wanted, _states(by_place.values(), wanted), strict=True))


def _states(by_place: Iterable[Sequence[tuple[date, Holding]]],
            days: Sequence[date]) -> Iterator[tuple[Holding, ...]]:
    """What holds on each of the days, of the places of which something was known by then."""
    begun = [[began for began, _ in spells] for spells in by_place]
    for day in days:
        at = [bisect_right(starts, day) - 1 for starts in begun]
        yield tuple(spells[n][1] for spells, n in zip(by_place, at, strict=True) if n >= 0)


# -- places and parties ------------------------------------------------------------------------------------------


def _spots(ids: Iterable[str], gazetteer: Gazetteer, language: str) -> Iterator[tuple[str, Spot]]:
    seen: set[str] = set()
    waiting = list(ids)
    while waiting:
        place_id = waiting.pop()
        place = gazetteer.place(place_id) if place_id not in seen else None
        seen.add(place_id)
        if place is None:
            continue
        waiting += place.parents
        if place.latitude is not None and place.longitude is not None:
            yield (
                place_id,
                Spot(
                    place.latitude,
                    place.longitude,
                    place.radius,
                    place_name(place, language),
                    place.level,
                    place.parents,
                ),
            )


def _spelt(entities: Iterable[Entity], spots: Mapping[str, Spot]) -> Iterator[tuple[str, Spot]]:
    """Places known by their common noun alone, as the claims spell them: their identifiers have lost the accents."""
    for entity in entities:
        if entity.id and entity.id.startswith("bilan:place/in/") and entity.id in spots and entity.name:
            yield entity.id, replace(spots[entity.id], name=entity.name)


def place_name(place: PlaceCandidate, language: str) -> str:
    """The name of a place in a language: that of the locale for a country, the exonym where one is listed, "north-east
    of" its whole for a part that has no name of its own, else the gazetteer's."""
    if place.level == "country" and place.country:
        return str(Locale(language).territories.get(place.country, place.name))
    whole, _, direction = place.name.rpartition(" (")
    if place.id.startswith(f"bilan:place/{direction.rstrip(')')}-of/"):
        outer = _country(whole, place.country, language) or exonyms(language).get(whole, whole)
        return load(language).text(f"direction.{direction.rstrip(')')}", place=outer)
    return exonyms(language).get(place.name, place.name)


def _country(name: str, code: str | None, language: str) -> str | None:
    """The name of a country in a language by the gazetteer's, `None` where that is not this country's."""
    known = Locale(GAZETTEER).territories.get(code or "")
    return str(Locale(language).territories[code or ""]) if known == name else None


@lru_cache(maxsize=8)
def exonyms(language: str) -> dict[str, str]:
    """The names of places in a language that differ from the gazetteer's, by the gazetteer's; empty without a table."""
    file = resources.files(__package__) / "labels" / f"places_{language}.tsv"
    if not file.is_file():
        return {}
    rows = csv.reader(
        (line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")), delimiter="\t"
    )
    return {row[0]: row[1] for row in rows if len(row) == 2}


def _parties(ids: Iterable[str], registry: Registry, language: str) -> Iterator[tuple[str, Party]]:
    for actor_id in ids:
        actor = registry.get(actor_id)
        if actor is None:
            continue
        side = registry.side(actor_id) or actor_id
        for one_id in dict.fromkeys((actor_id, side)):
            one = registry.get(one_id)
            if one is not None:
                name = one.english if language == "en" else one.french
                yield one_id, Party(name, side, acronym(name, one.names))


def acronym(name: str, others: Iterable[str]) -> str | None:
    """Of the other names, the acronym made of this name's initials in their order; `None` where there is none."""
    initials = plain("".join(word[0] for word in name.replace("'", " ").replace("’", " ").split() if word))
    for other in sorted(others, key=lambda other: (-len(other), other)):
        if is_acronym(other) and len(other) < len(name) - 4 and _within(plain(other), initials):
            return other
    return None


def _within(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return letters[:1] == initials[:1] and all(letter in rest for letter in letters)
