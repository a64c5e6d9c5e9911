"""What the recogniser of names knows of a language and of the registry, compiled once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bilan.language.contract import Language
from bilan.names import ActorCandidate
from bilan.recognise.name_tokens import Word, WordCutter
from bilan.world.actors import Registry
from bilan.world.actors.registry import is_acronym
from bilan.world.folding import fold_word

LONGEST_NAME = 14
"""Words in the longest name that is looked for ("Bureau de la coordination des affaires humanitaires de l'ONU")."""


@dataclass(slots=True)
class _Node:
    """A node of the trie of names: what may follow, and the actors whose name ends here."""

    after: dict[str, _Node] = field(default_factory=dict)
    actors: list[ActorCandidate] = field(default_factory=list)


class ActorNames:
    """The names of the registry that begin with a capital, as a trie over folded words."""

    def __init__(self, registry: Registry, cutter: WordCutter, common: frozenset[str]) -> None:
        """`common` are capitalised common nouns ("Premier", "Parlement"): a state's office named by one is no name."""
        self._root = _Node()
        self._acronyms: dict[str, list[ActorCandidate]] = {}
        self._candidates = {a.id: registry.candidate(a) for a in registry}
        for name, actor in registry.names():
            office = actor.kind in ("state", "ministry") and name.split()[0].lower() in common
            if office or not name[0].isupper():
                continue
            found = self._candidates[actor.id]
            if is_acronym(name):
                self._acronyms.setdefault(name, []).append(found)
            else:
                self._add(name, cutter, found)

    def _add(self, name: str, cutter: WordCutter, candidate: ActorCandidate) -> None:
        node = self._root
        for key in filter(None, (folded(w) for w in cutter.words(name, 0, len(name)))):
            node = node.after.setdefault(key, _Node())
        if candidate not in node.actors:
            node.actors.append(candidate)

    def longest(self, words: Sequence[Word], at: int) -> tuple[int, list[ActorCandidate]]:
        """How many words from `at` on are an actor's name, and whose: `(0, [])` where none are."""
        acronym = self._acronyms.get(words[at].text)
        best: tuple[int, list[ActorCandidate]] = (1, acronym) if acronym else (0, [])
        node = self._root
        for count, word in enumerate(words[at:at + LONGEST_NAME], 1):
            key = folded(word)
            if not key:
                if node is self._root:
                    break
                continue
            following = node.after.get(key)
            if following is None:
                break
            node = following
            if node.actors and not (count == 1 and acronym):
                best = (count, node.actors)
        return best

    def named(self, acronym: str) -> list[ActorCandidate]:
        """The actors of an acronym as written."""
        return self._acronyms.get(acronym, [])


def folded(word: Word) -> str:
    """A word's key: case, accents, romanisation and apostrophes folded away; empty for an article."""
    return fold_word("".join(c for c in word.text if c.isalnum()))


class NameWords:
    """The language's word lists that decide what is a name."""

    def __init__(self, language: Language) -> None:
        self.titles = language.words("name_titles")
        self.functions = language.words("functions")
        self.body_nouns = language.words("body_nouns")
        self.body_links = language.words("body_links")
        self.body_narrow_links = language.words("body_narrow_links")
        self.body_stops = language.words("body_stops")
        self.adjective_endings = tuple(language.words("adjective_endings"))
        self.particles = language.words("name_particles")
        self.genitives = language.words("name_genitives")
        self.common = language.words("capitalised_nouns")
        self.openings = language.words("opening_words")
        self.opening_endings = tuple(language.words("opening_endings"))
        self.first_names = language.words("first_names")
        self.place_cues = language.words("place_cues")
        self.body_cues = language.words("body_cues")
        self.speech = language.words("speech_before_names")
        self.articles = language.words("articles")
        self.ages = language.words("ages")
        self.peoples = language.words("peoples")
        self.cutter = WordCutter(language.words("elisions"), language.words("name_elisions"))

