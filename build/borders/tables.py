"""Builds the tables of `src/bilan/world/borders/data` from Natural Earth's countries at 1:50 million.

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    PYTHONPATH=src python build/borders/tables.py package/countries-50m.json [FOLDER]

The input is TopoJSON: arcs that neighbours share. Each is simplified by itself, so that neighbours still share it. The
same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.core import get_global
from shapely import LineString

from bilan.world.borders import DATA

TOLERANCE = 0.015  # degrees, under two kilometres: less than the source's own error at its scale
SOUTHERNMOST = -60.0  # Antarctica is left out
CODES = {"Kosovo": "XK"}
"""Of what ISO 3166 has no code for: the one in common use."""


def main(source: Path, folder: Path = DATA) -> None:
    """Writes `arcs.tsv` and `countries.tsv` into the folder."""
    topology = json.loads(source.read_text("utf-8"))
    countries = [(name, code, list(rings)) for name, code, rings in _countries(topology)]
    arcs = [_simplified(points) for points in _decoded(topology)]
    kept = [(n, c, [r for r in rings if _north(r, arcs)]) for n, c, rings in countries]
    kept = [country for country in kept if country[2]]
    used = sorted({_index(arc) for _, _, rings in kept for ring in rings for arc in ring})
    numbers = {arc: i for i, arc in enumerate(used)}
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "arcs.tsv", (" ".join(f"{x:g},{y:g}" for x, y in arcs[arc]) for arc in used))
    _write(folder / "countries.tsv", (
        f"{name}\t{code}\t{';'.join(' '.join(_numbered(arc, numbers) for arc in ring) for ring in rings)}"
        for name, code, rings in sorted(kept)))


def _decoded(topology: Any) -> Iterator[list[tuple[float, float]]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * sx + tx, 2), round(y * sy + ty, 2)))
        yield points


def _simplified(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(points) < 3:
        return points
    kept = list(LineString(points).simplify(TOLERANCE).coords)
    # A small island that is one closed arc keeps an area.
    return [(x, y) for x, y in kept] if points[0] != points[-1] or len(kept) > 3 else points


def _countries(topology: Any) -> Iterator[tuple[str, str, Iterator[list[int]]]]:
    aliases = get_global("territory_aliases")
    for country in topology["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        code = CODES.get(name) or next(iter(aliases.get(country.get("id", ""), ())), "")
        parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        yield name, code, (ring for part in parts for ring in part)


def _north(ring: list[int], arcs: list[list[tuple[float, float]]]) -> bool:
    return any(y > SOUTHERNMOST for arc in ring for _, y in arcs[_index(arc)])


def _index(arc: int) -> int:
    return ~arc if arc < 0 else arc


def _numbered(arc: int, numbers: dict[int, int]) -> str:
    """An arc of a ring: its line in `arcs.tsv`, with a minus where the ring runs it backwards; lines count from 1."""
    return str(-(numbers[~arc] + 1) if arc < 0 else numbers[arc] + 1)


def _write(path: Path, lines: Iterator[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
