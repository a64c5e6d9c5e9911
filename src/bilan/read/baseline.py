"""A baseline of control from elsewhere: a table or a map of who held which place on a day.

CSV has a header with `place` and `holder`, and may have `place_id`, `holder_id` and `status`; GeoJSON is a
`FeatureCollection` whose features have these as properties. `status` is one of `STATUSES`, `holds` where it is not
given; of a siege or a fight the holder is the besieger or the challenger, as in a claim.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilan.errors import DispatchError

STATUSES = ("holds", "contested", "besieged")
COLUMNS = ("place", "holder", "place_id", "holder_id", "status")


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a baseline; `line` is its line in a table or its number in a map, from 1."""

    line: int
    place: str
    holder: str
    place_id: str | None = None
    holder_id: str | None = None
    status: str = "holds"


def baseline(path: Path) -> list[Row]:
    """The rows of a file, in its order. Raises `DispatchError` naming the file and the line of the first that is wrong:
    a baseline comes in whole or not at all."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DispatchError(f"{path}: cannot be read: {error}") from error
    found = [_row(path, line, values) for line, values in (_features(path, text) if _is_map(path) else _table(text))]
    if not found:
        raise DispatchError(f"{path}: no place is in it")
    return found


def _is_map(path: Path) -> bool:
    return path.suffix.lower() in (".geojson", ".json")


def _table(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    lines = text.splitlines()
    separator = ";" if lines and ";" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=separator)
    for values in reader:
        yield reader.line_num, values


def _features(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        features = json.loads(text)["features"]
        yield from ((number, dict(feature["properties"])) for number, feature in enumerate(features, 1))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DispatchError(f"{path}: is no FeatureCollection of GeoJSON: {error}") from error


def _row(path: Path, line: int, values: Mapping[str, Any]) -> Row:
    given = {name: str(values.get(name) or "").strip() for name in COLUMNS}
    missing = [name for name in ("place", "holder") if not given[name]]
    if missing:
        raise DispatchError(f"{path}:{line}: no {' and no '.join(missing)}")
    status = given["status"] or "holds"
    if status not in STATUSES:
        raise DispatchError(f"{path}:{line}: the status {status!r} is none of {', '.join(STATUSES)}")
    return Row(line, given["place"], given["holder"], given["place_id"] or None, given["holder_id"] or None, status)
