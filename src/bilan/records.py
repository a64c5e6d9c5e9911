"""What the ledger holds and hands out: claims as recorded, judgements, and what it can say of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bilan.claims import Claim
from bilan.dispatch import Dispatch, Published
from bilan.extraction import Failure

ReviewState = Literal["machine", "approved", "rejected", "corrected", "added", "changed"]
Verdict = Literal["accept", "reject", "correct", "add", "same", "different", "unsure", "grade source", "grade claim",
                  "grade incident", "recommend", "sign off", "pseudonymise", "coarsen", "undo"]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the ledger; a field left `None` asks for all.

    `place` is a name or an identifier, and takes in what lies inside it. `first` and `last` bound the days on which
    things happened. `victims` is one of `claims.PEOPLE`, `harm` one of `HARMS` or `MOVEMENTS`, `source` a name.
    `as_of` hides what was published later, `decided` the judgements made later (end of that day, UTC). `reviewed`
    leaves out what no person has approved, corrected, added or signed off; `own_voice` false leaves out the tolls that
    a dispatch credits to nobody.
    """

    place: str | None = None
    first: date | None = None
    last: date | None = None
    victims: str | None = None
    harm: str | None = None
    source: str | None = None
    as_of: date | None = None
    decided: date | None = None
    reviewed: bool = False
    own_voice: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """What people have made of a claim: `machine` where nobody has looked, `changed` where what was judged has since
    been read differently. `by`, `at` (ISO, UTC) and `reason` are those of the judgement that counts."""

    state: ReviewState = "machine"
    by: str | None = None
    at: str | None = None
    reason: str | None = None
    judgement: int | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A claim as the ledger holds it. `key` is its permanent identifier; `quote` the characters of its evidence.

    `published` and `outlet` are the dispatch's, and so are `came_as` (the id that it came with), `title` and `url`;
    `entered` is the ISO time in UTC at which it entered the ledger; `story` identifies the wire story that its dispatch
    or passage repeats (the same for all its copies).
    """

    key: str
    dispatch_id: str
    claim: Claim
    quote: str
    published: Published
    outlet: str | None = None
    version: int = 1
    entered: str = ""
    story: str = ""
    review: Review = Review()
    came_as: str = ""
    title: str | None = None
    url: str | None = None

    @property
    def day(self) -> date | None:
        """The day from which the claim counts as published, `None` where the dispatch has no date at all."""
        return self.published.day


@dataclass(frozen=True, slots=True)
class Filed:
    """A dispatch as the ledger holds it: `published` as given or as its words give it, `entered` ISO in UTC.

    `key` is its permanent identifier, from its identity (the `id` it came with is an attribute that two may share).
    `story` identifies the wire story that it prints (its own identity where it copies none); `copies` are the keys of
    the dispatches that print the same.
    """

    key: str
    dispatch: Dispatch
    published: Published
    entered: str
    story: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a claim, a pair of happenings, a source or a figure: a row beside it, never a change.

    `subject` is a claim's key, a pair of keys joined by a space, a source's name, a happening's or a total's id, or
    the number of the judgement undone. `detail` is JSON-able: the slots corrected, the claim added, the grade.
    `basis` is the digest of the slots that were judged.
    """

    number: int
    verdict: Verdict
    subject: str
    author: str
    at: str
    reason: str
    detail: dict[str, Any]
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """What left the ledger: its `entry` in the chain, when (ISO, UTC), its name there ("internal 3"), by whom.

    `kind` is `report`, or `export` for a data set, a sheet for review or a bundle. `content` is what it said, as it was
    kept, JSON-able; `None` where an expunged dispatch took it away. Of an export it says what was asked for, which
    files came of it, and in `dispatches` the keys of those that may be in it, `None` for all that were there.
    """

    entry: int
    at: str
    name: str
    author: str | None
    content: dict[str, Any] | None
    kind: str = "report"


@dataclass(frozen=True, slots=True)
class CoverageDay:
    """How many dispatches an outlet published on a day."""

    day: date
    outlet: str | None
    dispatches: int


@dataclass(frozen=True, slots=True)
class Seal:
    """The head of the audit chain: the hash of its last entry and how many entries it has (`head` "" for none)."""

    head: str
    entries: int


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether the whole record holds. Where not, `record` names the first that does not and `problem` says why."""

    holds: bool
    entries: int
    head: str
    record: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding dispatches did: ids of those added, ids of those that were there already, those that failed, and ids
    of those added that neither their header nor their words date."""

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    claims: int = 0
    undated: tuple[str, ...] = ()
