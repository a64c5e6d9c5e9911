"""Whether what a person gives for a claim's slots can stand there; where it cannot, `UsageError` says so in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from bilan import claims as nouns
from bilan.errors import UsageError
from bilan.ledger.encoding import ENTITIES, ENTITY_LISTS, SPANS
from bilan.quantities import Bound, Order
from bilan.times import Basis, first_day, last_day

VALUES: Mapping[str, Sequence[str]] = {
    "modality": nouns.MODALITIES, "confidence": nouns.CONFIDENCES, "harm": nouns.HARMS, "victims": nouns.PEOPLE,
    "population": nouns.PEOPLE, "movement": nouns.MOVEMENTS, "change": nouns.CHANGES, "extent": nouns.EXTENTS,
    "type": nouns.INCIDENT_TYPES, "relation": nouns.RELATIONS, "mode": nouns.MODES, "unit": ("people", "households"),
}
TEXTS = frozenset({"means", "victim", "updates", "about", "via"})
ENTITY_PARTS = frozenset({"text", "name", "id", "start", "end", "role", "organisation"})
SPAN_ENDS = ("start", "end")
COUNT_SHAPES = ({"value", "bound"}, {"low", "high"}, {"order"})


def check(slots: Mapping[str, Any]) -> None:
    """Returns where every value can stand in its slot (`None` empties one). Raises `UsageError` otherwise."""
    for name, value in slots.items():
        if name in VALUES:
            _one_of(name, value, VALUES[name])
        elif value is not None:
            _check_one(name, value)


def _check_one(name: str, value: Any) -> None:
    if name == "count":
        _count(value)
    elif name == "when":
        _when(value)
    elif name == "as_of":
        _day(name, value)
    elif name in ENTITIES:
        _entity(name, value)
    elif name in ENTITY_LISTS:
        for one in _list(name, value):
            _entity(name, one)
    elif name == "needs":
        for one in _list(name, value):
            _one_of(name, one, nouns.NEEDS)
    elif name == "cumulative" and not isinstance(value, bool):
        raise UsageError(f"{name} is true or false, not {value!r}")
    elif name in TEXTS and not (isinstance(value, str) and value.strip()):
        raise UsageError(f"{name} is a text, not {value!r}")
    elif name in SPANS:
        _span(name, value)


def _one_of(name: str, value: Any, known: Sequence[str]) -> None:
    if value not in known:
        raise UsageError(f"{name} cannot be {value!r}: {', '.join(known)}")


def _list(name: str, value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise UsageError(f"{name} is a list, not {value!r}")
    return value


def _count(value: Any) -> None:
    if not isinstance(value, dict) or {*value} - {"derived"} not in COUNT_SHAPES:
        raise UsageError(f'count is {{"value": 27, "bound": "at_least"}}, {{"low": 20, "high": 30}} or '
                         f'{{"order": "dozens"}}, not {value!r}')
    for part in ("value", "low", "high"):
        figure = value.get(part, 0)
        if not isinstance(figure, int) or isinstance(figure, bool) or figure < 0:
            raise UsageError(f"the {part} of a count is a whole number from 0, not {figure!r}")
    if "order" in value:
        _one_of("the order of a count", value["order"], get_args(Order))
    elif "bound" in value:
        _one_of("the bound of a count", value["bound"], get_args(Bound))
    elif value["low"] > value["high"]:
        raise UsageError(f"a count's low, {value['low']}, is above its high, {value['high']}")


def _when(value: Any) -> None:
    if not isinstance(value, dict) or not {"start", "end"} <= {*value} <= {"start", "end", "basis"}:
        raise UsageError(f'when is {{"start": "2016-11-15", "end": "2016-11-27"}}, either of them null where it is '
                         f"not known, not {value!r}")
    for end in SPAN_ENDS:
        if value[end] is not None:
            _day(f"the {end} of a time", value[end])
    if value["start"] and value["end"] and first_day(value["start"]) > last_day(value["end"]):
        raise UsageError(f"a time cannot start on {value['start']} and end on {value['end']}")
    _one_of("the basis of a time", value.get("basis", "text"), get_args(Basis))


def _day(name: str, value: Any) -> None:
    try:
        whole = last_day(value).isoformat()
    except (ValueError, AttributeError):
        whole = ""
    if not whole or not whole.startswith(value):
        raise UsageError(f"{name} is a day, a month or a year (2016-11-15, 2016-11, 2016), not {value!r}")


def _entity(name: str, value: Any) -> None:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str) or not value["text"].strip():
        raise UsageError(f'{name} is a name, or {{"text": …, "name": …, "id": …}}, not {value!r}')
    for part, given in value.items():
        if part not in ENTITY_PARTS or not (given is None or isinstance(given, int if part in SPAN_ENDS else str)):
            raise UsageError(f"{name} cannot have {part} {given!r}")


def _span(name: str, value: Any) -> None:
    whole = isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)
    if not whole or not 0 <= value[0] <= value[1]:
        raise UsageError(f"{name} is [start, end] in code points of the text, not {value!r}")
