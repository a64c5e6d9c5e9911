"""From an observatory to an edition: what a report asks for, gathered from one state of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from shapely import MultiPolygon, make_valid
from shapely.geometry.base import BaseGeometry

from bilan import publish
from bilan.errors import LedgerError, UsageError
from bilan.findings import Findings, Total
from bilan.names import Area
from bilan.observatory import Observatory
from bilan.publish import Edition, Profile
from bilan.publish.gathering import gather, place_name
from bilan.publish.sections.keyfigures import chosen
from bilan.publish.wording import load
from bilan.records import Filed, Query, Recorded
from bilan.world.actors.registry import Registry
from bilan.world.places import Gazetteer

SHARE_OF_SUBJECT = 0.6
"""A report is titled by the smallest place that holds this share of the claims that have a place."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to be of and for whom.

    `as_of` (default: the day of the last dispatch) hides what was published later, `since` what happened earlier,
    `decided` (default: now) the judgements made later. `public` prints short extracts with their addresses instead of
    whole dispatches, `reviewed` leaves out what nobody has reviewed. `title` replaces the subject that most claims
    name. `areas` are outlines for the map, by the name or the identifier of their place.
    """

    as_of: date | None = None
    decided: date | None = None
    since: date | None = None
    profile: str = "rights"
    title: str | None = None
    public: bool = False
    reviewed: bool = False
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What the ledger answers to a `Wanted`, the same for a report in any language. `query` is the one it was
    asked."""

    wanted: Wanted
    profile: Profile
    query: Query
    findings: Findings
    filed: tuple[Filed, ...]
    first: date
    last: date
    outlines: Mapping[str, BaseGeometry]


def report(
    observatory: Observatory,
    wanted: Wanted | None = None,
    *,
    language: str = "fr",
    alternate: str | None = None,
    markdown: bool = False,
) -> str:
    """The situation report of a ledger, one HTML file that needs nothing else, or Markdown; an unnumbered draft, of
    which the ledger keeps nothing.

    `alternate` is the file name of the same report in the other language. Raises `UsageError` for a language or a
    profile that is none, `LedgerError` where no dispatch in view has a date.
    """
    made = edition(observatory, wanted, language=language, alternate=alternate)
    return publish.markdown(made) if markdown else publish.report(made)


def drafts(observatory: Observatory, wanted: Wanted,
           files: Sequence[tuple[str, bool, str | None]]) -> tuple[list[str], tuple[Total, ...]]:
    """The unnumbered drafts of one report, as `report` gives them, for each `(language, markdown, alternate)`, and the
    key figures that nobody has signed off: the ledger is asked once. The errors are those of `report`."""
    for language, _, _ in files:
        load(language)
    material = ask(observatory, wanted)
    made = [in_language(material, language, alternate=alternate) for language, _, alternate in files]
    texts = [publish.markdown(one) if markdown else publish.report(one)
             for one, (_, markdown, _) in zip(made, files, strict=True)]
    return texts, tuple(total for total in chosen(made[0]) if not total.signed_off) if made else ()


def edition(observatory: Observatory, wanted: Wanted | None = None, *, language: str = "fr",
            alternate: str | None = None) -> Edition:
    """All that a report is made from; the arguments and errors are those of `report`."""
    load(language)
    return in_language(ask(observatory, wanted or Wanted()), language, alternate=alternate)


def ask(observatory: Observatory, wanted: Wanted) -> Material:
    """Asks the observatory for all that a report needs. The errors are those of `report`."""
    profile = _profile(wanted.profile)
    filed = tuple(f for f in observatory.filed(Query(as_of=wanted.as_of)) if f.published.day)
    days = sorted(f.published.day for f in filed if f.published.day)
    if not days:
        raise LedgerError("nothing to report on: no dispatch in view has a day of publication")
    last = wanted.as_of or days[-1]
    # As OCHA does, the humanitarian profile prints no toll that an outlet gives in its own voice.
    query = Query(first=wanted.since, as_of=last, decided=wanted.decided, reviewed=wanted.reviewed,
                  own_voice=profile != "humanitarian")
    return Material(wanted, profile, query, observatory.findings(query), filed, wanted.since or days[0], last,
                    outlines(observatory, wanted.areas))


def in_language(material: Material, language: str, **more: Any) -> Edition:
    """The edition of that material in a language; `more` are further fields of `Edition` (its number, its changes)."""
    labels, gazetteer, wanted = load(language), Gazetteer.default(), material.wanted
    made = gather(
        material.findings,
        material.filed,
        material.findings.claims,
        title=wanted.title or subject(material.findings.claims, gazetteer, language) or labels.text("title.kicker"),
        language=language,
        as_of=material.last,
        gazetteer=gazetteer,
        registry=Registry.load(),
        first=material.first,
        last=material.last,
        spells=material.findings.spells,
        profile=material.profile,
    )
    return replace(made, whole=not wanted.public, reviewed=wanted.reviewed, decided=wanted.decided,
                   outlines=material.outlines, **more)


def outlines(observatory: Observatory, areas: Iterable[Area]) -> dict[str, BaseGeometry]:
    """The shapes of the areas by the identifier of their place; those of one place are joined. Raises `UsageError` for
    a place that the gazetteer does not know."""
    found: dict[str, BaseGeometry] = {}
    for area in areas:
        known = observatory.world.known_place(area.id) if area.id else observatory.place(area.name)
        if known is None or known.id is None:
            raise UsageError(f"no place is called {area.id or area.name!r}: an outline needs a place of the gazetteer")
        shape = make_valid(MultiPolygon([(part[0], part[1:]) for part in area.polygons]))
        found[known.id] = found[known.id].union(shape) if known.id in found else shape
    return found


def subject(records: Iterable[Recorded], gazetteer: Gazetteer, language: str) -> str:
    """The name of the smallest place that most claims are about, empty where there is none."""
    counts: Counter[str] = Counter()
    placed = 0
    told = Counter(tuple([e.id for e in record.claim.where if e.id]) for record in records)
    for ids, n in told.items():
        named = [place for key in ids if (place := gazetteer.place(key))]
        placed += n if named else 0
        for key in {place.id for place in named} | {parent for place in named for parent in place.parents}:
            counts[key] += n
    holding = (gazetteer.place(key) for key, n in counts.items() if n >= SHARE_OF_SUBJECT * placed)
    smallest = min((place for place in holding if place), key=lambda place: (place.radius, place.name), default=None)
    return place_name(smallest, language) if smallest else ""


def _profile(name: str) -> Profile:
    for known in get_args(Profile):
        if known == name:
            return known  # type: ignore[no-any-return]
    raise UsageError(f"no profile {name!r}: it is one of {', '.join(get_args(Profile))}")
