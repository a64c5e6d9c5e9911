"""Rows in the shape of ACLED hold to the rules of its codebook, and every claim is in a row or refused."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bilan import datasets
from bilan.datasets.schema import event_schemas
from bilan.datasets.shapes import days, deaths
from bilan.datasets.shapes.coding import rules
from bilan.datasets.shapes.kinds import weapon
from bilan.entities import Entity
from bilan.errors import UsageError
from bilan.findings import AsOf, Measure, Origin, Reading
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.records import Query
from tests.datasets.dossier import (
    ARMY,
    EAST,
    GAO,
    JIHADISTS,
    MALIANS,
    REBELS,
    SAKHOUR,
    TIMBUKTU,
    day,
    dispatch,
    held,
    incident,
    observe,
    toll,
)  # fmt: skip

COLUMNS = re.findall(r"\w+", """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3
location latitude longitude geo_precision source source_scale notes fatalities tags timestamp
""")
CODES = {"State forces": 1, "Rebel group": 2, "Political militia": 3, "Identity militia": 4, "Rioters": 5,
         "Protesters": 6, "Civilians": 7, "External/Other forces": 8}
PAIRS = {*range(10, 19), 20, *range(22, 29), 30, *range(33, 39), 40, *range(44, 49), 50, *range(55, 59), 60, 66, 67, 68,
         70, 77, 78, 80, 88}
"""The codebook's codes of interactions: two classes, the smaller first, or one and 0."""
DISORDER = {"Battles": "Political violence", "Explosions/Remote violence": "Political violence",
            "Violence against civilians": "Political violence", "Strategic developments": "Strategic developments",
            "Protests": "Demonstrations"}


def exported(observatory: Observatory, folder: Path, query: Query | None = None) -> tuple[list[Any], list[Any]]:
    """The rows and the refusals, as read from the files."""
    datasets.export(observatory, "acled", folder / "acled.csv", query)
    with (folder / "acled.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "acled.csv.refused.csv").open(encoding="utf-8", newline="") as file:
        return rows, list(csv.DictReader(file))


@pytest.fixture(scope="module")
def both(observatory: Observatory, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Any], list[Any]]:
    return exported(observatory, tmp_path_factory.mktemp("acled"))


@pytest.fixture
def rows(both: tuple[list[Any], list[Any]]) -> list[Any]:
    return both[0]


def test_the_columns_are_the_codebooks_in_its_order(rows: list[Any]) -> None:
    assert len(COLUMNS) == 31 and list(rows[0]) == COLUMNS == list(event_schemas()["acled"].names)


def test_enumerations_and_types(rows: list[Any]) -> None:
    for row in rows:
        for column in event_schemas()["acled"].columns:
            value = row[column.name]
            if value and column.values:
                assert value in set(map(str, column.values)), column.name
        assert date.fromisoformat(row["event_date"]).year == int(row["year"])
        assert re.fullmatch(r"-?\d+\.\d{4}", row["latitude"]) and re.fullmatch(r"-?\d+\.\d{4}", row["longitude"])
        assert int(row["fatalities"]) >= 0 and int(row["iso"]) > 0 and int(row["timestamp"]) > 0
        assert row["country"] and row["region"] and row["location"] and row["actor1"]


def test_the_type_of_disorder_follows_from_the_event(rows: list[Any]) -> None:
    assert all(row["disorder_type"] == DISORDER[row["event_type"]] for row in rows)


def test_interactions_are_those_of_the_codebook(rows: list[Any]) -> None:
    for row in rows:
        codes = sorted(CODES[row[name]] for name in ("inter1", "inter2") if row[name])
        number = codes[0] * 10 + (codes[1] if len(codes) == 2 else 0)
        names = [name for code in codes for name, its in CODES.items() if its == code]
        assert number in PAIRS
        assert row["interaction"] == ("-".join(names) if len(names) == 2 else f"{names[0]} only")
        assert bool(row["actor2"]) == bool(row["inter2"])


def test_nothing_can_be_taken_for_acleds_own(rows: list[Any]) -> None:
    assert all(row["event_id_cnty"].startswith("BILAN-") and "not ACLED data" in row["tags"] for row in rows)
    assert all(row["notes"].startswith("Not ACLED data") for row in rows)
    assert len({row["event_id_cnty"] for row in rows}) == len(rows)


