"""A dossier made by hand for the tests of the report: dispatches in sentences of our own, their claims and findings.

The outlets and the figures are invented; the places are real, so that the map can be drawn.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.findings import (
    AsOf,
    Dispute,
    Findings,
    Happening,
    Holding,
    Measure,
    Movements,
    Origin,
    Reading,
    Series,
    Tolls,
    Total,
)
from bilan.publish import Edition, Party, Spot
from bilan.quantities import Count
from bilan.records import CoverageDay, Filed, Query, Recorded, Review, Seal
from bilan.times import When

DAY = date(2016, 12, 14)

HERE = Path(__file__).parent
TEXTS = {row["id"]: row for row in tomllib.loads((HERE / "dispatches.toml").read_text("utf-8"))["dispatch"]}

OBSERVATORY = Entity("l'Observatoire", "Observatoire syrien des droits de l'Homme", "bilan:actor/osdh")
CIVIL_DEFENCE = Entity("la Défense civile", "Défense civile syrienne", "bilan:actor/defense-civile")
ARMY = Entity("l'armée", "armée syrienne", "bilan:actor/armee-syrienne")
REBELS = Entity("les rebelles", "rebelles syriens", "bilan:actor/rebelles")
KURDS = Entity("les forces kurdes", "forces kurdes", "bilan:actor/kurdes")
ICRC = Entity("le CICR", "Comité international de la Croix-Rouge", "bilan:actor/cicr")
MOSCOW = Entity("Moscou", "Russie", "bilan:actor/russie")

WORLD = tomllib.loads((HERE / "world.toml").read_text("utf-8"))
PLACES = {key: Spot(row[0], row[1], row[2], row[3], row[4], tuple(row[5])) for key, row in WORLD["places"].items()}


def parties(language: str) -> dict[str, Party]:
    """The parties with their names in a language."""
    return {key: Party(row[language == "en"], row[2] or None) for key, row in WORLD["parties"].items()}


def at(key: str) -> Entity:
    """The entity of a place of `PLACES`."""
    return Entity(PLACES[key].name, PLACES[key].name, key)


ALEPPO_EAST, ALEPPO_WEST = at("bilan:place/alep-est"), at("bilan:place/alep-ouest")
_MADE: dict[str, Recorded] = {}


def source(dispatch_id: str) -> Filed:
    """The dispatch of an id: the last one is undated and dated by its words."""
    row = TEXTS[dispatch_id]
    day = row.get("published")
    published = Published(day, day, True) if day else Published(date(2016, 12, 13), DAY, False, ("un lundi est nommé",))
    url = f"https://example.org/{dispatch_id}"
    dispatch = Dispatch(dispatch_id, row["text"], "fr", day, row["outlet"], row["title"], url)
    return Filed(dispatch_id, dispatch, published, "2016-12-15T08:00:00Z", dispatch_id)


def record(dispatch_id: str, quote: str, make: type[Claim], *, review: Review | None = None,
           **slots: Any) -> Recorded:
    """A claim on the characters of its quotation, recorded under a key of its own."""
    found = source(dispatch_id)
    start = found.dispatch.text.index(quote)
    slots.setdefault("rule", f"{make.kind}.test")
    if make is Statement:
        slots["content"] = (start, start + len(quote))
    claim = make(evidence=(start, start + len(quote)), **slots)
    key = f"{dispatch_id}/{start}/{make.kind}/{len(_MADE)}"
    made = Recorded(key, dispatch_id, claim, quote, found.published, found.dispatch.outlet, review=review or Review())
    _MADE[key] = made
    return made


def _origin(entity: Entity) -> Origin:
    return Origin(entity.id or entity.text, entity.name, entity.id)


def _toll(dispatch_id: str, quote: str, count: Count, place: Entity, source_: Entity, victims: str = "civilians",
          **more: Any) -> Recorded:
    return record(dispatch_id, quote, Toll, harm="killed", victims=victims, count=count, where=(place,), source=source_,
                  cumulative=True, when=When("2016-11-15", str(source(dispatch_id).published.day)), **more)


def _reading(measure: Measure, made: Recorded, source_: Entity, as_of: AsOf, **more: Any) -> Reading:
    assert isinstance(made.claim, Toll | Displacement)
    return Reading(measure, made.claim.count, as_of, _origin(source_), (made,), **more)


def tolls() -> Tolls:
    """Civilians killed in the east by two origins, in the west by one."""
    east = Measure("toll", "killed", "civilians", ALEPPO_EAST, "2016-11-15", True)
    west = replace(east, place=ALEPPO_WEST)
    children = replace(east, people="children")
    k27 = _toll("a-1127", "dont 27 enfants", Count.exact(27), ALEPPO_EAST, OBSERVATORY, "children")
    k44 = _toll("c-1205", "dont 44 enfants", Count.exact(44), ALEPPO_EAST, OBSERVATORY, "children")
    first = _reading(east, _toll("a-1127", "au moins 225 civils, dont 27 enfants, sont morts à Alep-Est",
                                 Count(value=225, bound="at_least"), ALEPPO_EAST, OBSERVATORY,
                                 review=Review("approved", "A. Lecteur", "2016-12-15T08:00:00Z")),
                     OBSERVATORY, AsOf("2016-11-27"), standing="superseded",
                     parts=(_reading(children, k27, OBSERVATORY, AsOf("2016-11-27")),))
    second = _reading(east, _toll("c-1205", "341 civils tués à Alep-Est", Count.exact(341), ALEPPO_EAST, OBSERVATORY),
                      OBSERVATORY, AsOf("2016-12-05"), standing="superseded",
                      parts=(_reading(children, k44, OBSERVATORY, AsOf("2016-12-05")),))
    third = _reading(east, _toll("d-1214", "plus de 415 civils ont été tués à Alep-Est",
                                 Count(value=415, bound="more_than"), ALEPPO_EAST, OBSERVATORY),
                     OBSERVATORY, AsOf("2016-12-14", "publication"))
    other = [_reading(east, _toll("b-1128", "279 civils tués à Alep-Est", Count.exact(279), ALEPPO_EAST, CIVIL_DEFENCE),
                      CIVIL_DEFENCE, AsOf("2016-11-28", "publication"), standing="superseded"),
             _reading(east, _toll("c-1205", "le chiffre de 500", Count.exact(500), ALEPPO_EAST, CIVIL_DEFENCE),
                      CIVIL_DEFENCE, AsOf("2016-12-05", "publication"))]
    rest = [_reading(west, _toll("b-1128", "27 civils au moins ont péri", Count(value=27, bound="at_least"),
                                 ALEPPO_WEST, OBSERVATORY), OBSERVATORY, AsOf("2016-11-28", "publication"),
                     standing="superseded"),
            _reading(west, _toll("d-1214", "130 civils ont péri dans l'ouest", Count.exact(130), ALEPPO_WEST,
                                 OBSERVATORY),
                     OBSERVATORY, AsOf("2016-12-14", "publication"))]
    series = (Series(east, _origin(OBSERVATORY), (first, second, third), third, "series.supersession"),
              Series(east, _origin(CIVIL_DEFENCE), tuple(other), other[1], "series.supersession"),
              Series(west, _origin(OBSERVATORY), tuple(rest), rest[1], "series.supersession"))
    totals = (
        Total(east, "2016-11-15", "2016-12-14", third.count, third.count, other[1].count, "range", "total.range",
              (_origin(OBSERVATORY), _origin(CIVIL_DEFENCE)), (third, other[1]), (), AsOf("2016-12-14", "publication")),
        Total(west, "2016-11-15", "2016-12-14", rest[1].count, rest[1].count, rest[1].count, "single source",
              "total.single", (_origin(OBSERVATORY),), (rest[1],), (), AsOf("2016-12-14", "publication")),
    )
    return Tolls(Query(), totals, series)


def movements() -> Movements:
    """Departures from the east, with their parts, and those who remain."""
    fled = Measure("displacement", "fled", "people", ALEPPO_EAST, "2016-11-26", False, origin=ALEPPO_EAST)
    since = replace(fled, start="2016-11-15", cumulative=True)
    stay = Measure("displacement", "remaining", "people", ALEPPO_EAST, "2016-12-14", False)

    def move(dispatch_id: str, quote: str, count: Count, **slots: Any) -> Recorded:
        slots = {"movement": "fled", "population": "people", "origin": ALEPPO_EAST, "where": (ALEPPO_EAST,), **slots}
        return record(dispatch_id, quote, Displacement, count=count, source=OBSERVATORY, **slots)

    part = move("a-1127", "6.000 vers Cheikh Maqsoud", Count.exact(6000), destination=at("bilan:place/cheikh-maqsoud"))
    to = replace(fled, destination=at("bilan:place/cheikh-maqsoud"))
    left = move("a-1127", "Près de 10.000 habitants ont quitté Alep-Est", Count(value=10000, bound="nearly"))
    weekend = _reading(fled, left,
                       OBSERVATORY, AsOf("2016-11-27"), parts=(_reading(to, part, OBSERVATORY, AsOf("2016-11-27")),))
    total = _reading(since, move("d-1214", "Plus de 130.000 habitants ont fui", Count(value=130000, bound="more_than"),
                                 cumulative=True), OBSERVATORY, AsOf("2016-12-14", "publication"))
    rest = _reading(stay, move("d-1214", "50.000 personnes restent", Count(value=50000, bound="about"),
                               movement="remaining", origin=None), OBSERVATORY, AsOf("2016-12-14", "publication"))
    flows = (Series(fled, _origin(OBSERVATORY), (weekend,), weekend, "movement.update"),
             Series(since, _origin(OBSERVATORY), (total,), total, "movement.update"))
    stocks = (Series(stay, _origin(OBSERVATORY), (rest,), rest, "movement.update"),)
    totals = (Total(since, "2016-11-15", "2016-12-14", total.count, total.count, total.count, "single source",
                    "total.single", (_origin(OBSERVATORY),), (total,), (), AsOf("2016-12-14", "publication")),)
    return Movements(Query(), flows, stocks, totals)


def _control(dispatch_id: str, quote: str, change: str, place: Entity, holder: Entity | None,
             **more: Any) -> Recorded:
    more.setdefault("source", OBSERVATORY)
    return record(dispatch_id, quote, Control, change=change, place=place, holder=holder, where=(place,), **more)


def _besieged(day: date) -> Holding:
    siege = _control("a-1127", "Alep-Est vit sous le siège de l'armée depuis juillet", "besieged", ALEPPO_EAST, ARMY)
    return Holding(ALEPPO_EAST, day, REBELS, "besieged", "reported", "2012-07", reported=DAY, age=0, footing="label",
                   besieger=ARMY, besieged_since="2016-07", records=(siege,))


def holdings(day: date = DAY) -> tuple[Holding, ...]:
    """Who holds what: every situation and every kind of evidence once."""
    found = [_besieged(day)]

    def hold(place: str, holder: Entity | None, situation: Any, evidence: Any, made: Recorded | None, since: str,
             **more: Any) -> None:
        records = (made,) if made else ()
        found.append(Holding(at(f"bilan:place/{place}"), day, holder, situation, evidence, since,
                             reported=date(2016, 11, 28), age=16, records=records,
                             **{"footing": "change", **more}))

    hold("hanano", ARMY, "held", "claimed", _control("a-1127", "ont pris samedi le quartier de Massaken Hanano",
                                                   "captured", at("bilan:place/hanano"), ARMY), "2016-11-26",
         previous=REBELS)
    lost = _control("b-1128", "Sakhour et Haydariyé sont passés lundi aux mains de l'armée", "captured",
                    at("bilan:place/sakhour"), ARMY)
    denied = _control("b-1128", "Un porte-parole rebelle le dément pour Sakhour", "captured", at("bilan:place/sakhour"),
                      ARMY, modality="denied", source=REBELS)
    hold("sakhour", ARMY, "held", "corroborated", lost, "2016-11-28", divergent=(denied,))
    hold("haydariye", ARMY, "held", "conceded", lost, "2016-11-28")
    hold("cheikh-fares", KURDS, "held", "reported", _control("b-1128", "Les forces kurdes ont pris Cheikh Fares",
                                                           "captured", at("bilan:place/cheikh-fares"), KURDS),
         "2016-11-28")
    hold("cheikh-maqsoud", KURDS, "held", "assessed", _control("a-1127", "que tiennent les forces kurdes", "holds",
                                                             at("bilan:place/cheikh-maqsoud"), KURDS), "2016-11-27",
         footing="state")
    hold("vieille-ville", REBELS, "contested", "reported", _control(
        "c-1205", "L'armée progresse dans la vieille ville d'Alep", "contested", at("bilan:place/vieille-ville"), ARMY),
         "2016-12-05", challenger=ARMY)
    left = _control("d-1214", "Les rebelles ont quitté lundi Boustane al-Qasr, Ferdous et Kallassé", "withdrew",
                    at("bilan:place/boustane"), None, previous=REBELS)
    for name in ("boustane", "ferdous", "kallasse"):
        hold(name, None, "vacated", "conceded", left, "2016-12-12", previous=REBELS)
    held = _control("d-1214", "Les rebelles ne tiennent plus qu'Al-Machad", "holds", at("bilan:place/machad"), REBELS)
    hold("machad", REBELS, "held", "reported", held, "2016-12-14", footing="state", by_then=True)
    hold("soukkari", REBELS, "besieged", None, None, "2012-07", inherited=ALEPPO_EAST, footing="none", besieger=ARMY)
    found.append(Holding(at("geonames:172955"), day, REBELS, "held", "reported", None, reported=DAY, age=0,
                         footing="state", records=(held,)))
    found.append(Holding(at("geonames:163345"), day, None, "unknown", None))
    return tuple(found)


def _happenings() -> tuple[Happening, ...]:
    strike = record("b-1128", "Une frappe aérienne a touché Sakhour dimanche", Incident, type="airstrike",
                    where=(at("bilan:place/sakhour"),), when=When.moment("2016-11-27"))
    seven = record("b-1128", "faisant sept morts", Toll, harm="killed", victims="people", count=Count.exact(7),
                   where=(at("bilan:place/sakhour"),), when=When.moment("2016-11-27"))
    measure = Measure("toll", "killed", "people", at("bilan:place/sakhour"), "2016-11-27", False)
    reading = Reading(measure, Count.exact(7), AsOf("2016-11-27"), Origin(
        "b", "Le Quotidien du Port (fictif)", outlet=True, independent=False), (seven,))
    found = [Happening("i1", "incident", "airstrike", "2016-11-27", "2016-11-27", False, (at("bilan:place/sakhour"),),
                       None, None, "asserted", (strike,), tolls=(reading,))]
    for i, holding in enumerate(h for h in holdings() if h.footing == "change" and h.records):
        control = holding.records[0].claim
        assert isinstance(control, Control)
        found.append(Happening(f"c{i}", "control", control.change, holding.since, holding.since, False,
                               (holding.place,), holding.holder, holding.previous, "asserted", holding.records))
    return tuple(found)


def edition(language: str = "fr", **more: Any) -> Edition:
    """The whole dossier as an edition in a language."""
    _MADE.clear()
    need = record("a-1127", "Les vivres et les médicaments y sont épuisés", Need, needs=("food", "medicine"),
                  where=(ALEPPO_EAST,))
    called = record("d-1214", "épargner les civils", Need, needs=("protection",), population="civilians",
                    modality="called_for", source=ICRC, where=(at("geonames:170063"),))
    baker = Entity("un boulanger du quartier de Sakhour", role="boulanger")
    says = [record("a-1127", "Nous restons parce que personne ne sait où aller", Statement, speaker=baker,
                   mode="direct"),
            record("d-1214", "La bataille est finie", Statement, speaker=Entity(
                "le directeur de l'Observatoire", role="directeur", organisation="Observatoire"), mode="direct"),
            record("d-1214", "Le CICR appelle à épargner les civils", Statement, speaker=ICRC, mode="indirect")]
    backs = record("c-1205", "Moscou soutient Damas", Alignment, relation="supports", actor=MOSCOW, target=ARMY)
    found_tolls, found_movements, found_holdings, happened = tolls(), movements(), holdings(), _happenings()
    east = [r for r in _MADE.values() if isinstance(r.claim, Toll) and r.claim.count.value in (341, 500)]
    dispute = Dispute("x1", "true disagreement", "dispute.figures", ((east[0],), (east[1],)), ALEPPO_EAST, "2016-11-15",
                      "2016-12-05")
    earlier = date(2016, 11, 26)
    before = tuple(replace(h, day=earlier, holder=REBELS, situation="held", evidence="reported")
                   for h in found_holdings)
    filed = tuple(source(key) for key in TEXTS)
    coverage = tuple(CoverageDay(f.published.day, f.dispatch.outlet, 1) for f in filed if f.published.day)
    findings = Findings(Query(as_of=DAY), found_tolls, found_movements, found_holdings, happened, tuple(says),
                        (need, called), (backs,), (dispute,), coverage, 1,
                        Seal("5d41402abc4b2a76b9719d911017c592", 60), "1")
    slots: dict[str, Any] = {
        "title": "La bataille d'Alep" if language == "fr" else "The battle of Aleppo", "language": language,
        "as_of": DAY, "first": date(2016, 11, 15), "last": DAY, "number": 4, "findings": findings, "sources": filed,
        "records": tuple(_MADE.values()), "days": ((earlier, before), (DAY, found_holdings)), "places": PLACES,
        "parties": parties(language)}
    return Edition(**{**slots, **more})
