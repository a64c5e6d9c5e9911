"""Cuts a dispatch into paragraphs and sentences, the inside of quotations of full clauses into sentences of its own.

Takes a dispatch and the language's abbreviations; returns an `analysis.Analysis` whose sentences tile all that is not
blank, a dateline, a heading between dashes or a quotation that is read for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilan.analysis import Analysis
from bilan.dispatch import Dispatch
from bilan.language.contract import Language
from bilan.mentions import Mention, Quotation
from bilan.segment.paragraphs import paragraphs
from bilan.segment.quotations import find_quotations
from bilan.syntax import Sentence

_BREAK = re.compile(r"[.!?…]+[)\]]?(?=\s|$|[«“\"]|[A-ZÀ-ÖØ-Þ])")
# "BEYROUTH (AFP) - ", "Gao, 12 mai (Reuters) – ": a place and an agency before the report begins.
_DATELINE = re.compile(r"\s*[A-ZÀ-Þ][^.!?«\"\n(]{1,60}\([A-Z][^)\n]{1,40}\)\s*[-–—:]\s*")
_MARKS = ("«", "“", '"', "'", "‘")
"""What may open a quotation at the beginning of a sentence."""
_LONGEST_TITLE = 220
# "- Accalmie de courte durée -": agencies set such lines between paragraphs; they repeat, in part, what follows.
_HEADING = re.compile(r"\s*[-–—]+\s+\S.{0,118}\s[-–—]+\s*")
_LONGEST_HEADING = 90


def segment(dispatch: Dispatch, language: Language) -> Analysis:
    """The dispatch cut into sentences in reading order; those inside a quotation follow the sentence it stands in."""
    text = dispatch.text
    quotations = find_quotations(text, language)
    clauses = [q for q in quotations if q.clause]
    sentences: list[Sentence] = []
    for number, (first, end) in enumerate(paragraphs(text)):
        if not text[first:end].strip():
            continue
        if number and _HEADING.fullmatch(text, first, end):
            quotations = [q for q in quotations if not first <= q.start < end]
            continue
        start, title = _beginning(first, end, number, text)
        here = [q for q in clauses if start <= q.start < end]
        for s, e in _cut(text, start, end, here, language):
            quoted = [q for q in here if s <= q.start and q.end <= e]
            sentence = Sentence(len(sentences), s, e, paragraph=number, is_title=title)
            sentence.mentions = [Mention("quotation", q.start, q.end, q) for q in quoted]
            sentences.append(sentence)
            sentences.extend(_inside(text, quoted, len(sentences), number, language))
    return Analysis(dispatch, sentences, quotations)


def _beginning(start: int, end: int, number: int, text: str) -> tuple[int, bool]:
    """Where the report of a paragraph begins, behind a dateline, and whether the paragraph is a title or heading."""
    line = text[start:end].rstrip()
    if number == 0:
        dateline = _DATELINE.match(text, start, end)
        if dateline and dateline.end() < end:
            return dateline.end(), False
    ends = line[-1] in ".!?…»\":;,"
    fits = len(line) <= (_LONGEST_HEADING if number else _LONGEST_TITLE)
    return start, fits and not ends and bool(text[end:].strip())


def _inside(text: str, quoted: list[Quotation], index: int, paragraph: int, language: Language) -> Iterator[Sentence]:
    for quotation in quoted:
        for s, e in _cut(text, quotation.inner_start, quotation.inner_end, [], language):
            yield Sentence(index, s, e, paragraph=paragraph, inside=quotation)
            index += 1


def _cut(text: str, start: int, end: int, whole: list[Quotation], language: Language) -> Iterator[tuple[int, int]]:
    """The sentences between two points, trimmed of blanks; no quotation of `whole` is cut through."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        stop = match.end()
        holder = next((q for q in whole if q.start < match.start() < q.end), None)
        if holder is not None:
            if match.end() < holder.inner_end or not _ends_after(text, holder, end):
                continue
            stop = holder.end
        elif not _is_end(text, match, at, end, language):
            continue
        if stop <= at:
            continue
        yield from _trimmed(text, at, stop)
        at = stop
    yield from _trimmed(text, at, end)


def _ends_after(text: str, quotation: Quotation, end: int) -> bool:
    """Whether a sentence ends with a quotation that closes on a full stop: what follows begins a new one."""
    rest = text[quotation.end:end].lstrip()
    return not rest or rest[0].isupper() or rest[0] in _MARKS


def _is_end(text: str, match: re.Match[str], at: int, end: int, language: Language) -> bool:
    after = text[match.end():min(end, match.end() + 40)]
    rest = after.lstrip(" \t\u00a0\u202f»”\")")
    if not rest:
        return True
    if match.group() == "." and not after[:1].isspace() and not after.startswith(("«", "“")):
        # "reprise.La bataille": a missing blank, but not "U.R.S.S" nor "A.F.P".
        return len(_last_word(text, at, match.start())) > 3 and rest[0].isupper()
    if not (rest[0].isupper() or rest[0].isdigit() or rest[0] in (*_MARKS, *"(-–—[")):
        return False
    word = _last_word(text, at, match.start()).lower()
    return not (match.group() == "." and (word in language.words("abbreviations") or _is_initial(text, match.start())))


def _last_word(text: str, start: int, end: int) -> str:
    i = end
    while i > start and (text[i - 1].isalnum() or text[i - 1] in "-'’"):
        i -= 1
    return re.split(r"['’]", text[i:end])[-1]


def _is_initial(text: str, dot: int) -> bool:
    """Whether a full stop belongs to the initial of a name; "X" behind a small word is the network ("sur X. Le")."""
    if text[max(0, dot - 2):dot] == " X" and text[:dot - 2].split(" ")[-1].islower():
        return False
    return dot >= 1 and text[dot - 1].isupper() and (dot == 1 or not text[dot - 2].isalnum())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
