"""Expressions of time dated from a day of publication, a date told before, and the tense of their clause."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.dispatch import Published
from bilan.language.fr.pack import French
from bilan.recognise.times import find_times
from bilan.resolve.times import resolve
from bilan.times import TimeExpression, When

WEDNESDAY = date(2016, 12, 14)


@cache
def french() -> French:
    return French()


def dated(said: str, day: date | None = WEDNESDAY, tense: str = "past", anchor: When | None = None) -> str:
    text = f"Ils sont venus {said}."
    found = find_times(text, 0, len(text), french())
    assert [text[m.start:m.end] for m in found] == [said]
    published = Published(day, day, given=True) if day else None
    when = resolve(found[0].value, published=published, anchor=anchor, tense=tense)  # type: ignore[arg-type]
    return "unknown" if when is None else f"{when.start or '?'} {when.end or '?'}"


@pytest.mark.parametrize(("said", "expected"), [
    ("lundi", "2016-12-12 2016-12-12"),
    ("mercredi", "2016-12-14 2016-12-14"),
    ("mercredi dernier", "2016-12-07 2016-12-07"),
    ("jeudi", "2016-12-08 2016-12-08"),
    ("depuis jeudi", "2016-12-08 2016-12-14"),
    ("jusqu'à mardi", "? 2016-12-13"),
    ("dans la nuit de lundi à mardi", "2016-12-12 2016-12-13"),
    ("de jeudi à samedi", "2016-12-08 2016-12-10"),
    ("ce week-end", "2016-12-10 2016-12-11"),
    ("hier", "2016-12-13 2016-12-13"),
    ("avant-hier soir", "2016-12-12 2016-12-12"),
    ("depuis hier", "2016-12-13 2016-12-14"),
    ("la nuit dernière", "2016-12-13 2016-12-14"),
    ("le 15 novembre", "2016-11-15 2016-11-15"),
    ("le 15 décembre", "2015-12-15 2015-12-15"),
    ("le 18 août dernier", "2016-08-18 2016-08-18"),
    ("le 3 mai 2014", "2014-05-03 2014-05-03"),
    ("le lundi 3 juin", "2016-06-03 2016-06-03"),
    ("depuis le 15 novembre", "2016-11-15 2016-12-14"),
    ("dans la nuit du 5 au 6 novembre", "2016-11-05 2016-11-06"),
    ("entre le 30 décembre et le 2 janvier", "2015-12-30 2016-01-02"),
    ("les 28 et 29 novembre 2015", "2015-11-28 2015-11-29"),
    ("mi-novembre", "2016-11 2016-11"),
    ("depuis la mi-novembre", "2016-11 2016-12-14"),
    ("fin février", "2016-02 2016-02"),
    ("depuis juillet", "2016-07 2016-12-14"),
    ("depuis juillet 2012", "2012-07 2016-12-14"),
    ("en mars-avril 2012", "2012-03 2012-04"),
    ("en décembre", "2016-12 2016-12"),
    ("en décembre dernier", "2015-12 2015-12"),
    ("de janvier 2015 à septembre dernier", "2015-01 2016-09"),
    ("en 2012", "2012 2012"),
    ("avant 2012", "? 2012"),
    ("fin 2014", "2014 2014"),
    ("l'été 2012", "2012-06 2012-08"),
    ("l'été dernier", "2016-06 2016-08"),
    ("dans les années 1990", "1990 1999"),
    ("il y a trois jours", "2016-12-11 2016-12-11"),
    ("il y a quinze jours", "2016-11-30 2016-11-30"),
    ("il y a huit mois", "2016-04 2016-04"),
    ("il y a deux ans", "2014 2014"),
    ("il y a quelques jours", "? 2016-12-14"),
    ("depuis une semaine", "2016-12-07 2016-12-14"),
    ("depuis plus de quatre ans", "2012 2016-12-14"),
    ("depuis près de six ans", "2011 2016-12-14"),
    ("depuis cinq ans et demi", "2011 2016-12-14"),
    ("depuis plusieurs mois", "? 2016-12-14"),
    ("en dix jours", "2016-12-04 2016-12-14"),
    ("ces dernières 48 heures", "2016-12-12 2016-12-14"),
    ("ces derniers jours", "? 2016-12-14"),
    ("récemment", "? 2016-12-14"),
    ("la semaine dernière", "2016-12-05 2016-12-11"),
    ("cette semaine", "2016-12-12 2016-12-14"),
    ("en début de semaine", "2016-12-12 2016-12-13"),
    ("le mois dernier", "2016-11 2016-11"),
    ("l'an dernier", "2015 2015"),
    ("depuis le début de l'année", "2016-01-01 2016-12-14"),
    ("depuis le début du mois", "2016-12-01 2016-12-14"),
    ("aujourd'hui", "2016-12-14 2016-12-14"),
    ("ce mercredi", "2016-12-14 2016-12-14"),
    ("dans la soirée", "2016-12-14 2016-12-14"),
    ("le jour de Noël", "2015-12-25 2015-12-25"),
    ("pendant dix jours", "unknown"),
    ("au sixième jour", "unknown"),
    ("ce jour-là", "unknown"),
    ("ce mercredi 14 décembre", "2016-12-14 2016-12-14"),
    ("ce mardi 13 décembre", "2016-12-13 2016-12-13"),
    ("ce vendredi 9 janvier 2015", "2015-01-09 2015-01-09"),
    ("en dix minutes", "unknown"),
    ("en 24 heures", "2016-12-13 2016-12-14"),
])
def test_past(said: str, expected: str) -> None:
    assert dated(said) == expected


@pytest.mark.parametrize(("said", "expected"), [
    ("vendredi", "2016-12-16 2016-12-16"),
    ("mercredi", "2016-12-14 2016-12-14"),
    ("mercredi prochain", "2016-12-21 2016-12-21"),
    ("d'ici vendredi", "? 2016-12-16"),
    ("d'ici une semaine", "2016-12-21 2016-12-21"),
    ("d'ici à la fin de l'année", "? 2016-12"),
    ("à partir de vendredi", "2016-12-16 ?"),
    ("en janvier", "2017-01 2017-01"),
    ("le 3 janvier", "2017-01-03 2017-01-03"),
    ("demain", "2016-12-15 2016-12-15"),
    ("dans trois jours", "2016-12-17 2016-12-17"),
    ("dans les prochains jours", "2016-12-14 ?"),
    ("ce week-end", "2016-12-17 2016-12-18"),
    ("la semaine prochaine", "2016-12-19 2016-12-25"),
    ("sous 48 heures", "2016-12-16 2016-12-16"),
])
def test_future(said: str, expected: str) -> None:
    assert dated(said, tense="future") == expected


@pytest.mark.parametrize(("said", "anchor", "expected"), [
    ("la veille", When.moment("2016-12-13"), "2016-12-12 2016-12-12"),
    ("depuis la veille", When.moment("2016-12-13"), "2016-12-12 2016-12-14"),
    ("le lendemain", When("2016-12-12", "2016-12-13"), "2016-12-14 2016-12-14"),
    ("trois jours auparavant", When.moment("2016-08-17"), "2016-08-14 2016-08-14"),
    ("deux mois plus tard", When.moment("2016-08-17"), "2016-10 2016-10"),
    ("quelques jours plus tard", When.moment("2016-08-17"), "2016-08-17 ?"),
    ("le même jour", When.moment("2016-08-17"), "2016-08-17 2016-08-17"),
    ("cette année-là", When.moment("2012"), "2012 2012"),
    ("cette année-là", When.moment("2012-07-03"), "2012 2012"),
    ("depuis lors", When.moment("2016-02-24"), "2016-02-24 2016-12-14"),
    ("le vendredi", When.moment("2016-03-24"), "2016-03-25 2016-03-25"),
    ("le jeudi suivant", When.moment("2016-03-24"), "2016-03-31 2016-03-31"),
    ("dans la nuit", When.moment("2016-03-24"), "2016-03-24 2016-03-24"),
    ("la veille", None, "2016-12-13 2016-12-13"),
    ("le vendredi", None, "2016-12-09 2016-12-09"),
])
def test_anchored(said: str, anchor: When | None, expected: str) -> None:
    assert dated(said, anchor=anchor) == expected


@pytest.mark.parametrize(("said", "expected"), [
    ("lundi", "unknown"), ("hier", "unknown"), ("le 15 novembre", "unknown"), ("depuis une semaine", "unknown"),
    ("le 15 novembre 2016", "2016-11-15 2016-11-15"), ("en 2012", "2012 2012"), ("depuis 2012", "2012 ?"),
])
def test_without_a_day_of_publication_only_a_printed_year_counts(said: str, expected: str) -> None:
    assert dated(said, day=None) == expected


def test_a_dated_quotation_counts_from_the_day_of_the_speech() -> None:
    expression = TimeExpression("offset", amount=-1, unit="day")
    when = resolve(expression, published=WEDNESDAY, anchor=None, tense="past", dated_quote=When.moment("2016-12-12"))
    assert when == When.moment("2016-12-11")


def test_an_end_that_only_the_publication_gives_says_so() -> None:
    since = TimeExpression("date", relation="since", year=2012)
    when = resolve(since, published=WEDNESDAY, anchor=None, tense="past")
    assert when is not None
    assert when.basis == "publication"


def test_an_event_is_dated_from_its_own_time() -> None:
    launched = When.moment("2016-11-15")
    since = TimeExpression("event", relation="since", event=(0, 1))
    assert resolve(since, published=WEDNESDAY, anchor=launched, tense="past") == When(
        "2016-11-15", "2016-12-14", "publication")
    month_after = TimeExpression("event", relation="after", event=(0, 1), amount=1, unit="month")
    assert resolve(month_after, published=WEDNESDAY, anchor=launched, tense="past") == When.moment("2016-12")


@settings(max_examples=200, deadline=None)
@given(
    form=st.sampled_from(["date", "dates", "weekday", "weekdays", "weekend", "offset", "anchored", "same", "period",
                          "recent", "duration", "season", "decade", "now", "event", "nth"]),
    relation=st.sampled_from(["at", "since", "until", "before", "after", "within", "by", "for"]),
    month=st.none() | st.integers(1, 12), day=st.none() | st.integers(1, 31), weekday=st.none() | st.integers(0, 6),
    amount=st.none() | st.integers(-10**7, 10**7), direction=st.integers(-1, 1),
    unit=st.sampled_from([None, "minute", "hour", "day", "week", "month", "year", "half_year", "century"]),
    published=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    anchor=st.sampled_from([None, When.moment("2016"), When(None, "2016-02-29"), When("2016-05", None)]),
)
def test_no_expression_breaks_it(form: str, published: date | None, anchor: When | None, **fields: object) -> None:
    until = TimeExpression("date", month=2, day=29, weekday=3)
    expression = TimeExpression(form, until=until, **fields)  # type: ignore[arg-type]
    when = resolve(expression, published=published, anchor=anchor, tense="past")
    assert when is None or when.start or when.end
