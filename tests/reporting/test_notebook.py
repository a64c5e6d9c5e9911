"""The report in a notebook: a section by itself, in a frame that touches nothing of the notebook."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from bilan.errors import UsageError
from bilan.observatory import Observatory
from bilan.reporting import report, show
from tests.datasets.dossier import observe


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Observatory:
    return observe(Path(tmp_path_factory.mktemp("ledger")) / "war.bilan")


def test_a_section_shows_itself_with_its_evidence(war: Observatory) -> None:
    shown = show(war, "control", language="en")
    assert shown.title == "Territorial control"
    assert shown.html.count('class="section ') == 2  # itself and the dispatches that its figures open
    assert 'class="masthead"' not in shown.html and "<svg" in shown.html


def test_without_a_section_it_is_the_draft_report(war: Observatory) -> None:
    assert show(war, language="en").html == report(war, language="en")


def test_the_frame_holds_the_page_and_no_markup_leaves_it(war: Observatory) -> None:
    shown = show(war, "control", height=300)
    frame = shown._repr_html_()
    attribute = frame.partition('srcdoc="')[2].partition('"')[0]
    assert unescape(attribute) == shown.html
    assert frame.count("<") == 2 and 'sandbox="allow-scripts"' in frame and "height:300px" in frame


def test_a_section_that_is_none_is_named_with_those_there_are(war: Observatory) -> None:
    with pytest.raises(UsageError, match=r"no section 'maps' in this report: there are .*control"):
        show(war, "maps")


def test_showing_leaves_the_ledger_alone(war: Observatory) -> None:
    before = war.seal()
    show(war)
    assert war.seal() == before
