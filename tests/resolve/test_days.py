"""Which day a clause is given by the expressions of time around it: its own, and not that of a clause beside it."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Claim, Control, Incident, Toll
from bilan.pipeline import Pipeline
from bilan.times import When

DAY = date(2016, 3, 10)


def _claims(pipeline: Pipeline, text: str) -> tuple[Claim, ...]:
    return pipeline.explain(text, DAY).claims


def _toll(pipeline: Pipeline, text: str, value: int) -> When | None:
    return next(c for c in _claims(pipeline, text) if isinstance(c, Toll) and c.count.value == value).when


def _incident(pipeline: Pipeline, text: str, kind: str) -> When | None:
    return next(c for c in _claims(pipeline, text) if isinstance(c, Incident) and c.type == kind).when


@pytest.mark.parametrize("text", [
    "L'armée n'avait pas subi de telles pertes depuis l'attentat contre le poste de Ghat en 1998, qui avait fait 40 "
    "morts.",
    "La cour se penche à partir de lundi sur l'attaque du marché de Gao en 1998, au cours de laquelle 40 civils "
    "ont été tués.",
    "Un ancien soldat avait retourné son arme contre des gardes maliens en 1998, tuant 40 personnes.",
])
def test_a_relative_clause_has_the_day_of_its_act(pipeline: Pipeline, text: str) -> None:
    when = _toll(pipeline, text, 40)
    assert when is not None and (when.start, when.end) == ("1998", "1998")


def test_a_raid_has_the_day_on_which_it_was_flown(pipeline: Pipeline) -> None:
    when = _toll(pipeline, "L'armée a mené lundi un raid contre une base des rebelles à Gao qui a fait 12 morts.", 12)
    assert when is not None and when.start == "2016-03-07"


def test_a_trial_does_not_date_what_it_is_about(pipeline: Pipeline) -> None:
    text = "Le procès de six rebelles s'ouvre lundi à Bamako pour les attaques de Gao et de Kidal."
    assert _incident(pipeline, text, "attack") is None


@pytest.mark.parametrize("text", [
    "Les rebelles ont intensifié leurs attaques contre les forces yéménites depuis la signature d'un accord avec "
    "Riyad fin janvier.",
    "Depuis la mort de leur chef fin janvier, les rebelles ont multiplié les attaques contre l'armée à Taëz.",
])
def test_several_acts_since_an_event_run_to_the_day_of_publication(pipeline: Pipeline, text: str) -> None:
    when = _incident(pipeline, text, "attack")
    assert when is not None and (when.start, when.end) == ("2016-01", "2016-03-10")


def test_what_was_taken_since_a_day_is_a_span_and_what_is_lost_since_one_a_moment(pipeline: Pipeline) -> None:
    text = "Depuis le 2 mars, les forces irakiennes ont repris plusieurs villages autour de Mossoul."
    taken = next(c for c in _claims(pipeline, text) if isinstance(c, Control))
    assert taken.when is not None and (taken.when.start, taken.when.end) == ("2016-03-02", "2016-03-10")


@pytest.mark.parametrize(("text", "day"), [
    ("L'ONU réclame l'arrêt des combats à Taëz.", "2016-03-10"),
    ("Le Parlement a demandé dimanche un cessez-le-feu immédiat à Taëz.", "2016-03-06"),
    ("Des combats ont éclaté lundi à Taëz. L'Union africaine a appelé à un cessez-le-feu.", None),
])
def test_a_call_is_dated_by_who_calls(pipeline: Pipeline, text: str, day: str | None) -> None:
    when = _incident(pipeline, text, "ceasefire")
    assert (when.start if when is not None else None) == day


def test_a_heading_gives_its_entries_their_year(pipeline: Pipeline) -> None:
    text = (
        "Rappel des attaques à Gao, au Mali :\n\n- 2014 -\n\n- 20 octobre : un attentat tue 12 civils à Gao.\n\n"
        "- 2013 -\n\n- 31 mai : un attentat tue 14 civils à Gao."
    )
    first, second = _toll(pipeline, text, 12), _toll(pipeline, text, 14)
    assert first is not None and first.start == "2014-10-20"
    assert second is not None and second.start == "2013-05-31"


def test_entries_go_on_with_the_year_of_the_first(pipeline: Pipeline) -> None:
    text = (
        "Rappel des attaques à Gao, au Mali :\n\n- 4 mai 2013 : un attentat tue 12 civils à Gao.\n\n"
        "- 20 mai : un attentat tue 14 civils à Gao.\n\n- 8 août : un attentat tue 16 civils à Gao."
    )
    assert [(w.start if w else None) for w in (_toll(pipeline, text, n) for n in (14, 16))] == [
        "2013-05-20", "2013-08-08"]


@pytest.mark.parametrize("text", [
    "Un attentat a frappé Gao dimanche. Ces attaques, les plus meurtrières au Mali depuis le début de l'année, ont "
    "fait 55 blessés.",
    "Un attentat a frappé Gao dimanche. C'est le pire bilan depuis 2013 : 55 civils ont été blessés.",
])
def test_since_when_something_is_a_record_dates_nothing(pipeline: Pipeline, text: str) -> None:
    when = _toll(pipeline, text, 55)
    assert when is not None and (when.start, when.end) == ("2016-03-06", "2016-03-06")


def test_the_eve_is_counted_from_the_day_before_it_in_its_sentence(pipeline: Pipeline) -> None:
    text = "Des raids ont visé Taëz dimanche. Le gouverneur a annoncé mercredi la mort de cinq civils la veille à Taëz."
    when = _toll(pipeline, text, 5)
    assert when is not None and when.start == "2016-03-08"


def test_since_then_runs_from_the_day_told_before(pipeline: Pipeline) -> None:
    text = "La coalition a lancé en mars 2015 une campagne de raids au Yémen. Depuis, 740 civils ont été tués."
    when = _toll(pipeline, text, 740)
    assert when is not None and (when.start, when.end) == ("2015-03", "2016-03-10")


@pytest.mark.parametrize("text", [
    "Treize civils ont été tués dans des combats à Taëz, a-t-on appris mercredi auprès du Croissant-Rouge. "
    "Les combats ont éclaté lundi.",
    "Des combats ont éclaté lundi à Taëz. On a appris mercredi de source médicale que 13 civils avaient été tués.",
])
def test_the_day_on_which_it_is_learned_is_not_the_day_of_a_death(pipeline: Pipeline, text: str) -> None:
    when = _toll(pipeline, text, 13)
    assert when is not None and when.start == "2016-03-07"


def test_the_dead_of_an_attack_on_the_eve_died_on_the_eve(pipeline: Pipeline) -> None:
    text = (
        "Un raid a visé Taëz mercredi. Il intervient au lendemain d'un attentat contre des locaux de la police et le "
        "siège d'une agence à Sanaa qui a fait 30 morts."
    )
    when = _toll(pipeline, text, 30)
    assert when is not None and when.start == "2016-03-08"


def test_who_is_killed_on_a_day_after_an_attack_was_attacked_on_it(pipeline: Pipeline) -> None:
    text = "Quatre soldats ont été tués dimanche après une attaque attribuée aux rebelles à Gao."
    when = _incident(pipeline, text, "attack")
    assert when is not None and when.start == "2016-03-06"


def test_the_start_of_a_siege_is_no_day_to_count_from(pipeline: Pipeline) -> None:
    text = (
        "L'armée a bombardé Taëz dimanche. Près de 500 civils ont été tués depuis le début du siège, le 1er février. "
        "Deux jours plus tôt, un raid sur Ibb avait fait 35 morts."
    )
    when = _toll(pipeline, text, 35)
    assert when is not None and when.start == "2016-03-04"


def test_an_event_that_is_dated_is_not_counted_back_to(pipeline: Pipeline) -> None:
    text = (
        "Un attentat a fait 119 morts dimanche à Bagdad. Il intervient une semaine après la reprise de Falloujah par "
        "l'armée, le 26 février."
    )
    taken = next(c for c in _claims(pipeline, text) if isinstance(c, Control))
    assert taken.when is not None and taken.when.start == "2016-02-26"


def test_how_long_a_war_has_lasted_with_somebody_told_of_aside_dates_nothing_else(pipeline: Pipeline) -> None:
    text = (
        "Un raid a visé un marché de Marib mardi. Neuf civils ont été tués, a rapporté l'hôpital du Mouvement du Sud, "
        "un groupe armé qu'une guerre oppose à l'armée depuis le 7 octobre 2009."
    )
    when = _toll(pipeline, text, 9)
    assert when is None or when.start != "2009-10-07"


@pytest.mark.parametrize("text", [
    "Quarante civils ont été tués ce mercredi dans un raid à Taëz.",
    "Une bombe a fait 40 morts à Gao ce mercredi.",
])
def test_a_day_of_the_week_printed_with_its_demonstrative_is_that_day(pipeline: Pipeline, text: str) -> None:
    when = _toll(pipeline, text, 40)
    assert when is not None and (when.start, when.end) == ("2016-03-09", "2016-03-09")


@pytest.mark.parametrize("text", [
    "Une mine a explosé lundi à Gao. « Pour le moment, nous avons un bilan de 40 personnes tuées », a dit un médecin.",
    "Un bus a sauté lundi à Gao. Il y a 40 morts.",
    "L'attaque de lundi à Gao a choqué. Parmi les victimes figurent 40 femmes.",
])
def test_what_is_counted_as_yet_has_the_day_of_what_made_it(pipeline: Pipeline, text: str) -> None:
    when = _toll(pipeline, text, 40)
    assert when is not None and when.start == "2016-03-07"


def test_a_month_without_a_year_is_not_that_of_another_year(pipeline: Pipeline) -> None:
    text = "La dernière attaque remonte à novembre 2013, à Gao. En novembre, 40 soldats ont été tués à Kidal."
    when = _toll(pipeline, text, 40)
    assert when is not None and when.start == "2015-11"


@pytest.mark.parametrize("text", [
    "En janvier 2013, les rebelles prennent la ville de Konna. Quarante soldats maliens sont tués.",
    "Le 12 janvier 2013, une colonne de rebelles attaque Douentza. La garnison se replie et 40 soldats sont blessés.",
])
def test_a_chronicle_in_the_present_goes_on_in_its_past(pipeline: Pipeline, text: str) -> None:
    when = _toll(pipeline, text, 40)
    assert when is not None and (when.start or "").startswith("2013-01")


@pytest.mark.parametrize("text", [
    "L'armée a attaqué lundi un camp à Gao. Dans un communiqué diffusé mercredi, les rebelles ont affirmé avoir tué 40 "
    "soldats dans cette attaque.",
    "Lundi, un poste a été attaqué à Gao. Selon un message mis en ligne mercredi, 40 soldats y ont été tués.",
])
def test_the_day_of_a_text_is_not_that_of_what_it_tells(pipeline: Pipeline, text: str) -> None:
    when = _toll(pipeline, text, 40)
    assert when is not None and when.start == "2016-03-07"


def test_since_that_date_is_since_the_start_told_before(pipeline: Pipeline) -> None:
    text = ("Depuis le 15 février, l'armée assiège Gao. L'ONG a publié lundi un décompte des morts depuis cette date : "
            "40 soldats ; 12 civils.")
    when = _toll(pipeline, text, 40)
    assert when is not None and when.start == "2016-02-15"
