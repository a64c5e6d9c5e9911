"""Bilan: an observatory of armed conflict. Dispatches in, a sourced ledger and situation reports out.

    import bilan
    with bilan.Observatory.open("war.bilan") as observatory:
        observatory.add(d for d in bilan.read.dispatches(["dispatches/"]) if isinstance(d, bilan.Dispatch))
        print(bilan.reporting.report(observatory))

`Pipeline` reads claims without a ledger. The names below are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bilan import read
    from bilan.dispatch import Dispatch, Published
    from bilan.extraction import Extraction, Failure
    from bilan.observatory import Observatory
    from bilan.pipeline import Pipeline
    from bilan.records import Query

__all__ = ["Dispatch", "Extraction", "Failure", "Observatory", "Pipeline", "Published", "Query", "read"]

_HOMES = {
    "Dispatch": "bilan.dispatch",
    "Published": "bilan.dispatch",
    "Extraction": "bilan.extraction",
    "Failure": "bilan.extraction",
    "Observatory": "bilan.observatory",
    "Pipeline": "bilan.pipeline",
    "Query": "bilan.records",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "read":
        return import_module("bilan.read")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'bilan' has no attribute {name!r}")
