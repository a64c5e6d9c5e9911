"""Findings as cells of a row: counts as they were said, names, days, and the evidence behind."""

from __future__ import annotations

from collections.abc import Iterable

from bilan.cli.output import DispatchRef, Row
from bilan.datasets.rows.cells import name, said
from bilan.findings import AsOf, Measure, Origin, Reading
from bilan.records import Recorded, Review
from bilan.times import When

__all__ = ["as_of", "dispatches", "evidence", "measure", "name", "origin", "reading", "said", "span"]


def span(when: When | None) -> str | None:
    """A span of time: one day, or both ends with `..` between them."""
    if when is None:
        return None
    return when.start if when.start == when.end else f"{when.start or ''}..{when.end or ''}"


def as_of(day: AsOf | None) -> str | None:
    """The day that a figure is true of; "by" it where only the publication gives one."""
    if day is None or day.day is None:
        return None
    return day.day if day.basis == "printed" else f"by {day.day}"


def origin(origin: Origin) -> str | None:
    """Who stands behind a figure."""
    return origin.name or origin.id


def measure(measure: Measure) -> Row:
    """What is counted, a cell for each of its parts."""
    return {
        "what": measure.what,
        "people": measure.people,
        "side": name(measure.side),
        "place": name(measure.place),
        "origin": name(measure.origin),
        "destination": name(measure.destination),
        "since": measure.start if measure.cumulative else None,
        "day": None if measure.cumulative else measure.start,
        "unit": measure.unit,
    }


def reading(reading: Reading) -> Row:
    """One figure of one source, with the dispatches that print it."""
    return {
        **measure(reading.measure),
        "figure": said(reading.count),
        "count": reading.count.as_json(),
        "as_of": as_of(reading.as_of),
        "source": origin(reading.origin),
        "standing": reading.standing,
        "alleged": reading.alleged,
        "party": reading.party,
        "dispatches": dispatches(reading.records),
        "evidence": evidence(reading.records),
    }


def dispatches(records: Iterable[Recorded]) -> list[DispatchRef]:
    """The dispatches that the claims stand in, each once; a claim from elsewhere stands in none."""
    return list(dict.fromkeys(DispatchRef(record.dispatch_id) for record in records if record.dispatch_id))


def evidence(records: Iterable[Recorded]) -> list[Row]:
    """The sentences behind: dispatch, span, quotation, rule and confidence of each claim, and where a person has judged
    it what came of that, by which judgement, and the grade given."""
    return [
        {
            "key": record.key,
            "dispatch": DispatchRef(record.dispatch_id),
            "start": record.claim.evidence[0],
            "end": record.claim.evidence[1],
            "quote": record.quote,
            "rule": record.claim.rule,
            "confidence": record.claim.confidence,
            **_review(record.review),
        }
        for record in records
    ]


def _review(review: Review) -> Row:
    judged = {"review": review.state, "judgement": review.judgement} if review.judgement is not None else {}
    return {**judged, **({"grade": review.grade} if review.grade else {})}
