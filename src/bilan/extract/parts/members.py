"""Who belongs to which group, where French tells it beside a noun: paths of alignments.

A member is said of a noun by its attribute or its apposition ("les assaillants sont des hommes de", "dix détenus, la
plupart membres de", "cadre de la milice, X"), or by what somebody is accused of ("accusé d'appartenance à").
"""

from __future__ import annotations

from collections.abc import Callable

from bilan.analysis import Meanings
from bilan.extract.frames import Match
from bilan.extract.parts import near
from bilan.extract.parts.parties import Parties
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_NESTING = ("obl", "obl:arg", "obl:mod", "obj", "nsubj:pass")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_WAR_PARTIES = ("government_forces", "armed_group")

IsSide = Callable[[Meanings, Sentence, Token], bool]


class Members:
    """Finds members of groups. One instance serves a language."""

    def __init__(self, language: Language, parties: Parties, is_side: IsSide) -> None:
        table = language.table("alignment")
        self._of: str = language.table("roles")["of"]
        self._together: str = language.table("roles")["together"]
        self._parties = parties
        self._is_side = is_side
        self._most = frozenset(table["most"])
        self._joiners = frozenset(table["joiners"]) | frozenset(language.table("participants")["captives"])
        self._unnamed = frozenset(language.table("reporting")["unnamed_sources"])
        self._groupings = frozenset(table["groupings"])
        self._not_groups = frozenset(table["not_groups"])
        self._rivals = frozenset(table["rivals"])
        self._insides = frozenset(table["insides"])
        self._forces = frozenset(table["forces_of_states"])
        self._states = frozenset(table["states"])
        self._charges = frozenset(table["charges"])
        self._ranked = frozenset(table["ranked"])
        self.paths = {
            "most": self._most_of,
            "subject": self._subject,
            "apposed": self._apposed,
            "fronted": self._fronted,
            "charged": self._charged,
            "described": self._described,
            "with": self._with,
            f"number.{self._of}": self._behind_rank,
        }

    def is_member(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names people or a party, who can belong to a group."""
        if token.mention is None and token.lemma.lower() in self._most:
            return any(self.is_member(meanings, sentence, t) for t in sentence.children(token, "nmod"))
        if token.mention is None and token.lemma.lower() in self._joiners:
            return True
        if token.mention is None and token.lemma.lower() in self._unnamed:
            return False
        return meanings.sort(sentence, token) in ("person", "people") or self._is_side(meanings, sentence, token)

    def is_group(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names a group that fights and has members: no state, and no government."""
        if token.mention is not None:
            if token.mention.kind != "name":
                return False
            name = token.mention.value
            if name.actors:
                return name.actors[0].kind in _WAR_PARTIES
            short = len(token.text.split()) == 1 or name.acronym is not None
            return not name.places and name.shape in ("body", None) and short
        named = self.name_behind(sentence, token)
        if named is not None:
            return self.is_group(meanings, sentence, named)
        lemma = token.lemma.lower()
        if lemma in self._groupings or self._is_group_by_name(meanings, sentence, token):
            return True
        if lemma in self._not_groups:
            return False
        return meanings.sort(sentence, token) == "party" and self._parties.is_party(meanings, sentence, token)

    def is_band(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names a group that one joins outside of any state: no army, no police."""
        if not self.is_group(meanings, sentence, token):
            return False
        if token.mention is not None:
            return not any(a.kind == "government_forces" for a in token.mention.value.actors[:1])
        return token.lemma.lower() not in self._forces

    def _is_group_by_name(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether the name beside a noun is a group's, or its complement is and the noun a part of it ("le groupe X",
        "la police de X")."""
        if token.lemma.lower() in self._insides:
            return False
        named = [t for t in sentence.children(token, "nmod", "appos", "flat", "flat:name") if t.mention is not None]
        return any(self.is_group(meanings, sentence, t) and meanings.preposition(sentence, t) in (self._of, None)
                   for t in named)

    def name_behind(self, sentence: Sentence, token: Token) -> Token | None:
        """The name right behind a noun of rivalry that it explains: "son rival X"."""
        behind = [t for t in sentence.tokens[token.i + 1:token.i + 3] if t.pos != "DET"]
        if token.mention is not None or token.lemma.lower() not in self._rivals or not behind:
            return None
        is_name = behind[0].mention is not None and behind[0].mention.kind == "name"
        return behind[0] if is_name and behind[0].head == token.i else None

    def _most_of(self, match: Match, meanings: Meanings) -> list[Token]:
        """Of whom "la plupart" or its like says that they are members: the phrase before its comma."""
        sentence, noun = match.sentence, match.predicate
        share = sentence.head(noun)
        if share.mention is not None or share.lemma.lower() not in self._most or noun.head == noun.i:
            return []
        return self._member_of(meanings, sentence, share)

    def _subject(self, match: Match, meanings: Meanings) -> list[Token]:
        """The subject of a noun that is an attribute: of a copula, of "devenir" and its like, of an infinitive that
        shares its subject with the clause around it ("est accusé d'être membre de")."""
        sentence, noun = match.sentence, match.predicate
        governor = sentence.head(noun)
        if sentence.children(noun, "cop"):
            own = sentence.children(noun, "nsubj", "nsubj:pass")[:1]
            if own:
                return [m for t in own for m in meanings.members(sentence, t)]
            return self._around(meanings, sentence, governor) if governor is not noun else []
        if noun.dep in ("xcomp", "obj", "obl", "advcl") and governor.lemma in self._states:
            return self._around(meanings, sentence, governor)
        return []

    def _around(self, meanings: Meanings, sentence: Sentence, verb: Token) -> list[Token]:
        """Whom a verb is about, of an accusation the accused."""
        if verb.pos not in ("VERB", "AUX", "ADJ"):
            return []
        roles = meanings.roles(sentence, verb)
        return roles.patient if meanings.is_passive(sentence, verb) else roles.agent

    def _fronted(self, match: Match, meanings: Meanings) -> list[Token]:
        """The subject behind a bare noun that opens its sentence: "Cadre de la milice, X a été tué"."""
        sentence, noun = match.sentence, match.predicate
        if noun.i or len(sentence.tokens) < 3:
            return []
        commas = [t.i for t in sentence.tokens if t.text == ","]
        behind = [t for t in sentence.tokens[commas[0] + 1:] if t.pos in _NOMINAL] if commas else []
        finite = next((t.i for t in sentence.tokens if t.morph.get("VerbForm") == "Fin"), 0)
        if not behind or not commas[0] < behind[0].i < finite or meanings.preposition(sentence, behind[0]):
            return []
        return behind[:1]

    def _charged(self, match: Match, meanings: Meanings) -> list[Token]:
        """Who is told to belong to a group by a noun: its possessive ("son appartenance à"), or who is accused of it or
        condemned for it."""
        sentence, noun = match.sentence, match.predicate
        own = [t for t in sentence.children(noun, "det", "nmod:poss") if t.morph.get("Poss") == "Yes"]
        governor = self._charge_above(sentence, noun)
        if match.frame.get("charge") and not self.is_charge(sentence, noun):
            return []
        if (own and governor.lemma.lower() not in self._charges) or governor is noun:
            return own
        roles = meanings.roles(sentence, governor)
        return (roles.patient if governor.pos in ("VERB", "ADJ") else []) or own

    def _charge_above(self, sentence: Sentence, noun: Token) -> Token:
        """What a noun completes; where the parser hung it on another complement, or on what somebody is condemned to,
        the charge above that ("soupçonnés à des degrés divers de soutien à", "condamné à mort pour appartenance à")."""
        governor = sentence.head(noun)
        above = sentence.head(governor)
        is_nested = governor.dep in _NESTING and governor.pos in ("NOUN", "PROPN")
        return above if is_nested and above.lemma.lower() in self._charges else governor

    def _with(self, match: Match, meanings: Meanings) -> list[Token]:
        """With whom a charge says that somebody was in league, where the parser hung that on the verb."""
        sentence, noun = match.sentence, match.predicate
        behind = meanings.roles(sentence, sentence.head(noun)).obliques.get(self._together, [])
        return [t for t in behind if t.i > noun.i]

    def is_charge(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a noun tells what somebody is charged with or tried for."""
        return self._charge_above(sentence, noun).lemma.lower() in self._charges

    def _behind_rank(self, match: Match, meanings: Meanings) -> list[Token]:
        """Whose enemy somebody is "numéro un": the complement right behind the number."""
        rank = match.sentence.tokens[match.predicate.i + 1:match.predicate.i + 3]
        if len(rank) < 2 or rank[0].lemma.lower() not in self._ranked:
            return []
        return near.next_phrase(match.sentence, rank[1], self._of)

    def _apposed(self, match: Match, meanings: Meanings) -> list[Token]:
        """Whom a bare noun between commas describes: "les deux hommes, membres de X, ont"."""
        sentence, noun = match.sentence, match.predicate
        if sentence.children(noun, "nummod", "case"):
            return []
        dets = sentence.children(noun, "det")
        if dets and (noun.dep != "appos" or any(t.morph.get("Definite") != "Ind" for t in dets)):
            return []
        return self._member_of(meanings, sentence, noun)

    def _member_of(self, meanings: Meanings, sentence: Sentence, token: Token) -> list[Token]:
        """The people in the phrase before a comma, the highest first: "deux chefs de la milice, membres de"."""
        phrase = meanings.before_comma(sentence, token)
        return [t for t in reversed(phrase) if self.is_member(meanings, sentence, t)][:1]

    def _described(self, match: Match, meanings: Meanings) -> list[Token]:
        """What a noun says of somebody: the phrase before the comma that it stands in apposition to ("X, allié de Y"),
        or its subject ("X est l'allié de Y", "X reste l'allié de Y")."""
        sentence, noun = match.sentence, match.predicate
        subjects = sentence.children(noun, "nsubj")
        if subjects:
            return meanings.members(sentence, subjects[0])
        if noun.dep in ("xcomp", "obj") and sentence.head(noun).lemma in self._states:
            return meanings.roles(sentence, sentence.head(noun)).agent
        if noun.dep == "conj" and sentence.children(noun, "cc"):  # "X, chef du parti et allié de Y"
            up = next((t for t in sentence.ancestors(noun) if t.dep not in ("conj", "amod", "nmod")), noun)
            return self._list_of(meanings, match, sentence.head(up)) if up.dep == "appos" and up.head < up.i else []
        apposed = noun.dep == "appos" and sentence.head(noun).i < noun.i
        if noun.pos != "NOUN" and not (noun.pos == "ADJ" and (apposed or noun.dep == "amod")):
            return []
        if apposed:
            return self._list_of(meanings, match, sentence.head(noun))
        dets = sentence.children(noun, "det")
        if meanings.preposition(sentence, noun) or any(t.morph.get("Definite") != "Ind" for t in dets):
            return []
        if dets and not self._is_aside(meanings, sentence, noun):
            return []
        phrase = meanings.before_comma(sentence, noun)
        alike = [t for t in phrase if noun.morph.get("Number") and t.morph.get("Number") == noun.morph.get("Number")]
        return [m for t in (alike or phrase)[:1] for m in self._list_of(meanings, match, t)]

    def _is_aside(self, meanings: Meanings, sentence: Sentence, noun: Token) -> bool:
        """Whether a phrase with "un" stands between commas behind a bare one: "la brigade, une unité de X, a"."""
        inside = sentence.subtree(noun)
        after = sentence.tokens[inside[-1].i + 1:inside[-1].i + 2]
        before = meanings.before_comma(sentence, noun)
        closed = inside[-1].text == "," or bool(after and after[0].text == ",")
        return closed and bool(before) and meanings.preposition(sentence, before[-1]) is None

    def _list_of(self, meanings: Meanings, match: Match, last: Token) -> list[Token]:
        """What a noun in apposition describes: where it is plural the whole list that ends before it."""
        sentence = match.sentence
        if match.predicate.morph.get("Number") == "Plur" and last.dep == "conj":
            last = sentence.head(last)
        return [t for t in meanings.members(sentence, last) if t is not match.predicate]
