"""The slots of a claim as the text of a cell, and the text that a person left in a cell as the value of a slot.

Counts are written `27`, `at_least 27`, `180..200` or `dozens`; spans of time `2016-11-15`, `2016-11-15..2016-11-27` or
`..2016-11-27`; names as they are, `Name [identifier]` where several bear it, and lists with semicolons between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Protocol, get_args

from bilan.claims import Claim
from bilan.entities import Entity
from bilan.errors import UsageError
from bilan.quantities import Bound, Count
from bilan.review.columns import ORDERS, SLOTS, slot
from bilan.times import When

LONGEST = 600
"""Characters of a cell that holds a slot; a longer text is cut there and stays whole in the ledger. All slots of
a claim together fit a cell of the hidden page, of which a spreadsheet keeps 32,767 characters."""
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff"
                    "\ufeff\ufffe\uffff]")
"""Control characters, and those that hide or turn round what a reader sees; a cell shows U+FFFD for each."""
WHOLE_CELL = 32_767
"""Characters that a spreadsheet keeps of a cell."""
PLACES = frozenset({"where", "place", "origin", "destination"})
PARTIES = frozenset({"sources", "by", "holder", "previous", "actor", "target", "affiliation", "speaker"})
LISTS = frozenset({"where", "sources"})
WRITTEN = PLACES | PARTIES | {"source", "count", "when", "needs"}
"""The slots whose values a person may write as a text in place of their JSON."""
IDENTIFIED = re.compile(r"(.*\S)\s*\[([\w:/.\-]+)\]", re.DOTALL)
COUNT = re.compile(r"(?:(\w+)\s+)?(\d{1,15})")
RANGE = re.compile(r"(\d{1,15})\s*(?:\.\.|-|–)\s*(\d{1,15})")
BOUNDS = get_args(Bound)
SIGNS = {">=": "at_least", "≥": "at_least", ">": "more_than", "<=": "at_most", "≤": "at_most", "<": "less_than",
         "~": "about", "≈": "about"}
SIGNED = re.compile(r"(>=|<=|[≥>≤<~≈])\s*(\d.*)", re.DOTALL)


class Names(Protocol):
    """Who and what a name stands for."""

    def place(self, name: str, id: str | None) -> Entity:
        """The place of that name or identifier. Raises `UsageError` for an identifier that nothing has."""
        ...

    def party(self, name: str, id: str | None) -> Entity:
        """The party, body or person of that name or identifier. Raises `UsageError` as `place` does."""
        ...


def texts(claim: Claim) -> dict[str, str]:
    """The text of each column of slots, "" where the claim has no such slot or leaves it empty."""
    return {column: _text(claim, slot(column, claim.kind)) for column in SLOTS}


def clean(text: str, longest: int = LONGEST) -> str:
    """The text as a cell can hold it: no control characters, one form of line break, not too long."""
    plain = UNSEEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return plain if len(plain) <= longest else plain[:longest - 1] + "…"


def written(value: Any) -> str:
    """What stands in a cell, as text: a day for a date, a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return clean(value.isoformat() if isinstance(value, date) else str(value), WHOLE_CELL)


def slots(kind: str, changed: Mapping[str, str], names: Names) -> dict[str, Any]:
    """The JSON-able slots that the texts of changed columns stand for. Raises `UsageError` naming the column."""
    out: dict[str, Any] = {}
    for column, text in changed.items():
        name = slot(column, kind)
        if name is None:
            raise UsageError(f"{column}: a {kind} has no such slot")
        try:
            out |= _slot(name, text, names)
        except UsageError as error:
            raise UsageError(f"{column}: {error}") from None
    return out


def value_of(name: str, text: str, names: Names) -> dict[str, Any]:
    """The JSON-able slots that a text for one slot stands for. Raises `UsageError` naming the slot."""
    try:
        return _slot("sources" if name == "source" else name, text, names)
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from None


def _text(claim: Claim, name: str | None) -> str:
    value = getattr(claim, name) if name else None
    if name == "sources":
        value = claim.sources or ((claim.source,) if claim.source else ())
    if value is None or value == ():
        return ""
    if isinstance(value, Count):
        return _count_text(value)
    if isinstance(value, When):
        return value.start or "" if value.start == value.end else f"{value.start or ''}..{value.end or ''}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return clean("; ".join(_name(v) if isinstance(v, Entity) else str(v) for v in value))
    return _name(value) if isinstance(value, Entity) else clean(str(value))


def _name(entity: Entity) -> str:
    return clean(entity.name or entity.text).replace(";", ",")


def _count_text(count: Count) -> str:
    if count.order:
        return count.order
    if count.value is None:
        return f"{count.low}..{count.high}"
    return str(count.value) if count.bound == "exact" else f"{count.bound} {count.value}"


def _slot(name: str, text: str, names: Names) -> dict[str, Any]:
    if name == "sources":
        found = [_entity(one, names.party) for one in _parts(text)]
        many = {"sources": found} if len(found) > 1 else {}
        return {"source": found[0] if found else None, **many}
    if name == "where":
        return {name: [_entity(one, names.place) for one in _parts(text)]}
    if name == "needs":
        return {name: _parts(text)}
    if not text:
        return {name: None, **({"as_of_basis": None} if name == "as_of" else {})}
    if name in PLACES | PARTIES:
        return {name: _entity(text, names.place if name in PLACES else names.party)}
    read = {"count": _count, "when": _when, "cumulative": _truth}.get(name)
    return {name: read(text) if read else text, **({"as_of_basis": "printed"} if name == "as_of" else {})}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _entity(text: str, look_up: Callable[[str, str | None], Entity]) -> dict[str, Any]:
    identified = IDENTIFIED.fullmatch(text)
    found = look_up(identified.group(1), identified.group(2)) if identified else look_up(text, None)
    return {f.name: value for f in fields(found) if (value := getattr(found, f.name)) is not None}


def _count(text: str) -> dict[str, Any]:
    signed = SIGNED.fullmatch(text)
    if signed:
        text = f"{SIGNS[signed.group(1)]} {signed.group(2)}"
    text = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)", "", text)
    one, two = COUNT.fullmatch(text), RANGE.fullmatch(text)
    if text in ORDERS:
        return {"order": text}
    if two:
        return {"low": int(two.group(1)), "high": int(two.group(2))}
    if one and (one.group(1) or "exact") in BOUNDS:
        return {"value": int(one.group(2)), "bound": one.group(1) or "exact"}
    raise UsageError(f"{text!r} is no count: 27, at_least 27 ({', '.join(BOUNDS)}), 180..200, or {', '.join(ORDERS)}")


def _when(text: str) -> dict[str, Any]:
    start, dots, end = (part.strip() or None for part in text.partition(".."))
    return {"start": start, "end": end if dots else start, "basis": "text"}


def _truth(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise UsageError(f"{text!r} is neither true nor false")
    return text.lower() == "true"
