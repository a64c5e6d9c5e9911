"""When a claim's event happened or holds: the expression of time that belongs to a predicate, and what stands in for
it where the text gives none (the present tense, or the time that the sentences before are about).

Takes the parsed sentences with their time mentions and the day of publication; answers with a `times.When`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from bilan.analysis import Analysis
from bilan.dispatch import Published
from bilan.language.contract import Language
from bilan.resolve.dating.away import Away
from bilan.resolve.dating.years import Years
from bilan.resolve.grammar.paths import distances
from bilan.resolve.grammar.tense import Tense, Tenses
from bilan.resolve.occasions import Occasions
from bilan.syntax import Sentence, Token
from bilan.times import TimeExpression, When, last_day

Resolver = Callable[..., When | None]
# Beyond this cost (see paths.py) an expression of time belongs to something else.
_NEAR = 5.5
_LOOK_BACK = 6
_LOOK_AHEAD = 4
_STATES = ("since", "until", "before")
"""Relations of what lasts: "assiégé depuis juillet" does not date what the next sentence tells."""
# The relations by which an expression sets the time of what is told next.
_SETTING = ("at", "within")
_BOUND_REACH = 1
# What lies further back than this is told in a paragraph of its own.
_HISTORY = timedelta(days=90)


class Timing:
    """Dates the predicates of one dispatch."""

    def __init__(self, analysis: Analysis, language: Language, published: Published, resolver: Resolver,
                 spoken: Iterable[tuple[int, int]] = (), credited: Iterable[tuple[int, int]] = ()) -> None:
        self._analysis = analysis
        self._table = language.table("tense")
        self._occasions = Occasions(analysis, language)
        self._tenses = Tenses(self._table)
        self._away = Away(language)
        self._years = Years(analysis.sentences, published, resolver)
        self._published = published
        self._resolver = resolver
        self._spoken = list(spoken)
        self._credited = [end for _, end in (*self._spoken, *credited)]
        self._main: dict[int, When | None] = {}

    def own(self, sentence: Sentence, predicate: Token) -> list[tuple[float, TimeExpression, When | None]]:
        """The expressions that belong to a predicate, nearest first, each with its meaning."""
        if not any(m.kind == "time" for m in sentence.mentions):
            return []
        far = distances(sentence, predicate, _NEAR)
        tense = self._tenses.of(sentence, predicate)
        found = []
        for t in sentence.tokens:
            if t.mention is None or t.mention.kind != "time" or t.i not in far or self._is_spoken(
                    sentence, t, predicate):
                continue
            cost = far[t.i] + abs(t.i - predicate.i) * 0.02
            told = "past" if any(self._tenses.is_over(sentence, g) for g in (sentence.head(t), predicate)) else tense
            when = self._resolve(t.mention.value, told, sentence)
            found.append((cost, *self._since_event(sentence, t, predicate, when)))
        return sorted(found, key=lambda f: f[0])

    def _since_event(
        self, sentence: Sentence, time: Token, predicate: Token, when: When | None
    ) -> tuple[TimeExpression, When | None]:
        """An expression that dates the event which a state runs from is its start: "depuis le début de l'intervention,
        en 2013", "depuis que l'armée a donné l'assaut, le 16 septembre"."""
        expression: TimeExpression = time.mention.value if time.mention is not None else TimeExpression("now")
        if when is None or expression.relation != "at":
            return expression, when
        for up in sentence.ancestors(time):
            if up is predicate:
                break
            if any(t.lower in self._table["since"] for t in sentence.children(up, "case", "mark")):
                day = self._published.day
                return replace(expression, relation="since"), When(
                    when.start, day.isoformat() if day else None, "publication")
        return expression, when

    def when(self, sentence: Sentence, predicate: Token) -> When | None:
        """The span of time of a predicate, `None` where the text gives no time at all."""
        return self.stated(sentence, predicate) or self._of_act(sentence, predicate) or self._from_tense(
            sentence, predicate)

    def _of_act(self, sentence: Sentence, predicate: Token, later: Token | None = None) -> When | None:
        """The time of the act that a clause tells of, where its own phrase or another mention of it gives one: "cette
        attaque a fait douze morts"."""
        act = self._occasions.of(sentence, predicate)
        if act is None or act is later or self.tense(sentence, predicate) == "future":
            return None
        for other, noun in ((sentence, act), *self._occasions.elsewhere(sentence, act)):
            when = self._of_noun(other, noun) if noun is not predicate and noun is not later else None
            if when is not None and when.start is not None and self._is_past(when):
                return When(when.start, when.end, "carried")
        return None

    def stated(self, sentence: Sentence, predicate: Token) -> When | None:
        """The span of time that an expression of the clause gives, or an event that it is told by ("depuis le début de
        l'offensive", "lors de l'attaque"), `None` where it has neither."""
        act = self._occasions.of(sentence, predicate)
        if act is not None and act is not predicate and self._away.length(sentence, act) is not None:
            return self._of_noun(sentence, act)
        return self._of_noun(sentence, predicate) or self.by_event(sentence, predicate) or self._of_result(
            sentence, predicate)

    def _of_result(self, sentence: Sentence, predicate: Token) -> When | None:
        """The time that stands last before a present participle of outcome ("à Kaboul en 2015, faisant 12 morts"), with
        no other verb between, whatever the parser hung it on."""
        if predicate.morph.get("VerbForm") != "Part" or predicate.morph.get("Tense") != "Pres":
            return None
        for t in reversed(sentence.tokens[:predicate.i]):
            if t.morph.get("VerbForm") == "Fin":
                return None
            if t.mention is not None and t.mention.kind == "time" and t.mention.value.relation in _SETTING:
                return self._resolve(t.mention.value, "past", sentence)
        return None

    def _of_noun(self, sentence: Sentence, predicate: Token) -> When | None:
        """The time that the expressions of a clause give, or the length by which an event came before another."""
        length = self._away.length(sentence, predicate) if predicate.pos == "NOUN" else None
        if length is None:
            return self._from_own(self.own(sentence, predicate))
        around = sentence.head(predicate)
        anchor = self._from_own(self.own(sentence, around)) or self._of_act(sentence, around, later=predicate)
        return self._away.when(length, anchor or self.publication())

    def by_event(self, sentence: Sentence, predicate: Token) -> When | None:
        """The time that an event gives which the text dates elsewhere."""
        for t in sentence.children(predicate, "obl", "advcl", "nmod"):
            case = self._case(sentence, t)
            if case is None or t.mention is not None or self._away.length(sentence, t) is not None:
                continue
            event = self._begun(sentence, t) if t.lemma in self._table["beginnings"] else t
            dated = self._event_when(sentence, event) if event is not None else None
            if dated is None:
                continue
            if case in self._table["since"]:
                day = self._published.day
                return When(dated.start, day.isoformat() if day else None, "publication")
            if case in self._table["during"]:
                return When(dated.start, dated.end, "carried")
        return None

    def _case(self, sentence: Sentence, head: Token) -> str | None:
        found = [t.lemma.lower() for t in sentence.children(head, "case", "mark")]
        return found[0] if found else None

    def _begun(self, sentence: Sentence, beginning: Token) -> Token | None:
        complements = sentence.children(beginning, "nmod")
        return complements[0] if complements else None

    def _event_when(self, sentence: Sentence, event: Token) -> When | None:
        """When an event happened that is named by the same noun elsewhere, before rather than after."""
        if event.lemma in self._table["not_events"]:
            return None
        order = [*range(sentence.index - 1, -1, -1), *range(sentence.index + 1, len(self._analysis.sentences))]
        for i in [sentence.index, *order]:
            other = self._analysis.sentences[i]
            for t in other.tokens:
                if t.lemma == event.lemma and t is not event and t.pos == "NOUN":
                    when = self._from_own(self.own(other, t))
                    if when is not None and when.start is not None:
                        return when
        return None

    def tense(self, sentence: Sentence, predicate: Token) -> Tense:
        """The tense of the finite verb that governs a predicate."""
        return self._tenses.of(sentence, predicate)

    def publication(self) -> When | None:
        """The day of publication as a moment, `None` where it is unknown."""
        return When.moment(self._published.day, "publication") if self._published.day else None

    def _is_spoken(self, sentence: Sentence, time: Token, predicate: Token) -> bool:
        """Whether an expression of time dates the speech ("a déclaré lundi X", "lundi, le maire a déclaré X", "selon un
        bilan dans la soirée") and not what is said."""
        part = time.mention is not None and time.mention.value.form == "same" and time.mention.value.part is not None
        if part and any(0 <= time.start - end <= 1 for end in self._credited):
            return True
        governor = sentence.head(time)
        return any((s <= time.start and time.end <= e) or time.start < s <= governor.start < e
                   for s, e in self._spoken if not s <= predicate.start < e)

    def _is_told_by(self, sentence: Sentence, noun: Token) -> bool:
        """Whether the verb that governs a noun only reports it."""
        verb = next((t for t in sentence.ancestors(noun) if t.pos in ("VERB", "AUX")), None)
        return verb is not None and any(
            s <= verb.start < e and not s <= noun.start < e for s, e in self._spoken)

    def _resolve(self, expression: TimeExpression, tense: Tense, sentence: Sentence) -> When | None:
        expression = self._years.given(expression, sentence)
        return self._resolver(expression, published=self._published, anchor=self._anchor(sentence), tense=tense)

    def _anchor(self, sentence: Sentence) -> When | None:
        """The last date told before a sentence, for "la veille" and "ce jour-là"."""
        for i in range(sentence.index - 1, max(-1, sentence.index - 6), -1):
            when = self._of_sentence(self._analysis.sentences[i])
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
                ):
                    when = self._resolve(m.value, "past", sentence)
                    if when is not None:
                        self._main[sentence.index] = when
                        break
        return self._main[sentence.index]

    def _from_own(self, own: list[tuple[float, TimeExpression, When | None]]) -> When | None:
        """One span from the expressions of a clause: a start ("depuis le 15 novembre") and an end go together, else
        the nearest counts."""
        dated = [(c, e, w) for c, e, w in own if w is not None]
        if not dated:
            return None
        starts = [w for _, e, w in dated if e.relation == "since"]
        ends = [w for _, e, w in dated if e.relation in ("until", "at") and w.end is not None]
        if starts and ends and dated[0][1].relation in ("since", "until"):
            first, last = starts[0].start, ends[0].end
            if first and last and first <= last:
                return When(first, last)
        return dated[0][2]

    def _from_tense(self, sentence: Sentence, predicate: Token) -> When | None:
        tense = self._tenses.of(sentence, predicate)
        if tense == "present" and predicate.pos == "NOUN" and self._is_told_by(sentence, predicate):
            tense = "past"  # "l'ONU fait état de 12 morts": that they are told of now dates no death
        if tense == "present":
            is_outcome = predicate.morph.get("VerbForm") == "Part" and predicate.morph.get("Tense") == "Pres"
            if is_outcome or predicate.lemma.lower() in self._table["punctual"]:
                told = self.carried(sentence)
                if told is not None:
                    return told
            day = self._published.day
            return When.moment(day, "tense") if day else None
        if tense == "future":
            return None
        return self.carried(sentence)

    def carried(self, sentence: Sentence) -> When | None:
        """The time that the sentences before are about, nearest first, marked as carried over. What opens the dispatch
        with no time is dated by what follows it: a lead is told again with its day."""
        sentences = self._analysis.sentences
        behind = range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1)
        ahead = range(sentence.index + 1, min(len(sentences), sentence.index + 1 + _LOOK_AHEAD))
        for i in [sentence.index, *behind, *(ahead if sentence.index < _LOOK_AHEAD else ())]:
            when = self._told(sentences[i], abs(i - sentence.index))
            aside = sentences[i].paragraph != sentence.paragraph and when is not None and self._is_history(when)
            if when is not None and self._is_past(when) and not aside:
                return When(when.start, when.end, "carried")
        return None

    def _told(self, sentence: Sentence, away: int) -> When | None:
        """The time at which a sentence sets what follows it by so many sentences. A bound ("depuis la fin février")
        soon belongs to something else."""
        for m in sentence.mentions:
            if m.kind == "time" and (away <= _BOUND_REACH or m.value.relation in _SETTING) and not any(
                    s <= m.start and m.end <= e for s, e in self._spoken):
                when = self._resolve(m.value, "past", sentence)
                if when is not None:
                    return when
        return None

    def _is_history(self, when: When) -> bool:
        """Whether a time lies so far back that only its own paragraph is about it."""
        day = self._published.day
        return day is not None and when.end is not None and last_day(when.end) < day - _HISTORY

    def _is_past(self, when: When) -> bool:
        day = self._published.day
        return day is None or when.start is None or when.start <= day.isoformat()

    def spoken(self, start: int, end: int, sentence: Sentence) -> When | None:
        """The day that a reporting clause `(start, end)` gives: "selon un bilan établi dimanche", "a déclaré lundi"."""
        for m in sentence.mentions:
            if m.kind == "time" and start <= m.start and m.end <= end:
                when = self._resolve(m.value, "past", sentence)
                if when is not None:
                    return when
        return None
