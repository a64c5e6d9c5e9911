"""`bilan explain`: what is read in a sentence, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bilan.cli import options
from bilan.cli.console import printable
from bilan.errors import UsageError

if TYPE_CHECKING:
    from bilan.claims import Claim
    from bilan.dispatch import Published
    from bilan.extraction import Extraction


def run(
    text: Annotated[str, typer.Argument(help="A sentence or more.")],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day on which it was published: weekdays count from there.")
    ] = None,
    language: options.LanguageCode = "fr",
) -> None:
    """Show what is read in a sentence.

    Each claim with its slots, its evidence and the rule that read it; and the same as a proof, to paste into a frame.

    \b
    Example:
      bilan explain "Au moins 12 civils ont été tués mardi à Alep, selon l'OSDH." --published 2016-12-14
    """
    day = options.reading(published, None, language, None).published
    if not text.strip():
        raise UsageError("nothing to explain: the text is empty")
    from bilan.pipeline import Pipeline

    for line in _lines(Pipeline(language).explain(text, published=day)):
        typer.echo(printable(line))


def _lines(extraction: Extraction) -> Iterator[str]:
    from bilan.contract import ordered

    yield from _published(extraction.published)
    claims = ordered(extraction.claims)
    if not claims:
        yield "No claim is read in this."
    for claim in claims:
        yield ""
        yield from _claim(claim, extraction.dispatch.text)


def _published(published: Published) -> Iterator[str]:
    if published.given:
        return
    if published.first is None:
        yield "Day of publication: unknown (give one with --published)"
    else:
        days = dict.fromkeys(str(day) for day in (published.first, published.last))
        yield f"Day of publication, by its words: {' to '.join(days)}"
    yield from (f"  {reason}" for reason in published.reasons)


def _claim(claim: Claim, text: str) -> Iterator[str]:
    from bilan.extract.proofs import as_proof, as_toml

    start, end = claim.evidence
    proof = as_proof(claim, text)
    yield f"{claim.kind}  [{claim.rule}]  confidence {claim.confidence}"
    yield f"  evidence [{start}, {end}]: {text[start:end]}"
    yield from (f"  {slot}: {value}" for slot, value in {"modality": claim.modality, **proof}.items())
    yield f"  proof: {as_toml(proof, text)}"
