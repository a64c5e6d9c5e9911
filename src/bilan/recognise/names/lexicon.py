"""What the recogniser of names knows of a language and of the registry, compiled once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bilan.language.contract import Language
from bilan.names import ActorCandidate
from bilan.recognise.names.tokens import Word, WordCutter, joined
from bilan.world.actors import Registry
from bilan.world.actors.registry import is_acronym
from bilan.world.folding import fold_word, plain

LONGEST_NAME = 14
"""Words in the longest name that is looked for ("Bureau de la coordination des affaires humanitaires de l'ONU")."""


_SLASH = "/"
"""What joins the acronyms of an alliance that is listed so ("AFC/M23")."""


@dataclass(slots=True)
class _Node:
    """A node of the trie of names: what may follow, and the actors whose name ends here, by its plain spelling."""

    after: dict[str, _Node] = field(default_factory=dict)
    actors: dict[str, list[ActorCandidate]] = field(default_factory=dict)


class ActorNames:
    """The names of the registry that begin with a capital, as a trie over folded words."""

    def __init__(
        self, registry: Registry, cutter: WordCutter, common: frozenset[str], coordinators: frozenset[str]
    ) -> None:
        """`common` are common words in capitals ("Premier", "UN"): an acronym that is one and a state's office named by
        one are no names."""
        self._root = _Node()
        self._coordinators = coordinators
        self._acronyms: dict[str, list[ActorCandidate]] = {}
        self._candidates = {a.id: registry.candidate(a) for a in registry}
        for name, actor in registry.names():
            office = actor.kind in ("state", "ministry") and name.split()[0].lower() in common
            if office or not name[0].isupper():
                continue
            found = self._candidates[actor.id]
            if is_acronym(name) and name.lower() not in common:
                self._acronyms.setdefault(name, []).append(found)
            elif not is_acronym(name):
                self._add(name, cutter, found)

    def _add(self, name: str, cutter: WordCutter, candidate: ActorCandidate) -> None:
        node = self._root
        for key in filter(None, (folded(w.text) for w in cutter.words(name, 0, len(name)))):
            node = node.after.setdefault(key, _Node())
        spelt = node.actors.setdefault(plain(name), [])
        if candidate not in spelt:
            spelt.append(candidate)

    def longest(self, text: str, words: Sequence[Word], at: int) -> tuple[int, list[ActorCandidate]]:
        """How many words from `at` on are an actor's name, and whose: `(0, [])` where none are.

        Longer names are known in any romanisation. One word, and a name with an article before it or an "and" in it,
        must be spelt as listed, accents apart: "Car" is not Care, "le monde" not Le Monde.
        """
        acronym = self._acronyms.get(words[at].text)
        best: tuple[int, list[ActorCandidate]] = (1, acronym) if acronym else (0, [])
        node, exact = self._root, not folded(words[at].text)
        for count, word in enumerate(words[at:at + LONGEST_NAME], 1):
            before = words[at + count - 2]
            if count > 1 and not joined(text, before, word) and text[before.end:word.start] != _SLASH:
                break
            exact = exact or word.text in self._coordinators
            key = folded(word.text)
            if not key:
                continue
            following = node.after.get(key)
            if following is None:
                break
            strict = exact or node is self._root
            node = following
            if node.actors and not (count == 1 and acronym):
                spelt = plain(" ".join(w.text for w in words[at:at + count]))
                found = node.actors.get(spelt) or ([] if strict else [a for same in node.actors.values() for a in same])
                best = (count, found) if found else best
        return best

    def named(self, acronym: str) -> list[ActorCandidate]:
        """The actors of an acronym as written."""
        return self._acronyms.get(acronym, [])


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word's key: case, accents, romanisation and apostrophes folded away; empty for an article."""
    return fold_word("".join(filter(str.isalnum, word)))


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
        self.contractions = language.words("contractions")
        self.body_determiners = language.words("body_determiners")
        self.body_articles = language.words("body_articles")
        self.common_acronyms = language.words("common_acronyms")
        self.plural_titles = language.words("plural_titles")
        self.coordinators = language.words("coordinators")
        self.infinitive_endings = tuple(language.words("infinitive_endings"))
        self.elisions = language.words("elisions")
        self.ages = language.words("ages")
        self.peoples = language.words("peoples")
        self.directions: dict[str, str] = language.table("places")["directions"]
        self.sides: dict[str, bool] = language.table("parties")["sides"]
        self.cutter = WordCutter(self.elisions, language.words("name_elisions"))

