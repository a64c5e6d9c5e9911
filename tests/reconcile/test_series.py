"""The OSDH's series for civilians killed in Aleppo since 15 November 2016, as printed by several outlets, and the rules
that it is the measure of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bilan.extraction import Extraction
from bilan.findings import Reading, Series
from bilan.observatory import Observatory
from bilan.records import Query
from tests.reconcile.making import moved, observe, read, span, toll

SINCE = "2016-11-15"

EAST = (
    ("2016-11-23", ">=141", "2016-11-22", False, "18"),
    ("2016-11-25", ">=188", "2016-11-24", False, "27"),
    ("2016-11-26", "212", "2016-11-26", False, "27"),
    ("2016-11-27", "219", "2016-11-27", False, "27"),
    ("2016-11-28", ">=225", "2016-11-27", False, "27"),
    ("2016-12-03", "~310", "2016-12-03", False, None),
    ("2016-12-12", "442", "2016-12-12", False, None),
    ("2016-12-13", ">=413", "2016-12-13", False, None),
    ("2016-12-14", ">415", "2016-12-14", True, None),
)
WEST = (
    ("2016-11-23", "16", "2016-11-22", False, "Alep-Ouest"),
    ("2016-11-28", ">=27", "2016-11-27", False, "Alep-Ouest"),
    ("2016-12-12", "130", "2016-12-12", False, "Alep-Ouest"),
    ("2016-12-12", "9", "2016-12-12", False, "Cheikh Maqsoud"),
    ("2016-12-13", ">=139", "2016-12-13", False, "Alep-Ouest"),
    ("2016-12-14", "130", "2016-12-14", True, "Alep-Ouest"),
)


def dispatches() -> list[Extraction]:
    """One dispatch for each printed figure, each of an outlet of its own."""
    out = []
    for i, (published, count, day, bound, children) in enumerate(EAST):
        when = span(SINCE, day, bound=bound)
        claims = [toll(count, "Alep-Est", when)]
        if children:
            claims.append(toll(children, "Alep-Est", when, victims="children", part_of="c0"))
        out.append(read(f"east-{i}", published, *claims))
    for i, (published, count, day, bound, place) in enumerate(WEST):
        out.append(read(f"west-{i}", published, toll(count, place, span(SINCE, day, bound=bound))))
    return out


def current(series: Series) -> Reading:
    assert series.current is not None
    return series.current


def standings(series: Series) -> dict[str, str]:
    return {f"{r.count.bound} {r.count.value}": r.standing for r in series.readings}


@pytest.fixture
def observatory(tmp_path: Path) -> Observatory:
    return observe(tmp_path / "war.bilan", *dispatches())


def test_the_series_ends_at_its_highest_figure_and_late_lower_bounds_stay_beside_it(observatory: Observatory) -> None:
    [series] = observatory.tolls(Query(place="Alep-Est", harm="killed", victims="civilians")).series
    assert current(series).count.value == 442
    assert not series.revised_down
    found = standings(series)
    assert found["at_least 413"] == found["more_than 415"] == "lower bound"
    assert found["exact 219"] == found["about 310"] == "superseded"


def test_parts_keep_their_own_day(observatory: Observatory) -> None:
    [series] = observatory.tolls(Query(place="Alep-Est", victims="civilians")).series
    at_225 = next(r for r in series.readings if r.count.value == 225)
    [children] = at_225.parts
    assert (children.count.value, children.as_of.day) == (27, "2016-11-27")


def test_a_figure_that_takes_in_a_neighbour_is_a_difference_of_scope(observatory: Observatory) -> None:
    [series] = observatory.tolls(Query(place="Alep-Ouest")).series
    assert current(series).count.value == 130
    assert current(series).as_of.day == "2016-12-12"
    wider = next(r for r in series.readings if r.count.value == 139)
    assert wider.standing == "scope to be checked"
    assert "sum of 130 + 9" in wider.notes


def test_no_dispute_and_no_correction_is_invented(observatory: Observatory) -> None:
    [dispute] = observatory.disputes(Query(place="Alep"))
    assert dispute.kind == "difference of scope"
    assert dispute.details == ("sum of 130 + 9",)


def test_the_whole_town_is_a_computed_minimum_of_its_parts(observatory: Observatory) -> None:
    totals = observatory.tolls(Query(place="Alep", harm="killed", victims="civilians")).totals
    [minimum] = [t for t in totals if t.strategy == "computed minimum"]
    assert minimum.low is not None and minimum.low.value == 442 + 130 + 9
    assert minimum.low.derived == "442 + 130 + 9"
    assert minimum.best is None and minimum.high is None
    assert [o.id for o in minimum.origins] == ["bilan:actor/osdh"]


def test_as_of_gives_what_was_known(observatory: Observatory) -> None:
    [series] = observatory.tolls(Query(place="Alep-Est", victims="civilians", as_of=date(2016, 11, 30))).series
    assert (current(series).count.value, current(series).as_of.day) == (225, "2016-11-27")


def test_the_same_figure_under_another_adverb_is_one_reading(tmp_path: Path) -> None:
    when = span(SINCE, "2016-12-13")
    observatory = observe(tmp_path / "a", *(read(f"d{i}", "2016-12-14", toll(c, when=when))
                                            for i, c in enumerate(("415", ">415", ">=415"))))
    [series] = observatory.tolls().series
    [reading] = series.readings
    assert len(reading.records) == 3 and len(reading.variants) == 2


def test_a_lower_later_figure_is_a_correction_only_where_the_text_says_so(tmp_path: Path) -> None:
    first = read("a", "2016-12-02", toll(300, when=span(SINCE, "2016-12-01")))
    silent = read("b", "2016-12-05", toll(250, when=span(SINCE, "2016-12-04")))
    told = read("c", "2016-12-05", toll(250, when=span(SINCE, "2016-12-04"), updates="figure given before"))
    [series] = observe(tmp_path / "a", first, silent).tolls().series
    assert series.current is not None and series.current.count.value == 300 and not series.revised_down
    [series] = observe(tmp_path / "b", first, told).tolls().series
    assert series.current is not None and series.current.count.value == 250 and series.revised_down


def test_a_coarse_start_joins_the_only_finer_one(tmp_path: Path) -> None:
    fine = read("a", "2016-12-13", toll(442, when=span(SINCE, "2016-12-12")))
    coarse = read("b", "2016-12-22", toll(">=465", when=span("2016-11", "2016-12-22")))
    [series] = observe(tmp_path / "a", fine, coarse).tolls().series
    assert [r.count.value for r in series.readings] == [442, 465]


def test_an_update_of_a_movement_replaces_and_equal_figures_of_two_periods_are_two(tmp_path: Path) -> None:
    weekend = [read(f"w{i}", "2016-11-28", moved(count, when=span("2016-11-26", day)))
               for i, (count, day) in enumerate((("400", "2016-11-26"), (">4000", "2016-11-27"),
                                                 ("<=10000", "2016-11-27")))]
    later = read("x", "2016-12-06", moved("<=10000", when=span("2016-12-03", "2016-12-04")))
    flows = observe(tmp_path / "a", *weekend, later).displacement().flows
    assert [(s.measure.start, s.current.count.value) for s in flows if s.current] == [
        ("2016-11-26", 10000), ("2016-12-03", 10000)]


def test_a_count_since_a_day_is_not_true_of_that_very_day(tmp_path: Path) -> None:
    untold = toll("<=300", when=span(SINCE), cumulative=True)
    year = toll(">300", "Syrie", span("2016-11", "2016"), cumulative=True)
    observatory = observe(tmp_path / "a", read("a", "2016-11-28", toll(">=225", when=span(SINCE, "2016-11-27"))),
                          read("b", "2016-11-30", untold, year))
    east, country = sorted(observatory.tolls().series, key=lambda s: len(s.readings), reverse=True)
    assert [(r.count.value, r.as_of.day, r.as_of.basis, r.standing) for r in east.readings] == [
        (225, "2016-11-27", "printed", "superseded"), (300, "2016-11-30", "publication", "current")]
    assert [(r.as_of.day, r.as_of.basis) for r in country.readings] == [("2016-11-30", "publication")]
