"""The sides of an alignment: which phrases name one, and where French names it away from the word that aligns them.

Beyond the roles of a predicate: the examples that "notamment" lists, the noun that an apposition describes, the doer of
the clause that a phrase qualifies ("avec l'appui de"), and the clause above a participle whose own subject is no side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilan.analysis import Meanings
from bilan.extract.frames import Match
from bilan.extract.parts.parties import Parties
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_NOMINAL = ("NOUN", "PROPN", "PRON")
_JOINS = ("ADP", "DET", "CCONJ", "SCONJ", "ADV")
_REACH = 12


class Sides:
    """Finds the sides of alignments. One instance serves a language."""

    def __init__(self, language: Language, parties: Parties) -> None:
        table = language.table("alignment")
        self._parties = parties
        self._cues = sorted((tuple(p.split()) for p in table["examples"]), key=len, reverse=True)
        self._through = frozenset(table["through"])
        self._not_adjectives = frozenset(table["not_adjectives"])
        self._backing = frozenset(table["backing_prepositions"])
        self._people = frozenset(language.table("nouns")["people"])
        self._whose = frozenset(table["whose"])
        self._ranks = frozenset(table["ranks"])
        self._states = frozenset(table["states"])
        self._camps = frozenset(table["camps"])
        self._neither = frozenset(table["neither"])
        self.paths = {
            "examples": self._examples_of,
            "backers": self._backers,
            "described": self._described,
            "doer": self._doer,
            "above": self._above,
            "beside": self._beside,
            "patient.à": self._under_patient,
            "own": self._own,
            "complement": self._complement,
        }

    def is_side(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names a party, a country, or what belongs to one."""
        if self.is_people(token):
            return True
        if token.mention is not None and token.mention.kind == "name":
            name = token.mention.value
            return bool(name.actors or name.places or name.shape in ("person", "body")) or \
                self._parties.is_party(meanings, sentence, token)
        if token.pos == "ADJ":
            return token.lemma.lower() not in self._not_adjectives and meanings.party(sentence, token).id is not None
        if token.lemma.lower() in self._camps and token.morph.get("Number") == "Plur":
            return True
        if self._parties.is_party(meanings, sentence, token):
            return True
        if self._parties.is_actor(meanings, sentence, token) and not self._is_owned(sentence, token):
            return True
        return self.owner(meanings, sentence, token) is not None

    def is_target(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """As `is_side`, but no machine: "des blindés appuyés par" tells of one side's column."""
        return self.is_side(meanings, sentence, token) and (
            self._parties.is_party(meanings, sentence, token) or not self._parties.is_actor(meanings, sentence, token)
            or self.owner(meanings, sentence, token) is not None)

    def is_people(self, token: Token) -> bool:
        """Whether a phrase names people who can accuse, and do not otherwise take sides ("des habitants")."""
        return token.mention is None and token.lemma.lower() in self._people and token.morph.get("Number") != "Sing"

    def owner(self, meanings: Meanings, sentence: Sentence, token: Token) -> Token | None:
        """The side that a phrase belongs to, where it names no side itself ("l'avancée des troupes", "les avions de la
        coalition"); `None` where there is none."""
        if token.mention is not None:
            return None
        governor = sentence.head(token)
        if (
            token.dep == "appos"
            and governor.i < token.i
            and governor.mention is not None
            and not sentence.children(token, "det")
        ):
            return governor if self.is_side(meanings, sentence, governor) else None
        if token.dep == "nsubj" and token.lemma.lower() in self._ranks:
            whole = self._whose_ranks(meanings, sentence, token)
            if whole is not None:
                return whole
        if token.lemma.lower() not in self._through:
            return None
        for t in sentence.children(token, "nmod"):
            if self.is_side(meanings, sentence, t):
                return self.owner(meanings, sentence, t) or t
        return None

    def _whose_ranks(self, meanings: Meanings, sentence: Sentence, token: Token) -> Token | None:
        """The side that "dont" says the subject of a relative clause belongs to: "l'Union, dont 500 soldats
        épaulent"."""
        verb = sentence.head(token)
        if not any(t.i < token.i and t.lower in self._whose for t in sentence.children(verb)):
            return None
        before = meanings.before_comma(sentence, verb)
        return before[0] if before and self.is_side(meanings, sentence, before[0]) else None

    def _is_owned(self, sentence: Sentence, token: Token) -> bool:
        return any(t.morph.get("Poss") == "Yes" for t in sentence.children(token, "det", "nmod:poss"))

    def is_negated(self, sentence: Sentence, token: Token) -> bool:
        """Whether a side stands in a list of "ni … ni"."""
        return any(c.lower in self._neither for c in sentence.children(token, "cc"))

    # --- paths -----------------------------------------------------------------------------------------------------

    def _examples_of(self, match: Match, meanings: Meanings) -> list[Token]:
        """The names that a phrase lists behind "notamment" and its like, or in apposition behind a comma."""
        sentence, noun = match.sentence, match.predicate
        listed = list(self._listed(meanings, sentence, noun)) if noun.morph.get("Number") == "Plur" else []
        if listed:
            return listed
        apposed = [t for t in sentence.children(noun, "appos") if t.i > noun.i and t.mention is not None]
        return [m for t in apposed[:1] for m in meanings.members(sentence, t)]

    def _listed(self, meanings: Meanings, sentence: Sentence, noun: Token) -> Iterator[Token]:
        tokens = sentence.tokens
        for i in range(noun.i + 1, min(len(tokens), noun.i + _REACH)):
            if tokens[i].morph.get("VerbForm") == "Fin" or tokens[i].text in (".", ";", ":"):
                return
            length = self._cue(tokens, i)
            if length and tokens[i - 1].text in (",", "("):
                yield from self._series(meanings, sentence, i + length)
                return

    def _cue(self, tokens: Sequence[Token], i: int) -> int:
        for cue in self._cues:
            if tuple(t.lower for t in tokens[i:i + len(cue)]) == cue:
                return len(cue)
        return 0

    def _series(self, meanings: Meanings, sentence: Sentence, start: int) -> Iterator[Token]:
        found: list[Token] = []
        for t in sentence.tokens[start:]:
            if t.morph.get("VerbForm") == "Fin":
                found = found[:-1] if t.pos != "PUNCT" and sentence.tokens[t.i - 1].text != "," else found
                break
            if t.text == "," or (t.pos in _JOINS and t.morph.get("PronType") != "Rel"):
                continue
            if t.pos in _NOMINAL and t.morph.get("PronType") != "Rel" and (
                    not found or sentence.tokens[t.i - 1].pos != "NOUN") and self.is_side(meanings, sentence, t):
                found.append(t)
                continue
            if t.pos in ("ADJ", "NOUN", "PROPN") and found and t.mention is None:
                continue
            break
        yield from found

    def _backers(self, match: Match, meanings: Meanings) -> list[Token]:
        return [*match.roles.obliques.get("de", []), *self._listed(meanings, match.sentence, match.predicate)]

    def _described(self, match: Match, meanings: Meanings) -> list[Token]:
        """What a noun says of somebody: the phrase before the comma that it stands in apposition to ("X, allié de Y"),
        or its subject ("X est l'allié de Y", "X reste l'allié de Y")."""
        sentence, noun = match.sentence, match.predicate
        subjects = sentence.children(noun, "nsubj")
        if subjects:
            return meanings.members(sentence, subjects[0])
        if noun.dep in ("xcomp", "obj") and sentence.head(noun).lemma in self._states:
            return meanings.roles(sentence, sentence.head(noun)).agent
        if noun.pos != "NOUN":
            return []
        if noun.dep == "appos" and sentence.head(noun).i < noun.i:
            return self._list_of(meanings, match, sentence.head(noun))
        if sentence.children(noun, "det") or meanings.preposition(sentence, noun):
            return []
        return [m for t in meanings.before_comma(sentence, noun)[:1] for m in self._list_of(meanings, match, t)]

    def _list_of(self, meanings: Meanings, match: Match, last: Token) -> list[Token]:
        """What a noun in apposition describes: where it is plural the whole list that ends before it."""
        sentence = match.sentence
        if match.predicate.morph.get("Number") == "Plur" and last.dep == "conj":
            last = sentence.head(last)
        return meanings.members(sentence, last)

    def _doer(self, match: Match, meanings: Meanings) -> list[Token]:
        """Who does what a phrase qualifies: "lance une offensive avec l'appui de"."""
        sentence, noun = match.sentence, match.predicate
        if meanings.preposition(sentence, noun) not in self._backing or noun.head == noun.i:
            return []
        governor = sentence.head(noun)
        if governor.pos in ("VERB", "AUX"):
            return meanings.roles(sentence, governor).agent
        roles = meanings.roles(sentence, governor)
        return roles.agent or [t for t in roles.obliques.get("de", []) if self.is_side(meanings, sentence, t)]

    def _above(self, match: Match, meanings: Meanings) -> list[Token]:
        """The subject of the nearest clause around a clause without one of its own that names a side."""
        sentence, predicate = match.sentence, match.predicate
        if predicate.morph.get("VerbForm") == "Fin" or sentence.children(predicate, "nsubj", "nsubj:pass") or \
                meanings.is_passive(sentence, predicate):
            return []
        for up in sentence.ancestors(predicate):
            if up.pos not in ("VERB", "AUX"):
                continue
            roles = meanings.roles(sentence, up)
            for t in roles.patient if meanings.is_passive(sentence, up) else roles.agent:
                if t.i < predicate.i and self.is_side(meanings, sentence, t):
                    return [t]
        return []

    def _beside(self, match: Match, meanings: Meanings) -> list[Token]:
        """The member of a list that a possessive on the next one points to: "les rebelles et leurs alliés"."""
        sentence, noun = match.sentence, match.predicate
        if not self._is_owned(sentence, noun) or noun.dep != "conj":
            return []
        first = sentence.head(noun)
        return [sentence.head(first) if first.dep == "amod" else first]

    def _own(self, match: Match, meanings: Meanings) -> list[Token]:
        """The noun itself, or the side that its adjective names ("leurs alliés jihadistes", "son allié russe")."""
        sentence, noun = match.sentence, match.predicate
        sides = [t for t in sentence.children(noun, "amod") if t.i > noun.i and (
            meanings.sort(sentence, t) == "party" or self.is_side(meanings, sentence, t))]
        return [noun] if sides else []

    def _complement(self, match: Match, meanings: Meanings) -> list[Token]:
        """An object that the parser took for an attribute: "appuie par des raids l'avancée des troupes"."""
        sentence = match.sentence
        return [t for t in sentence.children(match.predicate, "xcomp") if t.pos == "NOUN" and t.i > match.predicate.i
                and meanings.preposition(sentence, t) is None]

    def _under_patient(self, match: Match, meanings: Meanings) -> list[Token]:
        """A complement in "à" that the parser hung under the object: "oppose l'armée à la milice"."""
        found: list[Token] = []
        for t in match.roles.patient:
            for c in meanings.roles(match.sentence, t).obliques.get("à", []):
                before = min([c.i, *(k.i for k in match.sentence.children(c, "case", "det"))]) - 1
                if match.sentence.tokens[before].pos != "ADJ":
                    found.append(c)
        return found
