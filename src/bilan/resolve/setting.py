"""The times that the sentences of a dispatch set for what they go on to tell, and from which they count.

Takes the sentences with their time mentions and the day of publication; answers with a `times.When`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bilan.dispatch import Published
from bilan.mentions import Mention
from bilan.resolve.dating.starts import is_of_record, stands_behind_start
from bilan.resolve.dating.years import Years
from bilan.resolve.grammar.phrases import NOMINAL
from bilan.resolve.grammar.tense import Tense
from bilan.syntax import Sentence, Token
from bilan.times import TimeExpression, When, last_day

Resolver = Callable[..., When | None]
SETTING = ("at", "within")
"""The relations by which an expression sets the time of what is told next."""
_STATES = ("since", "until", "before")
"""Relations of what lasts: "assiégé depuis juillet" does not date what the next sentence tells."""
_SUBJECTS = ("nsubj", "nsubj:pass")
_LOOK_BACK = 6
_LOOK_AHEAD = 4
_BOUND_REACH = 1
# What lies further back than this is told in a paragraph of its own.
_NEAR = 3
"""Sentences back within which the date of "depuis cette date" stands, one more than are searched."""
_HISTORY = timedelta(days=30)
_DAYS = ("date", "weekday", "offset")
# How many sentences on the date of a chronicle goes, and how long before the publication it is over.
_CHRONICLE, _OVER = 3, timedelta(days=2)


class Setting:
    """The times that the sentences of one dispatch set. `spoken` are the reporting clauses, whose times are of the
    speech; `table` is the language's table of tenses, which knows what a state runs from and what makes a record."""

    def __init__(self, sentences: Sequence[Sentence], published: Published, resolver: Resolver,
                 spoken: Iterable[tuple[int, int]] = (), table: Mapping[str, Any] | None = None,
                 text: str = "") -> None:
        self._sentences = sentences
        self._published = published
        self._resolver = resolver
        self._years = Years(sentences, published, resolver, text)
        self._spoken = list(spoken)
        words = table or {}
        self._text = text
        self._since, self._records, self._articles, self._standing = (
            frozenset(words.get(key, ())) for key in ("since", "records", "record_articles", "standing"))
        self._main: dict[int, When | None] = {}

    def resolve(self, expression: TimeExpression, tense: Tense, sentence: Sentence) -> When | None:
        """What an expression of a sentence means, with its year and counted from what was told before it."""
        expression = self._years.given(expression, sentence)
        anchor = self._day_beside(expression, sentence) or self._year_before(expression, sentence) or (
            self._start_before(expression, sentence)) or self._anchor(sentence)
        return self._resolver(expression, published=self._published, anchor=anchor, tense=tense)

    def spoken(self, start: int, end: int, sentence: Sentence) -> When | None:
        """The day that a reporting clause `(start, end)` gives: "selon un bilan établi dimanche", "a déclaré lundi"."""
        for m in sentence.mentions:
            if m.kind == "time" and start <= m.start and m.end <= end:
                when = self.resolve(m.value, "past", sentence)
                if when is not None:
                    return when
        return None

    def carried(self, sentence: Sentence, *, before: bool = False) -> When | None:
        """The time that the sentences before are about, nearest first, marked as carried over. What opens the dispatch
        with no time is dated by what follows it: a lead is told again with its day. With `before` only what was told
        before counts, with its day."""
        sentences = self._sentences
        behind = range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1)
        ahead = range(sentence.index + 1, min(len(sentences), sentence.index + 1 + _LOOK_AHEAD))
        around = behind if before else [sentence.index, *behind, *(ahead if sentence.index < _LOOK_AHEAD else ())]
        for i in around:
            when = self._told(sentences[i], abs(i - sentence.index))
            apart = sentences[i].paragraph != sentence.paragraph or i > sentence.index
            aside = apart and when is not None and self._is_history(when)
            if when is not None and self.is_past(when) and not aside:
                return When(when.start, when.end, "carried")
        return None

    def narrated(self, sentence: Sentence) -> When | None:
        """The time of what a chronicle tells in the present, where a verb right before dates such a present in a past
        that is over: "En mars 1978, l'armée pénètre dans X. Elle s'y installe."."""
        day = self._published.day
        for other in reversed(self._sentences[max(0, sentence.index - _CHRONICLE):sentence.index]):
            times = [(t, t.mention.value) for t in other.tokens if t.mention is not None and t.mention.kind == "time"]
            for token, expression in times:
                verb = other.head(token).morph
                if expression.relation not in SETTING or (verb.get("Tense"), verb.get("VerbForm")) != ("Pres", "Fin"):
                    continue
                when = self.resolve(expression, "past", other)
                if when is not None and when.end and day is not None and last_day(when.end) < day - _OVER:
                    return When(when.start, when.end, "carried")
            if times:
                return None
        return None

    def is_standing(self, mention: Mention) -> bool:
        """Whether a time tells what stands as yet ("pour le moment"), which is the day of nothing that happened."""
        return mention.value.form == "now" and self._text[mention.start:mention.end].lower().replace(
            "’", "'") in self._standing

    def is_past(self, when: When) -> bool:
        """Whether a time is not to come."""
        day = self._published.day
        begins = when.start or when.end
        if day is not None and when.end is None and when.start is not None:
            return when.start < day.isoformat()  # "ces prochains jours"
        return day is None or begins is None or begins <= day.isoformat()

    def _told(self, sentence: Sentence, away: int) -> When | None:
        """The time at which a sentence sets what follows it by so many sentences. A bound ("depuis la fin février")
        soon belongs to something else."""
        for m in sentence.mentions:
            if m.kind == "time" and (away <= _BOUND_REACH or m.value.relation in SETTING) and not any(
                    s <= m.start and m.end <= e for s, e in self._spoken) and not self._is_of_start(sentence, m):
                when = self.resolve(m.value, "past", sentence)
                if when is not None:
                    return when
        return None

    def _is_of_start(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a time dates the event that a state runs from ("en proie au chaos depuis la chute du régime en
        2011"), tells since when something is a record or what stands as yet, or bounds the state of somebody told of
        in a relative clause ("le mouvement, qu'une guerre oppose à l'armée depuis 2003")."""
        token = next((t for t in sentence.tokens if t.mention is mention), None)
        if token is None or self.is_of_record(sentence, token) or self.is_standing(mention):
            return token is not None
        aside = next((t for t in sentence.ancestors(token) if t.dep == "acl:relcl"), None)
        if aside is not None and mention.value.relation in _STATES and sentence.head(aside).pos in NOMINAL and (
                sentence.head(aside).dep not in _SUBJECTS):
            return True
        return mention.value.relation == "at" and stands_behind_start(sentence, token, self._since) is not None

    def is_of_record(self, sentence: Sentence, time: Token) -> bool:
        """Whether a time only tells since when something is a record."""
        return is_of_record(sentence, time, self._records, self._articles)

    def _is_history(self, when: When) -> bool:
        """Whether a time lies so far back that only its own paragraph is about it."""
        day = self._published.day
        return day is not None and when.end is not None and last_day(when.end) < day - _HISTORY

    def _day_beside(self, expression: TimeExpression, sentence: Sentence) -> When | None:
        """The day that a sentence gives before a part of a day ("Vendredi 23 mars, il est 10H40") or before what is
        counted from it ("a annoncé mercredi la mort, la veille, de")."""
        counted = expression.form == "anchored" and expression.weekday is None
        if not counted and (expression.form != "same" or expression.part is None):
            return None
        for m in sentence.mentions:
            if m.kind == "time" and m.value == expression:
                return None
            if m.kind == "time" and m.value.form in _DAYS:
                return self._resolver(m.value, published=self._published, anchor=None, tense="past")
        return None

    def _year_before(self, expression: TimeExpression, sentence: Sentence) -> When | None:
        """The year named last before "cette année-là", the start of a state too: "leur premier revers depuis 2012"."""
        if expression.form != "same" or expression.unit != "year" or not sentence.index:
            return None
        for m in reversed(self._sentences[sentence.index - 1].mentions):
            if m.kind == "time" and m.value.form == "date":
                when = self._resolver(m.value, published=self._published, anchor=None, tense="past")
                if when is not None and when.start is not None:
                    return When.moment(when.start[:4])
        return None

    def _start_before(self, expression: TimeExpression, sentence: Sentence) -> When | None:
        """The date printed last before "depuis cette date", though it was the start of something too: "depuis le 15
        novembre"."""
        if expression.form != "same" or expression.relation != "since":
            return None
        for i in range(sentence.index - 1, max(-1, sentence.index - _NEAR), -1):
            for m in reversed(self._sentences[i].mentions):
                if m.kind == "time" and m.value.form == "date" and m.value.day is not None:
                    when = self._resolver(m.value, published=self._published, anchor=None, tense="past")
                    return When.moment(when.start) if when is not None and when.start is not None else None
                if m.kind == "time" and m.value.form in _DAYS:
                    return None
        return None

    def _anchor(self, sentence: Sentence) -> When | None:
        """The last date told before a sentence, for "la veille" and "ce jour-là"."""
        for i in range(sentence.index - 1, max(-1, sentence.index - 6), -1):
            when = self._of_sentence(self._sentences[i])
            if when is not None and when.end is not None:
                return when
        return None

    def _of_sentence(self, sentence: Sentence) -> When | None:
        """The time that a sentence is about: its first dated expression that is no start or end of a state."""
        if sentence.index not in self._main:
            self._main[sentence.index] = None
            for m in sentence.mentions:
                if m.kind == "time" and m.value.relation not in _STATES and m.value.form != "recent" and not any(
                    s <= m.start and m.end <= e for s, e in self._spoken
                ) and not self._is_of_start(sentence, m):
                    when = self.resolve(m.value, "past", sentence)
                    if when is not None:
                        self._main[sentence.index] = when
                        break
        return self._main[sentence.index]
