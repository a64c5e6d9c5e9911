"""`bilan judge`: what a person decides about a claim, a pair, a source or a figure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilan.cli import options
from bilan.cli.console import printable
from bilan.cli.questions import asking
from bilan.errors import UsageError

if TYPE_CHECKING:
    from bilan.observatory import Observatory

WORDS = {"merge": "same", "split": "different"}
"""Other words for a verdict."""
Author = Annotated[str, typer.Option("--as", metavar="NAME", help="Who decides. Nobody checks the name.")]
Slots = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="SLOT=VALUE",
        help="A slot corrected, as in the spreadsheet (at_least 27, 2016-11-15..2016-11-27, a name) or in JSON; null "
        "empties it.",
    ),
]
Verdict = Annotated[
    str,
    typer.Argument(
        help="accept, reject, correct, add, same (or merge), different (or split), unsure, grade-source, grade-claim, "
        "grade-incident, recommend, sign-off, pseudonymise, coarsen or undo."
    ),
]
Subjects = Annotated[
    list[str] | None, typer.Argument(metavar="[SUBJECT…]", help="What it is about: a key, two keys, a name, an id.")
]
Detail = Annotated[str | None, typer.Option(metavar="JSON", help="All that a verdict needs, where no option gives it.")]


def run(
    verdict: Verdict,
    ledger: options.Ledger,
    author: Author,
    subjects: Subjects = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    slots: Slots = None,
    grade: Annotated[str | None, typer.Option(help="The grade given.")] = None,
    claim: Annotated[str | None, typer.Option(metavar="KEY", help="The reading recommended.")] = None,
    shown_as: Annotated[
        str | None, typer.Option(metavar="NAME", help="What a redaction shows: a pseudonym, or a wider place.")
    ] = None,
    detail: Detail = None,
    place: asking.Place = None,
    first: asking.From = None,
    last: asking.To = None,
) -> None:
    """Record a judgement.

    A row beside what it judges: nothing is overwritten, and another judgement undoes it. The keys of claims and the
    identifiers of figures and happenings are in the --json of the questions.

    \b
    Examples:
      bilan judge accept 3f9c… --ledger war.bilan --as "A. Editor"
      bilan judge correct 3f9c… --set "count=at_least 27" --set place=Sakhour --ledger war.bilan --as "A. Editor"
      bilan judge sign-off figure-81d2… --ledger war.bilan --as "B. Editor"
      bilan judge pseudonymise "Jane Doe" "J. Doe" --shown-as "witness 1" --ledger war.bilan --as "A. Editor"
    """
    from bilan.judging import judge
    from bilan.observatory import Observatory

    named = WORDS.get(verdict, verdict.replace("-", " "))
    chosen: dict[str, Any] = {"grade": grade, "claim": claim, "shown_as": shown_as}
    asked, given = asking.query(place, first, last, None, None, None, None), _given(detail)
    with Observatory.open(options.existing(ledger), create=False) as observatory:
        chosen["slots"] = _slots(slots, observatory)
        made = judge(
            observatory, named, subjects or [], author=author, reason=reason, query=asked, detail=given, **chosen
        )
    typer.echo(printable(f"judgement {made.number}: {made.verdict} {made.subject}".rstrip()))


def _slots(written: list[str] | None, observatory: Observatory) -> dict[str, Any] | None:
    from bilan.review import WRITTEN, KnownNames, value_of

    if not written:
        return None
    slots: dict[str, Any] = {}
    for one in written:
        name, equals, text = one.partition("=")
        if not equals or not name:
            raise UsageError(f"--set {one!r} is not SLOT=VALUE")
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        plain = name in WRITTEN and isinstance(value, str | int)
        slots |= value_of(name, text.strip('"'), KnownNames(observatory)) if plain else {name: value}
    return slots


def _given(detail: str | None) -> dict[str, Any]:
    try:
        given = json.loads(detail or "{}")
    except ValueError as error:
        raise UsageError(f"--detail is no JSON: {error}") from None
    if not isinstance(given, dict):
        raise UsageError("--detail is a JSON object")
    return given
