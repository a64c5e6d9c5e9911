"""Those who met with the same harm beside the victims of a verb: "tués avec leur guide", "sont mortes, ainsi que cinq
assaillants"."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.extract.counted.people import Group, People
from bilan.extract.counted.singles import Singles
from bilan.extract.frames import Match
from bilan.language.contract import Language
from bilan.syntax import Token

_OWN_CLAUSE = ("acl:relcl", "advcl", "ccomp", "parataxis")


class Companions:
    """Reads companions. One instance serves a language."""

    def __init__(self, language: Language, people: People, singles: Singles) -> None:
        table = language.table("toll")
        self._people = people
        self._singles = singles
        self._with: list[str] = table["companion_prepositions"]
        self._and = frozenset(table["companion_links"])

    def groups(self, meanings: Meanings, match: Match, head: Token) -> Iterator[Group]:
        """The groups behind the verb of which the victims at `head` are the subject, in order; behind an object those
        that "ainsi que" adds."""
        sentence, verb = match.sentence, match.predicate
        undergone = meanings.is_passive(sentence, verb) or match.paths.get("victims") == "agent"
        if verb.pos != "VERB":
            return
        found = [t for p in self._with for t in match.roles.obliques.get(p, []) if t.i > head.i and undergone]
        found += [t for t in self._joined(meanings, match) if undergone or t.i > head.i > verb.i]
        victims = {t.i for t in match.slots.get("victims", [])}
        for t in found:
            group = self._people.group(meanings, sentence, t, vague=False) or self._singles.group(
                meanings, sentence, t)
            if group is not None and t.i not in victims:
                yield group

    def _joined(self, meanings: Meanings, match: Match) -> list[Token]:
        """The nouns that "ainsi que" adds behind the verb, wherever the parser hung them."""
        sentence, verb = match.sentence, match.predicate
        for t in sentence.subtree(verb):
            links = sentence.children(t, "cc")
            if t.i < verb.i or not any(c.lower in self._and for c in links):
                continue
            between = sentence.tokens[verb.i + 1:t.i]
            if not any(b.dep in _OWN_CLAUSE and b.pos in ("VERB", "AUX") for b in between):
                return meanings.members(sentence, t)
        return []
