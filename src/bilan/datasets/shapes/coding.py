"""From happenings to rows of coded events: every claim in view is in a row or in the list of what was refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from bilan.claims import Claim, Control, Displacement, Incident, Toll
from bilan.datasets.asked import Answers
from bilan.datasets.refusals import Refusals
from bilan.datasets.schema import Row
from bilan.findings import Happening, Reading
from bilan.records import Query, Recorded

Code = Callable[[Happening, Sequence[Reading]], list[Row] | str]
"""Codes a happening with the figures that count for it: its rows, or the code of the reason why there are none."""


@cache
def rules() -> dict[str, Any]:
    """What `rules.toml` holds."""
    return tomllib.loads(resources.files(__package__).joinpath("rules.toml").read_text("utf-8"))


def events(answers: Answers, query: Query, refusals: Refusals, code: Code) -> Iterator[Row]:
    """The rows of all happenings in view that can be coded, in their order; what cannot is added to `refusals`.

    A figure that is told with two happenings counts for the first that is coded, so that nobody is counted twice.
    """
    settled: set[str] = set()
    refused: dict[str, tuple[Recorded, str]] = {}
    spent: set[tuple[str, ...]] = set()
    for happening in answers.chronology(query):
        figures = [reading for reading in happening.tolls if _key(reading) not in spent]
        made = code(happening, figures)
        members = _members(happening)
        if isinstance(made, str):
            refused |= {record.key: (record, made) for record in members if record.key not in refused}
            continue
        settled |= {record.key for record in members}
        spent |= {_key(reading) for reading in figures}
        yield from made
    for record in answers.claims(query):
        if record.key not in settled:
            reason = refused[record.key][1] if record.key in refused else _why(record.claim)
            refusals.claim(record, reason, rules()["reasons"][reason])


def _key(reading: Reading) -> tuple[str, ...]:
    return (reading.origin.key, reading.measure.people, *(record.key for record in reading.records))


def _members(happening: Happening) -> list[Recorded]:
    told = [*happening.records, *happening.related]
    for reading in happening.tolls:
        told += [*reading.records, *(record for part in reading.parts for record in part.records)]
    return told


def _why(claim: Claim) -> str:
    """Why a claim of no happening is no event."""
    if claim.modality in ("expected", "called_for"):
        return "expected"
    if claim.modality == "denied":
        return "denied"
    if isinstance(claim, Displacement):
        return "movement"
    if isinstance(claim, Control):
        return "state"
    if isinstance(claim, Toll):
        if claim.cumulative:
            return "cumulative"
        return "part" if claim.part_of else "elsewhere"
    return "elsewhere" if isinstance(claim, Incident) else "speech"
