"""Who and what the names that a person writes stand for."""

from __future__ import annotations

from collections.abc import Callable

from bilan.entities import Entity
from bilan.errors import UsageError
from bilan.observatory import Observatory


class KnownNames:
    """Names as the ledger's own world knows them."""

    def __init__(self, observatory: Observatory) -> None:
        self._observatory = observatory

    def place(self, name: str, id: str | None) -> Entity:
        """See `cells.Names`."""
        return self._known(name, id, self._observatory.world.known_place) or self._observatory.place(name)

    def party(self, name: str, id: str | None) -> Entity:
        """See `cells.Names`."""
        return self._known(name, id, self._observatory.world.known_party) or self._observatory.world.party(name)

    def _known(self, name: str, id: str | None, look_up: Callable[[str], Entity | None]) -> Entity | None:
        found = look_up(id) if id else None
        if id and found is None:
            raise UsageError(f"nothing has the identifier {id}")
        return Entity(name, found.name, id) if found else None
