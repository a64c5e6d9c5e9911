"""The report in a real browser: it fetches nothing, says nothing to the console, fits a phone and prints."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bilan.publish import report
from tests.publish import dossier

pytestmark = pytest.mark.system

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--enable-logging=stderr")
PHONE, DESK = 390, 1280
"""Widths of windows in CSS pixels."""

MEASURE = """<script>addEventListener("load", () => parent.postMessage([
  document.documentElement.scrollWidth, innerWidth, performance.getEntriesByType("resource").length
].join(), "*"))</script>"""
FRAME = """<!doctype html><script>addEventListener("message", e => document.body.dataset.measured = e.data)</script>
<iframe src="{}" style="width:{}px; height:800px; border:0"></iframe>"""
"""A frame, for no window of Chromium is narrower than 500 pixels."""


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Path]:
    """The report in each language as a file."""
    if BROWSER is None:
        pytest.skip("no Chromium is installed")
    found = {language: tmp_path / f"{language}.html" for language in ("fr", "en")}
    for language, path in found.items():
        path.write_text(report(dossier.edition(language)), encoding="utf-8")
    return found


def browse(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Opens a page and returns what the browser printed."""
    profile = page.with_suffix(".profile")
    return subprocess.run([BROWSER or "", *QUIET, f"--user-data-dir={profile}", *options, page.as_uri()],
                          capture_output=True, text=True, check=True, timeout=120)


def measured(page: Path, width: int) -> tuple[int, ...]:
    """Width of the page, width of the window, and how many resources were fetched. The page measures itself: in a copy
    whose policy lets the measuring script run."""
    copy, frame = (page.with_name(f"{name}-{page.name}") for name in ("copy", "frame"))
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    text = policy.sub("", page.read_text("utf-8"), count=1)
    copy.write_text(text.replace("</head>", MEASURE + "</head>", 1), encoding="utf-8")
    frame.write_text(FRAME.format(copy.name, width), encoding="utf-8")
    printed = browse(frame, "--window-size=1400,900", "--dump-dom").stdout
    found = re.search(r'data-measured="([\d,]+)"', printed)
    assert found is not None, printed[:500]
    return tuple(map(int, found[1].split(",")))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_fits_the_window_and_fetches_nothing(pages: dict[str, Path], language: str, width: int) -> None:
    taken, window, fetched = measured(pages[language], width)
    assert window == width
    assert taken <= window
    assert fetched == 0


def test_what_is_too_wide_is_seen(pages: dict[str, Path]) -> None:
    page = pages["fr"]
    page.write_text(page.read_text("utf-8").replace("<main", '<p style="width: 900px">-</p><main', 1), "utf-8")
    assert measured(page, PHONE)[0] >= 900


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_own_policy_stops_nothing_of_it(pages: dict[str, Path], language: str) -> None:
    ended = browse(pages[language], "--dump-dom")
    assert "</html>" in ended.stdout
    assert [line for line in ended.stderr.splitlines() if "CONSOLE" in line] == []


def test_what_the_policy_stops_is_seen(pages: dict[str, Path]) -> None:
    page = pages["fr"]
    page.write_text(page.read_text("utf-8").replace("</head>", "<script>1</script></head>", 1), "utf-8")
    assert "CONSOLE" in browse(page, "--dump-dom").stderr


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_prints(pages: dict[str, Path], language: str) -> None:
    printed = pages[language].with_suffix(".pdf")
    browse(pages[language], f"--print-to-pdf={printed}")
    assert printed.read_bytes().startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) > 3
