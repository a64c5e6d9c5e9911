"""Who fights or rivals whom, where French tells it beside a noun: paths of alignments.

Rivals are told by an adjective and a list ("deux pouvoirs rivaux: X et Y") or by a possessive
("X et son rival Y"); a fight is joined, led or waged ("participe à la lutte contre").
"""

from __future__ import annotations

from collections.abc import Callable

from bilan.analysis import Meanings
from bilan.extract.frames import Match, Path
from bilan.extract.parts.parties import Parties
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_NOMINAL = ("NOUN", "PROPN")
_OPENS = (":", ",", "(", "-", "–", "—")
_SMALL = ("DET", "PUNCT")
_REACH = 5

IsSide = Callable[[Meanings, Sentence, Token], bool]


class Rivals:
    """Finds rivals and those who fight. One instance serves a language."""

    def __init__(self, language: Language, parties: Parties, is_side: IsSide) -> None:
        table, roles = language.table("alignment"), language.table("roles")
        self._of, self._between = str(roles["of"]), str(roles["between"])
        self._parties = parties
        self._is_side = is_side
        self._joins = frozenset(table["joins"])
        self._within = frozenset(table["within"])
        self._forces = frozenset(table["named_forces"])
        self._kinds = frozenset(table["kinds_of_allies"])
        self.paths = {
            "fighter": self._fighter,
            "named": self._named,
            "first": self._first,
            "second": self._second,
            "beside": self._beside,
            "own": self._own,
            "force": self._force,
            "giver": self._giver,
            "listed": self._listed,
            "pair.first": self._of_pair(0),
            "pair.second": self._of_pair(1),
        }

    def is_joined(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a fight is what a verb of joining or waging takes up, and so as real as that is."""
        return noun.head != noun.i and sentence.head(noun).lemma.lower() in self._joins

    # --- paths -----------------------------------------------------------------------------------------------------

    def _fighter(self, match: Match, meanings: Meanings) -> list[Token]:
        """Whose fight it is: its complement ("la guerre de l'armée contre"), its possessive, the phrase that it is a
        part of ("le rôle des Kurdes dans la lutte contre"), or who joins or leads it."""
        sentence, noun = match.sentence, match.predicate
        own = [t for t in match.roles.obliques.get(self._of, []) if self._is_side(meanings, sentence, t)]
        own = own or [t for t in sentence.children(noun, "det", "nmod:poss") if t.morph.get("Poss") == "Yes"]
        if own:
            return own
        cases = [t for t in sentence.children(noun, "case") if t.i < noun.i]
        if cases and cases[0].lemma.lower() in self._within and cases[0].i > 1:
            before = sentence.tokens[cases[0].i - 1]
            before = sentence.head(before) if before.dep == "amod" else before
            is_complement = meanings.preposition(sentence, before) == self._of and before.pos in _NOMINAL
            if is_complement and self._is_side(meanings, sentence, before):
                return meanings.members(sentence, before)
        if not self.is_joined(sentence, noun):
            return []
        governor = sentence.head(noun)
        roles = meanings.roles(sentence, governor)
        doers = roles.patient if meanings.is_passive(sentence, governor) else roles.agent
        return [t for t in doers if t is not noun]

    def _named(self, match: Match, meanings: Meanings) -> list[Token]:
        """The name that stands in apposition to a noun, also behind a comma and a title."""
        sentence, noun = match.sentence, match.predicate
        for t in sentence.tokens[noun.i + 1:noun.i + 1 + _REACH]:
            if t.mention is not None:
                return [t] if self._parties.is_party(meanings, sentence, t) else []
            is_title = t.pos == "NOUN" and meanings.sort(sentence, t) == "person"
            if not is_title and t.pos not in ("DET", "ADJ") and t.text != ",":
                return []
        return []

    def _force(self, match: Match, meanings: Meanings) -> list[Token]:
        """The named force whose aim an infinitive tells right behind it ("la force Takuba pour lutter contre")."""
        sentence, verb = match.sentence, match.predicate
        marks = [t for t in sentence.children(verb, "mark") if t.pos == "ADP"]
        if verb.morph.get("VerbForm") != "Inf" or not marks or marks[0].i < 2:
            return []
        name = sentence.tokens[marks[0].i - 1]
        noun = sentence.head(name)
        is_force = name.mention is not None and noun.i < name.i and noun.lemma.lower() in self._forces
        return [noun] if is_force and meanings.preposition(sentence, name) is None else []

    def _giver(self, match: Match, meanings: Meanings) -> list[Token]:
        """From whom the things of a list come that somebody receives: "des fonds et des armes de l'Iran"."""
        if match.noun is None:
            return []
        given = [t for m in meanings.members(match.sentence, match.noun)
                 for t in meanings.roles(match.sentence, m).obliques.get(self._of, [])]
        return [t for t in given if self._is_side(meanings, match.sentence, t)]

    def _listed(self, match: Match, meanings: Meanings) -> list[Token]:
        """The names right before a phrase in a list without verbs behind a colon: "des puissances: X auprès de Y, Z et
        W dans le camp de V"."""
        sentence, noun = match.sentence, match.predicate
        first = min([noun.i, *(t.i for t in sentence.children(noun, "case", "det"))])
        found: list[Token] = []
        i = first - 1
        while i >= 0:
            t = sentence.tokens[i]
            if t.mention is not None and self._is_side(meanings, sentence, t) and \
                    meanings.preposition(sentence, t) is None:
                found.append(t)
            elif t.pos not in ("DET", "CCONJ") and t.text != ",":
                break
            i -= 1
        before = [t for t in sentence.tokens[:first] if t.text == ":" or t.morph.get("VerbForm") == "Fin"]
        return found[::-1] if before and before[-1].text == ":" else []

    def _of_pair(self, which: int) -> Path:
        """One of the two sides that "entre" sets against each other ("la guerre entre X et Y")."""
        def follow(match: Match, meanings: Meanings) -> list[Token]:
            between = match.roles.obliques.get(self._between, [])
            both = [t for t in between if self._is_side(meanings, match.sentence, t)]
            return [both[which]] if len(both) == 2 else []
        return follow

    def _first(self, match: Match, meanings: Meanings) -> list[Token]:
        """The first of those whom a list names behind "rivaux"."""
        sentence, adjective = match.sentence, match.predicate
        noun = sentence.head(adjective)
        behind = sentence.tokens[adjective.i + 1:adjective.i + 1 + _REACH]
        if adjective.morph.get("Number") != "Plur" or noun.pos not in _NOMINAL or not behind or \
                behind[0].text not in _OPENS:
            return []
        head = next((t for t in behind if t.pos not in _SMALL), None)
        return [head] if head is not None and head.pos in _NOMINAL and self._is_side(meanings, sentence, head) else []

    def _second(self, match: Match, meanings: Meanings) -> list[Token]:
        """The other one of the list; of an unnamed party whom its participle names ("un pouvoir incarné par X")."""
        first = self._first(match, meanings)
        if not first:
            return []
        sentence = match.sentence
        heads = (first[0].i, match.predicate.i, match.predicate.head)
        for t in sentence.tokens[first[0].i + 1:]:
            if t.dep == "conj" and t.pos in _NOMINAL and t.head in heads and sentence.children(t, "cc"):
                named = [a for p in sentence.children(t, "acl") for a in sentence.children(p, "obl:agent")
                         if a.mention is not None]
                return named if t.mention is None and named else [t]
        return []

    def _beside(self, match: Match, meanings: Meanings) -> list[Token]:
        """The member of a list that a possessive on the next one points to: "les rebelles et leurs alliés"."""
        sentence, noun = match.sentence, match.predicate
        if not _is_owned(sentence, noun) or noun.dep != "conj":
            return []
        first, case = sentence.head(noun), meanings.preposition(sentence, noun)
        if case is not None and meanings.preposition(sentence, first) != case:
            same = [t for t in sentence.children(first, "nmod")
                    if t.i < noun.i and meanings.preposition(sentence, t) == case]
            first = same[-1] if same else first
        return [sentence.head(first) if first.dep == "amod" else first]

    def _own(self, match: Match, meanings: Meanings) -> list[Token]:
        """The noun itself, or the side that its adjective or its complement names ("leurs alliés jihadistes", "son
        allié russe", "ses alliés du Golfe")."""
        sentence, noun = match.sentence, match.predicate
        sides = [t for t in sentence.children(noun, "amod") if t.i > noun.i and (
            meanings.sort(sentence, t) == "party" or t.lemma.lower() in self._kinds
            or self._is_side(meanings, sentence, t))]
        if noun.morph.get("Number") == "Plur":
            sides += [t for t in match.roles.obliques.get(self._of, []) if t.mention is not None
                      and self._is_side(meanings, sentence, t)]
        return [noun] if sides else []


def _is_owned(sentence: Sentence, token: Token) -> bool:
    return any(t.morph.get("Poss") == "Yes" for t in sentence.children(token, "det", "nmod:poss"))
