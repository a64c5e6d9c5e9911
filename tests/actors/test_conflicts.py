"""The conflicts: enough of them, every date a day that has been, looked up by country and day."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.language import load
from bilan.world.conflicts import Conflicts
from bilan.world.conflicts.atlas import EVENT_KINDS

CONFLICTS = Conflicts.load()


def test_the_wars_of_fifteen_years_are_there() -> None:
    assert len(CONFLICTS) >= 15
    assert len(CONFLICTS.events()) >= 300


@pytest.mark.parametrize("conflict", list(CONFLICTS), ids=lambda c: c.id)
def test_a_conflict_holds_together(conflict) -> None:  # type: ignore[no-untyped-def]
    assert set(conflict.theatre) <= set(conflict.countries)
    for event in conflict.events:
        assert event.first <= event.last < date(2026, 1, 1), event.french
        assert event.source and event.english and event.french
    assert len({(e.day, e.french) for e in conflict.events}) == len(conflict.events)


def test_a_war_is_found_by_its_country() -> None:
    assert [c.id for c in CONFLICTS.of(["YE"])] == ["bilan:conflict/yemen"]
    assert CONFLICTS.of(["NZ"]) == ()


def test_where_it_is_fought_comes_before_whom_it_concerns() -> None:
    found = [c.id for c in CONFLICTS.of(["RU"])]
    assert "bilan:conflict/ukraine" in found
    assert CONFLICTS.of(["BF"])[0].id == "bilan:conflict/sahel"


def test_what_had_not_begun_is_left_out() -> None:
    assert CONFLICTS.of(["YE"], on=date(2010, 1, 1)) == ()
    assert all(e.first <= date(2015, 1, 1) for e in CONFLICTS.events(["SY"], until=date(2015, 1, 1)))


def test_events_come_in_order_of_time() -> None:
    days = [e.first for e in CONFLICTS.events(["UA", "SY"])]
    assert days == sorted(days)


def test_events_of_a_kind() -> None:
    assert {e.kind for e in CONFLICTS.events(["IQ"], kind="captured")} == {"captured"}


def test_french_has_nouns_for_every_kind_of_event() -> None:
    assert set(load("fr").table("event_words")) == set(EVENT_KINDS)
