"""How languages say things: the contract of a language pack, and a folder for each language that has one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from bilan.errors import UsageError
from bilan.language.contract import Language


def available() -> frozenset[str]:
    """The codes of the languages with a pack."""
    return frozenset(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)


def load(code: str) -> Language:
    """The pack of a language. Raises `UsageError` for one that there is not."""
    if code not in available():
        raise UsageError(f"There is no language pack '{code}'. Packs: {', '.join(sorted(available()))}.")
    module = importlib.import_module(f"{__name__}.{code}.pack")
    pack: Language = module.pack()
    return pack


@cache
def common_acronyms() -> frozenset[str]:
    """The short forms in capitals that name nobody, in lower case, of all languages that have a pack."""
    return frozenset(word for code in available() for word in load(code).words("common_acronyms"))
