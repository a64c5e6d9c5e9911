"""A baseline of control from a table or a map: read whole or not at all, entered once, weaker than what is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bilan.errors import DispatchError, UsageError
from bilan.judging import add_baseline, unknown_places
from bilan.read.baseline import Row, baseline
from bilan.records import Query
from tests.reconcile.making import held, observe, place_id, read, span

DAY = date(2016, 11, 1)
TABLES = {
    "table.csv": "place,holder,status\nSakhour,rebelles,\nAlep-Est,Damas,besieged\n",
    "office.csv": "\ufeffplace;holder;status\r\nSakhour;rebelles;holds\r\nAlep-Est;Damas;besieged\r\n",
    "map.geojson": json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": None, "properties": {"place": "Sakhour", "holder": "rebelles"}},
        {"type": "Feature", "geometry": None, "properties": {"place": "Alep-Est", "holder": "Damas",
                                                             "status": "besieged"}}]}),
}


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables_and_maps_are_read(tmp_path: Path, name: str) -> None:
    found = baseline(_file(tmp_path, name, TABLES[name]))
    assert [(r.place, r.holder, r.status) for r in found] == [
        ("Sakhour", "rebelles", "holds"), ("Alep-Est", "Damas", "besieged")]


@pytest.mark.parametrize(("name", "text", "why"), [
    ("a.csv", "place,holder\nSakhour,\n", r"a\.csv:2: no holder"), ("a.csv", "x\n1\n", "no place and no holder"),
    ("a.csv", "place,holder,status\nSakhour,rebelles,owns\n", "'owns' is none of"), ("a.csv", "", "no place is in it"),
    ("a.geojson", "{", "no FeatureCollection"), ("a.geojson", '{"features": [1]}', "no FeatureCollection"),
])
def test_what_is_wrong_is_named_and_nothing_is_read(tmp_path: Path, name: str, text: str, why: str) -> None:
    with pytest.raises(DispatchError, match=why):
        baseline(_file(tmp_path, name, text))


def test_a_baseline_enters_once_and_yields_to_what_is_told(tmp_path: Path) -> None:
    rows = baseline(_file(tmp_path, "table.csv", TABLES["table.csv"]))
    observatory = observe(tmp_path / "war.bilan")
    assert len(add_baseline(observatory, rows, DAY, source="own map", author="Editor")) == 2
    assert add_baseline(observatory, rows, DAY, source="own map", author="Editor") == []
    [quarter] = observatory.control(date(2016, 11, 20), Query(place="Sakhour"))
    assert quarter.holder is not None and quarter.holder.id == "bilan:actor/rebelles"
    assert (quarter.place.id, quarter.evidence, quarter.footing) == (place_id("Sakhour"), "assessed", "baseline")
    observatory.file([read("a", "2016-11-28", held("captured", "Sakhour", "armee", span("2016-11-28")))])
    [quarter] = observatory.control(date(2016, 11, 30), Query(place="Sakhour"))
    assert quarter.holder is not None and quarter.holder.id == "bilan:actor/armee" and quarter.footing == "change"
    assert observatory.verify().holds


def test_what_no_registry_knows_stays_a_name(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "war.bilan")
    add_baseline(observatory, [Row(2, "Tell Nowhere", "Brigade Unknown")], DAY, source="own map", author="Editor")
    [holding] = observatory.control(DAY)
    assert holding.holder is not None and (holding.place.id, holding.holder.id) == (None, None)


def test_a_day_that_is_none_is_refused_when_it_is_judged_and_not_when_it_is_asked(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "war.bilan")
    claim = {"kind": "control", "change": "holds", "evidence": [0, 0], "place": {"text": "Sakhour"}}
    with pytest.raises(UsageError, match="a day written"):
        observatory.judge("add", "", author="Editor", detail={"claim": claim, "record": "x", "published": "lundi"})
    assert observatory.control() == ()


def test_places_that_nobody_knows_are_named(tmp_path: Path) -> None:
    rows = [Row(2, "Sakhour", "rebelles"), Row(3, "Sakhur-le-Neuf", "rebelles"),
            Row(4, "Homs", "Damas", place_id=place_id("Homs")), Row(5, "Homs", "Damas", place_id="geonames:0")]
    observatory = observe(tmp_path / "war.bilan")
    assert [row.line for row in unknown_places(observatory, rows)] == [3, 5]
