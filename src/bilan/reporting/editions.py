"""From an observatory to the situation report: asks it for all that a report needs, and has it published.

    with Observatory.open("war.bilan") as observatory:
        html = report(observatory, language="fr", as_of=date(2016, 12, 14))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import get_args

from bilan import publish
from bilan.errors import LedgerError, UsageError
from bilan.observatory import Observatory
from bilan.publish import Edition, Profile
from bilan.publish.gathering import gather, place_name
from bilan.publish.wording import load
from bilan.records import Query, Recorded
from bilan.world.actors.registry import Registry
from bilan.world.places import Gazetteer

SHARE_OF_SUBJECT = 0.6
"""A report is titled by the smallest place that holds this share of the claims that have a place."""


def report(
    observatory: Observatory,
    *,
    language: str = "fr",
    as_of: date | None = None,
    decided: date | None = None,
    since: date | None = None,
    profile: str = "rights",
    title: str | None = None,
    alternate: str | None = None,
    markdown: bool = False,
) -> str:
    """The situation report of a ledger, one HTML file that needs nothing else, or Markdown.

    `as_of` (default: the day of the last dispatch) hides what was published later, `since` what happened earlier,
    `decided` (default: now) the judgements made later. `alternate` is the file name of the same report in the other
    language. Raises `UsageError` for a language or a profile that is none, `LedgerError` where no dispatch in view has
    a date.
    """
    made = edition(
        observatory, language=language, as_of=as_of, decided=decided, since=since, profile=profile, title=title,
        alternate=alternate,
    )
    return publish.markdown(made) if markdown else publish.report(made)


def edition(
    observatory: Observatory,
    *,
    language: str = "fr",
    as_of: date | None = None,
    decided: date | None = None,
    since: date | None = None,
    profile: str = "rights",
    title: str | None = None,
    alternate: str | None = None,
) -> Edition:
    """All that a report is made from; the arguments and errors are those of `report`."""
    labels = load(language)
    filed = [f for f in observatory.filed(Query(as_of=as_of)) if f.published.day]
    days = sorted(f.published.day for f in filed if f.published.day)
    if not days:
        raise LedgerError("nothing to report on: no dispatch in view has a day of publication")
    gazetteer, last = Gazetteer.default(), as_of or days[-1]
    query = Query(first=since, as_of=last, decided=decided)
    records = observatory.ledger.claims(query)
    return gather(
        observatory.findings(query),
        filed,
        records,
        title=title or subject(records, gazetteer, language) or labels.text("title.kicker"),
        language=language,
        as_of=last,
        gazetteer=gazetteer,
        registry=Registry.load(),
        first=since or days[0],
        last=last,
        control=lambda day: observatory.control(day, replace(query, as_of=min(day, last))),
        profile=_profile(profile),
        alternate=alternate,
    )


def subject(records: Iterable[Recorded], gazetteer: Gazetteer, language: str) -> str:
    """The name of the smallest place that most claims are about, empty where there is none."""
    counts: Counter[str] = Counter()
    placed = 0
    for record in records:
        named = [place for e in record.claim.where if e.id and (place := gazetteer.place(e.id))]
        placed += bool(named)
        counts.update({place.id for place in named} | {parent for place in named for parent in place.parents})
    holding = (gazetteer.place(key) for key, n in counts.items() if n >= SHARE_OF_SUBJECT * placed)
    smallest = min((place for place in holding if place), key=lambda place: (place.radius, place.name), default=None)
    return place_name(smallest, language) if smallest else ""


def _profile(name: str) -> Profile:
    for known in get_args(Profile):
        if known == name:
            return known  # type: ignore[no-any-return]
    raise UsageError(f"no profile {name!r}: it is one of {', '.join(get_args(Profile))}")
