"""Looks actors up by identifier, by any of their names, and by the part that they play in a country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from bilan.names import ActorCandidate
from bilan.world.actors.actor import Actor
from bilan.world.actors.shelf import shipped_actors, shipped_nationalities
from bilan.world.folding import fold, plain


class Registry:
    """All actors. Immutable once made; every look-up is a dictionary's."""

    def __init__(self, actors: Iterable[Actor], nationalities: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """`nationalities` maps plain adjectives and names of countries to ISO codes (see `shelf`)."""
        self._nationalities = dict(nationalities or {})
        self._by_id: dict[str, Actor] = {}
        self._by_acronym: dict[str, list[Actor]] = defaultdict(list)
        self._by_plain: dict[str, list[Actor]] = defaultdict(list)
        self._by_fold: dict[str, list[Actor]] = defaultdict(list)
        self._by_part: dict[tuple[str, str], list[Actor]] = defaultdict(list)
        for actor in actors:
            if actor.id in self._by_id:
                raise ValueError(f"two actors have the identifier {actor.id}")
            self._by_id[actor.id] = actor
            self._index(actor)

    def _index(self, actor: Actor) -> None:
        acronyms = {name for name in actor.names if is_acronym(name)}
        for key in acronyms:
            self._by_acronym[key].append(actor)
        for key in {plain(name) for name in actor.names if name not in acronyms}:
            self._by_plain[key].append(actor)
        for key in {fold(name) for name in actor.names if name not in acronyms}:
            self._by_fold[key].append(actor)
        for part in actor.plays:
            for country in actor.countries:
                self._by_part[part, country].append(actor)

    @classmethod
    def load(cls) -> Registry:
        """The registry that is shipped with the package, read once a process. Raises `ValueError` on bad data."""
        return _shipped()

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, actor_id: str) -> Actor | None:
        """The actor of this identifier (`bilan:actor/…`), or `None`."""
        return self._by_id.get(actor_id)

    def find(self, name: str, *, countries: Sequence[str] = (), day: date | None = None) -> tuple[Actor, ...]:
        """The actors of this name, best first: by spelling, then by romanisation; those of these countries first.

        Of several, those that did not exist on `day` are left out. An acronym of up to four capitals is known as it is
        written only ("EI" and not "Ei"). The empty tuple where the name is not known.
        """
        found = self._by_acronym.get(name) or self._by_plain.get(plain(name), [])
        if not found and not is_acronym(name):
            found = self._by_fold.get(fold(name), [])
        if len(found) > 1:
            found = [a for a in found if a.active(day)] or found
        return tuple(sorted(found, key=lambda a: self.distance(a, countries)))

    @staticmethod
    def distance(actor: Actor, countries: Sequence[str]) -> int:
        """How far an actor is from a theatre: the rank of its country in it, the length where it acts anywhere, more
        where it acts elsewhere only."""
        if not actor.countries:
            return len(countries)
        return min(countries.index(c) if c in countries else len(countries) + 1 for c in actor.countries)

    def playing(self, part: str, country: str, day: date | None = None) -> tuple[Actor, ...]:
        """The actors that play this part (`actor.PARTS`) in this country on that day, umbrellas first."""
        found = [a for a in self._by_part.get((part, country), ()) if a.active(day)]
        return tuple(sorted(found, key=lambda a: not a.umbrella))

    def nation(self, word: str) -> tuple[str, ...]:
        """The ISO codes that an adjective of nationality, a country or a capital may stand for ("congolaise": two)."""
        return self._nationalities.get(plain(word), ())

    def side(self, actor_id: str) -> str | None:
        """The identifier of the party that this actor belongs to (for a person, that of their organisation)."""
        seen: set[str] = set()
        current: str | None = actor_id
        while current is not None and current not in seen:
            seen.add(current)
            actor = self._by_id.get(current)
            if actor is None:
                return None
            post = actor.post(None)
            above = actor.side or (post.organisation if post else None)
            if above is None or above == current:
                return current
            current = above
        return current

    def candidate(self, actor: Actor, day: date | None = None) -> ActorCandidate:
        """The actor as a candidate for a name: for a person, with the role and the organisation's French name as they
        were on that day."""
        post = actor.post(day)
        body = self._by_id.get(post.organisation or "") if post else None
        return ActorCandidate(
            id=actor.id, name=actor.french, kind=actor.kind, side=self.side(actor.id),
            organisation=body.french if body else None, role=post.role if post else None)

    def names(self) -> Iterator[tuple[str, Actor]]:
        """Every name of every actor, as printed."""
        for actor in self._by_id.values():
            for name in actor.names:
                yield name, actor


def is_acronym(name: str) -> bool:
    """Whether it is a short form in capitals, which folding would confuse with a word ("PAM", "EI", "M23")."""
    return len(name) <= 4 and name.isupper()



@lru_cache(maxsize=1)
def _shipped() -> Registry:
    return Registry(shipped_actors(), shipped_nationalities())
