"""The report of the example dispatches, read by the real pipeline: every number in it is found again in the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bilan import publish
from bilan.claims import Displacement, Need, Toll
from bilan.dispatch import Dispatch
from bilan.observatory import Observatory
from bilan.publish import Composition
from bilan.publish.wording import load
from bilan.quantities import Count
from bilan.read import dispatches
from bilan.records import Recorded
from bilan.reporting import File, Wanted, edition, issue, issued, kept
from tests.publish.page import Element, read

EXAMPLES = Path(__file__).parents[2] / "examples" / "alep"
NUMBER = re.compile(r"\d[\d\u202f\u00a0,]*\d|\d")
COUNTED_BY_THE_REPORT = {"coverage", "method", "sources"}
"""Sections whose numbers are of dispatches and versions, not of people."""

KINDS = [Wanted(), Wanted(public=True), Wanted(profile="humanitarian")]


@pytest.fixture(scope="module")
def observatory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatory]:
    with Observatory.open(tmp_path_factory.mktemp("ledger") / "alep.bilan") as opened:
        opened.add(item for item in dispatches([EXAMPLES]) if isinstance(item, Dispatch))
        yield opened


@pytest.fixture(scope="module", params=[(wanted, language) for wanted in KINDS for language in ("fr", "en")])
def made(request: pytest.FixtureRequest, observatory: Observatory) -> tuple[Composition, Element]:
    wanted, language = request.param
    composition = publish.compose(edition(observatory, wanted, language=language))
    return composition, read(publish.report(composition)).root


def numbers(text: str) -> list[int]:
    return [int(re.sub(r"\D", "", found)) for found in NUMBER.findall(text)]


def counts(count: Count | None) -> set[int]:
    return {n for n in (count.value, count.low, count.high) if n is not None} if count else set()


def numbers_of(records: Iterable[Recorded]) -> set[int]:
    return {n for r in records if isinstance(r.claim, Toll | Displacement | Need) for n in counts(r.claim.count)}


def undated(text: str, language: str) -> str:
    """The text without its dates, in the forms that a report prints."""
    months = {str(load(language).day(f"2016-{month:02}-15")).split()[1] for month in range(1, 13)}
    short = {str(load(language).day(f"2016-{month:02}-15", short=True)).split()[1] for month in range(1, 13)}
    month = "|".join(sorted(map(re.escape, months | short), key=len, reverse=True))
    day = r"\d{1,2}(?:er|st)?"
    text = text.replace("\u00a0", " ")
    text = re.sub(rf"\b{day} (?:au|to|à) (?={day} (?:{month}))", "", text)
    return re.sub(rf"(?:{day} )?(?:{month}) ?(?:\d{{4}})?|\b(?:19|20)\d\d\b", "", text)


def sections(tree: Element) -> list[Element]:
    return [e for e in tree.find("section") if e.attributes["id"] not in {"dispatches", *COUNTED_BY_THE_REPORT}]


def by_anchor(composition: Composition) -> dict[str, Recorded]:
    cite = composition.composer.cite
    return {cite.anchor(record): record for record in cite.records()}


def test_every_figure_prints_what_its_claims_say(made: tuple[Composition, Element]) -> None:
    composition, tree = made
    records = by_anchor(composition)
    checked = 0
    for section in sections(tree):
        for figure in section.find("a", class_="fig"):
            if "plain" in figure.attributes["class"].split():
                continue
            record = records[figure.attributes["href"][1:]]
            printed = numbers(figure.text())
            if "derived" in figure.attributes["class"].split():
                sums = {n for t in kept.totals(composition.composer.edition) if t.low for n in counts(t.low)}
                assert set(printed) <= sums
            elif isinstance(record.claim, Toll | Displacement | Need):
                assert set(printed) <= numbers_of([record]), figure.text()
            checked += len(printed)
    assert checked > 60


def test_no_number_stands_outside_a_figure(made: tuple[Composition, Element]) -> None:
    """Nothing but dates, and what the report counted itself and says so, is printed with no claim behind it."""
    composition, tree = made
    language = composition.composer.edition.language
    for section in sections(tree):
        bare = section.text(without=("a", "tally", "svg", "slider", "blockquote"), between=" ")
        bare = re.sub("«.*?»|“.*?”", "", bare)
        radius = load(language).text("map.cells", km=r"0,7").split("0,7")[0]
        bare = re.sub(re.escape(radius) + r"\d+[.,]\d", "", bare)
        left = undated(bare, language)
        assert numbers(left) == [], f"{section.attributes['id']}: {re.findall(r'.{0,60}[0-9].{0,30}', left)}"


def test_every_number_read_out_on_a_drawing_is_in_the_claim_that_it_opens(made: tuple[Composition, Element]) -> None:
    composition, tree = made
    records, language = by_anchor(composition), composition.composer.edition.language
    checked = 0
    for figure in tree.find("figure"):
        if figure.attributes["id"].startswith("incident-map"):
            continue  # their numbers are of incidents, which the report counts
        for link in (link for drawing in figure.find("svg") for link in drawing.find("a")):
            said = link.attributes.get("aria-label") or link.find("title")[0].text()
            found = set(numbers(undated(said, language)))
            assert found <= numbers_of([records[link.attributes["href"][1:]]]), said
            checked += len(found)
    assert checked > 15


def test_every_highlight_has_a_claim_behind_it(made: tuple[Composition, Element]) -> None:
    _, tree = made
    lines = next(s for s in sections(tree) if s.attributes["id"] == "highlights").find("li")
    assert len(lines) > 4
    assert [line.text() for line in lines if not line.find("a", class_="fig") and not line.find("span", class_="tally")
            ] == []


def test_what_earlier_reports_printed_is_what_the_ledger_kept_of_them(observatory: Observatory) -> None:
    issue(observatory, [File("en")], Wanted(as_of=date(2016, 11, 30)))
    issue(observatory, [File("en")])
    first, second = issued(observatory)
    assert first.content is not None
    known = {n for figure in first.content["figures"] for n in counts(Count(**figure["lead"]))}
    known |= {n for one in kept.claims(first.content).values() if isinstance(claim := one["claim"], Toll | Displacement)
              for n in counts(claim.count)}
    printed = [n for e in read(second.text()).root.find("span", class_="earlier") for n in numbers(e.text())]
    assert printed and set(printed) <= known
