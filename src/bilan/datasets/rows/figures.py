"""Readings and totals as rows: what was said stays as it was said, and no bound is made that no source prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilan.claims import MOVEMENTS
from bilan.datasets.rows import cells
from bilan.datasets.schema import Row
from bilan.findings import Measure, Reading, Series, Total
from bilan.quantities import Count

STOCKS = frozenset(MOVEMENTS[3:])
"""Movements that count people where they are: displaced, remaining."""


def readings(series: Iterable[Series]) -> Iterator[Row]:
    """The rows of `readings` (and of `flows`), each reading once: those of each series, their parts behind them.

    A part that has a series of its own stands there, and names its whole in `part_of`.
    """
    told = list(series)
    wholes = {_id(part): _id(one) for s in told for one in s.readings for part in one.parts}
    own = {_id(one) for s in told for one in s.readings}
    done: set[str] = set()
    for one in told:
        for reading in one.readings:
            parts = (part for part in reading.parts if _id(part) not in own)
            for each in (reading, *parts):
                if _id(each) not in done:
                    done.add(_id(each))
                    yield _reading(each, one.rule, wholes.get(_id(each)))


def totals(found: Iterable[Total]) -> Iterator[Row]:
    """The rows of `totals`."""
    for total in found:
        behind = [*total.readings, *(reading for reading, _ in total.set_aside)]
        yield {
            "id": total.id or None,
            **cells.measured(total.measure),
            **cells.as_of(total.as_of),
            "low_said": cells.said(total.low),
            "low": _printed(total.low),
            "best_said": cells.said(total.best),
            "best": _printed(total.best),
            "high_said": cells.said(total.high),
            "high": _printed(total.high),
            "strategy": total.strategy,
            "rule": total.rule,
            "derived": total.low.derived if total.low else None,
            "independent_origins": len(total.origins),
            "origins": cells.once(origin.name or origin.id for origin in total.origins),
            "set_aside": cells.once(reason for _, reason in total.set_aside),
            "judgements": [str(number) for number in total.judgements],
            "signed_off": total.signed_off,
            "claims": cells.once(record.key for reading in behind for record in reading.records),
        }


def is_stock(measure: Measure) -> bool:
    """Whether people are counted where they are."""
    return measure.kind == "displacement" and measure.what in STOCKS


def _id(reading: Reading) -> str:
    return f"{reading.records[0].key if reading.records else ''}/{reading.origin.key}"


def _reading(reading: Reading, rule: str, whole: str | None) -> Row:
    first = reading.records[0] if reading.records else None
    return {
        "id": _id(reading),
        "part_of": whole,
        **cells.measured(reading.measure),
        "stock": is_stock(reading.measure),
        **cells.as_of(reading.as_of),
        **cells.count(reading.count),
        "source": reading.origin.name or reading.origin.id,
        "source_id": reading.origin.id,
        "independent": reading.origin.independent,
        "party": reading.party,
        "alleged": reading.alleged,
        "standing": reading.standing,
        "rule": rule,
        "notes": list(reading.notes),
        "corrects": reading.corrects,
        "claims": cells.once(record.key for record in reading.records),
        "dispatches": cells.once(record.came_as or record.dispatch_id for record in reading.records),
        "quote": first.quote if first else None,
        "review": first.review.state if first else None,
    }


def _printed(count: Count | None) -> int | None:
    """The number that a figure prints: of a range its lower end, none of an order of magnitude."""
    if count is None:
        return None
    return count.value if count.value is not None else count.low
