"""Over what time a count was made, and whether it totals several incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Toll
from bilan.language.contract import Language
from bilan.quantities import Count
from bilan.syntax import Sentence, Token
from bilan.times import When, first_day, last_day

_LEAST_DAYS = 2
"""Days between the ends of a printed span from which on a figure totals several incidents; a night and a week-end do
not."""
_LEAST_OF_MANY = 100
"""Fewer may be the dead of one day of fights told in the plural ("les affrontements ont tué onze policiers")."""
_LEAST_OF_A_WAR = 2000
"""A figure without a time of its own from which on it is of a whole war and not of one incident."""
_ORDERS_OF_A_WAR = ("thousands", "tens_of_thousands", "hundreds_of_thousands", "millions")
_PERIODS = ("day", "week", "month", "year")
"""What is counted "ces derniers mois" totals several incidents; of the last hours it does not."""
_WHOLE_DAY = 10
_DAYS = ("date", "weekday", "weekdays", "weekend", "offset", "anchored", "same", "now")
_NEXT = 3
"""Characters between two figures of one clause, whose only day is that of the count."""
_NEAR = 420
"""Characters behind a total within which the next figure goes on with its time ("149 autres civils ont péri")."""


class Periods:
    """Reads the periods of counts. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("toll")
        self._lasting = frozenset(table["lasting_events"])
        self._wars = frozenset(table["wars"])
        self._since = frozenset(table["since"])
        self._launches = frozenset(table["launches"])
        self._acts, self._recurring = frozenset(table["several_acts"]), frozenset(table["recurring"])
        self._during = table["during_prepositions"]
        self._up_to = frozenset(table["count_day_prepositions"])

    def period(self, meanings: Meanings, sentence: Sentence, predicate: Token, count: Count,
               when: When | None, *, stock: bool = False) -> tuple[When | None, bool]:
        """The span of a count with `when` as its plain time, and whether it is a total: it has a start of counting
        ("depuis"), a length ("en dix jours"), a printed span of days, or a lasting event as its cause. One person is no
        total, nor is a `stock`, those who are held now however long they have been."""
        if stock or count == Count.exact(1):
            return when, False
        one = self._is_of_one(meanings, sentence, predicate)
        for i, (expression, dated) in enumerate(meanings.times(sentence, predicate)):
            if i == 0 and predicate.pos == "NOUN" and expression.relation == "at" and dated is not None and _is_a_day(
                    dated):
                break
            if expression.relation in ("since", "within") and dated is not None and not _is_a_day(dated):
                return self.until(meanings, predicate, dated), True
            if expression.form == "recent" and not one and expression.unit in _PERIODS and expression.direction != 1:
                return when, True
            if expression.relation == "since" and dated is not None and _days(dated) != 0:
                return self.until(meanings, predicate, dated), True
        since = self._since_what(sentence, predicate)
        if since is not None:
            return self._from(meanings, sentence, predicate, since, when), True
        event = next(iter(self._events(meanings, sentence, predicate)), None)
        if event is not None and not self._is_of_a_day(sentence, predicate, event[0]):
            return self._of_event(meanings, sentence, predicate, event, when, count)
        stated = meanings.stated_when(sentence, predicate)
        days = _days(stated) if stated is not None else None
        one_day = _is_a_day(when) if stated is None else days == 0
        if event is None and not one_day and self._is_of_many(meanings, sentence, predicate):
            return when, True
        if stated is not None and days is not None and days >= _LEAST_DAYS and not one:
            return self.until(meanings, predicate, stated), True
        present = predicate.morph.get("VerbForm") == "Fin" or predicate.pos != "VERB"
        is_now = when is not None and when.basis == "tense" and present
        if stated is None and not is_now and _is_of_a_war(count):
            published = meanings.publication()
            return self.until(
                meanings, predicate, When(None, published.end if published else None, "publication")
            ), True
        return when, False

    def _is_of_a_day(self, sentence: Sentence, predicate: Token, event: Token) -> bool:
        """Whether a figure that a lasting event made is of one day of it: a day stands by the event or by its verb
        ("les affrontements de samedi"), and is not the day of its launch."""
        for t in (*sentence.children(predicate), *sentence.children(event)):
            if t.mention is None or t.mention.kind != "time" or t.mention.value.relation != "at":
                continue
            if t.mention.value.form not in _DAYS or (t.mention.value.form == "date" and t.mention.value.day is None):
                continue
            before = sentence.tokens[max(0, t.i - 4):t.i]
            if self._is_count_day(sentence, t):
                continue
            if not any(b.lemma.lower() in self._launches for b in before):
                return True
        return False

    def _of_event(self, meanings: Meanings, sentence: Sentence, predicate: Token, event: tuple[Token, bool],
                  when: When | None, count: Count) -> tuple[When | None, bool]:
        """The span of a count that a lasting event made: from its start to the day of the count."""
        head, is_cause = event
        start = meanings.stated_when(sentence, head) or (
            meanings.stated_when(sentence, predicate) if is_cause else None
        )
        if start is not None and start.start != start.end:
            return start, True
        a_war = head.lemma.lower() in self._wars and when is not None and when.start == when.end
        if start is None and when is not None and when.basis == "carried" and not a_war:
            return when, not _is_a_day(when) or _is_of_a_war(count) or (
                head.morph.get("Number") == "Plur" and (count.value or count.low or 0) >= _LEAST_OF_MANY)
        published = meanings.publication()
        begun = start.start if start is not None else None
        if (
            start is not None
            and len(start.start or "") < _WHOLE_DAY
            and not self._is_launched(sentence, predicate, head)
        ):
            return start, True
        counted = self._count_day(meanings, sentence, predicate)
        if counted is not None:
            return When(begun, counted.end), True
        return self.until(meanings, predicate, When(begun, published.end if published else None, "publication")), True

    def _is_count_day(self, sentence: Sentence, time: Token) -> bool:
        """Whether a day is the one up to which was counted: "avait fait, au 14 décembre, 463 morts"."""
        return any(t.lemma.lower() in self._up_to for t in sentence.children(time, "case"))

    def _count_day(self, meanings: Meanings, sentence: Sentence, predicate: Token) -> When | None:
        days = [t.mention.value for t in sentence.children(predicate) if t.mention is not None
                and t.mention.kind == "time" and self._is_count_day(sentence, t)]
        return next((dated for e, dated in meanings.times(sentence, predicate) if any(e is d for d in days)), None)

    def _is_launched(self, sentence: Sentence, predicate: Token, event: Token) -> bool:
        """Whether the time of a lasting event is that of its launch ("lancée le 15 novembre"), not of all of it."""
        around = (*sentence.children(event), *sentence.children(predicate))
        return any(t.lemma.lower() in self._launches for t in around)

    def _events(self, meanings: Meanings, sentence: Sentence, predicate: Token) -> list[tuple[Token, bool]]:
        """The lasting events that a figure is of, with whether they made it: the subject ("le conflit a fait"), a war
        in its complement ("six ans de guerre"), or a war that it falls in ("dans la bataille de")."""
        roles, during = meanings.roles(sentence, predicate), self._settings(meanings, sentence, predicate)
        ended = sentence.children(predicate, "nsubj:pass") if sentence.children(predicate, "expl") else roles.agent
        causes = [self._named(meanings, sentence, t) for t in ended] if predicate.pos == "VERB" else []
        found = [(t, True) for t in causes if t.lemma.lower() in self._lasting]
        found += [(c, True) for t in causes for c in sentence.children(t, "nmod") if c.lemma.lower() in self._wars]
        found += [(t, False) for t in during if t.lemma.lower() in self._wars or (
            t.lemma.lower() in self._lasting and self._goes_on(meanings, sentence, t))]
        return found

    def _settings(self, meanings: Meanings, sentence: Sentence, predicate: Token) -> list[Token]:
        """What a harm falls in, which participles without an auxiliary share: "ont été tués et 40 blessés lors de"."""
        sharing = [t for t in sentence.children(predicate, "conj") if t.i > predicate.i and not sentence.children(
            t, "aux", "aux:tense", "aux:pass", "nsubj")] if predicate.pos == "VERB" else []
        found = [h for t in (predicate, *sharing) for p in self._during
                 for h in meanings.roles(sentence, t).obliques.get(p, [])]
        below = [a for t in (predicate, *sharing) for a in sentence.children(t, "advmod") if a.lower in self._during]
        return found + [h for a in below for h in sentence.children(a, "obl")]

    def _is_of_one(self, meanings: Meanings, sentence: Sentence, predicate: Token) -> bool:
        """Whether one act made a figure, whenever in a span it was: "tués la semaine dernière dans une frappe"."""
        agents = meanings.roles(sentence, predicate).agent if predicate.pos == "VERB" else []
        acts = [t for t in (*agents, *self._settings(meanings, sentence, predicate)) if t.lemma.lower() in self._acts]
        return bool(acts) and all(t.morph.get("Number") == "Sing" for t in acts)

    def _goes_on(self, meanings: Meanings, sentence: Sentence, event: Token) -> bool:
        """Whether a relative clause tells since when an event lasts: "les combats qui font rage depuis dix jours"."""
        return any(e.relation == "since" for verb in sentence.children(event, "acl:relcl")
                   for e, _ in meanings.times(sentence, verb))

    def is_of_war(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether a war as a whole is the subject of a verb, or of the verb that it goes on from ("la guerre a tué des
        milliers de civils et poussé des familles à fuir")."""
        verb = predicate
        while not sentence.children(verb, "nsubj", "nsubj:pass") and verb.dep in ("conj", "xcomp") and sentence.head(
                verb).pos == "VERB":
            verb = sentence.head(verb)
        return any(t.lemma.lower() in self._wars for t in sentence.children(verb, "nsubj"))

    def _is_of_many(self, meanings: Meanings, sentence: Sentence, predicate: Token) -> bool:
        """Whether several acts made a figure, as its subject or as what it falls in: they are counted, or come again
        ("71 attentats ayant causé", "tués dans différentes attaques")."""
        if predicate.pos != "VERB":
            return False
        for cause in (*meanings.roles(sentence, predicate).agent, *self._settings(meanings, sentence, predicate)):
            if cause.lemma.lower() not in self._acts or cause.morph.get("Number") != "Plur":
                continue
            around = sentence.children(cause, "amod", "nummod", "det")
            if any(t.lemma.lower() in self._recurring or (t.mention is not None and t.mention.kind == "number")
                   for t in around):
                return True
        return False

    def _named(self, meanings: Meanings, sentence: Sentence, cause: Token) -> Token:
        """The cause, or the lasting event that a pronoun stands for in the same sentence ("il a fait 380.000
        morts")."""
        found = meanings.antecedent(sentence, cause) if cause.pos == "PRON" else None
        here = found is not None and found[0] is sentence and found[1].lemma.lower() in self._lasting
        return found[1] if found is not None and here else cause

    def _since_what(self, sentence: Sentence, predicate: Token) -> Token | None:
        """The clause or event that gives the start of counting: "depuis que", "depuis le début de la bataille". Two
        participles in a list share it ("tués et blessés depuis que")."""
        shared = predicate.dep == "conj" and sentence.head(predicate).pos == predicate.pos
        timed = any(t.mention is not None and t.mention.kind == "time" for t in sentence.children(predicate))
        listed = [] if timed else [t for t in sentence.children(predicate, "conj") if t.pos == predicate.pos]
        verbs = (predicate, sentence.head(predicate)) if shared and not timed else (predicate, *listed)
        below = [t for v in verbs for t in sentence.children(v, "obl", "advcl", "nmod")]
        return next((t for t in below if t.mention is None
                     and any(c.lower in self._since for c in sentence.children(t, "case", "mark"))), None)

    def _from(self, meanings: Meanings, sentence: Sentence, predicate: Token, start: Token,
              when: When | None) -> When | None:
        """The span from the time of a start of counting, which its phrase dates, to the day of the count: "depuis le
        début de l'intervention en 2013"."""
        stated = meanings.stated_when(sentence, predicate)
        ends = max(t.i for t in sentence.subtree(start)) + 2  # the phrase, and the time right behind it
        dated = any(t.mention is not None and t.mention.kind == "time" for t in sentence.tokens[start.i:ends])
        published = meanings.publication()
        if not dated and published is not None and when is not None and when.basis == "carried":
            when = When(None if when.start == when.end else when.start, published.end, "publication")
            return self.until(meanings, predicate, when)
        if not dated or stated is None or published is None:
            return when
        return self.until(meanings, predicate, When(stated.start, published.end, "publication"))

    def until(self, meanings: Meanings, predicate: Token, when: When) -> When:
        """A span that runs to the day of its count, where the reporting clause gives it ("un bilan établi
        dimanche")."""
        attribution = meanings.attribution(predicate.start, predicate.end)
        said = meanings.said_when(attribution) if attribution is not None else None
        if said is not None and said.end is not None and when.basis == "publication":
            return When(when.start, said.end)
        return when


def _is_of_a_war(count: Count) -> bool:
    """Whether a count is too large for one incident."""
    return (count.value or count.low or 0) >= _LEAST_OF_A_WAR or count.order in _ORDERS_OF_A_WAR


def carried_on(tolls: Sequence[Toll]) -> list[Toll]:
    """The tolls in their order, each that comes near behind a total of the same source and gives no time of its own
    with the time of that total: "Les rebelles ont parallèlement tué 27 civils"."""
    settled: list[Toll] = []
    total: Toll | None = None
    changed: dict[str, Toll] = {}
    for toll in sorted(tolls, key=lambda t: (t.evidence, t.part_of is not None)):
        whole = changed.get(toll.part_of) if toll.part_of else None
        if whole is not None:
            toll = replace(toll, when=whole.when, cumulative=True, as_of=whole.as_of, as_of_basis=whole.as_of_basis)
        elif total is not None and _goes_on(total, toll):
            toll = replace(toll, when=total.when, cumulative=True, as_of=total.as_of, as_of_basis=total.as_of_basis,
                           since_basis="carried_over", confidence="low")
            changed[key(toll)] = toll
        if toll.part_of is None:
            total = toll if toll.cumulative else None
        settled.append(toll)
    return settled


def key(toll: Toll) -> str:
    """What `part_of` says of a whole before claims have identifiers."""
    return f"{toll.evidence[0]}-{toll.evidence[1]}-{toll.harm}"


def _goes_on(total: Toll, toll: Toll) -> bool:
    apart = toll.evidence[0] - total.evidence[1]
    untimed = toll.when is None or toll.when.basis in ("carried", "tense") or (
        (toll.when.basis != "text" or apart <= _NEXT) and total.when is not None
        and toll.when.start == toll.when.end == total.when.end)
    return untimed and not toll.cumulative and toll.part_of is None and toll.count != Count.exact(1) and (
        toll.modality == total.modality and 0 <= apart <= _NEAR)


def _days(when: When) -> int | None:
    """The days between the ends of a span, `None` where one is unknown or both are the same month or year."""
    if when.start is None or when.end is None:
        return None
    if when.start == when.end:
        return None if len(when.start) < 10 else 0
    return (last_day(when.end) - first_day(when.start)).days


def _is_a_day(when: When | None) -> bool:
    days = _days(when) if when is not None else None
    return days is not None and days <= 1
