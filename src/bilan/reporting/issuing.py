"""Publication: a report gets its number, the ledger keeps what it said, and its bytes can be had again at any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bilan import publish
from bilan.errors import LedgerError, OutdatedError, UsageError
from bilan.findings import Measure
from bilan.ledger.encoding import pack, unpack
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.records import Judgement, Publication
from bilan.redacting import REDACTIONS
from bilan.reporting import kept
from bilan.reporting.comparing import look_back
from bilan.reporting.editions import Wanted, ask, in_language

ATTEMPTS = 3
"""How often a report is made anew where somebody wrote to the ledger meanwhile, before that is an error."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a publication: its language, whether it is Markdown, and the name by which the others link to it."""

    language: str
    markdown: bool = False
    name: str | None = None

    @property
    def form(self) -> str:
        """Language and format in two words: "fr html"."""
        return f"{self.language} {'md' if self.markdown else 'html'}"


@dataclass(frozen=True, slots=True)
class Issued:
    """A report that was published. `number` counts within its edition ("internal" or "public"); `content` is what it
    said as the ledger keeps it, `None` where an expunged dispatch took it away."""

    edition: str
    number: int
    entry: int
    at: str
    author: str | None
    content: Mapping[str, Any] | None

    @property
    def files(self) -> dict[str, str]:
        """The SHA-256 of each file by its form ("fr html")."""
        return {file["form"]: file["sha256"] for file in (self.content or {}).get("files", ())}

    @property
    def unsigned(self) -> list[tuple[str, Count, Measure]]:
        """The key figures that nobody had signed off: identifier, count that leads, and what is counted."""
        return [(one["id"], Count(**one["lead"]), kept.measure(one["measure"]))
                for one in (self.content or {}).get("figures", ()) if one["key"] and not one["signed_off"]]

    def text(self, form: str | None = None) -> str:
        """The file of that form (default: the first), as it was published.

        Raises `LedgerError` where it is gone, `UsageError` where the report was not published in that form.
        """
        name = f"{self.edition} report {self.number}"
        if self.content is None:
            raise LedgerError(f"{name} cannot be had again: it repeated a dispatch that was expunged since")
        for file in self.content["files"]:
            if form in (None, file["form"]):
                return unpack(file["bytes"])
        raise UsageError(f"{name} was not published as {form}, but as {', '.join(self.files)}")


def issue(observatory: Observatory, files: Sequence[File], wanted: Wanted | None = None, *,
          author: str | None = None) -> Issued:
    """Makes a report in one or several languages and forms, numbers it and keeps what it said in the ledger.

    Public and internal editions are numbered apart. Raises what `reporting.report` raises, `UsageError` where one form
    is asked for twice, and `LedgerError` where the ledger is written to faster than the report can be made.
    """
    forms = [file.form for file in files]
    if not files or len(set(forms)) < len(forms):
        raise UsageError("a report is published in at least one form, and in each only once")
    for _ in range(ATTEMPTS - 1):
        try:
            return _issue(observatory, files, wanted or Wanted(), author)
        except OutdatedError:
            continue
    return _issue(observatory, files, wanted or Wanted(), author)


def issued(observatory: Observatory) -> tuple[Issued, ...]:
    """The reports that were published, oldest first."""
    found = (_issued(publication) for publication in observatory.ledger.published())
    return tuple(one for one in found if one is not None)


def again(observatory: Observatory, number: int, *, public: bool = False, language: str | None = None,
          markdown: bool = False) -> str:
    """The report of that number in its edition, byte for byte as it was published.

    Raises `UsageError` where there is none or not in that form, `LedgerError` where it is gone.
    """
    edition = _edition(public)
    for one in issued(observatory):
        if (one.edition, one.number) == (edition, number):
            return one.text(File(language, markdown).form if language else None)
    numbers = [str(one.number) for one in issued(observatory) if one.edition == edition]
    there = f"there are {', '.join(numbers)}" if numbers else "none was published yet"
    raise UsageError(f"no {edition} report has the number {number}: {there}")


def redacted_since(observatory: Observatory, number: int, *, public: bool = False) -> tuple[Judgement, ...]:
    """The redactions that stand and were decided after that report was published: its bytes do not obey them."""
    entry = max((one.entry for one in issued(observatory) if (one.edition, one.number) == (_edition(public), number)),
                default=0)
    return tuple(j for j in observatory.judgements() if j.verdict in REDACTIONS and j.number > entry > 0)


def _issue(observatory: Observatory, files: Sequence[File], wanted: Wanted, author: str | None) -> Issued:
    seal = observatory.seal().head
    edition = _edition(wanted.public)
    past = [one for one in issued(observatory) if one.edition == edition]
    number = max((one.number for one in past), default=0) + 1
    material = ask(observatory, wanted)
    first = in_language(material, files[0].language)
    back = look_back(observatory, material, first, [one.content for one in past if one.content is not None])
    made: list[str] = []
    content: dict[str, Any] = {}
    for file in files:
        alternate = next((f.name for f in files if f.language != file.language and not f.markdown), None)
        composition = publish.compose(replace(
            in_language(material, file.language, alternate=alternate), number=number, **back))
        made.append(publish.markdown(composition) if file.markdown else publish.report(composition))
        content = content or kept.said(composition, material.query, number)
    content["files"] = [{"form": file.form, "sha256": digest, "bytes": pack(text)}
                        for file, text, digest in zip(files, made, kept.digests(made), strict=True)]
    entry = observatory.ledger.publish(content, title=f"{edition} {number}", author=author, seal=seal)
    return next(one for one in issued(observatory) if one.entry == entry)


def _issued(publication: Publication) -> Issued | None:
    edition, _, number = publication.name.partition(" ")
    if publication.kind != "report" or edition not in ("internal", "public") or not number.isdigit():
        return None
    return Issued(edition, int(number), publication.entry, publication.at, publication.author, publication.content)


def _edition(public: bool) -> str:
    return "public" if public else "internal"
