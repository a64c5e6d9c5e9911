"""Totals: strategies, whose word counts, what may be added, and what people decide about a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bilan.entities import Entity
from bilan.errors import UsageError
from bilan.findings import Total
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.reconcile.figures.intervals import Interval, agree, floor, interval
from bilan.records import Query
from tests.reconcile.making import moved, number, observe, read, span, toll

WEEK = span("2016-11-15", "2016-11-27")


def _total(folder: Path, *told: tuple[str | int, str | None], **slots: str) -> Total:
    observatory = observe(folder / "war.bilan", *(read(f"d{i}", "2016-11-28", toll(count, when=WEEK, source=source,
                                                                                   **slots))
                                                  for i, (count, source) in enumerate(told)))
    [total] = observatory.tolls(Query(place="Alep-Est")).totals
    return total


def _value(count: Count | None) -> int | None:
    return count.value if count else None


@pytest.mark.parametrize(("told", "strategy", "figures", "origins"), [
    (((225, "osdh"),), "single source", (225, 225, 225), 1),
    (((225, "osdh"), (225, "directeur")), "single source", (225, 225, 225), 1),
    (((">=225", "osdh"), (240, "reseau")), "corroborated", (225, 240, 240), 2),
    (((225, "osdh"), (300, "reseau")), "range", (225, None, 300), 2),
    (((225, "osdh"), (">300", "reseau")), "range", (225, None, None), 2),
    (((">=442", "osdh"), (">=800", "reseau")), "range", (442, None, None), 2),
    (((">=442", "osdh"), (800, "reseau")), "range", (442, 800, 800), 2),
    (((150, "osdh"), ("dozens", "reseau")), "single source", (None, 150, 150), 2),
    (((150, "osdh"), ("thousands", "reseau")), "range", (150, None, None), 2),
    (((225, None),), "single source", (225, 225, 225), 0),
    (((225, "osdh"), (400, None)), "single source", (225, 225, 225), 1),
    (((225, None), (225, None)), "single source", (225, 225, 225), 0),
])
def test_strategies(tmp_path: Path, told: tuple[tuple[str | int, str | None], ...], strategy: str,
                    figures: tuple[int | None, ...], origins: int) -> None:
    total = _total(tmp_path, *told)
    assert total.strategy == strategy
    assert (_value(total.low), _value(total.best), _value(total.high)) == figures
    assert len(total.origins) == origins


@pytest.mark.parametrize(("counts", "kinds"), [
    ((">=442", ">=800"), []), ((">=442", 800), []), ((442, ">=800"), ["true disagreement"]),
    ((">=442", "100-200"), ["true disagreement"]), ((150, "dozens"), []), ((150, "thousands"), ["true disagreement"]),
])
def test_an_open_top_is_a_disagreement_only_where_it_cannot_hold(tmp_path: Path, counts: tuple[str | int, ...],
                                                                 kinds: list[str]) -> None:
    told = [read(f"d{i}", "2016-12-01", toll(c, source=s)) for i, (c, s) in
            enumerate(zip(counts, ("osdh", "reseau"), strict=True))]
    assert [d.kind for d in observe(tmp_path / "a", *told).disputes()] == kinds


def test_the_highest_is_told_also_where_nothing_bounds_it(tmp_path: Path) -> None:
    total = _total(tmp_path, (225, "osdh"), (">300", "reseau"))
    assert (total.high, total.highest) == (None, Count(300, "more_than"))


def test_a_partys_word_on_its_enemys_losses_is_set_aside(tmp_path: Path) -> None:
    total = _total(tmp_path, (900, "damas"), (120, "osdh"), victims="fighters")
    assert (total.strategy, _value(total.best)) == ("single source", 120)
    assert [(r.count.value, why) for r, why in total.set_aside] == [(900, "party")]


def test_nothing_but_a_partys_word_is_pending(tmp_path: Path) -> None:
    total = _total(tmp_path, (900, "damas"), victims="fighters")
    assert (total.strategy, total.low, total.best, total.high) == ("pending", None, None, None)


def test_ten_papers_that_print_one_story_are_one_reading(tmp_path: Path) -> None:
    text = ("One story that many papers print as they received it on that day. "
            "It has a second sentence that all of them print as well, word for word.")
    observatory = observe(tmp_path / "a", *(read(f"d{i}", "2016-11-28", toll(225, when=WEEK, source=None), text=text,
                                                 outlet=f"Paper {i}") for i in range(10)))
    [series] = observatory.tolls().series
    assert len(series.readings) == 1 and len(series.readings[0].records) == 10


def test_alleged_figures_are_set_aside(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read("a", "2016-11-28", toll(225, when=WEEK)),
                          read("b", "2016-11-29", toll(900, when=WEEK, modality="alleged")))
    [total] = observatory.tolls().totals
    assert _value(total.best) == 225 and [why for _, why in total.set_aside] == ["alleged"]


def test_the_minimum_adds_days_and_places_and_never_a_part_with_its_whole(tmp_path: Path) -> None:
    day = span("2016-12-01")
    observatory = observe(
        tmp_path / "a", read("a", "2016-12-01", toll(10, "Sakhour", day), toll(4, "Sakhour", day, victims="children",
                                                                               part_of="c0")),
        read("b", "2016-12-01", toll(5, "Al-Machad", day)), read("c", "2016-12-03", toll(7, "Sakhour",
                                                                                         span("2016-12-03"))),
        read("d", "2016-12-04", toll(12, "Alep-Est", span("2016-12-01", "2016-12-02"), "reseau")),
        read("e", "2016-12-04", toll(">20", "Homs", span("2016-12-04"))))
    totals = observatory.tolls(Query(place="Syrie", victims="civilians")).totals
    [minimum] = [t for t in totals if t.strategy == "computed minimum"]
    assert _value(minimum.low) == 10 + 5 + 7 + 20


def test_a_sum_is_credited_to_all_whose_figures_it_holds(tmp_path: Path) -> None:
    day = span("2016-12-01")
    observatory = observe(tmp_path / "a", read("a", "2016-12-01", toll(10, "Sakhour", day)),
                          read("b", "2016-12-01", toll(5, "Homs", day, source=None), outlet="Wire"))
    [minimum] = [t for t in observatory.tolls(Query(place="Syrie")).totals if t.strategy == "computed minimum"]
    assert [o.id for o in minimum.origins] == ["bilan:actor/osdh"]
    assert {o.name for o in minimum.named} == {"Observatoire des droits", "Wire"}


def test_events_of_neighbouring_days_with_one_figure_are_not_added(tmp_path: Path) -> None:
    told = [read(f"d{i}", "2016-12-05", toll(14, "Sakhour", span(day), source))
            for i, (day, source) in enumerate((("2016-12-01", "osdh"), ("2016-12-02", "reseau")))]
    observatory = observe(tmp_path / "a", *told)
    assert [t for t in observatory.tolls(Query(place="Alep")).totals if t.strategy == "computed minimum"] == []


def test_a_series_without_a_start_is_not_added_to_one_with(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read("a", "2016-12-05", toll(14, "Sakhour", WEEK)),
                          read("b", "2016-12-05", toll(30, "Homs", span(None, "2016-12-01"), cumulative=True)))
    assert [t for t in observatory.tolls(Query(place="Syrie")).totals if t.strategy == "computed minimum"] == []


def test_stocks_and_households_stay_apart(tmp_path: Path) -> None:
    observatory = observe(
        tmp_path / "a", read("a", "2016-12-05", moved(4000, when=WEEK), moved(250000, when=span("2016-12-05"),
                                                                              movement="remaining"),
                             moved(700, when=WEEK, unit="households")))
    answer = observatory.displacement()
    assert [(s.measure.what, s.measure.unit) for s in answer.flows] == [("fled", "households"), ("fled", "people")]
    assert [s.measure.what for s in answer.stocks] == ["remaining"]
    assert {t.measure.unit for t in answer.totals} == {"households", "people"}


def test_a_recommended_reading_is_the_best_and_a_sign_off_is_by_somebody_else(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read("a", "2016-11-28", toll(225, when=WEEK)),
                          read("b", "2016-11-28", toll(300, when=WEEK, source="reseau")))
    [total] = observatory.tolls().totals
    claim = total.readings[0].records[0].key
    keys = [r.key for reading in total.readings for r in reading.records]
    made = observatory.judge("recommend", total.id, author="Editor", reason="own count", detail={"claim": claim})
    with pytest.raises(UsageError, match="somebody else"):
        observatory.judge("sign off", total.id, author="editor", detail={"claims": keys})
    signed = observatory.judge("sign off", total.id, author="Head", detail={"claims": keys})
    [after] = observatory.tolls().totals
    assert after.best == total.readings[0].count and after.signed_off
    assert after.judgements == (made.number, signed.number)
    observatory.file([read("c", "2016-11-29", toll(310, when=WEEK, source="reseau"))])
    [changed] = observatory.tolls().totals
    assert not changed.signed_off


def test_a_correction_is_beside_the_claim_and_every_figure_says_that_it_rests_on_it(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read("a", "2016-11-28", toll(225, when=WEEK)))
    [record] = observatory.ledger.claims(Query())
    made = observatory.judge("correct", record.key, author="Editor", reason="misread",
                             detail={"slots": {"count": {"value": 252, "bound": "at_least"}}})
    [total] = observatory.tolls().totals
    assert _value(total.best) == 252 and total.judgements == (made.number,)
    [now] = observatory.ledger.claims(Query())
    assert (now.review.state, now.review.by) == ("corrected", "Editor")
    [kept] = observatory.ledger.history(record.key)
    assert kept.claim == record.claim


def test_a_judgement_on_what_has_been_read_differently_since_counts_for_nothing(tmp_path: Path) -> None:
    first = read("a", "2016-11-28", toll(225, when=WEEK))
    observatory = observe(tmp_path / "a", first)
    [record] = observatory.ledger.claims(Query())
    observatory.judge("reject", record.key, author="Editor")
    assert observatory.ledger.claims(Query()) == ()
    observatory.ledger.reread(read("a", "2016-11-28", toll(226, when=WEEK)))
    [again] = observatory.ledger.claims(Query())
    assert (again.review.state, again.version) == ("changed", 2)


@pytest.mark.parametrize(("verdict", "subject", "detail", "message"), [
    ("praise", "x", {}, "no verdict"), ("accept", "nothing", {}, "no claim"), ("undo", "99", {}, "no judgement"),
    ("same", "b a", {}, "alphabetical"), ("grade source", "OSDH", {"grade": "Z"}, "no such grade"),
    ("sign off", "figure-1", {}, "names the claims"), ("add", "", {"claim": {"kind": "rumour"}}, "does not fit"),
    ("add", "", {}, "with all its slots"),
    ("add", "", {"claim": {"kind": "need", "evidence": [0, 1], "needs": ["hope"]}}, "needs cannot be"),
])
def test_a_judgement_that_does_not_fit_is_refused(tmp_path: Path, verdict: str, subject: str,
                                                  detail: dict[str, object], message: str) -> None:
    observatory: Observatory = observe(tmp_path / "a")
    before = observatory.seal()
    with pytest.raises(UsageError, match=message):
        observatory.judge(verdict, subject, author="Editor", detail=detail)
    with pytest.raises(UsageError, match="author"):
        observatory.judge("accept", "x", author=" ")
    assert observatory.seal() == before


@pytest.mark.parametrize(("said", "low", "high"), [
    ("415", 415, 415), (">=415", 415, None), (">415", 416, None), ("<=10000", 9000, 10000), ("~310", 279, 341),
    ("~20", 16, 24), ("dozens", 20, 99), ("hundreds", 200, 999), ("180-200", 180, 200),
])
def test_the_table_of_intervals(said: str, low: int, high: int | None) -> None:
    assert interval(number(said)) == Interval(low, high)
    assert floor(number(said)) <= (number(said).value or low)


def test_bounds_that_are_not_in_the_shorthand() -> None:
    assert interval(Count(value=700, bound="at_most")) == Interval(0, 700)
    assert interval(Count(value=700, bound="less_than")) == Interval(0, 699)
    assert agree(number("thousands"), number("250000")) and not agree(number("415"), number("413"))


@pytest.mark.parametrize("unnamed", ["plus de 100 personnes", "l'ONG", "la même source", "Huit civils", "habitants"])
def test_who_is_credited_without_a_name_is_no_origin(tmp_path: Path, unnamed: str) -> None:
    total = _total(tmp_path, (225, "osdh"), (225, unnamed))
    assert (total.strategy, [o.id for o in total.origins]) == ("single source", ["bilan:actor/osdh"])
    assert [(r.origin.anonymous, why) for r, why in total.set_aside] == [(True, "unsourced")]


def test_who_is_credited_by_name_is_an_origin_though_no_registry_knows_them(tmp_path: Path) -> None:
    assert len(_total(tmp_path, (225, "osdh"), (225, "le Comité des quartiers")).origins) == 2


def test_the_unnamed_of_two_stories_are_two_readings_that_replace_nothing(tmp_path: Path) -> None:
    total = _total(tmp_path, (225, "un médecin"), (300, "un secouriste"))
    assert (total.strategy, total.origins, len(total.readings)) == ("range", (), 2)


def test_a_total_holds_no_figure_that_is_not_certainly_of_the_days_asked_for(tmp_path: Path) -> None:
    war = read("a", "2016-11-28", toll(">300000", "Syrie", span("2011-03", "2016-11-27"), victims="people"))
    month = read("b", "2016-11-28", toll(900, "Homs", span("2016-11", "2016-11-27"), victims="people"))
    undated = read("c", "2016-11-28", toll(500, "Idleb", span(None, "2016-11-27"), cumulative=True, victims="people"))
    told = [read(f"d{i}", "2016-11-28", toll(9 + i, place, span("2016-11-20"), victims="people"))
            for i, place in enumerate(("Sakhour", "Homs"))]
    observatory = observe(tmp_path / "a", war, month, undated, *told)
    [total] = observatory.tolls(Query(place="Syrie", first=date(2016, 11, 15))).totals
    assert (total.strategy, _value(total.low)) == ("computed minimum", 9 + 10)
    shorter = observatory.tolls(Query(place="Syrie", last=date(2016, 11, 26)))
    assert {r.count.value for s in shorter.series for r in s.readings} == {9, 10}


def test_a_start_carried_over_is_added_only_where_its_own_dispatch_prints_it(tmp_path: Path) -> None:
    carried = toll(30, "Homs", WEEK, since_basis="carried_over")
    observatory = observe(tmp_path / "a", read("a", "2016-11-28", toll(5, "Sakhour", span("2016-11-20"))),
                          read("b", "2016-11-28", carried))
    [series] = [s for s in observatory.tolls().series if s.measure.cumulative]
    assert series.readings[0].notes == ("start.carried-over",)
    assert [t for t in observatory.tolls(Query(place="Syrie")).totals if t.strategy == "computed minimum"] == []
    observatory.file([read("c", "2016-11-28", toll(40, "Alep-Ouest", WEEK), carried)])
    [total] = [t for t in observatory.tolls(Query(place="Syrie")).totals if t.strategy == "computed minimum"]
    assert _value(total.low) == 5 + 30 + 40


def test_areas_without_a_name_are_one_only_within_a_dispatch(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", *(read(f"d{i}", "2016-11-28", toll(n, "quatre villages", WEEK))
                                            for i, n in enumerate((12, 40))))
    assert [len(s.readings) for s in observatory.tolls().series] == [1, 1]


def test_a_vague_order_of_magnitude_is_not_added_as_if_it_were_a_figure(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read("a", "2016-11-28", toll(14, "Sakhour", WEEK), toll(30, "Homs", WEEK),
                                               toll("thousands", "Idleb", WEEK)))
    [minimum] = [t for t in observatory.tolls(Query(place="Syrie")).totals if t.strategy == "computed minimum"]
    assert minimum.low is not None and minimum.low.derived == "30 + 14"


def test_a_short_name_is_no_second_origin(tmp_path: Path) -> None:
    long, short = "le Comité des quartiers d'Alep", "le Comité"
    total = _total(tmp_path, (225, long), (225, short))
    assert [o.name for o in total.origins] == [long]
    full = toll(225, when=WEEK, source="osdh")
    observatory = observe(tmp_path / "a", read("a", "2016-11-28", toll(27, "Alep-Ouest", WEEK), replace(
        full, source=Entity("l'Observatoire"))))
    assert {s.origin.id for s in observatory.tolls().series} == {"bilan:actor/osdh"}
