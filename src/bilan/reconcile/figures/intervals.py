"""The published table of count intervals: what a figure as said may stand for. For comparing only, never printed."""

from __future__ import annotations

from dataclasses import dataclass

from bilan.making import maker
from bilan.quantities import Count

ORDERS: dict[str, tuple[int, int | None]] = {
    "several": (2, 19),
    "many": (3, None),
    "dozens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens_of_thousands": (20_000, 99_999),
    "hundreds_of_thousands": (200_000, 999_999),
    "millions": (2_000_000, None),
}
"""Vague orders of magnitude. A plural is at least two of its unit and less than ten."""

ROUND = frozenset({10, 12, 15, 20, 30, 40, 50, 60, 100})
"""Figures that a collective numeral may stand for ("une vingtaine"): about one of them is 20 % either way."""


AS_PRINTED = frozenset({"exact", "at_least", "more_than"})
"""Bounds under which a count is at least the figure that it prints."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole numbers from `low` to `high`, both included; `high` is `None` where nothing bounds it."""

    low: int
    high: int | None

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return ((self.high is None or other.low <= self.high)
                and (other.high is None or self.low <= other.high))

    def holds(self, other: Interval) -> bool:
        """Whether every number of the other lies in this one."""
        return self.low <= other.low and (self.high is None or (other.high is not None and other.high <= self.high))


_whole_numbers = maker(Interval)


def interval(count: Count) -> Interval:
    """What the count may stand for, by the table in `docs/method.md`."""
    if count.order is not None:
        return _whole_numbers(*ORDERS[count.order])
    if count.low is not None and count.high is not None:
        return _whole_numbers(min(count.low, count.high), max(count.low, count.high))
    n = count.value or 0
    match count.bound:
        case "at_least":
            return _whole_numbers(n, None)
        case "more_than":
            return _whole_numbers(n + 1, None)
        case "at_most":
            return _whole_numbers(0, n)
        case "less_than":
            return _whole_numbers(0, max(0, n - 1))
        case "nearly":
            return _whole_numbers(_share(n, 90), n)
        case "about":
            margin = 20 if n in ROUND else 10
            return _whole_numbers(_share(n, 100 - margin), -_share(-n, 100 + margin))
    return _whole_numbers(n, n)


def said(count: Count) -> int:
    """The number to order counts by: the figure printed, the middle of a range, the low end of an order."""
    if count.value is not None:
        return count.value
    if count.low is not None and count.high is not None:
        return (count.low + count.high) // 2
    return ORDERS[count.order][0] if count.order else 0


def floor(count: Count) -> int:
    """The least number that the count allows, and never more than it prints ("more than 415" gives 415)."""
    if count.value is not None and count.bound in AS_PRINTED:
        return count.value
    least = interval(count).low
    return least if count.value is None else min(least, count.value)


def figure(count: Count) -> tuple[object, ...]:
    """What makes two counts one figure, whatever their adverbs: "415", "plus de 415" and "au moins 415" agree."""
    if count.value is not None:
        return ("value", count.value)
    return ("range", count.low, count.high) if count.order is None else ("order", count.order)


def is_lower_bound(count: Count) -> bool:
    """Whether the count says no more than "this many or more"."""
    return count.bound in ("at_least", "more_than") or count.order is not None


def agree(a: Count, b: Count) -> bool:
    """Whether the two counts can both be true. A vague order ("thousands") is taken as a lower bound here: it is said
    of larger numbers too."""
    return _open(a).meets(_open(b))


def support(a: Count, b: Count) -> bool:
    """Whether each speaks for the other: they agree, and not only because one of them has no upper end. "At least 188"
    is compatible with 800, and no witness for it: here an open top reaches no further than "about" does."""
    return agree(a, b) and _closed(a).meets(_closed(b))


def _closed(count: Count) -> Interval:
    found = interval(count)
    return _whole_numbers(found.low, found.high if found.high is not None else -_share(-found.low, 110))


def _open(count: Count) -> Interval:
    found = interval(count)
    return _whole_numbers(found.low, None) if count.order is not None else found


def _share(n: int, percent: int) -> int:
    """That share of `n`, rounded up."""
    return -(-n * percent // 100)
