"""`bilan reports`: the reports that were published."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from bilan.cli import options
from bilan.cli.console import say


def run(
    ledger: options.Ledger,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the reports that were published, with the SHA-256 of their files.

    \b
    Examples:
      bilan reports --ledger war.bilan
    """
    from bilan.observatory import Observatory
    from bilan.reporting import Issued, issued

    def told(one: Issued) -> dict[str, Any]:
        content = one.content or {}
        return {"edition": one.edition, "number": one.number, "entry": one.entry, "published": one.at[:19] + "Z",
                "by": one.author, "as_of": content.get("as_of"), "title": content.get("title"),
                "draft": content.get("draft"), "files": one.files, "expunged": one.content is None}

    with Observatory.open(options.existing(ledger), create=False) as observatory:
        rows = [told(one) for one in issued(observatory)]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        say("no report was published from this ledger")
    for row in rows:
        state = "expunged" if row["expunged"] else "draft" if row["draft"] else "signed off"
        typer.echo(f"{row['edition']} {row['number']}  {row['published']}  as of {row['as_of'] or '?'}  {state}  "
                   f"{row['title'] or ''}{'  by ' + row['by'] if row['by'] else ''}")
        for form, digest in row["files"].items():
            typer.echo(f"  {form}  {digest}")