def test_every_claim_is_in_a_row_or_refused(observatory: Observatory, both: tuple[list[Any], list[Any]]) -> None:
    rows, refused = both
    keys = {record.key for record in observatory.claims()}
    out = [row["subject"] for row in refused]
    assert len(set(out)) == len(out) and set(out) < keys
    told = {key for happening in observatory.chronology() for record in happening.records for key in [record.key]
            if any(row["event_id_cnty"].startswith(f"BILAN-{happening.id}") for row in rows)}
    tolls = {record.key for happening in observatory.chronology() for reading in happening.tolls
             for record in reading.records}
    assert keys - set(out) <= told | tolls
    assert told.isdisjoint(out)
    assert all(row["reason"] in rules()["reasons"] and row["detail"] and row["quote"] for row in refused)


def test_totals_over_a_period_are_no_events(both: tuple[list[Any], list[Any]]) -> None:
    rows, refused = both
    assert [r["what"] for r in refused if r["reason"] == "cumulative"] == ["killed"] * 3
    assert max(int(row["fatalities"]) for row in rows) < 225


def test_vague_counts_have_the_codebooks_number_and_the_row_says_so(rows: list[Any]) -> None:
    (row,) = [r for r in rows if r["sub_event_type"].startswith("Shelling")]
    assert (row["fatalities"], row["location"], row["geo_precision"]) == ("12", "Alep - Sakhour", "1")
    assert "acled:dozens->12" in row["notes"]


def test_a_fight_of_three_days_is_three_events_that_share_the_dead(rows: list[Any]) -> None:
    found = [r for r in rows if r["event_type"] == "Battles" and r["sub_event_type"] == "Armed clash"
             and r["country"] == "Syria"]
    assert [(r["event_date"], r["time_precision"], r["fatalities"]) for r in found] == [
        ("2016-12-01", "1", "6"), ("2016-12-02", "1", "4"), ("2016-12-03", "1", "4")]
    assert all("14 over 3 rows: 6,4,4" in row["notes"] for row in found)


def test_a_long_span_is_one_event_in_the_middle_of_its_month(rows: list[Any]) -> None:
    (row,) = [r for r in rows if r["location"] == "Gao" and r["event_type"] == "Battles"]
    assert (row["event_date"], row["time_precision"]) == ("2024-04-11", "3")


def test_a_place_that_the_state_takes_is_regained(rows: list[Any]) -> None:
    (row,) = [r for r in rows if "territory" in r["sub_event_type"]]
    assert (row["sub_event_type"], row["inter1"], row["inter2"]) == (
        "Government regains territory", "State forces", "Rebel group")


def test_an_attack_on_civilians(rows: list[Any]) -> None:
    (row,) = [r for r in rows if r["event_type"] == "Violence against civilians"]
    assert (row["fatalities"], row["actor2"], row["civilian_targeting"], row["iso"], row["region"]) == (
        "12", "Civilians (Mali)", "Civilians targeted", "466", "Western Africa")


@pytest.mark.parametrize(
    ("reason", "what"),
    [("country_only", "bombing"), ("no_day", "airstrike"), ("no_place", "airstrike"), ("denied", "attack"),
     ("expected", "attack"), ("state", "besieged"), ("movement", "fled"), ("speech", "food; water")],
)  # fmt: skip
def test_what_acled_does_not_code_is_refused(both: tuple[list[Any], list[Any]], reason: str, what: str) -> None:
    assert (reason, what) in {(row["reason"], row["what"]) for row in both[1]}


def test_events_are_tables_too(observatory: Observatory, both: tuple[list[Any], list[Any]]) -> None:
    pytest.importorskip("pyarrow")
    events, refused = datasets.events(observatory, "acled")
    assert (events.to_arrow().num_rows, refused.to_arrow().num_rows) == tuple(map(len, both))
    assert events.to_arrow().column("fatalities").to_pylist() == [int(row["fatalities"]) for row in both[0]]
    with pytest.raises(UsageError, match="there are acled, ucdp"):
        datasets.events(observatory, "gdelt")


