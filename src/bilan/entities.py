"""Who and where: a person, a body, a party or a place, as a dispatch mentions it and as the world knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention and what it stands for.

    `text` is the mention as the dispatch prints it (for a pronoun or an omitted subject, its antecedent's), `start`
    and `end` its code points in the dispatch or `None`. `name` is the canonical name and `id` the identifier
    (`geonames:N`, `bilan:place/…`, `bilan:actor/…`), both `None` for what the registries do not know. People may
    carry their `role` and the `organisation` they speak for, as the dispatch gives them anywhere in it.
    """

    text: str
    name: str | None = None
    id: str | None = None
    start: int | None = None
    end: int | None = None
    role: str | None = None
    organisation: str | None = None
