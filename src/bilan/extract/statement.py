"""Statements: somebody speaks. Each is an attribution that reports speech and not only a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bilan.analysis import Attribution, Meanings
from bilan.claims import Statement
from bilan.language.contract import Language

_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that two statements must share to be one told twice, and of the shorter one's words the share.
_LEAST, _MOST = 2, 0.8


class StatementExtractor:
    """Turns the attributions of a dispatch into statements. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._deny = frozenset(language.table("reporting")["deny"])

    def all(self, meanings: Meanings) -> Iterator[Statement]:
        """The statements of the dispatch in the order of their content, one that a lead tells beforehand left out."""
        text = meanings.analysis.dispatch.text
        told = sorted(meanings.statements(), key=lambda a: (a.start, a.end))
        for i, a in enumerate(told):
            if not _is_told_again(text, a, told[i + 1:]):
                yield self._statement(meanings, a)

    def _statement(self, meanings: Meanings, a: Attribution) -> Statement:
        start, end = min(a.start, a.cue[0]), max(a.end, a.cue[1])
        return Statement(
            evidence=(start, end),
            when=a.when,
            modality="denied" if self._is_denial(meanings, a) else "asserted",
            rule="statement.direct" if a.direct else "statement.indirect",
            speaker=a.source,
            mode="direct" if a.direct else "indirect",
            content=(a.start, a.end),
            via=a.via,
        )

    def _is_denial(self, meanings: Meanings, a: Attribution) -> bool:
        """Whether the verb of the reporting clause, the last where it has several, denies what it reports ("dément
        avoir visé des civils", but "a démenti tout lien et affirmé que")."""
        start, end = a.cue
        verbs = [t for s in meanings.analysis.sentences if s.start < end and start < s.end for t in s.tokens
                 if t.pos == "VERB" and start <= t.start and t.end <= end]
        return not a.direct and bool(verbs) and verbs[-1].lemma in self._deny


def _is_told_again(text: str, a: Attribution, later: Sequence[Attribution]) -> bool:
    """Whether a longer statement further on says the same in the same words, and nobody else is named for it."""
    mine = {w.lower() for w in _WORD.findall(text[a.start:a.end])}
    if len(mine) < _LEAST:
        return False
    for b in later:
        theirs = {w.lower() for w in _WORD.findall(text[b.start:b.end])}
        if b.start >= a.end and len(mine) <= len(theirs) and len(mine & theirs) >= _MOST * len(mine):
            same = _same_speaker(a, b)
            quoted = text[a.start:a.end].lower() in text[b.start:b.end].lower()
            if same or (quoted and same is None):
                return True
    return False


def _same_speaker(a: Attribution, b: Attribution) -> bool | None:
    """Whether two attributions are of one speaker; `None` where one of them is not named."""
    mine, theirs = a.source, b.source
    if mine.name and theirs.name:
        return mine.name == theirs.name
    if mine.text.lower() in theirs.text.lower() or theirs.text.lower() in mine.text.lower():
        return True
    return None
