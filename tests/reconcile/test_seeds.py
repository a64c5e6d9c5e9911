"""The questions that the ledger of two real dispatches must answer, asked of their annotated claims. Skipped where the
annotations, which are no part of the project, are not at hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bilan.claims import Claim
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction
from bilan.findings import Holding
from bilan.ledger.encoding import ENTITIES, ENTITY_LISTS, from_json
from bilan.observatory import Observatory
from bilan.records import Query
from bilan.world.folding import fold
from tests.reconcile.making import ACTORS, PLACES, observe, place_id

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
PARTIES = {"rebelles": ("rebelles", "insurgés", "opposition armée", "anti-Assad"),
           "damas": ("régime", "armée", "gouvernement", "Damas", "Bachar al-Assad"),
           "kurdes": ("forces kurdes",), "osdh": ("OSDH",)}

pytestmark = pytest.mark.skipif(not (GOLD / "seed-000.json").exists(), reason="the annotated dispatches are not here")


def _entity(data: dict[str, Any], place: bool) -> Entity:
    names = [data["text"], *data.get("accept", ())]
    found: str | None = None
    if place:
        exact = [p for p in PLACES for name in names if fold(p) == fold(name)]
        held = [p for p in PLACES for name in names if f" {fold(p)} " in f" {fold(name)} "]
        found = place_id((exact or held)[0]) if exact or held else None
    else:
        short = next((key for key, words in PARTIES.items() for word in words for name in names
                      if f" {fold(word)} " in f" {fold(name)} "), None)
        found = next((a.id for a in ACTORS if a.id.endswith(f"/{short}")), None) if short else None
    return Entity(data["text"], data["text"], found, organisation=data.get("organisation"))


def _claim(data: dict[str, Any], number: int, published: str) -> Claim:
    slots = {k: v for k, v in data.items() if v is not None and v != []}
    for name in ENTITIES & slots.keys():
        e = _entity(slots[name], name in ("place", "origin", "destination"))
        slots[name] = {k: getattr(e, k) for k in ("text", "name", "id", "organisation") if getattr(e, k)}
    for name in ENTITY_LISTS & slots.keys():
        found = [_entity(v, True) for v in slots[name]]
        slots[name] = [{k: getattr(e, k) for k in ("text", "name", "id") if getattr(e, k)} for e in found]
    if "when" in slots:
        bound = slots["when"]["end"] == published and slots.get("cumulative")
        slots["when"] = {**slots["when"], "basis": "publication" if bound else "text"}
    if "part_of" in slots:
        slots["part_of"] = f"c{slots['part_of']}"
    return from_json({**slots, "id": f"c{number}"})


def _seed(name: str) -> Extraction:
    data = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    day = date.fromisoformat(data["dispatch"]["published"])
    dispatch = Dispatch(name, (GOLD / f"{name}.txt").read_text(encoding="utf-8"))
    claims = tuple(_claim(c, i, day.isoformat()) for i, c in enumerate(data["claims"]))
    return Extraction(dispatch, Published(day, day, False, ("annotated",)), claims)


@pytest.fixture(scope="module")
def observatory(tmp_path_factory: pytest.TempPathFactory) -> Observatory:
    return observe(tmp_path_factory.mktemp("seeds") / "seeds.bilan", _seed("seed-000"), _seed("seed-001"))


def _on(observatory: Observatory, place: str, day: date) -> Holding:
    return next(h for h in observatory.control(day, Query(place=place)) if h.place.id == place_id(place))


def test_civilians_killed_in_the_east(observatory: Observatory) -> None:
    answer = observatory.tolls(Query(place="Alep-Est", first=date(2016, 11, 15), victims="civilians", harm="killed",
                                     source="OSDH"))
    [series] = answer.series
    assert [(r.count.bound, r.count.value, r.as_of.day, r.as_of.basis) for r in series.readings] == [
        ("at_least", 225, "2016-11-27", "printed"), ("more_than", 415, "2016-12-14", "publication")]
    [children] = series.readings[0].parts
    assert (children.count.value, children.measure.people) == (27, "children")
    [total] = answer.totals
    assert (total.strategy, total.best.value if total.best else None, total.high) == ("single source", 415, None)


def test_civilians_killed_in_the_west(observatory: Observatory) -> None:
    [series] = observatory.tolls(Query(place="Alep-Ouest", victims="civilians")).series
    assert [(r.count.bound, r.count.value) for r in series.readings] == [("at_least", 27), ("exact", 130)]


def test_people_who_fled(observatory: Observatory) -> None:
    flows = observatory.displacement(Query(place="Alep-Est")).flows
    told = {(s.measure.start, s.measure.destination.id if s.measure.destination else None): s.current for s in flows}
    weekend = told["2016-11-26", None]
    assert weekend is not None and (weekend.count.bound, weekend.count.value) == ("nearly", 10000)
    to_quarter = told["2016-11-26", place_id("Cheikh Maqsoud")]
    assert to_quarter is not None and to_quarter.count.value == 6000 and to_quarter in weekend.parts
    since = told["2016-11-15", None]
    assert since is not None and (since.count.bound, since.count.value) == ("more_than", 130000)


def test_a_quarter_taken(observatory: Observatory) -> None:
    holding = _on(observatory, "Massaken Hanano", date(2016, 11, 29))
    assert holding.holder is not None and holding.holder.id == "bilan:actor/damas"
    assert (holding.situation, holding.since, holding.footing) == ("held", "2016-11-26", "change")
    assert any("Massaken Hanano" in r.quote for r in holding.records)


def test_the_east_is_besieged_and_held_by_the_rebels_as_an_expected_loss_tells(observatory: Observatory) -> None:
    holding = _on(observatory, "Alep-Est", date(2016, 12, 14))
    assert holding.holder is not None and holding.holder.id == "bilan:actor/rebelles"
    assert (holding.situation, holding.besieged_since, holding.footing) == ("besieged", "2016-07", "expected loss")
    assert holding.besieger is not None and holding.besieger.id == "bilan:actor/damas"


def test_quarters_of_other_parties(observatory: Observatory) -> None:
    kurdish = _on(observatory, "Cheikh Fares", date(2016, 11, 29))
    assert kurdish.holder is not None and kurdish.holder.id == "bilan:actor/kurdes" and kurdish.by_then
    rebel = _on(observatory, "Al-Machad", date(2016, 12, 14))
    assert rebel.holder is not None and rebel.holder.id == "bilan:actor/rebelles"
    assert rebel.inherited is None


def test_the_chain_holds(observatory: Observatory) -> None:
    assert observatory.verify().holds
