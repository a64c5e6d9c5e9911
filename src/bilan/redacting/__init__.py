"""Redactions: what a person decided must not be shown, taken out of every answer before anybody sees it.

A redaction is a judgement like any other (`pseudonymise`, `coarsen`): it has an author and a reason, changes nothing
that is kept, and can be undone. Reconciling works on what is kept, so that no figure changes; only what is handed out
does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

from bilan.redacting.redactor import REDACTIONS, Redactor

P = ParamSpec("P")
T = TypeVar("T")

__all__ = ["REDACTIONS", "Redactor", "redacted"]


class Redacting(Protocol):
    """What has redactions to obey."""

    def redactor(self) -> Redactor | None:
        """Those that stand now, `None` where there are none."""
        ...


def redacted(method: Callable[P, T]) -> Callable[P, T]:
    """The method, with its answer as the redactions of its object let it be shown."""

    @wraps(method)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        found = method(*args, **kwargs)
        owner: Redacting = args[0]  # type: ignore[assignment]
        redactor = owner.redactor()
        return redactor.shown(found) if redactor else found

    return answer
