"""Who is credited with a stretch of text: the answer for every claim of a dispatch.

Takes the parsed sentences; collects the attributions of reporting verbs, of "selon" and its like, and of quotations,
carries them over where a reader would, and answers for any stretch with the narrowest one that covers it.
"""

from __future__ import annotations

from dataclasses import replace

from bilan.analysis import Analysis, Attribution
from bilan.language.contract import Language
from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.roles import RoleReader
from bilan.resolve.speech.according import According
from bilan.resolve.speech.accusations import Accusations
from bilan.resolve.speech.quoted import Quoted
from bilan.resolve.speech.reporting import ReportingReader
from bilan.resolve.speech.unclaimed import Unclaimed
from bilan.syntax import Sentence


class Attributions:
    """The attributions of one dispatch, read once and asked by stretch."""

    def __init__(self, analysis: Analysis, language: Language, roles: RoleReader, entities: EntityReader) -> None:
        self._analysis = analysis
        self._text = analysis.dispatch.text
        self._entities = entities
        self._roles = roles
        table = language.table("reporting")
        self._carry = frozenset(table["carry_over"])
        self._same = frozenset((*table["same"], *language.table("coreference")["demonstrative"]))
        self._unnamed = frozenset(table["unnamed_sources"])
        quoted = Quoted(analysis)
        self._reporting = ReportingReader(analysis, language, roles, entities, quoted)
        self._according = According(self._text, language, roles, entities, quoted)
        self._unclaimed = Unclaimed(analysis, language, roles, entities)
        self._accusations = Accusations(language, roles, entities)
        self.all: list[Attribution] = []
        self._read()

    def of(self, start: int, end: int) -> Attribution | None:
        """The narrowest attribution that covers `(start, end)`; its own reporting clause is not covered."""
        around = (a for a in self.all if a.credits and a.start <= start and end <= a.end + 1)
        covering = [a for a in around if not self._in_cue(a, start, end)]
        return min(covering, key=lambda a: a.end - a.start, default=None)

    def statements(self) -> list[Attribution]:
        """The attributions that are statements, one a speech: a quotation that goes on is one with what it goes on."""
        return [a for a in self.all if a.statement and not a.carried]

    def _in_cue(self, a: Attribution, start: int, end: int) -> bool:
        return a.cue[0] <= start and end <= a.cue[1]

    def _read(self) -> None:
        previous: Sentence | None = None
        for sentence in self._analysis.sentences:
            if sentence.inside is not None:
                continue
            found = self._without_repeats(self._found(sentence)) if sentence.tokens else []
            if not found:
                self._carry_over(sentence, previous)
            self.all.extend(found)
            together = previous is not None and previous.paragraph == sentence.paragraph
            self._unclaimed.credit(sentence, previous if together else None, self.all)
            previous = sentence

    def _found(self, sentence: Sentence) -> list[Attribution]:
        """All attributions of a sentence; what a reporting clause tells is no statement of "selon X" as well ("a dit
        que …, selon l'agence X")."""
        told = [self._taken_up(a) for a in self._reporting.read(sentence, self.all)]
        spoken = [a for a in told if a.statement]
        credited = [self._taken_up(a) for a in self._according.read(sentence) if not a.statement or not any(
            min(a.end, t.end) - max(a.start, t.start) > (a.end - a.start) / 2 for t in spoken)]
        return [*told, *credited, *self._accusations.read(sentence)]

    def _taken_up(self, attribution: Attribution) -> Attribution:
        """An attribution to "la même source" or "cette source" goes to whoever was credited last before it."""
        words = set(attribution.source.text.lower().split())
        if not words & self._same or not words & self._unnamed:
            return attribution
        before = [a for a in self.all if a.cue[0] < attribution.cue[0] and a.source.start != attribution.source.start]
        if not before:
            return attribution
        last = max(before, key=lambda a: a.cue[0]).source
        source = replace(last, text=attribution.source.text, name=last.name or last.text,
                         start=attribution.source.start, end=attribution.source.end)
        return replace(attribution, source=source, sources=(source,))

    def _without_repeats(self, found: list[Attribution]) -> list[Attribution]:
        """One attribution a content: two verbs that report the same stretch ("a dit … affirmant") keep the first. What
        somebody denies is the statement of one and the charge of another."""
        kept: list[Attribution] = []
        for a in found:
            if not any(a.start == k.start and a.end == k.end and (k.credits or not a.credits) for k in kept):
                kept.append(a)
        return kept

    # --- what goes on ----------------------------------------------------------------------------------------------

    def _carry_over(self, sentence: Sentence, previous: Sentence | None) -> None:
        """Carries an attribution on to a sentence that adds to the one before ("parallèlement", "également") within
        a paragraph."""
        if previous is None or previous.paragraph != sentence.paragraph or not self.all or not sentence.tokens:
            return
        if not any(t.lower in self._carry for t in sentence.tokens[:8]):
            return
        last = self.all[-1]
        if previous.start <= last.start and last.end <= previous.end:
            self.all.append(replace(last, start=sentence.start, end=sentence.end, cue=(sentence.start, sentence.start),
                                    carried=True, statement=False))
