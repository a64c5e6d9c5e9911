"""A small war of the tests' own, filed without reading: claims of every kind, places and parties of the registries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.times import When
from bilan.world.actors.registry import Registry
from bilan.world.places import Gazetteer

EAST = Entity("Alep-Est", "Alep-Est", "bilan:place/alep/east")
SAKHOUR = Entity("Sakhour", "Sakhour", "bilan:place/alep/sakhour")
ALEPPO = Entity("Alep", "Alep", "geonames:170063")
TIMBUKTU = Entity("Tombouctou", "Tombouctou", Gazetteer.default().find("Tombouctou")[0].id)
GAO = Entity("Gao", "Gao", Gazetteer.default().find("Gao", countries=["ML"])[0].id)
MALI = Entity("Mali", "Mali", "geonames:2453866")
SOMEWHERE = Entity("Oued Inconnu")


def party(key: str) -> Entity:
    """A party or body of the registry."""
    found = Registry.load().get(f"bilan:actor/{key}")
    assert found is not None
    return Entity(found.french, found.french, found.id)


ARMY, REBELS, JIHADISTS = party("sy-forces"), party("sy-opposition"), party("jnim")
CIVILIANS = Entity("des civils")
MALIANS, MONITOR, RED_CROSS = party("ml-forces"), party("sohr"), party("icrc")

HOSTILE = '=HYPERLINK("https://example.org";"x")'
NOWHERE = (0, 0)
"""Evidence still to be placed: `dispatch` gives each claim a sentence of its own."""


def day(text: str, until: str | None = None, *, by_then: bool = False) -> When:
    """A moment, or a span; `by_then` where only the publication gives its end."""
    return When(text, until or text, "publication" if by_then else "text")


def toll(count: Count, where: Entity, when: When | None, **slots: Any) -> Toll:
    """People killed, civilians unless told otherwise."""
    slots = {"harm": "killed", "victims": "civilians", **slots}
    return Toll(evidence=NOWHERE, count=count, where=(where,), when=when, **slots)


def since(count: Count, until: str, **slots: Any) -> Toll:
    """People killed in the east since 15 November, by the monitor: a cumulative total."""
    return toll(count, EAST, day("2016-11-15", until), cumulative=True, source=MONITOR, as_of=until,
                as_of_basis="printed", **slots)


def incident(type: str, where: Entity, when: When | None, actor: Entity | None = None, target: Entity | None = None,
             **slots: Any) -> Incident:
    """Something that happened."""
    places = (SAKHOUR, EAST, ALEPPO) if where == SAKHOUR else (where,)
    return Incident(evidence=NOWHERE, type=type, where=places, when=when, actor=actor, target=target, **slots)


def held(change: str, place: Entity, holder: Entity, on: str, **slots: Any) -> Control:
    """Who holds a place, by the monitor."""
    return Control(evidence=NOWHERE, change=change, place=place, holder=holder, where=(place,), when=day(on),
                   source=MONITOR, **slots)


def moved(movement: str, count: Count, when: When, **slots: Any) -> Displacement:
    """People who left the east, or stay there."""
    return Displacement(evidence=NOWHERE, movement=movement, population="people", count=count, where=(EAST,), when=when,
                        **slots)


def dispatch(name: str, published: str | None, *claims: Claim, outlet: str = "Le Fil (fictif)",
             **more: Any) -> Extraction:
    """A dispatch with a sentence of its own for each claim, which is its evidence."""
    text, placed = "", []
    for number, claim in enumerate(claims):
        sentence = f"{name}, phrase {number} qui tient lieu de {claim.kind}. "
        placed.append(replace(claim, id=f"c{number}", evidence=(len(text), len(text) + len(sentence) - 2), rule="test"))
        text += sentence
    on = date.fromisoformat(published) if published else None
    made = Dispatch(name, text or name, published=on, outlet=outlet, **more)
    return Extraction(made, Published(on, on, on is not None), tuple(placed))


def aleppo() -> Extraction:
    """A dispatch with claims of nearly every kind, a vague count and a cumulative one with its part."""
    return dispatch(
        "d1", "2016-11-28",
        incident("shelling", SAKHOUR, day("2016-11-27"), ARMY, REBELS, source=MONITOR),
        toll(Count(order="dozens"), SAKHOUR, day("2016-11-27"), source=MONITOR),
        since(Count(value=225, bound="at_least"), "2016-11-27"),
        since(Count.exact(27), "2016-11-27", victims="children", part_of="c2"),
        held("captured", SAKHOUR, ARMY, "2016-11-28", previous=REBELS),
        moved("fled", Count(value=4000, bound="more_than"), day("2016-11-26", "2016-11-27"), origin=EAST,
              source=MONITOR),
        moved("remaining", Count(low=200, high=300), day("2016-11-28"), source=RED_CROSS),
        Need(evidence=NOWHERE, needs=("food", "water"), where=(EAST,), when=day("2016-11-28"), source=RED_CROSS),
        Statement(evidence=NOWHERE, speaker=Entity("le directeur", role="directeur", organisation="OSDH"),
                  mode="direct", content=(0, 4)),
        title=HOSTILE, url="https://example.org/d1",
    )


def later() -> Extraction:
    """A later total, a fight of three days with its dead, a siege, an unknown place, and something expected."""
    return dispatch(
        "d2", "2016-12-05",
        since(Count.exact(310), "2016-12-03"),
        incident("clash", EAST, day("2016-12-01", "2016-12-03"), ARMY, REBELS, source=MONITOR),
        toll(Count.exact(14), EAST, day("2016-12-01", "2016-12-03"), victims="fighters", affiliation=REBELS,
             source=MONITOR),
        held("contested", SAKHOUR, REBELS, "2016-12-02"),
        held("besieged", EAST, ARMY, "2016-12-04"),
        Alignment(evidence=NOWHERE, relation="supports", actor=Entity("Moscou"), target=ARMY),
        incident("airstrike", SOMEWHERE, day("2016-12-04")),
        incident("attack", GAO, day("2016-11"), JIHADISTS, modality="expected"),
        outlet=HOSTILE,
    )


def sahel() -> Extraction:
    """Events of another war, and what is too vague in time or place for event data, or is denied."""
    return dispatch(
        "d3", "2024-05-02",
        incident("attack", TIMBUKTU, day("2024-05-01"), JIHADISTS, CIVILIANS, source=RED_CROSS),
        toll(Count(value=12, bound="at_least"), TIMBUKTU, day("2024-05-01"), by=JIHADISTS, source=RED_CROSS),
        incident("protest", GAO, day("2024-05-01")),
        incident("bombing", MALI, day("2024-04")),
        incident("offensive", GAO, day("2024-04-02", "2024-04-20"), MALIANS, JIHADISTS),
        incident("airstrike", GAO, When(None, "2024-05-02", "publication"), MALIANS),
        incident("attack", GAO, day("2024-04-30"), JIHADISTS, modality="denied"),
    )


def war() -> list[Extraction]:
    """All the dispatches."""
    return [aleppo(), later(), sahel()]


def observe(path: Path, dispatches: list[Extraction] | None = None) -> Observatory:
    """An observatory over a ledger in that file, with those dispatches filed, `war()` by default."""
    observatory = Observatory.open(path)
    report = observatory.file(war() if dispatches is None else dispatches)
    assert not report.failed
    return observatory
