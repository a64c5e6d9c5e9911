"""The one file that knows the order of the stages: a dispatch in, its claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bilan.analysis import Analysis
from bilan.claims import Claim
from bilan.dispatch import Dispatch, Published
from bilan.errors import BilanError, DispatchError
from bilan.extract.reader import ClaimReader
from bilan.extraction import Extraction, Failure
from bilan.language import load
from bilan.language.contract import Language
from bilan.mentions import Mention
from bilan.recognise.names import NameFinder
from bilan.recognise.numbers import find_numbers
from bilan.recognise.shares import find_shares
from bilan.recognise.subject import Subject
from bilan.recognise.times import find_times
from bilan.recognise.triggers import Triggers
from bilan.resolve.actors import ActorResolver
from bilan.resolve.meanings import Meanings
from bilan.resolve.people import person_cards
from bilan.resolve.place.resolver import PlaceResolver
from bilan.resolve.place.theatre import Theatre, theatre
from bilan.resolve.publication import date_dispatch
from bilan.resolve.times import resolve
from bilan.segment.sentences import segment
from bilan.segment.tongue import speaks
from bilan.syntax import Sentence
from bilan.world.actors import Registry
from bilan.world.conflicts import Conflicts
from bilan.world.places import Gazetteer

_BATCH = 16


@dataclass(slots=True)
class _Recognised:
    """A dispatch before it is parsed: its sentences with their mentions, its names apart, and what it is about."""

    analysis: Analysis
    names: list[Mention]
    about: Theatre
    silent: set[int] = field(default_factory=set)
    """The sentences that make no claims of their own in a dispatch about something else than a war."""
    later: list[Sentence] = field(default_factory=list)
    """Those of them that are only parsed where another sentence makes a claim: they may hold statements."""


class Pipeline:
    """Reads dispatches of one language. Loading takes about a second; one instance serves a whole run."""

    def __init__(self, language: str | Language = "fr") -> None:
        self.language: Language = load(language) if isinstance(language, str) else language
        self._gazetteer = Gazetteer.default()
        self._registry = Registry.load()
        self._conflicts = Conflicts.load()

    @cached_property
    def _names(self) -> NameFinder:
        return NameFinder(self._gazetteer, self._registry, self.language)

    @cached_property
    def _triggers(self) -> Triggers:
        return Triggers(self.language)

    @cached_property
    def _subject(self) -> Subject:
        return Subject(self.language)

    @cached_property
    def _claims(self) -> ClaimReader:
        return ClaimReader(self.language)

    def extract(self, dispatch: Dispatch) -> Extraction:
        """The claims of one dispatch. Raises `BilanError` where it cannot be read."""
        return next(self._read([dispatch]))

    def extract_many(self, dispatches: Iterable[Dispatch]) -> Iterator[Extraction | Failure]:
        """The claims of each dispatch in order. One that cannot be read gives a `Failure` and the others go on."""
        batch: list[Dispatch] = []
        for dispatch in dispatches:
            batch.append(dispatch)
            if len(batch) == _BATCH:
                yield from self._safely(batch)
                batch = []
        yield from self._safely(batch)

    def explain(self, text: str, published: date | None = None) -> Extraction:
        """What is read in a text, for showing it with the rules that read it."""
        return self.extract(Dispatch("explain", text, self.language.code, published))

    def analyse(self, dispatch: Dispatch) -> Meanings:
        """A dispatch parsed and resolved, before any claim is read off it."""
        recognised = self._recognise(dispatch)
        first = self._to_parse(recognised)
        list(self.language.parse(dispatch.text, [*first, *recognised.later]))
        return self._resolve(recognised)

    def _safely(self, batch: list[Dispatch]) -> Iterator[Extraction | Failure]:
        """A batch at once, for speed; where that fails each dispatch by itself, so that one alone is lost."""
        if not batch:
            return
        try:
            results: list[Extraction | Failure] = list(self._read(batch))
        except Exception:  # a dispatch is hostile input: whatever it breaks, the others go on
            results = [self._alone(d) for d in batch]
        yield from results

    def _alone(self, dispatch: Dispatch) -> Extraction | Failure:
        try:
            return self.extract(dispatch)
        except BilanError as error:
            return Failure(dispatch.id, str(error), dispatch.where_from)
        except Exception as error:
            return Failure(dispatch.id, f"reading it failed with {type(error).__name__}: {error}", dispatch.where_from)

    def _read(self, batch: list[Dispatch]) -> Iterator[Extraction]:
        recognised = [self._recognise(d) for d in batch]
        items = [(r.analysis.dispatch.text, s) for r in recognised for s in self._to_parse(r)]
        for _ in self.language.parse_many(items):
            pass
        for r in recognised:
            meanings = self._resolve(r)
            claims = self._claims.read(meanings, r.silent)
            if claims and r.later:
                list(self.language.parse(r.analysis.dispatch.text, r.later))
                claims = self._claims.read(self._resolve(r), r.silent)
            yield Extraction(r.analysis.dispatch, r.analysis.published, self._ordered(claims))

    def _recognise(self, dispatch: Dispatch) -> _Recognised:
        if not speaks(dispatch.text, self.language):
            raise DispatchError(f"not read: its words are not those of the language {self.language.code!r} that it was "
                                "given as, and half of it would be misread")
        analysis = segment(dispatch, self.language)
        known = self._names.survey(dispatch.text)
        names: list[Mention] = []
        for sentence in analysis.sentences:
            found = self._mentions(dispatch.text, sentence, known)
            names.extend(m for m in found if m.kind == "name")
            sentence.mentions = found
            sentence.shares = find_shares(dispatch.text, sentence.start, sentence.end, self.language)
        settled = self._names.settle(dispatch.text, names)
        names = [settled.get((m.start, m.end), m) for m in names]
        for sentence in analysis.sentences if settled else ():
            sentence.mentions = [settled.get((m.start, m.end), m) for m in sentence.mentions]
        return _Recognised(analysis, names, theatre(dispatch, names, self.language, self._gazetteer))

    def _mentions(self, text: str, sentence: Sentence, known: object) -> list[Mention]:
        """The mentions of a sentence, none overlapping: quotations before times before names before numbers. A group's
        name that holds a date ("le Mouvement du 23 mars") is no time."""
        quotations = list(sentence.mentions)
        times = find_times(text, sentence.start, sentence.end, self.language)
        names = self._names.find(text, sentence.start, sentence.end, known)  # type: ignore[arg-type]
        dates = [n for n in names if n.value.actors and any(n.start < t.start and t.end <= n.end for t in times)]
        times = [t for t in times if not any(n.start < t.end and t.start < n.end for n in dates)]
        numbers = find_numbers(text, sentence.start, sentence.end, self.language, taken=times)
        kept: list[Mention] = []
        for mention in [*quotations, *times, *names, *numbers]:
            if not any(mention.start < k.end and k.start < mention.end for k in kept):
                kept.append(mention)
        return sorted(kept, key=lambda m: m.start)

    def _to_parse(self, recognised: _Recognised) -> list[Sentence]:
        """The sentences in which a word could carry a claim, or credit one where another carries it. Where no word of
        the dispatch could, or it is about something else and no sentence tells of a war, none is parsed."""
        text = recognised.analysis.dispatch.text
        found = {s.index: self._triggers.in_stretch(text, s.start, s.end) for s in recognised.analysis.sentences}
        at_war = self._is_at_war(recognised.about)
        if not self._subject.is_war(text, at_war=at_war):
            if not at_war:
                return []
            strict = self._subject.is_of_accidents(text)
            recognised.silent = {s.index for s in recognised.analysis.sentences
                                 if not self._subject.tells_of_war(text[s.start:s.end], strict=strict)}
        if not any("event" in kinds and i not in recognised.silent for i, kinds in found.items()):
            return []
        wanted = [s for s in recognised.analysis.sentences if found[s.index]]
        recognised.later = [s for s in wanted if s.index in recognised.silent]
        return [s for s in wanted if s.index not in recognised.silent]

    def _is_at_war(self, about: Theatre) -> bool:
        """Whether a war is known in the country that a dispatch is about; so too where it names none."""
        return not about.countries or any(about.countries[0] in c.theatre for c in self._conflicts)

    def _resolve(self, recognised: _Recognised) -> Meanings:
        analysis = recognised.analysis
        dispatch = analysis.dispatch
        about = recognised.about
        analysis.published = self._published(analysis, about.countries)
        named = {actor.id for m in recognised.names for actor in m.value.actors}
        actors = ActorResolver(self._registry, about.countries, analysis.published.day, self.language, named=named)
        places = PlaceResolver(self._gazetteer, about, self.language)
        cards = person_cards(dispatch.text, recognised.names, self.language)
        return Meanings(analysis, self.language, actors=actors, places=places, cards=cards,
                        known_place=self._gazetteer.place, resolver=resolve, weights=about.weights)

    def _published(self, analysis: Analysis, countries: tuple[str, ...]) -> Published:
        given = analysis.dispatch.published
        if given is not None:
            return Published(given, given, given=True)
        return date_dispatch(analysis.dispatch, analysis.sentences, self.language, self._conflicts, countries=countries)

    def _ordered(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        return tuple(sorted(claims, key=lambda c: (*c.evidence, c.kind)))
