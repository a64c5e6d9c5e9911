"""`bilan explain`: what is read in a sentence, and by which rule."""

from __future__ import annotations

from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import printable


def run(
    text: Annotated[str, typer.Argument(help="A sentence or more.")],
    published: options.Published = None,
    language: options.LanguageCode = "fr",
) -> None:
    """Show what is read in a sentence.

    Each claim with its slots, its evidence and the rule that read it.

    \b
    Example:
      bilan explain "Au moins 12 civils ont été tués mardi à Alep, selon l'OSDH." --published 2016-12-14
    """
    day = options.reading(published, None, language, None).published
    from bilan.pipeline import Pipeline

    typer.echo(printable(Pipeline(language).explain(text, published=day)))
