"""Reads the conflicts and answers which key events a dispatch about some countries may lean on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from bilan.times import first_day, last_day

EVENT_KINDS = (
    "war_began", "war_ended", "uprising", "coup", "independence", "offensive_began", "offensive_ended", "captured",
    "siege_began", "siege_ended", "truce", "truce_ended", "agreement", "talks", "intervention", "withdrawal", "attack",
    "massacre", "airstrike", "chemical", "killed", "abduction", "election", "power", "displacement", "sanction",
    "mission", "disaster",
)


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A dated event of a war. `day` is a partial ISO date (`2016-11-15`, `2012-07`), `until` its end or `None`.

    `kind` is one of `EVENT_KINDS`. `french` and `english` name it. `places` are French place names of which a dispatch
    that means this event names one (empty: the country is enough); `words` are French words or phrases proper to it
    (a name, an operation, a person), beside those that the language has for its kind. `source` names a public
    reference, mostly the title of an article of the English Wikipedia.
    """

    conflict: str
    kind: str
    day: str
    french: str
    english: str
    source: str
    until: str | None = None
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def first(self) -> date:
        """The first day on which it can have begun."""
        return first_day(self.day)

    @property
    def last(self) -> date:
        """The last day of the date as given (of `until` where there is one)."""
        return last_day(self.until or self.day)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A war. `countries` are ISO 3166 codes of those it concerns, `theatre` those of them where it is fought; `began`
    and `ended` partial ISO dates, `None` where it goes on. `sides` maps the identifier of a side to the actors that are
    of it. `events` are in order of time."""

    id: str
    french: str
    english: str
    countries: tuple[str, ...]
    theatre: tuple[str, ...]
    began: str
    ended: str | None
    sides: dict[str, tuple[str, ...]]
    events: tuple[KeyEvent, ...]


class Conflicts:
    """All conflicts, looked up by identifier, country and day."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self._conflicts = tuple(sorted(conflicts, key=lambda c: c.id))
        self._by_id = {c.id: c for c in self._conflicts}
        if len(self._by_id) != len(self._conflicts):
            raise ValueError("two conflicts share an identifier")

    @classmethod
    def load(cls) -> Conflicts:
        """The conflicts that are shipped with the package, read once a process. Raises `ValueError` on bad data."""
        return _shipped()

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self._conflicts)

    def __len__(self) -> int:
        return len(self._conflicts)

    def get(self, conflict_id: str) -> Conflict | None:
        """The conflict of this identifier (`bilan:conflict/…`), or `None`."""
        return self._by_id.get(conflict_id)

    def of(self, countries: Sequence[str], *, on: date | None = None) -> tuple[Conflict, ...]:
        """The conflicts fought in one of these countries, in the order of the countries, latest beginning first.

        Those of which a country is the theatre come before those that only concern it. With `on`, those that
        had not begun by that day are left out (ended ones stay: a dispatch may look back).
        """
        found: list[Conflict] = []
        for theatre in (True, False):
            for code in countries:
                fits = [c for c in self._conflicts if code in c.countries and (code in c.theatre) is theatre]
                fits.sort(key=lambda c: c.began, reverse=True)
                found.extend(c for c in fits if c not in found and (on is None or first_day(c.began) <= on))
        return tuple(found)

    def events(
        self,
        countries: Sequence[str] | None = None,
        *,
        kind: str | None = None,
        until: date | None = None,
    ) -> tuple[KeyEvent, ...]:
        """The key events in order of time, of the conflicts of these countries (of all where `None`).

        `kind` keeps one kind, `until` leaves out what had not begun by that day.
        """
        conflicts = self._conflicts if countries is None else self.of(countries)
        found = [e for c in conflicts for e in c.events
                 if (kind is None or e.kind == kind) and (until is None or e.first <= until)]
        return tuple(sorted(found, key=lambda e: (e.first, e.conflict)))


@lru_cache(maxsize=1)
def _shipped() -> Conflicts:
    folders = [entry for entry in files(__package__).iterdir() if entry.is_dir()]
    tables = sorted((t for f in folders for t in f.iterdir() if t.name.endswith(".toml")), key=lambda t: t.name)
    return Conflicts([_read(table) for table in tables])


def _read(table: Traversable) -> Conflict:
    data = tomllib.loads(table.read_text(encoding="utf-8"))
    try:
        events = sorted((_event(data["id"], row) for row in data["events"]), key=lambda e: (e.first, e.french))
        return Conflict(
            id=data["id"], french=data["fr"], english=data["en"], countries=tuple(data["countries"]),
            theatre=tuple(data.get("theatre", data["countries"][:1])), began=data["began"], ended=data.get("ended"),
            sides={side: tuple(actors) for side, actors in data["sides"].items()}, events=tuple(events))
    except (KeyError, ValueError) as error:
        raise ValueError(f"{table.name}: {error}") from error


def _event(conflict: str, row: dict[str, Any]) -> KeyEvent:
    if row["kind"] not in EVENT_KINDS:
        raise ValueError(f"unknown kind {row['kind']!r} of event {row['fr']!r}")
    for day in (row["day"], row.get("until") or row["day"]):
        first_day(day)
    return KeyEvent(
        conflict=conflict, kind=row["kind"], day=row["day"], french=row["fr"], english=row["en"],
        source=row["source"], until=row.get("until"), places=tuple(row.get("places", ())),
        words=tuple(row.get("words", ())))
