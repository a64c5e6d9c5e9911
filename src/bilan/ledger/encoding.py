"""Claims as canonical JSON and back, without loss, and the digests that the audit chain is made of."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.entities import Entity
from bilan.making import maker
from bilan.quantities import Count
from bilan.times import When

CLASSES: dict[str, type[Claim]] = {
    c.kind: c for c in (Toll, Displacement, Control, Incident, Need, Alignment, Statement)
}
MAKE: dict[str, Callable[..., Claim]] = {kind: maker(cls) for kind, cls in CLASSES.items()}
SLOTS = {kind: frozenset({"kind", *(f.name for f in fields(cls))}) for kind, cls in CLASSES.items()}
ENTITIES = frozenset({"source", "affiliation", "by", "origin", "destination", "place", "holder", "previous", "actor",
                      "target", "speaker"})
ENTITY_LISTS = frozenset({"sources", "where"})
SPANS = frozenset({"evidence", "content"})
_decode = json.JSONDecoder().raw_decode
"""The first value of a text: the bodies of claims have no other, nor spaces around it."""
READ_BY = frozenset({"id", "rule", "confidence", "part_of"})


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces, ASCII only (so that any string has a byte form)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest(*parts: str) -> str:
    """Hex SHA-256 of the parts, each preceded by its length so that no two lists of parts have one digest."""
    h = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        h.update(f"{len(data)}:".encode())
        h.update(data)
    return h.hexdigest()


def pack(text: str) -> str:
    """A text, compressed, as JSON can hold it."""
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 6)).decode("ascii")


def unpack(packed: str) -> str:
    """The text that `pack` was given."""
    return zlib.decompress(base64.b64decode(packed)).decode("utf-8")


def to_json(claim: Claim) -> dict[str, Any]:
    """The claim as JSON-able values: `kind` and every slot that is not empty or its default."""
    out: dict[str, Any] = {"kind": claim.kind}
    for f in fields(claim):
        value = getattr(claim, f.name)
        if value is None or value == () or value == f.default:
            continue
        out[f.name] = _value(value)
    return out


def from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that `to_json` gave. Raises `ValueError` on a kind, a slot or a value that no claim has."""
    cls = CLASSES.get(str(data.get("kind")))
    if cls is None:
        raise ValueError(f"no kind of claim is called {data.get('kind')!r}: {', '.join(CLASSES)}")
    try:
        slots = dict(data)
        for name, read in READ_BACK[slots.pop("kind")]:
            if (value := slots.get(name)) is not None:
                slots[name] = read(value)
        return MAKE[cls.kind](**slots)
    except (TypeError, KeyError) as error:
        # Looked for only now: nearly all that is read was written by `to_json`.
        unknown = data.keys() - SLOTS[cls.kind]
        if unknown:
            told, known = ", ".join(sorted(unknown)), ", ".join(sorted(SLOTS[cls.kind]))
            raise ValueError(f"a claim of the kind {cls.kind} has no slot {told}; it has {known}") from error
        raise ValueError(f"not a {cls.kind}: {error}") from error


@lru_cache(maxsize=20_000)
def claim_of(body: str) -> Claim:
    """The claim that a body in canonical JSON is; one that was lately read is not read again. Raises as `from_json`."""
    return from_json(_decode(body)[0])


def slots_digest(claim: Claim) -> str:
    """Hex digest of what the claim says: all its slots but its identifiers and what read it."""
    data = {k: v for k, v in to_json(claim).items() if k not in READ_BY}
    return digest(canonical(data))


def corrected(claim: Claim, slots: Mapping[str, Any]) -> Claim:
    """The claim with `slots` (JSON-able, `None` empties one) in place of its own. Raises as `from_json` does.

    A new `source` alone takes the place of all who were credited together.
    """
    data = {**to_json(claim), **slots}
    if "source" in slots and "sources" not in slots:
        data["sources"] = [data["source"]] if data["source"] else []
    return replace(from_json({k: v for k, v in data.items() if v is not None}), id=claim.id)


def _value(value: Any) -> Any:
    if isinstance(value, Entity):
        return {f.name: v for f in fields(value) if (v := getattr(value, f.name)) is not None}
    if isinstance(value, Count):
        return {**value.as_json(), **({"derived": value.derived} if value.derived else {})}
    if isinstance(value, When):
        return {"start": value.start, "end": value.end, "basis": value.basis}
    if isinstance(value, tuple):
        return [_value(v) for v in value]
    return value


# Thousands of claims name the same parties, places and days: one object for each takes less room, and less time.
_known_entity = lru_cache(maxsize=65536, typed=True)(Entity)
_known_when = lru_cache(maxsize=16384, typed=True)(When)
_known_count = lru_cache(maxsize=16384, typed=True)(Count)


def _entity(value: Any) -> Entity:
    return _known_entity(**value)


def _entities(value: Any) -> tuple[Entity, ...]:
    return tuple([_known_entity(**one) for one in value])


def _when(value: Any) -> When:
    return _known_when(value["start"], value["end"], value.get("basis", "text"))


def _count(value: Any) -> Count:
    return _known_count(**value)


def _span(value: Any) -> tuple[int, int]:
    return (int(value[0]), int(value[1]))


def _spans(value: Any) -> tuple[tuple[int, int], ...]:
    return tuple((int(a), int(b)) for a, b in value)


READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(ENTITIES, _entity), **dict.fromkeys(ENTITY_LISTS, _entities), **dict.fromkeys(SPANS, _span),
    "when": _when, "count": _count, "other_mentions": _spans, "needs": tuple,
}
"""How the values of slots are read back; those of the other slots are their own JSON."""
READ_BACK = {kind: tuple((name, READERS[name]) for name in sorted(slots & READERS.keys()))
             for kind, slots in SLOTS.items()}
