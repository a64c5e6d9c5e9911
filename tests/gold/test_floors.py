"""The scores on the project's own dispatches do not fall: each level and kind has a floor, pinned for this corpus."""

from __future__ import annotations

import json

import pytest

from benchmarks.quality import FLOORS, PAGE, SLACK, digest, floors, measured, page
from bilan.score import Result


@pytest.fixture(scope="module")
def result() -> Result:
    return measured()


def test_floors_are_of_this_corpus() -> None:
    """A change of the annotated dispatches wants new floors, pinned on purpose."""
    assert json.loads(FLOORS.read_text("utf-8"))["corpus"] == digest()


def test_no_score_falls(result: Result) -> None:
    pinned = json.loads(FLOORS.read_text("utf-8"))["floors"]
    now = floors(result)
    fallen = {key: (floor, now.get(key, 0.0)) for key, floor in pinned.items() if now.get(key, 0.0) < floor - SLACK}
    assert pinned and not fallen


def test_the_page_of_quality_is_todays(result: Result) -> None:
    """The table of kinds on the page is what is measured now, to a hundredth."""
    said = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| all |")]
    assert said and said[0] in page(result)
