"""What is recognised before a sentence is parsed: stretches of text that mean one thing and are read whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

MentionKind = Literal["number", "time", "name", "quotation"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a dispatch that is handed to the parser as one token.

    `value` depends on `kind`: a `quantities.Count` for a number (the span takes in its bound and the "de" of
    "une vingtaine de"), a `times.TimeExpression` for a time, a `names.Name` for a name, a `Quotation` for a quotation.
    Mentions of one dispatch never overlap.
    """

    kind: MentionKind
    start: int
    end: int
    value: Any


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks. `start` and `end` take the marks in, `inner_start` and `inner_end` do not.

    `clause` is true where it holds at least one full clause: such a quotation is one token of the sentence around it
    and its inside is read as sentences of its own.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    clause: bool
