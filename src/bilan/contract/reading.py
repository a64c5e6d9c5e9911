"""Claims from the JSON contract: the way back, for what was extracted on another day or by another hand."""

from __future__ import annotations

import dataclasses
from typing import Any

from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.entities import Entity
from bilan.quantities import Count
from bilan.times import When

NOUNS: dict[str, type[Claim]] = {
    noun.kind: noun for noun in (Toll, Displacement, Control, Incident, Need, Alignment, Statement)
}
ENTITIES = frozenset({
    "source", "affiliation", "by", "origin", "destination", "place", "holder", "previous", "actor", "target", "speaker",
})  # fmt: skip
SPANS = frozenset({"evidence", "content"})


def claims_from(document: dict[str, Any]) -> tuple[Claim, ...]:
    """The claims of a file that holds to the contract (`check` first: one that does not raises what Python raises).

    An entity's place in the text and what the contract leaves out are lost; all slots come back.
    """
    entries = document["claims"]
    return tuple(_claim(entry, entries) for entry in entries)


def _claim(entry: dict[str, Any], entries: list[dict[str, Any]]) -> Claim:
    noun = NOUNS[entry["kind"]]
    names = {f.name for f in dataclasses.fields(noun)}
    values = {name: _value(name, value, entry) for name, value in entry.items() if name in names}
    if entry.get("part_of") is not None:
        values["part_of"] = entries[entry["part_of"]]["id"]
    if entry.get("as_of") is not None:
        values |= {"as_of": entry["as_of"]["not_after"], "as_of_basis": entry["as_of"]["basis"]}
    return noun(**values)


def _value(name: str, value: Any, entry: dict[str, Any]) -> Any:
    if value is None:
        return None
    if name in ENTITIES:
        return _entity(value)
    if name in ("where", "sources"):
        return tuple(_entity(item) for item in value)
    if name in SPANS:
        return (value[0], value[1])
    if name == "when":
        return When(value["start"], value["end"], value["basis"])
    if name == "count":
        return Count(**value, derived=entry.get("derived"))
    if name == "other_mentions":
        return tuple((start, end) for start, end in value)
    if name == "needs":
        return tuple(value)
    return value


def _entity(value: dict[str, Any]) -> Entity:
    return Entity(
        text=value["text"],
        name=value.get("name"),
        id=value.get("id"),
        role=value.get("role"),
        organisation=value.get("organisation"),
    )
