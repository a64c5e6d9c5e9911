"""From the claims in view to the answers on tolls and displacement: which claims a query is about, and its totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bilan.claims import Alignment, Claim, Control, Displacement, Statement
from bilan.entities import Entity
from bilan.findings import Movements, Origin, Tolls, Total
from bilan.reconcile.figures import totals
from bilan.reconcile.figures.measures import bounds, counted, is_stock
from bilan.reconcile.figures.readings import Told, readings
from bilan.reconcile.figures.series import Line, lines
from bilan.reconcile.knowledge import Knowledge
from bilan.records import Judgement, Query, Recorded
from bilan.world.folding import fold


@dataclass(frozen=True)
class View:
    """What a query sees: the claims that the ledger handed out for it, and the world to read them by.

    `place` is the place that the query names, resolved.
    """

    query: Query
    place: Entity | None
    records: tuple[Recorded, ...]
    judgements: tuple[Judgement, ...]
    know: Knowledge

    @cached_property
    def kept(self) -> tuple[Recorded, ...]:
        """The claims that the query is about, by its place, period and source."""
        return tuple(filter(self.about, self.records))

    def about(self, record: Recorded) -> bool:
        """Whether the query is about this claim, by its place, period and source."""
        return self._in_period(record) and self._in_place(record.claim) and self._by_source(record)

    @cached_property
    def lines(self) -> list[Line]:
        """The series of tolls and movements that the query is about."""
        told = readings(counted((r for r in self.records if self._in_period(r)), self.know), self.know)
        wanted = [t for t in told if self._counts(t)]
        return [line for line in lines(wanted, self.know) if self._asked(line)]

    def _in_period(self, record: Recorded) -> bool:
        if self.query.first is None and self.query.last is None:
            return True
        when = record.claim.when
        start, end = bounds(when.start, when.end) if when else (None, None)
        if self.query.first and end is not None and end < self.query.first:
            return False
        return not (self.query.last and start is not None and start > self.query.last)

    def _counts(self, told: Told) -> bool:
        """Whether a figure's own period certainly lies in the query's: a count since an earlier day, or since no day
        that is told, is of another scope; so is one that may have gone on past the last day asked for."""
        start = bounds(told.reading.measure.start, None)[0]
        end = told.last or bounds(None, told.reading.as_of.day)[1]
        first, last = self.query.first, self.query.last
        if first is not None and not is_stock(told.reading.measure) and (start is None or start < first):
            return False
        return last is None or (end is not None and end <= last)

    def _asked(self, line: Line) -> bool:
        measure, query = line.series.measure, self.query
        if query.harm and measure.what != query.harm:
            return False
        if self.place and self.know.place(self.place) not in self.know.enclosing(line.place):
            return False
        if query.source and not self._is_source(line.series.origin):
            return False
        parts = {p.measure.people for t in line.told for p in t.reading.parts}
        return not query.victims or query.victims == measure.people or query.victims in parts

    def _is_source(self, origin: Origin) -> bool:
        asked = self.query.source or ""
        return origin.key == self.know.origin(Entity(asked)).key or _named(asked, origin.name or "")

    def _in_place(self, claim: Claim) -> bool:
        if self.place is None:
            return True
        named = list(claim.where)
        if isinstance(claim, Control):
            named.append(claim.place)
        if isinstance(claim, Displacement):
            named += [e for e in (claim.origin, claim.destination) if e]
        return any(self._lies(self.know.place(e)) for e in named)

    def _lies(self, key: str) -> bool:
        known = self._inside.get(key)
        if known is None:
            known = self._inside[key] = self.place is None or self.know.place(self.place) in self.know.enclosing(key)
        return known

    @cached_property
    def _inside(self) -> dict[str, bool]:
        """Whether a place, by its key, lies in the place asked for, as far as it was looked up."""
        return {}

    def _by_source(self, record: Recorded) -> bool:
        if not self.query.source:
            return True
        claim = record.claim
        named = [*claim.sources, *((claim.source,) if claim.source else ())]
        if isinstance(claim, Statement):
            named.append(claim.speaker)
        if isinstance(claim, Alignment):
            named.append(claim.actor)
        return any(_named(self.query.source, name) for e in named
                   for name in (e.text, e.name or "", e.organisation or "")
                   ) or any(self._is_source(self.know.origin(e)) for e in named)


def tolls(view: View) -> Tolls:
    """People harmed, by the rules `series`, `totals` and `minimum`."""
    series = [line for line in view.lines if line.series.measure.kind == "toll"]
    found = totals.direct(series, view.judgements) + _minimums(view, series)
    return Tolls(view.query, _sorted(found), tuple(line.series for line in series))


def displacement(view: View) -> Movements:
    """People who moved or stay, by the rules `series` and `totals`."""
    moved = [line for line in view.lines if line.series.measure.kind == "displacement"]
    flows = [line for line in moved if not is_stock(line.series.measure)]
    stocks = [line for line in moved if is_stock(line.series.measure)]
    return Movements(view.query, tuple(line.series for line in flows), tuple(line.series for line in stocks),
                     _sorted(totals.direct(flows, view.judgements)))


def _minimums(view: View, series: Sequence[Line]) -> list[Total]:
    """The reported minimum of each harm and class of people, for the place asked for, else for each country."""
    told = [line.current for line in series if line.current]
    out = []
    for what, people in sorted({(t.reading.measure.what, t.reading.measure.people) for t in told}):
        if view.query.victims and people != view.query.victims:
            continue
        for place in [view.place] if view.place else _countries(told, view.know):
            found = totals.minimum(told, place, what, people, view.know, view.judgements)
            if found is not None:
                out.append(found)
    return out


def _countries(told: Iterable[Told], know: Knowledge) -> list[Entity]:
    """The outermost places that the figures lie in, of those that are larger than some figure's own place."""
    keys = {know.enclosing(t.place)[-1] for t in told if t.place and len(know.enclosing(t.place)) > 1}
    return [know.named(key) for key in sorted(keys)]


def _sorted(found: Iterable[Total]) -> tuple[Total, ...]:
    return tuple(sorted(found, key=lambda t: (t.measure.kind, t.measure.what, t.measure.people, t.first or "", t.id)))


def _named(asked: str, name: str) -> bool:
    """Whether the name is the one asked for, or holds it as whole words."""
    wanted, words = fold(asked), fold(name)
    return bool(wanted) and f" {wanted} " in f" {words} "
