"""Takes the pictures of the documentation: the report of the example dispatches, in both languages, at three widths.

    python tools/screenshots.py [FOLDER [DISPATCHES …]]

Needs Debian's `chromium` and what requirements-dev.lock installs. Writes `report.png` and `screenshots/` into the
folder (default: docs). Of dispatches that are named it takes the public draft, whose pictures show extracts alone;
whose words those are decides whether a picture may be shown to anybody.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bilan.dispatch import Dispatch
from bilan.observatory import Observatory
from bilan.read import dispatches
from bilan.reporting import File, Wanted, issue, report

ROOT = Path(__file__).parents[1]
WIDTHS = {"desk": (1440, 2300), "tablet": (820, 2000), "phone": (390, 1600)}
"""Width of the window and height of the picture in CSS pixels."""


def drafts(folder: Path, sources: Sequence[str]) -> dict[str, Path]:
    """The public draft of these dispatches in each language."""
    files = {language: folder / f"{language}.html" for language in ("fr", "en")}
    with Observatory.open(folder / "draft.bilan") as observatory:
        observatory.add(d for d in dispatches(sources) if isinstance(d, Dispatch))
        for language, path in files.items():
            path.write_text(report(observatory, Wanted(public=True), language=language), encoding="utf-8")
    return files


def reports(folder: Path) -> dict[str, Path]:
    """The second report of the example dispatches in each language, which looks back at a first one."""
    files = {language: folder / f"{language}.html" for language in ("fr", "en")}
    with Observatory.open(folder / "alep.bilan") as observatory:
        observatory.add(d for d in dispatches([ROOT / "examples" / "alep"]) if isinstance(d, Dispatch))
        issue(observatory, [File("fr")], Wanted(as_of=date(2016, 12, 5)))
        made = issue(observatory, [File(language, name=path.name) for language, path in files.items()])
        for language, path in files.items():
            path.write_text(made.text(f"{language} html"), encoding="utf-8")
    return files


@contextmanager
def opened(path: Path, width: int, height: int, scheme: str) -> Iterator[Page]:
    """A page in a window of that size."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no Chromium is installed: on Debian, apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(path.as_uri())
        yield page
        browser.close()


def main(folder: Path, sources: Sequence[str] = ()) -> None:
    """Takes all pictures."""
    shots = folder / "screenshots"
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        files = drafts(Path(made), sources) if sources else reports(Path(made))
        for language, path in files.items():
            for name, (width, height) in WIDTHS.items():
                with opened(path, width, height, "light") as page:
                    page.screenshot(path=shots / f"{name}-{language}.png")
        with opened(files["en"], 1440, 900, "dark") as page:
            for name, place in (("map", "#map1"), ("map-country", "#map-country")):
                if page.locator(place).count():
                    page.locator(place).screenshot(path=shots / f"{name}-dark-en.png")
        with opened(files["en"], 1280, 1500, "light") as page:
            page.screenshot(path=folder / "report.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs", sys.argv[2:])
