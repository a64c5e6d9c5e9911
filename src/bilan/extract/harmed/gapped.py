"""Those whom a second place adds to a verb that is not said again: "six soldats ont été tués à Gao, trois à Kidal"."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.extract.counted.people import Group, People, is_number
from bilan.extract.frames import Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_CLAUSES = ("acl", "acl:relcl", "cop", "amod")
# A preposition and an article at most stand between a group and its place.
_REACH = 4


class Gapped:
    """Reads groups with a place of their own under the verb of others. One instance serves a language."""

    def __init__(self, language: Language, people: People) -> None:
        self._people = people
        self._locative = frozenset(language.table("location")["locative"])

    def groups(self, meanings: Meanings, match: Match, head: Token) -> Iterator[tuple[Group, Token]]:
        """Each group behind the victims at `head` and their verb, with the head of its place, in order."""
        sentence, verb = match.sentence, match.predicate
        if verb.pos != "VERB":
            return
        for t in sentence.tokens[max(verb.i, head.i) + 1:]:
            if t.pos in ("VERB", "AUX"):
                return
            counted = is_number(t) or any(is_number(n) for n in sentence.children(t, "nummod"))
            if not counted or t.dep != "conj" or not self._is_added(sentence, t) or sentence.children(t, *_CLAUSES):
                continue
            if self._people.kinds.is_harmed(t):
                continue  # "9 morts à Gao le 2 mai et 14 morts à Ségou": a toll told by its own noun
            place = self._place(meanings, sentence, t)
            group = self._people.group(meanings, sentence, t, vague=False) if place is not None else None
            if group is not None and place is not None:
                yield group, place

    def _is_added(self, sentence: Sentence, token: Token) -> bool:
        """Whether a conjunction or a comma stands right before a phrase."""
        first = min([token.i, *(t.i for t in sentence.children(token, "nummod", "det", "amod"))])
        return first > 0 and (sentence.tokens[first - 1].pos == "CCONJ" or sentence.tokens[first - 1].text == ",")

    def _place(self, meanings: Meanings, sentence: Sentence, token: Token) -> Token | None:
        """The place right behind a phrase, `None` where a verb follows that tells something else of those there."""
        behind = sentence.tokens[token.i + 1:token.i + 1 + _REACH]
        if not behind or behind[0].lemma.lower() not in self._locative:
            return None
        place = sentence.head(behind[0])
        following = sentence.tokens[place.i + 1:place.i + 2]
        if following and following[0].pos in ("VERB", "AUX"):
            return None
        return place if place in behind and meanings.is_place(sentence, place) else None
