"""Where and when a clause that gives neither happened: what the sentences before have set, and what not."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Claim, Displacement, Toll
from bilan.pipeline import Pipeline

DAY = date(2020, 5, 13)


def _toll(pipeline: Pipeline, text: str, value: int) -> Toll:
    claims: tuple[Claim, ...] = pipeline.explain(text, DAY).claims
    return next(c for c in claims if isinstance(c, Toll) and c.count.value == value)


def test_the_town_of_a_conference_is_no_scene(pipeline: Pipeline) -> None:
    """Towns of countries that the dispatch is not about are where somebody met or spoke, not where people died."""
    text = (
        "Les combats ont repris mardi à Syrte, dans le nord de la Libye. L'armée libyenne a bombardé des positions "
        "rebelles à Syrte.\nDes pourparlers se sont tenus à Genève. Au moins 12 civils ont été tués."
    )
    assert [p.name for p in _toll(pipeline, text, 12).where][:1] == ["Syrte"]


def test_a_scene_in_the_theatre_is_carried(pipeline: Pipeline) -> None:
    text = "Les combats ont repris mardi à Gao, dans le nord du Mali. Au moins 12 civils ont été tués."
    assert [p.name for p in _toll(pipeline, text, 12).where][:1] == ["Gao"]


def test_a_bound_dates_only_the_sentence_after_it(pipeline: Pipeline) -> None:
    """ "depuis 2016" tells how long something else has lasted: it is no time of what is told two sentences later."""
    text = (
        "Les combats de mardi à Stepanakert sont les plus violents depuis 2016. Les deux camps s'accusent. "
        "La population est inquiète. Au moins 16 soldats ont été tués."
    )
    when = _toll(pipeline, text, 16).when
    assert when is None or when.start != "2016"


def test_the_start_of_a_state_dates_no_other_clause(pipeline: Pipeline) -> None:
    text = "La Libye est en proie au chaos depuis la chute du régime en 2011. Au moins 16 soldats ont été tués à Syrte."
    when = _toll(pipeline, text, 16).when
    assert when is None or when.start != "2011"


def test_that_year_is_the_one_that_a_state_began_in(pipeline: Pipeline) -> None:
    text = "Le front est calme à Stepanakert depuis 2016. Cette année-là, 16 soldats avaient été tués."
    when = _toll(pipeline, text, 16).when
    assert when is not None and (when.start, when.end) == ("2016", "2016")


def test_a_day_takes_the_year_of_its_paragraph(pipeline: Pipeline) -> None:
    text = "Le 20 janvier 2018, l'armée turque a attaqué Afrine, en Syrie. Le 18 mars, 12 civils ont été tués à Afrine."
    when = _toll(pipeline, text, 12).when
    assert when is not None and when.start == "2018-03-18"


def test_a_day_in_another_paragraph_keeps_its_own_year(pipeline: Pipeline) -> None:
    text = (
        "Le 20 janvier 2018, l'armée turque a attaqué Afrine, en Syrie.\nLe 18 mars, 12 civils ont été tués à Afrine."
    )
    when = _toll(pipeline, text, 12).when
    assert when is not None and when.start == "2020-03-18"


def test_a_war_is_in_the_country_that_the_dispatch_is_about(pipeline: Pipeline) -> None:
    """Not in that of a party's ally, though its name stands nearer."""
    text = (
        "Au Yémen, des combats ont repris mardi à Aden. La guerre entre les Houthis, soutenus par l'Iran, et le "
        "gouvernement yéménite a fait 12.000 morts."
    )
    assert [p.name for p in _toll(pipeline, text, 12_000).where][:1] == ["Yémen"]


def test_history_stays_in_its_paragraph(pipeline: Pipeline) -> None:
    text = (
        "Les combats ont repris mardi à Syrte, dans le nord de la Libye.\nLa ville avait été prise en 2016 par les "
        "rebelles.\nAu moins 12 civils ont été tués."
    )
    when = _toll(pipeline, text, 12).when
    assert when is not None and when.start == "2020-05-12"


def test_a_lead_is_not_dated_by_the_history_that_follows_it(pipeline: Pipeline) -> None:
    text = "Au moins 12 civils ont été tués près de Syrte.\nLa ville avait été prise en 2016 par les rebelles libyens."
    when = _toll(pipeline, text, 12).when
    assert when is None or when.start != "2016"


def test_a_place_told_with_the_event_of_an_act(pipeline: Pipeline) -> None:
    """What a participle tells of the operation, the clause that it stands in shares."""
    text = (
        "Les combats ont repris mardi à Gao, dans le nord du Mali. L'échec a coûté la vie à trois soldats, tués dans "
        "une opération de ratissage menée à Ménaka."
    )
    assert [p.name for p in _toll(pipeline, text, 3).where][:1] == ["Ménaka"]


def test_what_stands_with_the_subject_is_the_subject_s(pipeline: Pipeline) -> None:
    text = (
        "Le ministre a annoncé que la sécurité des entreprises au Tchad sera renforcée, après la mort de neuf "
        "personnes, lundi dans une attaque au Niger."
    )
    assert [p.name for p in _toll(pipeline, text, 9).where][:1] == ["Niger"]


def test_a_far_place_of_the_sentence_comes_before_the_scene(pipeline: Pipeline) -> None:
    text = (
        "Les combats ont repris mardi à Gao, dans le nord du Mali. A Ménaka, où l'armée dit avoir repris l'initiative "
        "après des semaines de recul, les habitants racontent que des hommes armés ont tué 14 civils."
    )
    assert [p.name for p in _toll(pipeline, text, 14).where][:1] == ["Ménaka"]


