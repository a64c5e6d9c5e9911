"""Groups without a name of which some places are named: "four quarters, X and Y among them" (rule `control`).

The places named have their own state; what is told of the group is the state of its unnamed rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bilan.claims import Control
from bilan.entities import Entity
from bilan.reconcile.knowledge import Knowledge
from bilan.records import Recorded


@dataclass(frozen=True, slots=True)
class Group:
    """An area without a name, the places named that are part of it, and the named place that it lies in."""

    place: Entity
    parts: tuple[Entity, ...]
    within: Entity | None


def group_key(record: Recorded, place: Entity, know: Knowledge) -> str:
    """The key of an area without a name: it is one only within the story that tells of it."""
    return f"{know.place(place)}@{record.story or record.dispatch_id}"


def groups(by_place: Mapping[str, Sequence[Recorded]], names: Mapping[str, Entity],
           know: Knowledge) -> dict[str, Group]:
    """The groups with named parts, by their key, of the claims on control by the key of their place; `names` are the
    named places. A place is part of a group where its own claim says that it lies there."""
    parts: dict[str, dict[str, Entity]] = defaultdict(dict)
    for key, named in names.items():
        for record in by_place[key]:
            for area in record.claim.where:
                if area.id is None and not know.is_place(area):
                    parts[group_key(record, area, know)].setdefault(key, named)
    return {key: _group(by_place[key], tuple(parts[key][k] for k in sorted(parts[key])), know)
            for key in sorted(parts) if key in by_place}


def _group(records: Sequence[Recorded], parts: tuple[Entity, ...], know: Knowledge) -> Group:
    first = records[0].claim
    assert isinstance(first, Control)
    return Group(first.place, parts, next((e for e in first.where if e != first.place and know.is_place(e)), None))
