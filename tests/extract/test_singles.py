"""One person told of without a number: who counts as one, and which mention of the same harm counts."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Toll
from bilan.pipeline import Pipeline

DAY = date(2020, 5, 13)


def tolls(pipeline: Pipeline, text: str) -> list[Toll]:
    return [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Toll)]


@pytest.mark.parametrize(("text", "harm", "kind"), [
    ("Le curé de la paroisse a été tué lundi par des hommes armés.", "killed", "people"),
    ("La roquette a tué mon frère, raconte un habitant.", "killed", "people"),
    ("L'explosion a blessé le conducteur du camion.", "wounded", "people"),
    ("Le colonel Issa Keita a mené l'assaut contre le camp. Il a été blessé dans les combats.", "wounded",
     "security_forces"),
])
def test_a_known_person_is_one(pipeline: Pipeline, text: str, harm: str, kind: str) -> None:
    assert (harm, 1, kind) in [(t.harm, t.count.value, t.victims) for t in tolls(pipeline, text)]


@pytest.mark.parametrize("text", [
    "La population a été massacrée.",
    "Le ministre a été poignardé dans le dos par son parti.",
    "Le colonel Issa Keita a mené l'assaut contre le camp. Il avait été arrêté en 2003 pour vol.",
])
def test_a_crowd_or_a_figure_of_speech_is_none(pipeline: Pipeline, text: str) -> None:
    assert not [t for t in tolls(pipeline, text) if t.count.value == 1]


def test_who_is_taken_up_is_not_counted_again(pipeline: Pipeline) -> None:
    text = "Un prêtre a été tué lundi à Dori. Le prêtre a été tué par balle."
    assert [t.count.value for t in tolls(pipeline, text)] == [1]


def test_another_source_makes_another_claim(pipeline: Pipeline) -> None:
    text = "Un prêtre a été tué lundi à Dori. Le prêtre a été tué par balle, selon le maire."
    assert len(tolls(pipeline, text)) == 2


def test_a_bare_plural_can_be_a_part_and_a_larger_figure_cannot(pipeline: Pipeline) -> None:
    text = "Les combats ont fait des centaines de morts, dont des civils, et plus de 90.000 déplacés."
    whole, part = tolls(pipeline, text)
    assert (part.victims, part.count.order, part.part_of) == ("civilians", "several", whole.id)


def test_a_number_spelled_out_behind_a_verb_of_change_counts(pipeline: Pipeline) -> None:
    found = tolls(pipeline, "Un blessé est mort mardi, portant à six le nombre de morts.")
    assert 6 in [t.count.value for t in found]


def test_a_great_number_is_many(pipeline: Pipeline) -> None:
    found = tolls(pipeline, "Un grand nombre de leurs chefs ont été arrêtés ou tués.")
    assert {(t.harm, t.count.order) for t in found} == {("detained", "many"), ("killed", "many")}


def test_killed_or_wounded_are_casualties(pipeline: Pipeline) -> None:
    for text in ("Une centaine de soldats ont été tués ou blessés lundi.", "L'attaque a fait 40 morts ou blessés."):
        assert [t.harm for t in tolls(pipeline, text)] == ["casualties"]


def test_a_death_is_told_with_its_scene(pipeline: Pipeline) -> None:
    found = tolls(pipeline, "La mort de Karim Soltani, un général tué par un tir de drone à Bagdad, a été confirmée.")
    assert [(t.means, t.victims) for t in found] == [("tir", "security_forces")]


def test_the_last_part_may_stand_before_the_verb_of_the_whole(pipeline: Pipeline) -> None:
    _, *parts = tolls(pipeline, "Neuf personnes dont sept femmes et deux enfants ont été tuées lundi à Gao.")
    assert [p.count.value for p in parts] == [7, 2]


def test_companions_share_the_harm(pipeline: Pipeline) -> None:
    found = tolls(pipeline, "Quatre touristes ont été enlevés avec leur guide par des hommes armés.")
    assert [t.count.value for t in found] == [4, 1]
    assert not [t for t in tolls(pipeline, "Les rebelles ont tué dix soldats avec deux obus.") if t.count.value == 2]


def test_who_is_only_taken_up_is_no_second_toll(pipeline: Pipeline) -> None:
    text = "Treize soldats ont été tués lundi à Ménaka. La mort des treize soldats a ému le pays."
    assert [t.count.value for t in tolls(pipeline, text)] == [13]
    text = ("Treize soldats ont été tués lundi à Ménaka, selon l'armée. "
            "Les treize soldats ont été tués par une mine, selon le maire.")
    assert [t.count.value for t in tolls(pipeline, text)] == [13, 13]


def test_a_dated_start_of_counting_runs_to_the_day_of_publication(pipeline: Pipeline) -> None:
    text = "42 soldats ont été tués au Sahel depuis le début de l'intervention en 2013."
    (toll,) = tolls(pipeline, text)
    assert toll.when is not None and (toll.when.start, toll.when.end) == ("2013", "2020-05-13")


def test_whose_drone_it_was_is_who_did_it(pipeline: Pipeline) -> None:
    (toll,) = tolls(pipeline, "Trois miliciens ont été tués par un tir de drone américain près de Bagdad.")
    assert toll.by is not None and toll.by.text == "américain"
    (toll,) = tolls(pipeline, "Trois miliciens ont été tués par un tir de roquette artisanale près de Bagdad.")
    assert toll.by is None


def test_a_death_is_not_where_it_was_announced(pipeline: Pipeline) -> None:
    text = ("Des frappes ont visé Baghouz, en Syrie. "
            "La mort de Karim Soltani, dans une frappe de la coalition, a été annoncée lundi à Paris.")
    (toll,) = tolls(pipeline, text)
    assert "Paris" not in [place.text for place in toll.where]
    assert toll.by is not None and toll.by.text == "la coalition"


def test_a_person_named_is_of_the_kind_of_their_role(pipeline: Pipeline) -> None:
    text = "Le jihadiste Omar Diallo a mené l'attaque contre le camp de Gao. Omar Diallo a été tué vendredi."
    assert [t.victims for t in tolls(pipeline, text)] == ["fighters"]


def test_the_chiefs_of_a_group_are_its_fighters(pipeline: Pipeline) -> None:
    text = "Les rebelles ont attaqué Gao lundi. Trois de leurs chefs et quatre de leurs cadres ont été tués lundi."
    assert {t.victims for t in tolls(pipeline, text)} == {"fighters"}


def test_what_has_an_object_of_its_own_undergoes_nothing(pipeline: Pipeline) -> None:
    found = tolls(pipeline, "Les soldats ont libéré deux gendarmes, fait un prisonnier et tué 33 terroristes.")
    assert [(t.count.value, t.victims) for t in found if t.harm == "killed"] == [(33, "fighters")]
