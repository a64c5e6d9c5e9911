"""When a claim's event happened or holds: the expression of time that belongs to a predicate, and what stands in for
it where the text gives none (the present tense, or the time that the sentences before are about).

Takes the parsed sentences with their time mentions and the day of publication; answers with a `times.When`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bilan.analysis import Analysis
from bilan.dispatch import Published
from bilan.language.contract import Language
from bilan.resolve.dating.away import Away
from bilan.resolve.dating.starts import issued, learned, stands_behind_start
from bilan.resolve.grammar.paths import distances
from bilan.resolve.grammar.tense import Tense, Tenses
from bilan.resolve.occasions import Occasions
from bilan.resolve.setting import SETTING, Resolver, Setting
from bilan.syntax import Sentence, Token
from bilan.times import TimeExpression, When

# Beyond this cost (see paths.py) an expression of time belongs to something else.
_NEAR = 5.5
# What each token between costs more, and what a time right before the preposition of a noun costs.
_APART, _BESIDE, _PREPOSED = 0.08, 0.9, 4
_BEHIND = 2
_NOMINAL = ("NOUN", "PRON")


class Timing:
    """Dates the predicates of one dispatch."""

    def __init__(self, analysis: Analysis, language: Language, published: Published, resolver: Resolver,
                 spoken: Iterable[tuple[int, int]] = (), credited: Iterable[tuple[int, int]] = ()) -> None:
        self._analysis = analysis
        self._table = language.table("tense")
        self._occasions = Occasions(analysis, language)
        self._tenses = Tenses(self._table)
        self._away = Away(language)
        self._published = published
        reporting = language.table("reporting")
        self._spoken = [*spoken, *learned(analysis.sentences, frozenset(reporting["learned"])),
                        *issued(analysis.sentences, frozenset((*reporting["channels"], *reporting["written"])))]
        self._since = frozenset(self._table["since"])
        self._setting = Setting(analysis.sentences, published, resolver, self._spoken, self._table,
                                analysis.dispatch.text)
        self._credited = [end for _, end in (*self._spoken, *credited)]

    def own(self, sentence: Sentence, predicate: Token) -> list[tuple[float, TimeExpression, When | None]]:
        """The expressions that belong to a predicate, nearest first, each with its meaning. What stands in the phrase
        of a noun is nearer than what stands by its verb."""
        if not any(m.kind == "time" for m in sentence.mentions):
            return []
        far = distances(sentence, predicate, _NEAR)
        tense = self._tenses.of(sentence, predicate)
        phrase = sentence.subtree(predicate) if predicate.pos in _NOMINAL else ()
        aloof = self._aloof(sentence, predicate)
        found = []
        for t in sentence.tokens:
            if t.mention is None or t.mention.kind != "time" or self._is_spoken(sentence, t, predicate):
                continue
            beside = predicate.pos in _NOMINAL and self._is_beside(sentence, t, predicate)
            if (t.i not in far and not beside) or self._tenses.is_of_state(sentence, t, predicate):
                continue
            if (aloof is not None and t.i < aloof.i) or self._setting.is_of_record(sentence, t):
                continue
            cost = _BESIDE if beside or t in phrase else far[t.i] + abs(t.i - predicate.i) * _APART
            told = "past" if any(self._tenses.is_over(sentence, g) for g in (sentence.head(t), predicate)) else tense
            if told == "past" and sentence.head(t) is not predicate and self._setting.is_standing(t.mention):
                continue
            told = "future" if self._tenses.is_planned(sentence, sentence.head(t)) else told
            when = self._setting.resolve(t.mention.value, told, sentence)
            found.append((cost, *self._since_event(sentence, t, predicate, when)))
        return sorted(found, key=lambda f: f[0])

    def _aloof(self, sentence: Sentence, predicate: Token) -> Token | None:
        """The act that a relative clause tells more of where it lies outside of what the clause around it tells."""
        found = self._occasions.relative(sentence, predicate)
        return found[0] if found is not None and self._occasions.is_aloof(sentence, found[0]) else None

    def _is_beside(self, sentence: Sentence, time: Token, noun: Token) -> bool:
        """Whether a time stands right before the preposition of a noun, or right behind it and its place: "mort
        dimanche dans une attaque", "71 morts à Inates le 10 décembre"."""
        behind = sentence.tokens[noun.i + 1:time.i]
        if noun.i < time.i and len(behind) <= _BEHIND and all(t.pos in ("ADP", "DET", "PROPN") for t in behind):
            return True
        between = sentence.tokens[time.i + 1:noun.i]
        return 0 < len(between) <= _PREPOSED and between[0].pos == "ADP" and all(
            t.pos in ("ADP", "DET", "ADJ", "NUM") for t in between) and between[0].lower in self._table["settings"]

    def _since_event(
        self, sentence: Sentence, time: Token, predicate: Token, when: When | None
    ) -> tuple[TimeExpression, When | None]:
        """An expression that dates the event which a state runs from is its start: "depuis le début de l'intervention,
        en 2013", "depuis que l'armée a donné l'assaut, le 16 septembre"."""
        expression: TimeExpression = time.mention.value if time.mention is not None else TimeExpression("now")
        relative = self._occasions.relative(sentence, predicate)
        is_of_act = relative is not None and relative[0].i < time.i < relative[1].i
        if when is None or expression.relation != "at" or is_of_act:
            return expression, when
        ups = (up for up in sentence.ancestors(time) if up is predicate or self._is_start(sentence, up))
        above = next(ups, predicate)
        start = stands_behind_start(sentence, time, self._since)
        if above is not predicate or (start is not None and not start.i < predicate.i < time.i):
            day = self._published.day
            return replace(expression, relation="since"), When(
                when.start, day.isoformat() if day else None, "publication")
        return expression, when

    def _is_start(self, sentence: Sentence, token: Token) -> bool:
        return any(t.lower in self._table["since"] for t in sentence.children(token, "case", "mark"))

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
            if when is not None and when.start is not None and self._setting.is_past(when):
                return When(when.start, when.end, "carried")
        return None

    def stated(self, sentence: Sentence, predicate: Token) -> When | None:
        """The span of time that an expression of the clause gives, or an event that it is told by ("depuis le début de
        l'offensive", "lors de l'attaque"), `None` where it has neither."""
        act = self._occasions.of(sentence, predicate)
        if act is not None and act is not predicate and self._away.length(sentence, act) is not None:
            return self._of_noun(sentence, act)
        return self._of_antecedent(sentence, predicate) or self._of_noun(sentence, predicate) or self.by_event(
            sentence, predicate) or self._of_result(sentence, predicate)

    def _of_antecedent(self, sentence: Sentence, predicate: Token) -> When | None:
        """The time that stands between an act and the relative clause of what it did, which has no time of its own:
        "l'attentat contre un poste à X en 2009, qui avait fait dix morts"."""
        found = self._occasions.relative(sentence, predicate)
        if found is None or any(_is_time(t) for t in sentence.tokens[found[1].i:] if t in sentence.subtree(predicate)):
            return None
        act, pronoun = found
        for t in reversed(sentence.tokens[act.i + 1:pronoun.i]):
            if t.mention is not None and t.mention.kind == "time" and t.mention.value.relation in SETTING:
                return self._setting.resolve(t.mention.value, "past", sentence)
        return None

    def _of_result(self, sentence: Sentence, predicate: Token) -> When | None:
        """The time that stands last before a present participle of outcome ("à Kaboul en 2015, faisant 12 morts"), with
        no other verb between, whatever the parser hung it on."""
        if predicate.morph.get("VerbForm") != "Part" or predicate.morph.get("Tense") != "Pres":
            return None
        for t in reversed(sentence.tokens[:predicate.i]):
            if t.morph.get("VerbForm") == "Fin":
                return None
            if t.mention is not None and t.mention.kind == "time" and t.mention.value.relation in SETTING:
                return self._setting.resolve(t.mention.value, "past", sentence)
        return None

    def _of_noun(self, sentence: Sentence, predicate: Token) -> When | None:
        """The time that the expressions of a clause give, or the length by which an event came before another."""
        length = self._away.length(sentence, predicate) if predicate.pos in _NOMINAL else None
        if length is None:
            return self._from_own(self.own(sentence, predicate))
        dated = self._behind(sentence, predicate)
        if dated is not None:
            return dated
        around = sentence.head(predicate)
        anchor = self._from_own(self.own(sentence, around)) or self._of_act(sentence, around, later=predicate)
        return self._away.when(length, anchor or self._setting.carried(sentence, before=True) or self.publication())

    def _behind(self, sentence: Sentence, event: Token) -> When | None:
        """The day that stands behind an event, a comma between at most: "une semaine après la prise de X, le 2 mai"."""
        last = max(t.i for t in (event, *sentence.subtree(event)))
        for t in sentence.tokens[event.i + 1:last + 3]:
            if _is_time(t) and t.mention is not None and t.mention.value.form == "date" and t.mention.value.day and (
                    t.i <= last or sentence.tokens[t.i - 1].text == ","):
                return self._setting.resolve(t.mention.value, "past", sentence)
        return None

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
            if is_outcome or predicate.lemma.lower() in self._table["punctual"] or self._tenses.is_list(
                    sentence, predicate):
                told = self._setting.carried(sentence)
                if told is not None:
                    return told
            day = self._published.day
            told = None if predicate.lemma.lower() in self._table["states"] else self._setting.narrated(sentence)
            return told or (When.moment(day, "tense") if day else None)
        if tense == "future":
            return None
        return self._setting.carried(sentence)

    def spoken(self, start: int, end: int, sentence: Sentence) -> When | None:
        """The day that a reporting clause `(start, end)` gives: "selon un bilan établi dimanche"."""
        return self._setting.spoken(start, end, sentence)


def _is_time(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "time"
