"""Tolls: people killed, wounded, missing, abducted, detained, with a number or a vague count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Modality, Toll
from bilan.entities import Entity
from bilan.extract.circumstances import circumstances, clause
from bilan.extract.counted.lists import Lists
from bilan.extract.counted.people import Group, People, counted_by, is_number
from bilan.extract.counted.periods import Periods, key
from bilan.extract.counted.singles import Singles
from bilan.extract.frames import FrameMatcher, Match
from bilan.extract.harmed.companions import Companions
from bilan.extract.harmed.described import Described, inserted, inverted, losses, number_behind, said_of
from bilan.extract.harmed.doers import Doers
from bilan.extract.harmed.gapped import Gapped
from bilan.extract.harmed.retold import Mentions
from bilan.extract.harmed.scenes import Scenes
from bilan.extract.harmed.standing import Standing
from bilan.extract.harmed.tallied import Tallied
from bilan.extract.harmed.updates import Updates
from bilan.extract.harmed.victims import ARMED, Victims, affiliation, is_of
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_EVENT_LINKS = ("obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "obl:agent", "xcomp", "nmod")

_TALLIED = "tallied"


class TollExtractor:
    """Reads tolls. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._people = People(language)
        self._singles = Singles(language, self._people)
        self._tallied = Tallied(language)
        self._frames = FrameMatcher(language, "toll", {"victims": self._can_be_victims}, {
            "number": number_behind,
            "inverted": inverted,
            "inserted": inserted,
            "noun": losses,
            "said_of": said_of,
            "beside": Described(language, self._people).beside,
            "standing": Standing(language, self._people).subject,
            _TALLIED: self._tallied.heads,
        })
        self._mentions = Mentions(language, self._frames, self._people, self._singles)
        self._victims = Victims(language, self._people, self._singles, self._mentions)
        self._companions = Companions(language, self._people, self._singles)
        self._gapped = Gapped(language, self._people)
        self._scenes = Scenes(language)
        self._lists = Lists(language, self._people)
        self._periods = Periods(language)
        self._doers = Doers(language, self._people.kinds)
        table = language.table("toll")
        self._accidents = frozenset(table["accidents"])
        self._updates = Updates(language)
        self._diseases = frozenset(table["diseases"])
        self._causing = frozenset(table["causing"])
        reporting = language.table("reporting")
        self._telling = frozenset((*language.table("modality")["expect"], *(
            verb for key in ("say", "say_when_marked", "act", "count") for verb in reporting[key])))
        self._telling_of = frozenset(phrase["verb"] for phrase in reporting["act_phrases"])
        self._of: str = language.table("roles")["of"]
        self._causes: list[str] = table["cause_prepositions"]

    def extract(self, meanings: Meanings, sentence: Sentence) -> Iterator[Toll]:
        """The tolls of a sentence, wholes before their parts."""
        seen: set[tuple[int, str]] = set()
        if any(t.lemma.lower() in self._diseases for t in sentence.tokens):
            return
        matches = list(self._frames.matches(meanings, sentence))
        for match in matches:
            is_tally = match.paths.get("victims") == _TALLIED
            if not is_tally and any(self._is_told_by(meanings, match, other) for other in matches):
                continue
            harm = str(match.frame["harm"])
            for head in match.slots.get("victims", []):
                group = None if (head.i, harm) in seen else self._group(meanings, match, head)
                if group is not None and group.count.order == "several":
                    group, listed = self._victims.together(meanings, match, group)
                    seen.update((i, harm) for i in listed)
                if group is None:
                    continue
                seen.add((head.i, harm))
                toll = self._toll(meanings, match, group)
                if toll is None:
                    continue
                toll = self._placed(meanings, match, group, self._set(meanings, sentence, group.head, toll))
                yield toll
                for other in self._listed(meanings, match, head):
                    if (other.head.i, harm) not in seen:
                        seen.add((other.head.i, harm))
                        member = self._part(meanings, match, other, toll, part=False)
                        yield self._set(meanings, sentence, other.head, member)
                for companion in self._companions.groups(meanings, match, head):
                    if (companion.head.i, harm) not in seen:
                        seen.add((companion.head.i, harm))
                        yield self._part(meanings, match, companion, toll, part=False)
                for other, place in self._gapped.groups(meanings, match, head):
                    if (other.head.i, harm) not in seen:
                        seen.add((other.head.i, harm))
                        yield self._elsewhere(meanings, match, other, place, toll)
                for part in self._lists.parts(meanings, sentence, group):
                    if (part.head.i, harm) not in seen:
                        seen.add((part.head.i, harm))
                        yield self._part(meanings, match, part, toll)

    def _is_told_by(self, meanings: Meanings, match: Match, other: Match) -> bool:
        """Whether another match tells the same harm, or a noun of death without a figure is the act of which the same
        sentence tells how many it made: "des massacres de civils ayant fait 600 morts"."""
        if self._mentions.is_told_by(meanings, match.sentence, match, other):
            return True
        if match.predicate.pos != "NOUN" or other is match or match.frame["harm"] != other.frame["harm"]:
            return False
        event, victims = self._event(meanings, other), match.slots.get("victims", [])
        first = min([event.i, *(t.i for t in match.sentence.children(event, "aux", "aux:tense"))])
        right_before = bool(victims) and victims[-1].i == first - 1
        if event.lemma not in self._causing or not (right_before or match.predicate in (
                match.sentence.head(event), *meanings.roles(match.sentence, event).agent)):
            return False
        return not any(self._people.count(match.sentence, t, vague=False) for t in victims)

    def _can_be_victims(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return (self._people.group(meanings, sentence, head, animate=True, bare=True)
                or self._singles.group(meanings, sentence, head)) is not None

    def _group(self, meanings: Meanings, match: Match, head: Token) -> Group | None:
        """The victims that a head names, `None` where it names none, or where what harmed them is no act of war. An
        accident of those who bear arms is one of their war."""
        group = self._victims.group(meanings, match, head)
        if group is None or (group.people not in ARMED and self._is_accident(meanings, match)):
            return None
        return group

    def _is_accident(self, meanings: Meanings, match: Match) -> bool:
        """Whether what harmed people is an accident or the weather."""
        roles = meanings.roles(match.sentence, self._event(meanings, match))
        causes = [*roles.agent, *(t for p in self._causes for t in roles.obliques.get(p, []))]
        return any(t.lemma.lower() in self._accidents for t in causes)

    def _toll(self, meanings: Meanings, match: Match, group: Group) -> Toll | None:
        sentence, predicate = match.sentence, self._event(meanings, match)
        evidence = clause(meanings, sentence, predicate, group.head, *counted_by(sentence, group))
        common = circumstances(meanings, sentence, predicate, evidence,
                               without=self._announced_at(meanings, sentence, predicate))
        if common is None or (common.modality == "expected" and group.count.order == "several"):
            return None  # an aim at no number of people: "pour tuer des soldats"
        doer, means = self._doers.doer(meanings, match, predicate)
        stock = bool(match.frame.get("stock"))
        when, cumulative = self._periods.period(meanings, sentence, predicate, group.count, common.when,
                                               stock=stock)
        basis = None if not cumulative or not when else "publication" if when.basis == "publication" else "printed"
        return Toll(
            evidence=evidence,
            source=common.source,
            sources=common.sources,
            modality=self._modality(match, predicate, common.modality, doer),
            when=when,
            where=common.where,
            rule=match.id,
            harm=self._harm(match, group),
            victims=group.people,
            affiliation=affiliation(meanings, sentence, group.head),
            count=group.count,
            cumulative=cumulative,
            by=doer,
            means=means,
            as_of=when.end if when and cumulative else None,
            as_of_basis=basis,  # type: ignore[arg-type]
            unit="households" if group.households else "people",
            victim=self._victim(meanings, sentence, group),
            updates=self._updates.words(meanings, sentence),
        )

    def _modality(self, match: Match, predicate: Token, told: Modality, doer: Entity | None) -> Modality:
        """How a harm is told: what a doer is only presumed to have done is alleged; who is held is held, and who is to
        be tended has been hurt ("tentons de soigner neuf blessés"), whatever is to become of them."""
        noun = match.predicate
        if told == "asserted" and doer is not None and self._doers.is_doubted(match.sentence, doer):
            return "alleged"
        held = bool(match.frame.get("stock")) and noun.dep != "root" and (noun.pos != "VERB" or noun.dep == "acl")
        tended = match.frame["harm"] == "wounded" and noun.pos == "NOUN" and noun.dep == "obj" and (
            match.sentence.head(noun) is predicate and predicate.lemma not in self._causing)
        return "asserted" if told == "expected" and (held or tended) else told

    def _harm(self, match: Match, group: Group) -> str:
        """The harm of a frame, which may be another for those who bear no arms: the captured are prisoners or abducted.
        Those killed or wounded are casualties."""
        if match.frame["harm"] == "killed" and self._mentions.alternatives(match.sentence, match.predicate):
            return "casualties"
        armed = group.people in ARMED
        return str(match.frame["harm"] if armed else match.frame.get("harm_unarmed", match.frame["harm"]))

    def _victim(self, meanings: Meanings, sentence: Sentence, group: Group) -> str | None:
        """The name of a victim who is named, with the words that describe them."""
        name = self._people.name(meanings, sentence, group.head) if group.count.value == 1 else None
        if name is None:
            return None
        start, end = meanings.extent(sentence, group.head)
        return meanings.analysis.dispatch.text[min(start, name.start):max(end, name.end)]

    def _part(self, meanings: Meanings, match: Match, group: Group, whole: Toll, *, part: bool = True) -> Toll:
        """The toll of a part of a whole, or with `part` false of others beside it."""
        sentence = match.sentence
        doer = self._doers.of_part(meanings, sentence, group.head)
        return replace(
            whole,
            evidence=meanings.extent(sentence, group.head),
            rule=match.id + (".part" if part else ""),
            victims=whole.victims if part and is_of(group.people, whole.victims) else group.people,
            affiliation=affiliation(meanings, sentence, group.head),
            count=group.count,
            by=doer or whole.by,
            part_of=key(whole) if part else None,
            unit="households" if group.households else "people",
        )

    def _listed(self, meanings: Meanings, match: Match, head: Token) -> Iterator[Group]:
        """The groups behind the victims at `head` that only go on with their list, each with a scene of its own."""
        for t in self._scenes.listed(meanings, match.sentence, head):
            group = self._people.group(meanings, match.sentence, t, vague=False)
            if group is not None and not self._people.kinds.is_harmed(t) and match.predicate.pos == "VERB":
                yield group

    def _set(self, meanings: Meanings, sentence: Sentence, head: Token, toll: Toll) -> Toll:
        """The toll of one member of a list with the day and the place that are its own."""
        scene = self._scenes.of(meanings, sentence, head)
        if scene is None:
            return toll
        if scene.place is not None:
            toll = replace(toll, where=meanings.parents(meanings.place(sentence, scene.place), sentence))
        if scene.time is not None and scene.time.mention is not None:
            ours = scene.time.mention.value
            when = next((w for e, w in meanings.times(sentence, head) if e is ours and w is not None), None)
            if when is not None:
                toll = replace(toll, when=when, cumulative=False, as_of=None, as_of_basis=None)
        return toll

    def _placed(self, meanings: Meanings, match: Match, group: Group, toll: Toll) -> Toll:
        """The toll of an item of a tally with its own evidence and the place that it names."""
        if match.paths.get("victims") != _TALLIED:
            return toll
        sentence = match.sentence
        toll = replace(toll, evidence=meanings.extent(sentence, group.head))
        place = self._tallied.place(meanings, sentence, group.head)
        if place is not None:
            return replace(toll, where=meanings.parents(meanings.place(sentence, place), sentence))
        # What another item names is not where this one was.
        return replace(toll, where=tuple(
            e for e in toll.where if e.start is None or not match.predicate.end <= e.start < sentence.end))

    def _elsewhere(self, meanings: Meanings, match: Match, group: Group, place: Token, first: Toll) -> Toll:
        """The toll of another place under the same verb; a bare number counts the kind of people counted before."""
        toll = self._part(meanings, match, group, first, part=False)
        victims = first.victims if is_number(group.head) else toll.victims
        where = meanings.parents(meanings.place(match.sentence, place), match.sentence)
        return replace(toll, victims=victims, where=where)

    def _event(self, meanings: Meanings, match: Match) -> Token:
        """The token whose clause dates and places a toll: the verb that governs a noun of harm ("a fait 12 morts")."""
        token = match.predicate
        if match.paths.get("victims") == _TALLIED:
            return match.sentence.head(token)
        timed = any(t.mention is not None and t.mention.kind == "time" for t in match.sentence.children(token))
        if timed and token.dep in ("conj", "appos", "parataxis"):
            return token
        while token.dep == "conj" and match.sentence.head(token).pos in ("NOUN", "PROPN"):
            token = match.sentence.head(token)
        if token.pos in ("NOUN", "ADJ", "PROPN") and token.head != token.i and token.dep in _EVENT_LINKS:
            head = match.sentence.head(token)
            if match.paths.get("victims") in (self._of, "inserted") and head.lemma not in self._causing:
                return token  # the day and place of an announcement are not those of a death
            if token.dep == "obl:agent" and not match.sentence.children(head, "expl"):
                return token  # but "s'est soldée par 30 morts" is what happened
            if token.dep == "obl" and head.lemma in self._causing and match.sentence.children(head, "obj"):
                return token  # "a fait état de 12 morts": who tells of them did not cause them
            if token.dep == "obj" and head.lemma in self._telling:
                return token  # "a annoncé 12 morts", "redoute 12 morts"
            if head.lemma in self._telling_of and meanings.preposition(match.sentence, token) == self._of:
                return token  # "a parlé de 12 morts"
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
