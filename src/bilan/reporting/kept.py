"""What a report said, as the ledger keeps it: its figures, its control, the claims that it cites, and its very bytes.

Figures and control are kept readable. The claims and the files, which are long, are compressed. The keys of all
dispatches stand in the clear, for by them an expunging finds the reports that repeat what it deletes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from bilan.entities import Entity
from bilan.findings import Holding, Measure, Total
from bilan.ledger.encoding import canonical, from_json, pack, to_json, unpack
from bilan.publish import Composition, Edition
from bilan.publish.sections.keyfigures import chosen
from bilan.quantities import Count
from bilan.records import Query, Recorded

FORMAT = 1


def said(composition: Composition, query: Query, number: int) -> dict[str, Any]:
    """The content of a publication, without its files."""
    edition = composition.composer.edition
    key = {total.id for total in chosen(edition)}
    return {
        "format": FORMAT,
        "number": number,
        "title": edition.title,
        "profile": edition.profile,
        "public": not edition.whole,
        "as_of": edition.as_of.isoformat(),
        "first": edition.first.isoformat() if edition.first else None,
        "decided": edition.decided.isoformat() if edition.decided else None,
        "query": {"first": query.first.isoformat() if query.first else None, "reviewed": query.reviewed,
                  "own_voice": query.own_voice},
        "method": edition.findings.method,
        "seal": edition.findings.seal.head,
        "draft": composition.head.draft,
        "figures": [_figure(total, total.id in key) for total in totals(edition) if total.best or total.low],
        "control": [_holding(h) for h in edition.findings.control if h.inherited is None],
        "corrections": [corrected(c.was.key, c.now) for c in edition.corrections],
        "claims": pack(canonical({r.key: _claim(r) for r in composition.composer.cite.printed()})),
        "dispatches": sorted(source.key for source in edition.sources),
    }


def totals(edition: Edition) -> tuple[Total, ...]:
    """All the figures that a report can print."""
    return (*edition.findings.tolls.totals, *edition.findings.displacement.totals)


def lead(total: Total | None) -> Count | None:
    """The count that a figure leads with."""
    return (total.best or total.low) if total else None


def sources(total: Total) -> list[str]:
    """The origins whose readings print what a figure leads with; all of them where it is a sum."""
    readings = [r for r in total.readings if lead(total) in (r.count, *r.variants)] or total.readings
    return sorted({reading.origin.key for reading in readings})


def corrected(key: str, now: Recorded | None) -> list[str]:
    """How a correction is known again: the claim, and what it says now (empty where it no longer counts)."""
    return [key, substance(now) if now else ""]


def substance(record: Recorded) -> str:
    """The digest of what a claim says, whatever read it and wherever in the text its names stand."""
    return hashlib.sha256(canonical(_bare(to_json(record.claim))).encode()).hexdigest()[:16]


def claims(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The claims that a publication cites, by key: `claim` as `from_json` takes it, its `dispatch`, its review."""
    found: dict[str, dict[str, Any]] = json.loads(unpack(content["claims"]))
    return {key: {**kept, "claim": from_json(kept["claim"])} for key, kept in found.items()}


def measure(data: Mapping[str, Any]) -> Measure:
    """The measure of a figure that was kept; one without a place or a start keeps neither."""
    places = ("place", "side", "origin", "destination")
    read = {name: entity(data[name]) for name in places if name in data}
    return Measure(**{"place": None, "start": None, **data, **read})


def entity(data: Mapping[str, Any] | None) -> Entity | None:
    """An entity that was kept."""
    return Entity(**data) if data else None


def _figure(total: Total, key: bool) -> dict[str, Any]:
    count = lead(total)
    return {
        "id": total.id, "key": key, "measure": _filled(total.measure), "lead": _count(count), "low": _count(total.low),
        "high": _count(total.high), "strategy": total.strategy, "sources": sources(total),
        "signed_off": total.signed_off, "claims": sorted({rec.key for r in total.readings for rec in r.records}),
    }  # fmt: skip


def _holding(holding: Holding) -> dict[str, Any]:
    return {"place": _filled(holding.place), "holder": _filled(holding.holder) if holding.holder else None,
            "situation": holding.situation, "evidence": holding.evidence,
            "claims": sorted(record.key for record in holding.records)}


def _claim(record: Recorded) -> dict[str, Any]:
    return {"claim": to_json(record.claim), "dispatch": record.dispatch_id, "review": record.review.state}


def _count(count: Count | None) -> dict[str, Any] | None:
    return dict(count.as_json()) if count else None


def _filled(noun: Measure | Entity) -> dict[str, Any]:
    return {f.name: _plain(value) for f in fields(noun) if (value := getattr(noun, f.name)) is not None}


def _plain(value: Any) -> Any:
    return {k: v for k, v in asdict(value).items() if v is not None} if isinstance(value, Entity) else value


def _bare(data: Any) -> Any:
    """The slots without what only tells where they were read: offsets, and the words of what the registries know."""
    if isinstance(data, list):
        return [_bare(item) for item in data]
    if not isinstance(data, dict):
        return data
    left_out = {"id", "rule", "confidence", "part_of", "evidence", "content", "other_mentions"} if "kind" in data else (
        {"start", "end", "text"} if data.get("id") else {"start", "end"} if "text" in data else set())
    return {name: _bare(value) for name, value in data.items() if name not in left_out}


def digests(files: Iterable[str]) -> list[str]:
    """The SHA-256 of each text's bytes."""
    return [hashlib.sha256(text.encode("utf-8")).hexdigest() for text in files]
