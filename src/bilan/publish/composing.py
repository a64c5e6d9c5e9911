"""From an edition to a composed report: which sections there are, in which order, and what stands at its head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bilan.publish.blocks import Composer, Section
from bilan.publish.citing import Citations
from bilan.publish.edition import Edition
from bilan.publish.naming import Naming
from bilan.publish.sections import (
    changes,
    chronology,
    control,
    displacement,
    disputes,
    highlights,
    keyfigures,
    record,
    tolls,
    voices,
)
from bilan.publish.wording import load

ORDER: tuple[Callable[[Composer], Section | None], ...] = (
    highlights.compose,
    keyfigures.compose,
    changes.compose,
    changes.corrections,
    tolls.compose,
    displacement.compose,
    control.compose,
    chronology.compose,
    chronology.needs,
    voices.statements,
    voices.alignments,
    disputes.compose,
    record.coverage,
    record.method,
    record.sources,
)
LEFT_OUT = {"humanitarian": (voices.alignments, control.compose)}
SOONER: dict[str, tuple[Callable[[Composer], Section | None], ...]] = {
    "newsroom": (chronology.compose, voices.statements, voices.alignments),
    "research": (disputes.compose, record.coverage, record.method),
}
"""The sections that a profile has right behind tolls, displacement and control: what a desk quotes from, and what a
study must know of its data before it uses them."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a report: labelled facts, whether it is a draft, and the notice on its texts."""

    kicker: str
    number: str
    document: str
    facts: tuple[tuple[str, str], ...]
    draft: bool
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """A composed report: its head and sections, and what they were composed with, for the dispatch pages."""

    composer: Composer
    head: Head
    sections: tuple[Section, ...]


def compose(edition: Edition) -> Composition:
    """The report of an edition. Raises `UsageError` for a language without labels."""
    labels = load(edition.language)
    composer = Composer(edition, labels, Naming(edition, labels), Citations(edition))
    left_out = LEFT_OUT.get(edition.profile, ())
    found = [make(composer) for make in _order(edition.profile) if make not in left_out]
    return Composition(composer, _head(composer), tuple(section for section in found if section is not None))


def _order(profile: str) -> tuple[Callable[[Composer], Section | None], ...]:
    sooner = SOONER.get(profile, ())
    rest = [make for make in ORDER if make not in sooner]
    behind = rest.index(control.compose) + 1
    return (*rest[:behind], *sooner, *rest[behind:])


def _head(c: Composer) -> Head:
    edition, labels = c.edition, c.labels
    number = labels.text("title.number", n=str(edition.number)) if edition.number else labels.text("title.unnumbered")
    kicker = labels.text("title.kicker")
    first = edition.first.isoformat() if edition.first else None
    last = (edition.last or edition.as_of).isoformat()
    period = labels.span(first, last)
    reviewed = ((labels.text("title.selection"), labels.text("title.reviewed")),) if edition.reviewed else ()
    facts = (
        (labels.text("title.period"), period[:1].upper() + period[1:]),
        (labels.text("title.as_of"), labels.day(edition.as_of)),
        (labels.text("title.profile"), labels.text(f"profile.{edition.profile}")),
        (labels.text("title.edition"), labels.text("title.internal" if edition.whole else "title.public")),
        *reviewed,
    )
    marks = labels.get("title.demonstration_marks")
    demonstration = any(mark in source.dispatch.text for source in edition.sources for mark in marks)
    return Head(
        kicker,
        number,
        labels.text("title.document", kicker=kicker, number=number, title=edition.title),
        facts,
        edition.number is None or keyfigures.draft(edition),
        demonstration,
    )
