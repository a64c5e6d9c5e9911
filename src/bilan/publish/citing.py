"""The way from a figure to its sentence and back: anchors for dispatches, claims and figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bilan.dispatch import Dispatch
from bilan.making import maker
from bilan.publish.edition import Edition
from bilan.publish.wording import Figure
from bilan.records import Filed, Recorded

_figure = maker(Figure)
REVIEWED = frozenset({"approved", "corrected", "added"})
MOST, LINKED = 100, 5
"""A figure that rests on more claims than `MOST`, as a sum over a country may, leads to its first `LINKED` alone."""
WHOLE = 500
"""Up to how many dispatches an internal edition has a page for each, cited or not."""


def state_of(records: Iterable[Recorded], *, signed_off: bool = False) -> str:
    """`signed_off`, `reviewed` where a person has approved or made every record, else `machine`."""
    if signed_off:
        return "signed_off"
    states = [record.review.state for record in records]
    return "reviewed" if states and all(state in REVIEWED for state in states) else "machine"


class Citations:
    """Anchors given out while a report is composed, and who used them.

    `sources` are the edition's dispatches in the order in which they are numbered: by day, then identifier.
    """

    def __init__(self, edition: Edition) -> None:
        self._whole = edition.whole
        known = {source.key: source for source in edition.sources}
        for record in edition.records:
            if record.dispatch_id not in known:
                known[record.dispatch_id] = _stand_in(record)
        self._known = known
        self.sources = sorted(known.values(), key=lambda s: (s.published.day or date.max, s.dispatch.id, s.key))
        self.numbers = {source.key: i + 1 for i, source in enumerate(self.sources)}
        self.section = ""
        self.uses: dict[str, list[tuple[str, str]]] = {}
        self._anchors: dict[str, str] = {}
        self._records: dict[str, Recorded] = {}
        self._taken: dict[str, int] = {}
        self._rested: dict[str, Recorded] = {}
        self._figures = 0

    def enter(self, section: str) -> None:
        """Figures made from now on stand in this section."""
        self.section = section

    def source(self, dispatch_id: str) -> Filed:
        """The dispatch that a record points to."""
        return self._known[dispatch_id]

    def anchor(self, record: Recorded) -> str:
        """The anchor of a claim in the dispatch pages: the same for the same claim, one of its own for each."""
        if record.key not in self._anchors:
            self._adopt(record)
            base = f"c{self.numbers[record.dispatch_id]}-{record.claim.evidence[0]}"
            seen = self._taken[base] = self._taken.get(base, 0) + 1
            self._anchors[record.key] = base if seen == 1 else f"{base}-{seen}"
            self._records[record.key] = record
        return self._anchors[record.key]

    def _adopt(self, record: Recorded) -> None:
        if record.dispatch_id not in self.numbers:
            self._known[record.dispatch_id] = _stand_in(record)
            self.sources.append(self._known[record.dispatch_id])
            self.numbers[record.dispatch_id] = len(self.sources)

    def records(self) -> list[Recorded]:
        """The claims that have an anchor so far."""
        return list(self._records.values())

    def printed(self) -> list[Recorded]:
        """The claims that some figure of the report rests on."""
        linked = {key: self._records[key] for key, anchor in self._anchors.items() if self.uses.get(anchor)}
        return list((linked | self._rested).values())

    def paged(self) -> frozenset[str]:
        """The identifiers of the dispatches that have a page by what is cited so far: in an internal edition of up to
        `WHOLE` every one, else those whose claims are cited."""
        if self._whole and len(self.sources) <= WHOLE:
            return frozenset(self.numbers)
        return frozenset(record.dispatch_id for record in self._records.values())

    def page(self, dispatch_id: str) -> str:
        """The anchor of a dispatch's page."""
        return f"d{self.numbers[dispatch_id]}"

    def page_link(self, dispatch_id: str, text: str) -> Figure:
        """A link to a dispatch's page: no figure, so nothing leads back to it."""
        return Figure(text, "", self.page(dispatch_id), (), "", plain=True)

    def figure(
        self,
        text: str,
        records: Iterable[Recorded],
        *,
        signed_off: bool = False,
        derived: bool = False,
        plain: bool = False,
        alone: bool = False,
    ) -> Figure | str:
        """The text as a figure that opens the first of its records; the bare text where it rests on none, and outside
        the sections. `alone` names the first record only, where the others are listed beside it."""
        records = tuple(records)
        if not records or not self.section:
            return text
        self._figures += 1
        ref = f"f{self._figures}"
        if len(records) > MOST:
            self._rested.update((record.key, record) for record in records)
            records, among = records[:LINKED], records
        else:
            among = records
        anchors = list(dict.fromkeys(self.anchor(record) for record in (records[:1] if alone else records)))
        for anchor in anchors:
            self.uses.setdefault(anchor, []).append((self.section, ref))
        state = state_of(among, signed_off=signed_off)
        return _figure(text, ref, anchors[0], tuple(anchors[1:]), state, derived, plain)


def _stand_in(record: Recorded) -> Filed:
    """A dispatch made of the quotation alone, for a record whose text is not in the edition."""
    text = " " * record.claim.evidence[0] + record.quote
    return Filed(
        record.dispatch_id, Dispatch(record.dispatch_id, text, outlet=record.outlet), record.published, record.entered
    )
