"""Judging from Python and from the command line: what a person decides, put into the shape that the ledger keeps.

    judge(observatory, "same", [one, other], author="A. Editor", reason="one raid, two reporters")
    judge(observatory, "sign off", total.id, author="B. Editor")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bilan.claims import Control
from bilan.entities import Entity
from bilan.errors import UsageError
from bilan.findings import Happening, Total
from bilan.ledger.encoding import canonical, to_json
from bilan.observatory import EVERYTHING, Observatory
from bilan.read.baseline import Row
from bilan.records import Judgement, Query
from bilan.times import When

PAIRS = ("same", "different", "unsure")
GRADES = ("grade source", "grade claim", "grade incident")


def judge(observatory: Observatory, verdict: str, subjects: str | Sequence[str] = (), *, author: str, reason: str = "",
          slots: Mapping[str, Any] | None = None, grade: str | None = None, claim: str | None = None,
          detail: Mapping[str, Any] | None = None, query: Query = EVERYTHING) -> Judgement:
    """Records a judgement and returns it. `verdict` is one of `records.Verdict`, `subjects` what it is about: one
    subject, two keys for a pair, none for a claim from elsewhere.

    `slots` are what a correction changes (JSON-able, `None` empties one), `grade` what a grading gives, `claim` the key
    of the reading recommended. A sign-off is of the claims that the figure rests on in `query`, a grade of a happening
    of its permanent identifier, whatever alias is given. Raises `UsageError` where the judgement does not fit.
    """
    named = [subjects] if isinstance(subjects, str) else list(subjects)
    given = dict(detail or {})
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
    known = {canonical(j.detail) for j in observatory.judgements() if j.verdict == "add"}
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
