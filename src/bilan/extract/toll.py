"""Tolls: people killed, wounded, missing, abducted, detained, with a number or a vague count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Toll
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.counted.doers import Doers
from bilan.extract.counted.lists import Lists
from bilan.extract.counted.people import Group, People, counted_by, is_number
from bilan.extract.counted.periods import Periods, key
from bilan.extract.counted.retold import Mentions
from bilan.extract.counted.singles import Singles
from bilan.extract.frames import FrameMatcher, Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_OF_PRONOUNS = ("killed", "wounded", "abducted")
"""Harms that a pronoun alone is believed of: what a person of whom a text speaks was arrested for may be no war's."""
_ARMED = ("fighters", "security_forces", "peacekeepers")
_EVENT_LINKS = ("obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "xcomp", "nmod")


class TollExtractor:
    """Reads tolls. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._people = People(language)
        self._singles = Singles(language, self._people)
        self._frames = FrameMatcher(language, "toll", {"victims": self._can_be_victims}, {"number": _number_behind})
        self._mentions = Mentions(language, self._frames, self._people, self._singles)
        self._lists = Lists(language, self._people)
        self._periods = Periods(language)
        self._doers = Doers(language)
        table = language.table("toll")
        self._accidents = frozenset(table["accidents"])
        self._reports = frozenset(table["reports"])
        self._with: list[str] = table["companion_prepositions"]
        self._newer = frozenset(table["newer"])
        self._diseases = frozenset(table["diseases"])
        self._causing = frozenset(table["causing"])
        self._definite = frozenset(table["definite"])
        self._causes: list[str] = table["cause_prepositions"]

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Toll]:
        """The tolls of a sentence, wholes before their parts."""
        seen: set[tuple[int, str]] = set()
        matches = [m for m in self._frames.matches(meanings, sentence) if not self._is_accident(meanings, m)]
        for match in matches:
            if any(self._mentions.is_told_by(meanings, sentence, match, other) for other in matches):
                continue
            harm = str(match.frame["harm"])
            for head in match.slots.get("victims", []):
                group = None if (head.i, harm) in seen else self._group(meanings, match, head)
                if group is not None and group.count.order == "several":
                    group, listed = self._together(meanings, match, group)
                    seen.update((i, harm) for i in listed)
                if group is None:
                    continue
                seen.add((head.i, harm))
                toll = self._toll(meanings, match, group)
                if toll is None:
                    continue
                yield toll
                for companion in self._companions(meanings, match, head):
                    if (companion.head.i, harm) not in seen:
                        seen.add((companion.head.i, harm))
                        yield self._part(meanings, match, companion, toll, part=False)
                for part in self._lists.parts(meanings, sentence, group):
                    if (part.head.i, harm) not in seen:
                        seen.add((part.head.i, harm))
                        yield self._part(meanings, match, part, toll)

    def _companions(self, meanings: Meanings, match: Match, head: Token) -> list[Group]:
        """Those who met with the same harm beside the subject of a passive: "tués avec leur guide"."""
        sentence, verb = match.sentence, match.predicate
        if verb.pos != "VERB" or not (meanings.is_passive(sentence, verb) or match.paths.get("victims") == "agent"):
            return []
        found = [t for p in self._with for t in match.roles.obliques.get(p, []) if t.i > head.i]
        groups = (self._people.group(meanings, sentence, t, vague=False)
                  or self._singles.group(meanings, sentence, t) for t in found)
        return [g for g in groups if g is not None]

    def _can_be_victims(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return (self._people.group(meanings, sentence, head, animate=True, bare=True)
                or self._singles.group(meanings, sentence, head)) is not None

    def _group(self, meanings: Meanings, match: Match, head: Token) -> Group | None:
        """The victims that a head names. A noun of harm that stands for its participle ("et 29 blessés") is of the
        people that the clause before is about; a noun of fallen needs the kinds that the frame names."""
        sentence, frame = match.sentence, match.frame
        group = self._people.group(meanings, sentence, head, animate=bool(frame.get("animate")),
                                   vague=not frame.get("exact_only"), bare=bool(frame.get("bare")))
        if group is None and match.predicate is not head and frame.get("single", True):
            group = self._single(meanings, match, head)
        if group is None or not self._is_of_kind(match, group):
            return None
        if match.predicate.pos == "NOUN" and group.count.value == 1 and not self._people.people(
                meanings, sentence, group.head):
            return None
        if match.predicate is head and (self._is_told_before(sentence, head) or self._is_aside(sentence, group)):
            return None
        if frame.get("not_infinitive") and match.predicate.morph.get("VerbForm") == "Inf" and group.count.value == 1:
            return None
        if self._mentions.is_background(meanings, match, group):
            return None
        if any(t.lemma.lower() in frame.get("not_of", ()) for t in sentence.children(head, "nmod")):
            return None
        around = (*sentence.ancestors(head), *sentence.children(head, "acl", "amod"))
        if any(t.lemma.lower() in frame.get("not_under", ()) for t in around):
            return None
        if is_number(head) and group.people == "people":
            among = [t for t in sentence.children(match.predicate) if self._people.kinds.is_among(sentence, t)]
            for t in among[:1]:
                return replace(group, people=self._people.kinds.in_ranks(meanings, sentence, t) or group.people)
        if head.dep == "conj" and self._people.kinds.is_harmed(head) and group.people == "people":
            before = sentence.head(head)
            victims = meanings.roles(sentence, before).patient if before.pos == "VERB" and before.i < head.i else []
            if victims and meanings.is_passive(sentence, before):
                kind = self._people.people(meanings, sentence, victims[0])
                return replace(group, people=kind or group.people)
        if match.predicate is not head and frame.get("of_doer") and group.people in ("people", "men"):
            for t in meanings.roles(sentence, match.predicate).agent[:1]:
                ranks = self._people.kinds.in_ranks(meanings, sentence, t)
                return replace(group, people=ranks if ranks in _ARMED else group.people)
        return group

    def _is_of_kind(self, match: Match, group: Group) -> bool:
        """Whether a frame is about people of this kind, or about kin, "deux de ses fils"."""
        sentence, frame = match.sentence, match.frame
        if not frame.get("kinds") or group.people in frame["kinds"]:
            return True
        around = (group.head, *sentence.children(group.head, "nmod", "obl"))
        return any({t.lower, t.lemma.lower()} & set(frame.get("kin", ())) for t in around)

    def _single(self, meanings: Meanings, match: Match, head: Token) -> Group | None:
        """The one person whom a head names without a number, `None` where the same harm is told of them elsewhere."""
        group = self._singles.group(meanings, match.sentence, head)
        if group is None or (head.pos == "PRON" and match.frame["harm"] not in _OF_PRONOUNS):
            return None
        return None if self._mentions.is_told_elsewhere(meanings, match, head) else group

    def _together(self, meanings: Meanings, match: Match, group: Group) -> tuple[Group, set[int]]:
        """A list of bare plurals as the one group that it is, with the indices of its heads: "des hommes, des femmes et
        des enfants" are people."""
        heads = [t for t in match.slots["victims"] if t.i >= group.head.i]
        others = [g for t in heads[1:] if (g := self._people.group(meanings, match.sentence, t)) is not None]
        if not others or any(g.count != group.count for g in others):
            return group, set()
        kinds = {group.people, *(g.people for g in others)}
        return replace(group, people=group.people if len(kinds) == 1 else "people"), {t.i for t in heads}

    def _is_aside(self, sentence: Sentence, group: Group) -> bool:
        """Whether one victim only completes another noun than that of a report: "la famille d'une victime"."""
        head = group.head
        return group.count.value == 1 and head.dep == "nmod" and sentence.head(head).lemma.lower() not in self._reports

    def _is_told_before(self, sentence: Sentence, head: Token) -> bool:
        """Whether a definite article shows that those harmed were told before ("les 15 blessés ont été
        hospitalisés")."""
        return head.dep in ("nsubj", "nsubj:pass") and any(
            t.lower in self._definite for t in sentence.children(head, "det") if t.i < head.i)

    def _is_accident(self, meanings: Meanings, match: Match) -> bool:
        """Whether what harmed people is no act of war: an accident, the weather, a disease."""
        sentence = match.sentence
        if any(t.lemma.lower() in self._diseases for t in sentence.tokens):
            return True
        roles = meanings.roles(sentence, self._event(match))
        causes = [*roles.agent, *(t for p in self._causes for t in roles.obliques.get(p, []))]
        return any(t.lemma.lower() in self._accidents for t in causes)

    def _toll(self, meanings: Meanings, match: Match, group: Group) -> Toll | None:
        sentence, predicate = match.sentence, self._event(match)
        evidence = clause(meanings, sentence, predicate, group.head, *counted_by(sentence, group))
        common = circumstances(meanings, sentence, predicate, evidence,
                               without=self._announced_at(meanings, sentence, predicate))
        if common is None or (common.modality == "expected" and group.count.order == "several"):
            return None  # an aim at no number of people: "pour tuer des soldats"
        doer, means = self._doers.doer(meanings, match, predicate)
        when, cumulative = self._periods.period(meanings, sentence, predicate, group.count, common.when)
        basis = None if not cumulative or not when else "publication" if when.basis == "publication" else "printed"
        return Toll(
            evidence=evidence,
            source=common.source,
            sources=common.sources,
            modality=common.modality,
            when=when,
            where=common.where,
            rule=match.id,
            harm=self._harm(match, group),
            victims=group.people,
            affiliation=self._affiliation(meanings, sentence, group.head),
            count=group.count,
            cumulative=cumulative,
            by=doer,
            means=means,
            as_of=when.end if when and cumulative else None,
            as_of_basis=basis,  # type: ignore[arg-type]
            unit="households" if group.households else "people",
            victim=self._victim(meanings, sentence, group),
            updates=self._update(meanings, sentence),
        )

    def _harm(self, match: Match, group: Group) -> str:
        """The harm of a frame, which may be another for those who bear no arms: the captured are prisoners or abducted.
        Those killed or wounded are casualties."""
        if match.frame["harm"] == "killed" and self._mentions.alternatives(match.sentence, match.predicate):
            return "casualties"
        armed = group.people in _ARMED
        return str(match.frame["harm"] if armed else match.frame.get("harm_unarmed", match.frame["harm"]))

    def _victim(self, meanings: Meanings, sentence: Sentence, group: Group) -> str | None:
        """The name of a victim who is named, with the words that describe them."""
        name = self._people.name(meanings, sentence, group.head) if group.count.value == 1 else None
        if name is None:
            return None
        start, end = meanings.extent(sentence, group.head)
        return meanings.analysis.dispatch.text[min(start, name.start):max(end, name.end)]

    def _update(self, meanings: Meanings, sentence: Sentence) -> str | None:
        """The words that say that a figure takes the place of an earlier one: "un nouveau bilan"."""
        for t in sentence.tokens:
            if t.lemma.lower() in self._reports and any(
                a.lemma.lower() in self._newer for a in sentence.children(t, "amod")):
                start, end = meanings.extent(sentence, t)
                return meanings.analysis.dispatch.text[start:end]
        return None

    def _part(self, meanings: Meanings, match: Match, group: Group, whole: Toll, *, part: bool = True) -> Toll:
        """The toll of a part of a whole, or with `part` false of others beside it."""
        sentence = match.sentence
        doer = self._doers.of_part(meanings, sentence, group.head)
        return replace(
            whole,
            evidence=meanings.extent(sentence, group.head),
            rule=match.id + (".part" if part else ""),
            victims=group.people,
            affiliation=self._affiliation(meanings, sentence, group.head),
            count=group.count,
            by=doer or whole.by,
            part_of=key(whole) if part else None,
            unit="households" if group.households else "people",
        )

    def _event(self, match: Match) -> Token:
        """The token whose clause dates and places a toll: the verb that governs a noun of harm ("a fait 12 morts")."""
        token = match.predicate
        timed = any(t.mention is not None and t.mention.kind == "time" for t in match.sentence.children(token))
        if timed and token.dep in ("conj", "appos", "parataxis"):
            return token
        while token.dep == "conj" and match.sentence.head(token).pos in ("NOUN", "PROPN"):
            token = match.sentence.head(token)
        if token.pos in ("NOUN", "ADJ", "PROPN") and token.head != token.i and token.dep in _EVENT_LINKS:
            head = match.sentence.head(token)
            if match.paths.get("victims") == "de" and head.lemma not in self._causing:
                return token  # the day and place of an announcement are not those of a death
            if token.dep == "obl" and head.lemma in self._causing and match.sentence.children(head, "obj"):
                return token  # "a fait état de 12 morts": who tells of them did not cause them
            if head.pos == "VERB" and (token.dep != "nmod" or is_number(token)):
                return head
        return token

    def _announced_at(self, meanings: Meanings, sentence: Sentence, event: Token) -> tuple[Entity, ...]:
        """The places where a death was announced: "la mort de X a été annoncée à Paris"."""
        verb = sentence.head(event)
        if event.pos != "NOUN" or event.dep != "nsubj:pass" or verb.lemma in self._causing:
            return ()
        heads = [t for behind in meanings.roles(sentence, verb).obliques.values() for t in behind]
        return tuple(meanings.place(sentence, t) for t in heads if meanings.is_place(sentence, t))

    def _affiliation(self, meanings: Meanings, sentence: Sentence, head: Token) -> Entity | None:
        """Whose the victims are: the party that their noun is followed by ("soldats de l'armée malienne")."""
        for t in sentence.children(head, "nmod", "amod"):
            if t.i < head.i:
                continue
            if t.dep == "nmod" and meanings.sort(sentence, t) in ("party", "body"):
                return meanings.party(sentence, t)
            if t.dep == "amod" and t.pos == "ADJ" and meanings.party(sentence, t).id is not None:
                return meanings.party(sentence, t)
        return None


def _number_behind(match: Match, meanings: Meanings) -> list[Token]:
    """The bare number right behind a verb, which is its object whatever the parser made of it: "en avoir blessé 40"."""
    behind = match.sentence.tokens[match.predicate.i + 1:match.predicate.i + 2]
    return [t for t in behind if is_number(t) and match.predicate.pos == "VERB" and t.head == match.predicate.i]
