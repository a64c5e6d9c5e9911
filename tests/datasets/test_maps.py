"""GeoJSON holds to RFC 7946; a GeoPackage opens with dates as dates; what has no point is listed."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point, Polygon, shape

from bilan import datasets
from bilan.datasets.exporting import refusal_list
from bilan.datasets.refusals import Refusals
from bilan.datasets.rows import areas
from bilan.datasets.writing.maps import write_geopackage
from bilan.errors import BilanError, UsageError
from bilan.observatory import Observatory
from bilan.records import Query
from tests.datasets.dossier import EAST


def refused(out: Path) -> list[Any]:
    with refusal_list(out).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", ["control", "incidents"])
def test_geojson_holds_to_its_standard(observatory: Observatory, tmp_path: Path, table: str) -> None:
    out = tmp_path / "map.geojson"
    done = datasets.export(observatory, "geojson", out, table=table)
    data = json.loads(out.read_text("utf-8"))
    assert data["type"] == "FeatureCollection" and "crs" not in data
    assert len(data["features"]) == done.rows
    assert len({feature["id"] for feature in data["features"]}) == done.rows
    for feature in data["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"} and feature["type"] == "Feature"
        point = shape(feature["geometry"])
        assert point.is_valid and -180 <= point.x <= 180 and -90 <= point.y <= 90
    rows = list(datasets.table(observatory, table))
    assert done.rows + len(refused(out)) == len(rows)


def test_longitude_comes_first_and_quarters_are_approximate(observatory: Observatory, tmp_path: Path) -> None:
    datasets.export(observatory, "geojson", tmp_path / "map.geojson")
    features = json.loads((tmp_path / "map.geojson").read_text("utf-8"))["features"]
    feature = next(f for f in features if f["properties"]["place"] == "Sakhour")
    longitude, latitude = feature["geometry"]["coordinates"]
    assert 37 < longitude < 38 and 36 < latitude < 37
    assert (feature["properties"]["position"], feature["properties"]["from_day"]) == ("approximate", "2016-11-28")


def test_what_has_no_point_is_listed(observatory: Observatory, tmp_path: Path) -> None:
    datasets.export(observatory, "geojson", tmp_path / "map.geojson", table="incidents")
    (row,) = refused(tmp_path / "map.geojson")
    assert (row["place"], row["reason"], row["what"]) == ("Oued Inconnu", "no_point", "airstrike") and row["quote"]


def test_an_empty_map_is_one(observatory: Observatory, tmp_path: Path) -> None:
    datasets.export(observatory, "geojson", tmp_path / "map.geojson", Query(reviewed=True))
    assert json.loads((tmp_path / "map.geojson").read_text("utf-8"))["features"] == []
    assert refused(tmp_path / "map.geojson") == []


def test_a_map_of_totals_is_wrong_use(observatory: Observatory, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it holds control, incidents, control_areas"):
        datasets.export(observatory, "geojson", tmp_path / "map.geojson", table="totals")
    assert list(tmp_path.iterdir()) == []


RING = [(37.15, 36.18), (37.15, 36.25), (37.24, 36.25), (37.24, 36.18), (37.15, 36.18)]
"""Clockwise, as RFC 7946 forbids it of an outer ring."""


def test_areas_given_are_polygons_and_the_rest_is_listed(observatory: Observatory, tmp_path: Path) -> None:
    out = tmp_path / "areas.geojson"
    done = datasets.export(observatory, "geojson", out, table="control_areas", outlines={EAST.id or "": Polygon(RING)})
    features = json.loads(out.read_text("utf-8"))["features"]
    assert features and {f["properties"]["outline"] for f in features} == {"given"}
    for feature in features:
        area = shape(feature["geometry"])
        assert feature["geometry"]["type"] == "MultiPolygon" and feature["properties"]["place"] == "Alep-Est"
        assert area.is_valid and all(part.exterior.is_ccw for part in area.geoms)
        assert area.equals(Polygon(RING))
    assert {row["reason"] for row in refused(out)} == {"no_area"}
    assert done.rows + len(refused(out)) == len(list(datasets.table(observatory, "control")))


def test_cells_are_estimated_for_quarters_near_each_other() -> None:
    quarters = {"a": (36.20, 37.15, 0.7), "b": (36.21, 37.16, 0.7), "c": (36.22, 37.15, 0.7), "far": (35.0, 39.0, 0.7)}
    rows = [{"place_key": key, "place_level": "quarter", "latitude": at[0], "longitude": at[1], "radius_km": at[2]}
            for key, at in quarters.items()]
    found = {row["place_key"]: row for row in areas.spells(rows, {"c": Polygon(RING)})}
    assert {key: row["outline"] for key, row in found.items()} == {
        "a": "estimated", "b": "estimated", "c": "given", "far": None}
    for key in ("a", "b"):
        area = found[key]["area"]
        assert area.is_valid and area.covers(Point(quarters[key][1], quarters[key][0]))
        assert all(part.exterior.is_ccw for part in area.geoms)
    assert not found["a"]["area"].intersects(found["b"]["area"].buffer(-1e-5))


def test_two_quarters_are_no_city() -> None:
    rows = [{"place_key": key, "place_level": "quarter", "latitude": 36.2, "longitude": at, "radius_km": 0.7}
            for key, at in (("a", 37.15), ("b", 37.16))]
    assert [row["outline"] for row in areas.spells(rows, {})] == [None, None]


def test_outlines_have_no_place_in_a_table(observatory: Observatory, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="they do in geojson, gpkg, package"):
        datasets.export(observatory, "csv", tmp_path / "x.csv", outlines={"x": Polygon(RING)})


def test_a_geopackage_has_the_areas_given(observatory: Observatory, tmp_path: Path) -> None:
    pyogrio, shapely = pytest.importorskip("pyogrio"), pytest.importorskip("shapely")
    datasets.export(observatory, "gpkg", tmp_path / "war.gpkg", outlines={EAST.id or "": Polygon(RING)})
    _, table = pyogrio.read_arrow(tmp_path / "war.gpkg", layer="control_areas")
    rows = table.to_pylist()
    assert rows and {row["outline"] for row in rows} == {"given"}
    assert all(shapely.from_wkb(row["geom"]).equals(Polygon(RING)) for row in rows)


@pytest.fixture
def package(observatory: Observatory, tmp_path: Path) -> Path:
    pytest.importorskip("pyogrio")
    datasets.export(observatory, "gpkg", tmp_path / "war.gpkg")
    return tmp_path / "war.gpkg"


def test_a_geopackage_has_layers_with_dates(package: Path, observatory: Observatory) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    assert [tuple(layer) for layer in pyogrio.list_layers(package)] == [
        ("control", "Point"), ("incidents", "Point"), ("control_areas", "MultiPolygon")]
    for layer, days in (("control", ("from_day", "to_day")), ("incidents", ("first_day", "last_day"))):
        info = pyogrio.read_info(package, layer=layer)
        types = dict(zip(info["fields"], info["dtypes"], strict=True))
        assert info["crs"] == "EPSG:4326" and {types[day] for day in days} == {"datetime64[D]"}
        placed = [row for row in datasets.table(observatory, layer) if row["latitude"] is not None]
        assert info["features"] == len(placed)


def test_a_point_of_a_geopackage_is_where_it_was_told(package: Path) -> None:
    pyogrio, shapely = pytest.importorskip("pyogrio"), pytest.importorskip("shapely")
    _, table = pyogrio.read_arrow(package, layer="control", where="place = 'Sakhour'")
    row = table.to_pylist()[0]
    point = shapely.from_wkb(row["geom"])
    assert (point.x, point.y) == (row["longitude"], row["latitude"])


def test_an_empty_geopackage_still_has_its_layers(observatory: Observatory, tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    datasets.export(observatory, "gpkg", tmp_path / "none.gpkg", Query(reviewed=True))
    assert [layer for layer, _ in pyogrio.list_layers(tmp_path / "none.gpkg")] == [
        "control", "incidents", "control_areas"]


@pytest.mark.parametrize("format", ["geojson", "gpkg", "xlsx"])
def test_the_same_ledger_gives_the_same_bytes(observatory: Observatory, tmp_path: Path, format: str) -> None:
    if format == "gpkg":
        pytest.importorskip("pyogrio")
    for folder in ("a", "b"):
        datasets.export(observatory, format, tmp_path / folder / "x")
    assert (tmp_path / "a" / "x").read_bytes() == (tmp_path / "b" / "x").read_bytes()


def test_what_gdal_cannot_write_is_an_error_of_ours(observatory: Observatory, tmp_path: Path) -> None:
    pytest.importorskip("pyogrio")
    made = datasets.table(observatory, "control")
    with pytest.raises(BilanError, match=r"war\.gpkg: cannot be written"):
        write_geopackage([made], tmp_path / "missing" / "war.gpkg", Refusals())
