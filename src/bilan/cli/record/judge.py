"""`bilan judge`: what a person decides about a claim, a pair, a source or a figure."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from bilan.cli import options
from bilan.cli.console import printable
from bilan.cli.questions import asking
from bilan.errors import UsageError

Author = Annotated[str, typer.Option("--as", metavar="NAME", help="Who decides. Nobody checks the name.")]
Slots = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="SLOT=VALUE", help="A slot corrected; VALUE is JSON, or else text; null empties it."),
]
Verdict = Annotated[
    str,
    typer.Argument(
        help="accept, reject, correct, add, same, different, unsure, grade-source, grade-claim, grade-incident, "
        "recommend, sign-off, pseudonymise, coarsen or undo."
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
      bilan judge correct 3f9c… --set 'count={"value": 27, "bound": "at_least"}' --ledger war.bilan --as "A. Editor"
      bilan judge sign-off figure-81d2… --ledger war.bilan --as "B. Editor"
      bilan judge pseudonymise "Jane Doe" "J. Doe" --shown-as "witness 1" --ledger war.bilan --as "A. Editor"
    """
    from bilan.judging import judge
    from bilan.observatory import Observatory

    named = verdict.replace("-", " ")
    chosen: dict[str, Any] = {"slots": _slots(slots), "grade": grade, "claim": claim, "shown_as": shown_as}
    asked, given = asking.query(place, first, last, None, None, None, None), _given(detail)
    with Observatory.open(options.existing(ledger), create=False) as observatory:
        made = judge(
            observatory, named, subjects or [], author=author, reason=reason, query=asked, detail=given, **chosen
        )
    typer.echo(printable(f"judgement {made.number}: {made.verdict} {made.subject}".rstrip()))


def _slots(written: list[str] | None) -> dict[str, Any] | None:
    if not written:
        return None
    slots = {}
    for one in written:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise UsageError(f"--set {one!r} is not SLOT=VALUE")
        try:
            slots[name] = json.loads(value)
        except ValueError:
            slots[name] = value
    return slots


def _given(detail: str | None) -> dict[str, Any]:
    try:
        given = json.loads(detail or "{}")
    except ValueError as error:
        raise UsageError(f"--detail is no JSON: {error}") from None
    if not isinstance(given, dict):
        raise UsageError("--detail is a JSON object")
    return given
