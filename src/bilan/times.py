"""Spans of time at the precision that a text gives, and the language-neutral form of an expression of time."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Basis = Literal["text", "carried", "tense", "publication"]


@dataclass(frozen=True, slots=True)
class When:
    """A span of time. Each end is an ISO date at its own precision (`2016-11-15`, `2016-11`, `2016`) or `None`.

    A moment has `start == end`. `basis` says what the ends rest on: `text` (an expression in the clause), `carried`
    (carried over from a sentence before), `tense` (an unqualified present, hence the day of publication),
    `publication` (an end that only the publication gives: a bound, to be read as "by that day").
    """

    start: str | None
    end: str | None
    basis: Basis = "text"

    @classmethod
    def moment(cls, day: date | str, basis: Basis = "text") -> When:
        """The span that is one day (or one month, one year, where a string of that precision is given)."""
        text = day if isinstance(day, str) else day.isoformat()
        return cls(text, text, basis)


@lru_cache(maxsize=8192)
def first_day(partial: str) -> date:
    """The first day of a partial ISO date: `2016-11` gives 1 November 2016. Raises `ValueError` on another shape."""
    parts = [int(p) for p in partial.split("-")]
    return date(*[*parts, 1, 1][:3])


@lru_cache(maxsize=8192)
def last_day(partial: str) -> date:
    """The last day of a partial ISO date: `2016-11` gives 30 November 2016. Raises `ValueError` on another shape."""
    parts = [int(p) for p in partial.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(*parts)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time with its meaning, not yet dated: the same for every language.

    `form` says which fields count:

    | form | example | fields |
    | --- | --- | --- |
    | `date` | "le 15 novembre", "juillet 2012", "2011", "mi-novembre" | `year` `month` `day`, any left `None` |
    | `dates` | "26 et 27 novembre", "mars-avril 2012", "du 3 au 5 mai" | as `date`, and `until` for the other end |
    | `weekday` | "lundi", "lundi dernier", "lundi prochain", "lundi soir" | `weekday` 0 to 6, `direction` -1, 0 or +1 |
    | `weekdays` | "samedi et dimanche", "dans la nuit de lundi à mardi" | `weekday`, `until` |
    | `weekend` | "ce week-end", "le week-end dernier" | `direction` |
    | `offset` | "hier", "il y a trois jours", "demain" | `amount` (negative: before) and `unit`, from publication |
    | `anchored` | "la veille", "le lendemain", "deux jours plus tôt" | `amount` and `unit`, from the last date told |
    | `same` | "le même jour", "cette année-là", "ce jour-là" | `unit` |
    | `period` | "cette semaine", "la semaine dernière", "le mois dernier" | `unit`, `direction` |
    | `recent` | "ces derniers jours", "récemment", "ces dernières semaines" | `unit`, `direction` ±1 |
    | `duration` | "dix jours", "plus de quatre ans", "une semaine" | `amount`, `unit`; `relation` says of what |
    | `nth` | "au sixième jour des combats" | `amount`, `unit`, counted from an event that the text names |
    | `season` | "l'été 2012", "l'automne" | `season` and `year` |
    | `decade` | "les années 1990" | `year`, the first |
    | `now` | "aujourd'hui", "ce mercredi", "actuellement" | |
    | `event` | "depuis le début de l'offensive", "après l'attaque" | `event`: the span of the event's noun |

    `relation` is `at`, `since`, `until`, `before`, `after`, `within` ("en dix jours", "au cours de") or `by`
    ("d'ici à"). `part` is the part of the day or month where told: `morning`, `noon`, `afternoon`, `evening`, `night`,
    `early`, `mid`, `late`.

    What else the fields can say: `date` with `weekday` is "lundi 22 juillet"; `anchored` with `weekday` "le vendredi"
    after a date told; `same` with `part` a part of a day with no day ("dans la soirée"); `amount` is `None` for
    "quelques jours". The relation `for` is a bare length ("trois jours de trêve"). `bound` of an amount is as in a
    count (`more_than`, `nearly`, `about`); the unit `half_year` counts "cinq ans et demi" as eleven.
    """

    form: str
    relation: str = "at"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    direction: int = 0
    amount: int | None = None
    unit: str | None = None
    season: str | None = None
    part: str | None = None
    event: tuple[int, int] | None = None
    until: TimeExpression | None = None
    bound: str | None = None
