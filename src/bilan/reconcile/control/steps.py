"""The claims on control of one place in the order in which they count, each dated and weighed (rule `control`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bilan.claims import Control
from bilan.entities import Entity
from bilan.findings import Footing
from bilan.making import maker
from bilan.reconcile.figures.measures import bounds
from bilan.records import Recorded

STATES = frozenset({"holds", "besieged", "contested"})
LABEL = "label"
RANKS = {"lost": 0, "withdrew": 0, "holds": 1, "captured": 2, "besieged": 3, "contested": 4}
"""Within one day a loss comes before the gain that answers it, and a state before the change that ends it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One claim's place in the fold. It counts from `day` on; `since` is when it began, ISO and partial.

    `by_then` is true where only the publication bounds that; `footing` says how firm it is; `own` is false for what a
    larger place passes on.
    """

    record: Recorded
    claim: Control
    day: date
    since: str | None
    by_then: bool
    footing: Footing
    own: bool = True

    @property
    def began(self) -> str | None:
        """When a state began, ISO and partial: `None` where the claim tells only of one day on which it was so."""
        when = self.claim.when
        return when.start if when and when.start != when.end else None

    @property
    def firm(self) -> bool:
        """Whether it may change a holder that another claim gives."""
        return self.footing in ("change", "state")


_step = maker(Step)


def step(record: Recorded) -> Step | None:
    """The claim as a step, `None` for one that no day can be given to."""
    claim = record.claim
    assert isinstance(claim, Control)
    footing = _footing(record, claim)
    when = claim.when if footing != "expected loss" else None
    first, last = bounds(when.start, when.end) if when else (None, None)
    day = last or record.day
    if claim.change in STATES and first is not None:
        day = first
    if day is None:
        return None
    # A state told of one day had begun by then.
    state_of_a_day = when is not None and claim.change in STATES and when.start == when.end
    by_then = when is None or when.end is None or when.basis == "publication" or state_of_a_day
    since = when.start if when else None
    return _step(record, claim, day, since, by_then, footing)


def ordered(steps: Iterable[Step]) -> list[Step]:
    """By the end of the claim's time, then publication, then a fixed order."""
    return sorted(steps, key=_order)


def last_told(one: Step) -> date:
    """The day up to which the claim speaks of the place: the end of its time, else its publication."""
    when = one.claim.when
    _, last = bounds(when.start, when.end) if when else (None, None)
    return last or one.record.day or one.day


def holder_of(one: Step) -> Entity | None:
    """Who holds the place by this claim: the previous holder of an expected loss."""
    return one.claim.previous if one.footing == "expected loss" else one.claim.holder


def _order(one: Step) -> tuple[object, ...]:
    day = min(last_told(one), one.day) if one.claim.change not in STATES else last_told(one)
    published = one.record.day or date.max
    return (day, RANKS.get(one.claim.change, 9), published, one.record.dispatch_id, one.record.claim.evidence,
            one.record.key)


def _footing(record: Recorded, claim: Control) -> Footing:
    if record.review.state == "added" and not record.dispatch_id:
        return "baseline"
    if claim.modality == "expected":
        return "expected loss"
    if claim.rule.rsplit(".", 1)[-1] == LABEL:
        return "label"
    return "state" if claim.change in STATES else "change"
