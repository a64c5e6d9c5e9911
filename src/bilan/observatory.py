"""The object that the outside uses: a ledger, what the world knows, the pipeline, and every question that can be asked.

    with Observatory.open("war.bilan") as observatory:
        observatory.add(dispatches)
        answer = observatory.tolls(Query(place="Alep", harm="killed", as_of=date(2016, 12, 1)))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from bilan.claims import Control
from bilan.dispatch import Dispatch
from bilan.entities import Entity
from bilan.extraction import Extraction, Failure
from bilan.findings import Dispute, Findings, Happening, Holding, Movements, Tolls
from bilan.language import common_acronyms
from bilan.language.version import version
from bilan.ledger import Ledger
from bilan.ledger.tally import Tally, Unread
from bilan.reconcile import METHOD, questions
from bilan.reconcile.chronology import chronology, happened
from bilan.reconcile.control import control, group_key, history, spells
from bilan.reconcile.disputes import disputes
from bilan.reconcile.knowledge import KnownWorld
from bilan.records import AddReport, Filed, Judgement, Query, Recorded, Seal, Verification
from bilan.redacting import Redactor, redacted
from bilan.world.actors.registry import Registry
from bilan.world.places import Gazetteer

EVERYTHING = Query()


class Reader(Protocol):
    """The pipeline, as far as it is needed here."""

    def extract_many(self, dispatches: Iterable[Dispatch]) -> Iterator[Extraction | Failure]:
        """Reads dispatches in their order, one result each; one that cannot be read is a failure."""
        ...


class Observatory:
    """A ledger that answers. Every answer takes a `Query`; `as_of` and `decided` hold for all of them, and so do the
    redactions that stand; what is kept, unredacted, is in `ledger`."""

    def __init__(self, ledger: Ledger, world: KnownWorld, reader: Callable[[], Reader],
                 rules: Callable[[], str] = str) -> None:
        self.ledger = ledger
        self.world = world
        self._make_reader = reader
        self._version = rules

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True, language: str = "fr") -> Observatory:
        """The observatory over the ledger in a file or behind an SQLAlchemy URL. Raises `LedgerError`."""
        world = KnownWorld(Gazetteer.default(), Registry.load(), common_acronyms)
        ledger = Ledger.open(where, enclosing=world.located, create=create)
        return cls(ledger, world, lambda: _pipeline(language), rules=lambda: version(language))

    def close(self) -> None:
        """Lets go of the ledger."""
        self.ledger.close()

    def __enter__(self) -> Observatory:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @cached_property
    def reader(self) -> Reader:
        """The pipeline, loaded when first needed."""
        return self._make_reader()

    def add(self, dispatches: Iterable[Dispatch | Unread], *,
            told: Callable[[str], None] = lambda key: None) -> AddReport:
        """Reads and files what `read.dispatches` gives, each dispatch in its own transaction: what fails is reported
        and the others go on. Those that are there already are not read again. `told` is called after each with the
        dispatch's id. Raises `LedgerError` where the ledger itself cannot be written.
        """
        tally = Tally()
        fresh = (d for d in tally.read(dispatches) if not self._known(d, tally, told))
        for result in self.reader.extract_many(fresh):
            tally.file(self.ledger, result, self._version)
            told(result.dispatch_id if isinstance(result, Failure) else result.dispatch.id)
        return tally.report()

    def file(self, results: Iterable[Extraction | Failure]) -> AddReport:
        """Files dispatches that were read already, as `add` does."""
        tally = Tally()
        for result in results:
            tally.file(self.ledger, result, self._version)
        return tally.report()

    @redacted
    def claims(self, query: Query = EVERYTHING) -> Iterator[Recorded]:
        """The claims that the query is about one by one, in the order in which they were read, few in memory."""
        view = questions.View(query, self.place(query.place) if query.place else None, (), (), self.world)
        return filter(view.about, self.ledger.stream(query, places=[self.world.place(p) for p in (view.place,) if p]))

    @redacted
    def tolls(self, query: Query = EVERYTHING) -> Tolls:
        """People harmed: a total for each measure, the reported minimum for the place asked for, and all series."""
        return questions.tolls(self._view(query, ("toll",)))

    @redacted
    def displacement(self, query: Query = EVERYTHING) -> Movements:
        """People who moved or stay: flows by origin and destination, and stocks, never added to one another."""
        return questions.displacement(self._view(query, ("displacement",)))

    @redacted
    def control(self, day: date | None = None, query: Query = EVERYTHING) -> tuple[Holding, ...]:
        """Who holds each place on that day (default: the last in view); of the place asked for and what is in it."""
        return self._control(self._view(replace(query, first=None, last=None), ("control",)), day)

    @redacted
    def control_changes(self, before: date, after: date,
                        query: Query = EVERYTHING) -> tuple[tuple[Holding, Holding], ...]:
        """The places whose holder or situation differs between two days, each as on the one and on the other."""
        view = self._view(replace(query, first=None, last=None), ("control",))
        old, new = ({self._name(h): h for h in self._control(view, day)} for day in (before, after))
        return tuple((old[key], new[key]) for key in sorted(old.keys() & new.keys())
                     if (old[key].holder, old[key].situation) != (new[key].holder, new[key].situation))

    @redacted
    def control_history(self, place: str, query: Query = EVERYTHING) -> tuple[Holding, ...]:
        """The states of one place in time, one for each day on which it changed."""
        view = self._view(replace(query, place=place, first=None, last=None), ("control",))
        return history(view.records, view.place or Entity(place), self.world, self._last_day(view) or date.max)

    @redacted
    def control_spells(self, query: Query = EVERYTHING) -> Iterator[tuple[date, Holding]]:
        """For each place the stretches of days on which its state stayed the same, up to the last day asked for (else
        the last in view): the first day of each, and the state on its last day."""
        return self._spells(self._view(replace(query, first=None, last=None), ("control",)), query.last)

    @redacted
    def chronology(self, query: Query = EVERYTHING) -> tuple[Happening, ...]:
        """What happened, each happening once, with the tolls that it caused, by day."""
        view = self._view(query, ("incident", "control", "toll"))
        return chronology(view.kept, view.lines, self.world, view.judgements)

    @redacted
    def statements(self, query: Query = EVERYTHING) -> tuple[Recorded, ...]:
        """Who said what, oldest first."""
        return self._view(query, ("statement",)).kept

    @redacted
    def needs(self, query: Query = EVERYTHING) -> tuple[Recorded, ...]:
        """What people lack, as claimed, oldest first."""
        return self._view(query, ("need",)).kept

    @redacted
    def alignments(self, query: Query = EVERYTHING) -> tuple[Recorded, ...]:
        """Who supports, fights or accuses whom, as claimed, oldest first."""
        return self._view(query, ("alignment",)).kept

    @redacted
    def disputes(self, query: Query = EVERYTHING) -> tuple[Dispute, ...]:
        """What does not agree, with its kind and the claims on each side."""
        view, _, holdings = self._picture(query)
        happenings = happened(view.kept, view.lines, self.world, view.judgements)
        return disputes(view.kept, view.lines, holdings, happenings, self.world)

    @redacted
    def findings(self, query: Query = EVERYTHING) -> Findings:
        """All answers at once, from one state of the ledger: what a report is made of."""
        view, moved, holdings = self._picture(query)
        happenings = chronology(view.kept, view.lines, self.world, view.judgements)
        days, undated = self.ledger.coverage(query.as_of)
        statements, needs, alignments = (tuple(r for r in view.kept if r.claim.kind == kind)
                                         for kind in ("statement", "need", "alignment"))
        return Findings(
            query=query, tolls=questions.tolls(view), displacement=questions.displacement(view), control=holdings,
            chronology=happenings, statements=statements, needs=needs, alignments=alignments,
            disputes=disputes(view.kept, view.lines, holdings, happenings, self.world),
            coverage=days, undated=undated, seal=self.seal(), method=METHOD, claims=view.records,
            spells=tuple(self._spells(moved, query.last)))

    def judge(self, verdict: str, subject: str, *, author: str, reason: str = "",
              detail: dict[str, Any] | None = None) -> Judgement:
        """Records a judgement (see `records.Judgement`). Raises `UsageError` where it does not fit."""
        return self.ledger.judge(verdict, subject, author=author, reason=reason, detail=detail)

    @redacted
    def judgements(self, decided: date | None = None) -> tuple[Judgement, ...]:
        """The judgements that count at the end of that day (default: now), oldest first."""
        return self.ledger.judgements(decided)

    def reread(self) -> Iterator[tuple[str, object]]:
        """Reads every dispatch again and files what changed; yields each one's key and its `Changes` or failure."""
        filed = {f.dispatch.identity: f for f in self.ledger.filed() if f.dispatch.text}
        for result in self.reader.extract_many(f.dispatch for f in filed.values()):
            if isinstance(result, Failure):
                yield result.dispatch_id, result
            else:
                yield filed[result.dispatch.identity].key, self.ledger.reread(result, rules=self._version())

    @redacted
    def filed(self, query: Query = EVERYTHING) -> tuple[Filed, ...]:
        """The dispatches in view, by day."""
        return self.ledger.filed(query.as_of)

    @redacted
    def dispatch(self, key: str) -> Filed | None:
        """A dispatch by its key, or by the id that it came with; `None` where there is none."""
        return self.ledger.dispatch(key)

    def words(self, key: str) -> str | None:
        """The text of a dispatch by its key, as it may be shown; `None` where there is none, or none any more."""
        text, redactor = self.ledger.words(key), self.redactor()
        return redactor.shown(Dispatch(key, text)).text if redactor and text else text

    def redactor(self) -> Redactor | None:
        """The redactions that stand now, whatever day an answer is asked for; `None` where nothing is hidden."""
        return Redactor.of(self.ledger, self.world)

    def verify(self, *, seal: str | None = None) -> Verification:
        """Whether the whole record holds; with `seal`, also that it still contains the head once published."""
        return self.ledger.verify(seal=seal)

    def seal(self) -> Seal:
        """The head of the audit chain, for publication."""
        return self.ledger.seal()

    def _view(self, query: Query, kinds: Sequence[str]) -> questions.View:
        place = self.place(query.place) if query.place else None
        # What a figure means may depend on its neighbours', so that the claims of the whole surroundings are read.
        around = self.world.enclosing(self.world.place(place)) if place else ()
        records = self.ledger.claims(query, places=around[:2], kinds=kinds, exactly=around[2:])
        return questions.View(query, place, records, self.ledger.judgements(query.decided), self.world)

    def _picture(self, query: Query) -> tuple[questions.View, questions.View, tuple[Holding, ...]]:
        """What a query sees, and of control at any time, for holding does not begin with the period; and who holds what
        at its end."""
        view = self._view(query, ())
        moved = self._view(replace(query, first=None, last=None), ("control",)) if query.first or query.last else view
        return view, moved, self._control(moved, query.last)

    def _spells(self, view: questions.View, last: date | None) -> Iterator[tuple[date, Holding]]:
        until = last or self._last_day(view)
        found = spells(view.records, self.world, until) if until else ()
        return ((first, h) for first, h in found if self._lies_in(h.place, view.place))

    def _control(self, view: questions.View, day: date | None) -> tuple[Holding, ...]:
        day = day or self._last_day(view)
        if day is None:
            return ()
        told = (r for r in view.records if isinstance(r.claim, Control))
        found = control(told, day, self.world, also=[view.place] if view.place else [])
        return tuple(h for h in found if self._lies_in(h.within or h.place, view.place))

    def _name(self, holding: Holding) -> str:
        """The key of a place, of a group without a name its own within the story that tells of it."""
        key = self.world.place(holding.place)
        return group_key(holding.records[0], holding.place, self.world) if holding.parts else key

    def _lies_in(self, place: Entity, outer: Entity | None) -> bool:
        return outer is None or self.world.place(outer) in self.world.enclosing(self.world.place(place))

    def _last_day(self, view: questions.View) -> date | None:
        told = (day for r in view.records if isinstance(r.claim, Control) and (day := r.day))
        return view.query.as_of or max(told, default=None)

    def place(self, name: str) -> Entity:
        """The place that a query names: by identifier, else by name, those that the ledger has claims on first."""
        if name.startswith(("geonames:", "bilan:")):
            known = self.world.candidate(name)
            return Entity(known.name if known else name, known.name if known else None, name)
        unknown = self.world.place(Entity(name))
        found = self.world.find(name)
        here = self.ledger.mentioned([unknown, *(p.id for p in found)])
        for place in found:
            if place.id in here:
                return Entity(name, place.name, place.id)
        if unknown in here or not found:
            return Entity(name)
        return Entity(name, found[0].name, found[0].id)

    def _known(self, dispatch: Dispatch, tally: Tally, told: Callable[[str], None]) -> bool:
        # An identity that cannot be made (a lone surrogate in the text) is for the pipeline to refuse.
        try:
            known = self.ledger.holds(dispatch.identity)
        except UnicodeEncodeError:
            return False
        if known:
            tally.known.append(dispatch.id)
            told(dispatch.id)
        return known


def _pipeline(language: str) -> Reader:
    from bilan.pipeline import Pipeline

    return Pipeline(language)
