"""How languages say things: the contract of a language pack, and a folder for each language that has one."""

from __future__ import annotations

import pkgutil


def available() -> frozenset[str]:
    """The codes of the languages with a pack."""
    return frozenset(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
