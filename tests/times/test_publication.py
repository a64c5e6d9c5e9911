"""Undated dispatches dated from their own words, and left undated where their words do not say enough."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from bilan.dispatch import Dispatch, Published
from bilan.language.fr.pack import French
from bilan.mentions import Mention
from bilan.recognise.times import find_times
from bilan.resolve.dating.hints import Hints
from bilan.resolve.dating.last_day import Told, last_weekday
from bilan.resolve.publication import date_dispatch
from bilan.segment.sentences import segment
from bilan.syntax import Sentence
from bilan.world.conflicts import Conflicts

ALEPPO = (
    "L'armée a resserré son étau sur Alep-Est, où des milliers d'habitants fuient les tirs. Des familles ont traversé "
    "la ligne de front lundi, d'après des voisins. L'offensive lancée le 15 novembre contre Alep-Est a fait des "
    "dizaines de morts. Le quartier de Massaken Hanano avait été pris samedi, première capture depuis des mois."
)


@cache
def french() -> French:
    return French()


def dated(text: str, *countries: str, opening: bool = False) -> Published:
    language = french()
    analysis = segment(Dispatch("x", text), language)
    for sentence in analysis.sentences:
        times = find_times(text, sentence.start, sentence.end, language)
        free = [m for m in times if not any(m.start < q.end and q.start < m.end for q in sentence.mentions)]
        sentence.mentions = sorted([*sentence.mentions, *free], key=lambda m: m.start)
    before = find_times(text, 0, analysis.sentences[0].start, language) if opening else []
    return date_dispatch(
        analysis.dispatch, analysis.sentences, language, Conflicts.load(), countries=countries, opening=before)


def test_a_key_event_of_the_last_days_and_one_of_the_year_date_a_dispatch() -> None:
    published = dated(ALEPPO, "SY")
    assert (published.first, published.last) == (date(2016, 11, 28), date(2016, 11, 29))
    assert not published.given
    assert len(published.reasons) >= 3


def test_after_yesterday_it_is_the_day_after_the_last_one_told() -> None:
    published = dated(ALEPPO + " Hier, les tirs avaient cessé.", "SY")
    assert (published.first, published.last) == (date(2016, 11, 29), date(2016, 11, 29))


def test_yesterday_within_a_quotation_says_nothing_of_the_publication() -> None:
    published = dated(ALEPPO + " « Mon frère est mort hier dans la cave », a raconté un voisin.", "SY")
    assert published.last == date(2016, 11, 29)
    assert published.first == date(2016, 11, 28)


def test_a_wire_is_dated_the_last_day_that_it_tells() -> None:
    published = dated(ALEPPO + " Un témoin a parlé à l'AFP.", "SY")
    assert (published.first, published.last) == (date(2016, 11, 28), date(2016, 11, 28))


def test_a_day_that_is_still_to_come_is_not_that_of_the_publication() -> None:
    published = dated(ALEPPO + " Une réunion doit se tenir mardi à Genève.", "SY")
    assert (published.first, published.last) == (date(2016, 11, 28), date(2016, 11, 28))


def test_the_same_words_about_another_country_are_not_dated() -> None:
    assert dated(ALEPPO, "ML") == Published()


def test_a_dispatch_that_dates_itself_takes_its_year_from_what_it_tells() -> None:
    text = "Trois obus sont tombés sur la ville, a indiqué ce dimanche 21 août un élu. Il a été nommé en mai 2022."
    assert dated(text).last == date(2022, 8, 21)


def test_a_date_whose_year_nothing_tells_is_left_undated() -> None:
    assert dated("Trois obus sont tombés sur la ville dimanche 21 août, a indiqué un élu.") == Published()


def test_a_dateline_with_a_key_event_dates_a_dispatch() -> None:
    text = "HOMS, 9 mai (Reuters) - Les derniers rebelles ont quitté vendredi la vieille ville, où règne le calme."
    published = dated(text, "SY", opening=True)
    assert published.first is None or published.last == date(2014, 5, 9)
    whole = "HOMS (Syrie), 9 mai - L'évacuation de Homs s'est achevée vendredi, ont dit des habitants."
    assert dated(whole, "SY").last == date(2014, 5, 9)


def test_a_length_from_a_dated_event_dates_a_dispatch() -> None:
    text = ("Deux semaines après le début, le 4 avril, de l'offensive de Khalifa Haftar contre Tripoli, les tirs ont "
            "tué jeudi trois soignants.")
    published = dated(text, "LY")
    assert published.first is not None
    assert published.first <= date(2019, 4, 18) <= (published.last or date.max)


@pytest.mark.parametrize("text", [
    "Des tirs ont tué trois soldats lundi près de la frontière.",
    "Des tirs ont tué trois soldats hier.",
    "Le siège dure depuis 2012.",
    "La route est coupée.",
    "",
])
def test_what_anchors_no_week_is_left_undated(text: str) -> None:
    language = french()
    sentences = segment(Dispatch("x", text), language).sentences
    for sentence in sentences:
        sentence.mentions = find_times(text, sentence.start, sentence.end, language)
    assert date_dispatch(Dispatch("x", text), sentences, language, Conflicts.load(), countries=("SY",)) == Published()


@pytest.mark.parametrize(("text", "hint"), [
    ("Ils ont été tués lundi.", "past"),
    ("Ils tiraient encore lundi.", "past"),
    ("Ils doivent se réunir lundi.", "future"),
    ("Ils se réuniront lundi.", "future"),
    ("Lundi, il verra le ministre.", "future"),
    ("Le calme régnera ; ils ont tiré lundi.", "past"),
    ("Lundi.", None),
])
def test_hints_of_tense(text: str, hint: str | None) -> None:
    [mention] = find_times(text, 0, len(text), french())
    assert Hints(french()).of(text, mention, Sentence(0, 0, len(text))) == hint


def test_hints_need_a_mention_of_time() -> None:
    mention = Mention("time", 0, 0, find_times("demain", 0, 6, french())[0].value)
    assert Hints(french()).of("", mention, Sentence(0, 0, 0)) is None


@pytest.mark.parametrize(("told", "last"), [
    ([], None),
    ([Told(0, 0, "future")], None),
    ([Told(0, 0, "past"), Told(5, 1, "past"), Told(6, 2, "past")], 0),
    ([Told(5, 0, "past"), Told(6, 0, "past"), Told(0, 1, "past"), Told(0, 2, "past"), Told(0, 3, "past")], 0),
    ([Told(4, 0, "past"), Told(5, 1, "future")], 4),
])
def test_the_last_weekday_told(told: list[Told], last: int | None) -> None:
    assert last_weekday(told) == last


@pytest.mark.parametrize(("head", "day"), [
    ("14 décembre 2016", date(2016, 12, 14)),
    ("Mercredi 14 décembre 2016.", date(2016, 12, 14)),
    ("Alep, le 14 décembre 2016", date(2016, 12, 14)),
    ("Le bilan du 14 décembre 2016", None),
])
def test_a_date_alone_on_the_first_line_is_the_day_of_publication(head: str, day: date | None) -> None:
    text = f"{head}\n\nDes tirs ont touché le marché du village. Les habitants sont partis vers le sud."
    published = dated(text, "SY")
    assert (published.first, published.last) == (day, day)