class TestSmallRules:
    """The rules by themselves."""

    @pytest.mark.parametrize(("total", "rows", "shares"), [(12, 3, [4, 4, 4]), (14, 3, [6, 4, 4]), (2, 3, [2, 0, 0])])
    def test_a_total_is_divided_evenly_the_rest_on_the_first_day(
        self, total: int, rows: int, shares: list[int]
    ) -> None:
        assert deaths.shared(total, rows) == shares

    @pytest.mark.parametrize(
        ("count", "made"),
        [(Count.exact(7), 7), (Count(value=415, bound="more_than"), 415), (Count(order="hundreds"), 100),
         (Count(order="dozens"), 12), (Count(order="several"), 3), (Count(low=180, high=200), 180)],
    )  # fmt: skip
    def test_counts(self, count: Count, made: int) -> None:
        dead = deaths.counted([_reading(count)], rules()["acled"]["counts"], "acled", lambda side: None)
        assert deaths.lowest(dead) == made

    def test_of_sources_that_differ_the_lowest_counts(self) -> None:
        readings = [_reading(Count.exact(9)), _reading(Count.exact(5))]
        dead = deaths.counted(readings, rules()["acled"]["counts"], "acled", lambda side: None)
        assert deaths.lowest(dead) == 5

    def test_one_class_told_with_its_side_and_without_counts_once(self) -> None:
        readings = [_reading(Count.exact(9), "fighters"), _reading(Count.exact(9), "fighters", REBELS),
                    _reading(Count.exact(4), "civilians", REBELS), _reading(Count.exact(5), "children")]
        dead = deaths.counted(readings, rules()["acled"]["counts"], "acled", lambda side: side.id)
        assert deaths.lowest(dead) == 9 + 4

    @pytest.mark.parametrize(
        ("first", "last", "daily", "coded"),
        [("2016-12-01", "2016-12-01", True, [(date(2016, 12, 1), 1)]),
         ("2016-12-01", "2016-12-02", True, [(date(2016, 12, 1), 2)]),
         ("2016-12-05", "2016-12-11", False, [(date(2016, 12, 8), 2)]),
         ("2016-12-01", "2016-12-31", False, [(date(2016, 12, 16), 3)]),
         ("2016-11-20", "2016-12-20", True, [])],
    )  # fmt: skip
    def test_precision_of_days(self, first: str, last: str, daily: bool, coded: list[tuple[date, int]]) -> None:
        span = days.Span(date.fromisoformat(first), date.fromisoformat(last), True)
        assert days.acled(span, daily=daily, longest=7) == coded


def _reading(count: Count, people: str = "civilians", side: Entity | None = None) -> Reading:
    measure = Measure("toll", "killed", people, EAST, "2016-12-01", False, side)
    return Reading(measure, count, AsOf("2016-12-01"), Origin("x", "X"), ())


def test_two_places_are_two_events_and_the_dead_of_two_incidents_are_counted_once(tmp_path: Path) -> None:
    on = day("2024-05-01")
    both = incident("airstrike", GAO, on, MALIANS, JIHADISTS)
    told = dispatch("d", "2024-05-02", both, incident("shelling", GAO, on, MALIANS, JIHADISTS),
                    toll(Count.exact(5), GAO, on),
                    incident("airstrike", TIMBUKTU, day("2024-04-30"), MALIANS, JIHADISTS))
    with observe(tmp_path / "a.bilan", [told]) as observatory:
        rows, _ = exported(observatory, tmp_path)
    assert sum(int(row["fatalities"]) for row in rows) == 5
    assert [row["location"] for row in rows] == [TIMBUKTU.name, "Gao", "Gao"]


def test_civilians_whom_a_fight_killed_are_no_side_of_it(tmp_path: Path) -> None:
    told = dispatch("d", "2024-05-02", incident("clash", GAO, day("2024-05-01"), MALIANS),
                    toll(Count.exact(5), GAO, day("2024-05-01")))
    with observe(tmp_path / "a.bilan", [told]) as observatory:
        ((row,), _) = exported(observatory, tmp_path)
    assert (row["event_type"], row["fatalities"], row["actor2"], row["civilian_targeting"]) == (
        "Battles", "5", "Unidentified Armed Group (Mali)", "")


def test_a_foreign_army_is_an_external_force_and_its_taking_is_no_regaining(tmp_path: Path) -> None:
    told = dispatch("d", "2024-05-02", held("captured", GAO, ARMY, "2024-05-01", previous=JIHADISTS),
                    incident("clash", SAKHOUR, day("2024-05-01"), REBELS, REBELS))
    with observe(tmp_path / "a.bilan", [told]) as observatory:
        rows, refused = exported(observatory, tmp_path)
    assert [(r["sub_event_type"], r["inter1"]) for r in rows] == [
        ("Non-state actor overtakes territory", "External/Other forces")]
    assert [r["reason"] for r in refused] == ["same_side"]


@pytest.mark.parametrize(("means", "sub"), [
    (["des raids aériens"], "Air/drone strike"), (["obus"], "Shelling/artillery/missile attack"),
    (["une voiture piégée"], "Remote explosive/landmine/IED"), (["un attentat-suicide"], "Suicide bomb"),
    (["roquettes", "barils d'explosifs"], "Air/drone strike"), (["des grenades"], "Grenade"),
    (["tirs"], None), (["bombes"], None), (["la rébellion"], None), ([], None),
])
def test_what_they_were_killed_with_has_its_sub_event(means: list[str], sub: str | None) -> None:
    assert weapon(means) == sub
