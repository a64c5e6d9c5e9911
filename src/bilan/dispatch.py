"""The dispatch: one news report, exactly as it was received, and the day on which it was published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication as a range of days, and why that range was chosen.

    `first` and `last` are the same day where the date is known, both `None` where it is not. `given` is true where
    the date came with the dispatch (metadata or option) and was not inferred from its words. `reasons` are short
    sentences for a reader, one a clue, empty where the date was given.
    """

    first: date | None = None
    last: date | None = None
    given: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The best single day, the last of the range (print is dated no earlier than what it tells), or `None`."""
        return self.last


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One news report. `text` is what was received, with no normalisation: every offset of a claim points into it.

    `published` is the day as given with the dispatch, or `None`; a `title` given apart from the text makes no claims.
    `where_from` names the file and line it was read from, for messages.
    """

    id: str
    text: str
    language: str = "fr"
    published: date | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    where_from: str = field(default="", compare=False)

    @property
    def text_sha256(self) -> str:
        """Hex SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def identity(self) -> str:
        """Hex SHA-256 of the text, the outlet and the date as given: two dispatches that agree in these are one."""
        day = self.published.isoformat() if self.published else ""
        parts = "\x1f".join((self.text_sha256, self.outlet or "", day))
        return hashlib.sha256(parts.encode("utf-8")).hexdigest()
