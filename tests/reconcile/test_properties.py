"""What holds for any claims: the order of adding, adding twice, the day asked for, parts and wholes, undoing."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilan.claims import Claim
from bilan.extraction import Extraction
from bilan.findings import Findings, Reading, Total
from bilan.observatory import Observatory
from bilan.reconcile.figures.intervals import floor, interval
from bilan.records import Query, Recorded
from tests.reconcile.making import PLACES, held, incident, moved, observe, place_id, read, small_world, span, toll

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
START = date(2016, 11, 15)
Verdict = tuple[str, str, dict[str, Any]]

days = st.integers(0, 30).map(lambda n: (START + timedelta(days=n)).isoformat())
counts = st.one_of(st.integers(1, 400).map(str), st.integers(1, 400).map(lambda n: f">={n}"),
                   st.integers(1, 400).map(lambda n: f"~{n}"), st.sampled_from(["dozens", "hundreds", "10-20"]))
places = st.sampled_from(sorted(PLACES))
sources = st.sampled_from(["osdh", "directeur", "reseau", "damas", "rebelles", None])
people = st.sampled_from(["civilians", "people", "children", "fighters"])
parties = st.sampled_from(["damas", "armee", "rebelles", "kurdes"])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    day, place, source = draw(days), draw(places), draw(sources)
    when = draw(st.sampled_from([span("2016-11-15", day), span(day), span("2016-11-15", day, bound=True)]))
    match draw(st.integers(0, 3)):
        case 0:
            return toll(draw(counts), place, when, source, victims=draw(people),
                        modality=draw(st.sampled_from(["asserted", "asserted", "alleged"])))
        case 1:
            return moved(draw(counts), place, when, source, to=draw(st.sampled_from([None, "Idleb"])))
        case 2:
            change = draw(st.sampled_from(["captured", "lost", "withdrew", "holds", "contested", "besieged"]))
            return held(change, place, draw(parties), draw(st.sampled_from([span(day), None])),
                        draw(st.sampled_from([None, "rebelles", "damas"])), source,
                        modality=draw(st.sampled_from(["asserted", "expected", "alleged"])))
    return incident(draw(st.sampled_from(["airstrike", "clash", "shelling"])), place, span(day), draw(parties))


@st.composite
def dispatches(draw: st.DrawFn) -> list[Extraction]:
    out = []
    for i in range(draw(st.integers(1, 6))):
        told: list[Claim] = draw(st.lists(claims(), max_size=5))
        with_part: bool = draw(st.booleans())
        if told and with_part and told[0].kind == "toll":
            told.append(replace(toll("3", told[0].where[0].text, told[0].when, victims="children"), part_of="c0"))
        out.append(read(f"d{i}", draw(st.one_of(days, st.none())), *told, outlet=draw(st.sampled_from("XYZ"))))
    return out


def _answers(observatory: Observatory, query: Query = Query()) -> Findings:  # noqa: B008
    found = observatory.findings(query)
    # Entry times and the chain are the ledger's own history; everything else must not depend on it.
    return replace(found, seal=type(found.seal)("", 0))


def _said(found: Findings) -> str:
    return re.sub(r"entered='[^']*'", "entered=''", repr(found))


@SLOW
@given(dispatches(), st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_no_answer(told: list[Extraction], dice: Random) -> None:
    mixed = list(told)
    dice.shuffle(mixed)
    with tempfile.TemporaryDirectory() as folder:
        one, two = observe(Path(folder) / "a", *told), observe(Path(folder) / "b", *mixed)
        for query in (Query(), Query(place="Alep", last=START + timedelta(days=12))):
            assert _said(_answers(one, query)) == _said(_answers(two, query))


@SLOW
@given(dispatches())
def test_adding_twice_changes_nothing(told: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        observatory = observe(Path(folder) / "a", *told)
        before, seal = observatory.findings(), observatory.seal()
        observatory.file(told)
        assert observatory.findings() == before and observatory.seal() == seal


@SLOW
@given(dispatches(), st.integers(0, 30))
def test_as_of_never_sees_the_future(told: list[Extraction], n: int) -> None:
    day = START + timedelta(days=n)
    past = [e for e in told if e.published.day is not None and e.published.day <= day]
    with tempfile.TemporaryDirectory() as folder:
        whole, only = observe(Path(folder) / "a", *told), observe(Path(folder) / "b", *past)
        asked = Query(as_of=day)
        assert _said(replace(_answers(whole, asked), undated=0)) == _said(replace(_answers(only, asked), undated=0))


@SLOW
@given(dispatches())
def test_a_total_never_exceeds_its_readings_and_never_counts_a_part_with_its_whole(told: list[Extraction]) -> None:
    know = small_world()
    with tempfile.TemporaryDirectory() as folder:
        observatory = observe(Path(folder) / "a", *told)
        for total in observatory.tolls(Query(place="Syrie")).totals:
            _bounded(total)
            if total.strategy != "computed minimum":
                continue
            assert total.low is not None and total.best is None
            assert total.low.value == sum(floor(r.count) for r in total.readings)
            for a, b in combinations(total.readings, 2):
                assert b not in a.parts and a not in b.parts
                inner, outer = (know.place(m.place) for m in (a.measure, b.measure) if m.place)
                nested = inner in know.enclosing(outer) or outer in know.enclosing(inner)
                apart = {a.measure.people, b.measure.people} == {"civilians", "fighters"}
                assert not nested or apart or not _meet(a, b)


def _bounded(total: Total) -> None:
    spans = [interval(r.count) for r in total.readings]
    if not spans or total.strategy == "computed minimum":
        return
    assert total.low is not None and floor(total.low) == min(floor(r.count) for r in total.readings)
    if total.best is not None:
        assert any(total.best in (r.count, *r.variants) for r in total.readings)
    assert total.high is None or any(total.high == r.count for r in total.readings)


def _meet(a: Reading, b: Reading) -> bool:
    spans = [[(r.claim.when.start, r.claim.when.end) for r in x.records if r.claim.when] for x in (a, b)]
    return any((p[0] or "") <= (q[1] or "9") and (q[0] or "") <= (p[1] or "9") for p in spans[0] for q in spans[1])


@SLOW
@given(dispatches(), st.data())
def test_undoing_a_judgement_restores_every_figure(told: list[Extraction], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        observatory = observe(Path(folder) / "a", *told)
        records = observatory.ledger.claims(Query())
        if not records:
            return
        before = _said(_answers(observatory))
        verdict, subject, detail = data.draw(_verdicts(records, observatory))
        made = observatory.judge(verdict, subject, author="Editor", reason="try", detail=detail)
        judged = _said(_answers(observatory))
        undo = observatory.judge("undo", str(made.number), author="Editor")
        assert _said(_answers(observatory)) == before
        observatory.judge("undo", str(undo.number), author="Editor")
        assert _said(_answers(observatory)) == judged
        if verdict == "reject":
            assert subject not in [r.key for r in observatory.ledger.claims(Query())]
        assert observatory.verify().holds


@st.composite
def _verdicts(draw: st.DrawFn, records: Sequence[Recorded], observatory: Observatory) -> Verdict:
    """Any judgement that these records allow: its verdict, subject and detail."""
    record = draw(st.sampled_from(records))
    fitting: list[Verdict] = [
        ("accept", record.key, {}), ("reject", record.key, {}), ("grade claim", record.key, {"grade": "2"}),
        ("correct", record.key, {"slots": {"where": [{"text": "Homs", "id": place_id("Homs")}]}}),
        ("grade source", "OSDH", {"grade": "B"}),
        ("coarsen", place_id("Sakhour"), {"names": ["Sakhour"], "to": {"text": "Alep", "id": place_id("Alep")}}),
        ("pseudonymise", "Network", {"names": ["Network", "Réseau"], "alias": "source 1"}),
        ("add", "", {"claim": {"kind": "toll", "evidence": [0, 0], "harm": "killed", "victims": "people",
                               "count": {"value": 9, "bound": "exact"}}, "record": "own", "published": "2016-12-01"})]
    others = [r.key for r in records if r.key != record.key]
    if others:
        pair = " ".join(sorted((record.key, draw(st.sampled_from(others)))))
        fitting += [(verdict, pair, {}) for verdict in ("same", "different", "unsure")]
    for total in observatory.tolls().totals[:1]:
        keys = sorted({r.key for reading in total.readings for r in reading.records})
        fitting += [("recommend", total.id, {"claim": key}) for key in keys[:1]]
        fitting += [("sign off", total.id, {"claims": keys})] if keys else []
    made: Verdict = draw(st.sampled_from(fitting))
    return made


def test_the_small_world_knows_its_places() -> None:
    assert small_world().enclosing(place_id("Sakhour"))[1] == place_id("Alep-Est")