def test_who_tells_of_deaths_neither_dates_nor_causes_them(pipeline: Pipeline) -> None:
    toll = _toll(pipeline, "Un raid a visé lundi le marché de Gao. Des habitants font état de 14 morts.", 14)
    assert toll.by is None and toll.source is not None
    assert toll.when is not None and (toll.when.start, toll.when.end) == ("2020-05-11", "2020-05-11")


def test_the_dead_of_a_war_are_not_those_of_the_day_told_before(pipeline: Pipeline) -> None:
    text = "Un raid a visé lundi le marché de Sanaa. Le conflit a fait plus de 10.000 morts."
    when = _toll(pipeline, text, 10_000).when
    assert when is not None and (when.start, when.end) == (None, "2020-05-13")


def test_the_day_on_which_it_is_said_is_not_the_day_of_what_is_said(pipeline: Pipeline) -> None:
    text = "Vendredi, l'ONU a précisé que 180 civils avaient péri et 286 été blessés en avril."
    when = _toll(pipeline, text, 180).when
    assert when is not None and when.start == "2020-04"


def test_a_count_since_an_undated_event_runs_to_the_news(pipeline: Pipeline) -> None:
    text = "Un raid a visé Sanaa lundi. Les violences ont fait 900 morts depuis l'intervention de la coalition."
    when = _toll(pipeline, text, 900).when
    assert when is not None and (when.start, when.end) == (None, "2020-05-13")


def test_a_credit_inside_an_aside_covers_no_more_than_it(pipeline: Pipeline) -> None:
    text = "Quelque 20 civils ont été tués lundi dans des raids de l'armée à Gao, qui visaient selon elle une réunion."
    assert _toll(pipeline, text, 20).source is None


def test_a_body_behind_a_country_is_no_part_of_its_name(pipeline: Pipeline) -> None:
    text = (
        "Irina Dupont, porte-parole en Birmanie du Programme alimentaire mondial (PAM), a dit que 30 civils avaient "
        "été tués à Mandalay."
    )
    assert [p.text for p in _toll(pipeline, text, 30).where] == ["Mandalay", "Birmanie"]


def test_two_participles_share_their_start_of_counting(pipeline: Pipeline) -> None:
    text = "Au moins 147 personnes ont été tuées et 614 blessées depuis le lancement le 4 avril d'une offensive à Gao."
    for number in (147, 614):
        toll = _toll(pipeline, text, number)
        assert toll.cumulative and toll.when is not None and toll.when.start == "2020-04-04"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Onze otages ont été tués samedi, alors qu'ils visitaient la réserve de lions de Waza, au nord du Cameroun.",
         "Waza"),
        ("Depuis l'attaque de lundi dans le nord de la Syrie, Paris craint que les 11 jihadistes détenus en Syrie ne "
         "fuient.", "Syrie"),
        ("Le conflit syrien a tué 11 journalistes et coûté cher à Washington.", "Syrie"),
        ("Trois raids ont frappé le Mali depuis mars, dans lesquels ont péri 20 soldats, selon un bilan officiel : "
         "9 morts à Gao le 2 mai et 11 morts le 4 mai à Ménaka.", "Ménaka"),
        ("La ville d'Ansongo, au Mali, est calme. Après l'annonce par Bamako d'un raid, 11 civils ont été tués.",
         "Ansongo"),
    ],
)
def test_the_place_of_a_toll(pipeline: Pipeline, text: str, place: str) -> None:
    """The place of the clause, not a finer one elsewhere in its sentence; a capital behind "par" is a government."""
    where = _toll(pipeline, text, 11).where
    assert where and place in (where[0].name or where[0].text)


def test_what_lasts_for_months_is_no_longer_in_the_town_told_before(pipeline: Pipeline) -> None:
    text = "Un obus a visé lundi un marché de Syrte, en Libye.\nDepuis janvier 2019, 340 civils ont été tués."
    assert [p.name for p in _toll(pipeline, text, 340).where] == ["Libye"]


def test_what_people_had_to_do_is_done(pipeline: Pipeline) -> None:
    text = "Depuis juin, 4.500 habitants ont dû quitter Gao, d'après l'ONU."
    [moved] = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Displacement)]
    assert moved.when is not None and (moved.when.start, moved.when.end) == ("2019-06", "2020-05-13")


def test_a_time_behind_a_comma_dates_the_start_of_counting(pipeline: Pipeline) -> None:
    text = "Les combats ont fait 300 morts à Gao depuis le début de l'offensive, le 2 mai."
    when = _toll(pipeline, text, 300).when
    assert when is not None and (when.start, when.end) == ("2020-05-02", "2020-05-13")


def test_a_town_comes_before_the_part_of_its_country(pipeline: Pipeline) -> None:
    text = "Dans le nord-est de l'Ukraine, six personnes ont été tuées dans un bombardement sur Kharkiv."
    assert [p.name for p in _toll(pipeline, text, 6).where][:1] == ["Kharkiv"]


def test_how_long_a_state_beside_a_noun_has_lasted_dates_nothing_else(pipeline: Pipeline) -> None:
    siege = "L'offensive lancée le 15 avril avait fait, au 11 mai, 463 morts à Gao, assiégé depuis janvier."
    raid = "Un raid a tué lundi 12 civils à Gao, ville tenue depuis 2012 par les rebelles."
    for text, number, start in ((siege, 463, "2020-04-15"), (raid, 12, "2020-05-11")):
        when = _toll(pipeline, text, number).when
        assert when is not None and (when.start, when.end) == (start, "2020-05-11")


def test_two_towns_that_an_act_lies_between_are_both_told_with_the_next_clause(pipeline: Pipeline) -> None:
    text = "Onze soldats ont été tués lundi entre Ansongo et Tessit, au Mali, et quatorze autres ont été blessés."
    assert [p.name for p in _toll(pipeline, text, 14).where][:2] == ["Ansongo", "Tessit"]
