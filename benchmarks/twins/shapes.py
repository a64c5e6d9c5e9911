"""What a twin needs to know of French: classes of names, and whether two words fit the same place of a sentence."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def shapes() -> dict[str, Any]:
    """The table `shapes.toml` beside this file."""
    return tomllib.loads(Path(__file__).with_name("shapes.toml").read_text("utf-8"))


def elides(word: str) -> bool:
    """Whether an article or preposition before the word loses its vowel ("d'Idleb" and "de Homs")."""
    first, second = word[:1].lower(), word[1:2].lower()
    vowels = shapes()["vowels"]
    return first in vowels and not (first == "y" and second in vowels)


_NAME = re.compile(r"(?:[ae]l-)?[A-ZÀ-Þ][a-zß-ÿ]+(?:[ -](?:[ae]l-)?[A-ZÀ-Þ][a-zß-ÿ]+)*")


def is_plain(name: str) -> bool:
    """Whether a name is printed as French prints them: words of Latin-1 letters, each with a capital, no article."""
    return _NAME.fullmatch(name) is not None and name.split()[0].lower() not in shapes()["articles"]
