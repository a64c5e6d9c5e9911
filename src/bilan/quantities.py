"""Counts of people as a text gives them: a figure with its bound, a range, or a vague order of magnitude."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "nearly", "about"]
Order = Literal[
    "several", "many", "dozens", "hundreds", "thousands", "tens_of_thousands", "hundreds_of_thousands", "millions"
]


@dataclass(frozen=True, slots=True)
class Count:
    """A count in exactly one of three shapes: `value` with `bound`, `low` with `high`, or `order`.

    `derived` explains a figure that the text does not print ("10000 - 6000"), else `None`.
    """

    value: int | None = None
    bound: Bound | None = None
    low: int | None = None
    high: int | None = None
    order: Order | None = None
    derived: str | None = None

    def __post_init__(self) -> None:
        shapes = (self.value is not None and self.bound is not None, self.low is not None and self.high is not None,
                  self.order is not None)
        if sum(shapes) != 1:
            raise ValueError(f"a count has one of three shapes (value and bound, low and high, order), got {self}")

    @classmethod
    def exact(cls, value: int) -> Count:
        """The count that is this figure and no other."""
        return cls(value=value, bound="exact")

    def as_json(self) -> dict[str, int | str]:
        """The count in the shape of the JSON contract: only the keys of its own shape."""
        if self.order is not None:
            return {"order": self.order}
        if self.value is not None and self.bound is not None:
            return {"value": self.value, "bound": self.bound}
        assert self.low is not None and self.high is not None
        return {"low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a number told elsewhere: "la moitié des", "un tiers", "70% de", and "le reste" (no fraction).

    `start` and `end` are code points of the dispatch, the "de" of the whole left out; `bound` as in a count.
    """

    start: int
    end: int
    numerator: int | None = None
    denominator: int | None = None
    bound: Bound = "exact"

    @property
    def rest(self) -> bool:
        """True where the share is what the others leave."""
        return self.denominator is None
