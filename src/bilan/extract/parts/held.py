"""Which places a phrase of control speaks of: the named ones of a list, the whole that a share is taken of, and the
name that a common noun stands in apposition to.

Takes a sentence, the predicate and the head that a frame found; gives the heads that name the places, each with the
extent (`whole` or `part`) that the phrase tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.extract.parts import near
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_CLAUSES = ("acl", "acl:relcl", "amod")
_MOST_NAMES = 12


class HeldPlaces:
    """Knows how French tells places and shares of them. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("control")
        self._shares = frozenset(table["share_nouns"])
        self._wholes = frozenset(table["whole_nouns"])
        self._remnants = frozenset(table["remnant_nouns"])
        self._small = frozenset(table["small_adjectives"])
        self._partly = frozenset(table["partly"])
        self._through = frozenset(table["through"])
        self._of_which = frozenset(table["of_which"])
        self._apart = self._of_which | self._partly
        self._examples = frozenset(table["examples"])
        self._those = frozenset(table["those"])
        self._one_of = frozenset(table["one_of"])
        self._not_places = frozenset(table["not_places"])
        self._labels = frozenset(table["label_nouns"])
        self._strong_points = frozenset(table["strong_points"]) | frozenset(language.table("participants")["sites"])
        self._back = frozenset(table["back"])
        self._lists = frozenset(table["lists"])

    def is_place(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase names a place, a share of one, or those of a kind ("celui de X")."""
        lemma = token.lemma.lower()
        if token.mention is None and lemma in self._not_places:
            return False
        if lemma in self._those or token.lower in self._of_which:
            kinds = sentence.children(token, "nmod")
            return token.lower in self._of_which or any(meanings.is_place(sentence, t) for t in kinds)
        if lemma in self._through or self._is_share(sentence, token):
            return self._whole_of(meanings, sentence, token) is not None
        return meanings.is_place(sentence, token) or (token.mention is None and lemma in self._strong_points)

    def is_settled(self, token: Token) -> bool:
        """Whether a phrase names a town or something else that can be besieged, and no institution or province."""
        return token.mention is not None or token.lemma.lower() in self._labels

    def is_site(self, token: Token) -> bool:
        """Whether a phrase names a building or a site."""
        return token.mention is None and token.lemma.lower() in self._strong_points

    def is_of_kind(self, token: Token) -> bool:
        """Whether a pronoun is one of those that the noun behind them explains ("celui de X")."""
        return token.lemma.lower() in self._those

    def places(self, meanings: Meanings, sentence: Sentence, predicate: Token, head: Token) -> list[tuple[Token, str]]:
        """The heads of the places that `head` speaks of, each with its extent."""
        extent = "part" if self._is_part(meanings, sentence, predicate, head) else "whole"
        head = self._climbed(sentence, predicate, head)
        for _ in range(3):
            head = (self._whole_of(meanings, sentence, head) if self._opens(sentence, head) else None) or head
        behind = self._behind(meanings, sentence, head)
        behind += [(t, "whole") for t in self._continued(meanings, sentence, head)] if head.mention is None else []
        names = self._names(meanings, sentence, head)
        if names:
            return [(n, extent) for n in names] + behind
        if near.is_label(meanings, sentence, predicate, head):
            return behind
        return [(head, extent), *behind]

    def _opens(self, sentence: Sentence, head: Token) -> bool:
        lemma = head.lemma.lower()
        return lemma in self._through or lemma in self._those or self._is_share(sentence, head)

    def _is_share(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun or number tells a share: "la moitié de", "70 % de", "22 des 28 districts"."""
        if token.mention is not None:
            below = sentence.children(token, "nmod", "obl", "flat")
            return token.mention.kind == "number" and any(t.pos in ("NOUN", "PROPN") for t in below)
        lemma = token.lemma.lower()
        if lemma not in self._shares:
            return False
        return not sentence.children(token, "amod") or lemma not in self._remnants

    def _is_part(self, meanings: Meanings, sentence: Sentence, predicate: Token, head: Token) -> bool:
        lemma = head.lemma.lower()
        if self._is_share(sentence, head) and lemma not in self._wholes:
            return True
        small = any(t.lemma.lower() in self._small for t in sentence.children(head, "amod"))
        if head.mention is None and (
                small or (lemma in self._remnants and not self._named_inside(meanings, sentence, head))):
            return True
        beside = [*sentence.children(predicate, "advmod", "obl"), *sentence.children(head, "nmod", "advmod")]
        beside += [c for t in sentence.children(head, "nmod") for c in sentence.children(t, "case")]
        beside += [sentence.head(predicate)] if predicate.dep == "nmod" else []
        return any(t.lemma.lower() in self._partly for t in beside)

    def _named_inside(self, meanings: Meanings, sentence: Sentence, head: Token) -> bool:
        return any(t.mention is not None for t in sentence.children(head, "nmod", "appos", "flat", "flat:name"))

    def _whole_of(self, meanings: Meanings, sentence: Sentence, head: Token) -> Token | None:
        """The place behind a share or a noun of control ("la moitié de la ville", "le contrôle de la ville"), or before
        the "dont" that a share hangs on."""
        for t in sentence.children(head, "nmod", "obl", "flat", "appos"):
            if t.lower in self._of_which:
                verb = next((u for u in sentence.ancestors(t) if u.dep == "acl:relcl"), None)
                if verb is not None:
                    return sentence.head(verb)
            elif t.pos != "PRON" and self.is_place(meanings, sentence, t):
                return t
        return self._before_of_which(meanings, sentence, head) or self._referred(meanings, sentence, head)

    def _referred(self, meanings: Meanings, sentence: Sentence, head: Token) -> Token | None:
        """The "en" of a share ("ils en tiennent la moitié") where it stands for a place."""
        for t in sentence.children(sentence.head(head)):
            if t.lower in self._back and t.i < head.i and meanings.is_place(sentence, t):
                return t
        return None

    def _before_of_which(self, meanings: Meanings, sentence: Sentence, head: Token) -> Token | None:
        verb = sentence.head(head)
        if verb.dep == "acl:relcl" and any(t.lower in self._of_which and t.i < verb.i for t in sentence.children(verb)):
            named = sentence.head(verb)
            part = sentence.head(named)  # "la vieille ville d'Alep, dont": the part, and not the town
            is_part = named.dep == "nmod" and named.mention is not None and part.mention is None
            return part if is_part and meanings.is_place(sentence, part) else named
        return None

    def _climbed(self, sentence: Sentence, predicate: Token, head: Token) -> Token:
        """A participle or a relative clause belongs to the first noun of a chain of place nouns with which it agrees,
        and not to the last ("une localité de la province tenue par", "deux bourgs de la province encerclés par")."""
        if predicate.dep not in _CLAUSES or head.mention is not None or sentence.head(predicate) is not head:
            return head
        number = None if predicate.morph.get("VerbForm") == "Fin" else predicate.morph.get("Number")
        top = last = sentence.head(head) if head.dep == "conj" and head.morph.get("Number") != number else head
        while top.dep == "nmod" and sentence.head(top).pos == "NOUN" and sentence.head(top).mention is None:
            up = sentence.head(top)
            if up.lemma.lower() not in self._labels:
                break
            if number is not None and up.morph.get("Number") not in (number, None) and \
                    head.morph.get("Number") == number:
                break
            top = up
        return head if top is last else top

    def _names(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
        """The names that stand for a common noun: those that a plural lists, those that it stands in apposition to, or
        those in apposition to it. None where the noun and its name are one ("le quartier de X")."""
        if head.mention is not None:
            return [head, *self._continued(meanings, sentence, head)]
        plural = head.morph.get("Number") == "Plur"
        listed: list[Token] = []
        for t in sentence.children(head, "nmod", "appos", "flat", "flat:name"):
            start = self._opened(meanings, sentence, t)
            if not self._is_named(meanings, start):
                continue
            listed += [m for m in near.taken_in(meanings, sentence, start, self._apart) if self._is_named(meanings, m)]
            if plural and (len(listed) > 1 or t.dep == "appos"):
                return [m for m in listed if not is_country(m)] or listed  # "les villes de X, en Irak, et de Y"
            if not plural and t.dep == "appos" and not sentence.children(head, "nmod"):
                return [start]
        inside = near.inside(meanings, sentence, head)
        named_inside = any(t.mention is not None and t.mention.kind == "name" for t in inside)
        if named_inside and not self._is_apposed(sentence, inside):
            return []
        listed = self._listed_after(meanings, sentence, head) if plural else []
        return self._host(meanings, sentence, head, plural) or listed

    def _listed_after(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
        """The names that a plural phrase announces: "deux nouveaux quartiers, X et Y", "trois districts, ceux de X, de
        Y"."""
        i = near.inside(meanings, sentence, head)[-1].i + 1
        tokens = sentence.tokens
        if i >= len(tokens) or tokens[i].text not in (",", ":"):
            return []
        found: list[Token] = []
        for t in tokens[i + 1:i + 1 + 3 * _MOST_NAMES]:
            if self._is_named(meanings, t):
                found.append(t)
            elif not (t.pos in ("ADP", "DET", "CCONJ") or t.text == "," or t.lemma.lower() in self._those):
                break
        return found if len(found) > 1 else []

    def _continued(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
        """The names that go on a list behind an aside: "de X, l'un des plus peuplés, ainsi que de Y et de Z"."""
        tokens = sentence.tokens
        found: list[Token] = []
        for t in tokens[head.i + 1:head.i + 3 * _MOST_NAMES]:
            if t.morph.get("VerbForm") == "Fin":
                break
            if not self._is_named(meanings, t) or t.head == head.i or t.i < 3:
                continue
            before = tokens[t.i - 1] if tokens[t.i - 1].pos != "DET" else tokens[t.i - 2]
            joint = tokens[before.i - 1]
            if before.pos == "ADP" and before.lemma.lower() == (meanings.preposition(sentence, head) or "") and (
                    joint.lower in self._lists or (joint.dep == "fixed" and sentence.head(joint).lower in self._lists)):
                found.append(t)
        return [t for t in found if t not in meanings.members(sentence, head)]

    def _opened(self, meanings: Meanings, sentence: Sentence, token: Token) -> Token:
        """The first name behind "ceux de", the token itself elsewhere."""
        if token.lemma.lower() in self._those:
            return next(iter(sentence.children(token, "nmod")), token)
        return token

    def _is_named(self, meanings: Meanings, token: Token) -> bool:
        if token.mention is None or token.mention.kind != "name":
            return False
        name = token.mention.value
        return name.shape not in ("person", "body") and (bool(name.places) or name.shape == "place" or not name.actors)

    def _is_apposed(self, sentence: Sentence, phrase: list[Token]) -> bool:
        """Whether a noun phrase without a preposition follows a comma, as an apposition does."""
        first = phrase[0]
        return first.i >= 2 and sentence.tokens[first.i - 1].text == "," and first.pos != "ADP"

    def _host(self, meanings: Meanings, sentence: Sentence, head: Token, plural: bool) -> list[Token]:
        """The names right before the comma that an apposition follows: "X, une localité tenue par", "X et Y, deux
        localités"."""
        above = sentence.head(head)
        if head.dep == "nmod" and above.lemma.lower() in self._one_of and above.i < head.i:
            head, plural = above, False  # "X, l'un des rares bastions de"
        phrase = near.inside(meanings, sentence, head)
        if not self._is_apposed(sentence, phrase):
            return []
        i = phrase[0].i - 2
        commas = [t.i for t in sentence.tokens[1:i] if t.text == ","]
        aside = commas and sentence.tokens[commas[-1] + 1].pos == "ADP" and (
            commas[-1] + 2 < i or is_country(sentence.tokens[i]))
        if aside and self._is_named(meanings, sentence.tokens[commas[-1] - 1]):
            i = commas[-1] - 1  # "X, dans le nord de Y, une localité tenue par"
        last = sentence.tokens[i]
        if last.text == ")":
            while i > 0 and sentence.tokens[i].text != "(":
                i -= 1
            last = sentence.tokens[i - 1]
        if not self._is_named(meanings, last):
            return []
        return [last, *self._listed_before(meanings, sentence, last)] if plural else [last]

    def _listed_before(self, meanings: Meanings, sentence: Sentence, last: Token) -> Iterator[Token]:
        i = last.i - 1
        for _ in range(_MOST_NAMES):
            while i > 0 and (sentence.tokens[i].pos in ("ADP", "CCONJ", "DET") or sentence.tokens[i].text == ","):
                i -= 1
            if i < 0 or i == last.i - 1 or not self._is_named(meanings, sentence.tokens[i]):
                return
            last = sentence.tokens[i]
            yield last
            i -= 1

    def _behind(self, meanings: Meanings, sentence: Sentence, head: Token) -> list[tuple[Token, str]]:
        """The places that "dont" or "notamment" names behind a group: "un territoire limité, dont le quartier de X"."""
        plural = head.mention is None and head.morph.get("Number") == "Plur"
        behind = sentence.tokens[head.i + 1:head.i + 14]
        for t in behind:
            if t.text in (".", ";") or t.morph.get("VerbForm") == "Fin":
                return []
            named = plural and t.lower in self._examples and sentence.tokens[t.i - 1].text == ","
            if t.lower in self._of_which or named:
                return self._after_of_which(meanings, sentence, t)
        return []

    def _after_of_which(self, meanings: Meanings, sentence: Sentence, word: Token) -> list[tuple[Token, str]]:
        after = sentence.tokens[word.i + 1:word.i + 7]
        closed = next((n for n, u in enumerate(after) if u.text == ")"), len(after))
        after = after[:closed]
        if any(u.morph.get("VerbForm") == "Fin" or u.lower == word.lower for u in after):
            return []
        if after and after[0].lemma.lower() in self._those:  # "des troupes, dont celles venues de X": troops, no places
            return []
        for u in after:
            if self.is_place(meanings, sentence, u) and u.pos in ("NOUN", "PROPN", "PRON"):
                found: list[tuple[Token, str]] = []
                for m in near.listed(meanings, sentence, u):
                    if not self.is_place(meanings, sentence, m):
                        continue
                    extent = "part" if self._is_share(sentence, m) and m.lemma.lower() not in self._wholes else "whole"
                    whole = self._whole_of(meanings, sentence, m) if self._opens(sentence, m) else None
                    names = self._names(meanings, sentence, whole or m)
                    found.extend((n, extent) for n in names or [whole or m])
                return found
        return []


def is_country(token: Token) -> bool:
    """Whether a name is first of all that of a country."""
    name = token.mention
    return name is not None and name.kind == "name" and any(p.level == "country" for p in name.value.places[:1])
