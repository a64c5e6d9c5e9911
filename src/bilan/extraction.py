"""What comes out of reading one dispatch: its claims, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from bilan.claims import Claim
from bilan.dispatch import Dispatch, Published


@dataclass(frozen=True, slots=True)
class Extraction:
    """A dispatch read to the end. `published` is the day as given or as its words give it; `claims` are in the order
    of the JSON contract: by start and end of their evidence, then by kind. A claim's `part_of` is another's `id`."""

    dispatch: Dispatch
    published: Published
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A dispatch that could not be read: its `id`, one line that says why, and `where_from`, the file and line."""

    dispatch_id: str
    error: str
    where_from: str = ""
