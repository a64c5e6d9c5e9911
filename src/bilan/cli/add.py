"""`bilan add`: dispatches into a ledger."""

from __future__ import annotations

from bilan.cli import options
from bilan.cli.console import count, say
from bilan.cli.incoming import Incoming


def run(
    paths: options.Paths,
    ledger: options.Ledger,
    published: options.Published = None,
    outlet: options.Outlet = None,
    language: options.LanguageCode = "fr",
    format: options.InFormat = None,
) -> None:
    """Read dispatches into a ledger.

    Each enters with its claims, or not at all; one that is there already is not entered again.

    \b
    Examples:
      bilan add dispatches/ --ledger war.bilan
      bilan add wire.txt --published 2016-12-14 --outlet "My Agency" --ledger war.bilan
      cat today.jsonl | bilan add - --format jsonl --ledger war.bilan
    """
    incoming = Incoming(paths, options.reading(published, outlet, language, format))
    from bilan.observatory import Observatory

    with Observatory.open(ledger) as observatory:
        report = observatory.add(incoming.dispatches())
    for failure in report.failed:
        incoming.failed(failure)
    for where in report.undated:
        say(f"no day: {where}: dated answers and reports leave it out; give its day with --published or in its header")
    known = f", {len(report.known):,} already there" if report.known else ""
    incoming.end(f"{count(len(report.added), 'dispatch', 'dispatches')} added{known}, {count(report.claims, 'claim')}")
