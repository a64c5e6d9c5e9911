"""The scores on the project's own dispatches do not fall: each level and kind has a floor, pinned for this corpus."""

from __future__ import annotations

import json

import pytest

from benchmarks.quality import FLOORS, PAGE, SLACK, digest, floors, measured
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


def test_the_page_of_quality_claims_no_more_than_is_measured(result: Result) -> None:
    """The figures of the page over all kinds are not above today's."""
    said = next(line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| all |"))
    claimed = [float(cell) for cell in said.split("|")[3:6]]
    now = [result.scores.levels[level]["all"].figures()[2] for level in ("detection", "slot", "claim")]
    assert len(claimed) == 3 and all(c <= n + SLACK for c, n in zip(claimed, now, strict=True))
