"""Control and incidents where more than one frame, or more than one sentence, decides."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Alignment, Control, Incident
from bilan.pipeline import Pipeline

# A Wednesday.
DAY = date(2020, 5, 13)


def control(pipeline: Pipeline, text: str) -> list[Control]:
    return [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Control)]


def incidents(pipeline: Pipeline, text: str) -> list[Incident]:
    return [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Incident)]


def test_a_list_gives_one_claim_a_place(pipeline: Pipeline) -> None:
    found = control(pipeline, "Les rebelles ont repris lundi les localités de Kidal, Gao et Ménaka.")
    assert [c.place.text for c in found] == ["Kidal", "Gao", "Ménaka"]
    assert {c.holder.text for c in found if c.holder} == {"Les rebelles"}


def test_an_apposition_stands_for_its_name(pipeline: Pipeline) -> None:
    found = control(pipeline, "Un convoi attendu à Kidal, une ville tenue par les séparatistes, a fait demi-tour.")
    assert [(c.change, c.place.text, c.modality) for c in found] == [("holds", "Kidal", "asserted")]


def test_a_share_is_a_part_of_its_whole(pipeline: Pipeline) -> None:
    found = control(pipeline, "Les insurgés contrôlent la moitié de la ville de Gao.")
    assert [(c.place.text, c.extent) for c in found] == [("la ville de Gao", "part")]


def test_what_is_excepted_is_not_taken(pipeline: Pipeline) -> None:
    found = control(pipeline, "L'armée a repris tous les quartiers rebelles d'Alep sauf Sakhour et Al-Machad.")
    assert [(c.change, c.extent, c.place.name) for c in found] == [("captured", "part", "quartiers rebelles d'Alep")]


def test_some_quarters_of_a_place_are_not_the_place(pipeline: Pipeline) -> None:
    found = control(pipeline, "L'armée a repris quatre quartiers d'Alep-Est, dont Sakhour et Haydariyé.")
    assert [c.place.text for c in found] == ["quatre quartiers d'Alep-Est", "Sakhour", "Haydariyé"]
    assert found[0].place.id not in (None, control(pipeline, "L'armée a repris Alep-Est.")[0].place.id)


def test_a_label_is_no_claim(pipeline: Pipeline) -> None:
    assert control(pipeline, "Les vivres manquent dans les quartiers contrôlés par les insurgés.") == []


def test_an_aim_belongs_to_its_offensive(pipeline: Pipeline) -> None:
    text = "L'armée malienne a lancé lundi une offensive pour reprendre la ville de Kidal."
    assert control(pipeline, text) == []
    assert [i.type for i in incidents(pipeline, text)] == ["offensive"]


def test_one_source_says_a_change_once(pipeline: Pipeline) -> None:
    text = "L'armée malienne s'est emparée mardi de Kidal. La prise de Kidal a été fêtée à Bamako."
    assert len([c for c in control(pipeline, text) if c.change == "captured"]) == 1


def test_a_second_mention_is_no_second_incident(pipeline: Pipeline) -> None:
    text = "Un attentat à la voiture piégée a visé lundi une base à Gao. Cette attaque n'a pas été revendiquée."
    found = incidents(pipeline, text)
    assert [(i.type, len(i.other_mentions)) for i in found] == [("bombing", 1)]


def test_a_truce_that_did_not_hold_is_denied(pipeline: Pipeline) -> None:
    found = incidents(pipeline, "Une trêve conclue mardi à Gao entre l'armée et les rebelles n'a pas été respectée.")
    assert [(i.type, i.modality) for i in found] == [("ceasefire", "denied")]


def test_an_interview_is_no_talks(pipeline: Pipeline) -> None:
    assert incidents(pipeline, "Le chef rebelle a rencontré lundi à Gao un journaliste.") == []


ODD = ["", "Prise.", "de de de de", "La prise, la prise de la prise de la prise.", "\u200f« Siège »"]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_break_nothing(pipeline: Pipeline, text: str) -> None:
    assert len(pipeline.explain(text, DAY).claims) <= 1


def test_a_place_is_lost_by_those_whose_setback_it_is(pipeline: Pipeline) -> None:
    for setback, loser in (("un revers", "les rebelles"), ("une victoire", None)):
        [found] = control(pipeline, f"La chute de Bria a été {setback} pour les rebelles.")
        assert (found.previous.text if found.previous else None) == loser


@pytest.mark.parametrize(("text", "holder"), [
    ("Il veut stopper l'avancée des Houthis, soutenus par l'Iran, qui ont conquis des régions du Yémen.", "Houthis"),
    ("L'armée et la milice qui ont repris Gao sont parties.", "L'armée"),
    ("Les soldats du bataillon qui ont repris Gao sont partis.", "Les soldats du bataillon"),
])
def test_a_relative_clause_goes_on_with_the_noun_of_its_number(pipeline: Pipeline, text: str, holder: str) -> None:
    found = [c.holder.text for c in control(pipeline, text) if c.holder]
    assert found == [holder]


def test_a_participle_before_the_conjunction_is_of_the_first_alone(pipeline: Pipeline) -> None:
    text = "Les combats opposent la rébellion du M23, soutenue par le Rwanda, et l'armée congolaise."
    [backed] = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Alignment) and c.relation == "supports"]
    assert backed.target.text == "la rébellion du M23"


def test_a_phrase_behind_a_comma_is_said_of_what_stands_before_it(pipeline: Pipeline) -> None:
    found = control(pipeline, "Le convoi est attendu au nord de Gao, aux mains des rebelles.")
    assert [(c.change, c.place.text) for c in found] == [("holds", "Gao")]


def test_who_leaves_alone_gives_nothing_up(pipeline: Pipeline) -> None:
    assert control(pipeline, "Ce Malien de 30 ans a quitté Gao après avoir combattu avec les rebelles.") == []


def test_an_announced_withdrawal_has_no_day_of_its_own(pipeline: Pipeline) -> None:
    text = "Des tirs ont visé Gao lundi. Paris a annoncé le retrait des forces françaises du Mali."
    (found,) = control(pipeline, text)
    assert (found.change, found.when) == ("withdrew", None)
