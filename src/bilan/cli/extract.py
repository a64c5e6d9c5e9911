"""`bilan extract`: claims as JSON files, without a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import count, write
from bilan.cli.incoming import Incoming
from bilan.errors import UsageError


def run(
    paths: options.Paths,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that takes one ID.json a dispatch.")],
    published: options.Published = None,
    outlet: options.Outlet = None,
    language: options.LanguageCode = "fr",
    format: options.InFormat = None,
) -> None:
    """Read dispatches into claim files, without a ledger.

    Each dispatch gives one ID.json, in the shape of claims.schema.json.

    \b
    Examples:
      bilan extract dispatches/ --out claims/
      bilan extract news.jsonl --out claims/ --outlet "My Agency"
    """
    incoming = Incoming(paths, options.reading(published, outlet, language, format))
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: there is a file of that name")
    from bilan import contract
    from bilan.extraction import Failure
    from bilan.pipeline import Pipeline

    files = claims = 0
    for result in Pipeline(language).extract_many(incoming.dispatches()):
        if isinstance(result, Failure):
            incoming.failed(result)
            continue
        try:
            document = contract.document(result)
            contract.check(document, result.dispatch.text)
        except contract.ContractError as error:
            incoming.failed(Failure(result.dispatch.id, str(error), result.dispatch.where_from))
            continue
        write(out / f"{result.dispatch.id}.json", contract.dumps(document))
        files, claims = files + 1, claims + len(result.claims)
    incoming.end(f"{count(files, 'dispatch', 'dispatches')} read, {count(claims, 'claim')} written to {out}")
