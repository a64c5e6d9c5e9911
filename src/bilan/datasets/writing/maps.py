"""Rows with a point or an area as maps: GeoJSON (RFC 7946) and GeoPackage. Those without are listed as refused."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from shapely import to_wkb
from shapely.geometry import mapping

from bilan.datasets.asked import AREAS
from bilan.datasets.refusals import Refusals
from bilan.datasets.rows.areas import AREA
from bilan.datasets.schema import Column, Row, Schema
from bilan.datasets.table import Table, arrow_schema, needed
from bilan.datasets.writing.text import iso, joined
from bilan.errors import BilanError

POINT = ("latitude", "longitude")
APPROXIMATE = frozenset({"quarter", "part", "site", "district", "region", "country"})
"""Levels of places whose point stands for an area, or that two sources put hundreds of metres apart."""
EPOCH = "1980-01-01T00:00:00Z"
"""The time of the last change that a GeoPackage must name, not the clock's: the same data give the same bytes."""
WKB_POINT = struct.Struct("<BIdd")


def write_geojson(table: Table, path: Path, about: Mapping[str, str], refusals: Refusals) -> int:
    """Writes a feature a row, longitude before latitude, and all other columns as its properties; returns how many.

    `position` is `approximate` where the point stands for an area. Days are in ISO's form.
    """
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        said = json.dumps(about, ensure_ascii=False)
        stream.write('{"type": "FeatureCollection", "bilan": ' + said + ', "features": [')
        for row in _placed(table, table.schema, refusals):
            stream.write(",\n" if number else "\n")
            stream.write(json.dumps(_feature(row, table.schema), ensure_ascii=False, allow_nan=False, default=iso))
            number += 1
        stream.write("\n]}\n")
    return number


def write_geopackage(tables: Iterable[Table], path: Path, refusals: Refusals) -> int:
    """Writes a layer of points or areas for each table, days as dates, lists as text; returns the number of rows.

    Raises `UsageError` where pyogrio or pyarrow is not installed, `BilanError` where GDAL cannot write.
    """
    arrow, geo = needed("pyarrow", "data"), needed("pyogrio", "data")
    geo.set_gdal_config_options({"OGR_CURRENT_DATE": EPOCH})
    number, made = 0, path.with_name("layers.gpkg")  # GDAL looks at the suffix
    try:
        for table in tables:
            schema, kind = _flat(table.schema), "MultiPolygon" if _has_areas(table.schema) else "Point"
            rows = [_layer_row(row, table.schema) for row in _placed(table, table.schema, refusals)]
            shape = arrow_schema(schema).append(arrow.field("geom", arrow.binary()))
            geo.write_arrow(
                arrow.Table.from_pylist(rows, schema=shape), made, layer=schema.name, driver="GPKG",
                geometry_name="geom", geometry_type=kind, crs="EPSG:4326", append=made.exists(),
                layer_options={"IDENTIFIER": schema.title, "DESCRIPTION": schema.text})  # fmt: skip
            number += len(rows)
    except geo.errors.DataSourceError as error:
        raise BilanError(f"{path.name}: cannot be written: {error}") from error
    finally:
        geo.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    made.rename(path)
    return number


def _placed(rows: Iterable[Row], schema: Schema, refusals: Refusals) -> Iterator[Row]:
    for row in rows:
        if _has_areas(schema) and row[AREA] is None:
            refusals.add(_id(row, schema), "no_area", "no outline of its place was given, and cells are estimated only "
                         "for quarters near others of a town", kind=schema.name, what=row["situation"],
                         place=row["place"])
            continue
        if not _has_areas(schema) and (row["latitude"] is None or row["longitude"] is None):
            refusals.add(_id(row, schema), "no_point", "its place is not told, or has no point in the gazetteer",
                         kind=schema.name, what=row.get("type") or row.get("situation") or row.get("what"),
                         place=row["place"], quote=row.get("quote"))
            continue
        yield row


def _id(row: Row, schema: Schema) -> str:
    return "/".join(str(row[part]) for part in schema.key)


def _feature(row: Row, schema: Schema) -> dict[str, Any]:
    properties = {name: value for name, value in row.items() if name not in (*POINT, AREA)}
    geometry = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    if _has_areas(schema):
        geometry = mapping(row[AREA])
    return {
        "type": "Feature",
        "id": _id(row, schema),
        "geometry": geometry,
        "properties": {**properties, "position": _position(row)},
    }


def _has_areas(schema: Schema) -> bool:
    return schema.name == AREAS


def _position(row: Row) -> str:
    return "approximate" if row.get("place_level") in APPROXIMATE else "town"


def _flat(schema: Schema) -> Schema:
    """The schema of a layer: lists are text, and the position is said."""
    columns = [Column(c.name, "string" if c.type == "list" else c.type, c.text) for c in schema.columns]
    said = Column("position", "string", "approximate where the point stands for an area")
    return Schema(schema.name, schema.title, schema.text, schema.key, (*columns, said))


def _layer_row(row: Row, schema: Schema) -> Row:
    lists = {c.name for c in schema.columns if c.type == "list"}
    cells = {name: joined(value) if name in lists else value for name, value in row.items() if name != AREA}
    geom = (to_wkb(row[AREA], byte_order=1) if row.get(AREA) is not None
            else WKB_POINT.pack(1, 1, row["longitude"], row["latitude"]))
    return {**cells, "position": _position(row), "geom": geom}
