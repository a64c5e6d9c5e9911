"""`bilan expunge`: a dispatch's words deleted for somebody's safety."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bilan.cli import options
from bilan.cli.console import printable
from bilan.errors import UsageError

if TYPE_CHECKING:
    from bilan.records import Publication


def run(
    dispatch: Annotated[
        str, typer.Argument(help="The dispatch: its key in the ledger, or the id it came with; or judgement-NUMBER.")
    ],
    ledger: options.Ledger,
    author: Annotated[str, typer.Option("--as", metavar="NAME", help="Who deletes. The name stays.")],
    reason: Annotated[str, typer.Option(help="Why. The reason stays: name nobody in it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: it cannot be undone.")] = False,
) -> None:
    """Delete a dispatch's words for good.

    Its text, its claims' words, and the judgements and reports that repeat them are emptied in every version; that it
    was there stays, with who deleted it and why, and the record still verifies. Copies of the file are not reached; the
    reports, data sets, sheets and bundles that are out and may hold the words are listed, and stand in the record.

    \b
    Examples:
      bilan expunge wire-17 --ledger war.bilan --as "A. Editor" --reason "names a witness"
      bilan expunge judgement-412 --ledger war.bilan --as "A. Editor" --reason "names a witness"
    """
    from bilan.observatory import Observatory

    with Observatory.open(options.existing(ledger), create=False) as observatory:
        kept = observatory.ledger
        found = kept.dispatch(dispatch)
        word, _, judgement = dispatch.rpartition("-")
        alone = found is None and word == "judgement" and judgement.isdecimal()
        if found is None and not alone:
            raise UsageError(f"no dispatch is called {dispatch!r}")
        if not yes:
            typer.confirm(f"Delete the words of {found.dispatch.id if found else dispatch} for good?", abort=True)
        number = (kept.expunge(found.key, author=author, reason=reason) if found
                  else kept.expunge_judgement(int(judgement), author=author, reason=reason))
        out = kept.still_out(number)
    typer.echo(f"entry {number}: {found.key if found else dispatch} expunged")
    for one in out:
        typer.echo(printable(f"still out: {_named(one)}"))


def _named(one: Publication) -> str:
    said = one.content or {}
    name = f"report {one.name}" if one.kind == "report" else f"{said.get('as')} {one.name}"
    files = "".join(f"\n  {file['sha256']}  {file.get('name') or file.get('form')}" for file in said.get("files", ()))
    return f"{name} of {one.at[:19]}Z, entry {one.entry}{files}"
