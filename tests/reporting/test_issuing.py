"""Publication is a record: numbers, the bytes again, what changed and what was corrected; a draft leaves none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bilan.claims import Control, Toll
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.errors import LedgerError, UsageError
from bilan.extraction import Extraction
from bilan.judging import judge
from bilan.observatory import Observatory
from bilan.publish.edition import Edition
from bilan.publish.sections.keyfigures import chosen
from bilan.quantities import Count
from bilan.records import Query
from bilan.reporting import File, Wanted, again, drafts, edition, issue, issued, report
from bilan.times import When
from tests.publish.page import Element, read

ALEPPO = Entity("Alep", "Alep", "geonames:170063")
OBSERVER = Entity("l'OSDH", "Observatoire syrien des droits de l'homme", "bilan:actor/osdh")
ARMY, REBELS = Entity("l'armée", "armée syrienne", "bilan:a"), Entity("les rebelles", "rebelles", "bilan:r")
FIRST, SECOND = date(2020, 3, 1), date(2020, 3, 9)


def told(name: str, day: date, count: Count, holder: Entity = REBELS, source: Entity = OBSERVER) -> Extraction:
    text = f"Depuis janvier {count.value} civils sont morts à Alep, que tient un camp, dit la dépêche {name}."
    toll = Toll(id="1", rule="r", evidence=(0, 40), harm="killed", victims="civilians", count=count, where=(ALEPPO,),
                cumulative=True, when=When("2020-01-01", day.isoformat()), source=source, sources=(source,))
    held = Control(id="2", rule="r", evidence=(42, 60), change="holds", place=ALEPPO, where=(ALEPPO,), holder=holder,
                   when=When.moment(day))
    return Extraction(Dispatch(name, text, published=day, outlet="Radio"), Published(day, day, True), (toll, held))


@pytest.fixture
def observatory(tmp_path: Path) -> Iterator[Observatory]:
    with Observatory.open(tmp_path / "war.bilan") as opened:
        opened.file([told("a", FIRST, Count.exact(40))])
        yield opened


def key(observatory: Observatory, day: date = FIRST) -> str:
    return next(r.key for r in observatory.ledger.claims(Query()) if isinstance(r.claim, Toll) and r.day == day)


def section(html: str, name: str) -> Element | None:
    return next((e for e in read(html).root.find("section") if e.attributes["id"] == name), None)


def words(html: str, name: str) -> str:
    found = section(html, name)
    assert found is not None, name
    return re.sub(r"\s+", " ", found.text(between=" "))


def test_numbers_count_within_an_edition(observatory: Observatory) -> None:
    public = Wanted(public=True)
    made = [issue(observatory, [File("fr")], wanted) for wanted in (None, public, None, None, public)]
    assert [(one.edition, one.number) for one in made] == [
        ("internal", 1), ("public", 1), ("internal", 2), ("internal", 3), ("public", 2)]
    assert re.search(r"n°\s3", made[3].text()) and issued(observatory) == tuple(made)
    assert observatory.verify().holds


def test_a_draft_leaves_the_ledger_alone(observatory: Observatory) -> None:
    seal = observatory.seal()
    assert report(observatory) == report(observatory)
    assert observatory.seal() == seal and issued(observatory) == ()
    assert read(report(observatory)).root.find("p", class_="draft")


def test_a_published_report_is_had_again_byte_for_byte(observatory: Observatory) -> None:
    made = issue(observatory, [File("fr", name="r.html"), File("en", name="e.html"), File("fr", markdown=True)],
                 author="Desk")
    texts = {form: made.text(form) for form in made.files}
    assert list(texts) == ["fr html", "en html", "fr md"]
    assert 'href="e.html"' in texts["fr html"] and 'href="r.html"' in texts["en html"]
    observatory.file([told("b", SECOND, Count.exact(90))])
    observatory.judge("reject", key(observatory), author="A", reason="misread")
    issue(observatory, [File("fr")])
    assert again(observatory, 1) == texts["fr html"]
    assert again(observatory, 1, language="en") == texts["en html"]
    assert again(observatory, 1, language="fr", markdown=True) == texts["fr md"]
    assert issued(observatory)[0].author == "Desk"


def test_what_cannot_be_had_again_says_so(observatory: Observatory) -> None:
    issue(observatory, [File("fr")])
    for number, public, language, words_ in ((2, False, None, "there are 1"), (1, True, None, "none was published"),
                                            (1, False, "en", "published as en html, but as fr html")):
        with pytest.raises(UsageError, match=words_):
            again(observatory, number, public=public, language=language)
    with pytest.raises(UsageError, match="only once"):
        issue(observatory, [File("fr"), File("fr")])


def test_an_expunged_dispatch_takes_its_reports_along(observatory: Observatory) -> None:
    issue(observatory, [File("fr")])
    observatory.ledger.expunge(observatory.filed()[0].key, author="A", reason="asked for")
    with pytest.raises(LedgerError, match="expunged"):
        again(observatory, 1)
    observatory.file([told("b", SECOND, Count.exact(90))])
    assert issue(observatory, [File("fr")]).number == 2
    assert observatory.verify().holds


def test_the_first_report_looks_back_at_nothing(observatory: Observatory) -> None:
    html = issue(observatory, [File("en")]).text()
    assert section(html, "changes") is None and section(html, "corrections") is None


@pytest.mark.parametrize(("count", "said"), [(Count.exact(90), "higher"), (Count.exact(40), "unchanged")])
def test_the_next_report_lists_what_changed(observatory: Observatory, count: Count, said: str) -> None:
    issue(observatory, [File("en")])
    observatory.file([told("b", SECOND, count, holder=ARMY)])
    html = issue(observatory, [File("en")]).text()
    changes = words(html, "changes")
    assert said in changes and "Correction" not in changes and f"{count.value} civilians killed" in changes
    assert "armée syrienne (held), formerly rebelles (held)" in changes
    assert section(html, "corrections") is None
    assert f"{said} " in words(html, "key_figures")


def test_no_trend_where_the_sources_differ(observatory: Observatory) -> None:
    issue(observatory, [File("en")])
    other = Entity("la Défense civile", "Défense civile syrienne", "bilan:actor/white-helmets")
    observatory.file([told("b", SECOND, Count.exact(90), source=other)])
    changes = words(issue(observatory, [File("en")]).text(), "changes")
    assert "no trend" in changes and "higher" not in changes


def test_a_rejected_claim_is_a_correction_told_once(observatory: Observatory) -> None:
    issue(observatory, [File("en")])
    observatory.file([told("b", SECOND, Count.exact(90))])
    observatory.judge("reject", key(observatory), author="A. Editor", reason="misread")
    html = issue(observatory, [File("en")]).text()
    told_once = words(html, "corrections")
    assert "40 civilians killed" in told_once and "rejected by A. Editor" in told_once and "misread" in told_once
    assert "Correction: withdrawn" in words(html, "changes")
    assert section(issue(observatory, [File("en")]).text(), "corrections") is None


def test_a_corrected_claim_prints_both_and_its_undoing_too(observatory: Observatory) -> None:
    issue(observatory, [File("en")])
    judged = observatory.judge("correct", key(observatory), author="A", reason="digits turned",
                               detail={"slots": {"count": {"value": 44, "bound": "exact"}}})
    html = issue(observatory, [File("en")]).text()
    assert "40 civilians killed" in words(html, "corrections") and "44 civilians killed" in words(html, "corrections")
    assert "the last report should have said 44" in words(html, "changes")
    observatory.judge("undo", str(judged.number), author="A", reason="it was right")
    assert "judgement undone" in words(issue(observatory, [File("en")]).text(), "corrections")


def test_a_dispatch_that_came_late_corrects_the_figure_of_its_day(observatory: Observatory) -> None:
    issue(observatory, [File("en")])
    observatory.file([told("late", FIRST, Count.exact(55))])
    html = issue(observatory, [File("en")]).text()
    assert "the last report should have said 55" in words(html, "changes")
    assert section(html, "corrections") is None


def test_the_public_edition_names_no_judge(observatory: Observatory) -> None:
    issue(observatory, [File("en")], Wanted(public=True))
    observatory.judge("correct", key(observatory), author="A. Editor", reason="digits turned",
                      detail={"slots": {"count": {"value": 44, "bound": "exact"}}})
    html = issue(observatory, [File("en")], Wanted(public=True)).text()
    assert "digits turned" in words(html, "corrections") and "A. Editor" not in html


def test_only_what_was_reviewed(observatory: Observatory) -> None:
    observatory.file([told("b", SECOND, Count.exact(90))])
    observatory.judge("accept", key(observatory), author="A", reason="read it")
    html = report(observatory, Wanted(reviewed=True), language="en")
    assert "40" in words(html, "key_figures") and "90" not in words(html, "tolls")
    assert "reviewed by a person" in " ".join(e.text() for e in read(html).root.find("dl", class_="facts"))


def test_draft_stands_over_a_report_until_its_key_figures_are_signed_off(observatory: Observatory) -> None:
    first = read(issue(observatory, [File("en")]).text()).root
    assert first.find("p", class_="draft") and not first.find("a", class_="signed_off")
    observatory.judge("accept", key(observatory), author="A", reason="read it")
    read_ = read(issue(observatory, [File("en")]).text()).root
    assert read_.find("p", class_="draft") and read_.find("a", class_="reviewed")
    for total in chosen(edition(observatory)):
        judge(observatory, "sign off", total.id, author="B")
    signed = read(issue(observatory, [File("en")]).text()).root
    assert signed.find("p", class_="final") and not signed.find("p", class_="draft")
    assert signed.find("a", class_="signed_off")
    observatory.file([told("b", SECOND, Count.exact(90))])
    assert read(issue(observatory, [File("en")]).text()).root.find("p", class_="draft")


def test_the_key_figures_that_keep_it_a_draft_are_named(observatory: Observatory) -> None:
    (figure,) = chosen(edition(observatory))
    texts, waiting = drafts(observatory, Wanted(), [("en", False, None), ("fr", True, None)])
    assert [one.id for one in waiting] == [figure.id]
    assert texts == [report(observatory, language="en"), report(observatory, language="fr", markdown=True)]
    ((name, count, measure),) = issue(observatory, [File("en")]).unsigned
    assert (name, count, measure.place) == (figure.id, Count.exact(40), ALEPPO)
    judge(observatory, "sign off", figure.id, author="B")
    assert issue(observatory, [File("en")]).unsigned == []
    assert drafts(observatory, Wanted(), [("en", False, None)])[1] == ()


def test_a_report_is_made_anew_where_somebody_wrote_meanwhile(observatory: Observatory,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    from bilan import publish

    render, busy = publish.report, [2]

    def meanwhile(made: Edition) -> str:
        if busy[0]:
            busy[0] -= 1
            observatory.judge("accept", key(observatory), author="B", reason=f"meanwhile {busy[0]}")
        return render(made)

    monkeypatch.setattr(publish, "report", meanwhile)
    assert observatory.seal().head != issue(observatory, [File("en")]).content["seal"]  # type: ignore[index]
    assert [one.number for one in issued(observatory)] == [1]
    busy[0] = 99
    with pytest.raises(LedgerError, match="make it again"):
        issue(observatory, [File("en")])
    assert len(issued(observatory)) == 1 and observatory.verify().holds
