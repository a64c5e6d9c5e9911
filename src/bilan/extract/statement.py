"""Statements: somebody speaks. Each is an attribution that reports speech and not only a source."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Attribution, Meanings
from bilan.claims import Statement


class StatementExtractor:
    """Turns the attributions of a dispatch into statements."""

    def all(self, meanings: Meanings) -> Iterator[Statement]:
        """The statements of the dispatch in the order of their content."""
        for a in sorted(meanings.statements(), key=lambda a: (a.start, a.end)):
            yield self._statement(a)

    def _statement(self, a: Attribution) -> Statement:
        start, end = min(a.start, a.cue[0]), max(a.end, a.cue[1])
        return Statement(
            evidence=(start, end),
            when=a.when,
            rule="statement.direct" if a.direct else "statement.indirect",
            speaker=a.source,
            mode="direct" if a.direct else "indirect",
            content=(a.start, a.end),
            via=a.via,
        )
