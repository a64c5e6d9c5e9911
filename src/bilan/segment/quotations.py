"""Finds what stands between quotation marks, and which of it is at least one full clause.

Takes the text and the language's words; returns `mentions.Quotation`s in order, never nested: a quotation inside
another belongs to the outer one.
"""

from __future__ import annotations

import re

from bilan.language.contract import Language
from bilan.mentions import Quotation

_PAIRS = {"«": "»", "“": "”", "„": "“"}
_STRAIGHT = '"'
# Marks that are also apostrophes: they open before a word and close behind one, where no letter follows.
_SINGLE = {"'": "'", "‘": "’"}
_OPENS, _ENDS = "(['’«“", ",.;:!?)]»"
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# One sentence ends and the next begins: no initial, no short form ("M. Ali").
_NEXT_SENTENCE = re.compile(r"\w{3}[.!?…]\s+[A-ZÀ-Þ]")
# A quotation that its author never closed ends with its paragraph, and no quotation is longer than this.
_LONGEST = 4000


def find_quotations(text: str, language: Language) -> list[Quotation]:
    """The quotations of a text in order. Marks that close nothing are ignored; straight marks pair by turns within a
    paragraph; a mark left open ends with its paragraph, or goes on in the next where a mark there only closes."""
    found: list[Quotation] = []
    left_open = -1
    i = 0
    while i < len(text):
        mark = text[i]
        start = i
        if mark == _STRAIGHT and _only_closes(text, i):
            start = _taken_up(text, left_open, i)
        elif mark not in _PAIRS and mark != _STRAIGHT and _single_closing(text, i) < 0:
            start = -1
        if start < 0:
            i += 1
            continue
        end = i if start < i else _end(text, i)
        left_open = end if end < len(text) and text[end] == "\n" else -1
        inner_start, inner_end = _trimmed(text, start + (start == i), end)
        if inner_end > inner_start:
            after = min(end + 1, len(text)) if end < len(text) and text[end] not in "\n" else end
            clause = start < i or _is_clause(text, i, inner_start, inner_end, language)
            found.append(Quotation(start, after, inner_start, inner_end, clause))
        i = max(end, i) + 1
    return found


def _only_closes(text: str, mark: int) -> bool:
    """Whether a straight mark cannot open: it stands at the end of a word and before a blank or a comma."""
    before, after = text[mark - 1:mark], text[mark + 1:mark + 2]
    ends = not after or after.isspace() or after in _ENDS
    return ends and bool(before) and not before.isspace() and before not in _OPENS


def _taken_up(text: str, left_open: int, mark: int) -> int:
    """Where a quotation that the paragraph before left open goes on, up to a mark that only closes; -1 where none was
    left open."""
    start = text.rfind("\n", 0, mark) + 1
    return start if left_open >= 0 and not text[left_open:start].strip() else -1


def _end(text: str, start: int) -> int:
    """Where the quotation ends that opens at `start`."""
    mark = text[start]
    return _single_closing(text, start) if mark in _SINGLE else _closing(text, start, _PAIRS.get(mark, _STRAIGHT))


def _single_closing(text: str, start: int) -> int:
    """The index of the single mark that closes the one at `start` in its paragraph, -1 where that is an apostrophe or
    none closes it."""
    closes = _SINGLE.get(text[start])
    before, after = text[start - 1:start], text[start + 1:start + 2]
    if closes is None or not after.isalpha() or not (not before or before.isspace() or before == "("):
        return -1
    last = min(len(text), start + _LONGEST)
    for i in range(start + 2, last):
        if text[i] == "\n":
            break
        behind = text[i + 1:i + 2]
        if text[i] == closes and not text[i - 1].isspace() and (not behind or behind.isspace() or behind in _ENDS):
            return i
    return -1


def _closing(text: str, start: int, mark: str) -> int:
    """The index of the closing mark, or of the end of the paragraph where there is none."""
    depth = 0
    opening = text[start]
    for i in range(start + 1, min(len(text), start + _LONGEST)):
        if text[i] == mark:
            if depth == 0:
                return i
            depth -= 1
        elif text[i] == opening and mark != opening:
            depth += 1
        elif text[i] == "\n" and (mark == _STRAIGHT or text.startswith("\n", i + 1)):
            return i
    return min(len(text), start + _LONGEST)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_clause(text: str, mark: int, start: int, end: int, language: Language) -> bool:
    """Whether a quotation says a full clause: a finite verb that has its subject inside.

    Without a parser: two sentences, a finite form or a subject pronoun that is not its first word, or a sentence-like
    beginning (a capital at the beginning of a sentence or after a colon) and four words or more.
    """
    words = [w.lower().replace("’", "'") for w in _WORD.findall(text[start:end])]
    if len(words) < 3:
        return False
    if not {words[0], words[0].split("'")[0] + "'"}.isdisjoint(language.words("subject_pronouns")):
        return True
    if words[0].endswith(tuple(language.words("imperative_endings"))) and text[start].isupper():
        return True
    if _NEXT_SENTENCE.search(text, start, end):
        return True
    finite = language.words("finite_forms")
    if words[0] in finite and not text[start].isdigit():
        return False
    if any(w in finite or w.split("'")[-1] in finite for w in words[1:]):
        return True
    before = text[:mark].rstrip()
    opens_sentence = not before or before[-1] in ".!?…:»\n" or "\n" in text[len(before):mark]
    return opens_sentence and text[start].isupper() and len(words) >= 4
