"""What kind of people a noun phrase names: civilians, children, soldiers, fighters …

One mechanism for tolls, displacement and needs. Takes a sentence and the head of a noun phrase; returns one of
`claims.PEOPLE`, or `None` where the phrase names no people.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.extract.counted.named import NamedRoles
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

# "nous" and "vous" are people of whom the text tells no kind.
_SPOKEN = ("1", "2")
_REACH = 3
"""Sentences that are looked back for the people that "douze autres" or "cinq d'entre eux" are among."""
_ACTOR_KINDS = {"armed_group": "fighters", "government_forces": "security_forces", "state": "security_forces",
                "ministry": "security_forces", "ngo": "aid_workers", "international": "aid_workers"}
_COMPLEMENTS = ("amod", "appos", "nmod", "obl", "acl", "flat", "compound")


class Kinds:
    """Knows kinds of people. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("people")
        self._classes: dict[str, str] = {noun: name for name, nouns in table["classes"].items() for noun in nouns}
        self._ranks: dict[str, str] = {noun: name for name, nouns in table["ranks"].items() for noun in nouns}
        self._compounds: dict[str, dict[str, str]] = table["compounds"]
        self._harmed = frozenset(table["harmed_nouns"])
        self._others = frozenset(table["others"])
        self._members = frozenset(table["members"])
        self._ranked = frozenset(table["ranked"])
        self._armed = frozenset(table["armed"])
        self._former: list[str] = table["former_prefixes"]
        self._serving, self._for = frozenset(table["serving"]), frozenset(table["served"])
        self._authors = frozenset(table["authors"])
        self._attacks = frozenset(table["attacks"])
        self._roles = NamedRoles(language)
        self._theirs = frozenset(table["theirs"])
        self._owned = frozenset(table["owned"])
        self._partitive = frozenset(table["partitive"])
        self._all = frozenset(table["all"])
        self._of_which = frozenset(table["of_which"])
        self._among = frozenset(table["among"])
        self._mostly = frozenset(table["mostly"])
        self._peacekeeping = frozenset(table["peacekeeping"])
        self._not_people = frozenset(table["not_people"])
        self._approximates = frozenset(language.table("numbers")["approximates"])
        self._measures = language.words("measures")
        self._nations = language.words("peoples") | {
            form for forms in language.table("demonyms").values() for form in forms}

    def is_harmed(self, token: Token) -> bool:
        """Whether a noun says what was done to people ("morts", "blessés") and not who they are."""
        return token.lemma.lower() in self._harmed

    def is_other(self, token: Token) -> bool:
        """Whether a word only sets people apart from others told before ("autres")."""
        return token.lemma.lower() in self._others or token.lower in self._others

    def is_known(self, token: Token) -> bool:
        """Whether a word is a noun of people by itself."""
        return {token.lemma.lower(), token.lower} & self._classes.keys() != set() or self.is_harmed(token)

    def is_member(self, token: Token) -> bool:
        """Whether a noun names those who belong to something, whose kind is that of what they belong to."""
        return token.lemma.lower() in self._members

    def is_most(self, sentence: Sentence, head: Token) -> bool:
        """Whether a noun only says what most of those told before are: "essentiellement des civils"."""
        return any(t.lower in self._mostly for t in sentence.tokens[max(0, head.i - 2):head.i])

    def can_be_people(self, token: Token) -> bool:
        """Whether a noun that no list knows may name people where its verb says that they are ("63 « apostats »"), be
        it in capitals."""
        if token.mention is not None and (
                token.mention.kind != "name" or token.mention.value.actors or token.mention.value.places):
            return False
        return token.pos in ("NOUN", "ADJ", "PROPN") and token.lemma.lower() not in self._not_people

    def of(self, meanings: Meanings, sentence: Sentence, head: Token) -> str | None:
        """The kind of people that a phrase names by itself, `None` where it names none."""
        if head.mention is not None and head.mention.kind in ("time", "quotation", "number"):
            return None
        lemma = head.lemma.lower()
        own = self._classes.get(lemma) or self._classes.get(head.lower)
        if own == "people":
            own = self._served(meanings, sentence, head) or own
        if own == "security_forces" and any(
                t.lemma.lower() in self._peacekeeping for t in sentence.children(head, "nmod", "amod")):
            return "peacekeepers"
        compound = self._compounds.get(lemma, {})
        for t in sentence.children(head, "amod", "acl", "nmod") if compound else ():
            if t.lemma.lower() in compound:
                return compound[t.lemma.lower()]
        ranked = lemma in self._ranked and any(t.pos == "NUM" for t in sentence.tokens[head.i + 1:head.i + 2])
        if lemma in self._members or ranked:
            kind = self._of_member(meanings, sentence, head, own)
            return kind if kind not in (None, "people") else self._of_titled(meanings, sentence, head) or kind
        if own in (None, "people"):
            finer = self._finer(sentence, head)
            if finer is not None and (own is not None or lemma in self._harmed):
                return finer
        if own is not None:
            return own
        if any(lemma.startswith(p) and lemma.removeprefix(p) in self._classes for p in self._former):
            return "people"
        if lemma in self._harmed or self.is_other(head):
            return "people"
        if head.lower in self._nations and (
                head.pos in ("NOUN", "PROPN") or head.text[:1].isupper() or _has_number(sentence, head)):
            return self._served(meanings, sentence, head) or "people"
        if meanings.sort(sentence, head) not in ("person", "people"):
            return None
        return self._roles.of_named(meanings, sentence, head, self._told_by) or "people"

    def _of_titled(self, meanings: Meanings, sentence: Sentence, title: Token) -> str | None:
        """The kind of the one whose title stands before their name: "l'émir X", of whom the text tells more."""
        names = [t for t in sentence.children(title, "nmod", "appos", "flat") if not sentence.children(t, "case")]
        found = (self._roles.of_named(meanings, sentence, t, self._told_by) for t in names)
        return next((kind for kind in found if kind is not None), None)

    def _served(self, meanings: Meanings, sentence: Sentence, head: Token) -> str | None:
        """The kind of those who are said to work for a body, be it at the end of a list: "six Français et un Nigérien
        travaillant pour l'ONG X"."""
        for member in (head, *sentence.children(head, "conj")):
            for verb in sentence.children(member, "acl"):
                if verb.lemma.lower() not in self._serving:
                    continue
                for t in sentence.children(verb, "obl", "obl:arg", "obl:mod", "obl:agent"):
                    if meanings.preposition(sentence, t) in self._for:
                        return self.in_ranks(meanings, sentence, t)
        return None

    def _told_by(self, meanings: Meanings, sentence: Sentence, noun: Token) -> str | None:
        """The kind that a noun says of the person beside whose name it stands: that of its class, or of those whose
        chief or member it names."""
        if noun.lemma.lower() in self._members:
            return self._of_member(meanings, sentence, noun, None)
        if noun.lemma.lower() in self._authors and any(
                t.lemma.lower() in self._attacks for t in sentence.children(noun, "nmod")):
            return "fighters"
        return self._classes.get(noun.lemma.lower())

    def referred(self, meanings: Meanings, sentence: Sentence, head: Token) -> str:
        """The kind of the people that a number, a pronoun or "autres" is counted among: those of its complement
        ("cinq de ses hommes", "dix d'entre eux"), else those counted last before."""
        for t in sentence.children(head, "nmod", "obl"):
            if t.pos == "PRON":
                return self._antecedent(meanings, sentence, t, self._harmer(meanings, sentence, head)) or "people"
            if meanings.preposition(sentence, t) not in self._partitive and not self.is_among(sentence, t):
                continue
            found = (
                self.in_ranks(meanings, sentence, t) if self.is_among(sentence, t) else self.of(meanings, sentence, t)
            )
            if found is not None:
                return found
        if head.pos == "PRON":
            own = head.morph.get("Person") in _SPOKEN
            return (None if own else self._antecedent(meanings, sentence, head)) or "people"
        return next(self.before(meanings, sentence, head), "people")

    def before(self, meanings: Meanings, sentence: Sentence, token: Token) -> Iterator[str]:
        """The kinds of the people named before a token, the nearest first: those with a number before those in a bare
        plural. Parts of a count ("dont 12 enfants") are passed over."""
        for is_counted in (_has_number, _is_plural, _is_new):
            for here, t in self._nouns_before(meanings, sentence, token):
                found = self.of(meanings, here, t) if is_counted(here, t) and not self._is_part(here, t) else None
                if found is not None:
                    yield found

    def _nouns_before(self, meanings: Meanings, sentence: Sentence, token: Token) -> Iterator[tuple[Sentence, Token]]:
        sentences = meanings.analysis.sentences
        for back in range(min(_REACH, sentence.index + 1)):
            here = sentences[sentence.index - back]
            for t in reversed(here.tokens):
                if (back or t.i < token.i) and t.pos in ("NOUN", "PROPN", "ADJ"):
                    yield here, t

    def _is_part(self, sentence: Sentence, head: Token) -> bool:
        return any(t.lower in self._of_which for t in sentence.tokens[max(0, head.i - 4):head.i])

    def in_ranks(self, meanings: Meanings, sentence: Sentence, head: Token) -> str | None:
        """The kind of those who belong to a party, a force or a service ("23 parmi les troupes gouvernementales")."""
        owned = self.is_member(head) and any(sentence.children(t, "case") for t in sentence.children(head, "nmod"))
        found = self.of(meanings, sentence, head) if owned else None  # "le personnel de la mission"
        found = found or self._ranks.get(head.lemma.lower()) or self.of(meanings, sentence, head)
        if found is not None:
            return found
        if head.mention is not None and head.mention.kind == "name" and head.mention.value.actors:
            return _ACTOR_KINDS.get(head.mention.value.actors[0].kind)
        for t in sentence.children(head, "nmod", "appos", "flat"):
            found = self.in_ranks(meanings, sentence, t)
            if found is not None:
                return found
        return None

    def _of_member(self, meanings: Meanings, sentence: Sentence, head: Token, own: str | None) -> str | None:
        """The kind of "membres", "hommes", "éléments": that of what they belong to."""
        for t in sentence.children(head, "amod", "acl", "appos", "flat"):
            if t.lemma.lower() in self._armed:
                return "fighters"
            if t.dep == "amod" and self._classes.get(t.lemma.lower()) not in (None, "people"):
                return self._classes[t.lemma.lower()]
        for t in sentence.children(head, "nmod"):
            if t.i > head.i and sentence.children(t, "case"):
                if head.lemma.lower() in self._approximates and t.lemma.lower() in self._measures:
                    return None
                return self.in_ranks(meanings, sentence, t) or own or "people"
        if any(t.lower in self._owned for t in sentence.children(head, "det", "nmod:poss")):
            if own == "men":
                return self._of_owner(meanings, sentence, head)
            return self._of_owner(meanings, sentence, head, own or "people")
        return own

    def _of_owner(self, meanings: Meanings, sentence: Sentence, head: Token,
                  otherwise: str = "security_forces") -> str:
        """Whose "ses hommes" are: the fighters of an armed group, else soldiers, or what is said `otherwise`."""
        plural = any(t.lower in self._theirs for t in sentence.children(head, "det", "nmod:poss"))
        grouped: str | None = None
        for back in (0, 1):
            index = sentence.index - back
            if index < 0:
                break
            here = meanings.analysis.sentences[index]
            for t in reversed(here.tokens[:head.i] if not back else here.tokens):
                if t.pos not in ("NOUN", "PROPN") or meanings.sort(here, t) != "party":
                    continue
                if otherwise == "people" and t.mention is not None and t.mention.kind == "name" and (
                        t.mention.value.places):
                    continue  # "chassé d'Irak malgré la mort de son chef"
                kind = self.in_ranks(meanings, here, t)
                if not plural or t.morph.get("Number") != "Sing":
                    return kind or otherwise
                grouped = grouped or (kind if kind == "fighters" else None)  # "le groupe": "leurs chefs"
        return grouped or otherwise

    def _antecedent(self, meanings: Meanings, sentence: Sentence, pronoun: Token,
                    other: Token | None = None) -> str | None:
        """The kind of those whom a pronoun takes up, who are not `other`, by their noun or by what they belong to."""
        found = meanings.antecedent(sentence, pronoun, ("people", "party", "person"))
        if found is not None and found[0] is sentence and found[1] is other:
            found = None
        kind = self.in_ranks(meanings, *found) if found else None
        return kind or next(self.before(meanings, sentence, pronoun), None)

    def _harmer(self, meanings: Meanings, sentence: Sentence, head: Token) -> Token | None:
        """Who does what is done to a phrase, and so is none of those that its pronoun takes up: "les rebelles ont tué
        cinq d'entre eux"."""
        verb = sentence.head(head)
        if head.dep != "obj" or verb.pos != "VERB":
            return None
        return next(iter(meanings.roles(sentence, verb).agent), None)

    def is_among(self, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase says among whom people are: "parmi les troupes", "dans les rangs de"."""
        words = " ".join(t.lower for t in sentence.tokens[max(0, head.i - 5):head.i + 1])
        return any(phrase in words for phrase in self._among)

    def _finer(self, sentence: Sentence, head: Token) -> str | None:
        """The kind that an adjective or "parmi les civils" gives: "12 morts civils", "trois morts parmi les
        soldats"."""
        behind = sentence.tokens[head.i + 1:head.i + 5]
        if any(t.lower in self._all for t in behind):
            found = next((k for t in behind if (k := self._classes.get(t.lemma.lower()))), None)
            if found is not None:
                return found
        for t in sentence.children(head, *_COMPLEMENTS):
            if self.is_most(sentence, t):
                continue
            if t.i <= head.i or (t.mention is not None and t.mention.kind == "number"):
                continue
            if t.dep in ("nmod", "obl") and not self.is_among(sentence, t):
                continue
            if any(c.mention is not None for c in sentence.children(t, "nummod")):
                continue
            found = self._classes.get(t.lemma.lower()) or self._classes.get(t.lower)
            if any(self._classes.get(c.lemma.lower()) not in (None, found) for c in sentence.children(t, "conj")):
                continue  # "parmi les femmes et les enfants"
            if found and found != "people":
                return found
        return None


def _has_number(sentence: Sentence, head: Token) -> bool:
    around = [t for t in sentence.children(head) if t.i < head.i] + sentence.tokens[max(0, head.i - 1):head.i]
    return any(t.mention is not None and t.mention.kind == "number" for t in around)


def _is_new(sentence: Sentence, head: Token) -> bool:
    """Whether an indefinite article brings somebody in: "un soldat a été tué et deux autres blessés"."""
    return any(t.morph.get("Definite") == "Ind" for t in sentence.children(head, "det"))


def _is_plural(sentence: Sentence, head: Token) -> bool:
    return head.morph.get("Number") == "Plur"
