"""Compiles what a language's tables say once, and forgets it with the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from bilan.language.contract import Language

Made = TypeVar("Made")


def once_per_language(make: Callable[[Language], Made]) -> Callable[[Language], Made]:
    """A function that makes its result at the first call for a language, and hands out the same one after."""
    made: WeakKeyDictionary[Language, Made] = WeakKeyDictionary()

    def get(language: Language) -> Made:
        if language not in made:
            made[language] = make(language)
        return made[language]

    get.__doc__ = make.__doc__
    return get
