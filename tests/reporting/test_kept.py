"""What a publication keeps of its figures is read back as it was."""

from __future__ import annotations

from bilan.findings import Measure
from bilan.reporting import kept


def test_a_measure_without_a_place_or_a_start_is_read_back() -> None:
    """What is empty is not kept, and is empty again when it is read."""
    data = {"kind": "toll", "what": "killed", "people": "people", "cumulative": False}
    assert kept.measure(data) == Measure("toll", "killed", "people", None, None, False)
