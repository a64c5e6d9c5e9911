"""Known failures of the first reading, each with what is missing; the list only ever gets shorter."""

from __future__ import annotations

import pytest

KNOWN = {
    "tests/house/": "rooms that have grown are being divided",
    "tests/extract/": "frames without proofs are being proved",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is known to fail; it is run and counted all the same."""
    for item in items:
        for path, reason in KNOWN.items():
            if item.nodeid.startswith(path):
                item.add_marker(pytest.mark.xfail(reason=reason, strict=False))
