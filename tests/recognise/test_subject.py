"""Which dispatches are about an armed conflict at all: the others make claims only where a sentence tells of one."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Toll
from bilan.language import load
from bilan.pipeline import Pipeline
from bilan.recognise.subject import Subject

# Two hundred words and more of no war.
PEACE = (
    "Le ministre de la Santé a présenté mardi un plan de soutien aux hôpitaux du pays, dont les urgences débordent "
    "depuis le début de l'hiver. Le budget doit être voté en juin par les députés de la majorité et ceux du centre. "
) * 6
DEATHS = "Dans la capitale, le virus a tué 812 personnes en un mois, selon le ministère."
WAR = "Des combats ont opposé l'armée aux rebelles près de Gao. Au moins 12 civils ont été tués par des tirs d'obus."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline("fr")


@pytest.fixture(scope="module")
def subject() -> Subject:
    return Subject(load("fr"))


def test_a_long_dispatch_without_war_makes_no_claim(pipeline: Pipeline) -> None:
    assert not pipeline.explain(f"{PEACE}\n{DEATHS}", date(2020, 5, 13)).claims


def test_a_sentence_about_a_war_is_read_in_a_dispatch_about_something_else(pipeline: Pipeline) -> None:
    text = f"{PEACE}\n{DEATHS} La veille, neuf villageois ont été tués par des tirs d'obus près de Gao."
    claims = pipeline.explain(text, date(2020, 5, 13)).claims
    assert [c.count.value for c in claims if isinstance(c, Toll)] == [9]


def test_what_tells_of_war_by_its_own_words(subject: Subject) -> None:
    assert subject.tells_of_war("Un adolescent a été tué par un tir de l'armée.")
    assert not subject.tells_of_war("Un adolescent a été tué par un chauffard.")
    assert not subject.tells_of_war("Le procès de l'attentat s'ouvre au tribunal.")


def test_a_trial_tells_of_people_killed_by_others(subject: Subject) -> None:
    told = "Les neuf clients avaient été abattus un à un, a rappelé le procureur au procès."
    assert subject.tells_of_war(told, strict=False)
    assert not subject.tells_of_war(told)
    assert not subject.tells_of_war("Le procès de la directrice s'ouvre au tribunal.", strict=False)


def test_what_a_dispatch_about_something_else_is_about(subject: Subject) -> None:
    assert subject.is_of_accidents("L'explosion du dépôt et l'incendie ont ravagé le port. Le parquet enquête.")
    assert not subject.is_of_accidents("Le tribunal a rendu son verdict. Un avocat cite un accident. Les juges, non.")
    assert subject.is_of_accidents("")


def test_the_dead_of_a_war_are_read_in_a_tribute(pipeline: Pipeline) -> None:
    """A tribute tells of those who were killed; that of an accident tells of no war."""
    dead = "Les quatre infirmiers ont été assassinés vendredi à Bria."
    speech = "La cérémonie s'est achevée par un hommage de tous les députés, et par un recueillement. "
    claims = pipeline.explain(f"{speech}{PEACE}\n{dead}", date(2020, 5, 13)).claims
    assert [c.count.value for c in claims if isinstance(c, Toll)] == [4]
    fire = "Un incendie a ravagé le dépôt ; les pompiers cherchent un accident. "
    assert not pipeline.explain(f"{fire}{PEACE}\n{dead}", date(2020, 5, 13)).claims


def test_a_war_in_the_lead_is_enough(subject: Subject) -> None:
    assert subject.is_war(f"{WAR}\n{PEACE}")


def test_a_war_all_through_is_enough(subject: Subject) -> None:
    assert not subject.is_war(f"{PEACE * 3}\n{WAR}")
    assert subject.is_war(f"{PEACE * 3}\n{WAR * 3}")


def test_a_short_dispatch_is_always_read(subject: Subject) -> None:
    assert subject.is_war(DEATHS)


def test_no_word_at_all_is_no_error(subject: Subject) -> None:
    assert subject.is_war("")
    assert subject.is_war("12 — 13 … \u0000")


def test_a_trial_of_jihadists_is_no_war(subject: Subject) -> None:
    """A lead of peace is only outweighed by a body full of war."""
    trial = "Le procès de trois jihadistes s'ouvre aux assises de Paris, où le tribunal entend les victimes.\n"
    assert not subject.is_war(f"{trial}{PEACE}{WAR}")


def test_an_explosion_by_accident_is_no_war(subject: Subject) -> None:
    blast = "Une énorme explosion a ravagé un entrepôt de nitrate ; les pompiers cherchent des survivants.\n"
    body = PEACE + "L'armée et des soldats ont bouclé le port. Un Casque bleu a été blessé. "
    assert not subject.is_war(blast + body)
    assert not subject.tells_of_war("Un Casque bleu a été blessé par l'explosion d'un entrepôt.")


def test_a_lead_that_names_no_war_needs_a_body_full_of_it(subject: Subject) -> None:
    lead = "Le ministre a reçu son homologue pour parler du commerce et des vacances scolaires des deux pays.\n" * 5
    war = "Des combats ont opposé des rebelles près de Gao. "
    assert not subject.is_war(lead + PEACE + war)
    assert subject.is_war(lead + PEACE + war * 4)


def test_a_protest_in_a_war_is_a_war(subject: Subject) -> None:
    protest = "Une manifestation a dénoncé mardi les bombardements et les tirs de roquettes des rebelles sur Gao.\n"
    assert subject.is_war(f"{protest}{PEACE}{WAR}")


def test_an_accident_of_soldiers_is_no_war(subject: Subject) -> None:
    crash = "Deux militaires sont morts dans le crash accidentel d'un hélicoptère, un accident sans témoin.\n"
    body = "L'armée et les soldats du régiment ont rendu un hommage aux militaires. "
    assert not subject.is_war(crash + body * 20)


def test_a_crime_in_a_country_at_peace_is_no_war(pipeline: Pipeline) -> None:
    """The same words make a war where one is known."""
    body = PEACE + "Deux hommes ont été tués par balle dans une attaque. "
    shooting = "Un médecin a été tué dans une attaque à l'arme lourde, une embuscade, près de {}.\n"
    day = date(2020, 5, 13)
    assert not pipeline.explain(shooting.format("Lisbonne, au Portugal") + body, day).claims
    assert pipeline.explain(shooting.format("Gao, au Mali") + body, day).claims


def test_a_short_dispatch_about_a_storm_or_a_match_is_none_of_a_war() -> None:
    subject = Subject(load("fr"))
    flood = "Trois personnes ont péri dimanche dans les intempéries. Cinq cents habitants ont quitté leurs maisons."
    assert not subject.is_war(flood, at_war=False) and subject.is_war(flood)
    assert not subject.is_war("Le séisme a fait 40 morts. Après ce séisme, 900 habitants ont été évacués.")
    assert subject.is_war("Une explosion a fait douze morts. Le lieu de l'explosion a été bouclé.", at_war=False)
    assert subject.is_war("Sous les intempéries, les rebelles ont repris la ville.", at_war=False)
