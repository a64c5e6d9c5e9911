"""Judging from Python and from the command line: what a person decides, put into the shape that the ledger keeps.

    judge(observatory, "same", [one, other], author="A. Editor", reason="one raid, two reporters")
    judge(observatory, "sign off", total.id, author="B. Editor")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from bilan.claims import Control
from bilan.entities import Entity
from bilan.errors import UsageError
from bilan.findings import Happening, Total
from bilan.ledger.encoding import canonical, to_json
from bilan.observatory import EVERYTHING, Observatory
from bilan.read.baseline import Row
from bilan.records import Judgement, Query, Verdict
from bilan.redacting import REDACTIONS
from bilan.redacting.names import holds
from bilan.times import When

PAIRS = ("same", "different", "unsure")
GRADES = ("grade source", "grade claim", "grade incident")


def judge(observatory: Observatory, verdict: str, subjects: str | Sequence[str] = (), *, author: str, reason: str = "",
          slots: Mapping[str, Any] | None = None, grade: str | None = None, claim: str | None = None,
          shown_as: str | None = None, detail: Mapping[str, Any] | None = None, query: Query = EVERYTHING) -> Judgement:
    """Records a judgement and returns it. `verdict` is one of `records.Verdict`, `subjects` what it is about: one
    subject, two keys for a pair, none for a claim from elsewhere.

    `slots` are what a correction changes (JSON-able, `None` empties one), `grade` what a grading gives, `claim` the key
    of the reading recommended, `shown_as` what a redaction shows: the pseudonym of a person (whose names are the
    subjects), or the wider place of a place (its name and other spellings; by default the next wider). A sign-off is of
    the claims that the figure rests on in `query`, a grade of a happening of its permanent identifier, whatever alias
    is given. Raises `UsageError` where the judgement does not fit.
    """
    named = [subjects] if isinstance(subjects, str) else list(subjects)
    given = dict(detail or {})
    if verdict in REDACTIONS:
        make = pseudonym if verdict == "pseudonymise" else coarsening
        subject, redaction = make(observatory, named, shown_as)
        return observatory.judge(verdict, subject, author=author, reason=reason, detail={**given, **redaction})
    if verdict not in get_args(Verdict):
        raise UsageError(f"no verdict is called {verdict!r}: {', '.join(get_args(Verdict))}")
    if len(named) > 1 and verdict not in PAIRS:
        raise UsageError(f"{verdict} has one subject, not {len(named)}")
    subject = " ".join(sorted(named)) if verdict in PAIRS else "".join(named)
    if slots is not None:
        given["slots"] = dict(slots)
    if verdict in GRADES:
        given.setdefault("grade", grade)
    if verdict == "grade incident":
        subject = happening(observatory, subject).id
    if verdict in ("recommend", "sign off"):
        behind = _behind(figure(observatory, subject, query))
        if verdict == "sign off":
            given.setdefault("claims", behind)
        else:
            given.setdefault("claim", claim)
            if given["claim"] not in behind:
                raise UsageError(f"the figure {subject} does not rest on {given['claim']!r}: {', '.join(behind)}")
    return observatory.judge(verdict, subject, author=author, reason=reason, detail=given)


def add_baseline(observatory: Observatory, rows: Iterable[Row], day: date, *, source: str,
                 author: str) -> list[Judgement]:
    """Adds a baseline of control, a judgement for each place that is not there already from this source and day. Places
    and parties without an identifier are looked up by their names, and kept by name where none or several fit."""
    known = {canonical(j.detail) for j in observatory.ledger.judgements() if j.verdict == "add"}
    made = []
    for row in rows:
        place = Entity(row.place, id=row.place_id) if row.place_id else observatory.place(row.place)
        holder = Entity(row.holder, id=row.holder_id) if row.holder_id else observatory.world.party(row.holder)
        claim = Control(evidence=(0, 0), change=row.status, place=place, where=(place,), holder=holder,
                        when=When.moment(day))
        detail = {"claim": to_json(claim), "record": source, "published": day.isoformat()}
        if canonical(detail) not in known:
            made.append(observatory.judge("add", "", author=author, detail=detail))
            known.add(canonical(detail))
    return made


def unknown_places(observatory: Observatory, rows: Iterable[Row]) -> list[Row]:
    """The rows of a baseline whose place, by its identifier or else its name, is none that the gazetteer knows."""
    return [row for row in rows if observatory.world.known_place(
        row.place_id or observatory.place(row.place).id or "") is None]


def pseudonym(observatory: Observatory, named: Sequence[str], shown_as: str | None) -> tuple[str, dict[str, Any]]:
    """The subject and detail of a pseudonym for a person of these names (or an identifier first, whose names count)."""
    names = [n for one in named for n in (observatory.world.names_of(one) or (one,))]
    if not names or not (shown_as or "").strip():
        raise UsageError("pseudonymise needs the person's names, and what is shown in their place (--shown-as)")
    if holds(shown_as or "", names):
        raise UsageError(f"{shown_as!r} would still show the name: choose another pseudonym")
    return named[0], {"names": names, "alias": shown_as}


def coarsening(observatory: Observatory, named: Sequence[str], shown_as: str | None) -> tuple[str, dict[str, Any]]:
    """The subject and detail of a wider place for a place, given by its name or identifier, then other spellings."""
    place = observatory.place(named[0]) if named else Entity("")
    key = observatory.world.place(place)
    around = observatory.world.enclosing(key)[1:]
    if shown_as:
        wider = observatory.place(shown_as)
    elif around:
        wider = observatory.world.named(around[0])
    else:
        raise UsageError("coarsen needs a place, and what is shown for it where that is not known (--shown-as)")
    if around and observatory.world.place(wider) not in around:
        raise UsageError(f"{named[0]} does not lie in {shown_as}")
    to = {part: getattr(wider, part) for part in ("text", "name", "id") if getattr(wider, part)}
    return key, {"names": list(dict.fromkeys([*named, *([place.name] if place.name else [])])), "to": to}


def figure(observatory: Observatory, id: str, query: Query = EVERYTHING) -> Total:
    """The total of that identifier among the answers to `query`. Raises `UsageError` where there is none."""
    for total in (*observatory.tolls(query).totals, *observatory.displacement(query).totals):
        if total.id == id:
            return total
    raise UsageError(f"no figure is called {id!r}: name the place and the days that it was asked for too")


def happening(observatory: Observatory, id: str) -> Happening:
    """The happening of that identifier or alias. Raises `UsageError` where there is none."""
    for one in observatory.chronology():
        if id == one.id or id in one.aliases:
            return one
    raise UsageError(f"no happening is called {id!r}")


def _behind(total: Total) -> list[str]:
    return sorted({record.key for reading in total.readings for record in reading.records})
