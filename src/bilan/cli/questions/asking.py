"""What every question takes: its options, the query they make, and the command around its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilan.cli import options
from bilan.cli.options import day
from bilan.cli.output import AsCsv, AsJson, DispatchRef, Row, show
from bilan.errors import UsageError

if TYPE_CHECKING:
    from bilan.observatory import Observatory
    from bilan.records import Query

Place = Annotated[str | None, typer.Option(help="A place, by name or identifier, with all that lies in it.")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day on which it happened.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day on which it happened.")]
Victims = Annotated[str | None, typer.Option(help="A class of people: civilians, children, fighters…")]
Harm = Annotated[str | None, typer.Option(help="What befell them: killed, wounded, detained… or fled, displaced…")]
Source = Annotated[str | None, typer.Option(help="Who is credited, by name.")]


def question(
    title: str, columns: Sequence[str], answer: Callable[[Observatory, Query], list[Row]], help: str
) -> Callable[..., None]:
    """The command of a question: `answer` gives its rows, `columns` are those that a table and CSV show."""

    def run(
        ledger: options.Ledger,
        place: Place = None,
        first: From = None,
        last: To = None,
        victims: Victims = None,
        harm: Harm = None,
        source: Source = None,
        as_of: options.AsOf = None,
        decided: options.Decided = None,
        as_json: AsJson = False,
        as_csv: AsCsv = False,
    ) -> None:
        asked = query(place, first, last, victims, harm, source, as_of, decided)
        from bilan.observatory import Observatory

        with Observatory.open(options.existing(ledger), create=False) as observatory:
            rows = _named(answer(observatory, asked), observatory)
        show(title, rows, columns, as_json=as_json, as_csv=as_csv)

    run.__doc__ = help
    return run


def _named(rows: list[Row], observatory: Observatory) -> list[Row]:
    """The rows with the ids that dispatches came with in the place of the ledger's own keys."""

    @cache
    def id_of(key: str) -> str:
        filed = observatory.dispatch(key)
        return filed.dispatch.id if filed else key

    def named(value: Any) -> Any:
        if isinstance(value, DispatchRef):
            return DispatchRef(id_of(value))
        if isinstance(value, list):
            return [named(item) for item in value]
        return {name: named(item) for name, item in value.items()} if isinstance(value, dict) else value

    return [named(row) for row in rows]


def query(
    place: str | None,
    first: str | None,
    last: str | None,
    victims: str | None,
    harm: str | None,
    source: str | None,
    as_of: str | None,
    decided: str | None = None,
) -> Query:
    """The query of these options. Raises `UsageError` for a day or a class that is none."""
    from bilan.claims import HARMS, MOVEMENTS, PEOPLE
    from bilan.records import Query

    for name, value, known in (("victims", victims, PEOPLE), ("harm", harm, (*HARMS, *MOVEMENTS))):
        if value is not None and value not in known:
            raise UsageError(f"--{name} {value!r} is none of {', '.join(known)}")
    asked = Query(
        place=place,
        first=day(first, "from"),
        last=day(last, "to"),
        victims=victims,
        harm=harm,
        source=source,
        as_of=day(as_of, "as-of"),
        decided=day(decided, "decided"),
    )
    if asked.first and asked.last and asked.first > asked.last:
        raise UsageError(f"--from {first} is later than --to {last}")
    return asked
