"""From a ledger to the report: what is asked of the observatory, what the report is called, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bilan.claims import Toll
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.errors import LedgerError, UsageError
from bilan.extraction import Extraction
from bilan.observatory import Observatory
from bilan.quantities import Count
from bilan.reporting import Wanted, edition, report
from bilan.times import When

ALEPPO, SYRIA, MALI = (Entity(name, name, f"geonames:{n}") for name, n in
                       (("Alep", 170063), ("Syrie", 163843), ("Mali", 2453866)))  # fmt: skip


def told(name: str, day: date | None, *places: Entity) -> Extraction:
    text = f"Douze civils ont péri, dit la dépêche {name}."
    when = When.moment(day) if day else None
    claims = tuple(
        Toll(id=f"{n}", rule="r", evidence=(0, 22), harm="killed", victims="civilians", count=Count.exact(12 + n),
             where=(place,), when=when)
        for n, place in enumerate(places)
    )  # fmt: skip
    return Extraction(Dispatch(name, text, published=day, outlet="Radio"), Published(day, day, day is not None), claims)


@pytest.fixture
def observatory(tmp_path: Path) -> Iterator[Observatory]:
    with Observatory.open(tmp_path / "war.bilan") as opened:
        yield opened


def test_a_report_covers_what_was_published_by_its_day(observatory: Observatory) -> None:
    first, last = date(2020, 3, 1), date(2020, 3, 9)
    observatory.file([told("a", first, ALEPPO), told("b", last, ALEPPO), told("c", None, ALEPPO)])
    made = edition(observatory)
    assert (made.first, made.as_of, len(made.sources)) == (first, last, 2)
    earlier = edition(observatory, Wanted(as_of=date(2020, 3, 5), since=date(2020, 2, 1)))
    assert (earlier.first, earlier.as_of) == (date(2020, 2, 1), date(2020, 3, 5))
    assert [source.dispatch.id for source in earlier.sources] == ["a"]
    assert {record.outlet for record in earlier.records} == {"Radio"}


@pytest.mark.parametrize(
    ("places", "title"),
    [((ALEPPO, ALEPPO, SYRIA), "Alep"), ((ALEPPO, SYRIA), "Syrie"), ((ALEPPO, MALI), "Point de situation"), ((), None)],
)
def test_it_is_called_by_the_smallest_place_that_most_claims_are_about(
    observatory: Observatory, places: tuple[Entity, ...], title: str | None
) -> None:
    observatory.file([told("a", date(2020, 3, 1), *places)])
    assert edition(observatory).title == (title or "Point de situation")
    assert edition(observatory, Wanted(title="Mine")).title == "Mine"


def test_the_report_is_in_the_language_and_form_asked_for(observatory: Observatory) -> None:
    observatory.file([told("a", date(2020, 3, 1), ALEPPO)])
    french, english = report(observatory), report(observatory, language="en")
    assert french.startswith("<!") and 'lang="fr"' in french and 'lang="en"' in english
    assert "Aleppo" in english
    assert report(observatory, markdown=True).startswith("# Alep")


def test_what_it_refuses(observatory: Observatory) -> None:
    with pytest.raises(LedgerError, match="no dispatch in view"):
        report(observatory)
    observatory.file([told("a", date(2020, 3, 1), ALEPPO)])
    with pytest.raises(UsageError, match="profile"):
        report(observatory, Wanted(profile="secret"))
    with pytest.raises(UsageError, match="language"):
        report(observatory, language="tlh")
