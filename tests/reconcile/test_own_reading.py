"""The questions of `test_seeds`, asked of what Bilan itself reads: in two undated texts written for this test, and in
the two real dispatches where they are at hand. Answers that the reading still gets wrong are named in `UNREAD`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bilan.dispatch import Dispatch
from bilan.findings import Holding, Series
from bilan.observatory import Observatory
from bilan.records import Query

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
EAST, WEST, KURDISH_ENCLAVE = "bilan:place/alep/east", "bilan:place/alep/west", "bilan:place/alep/cheikh-maqsoud"
NOVEMBER, DECEMBER = date(2016, 11, 29), date(2016, 12, 14)

OWN = (
    "A Alep, l'avancée de l'armée de Bachar al-Assad s'est accélérée lundi. L'offensive déclenchée le 15"
    " novembre a fait au moins 225 morts parmi les civils à Alep-Est, dont 27 enfants, selon un décompte publié"
    " dimanche par l'Observatoire syrien des droits de l'Homme (OSDH). Les tirs des rebelles ont tué au moins 27 civils"
    " à Alep-Ouest depuis cette date, d'après la même ONG. Près de 10.000 personnes ont fui Alep-Est pendant le"
    " week-end, dont 6.000 vers Cheikh Maqsoud, un quartier tenu par les forces kurdes, a précisé l'OSDH. Samedi,"
    " l'armée avait pris Massaken Hanano aux rebelles. Elle s'est emparée lundi de Sakhour. Les forces kurdes"
    " contrôlent désormais Cheikh Fares, selon l'OSDH. Les habitants d'Alep-Est, assiégé par le régime depuis juillet,"
    " manquent de vivres et de médicaments. La guerre dure depuis cinq ans et demi en Syrie.",
    "Un mois après le début, le 15 novembre, de l'offensive du régime syrien à Alep, l'armée menait hier matin des"
    " opérations de ratissage. Les bombardements ont baissé dans la nuit de lundi à mardi."
    " Lundi, les rebelles s'étaient retirés de Boustane al-Qasr, selon l'Observatoire syrien"
    " des droits de l'Homme (OSDH). Les rebelles tiennent encore le quartier d'Al-Machad. Plus de 130.000 personnes ont"
    " fui Alep-Est depuis le 15 novembre. Depuis le 15 novembre, plus de 415 civils ont été tués à Alep-Est et 130"
    " civils à Alep-Ouest, selon l'OSDH. La perte attendue d'Alep-Est par les rebelles pèserait lourd, juge un"
    " chercheur. Dimanche, l'Etat islamique avait repris Palmyre.",
)

UNREAD: dict[tuple[str, str], str] = {
    ("seeds", "the_east_is_held_by_the_rebels_as_an_expected_loss_tells"):
        "the loser of an expected loss is not told in its sentence",
}
"""By text and question, what the reading still misses; an answer that comes out right all the same is welcome."""


def _east(observatory: Observatory) -> Series:
    [series] = observatory.tolls(Query(place=EAST, first=date(2016, 11, 15), harm="killed", victims="civilians",
                                       source="OSDH")).series
    return series


def _flow(observatory: Observatory, start: str, origin: str | None, to: str | None) -> Series:
    return next(s for s in observatory.displacement().flows
                if s.measure.start == start and (s.measure.origin.id if s.measure.origin else None) == origin
                and (s.measure.destination.id if s.measure.destination else None) == to)


def _on(observatory: Observatory, place: str, day: date) -> Holding:
    return next(h for h in observatory.control(day) if h.place.id == place)


def _side(observatory: Observatory, holding: Holding) -> str | None:
    return observatory.world.side(holding.holder) if holding.holder else None


def killed_in_the_east_by_the_end_of_november(observatory: Observatory) -> None:
    first = _east(observatory).readings[0]
    assert (first.count.bound, first.count.value, first.as_of.day, first.as_of.basis) == (
        "at_least", 225, "2016-11-27", "printed")
    assert [(p.count.value, p.measure.people) for p in first.parts] == [(27, "children")]


def killed_in_the_east_by_the_middle_of_december(observatory: Observatory) -> None:
    last = _east(observatory).readings[-1]
    assert (last.count.bound, last.count.value, last.standing) == ("more_than", 415, "current")
    assert (last.as_of.day, last.as_of.basis) == ("2016-12-14", "publication")


def killed_in_the_west(observatory: Observatory) -> None:
    [series] = observatory.tolls(Query(place=WEST, harm="killed", victims="civilians")).series
    assert [(r.count.bound, r.count.value) for r in series.readings] == [("at_least", 27), ("exact", 130)]


def fled_on_the_weekend(observatory: Observatory) -> None:
    whole = _flow(observatory, "2016-11-26", EAST, None).current
    part = _flow(observatory, "2016-11-26", EAST, KURDISH_ENCLAVE).current
    assert whole is not None and (whole.count.bound, whole.count.value) == ("nearly", 10000)
    assert part is not None and part.count.value == 6000 and part in whole.parts


def fled_since_the_offensive_began(observatory: Observatory) -> None:
    since = _flow(observatory, "2016-11-15", EAST, None).current
    assert since is not None and (since.count.bound, since.count.value) == ("more_than", 130000)


def a_quarter_taken_by_the_government(observatory: Observatory) -> None:
    holding = _on(observatory, "bilan:place/alep/massaken-hanano", NOVEMBER)
    assert (_side(observatory, holding), holding.since) == ("bilan:actor/sy-government", "2016-11-26")


def the_east_is_besieged(observatory: Observatory) -> None:
    holding = _on(observatory, EAST, NOVEMBER)
    assert (holding.situation, holding.besieged_since) == ("besieged", "2016-07")
    assert holding.besieger and observatory.world.side(holding.besieger) == "bilan:actor/sy-government"


def the_east_is_held_by_the_rebels_as_an_expected_loss_tells(observatory: Observatory) -> None:
    holding = _on(observatory, EAST, DECEMBER)
    assert (_side(observatory, holding), holding.footing) == ("bilan:actor/sy-opposition", "expected loss")


def a_quarter_held_by_kurdish_forces(observatory: Observatory) -> None:
    holding = _on(observatory, "bilan:place/alep/cheikh-fares", NOVEMBER)
    assert holding.by_then and _side(observatory, holding) == "bilan:actor/sdf"


def a_quarter_held_by_the_rebels(observatory: Observatory) -> None:
    holding = _on(observatory, "bilan:place/alep/machad", DECEMBER)
    assert _side(observatory, holding) == "bilan:actor/sy-opposition"


QUESTIONS: tuple[Callable[[Observatory], None], ...] = (
    killed_in_the_east_by_the_end_of_november, killed_in_the_east_by_the_middle_of_december, killed_in_the_west,
    fled_on_the_weekend, fled_since_the_offensive_began, a_quarter_taken_by_the_government, the_east_is_besieged,
    the_east_is_held_by_the_rebels_as_an_expected_loss_tells, a_quarter_held_by_kurdish_forces,
    a_quarter_held_by_the_rebels)


@pytest.fixture(scope="module", params=["own", "seeds"])
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Observatory]:
    texts: tuple[str, ...] = OWN
    if request.param == "seeds":
        texts = tuple(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"), reverse=True))
        if len(texts) != 2:
            pytest.skip("the real dispatches are not here")
    observatory = Observatory.open(tmp_path_factory.mktemp(request.param) / "read.bilan")
    observatory.add(Dispatch(f"{request.param}-{i}", text) for i, text in enumerate(texts))
    return request.param, observatory


def test_the_undated_texts_are_dated(read: tuple[str, Observatory]) -> None:
    days = [f.published for f in read[1].filed()]
    assert [(d.first, d.last) for d in days] == [(date(2016, 11, 28), NOVEMBER), (DECEMBER, DECEMBER)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.__name__)
def test_the_answer(read: tuple[str, Observatory], question: Callable[[Observatory], None],
                    request: pytest.FixtureRequest) -> None:
    reason = UNREAD.get((read[0], question.__name__))
    if reason:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=False))
    question(read[1])
