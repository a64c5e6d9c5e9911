"""Cuts a stretch of French into tokens the way the treebanks do: elisions, clitics, abbreviations and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphens and zero-width signs: they stand inside words of web text and mean nothing."""

LONGEST = 40
"""Characters of a token that the parser sees. No French word is longer; a hostile one costs no more than this."""

_LETTER = r"[^\W\d_]"
_REST = rf"[\w\u0300-\u036f{INVISIBLE}]*"
_STRIPPED = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", **dict.fromkeys(INVISIBLE)})


class Tokeniser:
    """Cuts text by the rules of `tables/tokens.toml`. Offsets are code points; white space is never in a token."""

    def __init__(self, table: dict[str, Any]) -> None:
        apostrophe = "['’‘ʼ]"
        elided = _any_of(table["elided"])
        word = rf"{_LETTER}{_REST}(?:[-‑'’ʼ]{_LETTER}{_REST}|[-‑]\d+)*"
        self._token = re.compile("|".join((
            rf"(?i:(?:{_any_of(table['whole'], apostrophe)})(?!\w))",
            rf"(?i:(?<!\w)(?:{_any_of(table['abbreviations'])}))(?=\W|$)",
            r"(?:[A-ZÀ-Þ]\.)(?:-?[A-ZÀ-Þ]\.)+",
            r"[A-ZÀ-Þ]\.(?=\s+[A-ZÀ-Þ])",
            rf"[{''.join(table['name_initials'])}]{apostrophe}[A-ZÀ-Þ][a-zß-ÿ]{_REST}(?:[-‑]{_LETTER}{_REST})*",
            rf"(?i:(?:{elided}){apostrophe})(?!{apostrophe})",
            r"\d{1,3}(?:[.\u0020\u00a0\u2009\u202f]\d{3}){1,4}(?!\d)(?:,\d+)?",
            r"\d+(?:[.,:/-]\d+){0,6}" + rf"(?:{_any_of(table['ordinal_endings'])})?(?![^\W\d_])",
            word,
            r"\d+",
            r"\.{2,}|-{2,}",
            r"[^\s\x00-\x1f\x7f-\x9f" + INVISIBLE + "]",
        )))
        self._clitic = re.compile(rf"(?<=\w)[-‑](?:{_any_of(table['clitics'], flexible_hyphen=True)})$")
        self._hyphenated = frozenset(table["hyphenated"])

    def cut(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of the tokens of `text[start:end]`, in order, with offsets into `text`."""
        for match in self._token.finditer(text, start, end):
            first, last = match.span()
            if "-" in match[0] or "‑" in match[0]:
                split = self._split(match[0])
                if split:
                    yield first, first + split
                    first += split
            yield first, last

    def _split(self, word: str) -> int:
        """Where a clitic begins in the word, 0 where none does."""
        clitic = self._clitic.search(word)
        if clitic is None or not clitic.start() or word.lower().replace("‑", "-") in self._hyphenated:
            return 0
        return clitic.start()


def shown(form: str) -> str:
    """The token as the parser sees it: one kind of apostrophe and hyphen, nothing invisible, no longer than a word."""
    return form.translate(_STRIPPED)[:LONGEST] or "-"


def _any_of(words: list[str], apostrophe: str = "'", *, flexible_hyphen: bool = False) -> str:
    """An alternation of the words, the longest first, with any apostrophe for theirs."""
    parts = (re.escape(w).replace("'", apostrophe) for w in sorted(words, key=len, reverse=True))
    joined = "|".join(parts)
    return joined.replace(r"\-", "[-‑]") if flexible_hyphen else joined
