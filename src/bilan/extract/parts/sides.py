"""The sides of an alignment: which phrases name one, and where French names it away from the word that aligns them.

Beyond the roles of a predicate: the examples that "notamment" lists, the noun that an apposition describes, the doer of
the clause that a phrase qualifies ("avec l'appui de"), and the clause above a participle whose own subject is no side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilan.analysis import Meanings
from bilan.extract.frames import Match
from bilan.extract.parts import near
from bilan.extract.parts.members import Members
from bilan.extract.parts.parties import Parties
from bilan.extract.parts.rivals import Rivals
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_NOMINAL = ("NOUN", "PROPN", "PRON")
_JOINS = ("ADP", "DET", "CCONJ", "SCONJ", "ADV")
_REACH = 12


class Sides:
    """Finds the sides of alignments. One instance serves a language."""

    def __init__(self, language: Language, parties: Parties) -> None:
        table, roles = language.table("alignment"), language.table("roles")
        self._of, self._to = str(roles["of"]), str(roles["to"])
        self._parties = parties
        self._cues = sorted((tuple(p.split()) for p in table["examples"]), key=len, reverse=True)
        self._through = frozenset(table["through"])
        self._not_adjectives = frozenset(table["not_adjectives"])
        self._backing = frozenset(table["backing_prepositions"])
        self._people = frozenset(language.table("nouns")["people"]) | frozenset(table["crowds"])
        self._whose = frozenset(table["whose"])
        self._ranks = frozenset(table["ranks"])
        self._camps = frozenset(table["camps"])
        self._powers = frozenset(table["powers"])
        self._territories, self._breakaway = frozenset(table["territories"]), frozenset(table["breakaway"])
        self._likewise = frozenset(roles["likewise"])
        self._neither = frozenset(table["neither"])
        self._ourselves = frozenset(table["ourselves"])
        self._partners = frozenset(table["partners"])
        self._foes = frozenset(table["foes"])
        self._complement_case = frozenset(language.table("location")["complement"]) | {None}
        self._most = frozenset(table["most"])
        self._body_members = frozenset(table["members"])
        self._forces = frozenset(table["named_forces"])
        self.members = Members(language, parties, self.is_side)
        self.rivals = Rivals(language, parties, self.is_side)
        self.paths = {
            "examples": self._examples_of,
            "backers": self._backers,
            "doer": self._doer,
            "above": self._above,
            f"patient.{self._to}": self._under_patient,
            "complement": lambda match, meanings: near.complement(meanings, match.sentence, match.predicate),
            **self.members.paths,
            **self.rivals.paths,
        }

    def is_side(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names a party, a country, or what belongs to one."""
        if self.is_people(token) or self.is_ourselves(sentence, token):
            return True
        if token.mention is not None and token.mention.kind == "name":
            name = token.mention.value
            return bool(name.actors or name.places or name.shape in ("person", "body")) or \
                self._parties.is_party(meanings, sentence, token)
        if token.pos == "ADJ":
            return token.lemma.lower() not in self._not_adjectives and meanings.party(sentence, token).id is not None
        if self._is_camps(sentence, token) or self._is_partner(sentence, token) or self._broke_away(sentence, token):
            return True
        if self._is_some(meanings, sentence, token):
            return True
        if self._parties.is_party(meanings, sentence, token):
            return True
        if self._parties.is_actor(meanings, sentence, token) and any(
                meanings.sort(sentence, t) == "party" or self.is_side(meanings, sentence, t)
                for t in sentence.children(token, "amod")):
            return True
        if token.lemma.lower() in self._forces and any(
                t.mention is not None and t.mention.kind == "name" and meanings.preposition(sentence, t) is None
                for t in sentence.children(token, "appos", "nmod", "flat", "flat:name")):
            return True
        return self.owner(meanings, sentence, token) is not None

    def is_ourselves(self, sentence: Sentence, token: Token) -> bool:
        """Whether a word of a quotation means the side of the one who speaks ("nous combattons")."""
        return sentence.inside is not None and token.mention is None and token.lower in self._ourselves and (
            token.dep not in ("obj", "iobj"))

    def _is_camps(self, sentence: Sentence, token: Token) -> bool:
        lemma = "" if token.mention is not None else token.lemma.lower()
        if lemma in self._powers:
            return bool(sentence.children(token, "amod", "nummod"))
        return lemma in self._camps and token.morph.get("Number") == "Plur"

    def _broke_away(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun of territory is one that has a power of its own: "la république autoproclamée"."""
        return token.mention is None and token.lemma.lower() in self._territories and any(
            t.lemma.lower() in self._breakaway for t in sentence.children(token, "amod"))

    def _is_partner(self, sentence: Sentence, token: Token) -> bool:
        """Whether a speaker calls those friends their own: "nos partenaires"."""
        return token.mention is None and token.lemma.lower() in self._partners and any(
            self.is_ourselves(sentence, t) for t in sentence.children(token, "det"))

    def _is_some(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a word of quantity counts out members of a body: "certains de ses membres", "la plupart d'entre
        eux"."""
        if self._is_counted_out(sentence, token):
            return True
        return token.mention is None and token.lemma.lower() in self._most and any(
            t.lemma.lower() in self._body_members or (t.pos == "PRON" and self._parties.is_party(meanings, sentence, t))
            for t in sentence.children(token, "nmod"))

    def _is_counted_out(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun of membership completes a word of quantity, which then names the side: "certains de ses
        membres"."""
        return token.mention is None and token.lemma.lower() in self._body_members and token.dep == "nmod" and (
            sentence.head(token).lemma.lower() in self._most)

    def is_target(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """As `is_side`, but no machine: "des blindés appuyés par" tells of one side's column."""
        is_foe = token.mention is None and token.lemma.lower() in self._foes
        if is_foe and self.members.name_behind(sentence, token) is None:
            return False
        return self.is_side(meanings, sentence, token) and (
            self._parties.is_party(meanings, sentence, token) or not self._parties.is_actor(meanings, sentence, token)
            or self.owner(meanings, sentence, token) is not None)

    def is_people(self, token: Token) -> bool:
        """Whether a phrase names people who can accuse, and do not otherwise take sides ("des habitants")."""
        return token.mention is None and token.lemma.lower() in self._people and token.morph.get("Number") != "Sing"

    def owner(self, meanings: Meanings, sentence: Sentence, token: Token) -> Token | None:
        """The side that a phrase belongs to, where it names no side itself ("l'avancée des troupes", "les avions de la
        coalition"); `None` where there is none."""
        if token.mention is not None or self._is_camps(sentence, token):
            return None
        named = self.members.name_behind(sentence, token)
        if named is not None:
            return named
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
        if self._is_counted_out(sentence, token):
            return governor
        if token.lemma.lower() not in self._through:
            return None
        for t in sentence.children(token, "nmod"):
            if meanings.preposition(sentence, t) in self._complement_case and self.is_side(meanings, sentence, t):
                return self.owner(meanings, sentence, t) or t
        if self._parties.is_actor(meanings, sentence, token):
            return None
        return next((t for t in sentence.children(token, "amod") if self.is_side(meanings, sentence, t)), None)

    def _whose_ranks(self, meanings: Meanings, sentence: Sentence, token: Token) -> Token | None:
        """The side that "dont" says the subject of a relative clause belongs to: "l'Union, dont 500 soldats
        épaulent"."""
        verb = sentence.head(token)
        if not any(t.i < token.i and t.lower in self._whose for t in sentence.children(verb)):
            return None
        before = meanings.before_comma(sentence, verb)
        return before[0] if before and self.is_side(meanings, sentence, before[0]) else None

    def is_negated(self, sentence: Sentence, token: Token) -> bool:
        """Whether a side stands in a list of "ni … ni"."""
        return any(c.lower in self._neither for c in sentence.children(token, "cc"))

    def likewise(self, meanings: Meanings, match: Match, actors: Sequence[Token]) -> list[Token]:
        """Those who do the same, told between a subject and its verb: "l'Egypte, comme la Russie et le Tchad,
        soutient"."""
        sentence, found = match.sentence, []
        for actor in actors:
            for t in sentence.children(actor, "nmod") if actor.i < match.predicate.i else ():
                if actor.i < t.i < match.predicate.i and meanings.preposition(sentence, t) in self._likewise:
                    found += [m for m in meanings.members(sentence, t) if self.is_side(meanings, sentence, m)]
        return found

    # --- paths -----------------------------------------------------------------------------------------------------

    def _examples_of(self, match: Match, meanings: Meanings) -> list[Token]:
        """The names that a phrase lists behind "notamment" and its like, or in apposition behind a comma."""
        sentence, noun = match.sentence, match.predicate
        listed = list(self._listed(meanings, sentence, noun)) if noun.morph.get("Number") == "Plur" else []
        if listed:
            return listed
        apposed = [t for t in sentence.children(noun, "appos") if t.i > noun.i and t.mention is not None]
        named = [m for t in apposed[:1] for m in meanings.members(sentence, t)]
        return named if len(named) < 2 or noun.morph.get("Number") == "Plur" else []

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
        """The complements of a noun of backing, with those of their list that the parser hung on the noun itself."""
        sentence, noun = match.sentence, match.predicate
        own = match.roles.obliques.get(self._of, [])
        more = [m for t in sentence.children(noun, "conj") if own and meanings.preposition(sentence, t) == self._of
                for m in meanings.members(sentence, t)]
        return [*own, *(t for t in more if t not in own), *self._listed(meanings, sentence, noun)]

    def _doer(self, match: Match, meanings: Meanings) -> list[Token]:
        """Who does what a phrase qualifies: "lance une offensive avec l'appui de", "l'offensive de X, lancée avec";
        beside a passive the nearest doer before it ("arrêtés dans un raid mené par X, avec l'appui de")."""
        sentence, noun = match.sentence, match.predicate
        while noun.dep == "conj" and sentence.head(noun).lemma.lower() in match.frame["nouns"]:
            noun = sentence.head(noun)
        if meanings.preposition(sentence, noun) not in self._backing or noun.head == noun.i:
            return []
        governor = sentence.head(noun)
        if governor.pos in ("VERB", "AUX"):
            nearer = [d for v in sentence.tokens[governor.i + 1:noun.i] if v.pos == "VERB"
                      for d in sentence.children(v, "obl:agent") if meanings.is_passive(sentence, governor)]
            if nearer:
                return meanings.members(sentence, nearer[-1])
            roles = meanings.roles(sentence, governor)
            if roles.agent or not meanings.is_passive(sentence, governor):
                return roles.agent
            return [o for act in roles.patient if act.mention is None and act.lemma.lower() in self._through
                    for o in meanings.roles(sentence, act).obliques.get(self._of, [])]
        roles = meanings.roles(sentence, governor)
        own = roles.agent or [t for t in roles.obliques.get(self._of, []) if self.is_side(meanings, sentence, t)]
        if not own and governor.dep == "obj":
            return meanings.roles(sentence, sentence.head(governor)).agent
        return own

    def _above(self, match: Match, meanings: Meanings) -> list[Token]:
        """The subject of the nearest clause around a clause without one of its own that names a side."""
        sentence, predicate = match.sentence, match.predicate
        joins = predicate.dep == "conj" and sentence.head(predicate).pos == "ADJ"  # "un soutien intensif et soutenu"
        if joins or predicate.morph.get("VerbForm") == "Fin" or sentence.children(predicate, "nsubj", "nsubj:pass") or \
                meanings.is_passive(sentence, predicate):
            return []
        for up in sentence.ancestors(predicate):
            if up.pos not in ("VERB", "AUX"):
                continue
            roles = meanings.roles(sentence, up)
            for t in roles.patient if meanings.is_passive(sentence, up) else roles.agent:
                if t.i < predicate.i and self.is_side(meanings, sentence, t):
                    return [t]
        before = near.doer_before(meanings, sentence, predicate)
        return [t for t in before if self.is_side(meanings, sentence, t)]

    def _under_patient(self, match: Match, meanings: Meanings) -> list[Token]:
        """A complement in "à" that the parser hung under the object: "oppose l'armée à la milice"."""
        found: list[Token] = []
        for t in match.roles.patient:
            for c in meanings.roles(match.sentence, t).obliques.get(self._to, []):
                before = min([c.i, *(k.i for k in match.sentence.children(c, "case", "det"))]) - 1
                if match.sentence.tokens[before].pos != "ADJ":
                    found.append(c)
        return found
