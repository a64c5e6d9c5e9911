"""The report as a page: every figure opens its sentence, nothing is fetched, nothing hostile gets through."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from bilan.claims import Displacement, Need, Toll
from bilan.publish import Edition, report
from bilan.quantities import Count
from bilan.records import Recorded
from tests.publish import dossier
from tests.publish.page import Element, Reader, read

NUMBER = re.compile(r"\d[\d\u202f\u00a0,.]*\d|\d")
HEAD = ("highlights", "key_figures", "tolls", "displacement", "disputes", "needs")


def digits(text: str) -> list[int]:
    return [int(re.sub(r"\D", "", found)) for found in NUMBER.findall(text)]


def editions() -> dict[str, Edition]:
    return {"fr": dossier.edition("fr"), "en": dossier.edition("en"),
            "public": dossier.edition("fr", whole=False), "humanitarian": dossier.edition("en", profile="humanitarian")}


@pytest.fixture(scope="module", params=["fr", "en", "public", "humanitarian"])
def page(request: pytest.FixtureRequest) -> Reader:
    return read(report(editions()[request.param]))


def test_markup_is_well_formed(page: Reader) -> None:
    assert page.faults == []


def test_links_lead_somewhere(page: Reader) -> None:
    targets = {e.attributes["href"] for e in page.root.find("a") if e.attributes.get("href", "").startswith("#")}
    assert len(targets) > 20
    assert {t for t in targets if t[1:] not in page.ids} == set()
    uses = {e.attributes["href"] for e in page.root.find("use")}
    assert {u for u in uses if u[1:] not in page.ids} == set()


def numbers_of(record: Recorded) -> set[int]:
    claim = record.claim
    count = claim.count if isinstance(claim, Toll | Displacement | Need) else None
    return {n for n in (count.value, count.low, count.high) if n is not None} if count else set()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_figure_is_in_the_claim_that_it_opens(language: str) -> None:
    edition = dossier.edition(language)
    tree = read(report(edition)).root
    quotes = {e.attributes["id"]: e.text() for e in tree.find("mark") if "id" in e.attributes}
    by_quote = {record.quote: numbers_of(record) for record in edition.records}
    checked = 0
    for section in (e for e in tree.find("section") if e.attributes.get("id") in HEAD):
        for figure in (e for e in section.find("a", class_="fig") if "plain" not in e.attributes["class"].split()):
            for number in digits(figure.text()):
                assert number in by_quote[quotes[figure.attributes["href"][1:]]], figure.text()
                checked += 1
    assert checked > 20


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_number_stands_without_a_claim(language: str) -> None:
    tree = read(report(dossier.edition(language))).root
    for section in (e for e in tree.find("section") if e.attributes.get("id") in HEAD):
        bare = section.text(without=("fig", "more", "tally", "svg"), between=" ")
        assert [n for n in digits(bare) if n > 31 and not 1900 < n < 2100] == []


def test_a_figure_leads_to_its_evidence_and_back() -> None:
    tree = read(report(dossier.edition("fr"))).root
    first = next(e for e in tree.find("a", class_="fig") if "415" in e.text())
    mark = next(e for e in tree.find("mark") if e.attributes.get("id") == first.attributes["href"][1:])
    assert mark.text() == "plus de 415 civils ont été tués à Alep-Est"
    entry = next(e for e in tree.find("li") if e.attributes.get("data-claim") == mark.attributes["id"])
    assert f"#{first.attributes['id']}" in {e.attributes.get("href") for e in entry.find("a")}


def test_nothing_is_fetched(page: Reader) -> None:
    tree = page.root
    for element in tree.walk():
        assert not {"src", "srcset", "data", "action", "style"} & element.attributes.keys(), element.tag
        assert not [name for name in element.attributes if name.startswith("on")]
        for name in ("href", "xlink:href"):
            address = element.attributes.get(name, "#")
            assert address.startswith(("#", "https://example.org/")), address
    style = tree.find("style")[0].text()
    assert "@import" not in style and set(re.findall(r"url\((.)", style)) == {"#"}


def test_only_its_own_script_and_style_may_run(page: Reader) -> None:
    policy = next(e.attributes["content"] for e in page.root.find("meta") if "http-equiv" in e.attributes)
    for tag in ("style", "script"):
        (element,) = page.root.find(tag)
        digest = base64.b64encode(hashlib.sha256(element.text().encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


HOSTILE = "<script>alert(1)</script> ]]> <img src=x onerror=y> & \x00 \x1b \u202e \ud800 \" ' </div>"


def test_hostile_texts_are_harmless() -> None:
    edition = dossier.edition("fr", title=HOSTILE)
    first = edition.sources[0]
    text = first.dispatch.text + HOSTILE
    dispatch = replace(first.dispatch, text=text, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
    record = replace(edition.records[0], quote=HOSTILE, outlet=HOSTILE)
    hostile = replace(edition, sources=(replace(first, dispatch=dispatch), *edition.sources[1:]),
                      records=(record, *edition.records[1:]))
    html = report(hostile)
    page = read(html)
    html.encode("utf-8")
    assert page.faults == []
    assert len(page.root.find("script")) == 1 and not page.root.find("img")
    assert "javascript:" not in {e.attributes.get("href", "")[:11] for e in page.root.find("a")}
    assert not set("\x00\x1b\u202e") & set(html)


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert report(dossier.edition("en")) == report(dossier.edition("en"))


def test_a_draft_until_signed_off() -> None:
    edition = dossier.edition("fr")
    assert read(report(edition)).root.find("p", class_="draft")
    findings = edition.findings
    done = replace(findings, tolls=replace(findings.tolls, totals=tuple(
        replace(t, signed_off=True) for t in findings.tolls.totals)), displacement=replace(
            findings.displacement, totals=tuple(replace(t, signed_off=True) for t in findings.displacement.totals)))
    tree = read(report(replace(edition, findings=done))).root
    assert tree.find("p", class_="final") and not tree.find("p", class_="draft")
    assert tree.find("a", class_="signed_off")


def test_review_shows_on_the_figure() -> None:
    tree = read(report(dossier.edition("fr"))).root
    approved = [e.text() for e in tree.find("a", class_="reviewed")]
    assert "au moins 225" in approved and "plus de 415" not in approved


def test_the_humanitarian_profile_leaves_control_out() -> None:
    ids = {e.attributes["id"] for e in read(report(dossier.edition("fr", profile="humanitarian"))).root.find("section")}
    assert "tolls" in ids and not ids & {"control", "alignments"}


def test_the_public_edition_prints_extracts_alone() -> None:
    edition = dossier.edition("fr", whole=False)
    html = report(edition)
    assert all(source.dispatch.text not in html for source in edition.sources)
    assert "plus de 415 civils ont été tués à Alep-Est" in html


def test_the_demonstration_notice_stands_while_a_text_asks_for_it() -> None:
    edition = dossier.edition("fr")
    assert read(report(edition)).root.find("p", class_="demonstration")
    plain = tuple(replace(source, dispatch=replace(source.dispatch, text=source.dispatch.text.split("\n")[0]))
                  for source in edition.sources)
    assert not read(report(replace(edition, sources=plain))).root.find("p", class_="demonstration")


@pytest.mark.parametrize(("language", "said"), [("fr", "plus de 500"), ("en", "more than 500")])
def test_a_range_without_an_upper_bound_credits_no_source_with_the_others_figure(language: str, said: str) -> None:
    edition = dossier.edition(language)
    east, *others = edition.findings.tolls.totals
    low = replace(east.readings[0], count=Count.exact(80))
    high = replace(east.readings[1], count=Count(500, "more_than"))
    wide = replace(east, low=low.count, best=None, high=None, highest=high.count, readings=(low, high))
    tolls = replace(edition.findings.tolls, totals=(wide, *others))
    tree = read(report(replace(edition, findings=replace(edition.findings, tolls=tolls)))).root
    for section in ("highlights", "key_figures"):
        (found,) = [s for s in tree.find("section") if s.attributes["id"] == section]
        assert said in found.text().replace("\u00a0", " ")


LOADED = ("régime", "terroriste", "libération", "libéré", "regime", "terrorist", "liberat", "martyr")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_names_are_neutral_outside_quotations(language: str) -> None:
    tree = read(report(dossier.edition(language))).root
    for section in tree.find("section"):
        if section.attributes["id"] != "dispatches":
            words = section.text(without=("blockquote",)).casefold()
            assert [loaded for loaded in LOADED if loaded in re.sub("«.*?»|“.*?”", "", words)] == []


def test_drawings_have_names_and_places_open_their_claims() -> None:
    tree = read(report(dossier.edition("fr"))).root
    drawings = [e for e in tree.find("svg") if e.attributes.get("role") == "group"]
    assert len(drawings) > 8
    for drawing in drawings:
        titles = {e.attributes.get("id") for e in drawing.find("title")}
        assert drawing.attributes["aria-labelledby"] in titles
    place = next(e for e in tree.find("a") if e.attributes.get("aria-label", "").startswith("Sakhour\u00a0:"))
    assert "armée syrienne" in place.attributes["aria-label"] and "corroboré" in place.attributes["aria-label"]


def test_the_map_slides_over_the_days() -> None:
    tree = read(report(dossier.edition("fr"))).root
    slider: Element = tree.find("div", class_="slider")[0]
    days = slider.find("li")
    assert (len(days), days[0].text(), days[-1].text()) == (19, "26\u00a0novembre 2016", "14\u00a0décembre 2016")
    assert [day.attributes["data-state"] for day in days] == ["0"] * 18 + ["1"]
    assert "Massaken Hanano" in days[-1].attributes["data-turns"] and "data-turns" not in days[0].attributes
    place = next(e for e in tree.find("g") if e.attributes.get("data-name") == "Massaken Hanano")
    (first, before), (second, now) = (part.split(":") for part in place.attributes["data-days"].split("|"))
    assert (first, second) == ("0", "1") and before.split()[0] != now.split()[0]
    assert now == f"{place.attributes['class'].removeprefix('place ')} claimed"


def test_the_profiles_differ_in_what_comes_first_and_in_their_tolls() -> None:
    pages = {name: read(report(dossier.edition("en", profile=name))).root
             for name in ("rights", "newsroom", "research")}
    order = {name: [e.attributes["id"] for e in tree.find("section")] for name, tree in pages.items()}
    assert sorted(order["rights"]) == sorted(order["newsroom"]) == sorted(order["research"])
    behind = {name: ids[ids.index("control") + 1] for name, ids in order.items()}
    assert (behind["newsroom"], behind["research"]) == ("chronology", "disputes")
    assert order["newsroom"].index("statements") < order["rights"].index("statements")

    tolls = {name: next(s for s in tree.find("section") if s.attributes["id"] == "tolls").text(between=" ")
             for name, tree in pages.items()}
    assert "Rule" in tolls["research"] and "Rule" not in tolls["rights"]
    assert "superseded" in tolls["rights"] and "superseded" not in tolls["newsroom"]
    assert "are not printed" in tolls["newsroom"] or "is not printed" in tolls["newsroom"]


def test_a_table_holds_what_can_be_read_and_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = dossier.edition("en", profile="rights")
    whole = read(report(edition)).root
    monkeypatch.setattr("bilan.publish.sections.readings.ROWS", 2)
    monkeypatch.setattr("bilan.publish.sections.chronology.LATEST", 2)
    page = read(report(edition))
    assert page.faults == []
    targets = {e.attributes["href"][1:] for e in page.root.find("a") if e.attributes["href"].startswith("#")}
    assert targets <= page.ids
    for name, table in (("tolls", "readings"), ("chronology", "incidents")):
        before, after = (next(s for s in tree.find("section") if s.attributes["id"] == name)
                         for tree in (whole, page.root))
        assert len(after.find("tr")) < len(before.find("tr"))
        assert f"data set “{table}” has all" in after.text(between=" ")
        assert "not printed" not in before.text(between=" ")
