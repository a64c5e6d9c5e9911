"""Folding of names: one form for the spellings of one name in French, English and the Arabic script."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_RULES = Path(__file__).with_name("folding.toml")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class _Rules:
    articles: frozenset[str]
    linking: frozenset[str]
    arabic_article: str
    apostrophes: re.Pattern[str]
    elision: re.Pattern[str]
    final_accent: re.Pattern[str]
    final_accent_to: str
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    letters: dict[int, str]
    arabic: dict[str, str]


@cache
def _rules() -> _Rules:
    data = tomllib.loads(_RULES.read_text("utf-8"))
    return _Rules(
        articles=frozenset(data["articles"]),
        linking=frozenset(data["linking"]),
        arabic_article=data["arabic_article"],
        apostrophes=re.compile(f"[{re.escape(data['apostrophes'])}]"),
        elision=re.compile(data["elision"], re.IGNORECASE),
        final_accent=re.compile(data["final_accent"]["pattern"]),
        final_accent_to=data["final_accent"]["to"],
        rewrites=tuple((re.compile(pattern), to) for pattern, to in data["rules"]),
        letters=str.maketrans(data["letters"]),
        arabic=data["arabic"],
    )


def _without_marks(text: str) -> str:
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.translate(_rules().letters)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text in lower case, without accents, apostrophes and punctuation, its words joined by single spaces.

    The spelling is kept: `plain` tells "Boustane" from "Bustan", `fold` does not.
    """
    bare = _rules().apostrophes.sub("", _without_marks(text.lower()))
    return " ".join(_WORD.findall(bare))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """One word (no spaces, hyphens or apostrophes) folded; the empty string for an article.

    Words longer than any name are cut, so that no input is slow.
    """
    rules = _rules()
    lower = unicodedata.normalize("NFKC", word[:_LONGEST_WORD]).lower()
    bare = _without_marks(rules.final_accent.sub(rules.final_accent_to, lower))
    if bare in rules.articles or bare in rules.linking:
        return ""
    if any(c in rules.arabic for c in bare):
        if bare.startswith(rules.arabic_article) and len(bare) > len(rules.arabic_article) + 2:
            bare = bare[len(rules.arabic_article):]
        bare = "".join(rules.arabic.get(c, "") for c in bare)
    for pattern, to in rules.rewrites:
        bare = pattern.sub(to, bare)
    return bare


def is_linking(word: str) -> bool:
    """Whether the word is one that folding drops and that French or English use for other ends too ("la", "et")."""
    return word.lower() in _rules().linking


def words_of(text: str) -> list[str]:
    """The words of a name as folding cuts them: at spaces, hyphens and punctuation, not at apostrophes."""
    composed = _rules().elision.sub(r"\1 ", unicodedata.normalize("NFC", text))
    return _WORD.findall(_rules().apostrophes.sub("", composed))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text with case, accents, punctuation, articles and romanisation variants folded away, for comparing names.

    What comes back is an ASCII string of words joined by spaces for Latin and Arabic script: "Cheikh Fares",
    "ash-Sheikh Faris" and "SHEIKH FARES" give one string. It is a key and never to be shown. A text of articles
    alone keeps them, a text with no letter gives the empty string. The rules are in `folding.toml`.
    """
    words = words_of(text)
    folded = [f for f in map(fold_word, words) if f]
    return " ".join(folded) if folded else " ".join(w.lower() for w in words)
