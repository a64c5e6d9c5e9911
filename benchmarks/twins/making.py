"""Makes the twin of an annotated dispatch and carries the annotation along."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.twins.bodies import acronyms, bodies_for, names_of
from benchmarks.twins.days import Days
from benchmarks.twins.exchange import Edit, Exchanged, by_surface, exchanged
from benchmarks.twins.figures import Figures
from benchmarks.twins.people import people_for
from benchmarks.twins.places import OtherPlaces
from benchmarks.twins.shapes import is_plain
from benchmarks.twins.states import states_for, surfaces_of
from bilan.dispatch import Dispatch
from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.recognise.names import NameFinder
from bilan.recognise.times import find_times
from bilan.resolve.place.theatre import theatre
from bilan.score import Gold
from bilan.world.actors import Registry
from bilan.world.places import Gazetteer

_PLACES = ("where", "place", "origin", "destination")
_SPANS = ("evidence", "content")
_NUMBERS = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Twin:
    """The twin of a dispatch with its annotation, and what was exchanged for what."""

    gold: Gold
    surfaces: dict[str, str]
    edits: tuple[Edit, ...]


def twin(entry: Gold, language: Language, seed: int = 0) -> Twin:
    """The twin of an annotated dispatch; the same one for the same seed. Its day is given: what an undated dispatch is
    dated by, the wars and offices of its time, is exchanged in it."""
    chance = random.Random(f"{seed}:{entry.name}")
    about, claims = entry.document["dispatch"], entry.document["claims"]
    published = date.fromisoformat(about["published"])
    surfaces = _surfaces(entry, published, language, chance)
    days = Days(entry.text, published, set(_days(claims)))
    times = [range(m.start, m.end) for m in find_times(entry.text, 0, len(entry.text), language)]
    figures = Figures(entry.text, set(_counts(claims)), times, chance)
    words = by_surface(surfaces)
    made = exchanged(entry.text, (words, days.edits, figures.edits))
    carrier = _Carrier(made, surfaces, days, figures)
    carried = {**days.carried(about), "published_given": True}
    document = {"dispatch": carried, "claims": [carrier.claim(claim) for claim in claims]}
    return Twin(Gold(entry.name, made.text, document), surfaces, made.edits)


class _Carrier:
    """Carries a dispatch's annotation to its twin."""

    def __init__(self, made: Exchanged, surfaces: dict[str, str], days: Days, figures: Figures) -> None:
        self._made, self._surfaces, self._days, self._figures = made, surfaces, days, figures
        self._finders = (by_surface(surfaces), days.edits, figures.anywhere)

    def claim(self, claim: dict[str, Any]) -> dict[str, Any]:
        return {slot: self._value(slot, value) for slot, value in claim.items()}

    def _value(self, slot: str, value: Any) -> Any:
        if slot in _SPANS and value is not None:
            return [self._made.at(value[0]), self._made.at(value[1])]
        if slot == "count" and value is not None:
            return {k: self._figures.value(v) if k in _NUMBERS else v for k, v in value.items()}
        if slot == "when":
            return self._days.carried(value)
        if isinstance(value, dict) and "text" in value:
            return self._entity(value)
        if isinstance(value, list) and all(isinstance(v, dict) for v in value):
            return [self._entity(v) for v in value]
        return self._string(value) if slot in ("means", "about", "via") and isinstance(value, str) else value

    def _entity(self, entity: dict[str, Any]) -> dict[str, Any]:
        """The entity with all its strings exchanged; what stands for a known body brings its other names along."""
        carried = {k: self._string(v) if isinstance(v, str) else v for k, v in entity.items()}
        accept = [self._string(name) for name in entity.get("accept", ())]
        for name in (entity["text"], *entity.get("accept", ())):
            accept += names_of(self._surfaces[name]) if name in self._surfaces else ()
        return {**carried, "accept": list(dict.fromkeys(accept))}

    def _string(self, text: str) -> str:
        return exchanged(text, self._finders).text


def _surfaces(entry: Gold, published: date, language: Language, chance: random.Random) -> dict[str, str]:
    """All names of the dispatch that are exchanged, with what stands for them."""
    text = entry.text
    chosen = states_for(text, chance)
    table = surfaces_of(chosen)
    table |= {k: v for k, v in acronyms(text, table).items() if k not in table}
    bodies = bodies_for(text, published, chance)
    names = NameFinder(Gazetteer.default(), Registry.load(), language).find(text, 0, len(text))
    about = theatre(Dispatch(entry.name, text, language.code, published), names, language, Gazetteer.default())
    places = OtherPlaces(text, chosen, about.countries, chance, set(table.values()))
    people = _people(entry, names) - set(bodies)
    for name in _place_names(entry, names):
        if name not in bodies and name not in table and name not in people:
            places.add(name)
    persons = people_for(people - places.table.keys() - bodies.keys() - table.keys(), chosen, text, chance)
    return {**persons, **places.table, **table, **bodies}


def _people(entry: Gold, names: list[Mention]) -> set[str]:
    """The persons named in full, those annotated as speakers included, and bare surnames of theirs or known ones."""
    printed = {entry.text[m.start:m.end] for m in names if _is_person(m)}
    speakers = {e["text"] for c in entry.document["claims"] if (e := c.get("speaker"))}
    full = {n for n in printed if " " in n and not Registry.load().nation(n)}
    full |= {n for n in speakers if _is_full_name(n) and not names_of(n)}
    lasts = {re.sub(r"^[aeAE]l-", "", n.split()[-1]) for n in full}
    return full | {n for n in printed - full if n in lasts or names_of(n)}


def _is_person(mention: Mention) -> bool:
    name = mention.value
    return not name.acronym and (name.shape == "person" or any(actor.kind == "person" for actor in name.actors[:1]))


def _is_full_name(text: str) -> bool:
    words = text.split()
    return len(words) in (2, 3, 4) and is_plain(f"{words[0]} {words[-1]}")


def _place_names(entry: Gold, names: list[Mention]) -> Iterator[str]:
    """The names that may be places: those read as places, then those annotated as places."""
    for mention in names:
        group = any(actor.kind not in ("state", "person") for actor in mention.value.actors)
        if mention.value.places and not _is_person(mention) and mention.value.shape != "body" and not group:
            yield entry.text[mention.start:mention.end].partition(" (")[0]
    for claim in entry.document["claims"]:
        for slot in _PLACES:
            value = claim.get(slot) or ()
            for entity in (value,) if isinstance(value, dict) else value:
                yield entity["text"]


def _days(claims: list[dict[str, Any]]) -> Iterator[date]:
    for claim in claims:
        for end in (claim.get("when") or {}).values():
            if isinstance(end, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", end):
                yield date.fromisoformat(end)


def _counts(claims: list[dict[str, Any]]) -> Iterator[int]:
    for claim in claims:
        yield from (v for k, v in (claim.get("count") or {}).items() if k in _NUMBERS)
