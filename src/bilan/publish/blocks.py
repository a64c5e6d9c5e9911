"""What a report is made of once it is composed: sections of blocks, the same for HTML and for Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bilan.publish.citing import Citations
from bilan.publish.edition import Edition
from bilan.publish.naming import Naming
from bilan.publish.wording import Figure, Labels, Line

NOTHING = Markup("")


@dataclass(slots=True)
class Composer:
    """What every section is composed with."""

    edition: Edition
    labels: Labels
    names: Naming
    cite: Citations


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Paragraphs, or with `listed` the items of a list; `leading` sets them large."""

    items: tuple[Line, ...]
    listed: bool = False
    leading: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `group` opens a new group of rows under that heading, `faint` sets it back."""

    cells: tuple[Line, ...]
    group: str | None = None
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `numeric` are the indices of the columns of figures."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Card:
    """A key figure. `figure` is the count as printed: what stands before its numeral, the numeral, what stands after.
    `facts` are labelled lines under it; `ruler` draws the readings on one scale, or is empty."""

    what: str
    figure: tuple[Line, ...]
    facts: tuple[tuple[str, Line], ...]
    state: str
    ruler: Markup = NOTHING

    @property
    def worded(self) -> bool:
        """Whether the count is told in words ("hundreds"), which take more room than a number."""
        return not any(letter.isdigit() for piece in self.figure[1] for letter in str(getattr(piece, "text", piece)))


@dataclass(frozen=True, slots=True)
class Cards:
    """Key figures side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a map's slider: its name, the number of the state that holds on it, and what changed on it."""

    name: str
    state: int
    turns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart or a map, drawn once for wide and once for narrow screens, with the data behind it where no table of the
    section holds them (`table`). `small` drawings stand two in a row. `days` are those of a map's slider,
    the last of them the one drawn."""

    id: str
    title: str
    description: str
    wide: Markup
    narrow: Markup
    notes: tuple[str, ...] = ()
    legend: Markup = NOTHING
    days: tuple[Day, ...] = ()
    table: Table | None = None
    small: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement: what is said in the words of the dispatch (`marked` where they need quotation marks around them), in
    which `mode`, when, and where it is found."""

    text: str
    marked: bool
    mode: str
    link: Figure | str
    about: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, in what function, and the statements in their order."""

    speaker: str
    role: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """Statements, speaker by speaker."""

    voices: tuple[Voice, ...]


Block = Heading | Lines | Table | Cards | Drawing | Quotes


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report; `id` is its anchor and the key of its title."""

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
