"""The columns of a sheet of claims, the same for every kind: which slot of a claim stands in which, and its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import get_args

from bilan import claims as nouns
from bilan.claims import Alignment, Control, Displacement, Incident, Need, Statement, Toll
from bilan.quantities import Order

KINDS: Mapping[str, type[nouns.Claim]] = {
    c.kind: c for c in (Toll, Displacement, Control, Incident, Need, Alignment, Statement)
}
FIXED = ("key", "dispatch", "published", "outlet", "kind", "evidence", "sentence")
"""What says which claim a row is about. Only a row that adds a claim is given these by a person."""

SLOTS = (
    "what", "people", "count", "when", "where", "source", "actor", "target", "place", "modality", "origin",
    "destination", "side", "cumulative", "as_of", "extent", "unit", "means", "victim", "about", "via", "updates",
)  # fmt: skip
"""What the claim says; editing one of these and choosing `correct` corrects the claim."""

STATE = ("state", "confidence", "rule")
DECISION = ("verdict", "grade", "reason")
VERDICTS = ("accept", "reject", "correct", "add")
GRADES = ("1", "2", "3", "4", "5", "6")

SLOT_OF: Mapping[str, Mapping[str, str]] = {
    "what": {"toll": "harm", "displacement": "movement", "control": "change", "incident": "type", "need": "needs",
             "alignment": "relation", "statement": "mode"},
    "people": {"toll": "victims", "displacement": "population", "need": "population"},
    "source": dict.fromkeys(KINDS, "sources"),
    "actor": {"toll": "by", "displacement": "by", "control": "holder", "incident": "actor", "alignment": "actor",
              "statement": "speaker"},
    "target": {"control": "previous", "incident": "target", "alignment": "target"},
    "side": {"toll": "affiliation"},
}
"""Where several slots share a column: which it is of each kind. Another column is the slot of its name."""

CHOICES: Mapping[str, Sequence[str]] = {
    "harm": nouns.HARMS, "movement": nouns.MOVEMENTS, "change": nouns.CHANGES, "type": nouns.INCIDENT_TYPES,
    "relation": nouns.RELATIONS, "mode": nouns.MODES, "victims": nouns.PEOPLE, "population": nouns.PEOPLE,
    "modality": nouns.MODALITIES, "extent": nouns.EXTENTS, "unit": ("people", "households"),
}
ORDERS: Sequence[str] = get_args(Order)


def slot(column: str, kind: str) -> str | None:
    """The slot that a column holds for a kind of claim, `None` where that kind has no such slot."""
    shared = SLOT_OF.get(column)
    name = shared.get(kind) if shared is not None else column
    return name if name in {f.name for f in fields(KINDS[kind])} else None
