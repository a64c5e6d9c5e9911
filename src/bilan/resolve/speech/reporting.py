"""Reporting clauses: who says, denies, demands or counts what, as attributions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilan.analysis import Analysis, Attribution
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.phrases import members, preposition
from bilan.resolve.grammar.roles import RoleReader
from bilan.resolve.speech.contents import Contents
from bilan.resolve.speech.lexicon import ReportingWords
from bilan.resolve.speech.quoted import Quoted
from bilan.resolve.speech.speakers import Clause, Speakers
from bilan.resolve.speech.voices import Genders
from bilan.syntax import Sentence, Token

_MEMORY = 4
"""Statements back to which a pronoun that speaks may refer."""


class ReportingReader:
    """Reads the reporting clauses of one dispatch."""

    def __init__(
        self, analysis: Analysis, language: Language, roles: RoleReader, entities: EntityReader, quoted: Quoted
    ) -> None:
        self._text = analysis.dispatch.text
        self._quoted = quoted
        self._words = ReportingWords(language)
        self._genders = Genders(analysis, self._words, entities)
        self._entities = entities
        self._roles = roles
        self._speakers = Speakers(self._words, roles, entities)
        self._contents = Contents(self._text, self._words, roles, self._speakers)

    def read(self, sentence: Sentence, spoken: Sequence[Attribution]) -> Iterator[Attribution]:
        """The attributions that the reporting verbs of a sentence make, in the order of their verbs. A pronoun that
        speaks stands for the last speaker that agrees among `spoken`, the statements so far."""
        said = list(spoken)
        for token in sentence.tokens:
            if token.mention is None and token.pos == "NOUN" and token.lemma.lower() in self._words.announcements:
                yield from self._announced(sentence, token)
            if token.pos not in ("VERB", "AUX", "ADJ") or token.mention is not None or not self._words.reports(token):
                continue
            clause = self._speakers.clause(sentence, token)
            made = self._going_on(sentence, token, said) if clause is None else self._attributions(
                sentence, clause, said)
            for attribution in made:
                if attribution.statement:
                    said.append(attribution)
                yield attribution

    def _announced(self, sentence: Sentence, noun: Token) -> Iterator[Attribution]:
        """What a noun says that somebody told, by the order of its phrases: "l'annonce par X de Y"."""
        tokens = sentence.tokens
        by = tokens[noun.i + 1] if noun.i + 1 < len(tokens) else noun
        speaker = sentence.head(by)
        if by.lower not in self._words.by or speaker.i <= by.i or not self._speakers.can_speak(sentence, speaker):
            return
        behind = next((t for t in tokens[speaker.i + 1:] if t.pos != "ADJ"), noun)
        if behind.dep != "case" or behind.lemma != self._words.infinitive_of:
            return
        content = self._contents.from_here(sentence, noun, behind.i + 1)
        if content is not None:
            source = self._entities.speaker(sentence, speaker)
            if source.start is not None and source.end is not None and source.start < behind.start < source.end:
                text = self._text[source.start:behind.start].rstrip()
                source = replace(source, text=text, end=source.start + len(text))
            yield Attribution(content[0], content[1], source, (source,), (noun.start, content[0]), statement=True)

    def _going_on(self, sentence: Sentence, verb: Token, said: Sequence[Attribution]) -> Iterator[Attribution]:
        """What the last speaker says on, by a participle behind their reporting clause ("…, a dit X, en rappelant
        que"), or by an infinitive that tells ("Et d'ajouter")."""
        tokens = sentence.tokens
        last = next((a for a in reversed(said) if a.statement), None)
        if last is None or not self._words.governs(verb.lemma) or verb.lemma in self._words.count:
            return
        here = sentence.start <= last.cue[0] < verb.start and last.start < last.cue[0]
        gerund = verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") == "Pres"
        opens = verb.morph.get("VerbForm") == "Inf" and verb.i in (1, 2) and (
            tokens[verb.i - 1].lemma == self._words.infinitive_of and tokens[0].pos in ("CCONJ", "ADP"))
        if not (here and gerund) and not opens:
            return
        content = self._contents.governed(sentence, verb) or self._contents.acted(sentence, verb)
        if content is not None:
            yield replace(last, start=content[0], end=content[1], direct=self._quoted.says_a_clause(*content),
                          cue=self._to((verb.start, verb.end), content), when=None)

    def _attributions(self, sentence: Sentence, clause: Clause, said: Sequence[Attribution]) -> Iterator[Attribution]:
        verb, tokens = clause.verb, sentence.tokens
        source, joint = self._source(sentence, clause, said)
        cue = (tokens[clause.first].start, tokens[clause.last].end)
        base = Attribution(
            cue[0],
            cue[1],
            source,
            joint,
            cue,
            statement=True,
            credits=verb.lemma not in self._words.claim,
            via=self._via(sentence, clause),
        )
        if clause.inverted:
            content = self._contents.around(sentence, clause)
            if content is not None and content[0] < content[1]:
                counts = verb.lemma in self._words.count and verb.lemma not in self._words.say | self._words.marked
                yield replace(base, start=content[0], end=content[1], direct=self._quoted.says_a_clause(*content),
                              statement=not counts)
            return
        cue = (tokens[min(clause.first, clause.speaker.i)].start, verb.end)
        yield from self._governed(sentence, clause, replace(base, cue=cue))

    def _governed(self, sentence: Sentence, clause: Clause, base: Attribution) -> Iterator[Attribution]:
        verb = clause.verb
        words = self._words
        content = None
        if self._speakers.groups.is_passive(sentence, verb, clause.first):
            acted = self._contents.acted(sentence, verb)
            if acted is not None:
                yield replace(base, start=acted[0], end=acted[1])
            return
        if not words.governs(verb.lemma):
            return
        if verb.lemma in words.of_self and self._speakers.groups.is_reflexive(sentence, verb, clause.first):
            content = self._contents.of_self(sentence, verb)
        elif verb.lemma in words.deny:
            content = self._contents.denied_before(sentence, clause)
            if content is not None:
                base = replace(base, credits=False)  # it was somebody else who told it
        if content is None and (
            verb.lemma in words.say | words.marked | words.act | words.caused or self._is_marked(sentence, verb)
        ):
            content = self._contents.governed(sentence, verb)
        if content is not None and not self._is_idle(sentence, verb, content):
            yield replace(base, start=content[0], end=content[1], direct=self._quoted.says_a_clause(*content),
                          cue=self._to(base.cue, content))
            return
        acted = self._contents.acted(sentence, verb)
        if acted is not None:
            yield replace(base, start=acted[0], end=acted[1], cue=self._to(base.cue, acted))
        elif verb.lemma in words.count:
            last = max(t.end for t in sentence.subtree(verb))
            yield replace(base, start=verb.start, end=last, statement=False)

    def _to(self, cue: tuple[int, int], content: tuple[int, int]) -> tuple[int, int]:
        """A reporting clause up to its content: what stands between tells when and where somebody spoke."""
        return cue[0], max(cue[1], content[0]) if content[0] > cue[0] else cue[1]

    def _is_marked(self, sentence: Sentence, verb: Token) -> bool:
        """Whether a clause in "que" or a quotation follows at once: what tells speech from feeling or counting."""
        return any(t.lower in self._words.that or (t.mention is not None and t.mention.kind == "quotation")
                   for t in sentence.tokens[verb.i + 1:verb.i + 4])

    def _is_idle(self, sentence: Sentence, verb: Token, content: tuple[int, int]) -> bool:
        """Whether an infinitive behind a verb of every day is no speech: "a menacé de" is, "a reconnu un" is not."""
        if verb.lemma in self._words.say or verb.lemma in self._words.act:
            return False
        first = next((t for t in sentence.tokens if t.start >= content[0]), None)
        return first is None or (verb.lemma in self._words.feel and not self._quoted.says_a_clause(*content))

    def _source(
        self, sentence: Sentence, clause: Clause, said: Sequence[Attribution]
    ) -> tuple[Entity, tuple[Entity, ...]]:
        """Who speaks: a pronoun is whoever spoke or was credited last and agrees with it, or a person named since; else
        what the phrase names."""
        head = clause.speaker
        coreference = self._entities.coreference
        if head.pos == "PRON" and head.mention is None:
            heard = [a for a in said if (a.statement or self._is_a_person(a.source)) and not _is_told(a, said)]
            last = next((a for a in reversed(heard[-_MEMORY:]) if self._agrees(head, a)), None)
            if last is not None and not self._named_since(sentence, head, max(last.cue[1], last.end)):
                return last.source, last.sources
        meant = None
        if coreference.is_latter(sentence, head) and not coreference.is_plural(head):
            meant = coreference.antecedent(sentence, head, ("person",))
        elif coreference.is_pronoun(head):
            meant = coreference.antecedent(
                sentence, head, ("person", "body", "party"), lambda r: r.head.lower not in self._words.channels)
        if meant is not None:
            source = self._entities.speaker(meant.sentence, meant.head)
            return source, (source,)
        joint = tuple(self._entities.speaker(sentence, m) for m in members(sentence, head))
        return joint[0], joint

    def _is_a_person(self, source: Entity) -> bool:
        """Whether a source that was only credited is somebody who can be taken up as "il": a person with a function."""
        return bool(source.role or source.organisation) or any(
            w in self._words.persons for w in source.text.lower().split()[:2])

    def _named_since(self, sentence: Sentence, pronoun: Token, since: int) -> bool:
        """Whether a person that a pronoun can mean was named after the last speech, and not in what is said itself."""
        person = self._entities.coreference.antecedent(sentence, pronoun, ("person",))
        if person is None or person.sentence is sentence or person.head.start <= since:
            return False
        if preposition(person.sentence, person.head) is not None:
            return False
        return self._entities.named_person(person.sentence, person.head) is not None

    def _agrees(self, pronoun: Token, last: Attribution) -> bool:
        """Whether a pronoun can stand for a source: in number, and in gender where the source's article tells it; a
        text or a recording is nobody."""
        coreference = self._entities.coreference
        words = last.source.text.lower().split()
        if any(w in self._words.channels for w in words[:3]):
            return False
        if coreference.is_plural(pronoun):
            return last.source.text.endswith("s") or len(last.sources) > 1
        gender = self._genders.of(last.source)
        return gender is None or coreference.gender(pronoun) in (None, gender)

    def _via(self, sentence: Sentence, clause: Clause) -> str | None:
        """The channel that a reporting clause names: "dans un communiqué", "sur la BBC"."""
        for t in sentence.children(clause.verb, "obl", "obl:mod", "nmod"):
            if t.lemma.lower() in self._words.channels:
                return self._text[t.start:t.end]
            if t.mention is not None and t.mention.kind == "name" and any(
                    a.kind == "media" for a in t.mention.value.actors):
                return self._text[t.start:t.end]
        return None


def _is_told(speech: Attribution, said: Sequence[Attribution]) -> bool:
    """Whether somebody else tells of a speech: who speaks on is the one who told."""
    start, end = speech.cue
    return any(a.statement and a is not speech and a.start <= start and end <= a.end and a.source.start !=
               speech.source.start for a in said)
