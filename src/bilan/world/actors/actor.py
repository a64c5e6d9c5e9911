"""An actor as the world knows it, whatever a dispatch calls it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bilan.times import first_day, last_day

KINDS = ("state", "government_forces", "armed_group", "international", "monitor", "media", "ngo", "ministry", "person",
         "population")
PARTS = (
    "government", "forces", "police", "rebels", "jihadists", "separatists", "opposition", "paramilitaries", "kurds",
    "coalition", "peacekeepers", "foreign_forces", "presidency", "parliament", "defence_ministry", "foreign_ministry",
    "interior_ministry", "health_ministry", "justice", "intelligence", "local_authorities", "state_media",
)


@dataclass(frozen=True, slots=True)
class Post:
    """An office that a person held. `organisation` is an actor's identifier; the days are partial ISO dates."""

    role: str
    organisation: str | None
    since: str | None = None
    until: str | None = None

    def held(self, day: date | None) -> bool:
        """Whether it was held on that day; true where the day is unknown."""
        return _within(day, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, a body or a person. `french` and `english` are neutral names, fit to be published.

    `names` are all that it is called in French and English, `french` and `english` among them. `side` is the
    identifier of the party that it belongs to, its own where it is a party. `countries` are ISO codes of where it acts
    (empty: anywhere). `plays` are the parts (one of `PARTS`) that bare words may give it there, `umbrella` is true for
    a name of several groups taken together. `since` and `until` are partial ISO dates of its existence under that name.
    """

    id: str
    french: str
    english: str
    kind: str
    names: tuple[str, ...] = ()
    side: str | None = None
    countries: tuple[str, ...] = ()
    plays: tuple[str, ...] = ()
    umbrella: bool = False
    since: str | None = None
    until: str | None = None
    posts: tuple[Post, ...] = ()

    def active(self, day: date | None) -> bool:
        """Whether it existed on that day; true where the day is unknown."""
        return _within(day, self.since, self.until)

    def post(self, day: date | None) -> Post | None:
        """The office that a person held on that day; the last one where the day is unknown or none fits.

        A spokesperson quoted a little outside the known term is still taken for what they were.
        """
        posts = [p for p in self.posts if p.held(day)] or self.posts
        return posts[-1] if posts else None



def _within(day: date | None, since: str | None, until: str | None) -> bool:
    if day is None:
        return True
    return (since is None or first_day(since) <= day) and (until is None or day <= last_day(until))
