"""A claim as a row: every slot of every kind has its columns, empty where its kind has none."""

from __future__ import annotations

from functools import cache

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.datasets.rows import cells
from bilan.datasets.schema import Row, schemas
from bilan.records import Recorded


def row(record: Recorded) -> Row:
    """The row of the table `claims` for one claim."""
    claim = record.claim
    places = (claim.place, *claim.where) if isinstance(claim, Control) else claim.where
    return {
        **_blank(),
        "key": record.key,
        "version": record.version,
        "kind": claim.kind,
        "claim_id": claim.id or None,
        "part_of": getattr(claim, "part_of", None),
        **_dispatch(record),
        **_read(record),
        "places": cells.once(map(cells.name, places)),
        "place_ids": cells.once(place.id for place in places),
        **cells.located(places[0] if places else None),
        **_slots(claim),
    }


def what(claim: Claim) -> str | None:
    """What a claim of its kind is of: its harm, movement, change, type, relation, mode or needs."""
    if isinstance(claim, Need):
        return "; ".join(claim.needs)
    found: str | None = _slots(claim)["what"]
    return found


@cache
def _blank() -> Row:
    lists = {column.name for column in schemas()["claims"].columns if column.type == "list"}
    return {name: [] if name in lists else None for name in schemas()["claims"].names}


def _dispatch(record: Recorded) -> Row:
    published = record.published
    return {
        "dispatch": record.came_as or record.dispatch_id or None,
        "dispatch_key": record.dispatch_id or None,
        "story": record.story or None,
        "outlet": record.outlet,
        "title": record.title,
        "url": record.url,
        "published": published.day,
        "published_first": published.first,
        "published_given": published.given,
        "entered": cells.moment(record.entered),
    }


def _read(record: Recorded) -> Row:
    claim, review, when = record.claim, record.review, record.claim.when
    start, end = claim.evidence
    return {
        "start": start,
        "end": end,
        "quote": record.quote or None,
        **cells.party("source", claim.source),
        "sources": cells.once(map(cells.name, claim.sources)),
        "modality": claim.modality,
        "rule": claim.rule or None,
        "confidence": claim.confidence,
        "review": review.state,
        "reviewed_by": review.by,
        "reviewed_at": cells.moment(review.at),
        "grade": review.grade,
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "when_basis": when.basis if when else None,
        "first_day": cells.begins(when.start) if when else None,
        "last_day": cells.ends(when.end) if when else None,
    }


def _slots(claim: Claim) -> Row:
    """The slots of the claim's own kind."""
    if isinstance(claim, Toll | Displacement):
        return _counted(claim)
    if isinstance(claim, Control):
        return {"what": claim.change, **cells.party("holder", claim.holder), **cells.party("previous", claim.previous),
                "extent": claim.extent}
    if isinstance(claim, Incident):
        return {"what": claim.type, **cells.party("actor", claim.actor), **cells.party("target", claim.target)}
    if isinstance(claim, Need):
        derived = claim.count.derived if claim.count else None
        return {"needs": list(claim.needs), "people": claim.population, **cells.count(claim.count),
                "count_derived": derived}
    if isinstance(claim, Alignment):
        return {"what": claim.relation, **cells.party("actor", claim.actor), **cells.party("target", claim.target),
                "about": claim.about}
    if isinstance(claim, Statement):
        return {"what": claim.mode, **cells.party("speaker", claim.speaker), "speaker_role": claim.speaker.role,
                "speaker_organisation": claim.speaker.organisation, "content_start": claim.content[0],
                "content_end": claim.content[1], "via": claim.via}
    raise TypeError(f"no kind of claim: {claim!r}")


def _counted(claim: Toll | Displacement) -> Row:
    out: Row = {
        **cells.count(claim.count),
        "count_derived": claim.count.derived,
        "unit": claim.unit,
        "cumulative": claim.cumulative,
        "as_of": claim.as_of,
        "as_of_basis": claim.as_of_basis,
        "since_basis": claim.since_basis,
        "updates": claim.updates,
        **cells.party("by", claim.by),
    }
    if isinstance(claim, Toll):
        return out | {"what": claim.harm, "people": claim.victims, **cells.party("side", claim.affiliation),
                      "means": claim.means, "victim": claim.victim}
    return out | {"what": claim.movement, "people": claim.population, **cells.party("origin", claim.origin),
                  **cells.party("destination", claim.destination)}
