"""The fold for one place: what each claim, in its order, does to holder and situation (rule `control`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bilan.claims import Control
from bilan.entities import Entity
from bilan.findings import EvidenceGrade, Footing, Origin, Situation
from bilan.reconcile.control.steps import Step, holder_of, last_told
from bilan.reconcile.knowledge import Knowledge
from bilan.reconcile.origins import boasts, independent, origins
from bilan.records import Recorded

A_DAY = timedelta(days=1)
WEAK: dict[Footing, int] = {"none": 0, "label": 1, "expected loss": 2, "baseline": 3, "state": 4, "change": 4}


@dataclass(slots=True)
class Standing:
    """What the claims read so far say of one place."""

    holder: Entity | None = None
    footing: Footing = "none"
    since: str | None = None
    by_then: bool = False
    vacated: bool = False
    previous: Entity | None = None
    besieger: Step | None = None
    besieged_since: str | None = None
    challenger: Step | None = None
    moved: date | None = None
    inherited: bool = False
    behind: list[Step] = field(default_factory=list)
    divergent: list[Recorded] = field(default_factory=list)

    def copy(self) -> Standing:
        """What is said now, that later steps do not change."""
        return replace(self, behind=[*self.behind], divergent=[*self.divergent])

    @property
    def situation(self) -> Situation:
        """The second axis; of a siege and a fight, the one told last."""
        fights = [s for s in (self.besieger, self.challenger) if s is not None]
        if fights:
            last = max(fights, key=lambda s: (last_told(s), s.claim.change))
            return "besieged" if last.claim.change == "besieged" else "contested"
        if self.vacated:
            return "vacated"
        return "held" if self.holder else "unknown"


def fold(steps: Sequence[Step], know: Knowledge) -> Standing:
    """What the steps, in their order, make of the place."""
    standing = Standing()
    for one in steps:
        apply(standing, one, know)
    return standing


def apply(standing: Standing, one: Step, know: Knowledge) -> None:
    """Changes what is said of the place by one step more."""
    change = one.claim.change
    if one.footing == "expected loss" or change in ("captured", "holds"):
        _hold(standing, one, know)
    elif change in ("lost", "withdrew"):
        _leave(standing, one, know)
    elif change == "besieged":
        _besiege(standing, one, know)
    elif change == "contested":
        standing.challenger = one


def evidence(standing: Standing, know: Knowledge) -> EvidenceGrade | None:
    """The third axis, of the claims behind the holder; `None` where nobody is said to hold the place."""
    if not standing.behind:
        return None
    records = [s.record for s in standing.behind]
    if all(r.review.state == "added" for r in records):
        return "assessed"
    losing = know.side(standing.previous) if standing.previous else None
    found: list[Origin] = []
    concedes = boast = False
    for record in records:
        for source in record.claim.sources or ((record.claim.source,) if record.claim.source else ()):
            left = record.claim.previous if isinstance(record.claim, Control) else None
            loses = {losing, know.side(left) if left else None} - {None}
            concedes = concedes or (know.camp(source) is not None and know.side(source) in loses)
            boast = boast or boasts(record.claim, source, know)
        found += origins(record, know)
    if concedes:
        return "conceded"
    if len(independent(found)) > 1:
        return "corroborated"
    only_boasts = boast and not any(o.independent or o.outlet or o.anonymous for o in found)
    return "claimed" if only_boasts else "reported"


def _hold(standing: Standing, one: Step, know: Knowledge) -> None:
    holder = holder_of(one)
    if holder is None and _retold(standing, one):
        standing.behind.append(one)
        return
    if holder is not None and standing.holder is not None and know.side(holder) == know.side(standing.holder):
        standing.behind.append(one)
        if WEAK[one.footing] > WEAK[standing.footing]:
            standing.footing = one.footing
        return
    if _weaker(standing, one):
        if standing.holder is not None:
            standing.divergent.append(one.record)
        return
    if _same_day_rival(standing, one, holder):
        standing.divergent += [s.record for s in standing.behind if s.record not in standing.divergent]
        standing.divergent.append(one.record)
        standing.holder, standing.footing, standing.behind = None, "none", []
        return
    # A place left and taken within a day is one change, told from both ends.
    left = standing.behind if standing.vacated and standing.moved and one.day - standing.moved <= A_DAY else []
    standing.previous = one.claim.previous if one.footing != "expected loss" else standing.previous
    standing.previous = standing.previous or standing.holder
    standing.holder, standing.footing = holder, one.footing
    # A place that was taken by somebody who is not told was left by whoever held it.
    standing.vacated = holder is None and one.claim.change == "captured"
    standing.since, standing.by_then, standing.moved = one.since, one.by_then, one.day
    standing.behind, standing.inherited = [*left, one], not one.own
    _end_fights(standing, holder, know)


def _leave(standing: Standing, one: Step, know: Knowledge) -> None:
    leaver = one.claim.previous
    if leaver is None and _retold(standing, one):
        standing.behind.append(one)
        return
    if leaver is not None and standing.holder is not None and know.side(leaver) != know.side(standing.holder):
        # Somebody else holds it already: the loss tells the same change from the other end.
        if standing.footing in ("change", "state"):
            standing.behind.append(one)
        return
    if _weaker(standing, one):
        return
    standing.previous = leaver or standing.holder
    standing.holder, standing.footing, standing.vacated = None, one.footing, True
    standing.since, standing.by_then, standing.moved = one.since, one.by_then, one.day
    standing.behind, standing.inherited = [one], not one.own
    standing.challenger = None


def _besiege(standing: Standing, one: Step, know: Knowledge) -> None:
    """A siege goes on under the same besieger: what does not tell its beginning leaves the one told before."""
    besieger = one.claim.holder
    if besieger is not None and standing.holder is not None and know.side(besieger) == know.side(standing.holder):
        # Nobody besieges what they hold. What is told of the place itself goes before what a larger one passes on.
        standing.divergent.append(one.record)
        if not standing.inherited:
            return
        before = standing.previous
        standing.holder = before if before is not None and know.side(before) != know.side(besieger) else None
        standing.footing, standing.behind, standing.since, standing.inherited = "none", [], None, False
    before, now = (s.claim.holder if s else None for s in (standing.besieger, one))
    same = standing.besieger is not None and (before is None or now is None or know.side(before) == know.side(now))
    standing.besieged_since = one.began or (standing.besieged_since if same else None)
    standing.besieger = one


def _retold(standing: Standing, one: Step) -> bool:
    """Whether a change that names no party ("the fall of") tells the last one again: it does unless its own words date
    it more than a day later."""
    if one.claim.holder is not None or one.claim.previous is not None or standing.footing != "change":
        return False
    when = one.claim.when
    printed = when is not None and when.basis == "text"
    return standing.moved is None or not printed or one.day - standing.moved <= A_DAY


def _weaker(standing: Standing, one: Step) -> bool:
    """Whether a label or an expected loss would displace what was told as such."""
    if one.firm or standing.vacated:
        return False
    return WEAK[one.footing] < WEAK[standing.footing] or (standing.holder is not None and not one.firm)


def _same_day_rival(standing: Standing, one: Step, holder: Entity | None) -> bool:
    """Two changes, or two states, that give one place to two holders on one day: neither wins."""
    if holder is None or standing.holder is None or standing.moved != one.day or not one.firm:
        return False
    return standing.footing == one.footing and one.claim.previous is None


def _end_fights(standing: Standing, holder: Entity | None, know: Knowledge) -> None:
    standing.challenger = None
    besieger = standing.besieger.claim.holder if standing.besieger else None
    if holder is not None and besieger is not None and know.side(holder) == know.side(besieger):
        standing.besieger, standing.besieged_since = None, None
