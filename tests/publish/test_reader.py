"""The report as its readers use it, in Debian's Chromium: a click from a figure to its sentence and back, the slider,
the other language, print, and axe-core's rules for those who read by ear, by keyboard or without colours."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bilan.publish import report
from tests.publish import dossier

pytestmark = pytest.mark.system

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DESK, TABLET, PHONE = 1440, 820, 390
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report in both languages, each linking to the other."""
    where = tmp_path_factory.mktemp("report")
    for language, other in (("fr", "en"), ("en", "fr")):
        made = report(dossier.edition(language, alternate=f"{other}.html"))
        (where / f"{language}.html").write_text(made, encoding="utf-8")
    return where


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": DESK, "height": 900})
    opened.set_default_timeout(60_000)
    opened.goto((folder / "fr.html").as_uri())
    yield opened
    opened.close()


def test_a_click_leads_from_a_figure_to_its_sentence_and_back(page: Page) -> None:
    figure = page.locator("#key_figures a.fig").first
    words = figure.inner_text()
    figure.click()
    mark = page.locator("mark:target")
    expect(mark).to_be_in_viewport()
    assert re.sub(r"\s", "", words) in re.sub(r"[\s.]", "", mark.inner_text())
    entry = page.locator("li.active")
    expect(entry).to_have_count(1)
    entry.locator(".back a").first.click()
    expect(page.locator("a.fig:target")).to_be_in_viewport()


def test_the_slider_moves_the_map_through_the_days(page: Page) -> None:
    figure = page.locator("#map1")
    place = figure.locator(".wide g[data-name='Massaken Hanano']")
    link = figure.locator(".wide a:has(g[data-name='Massaken Hanano'])")
    now, said = place.get_attribute("class"), link.get_attribute("aria-label")
    slider = figure.locator("input[type=range]")
    slider.focus()
    page.keyboard.press("Home")
    expect(figure.locator("output")).to_have_text(re.compile("26.novembre 2016"))
    assert place.get_attribute("class") != now and link.get_attribute("aria-label") != said
    assert re.match("26.novembre", slider.get_attribute("aria-valuetext") or "")
    figure.locator("button[data-step='1']").click()
    expect(figure.locator("output")).to_have_text(re.compile("14.décembre 2016"))
    expect(figure.locator(".turns")).to_contain_text("Massaken Hanano")
    assert place.get_attribute("class") == now


def test_the_other_language_is_one_click_away(page: Page) -> None:
    page.locator("a.alternate").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a.alternate").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_data_of_a_chart_open_as_a_table(page: Page) -> None:
    details = page.locator("#toll1 details")
    expect(details.locator("table")).to_be_hidden()
    details.locator("summary").click()
    expect(details.locator("table")).to_be_visible()


def test_keyboard_reaches_the_content_first_and_every_place_on_the_map(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    links = page.locator("#map1 .wide svg a")
    assert links.count() > 5
    for i in range(links.count()):
        assert (links.nth(i).get_attribute("aria-label") or "").strip()
        links.nth(i).focus()
        expect(links.nth(i)).to_be_focused()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [DESK, TABLET, PHONE])
def test_nothing_is_wider_than_the_window_and_no_text_overflows_its_drawing(
    browser: Browser, folder: Path, language: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((folder / f"{language}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    over = page.evaluate(
        """() => [...document.querySelectorAll('figure svg[role=group]')].filter(s => s.clientWidth)
        .flatMap(s => { const box = s.getBoundingClientRect(); return [...s.querySelectorAll('text')]
            .filter(t => { const b = t.getBoundingClientRect();
                return b.right > box.right + 3 || b.left < box.left - 3; })
            .map(t => s.closest('figure').id + ': ' + t.textContent); })"""
    )
    page.close()
    assert over == []


@pytest.mark.parametrize(("language", "width", "scheme"), [
    ("fr", DESK, "light"), ("en", DESK, "dark"), ("fr", PHONE, "dark"), ("en", PHONE, "light"),
])
def test_axe_finds_no_violation(browser: Browser, folder: Path, language: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((folder / f"{language}.html").as_uri())
    if language == "en":
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    found = Axe().run(page, options={"runOnly": RULES})
    page.close()
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found.response["violations"]] == []


def test_axe_sees_what_is_wrong(page: Page) -> None:
    page.evaluate("""() => { const faint = document.createElement('p'); faint.textContent = 'Too faint to be read';
        faint.style.color = '#ccc'; document.querySelector('#content').append(new Image(), faint); }""")
    ids = {v["id"] for v in Axe().run(page, options={"runOnly": RULES}).response["violations"]}
    assert {"image-alt", "color-contrast"} <= ids


def test_it_prints_with_page_numbers_and_repeated_heads(page: Page, tmp_path: Path) -> None:
    printed = tmp_path / "report.pdf"
    page.emulate_media(media="print")
    expect(page.locator("thead").first).to_have_css("display", "table-header-group")
    expect(page.locator(".slider").first).to_be_hidden()
    page.pdf(path=printed, prefer_css_page_size=True)
    content = printed.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) > 5
