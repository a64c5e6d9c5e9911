"""Claims as JSON: every slot of a kind present, null or [] where unknown, in the order of the slots' definitions."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from bilan.claims import Claim
from bilan.contract.check import ContractError
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction
from bilan.quantities import Count
from bilan.times import When

FORMAT = 1
"""The number of the contract's shape: it rises when a reader of the old shape would misread the new one."""

Json = dict[str, Any]
COMMON = ("id", "evidence", "source", "sources", "modality", "when", "where", "rule", "confidence")
FOLDED = ("as_of_basis",)
"""Fields of a claim that have no slot of their own in JSON: their value stands inside another slot."""


def document(extraction: Extraction) -> Json:
    """The whole file of one dispatch: `format`, `dispatch` and `claims`, these by start, end and kind."""
    claims = ordered(extraction.claims)
    places = {claim.id: place for place, claim in enumerate(claims) if claim.id}
    return {
        "format": FORMAT,
        "dispatch": _dispatch(extraction.dispatch, extraction.published),
        "claims": [claim_json(claim, places) for claim in claims],
    }


def dumps(document: Json) -> str:
    """The file's text: UTF-8 readable as it stands, indented by one, with a line break at its end."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def ordered(claims: Sequence[Claim]) -> list[Claim]:
    """The claims by start and end of their evidence, then by kind; where all agree they stay as they came."""
    return sorted(claims, key=lambda claim: (*claim.evidence, claim.kind))


def claim_json(claim: Claim, places: dict[str, int]) -> Json:
    """One claim. `places` maps the claims' ids to their index in the file, which is what `part_of` holds there.

    Raises `ContractError` where the claim is part of one that is not in the file.
    """
    own = [f.name for f in dataclasses.fields(claim) if f.name not in COMMON and f.name not in FOLDED]
    out: Json = {"kind": claim.kind}
    for name in (*COMMON[:-2], *own, *COMMON[-2:]):
        value = getattr(claim, name)
        if name == "part_of":
            if value is not None and value not in places:
                raise ContractError(f"claim {claim.id}: part of {value}, which is not in the file")
            value = None if value is None else places[value]
        elif name == "as_of":
            value = None if value is None else {"not_after": value, "basis": getattr(claim, "as_of_basis", None)}
        elif name == "count":
            out["derived"] = value.derived if value else None
        out[name] = _plain(value)
    return out


def _dispatch(dispatch: Dispatch, published: Published) -> Json:
    day = published.day
    return {
        "id": dispatch.id,
        "language": dispatch.language,
        "published": day.isoformat() if day else None,
        "published_given": published.given,
        "published_range": [published.first.isoformat(), published.last.isoformat()]
        if published.first and published.last
        else None,
        "published_reasons": list(published.reasons),
        "outlet": dispatch.outlet,
        "text_sha256": dispatch.text_sha256,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Entity):
        return _entity(value)
    if isinstance(value, Count):
        return value.as_json()
    if isinstance(value, When):
        return {"start": value.start, "end": value.end, "basis": value.basis}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _entity(entity: Entity) -> Json:
    """A mention with its canonical name and identifier; a person's role and organisation where the text gives one."""
    out: Json = {"text": entity.text, "name": entity.name, "id": entity.id}
    if entity.role is not None or entity.organisation is not None:
        out |= {"role": entity.role, "organisation": entity.organisation}
    return out
