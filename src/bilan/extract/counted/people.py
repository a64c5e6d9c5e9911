"""Counted people: a noun phrase, a bare number, a pronoun or a share, with how many they are and of what kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bilan.analysis import Meanings
from bilan.extract.counted.kinds import Kinds
from bilan.language.contract import Language
from bilan.quantities import Count, Order, Share
from bilan.syntax import Sentence, Token

_SUBJECTS = ("nsubj", "nsubj:pass")
_DIRECT = ("obj", "nsubj", "nsubj:pass")
_RISE = 9
"""Tokens behind a verb among which a number tells what another has become."""
_LOOK_BACK = 3
"""Sentences that are looked back for the number that a share is taken of."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people: the head of its phrase, its count, its kind, and whether households are counted."""

    head: Token
    count: Count
    people: str
    households: bool = False


class People:
    """Reads groups of people. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("people")
        self.kinds = Kinds(language)
        self._households = frozenset(table["households"])
        self._many = frozenset(table["collectives"]) | self._households
        self._the = frozenset(table["the"])
        self._titles = frozenset(table["titles"])
        self._one = frozenset(table["one"])
        self._one_of = frozenset(table["one_of"])
        self._some = frozenset(table["some"])
        self._number_nouns = frozenset(table["number_nouns"])
        self._of = frozenset(table["bare_of"])
        self._great = frozenset(table["great"])
        self._few = frozenset(table["few"])
        self._to = frozenset(table["reached"])
        self._as_many = frozenset(table["as_many"])
        self._certain = frozenset(table["some_number"])
        self._spread = tuple(table["spread"])
        self._heavy = frozenset(table["heavy"])
        self._of_both = frozenset(table["of_both"])
        self._orders: dict[str, Order] = table["pronoun_orders"]

    def people(self, meanings: Meanings, sentence: Sentence, head: Token) -> str | None:
        """The kind of a phrase's people, `None` where it does not name people."""
        if is_number(head) or head.pos == "PRON" or self.kinds.is_other(head) or head.lower in self._orders:
            return self.kinds.referred(meanings, sentence, head)
        return self.kinds.of(meanings, sentence, head)

    def group(self, meanings: Meanings, sentence: Sentence, head: Token, *, vague: bool = True,
              animate: bool = False, bare: bool = False) -> Group | None:
        """The group that a phrase names, `None` where it has no count. With `vague` an indefinite plural counts as
        several, with `bare` one without an article; a named person or "un civil" is one. `animate` is true where the
        verb says that they are people."""
        if head.lemma.lower() in self._number_nouns:
            head = next(iter(sentence.children(head, "nmod")), head)
        head = self._made_up_of(sentence, head)
        share = self.share(sentence, head)
        if share is not None:
            return self._shared(meanings, sentence, head, share)
        count = self.count(sentence, head, vague=vague)
        people = self.people(meanings, sentence, head)
        if (
            people is None
            and animate
            and count is not None
            and count.order != "several"
            and self.kinds.can_be_people(head)
        ):
            people = "people"
        if people is None:
            return None
        if count is None and self.name(meanings, sentence, head) is not None:
            count = Count.exact(1)
        if count is None and bare and self._is_bare(sentence, head):
            count = Count(order="several")
        if count is None or (count.order == "several" and self.kinds.is_most(sentence, head)):
            return None
        if any(self._is_mixed_in(meanings, sentence, t, people) for t in sentence.children(
                head, "conj")):
            people = "people"
        if people == "people" and count == Count.exact(1) and self._is_woman(sentence, head):
            people = "women"
        return Group(head, count, people, head.lemma.lower() in self._households)

    def _made_up_of(self, sentence: Sentence, head: Token) -> Token:
        """The counted people that a noun of many in the singular is made up of: "une famille de cinq personnes"."""
        if head.lemma.lower() not in self._many or head.morph.get("Number") == "Plur":
            return head
        made_of = [t for t in sentence.children(head, "nmod") if any(
            c.lower in self._of for c in sentence.children(t, "case")) and any(
            is_number(n) for n in sentence.children(t, "nummod"))]
        return made_of[0] if made_of else head

    def _is_mixed_in(self, meanings: Meanings, sentence: Sentence, head: Token, people: str) -> bool:
        """Whether a second noun shares the number of the first and names others: "800 femmes et enfants", "90 civils et
        militaires"."""
        counted = sentence.children(head, "nummod", "det", "case") or head.mention is not None
        return not counted and self.people(meanings, sentence, head) not in (None, people)

    def _is_woman(self, sentence: Sentence, head: Token) -> bool:
        """Whether a noun is the feminine of one for men and women: "une caissière"."""
        return head.pos == "NOUN" and head.mention is None and head.morph.get("Gender") == "Fem" and (
            bool(sentence.children(head, "det")) and head.lemma.lower() not in self._of_both)

    def _is_bare(self, sentence: Sentence, head: Token) -> bool:
        """Whether a plural stands right behind "de", without an article: "la mort de civils"."""
        cases = [t for t in sentence.children(head, "case") if t.i < head.i]
        articles = sentence.children(head, "det", "nummod")
        return head.pos == "NOUN" and head.morph.get("Number") == "Plur" and not articles and any(
            t.lower in self._of for t in cases)

    def count(self, sentence: Sentence, head: Token, *, vague: bool = True) -> Count | None:
        """The count of a phrase: its number, its article, what the head itself says, or the verb of "le nombre de"."""
        if is_number(head):
            return _value(head)
        around = (*sentence.children(head, "nummod", "det", "amod", "nmod", "advmod"), *self._before(sentence, head))
        numbers = [t for t in around if is_number(t) and t.i < head.i]
        if numbers:
            return _value(max(numbers, key=lambda t: t.i))  # the nearest: "de 40 à 53 morts"
        if head.lower in self._titles and head.morph.get("Number") != "Plur" and not head.mention:
            return Count.exact(1)
        found = self._told_apart(sentence, head)
        if found is not None:
            return found
        if head.lower in self._one_of or (head.lower in self._one and self._is_partitive(sentence, head)):
            return Count.exact(1)
        if vague and head.lower in self._orders and (head.pos == "PRON" or head.dep in _SUBJECTS):
            return Count(order=self._orders[head.lower])
        if vague and self.kinds.is_harmed(head) and any(
                t.lemma.lower() in self._heavy and t.i < head.i for t in sentence.children(head, "amod")):
            return Count(order="many")
        cases = sentence.children(head, "case")
        if vague and head.dep in _DIRECT and any(t.lower in self._some for t in cases):
            return Count(order="several")  # an article that the parser took for a preposition: "a pris des clients"
        first = sentence.tokens[head.i - 2:head.i - 1] if head.i > 1 else []
        if vague and head.dep in _DIRECT and self.kinds.is_other(sentence.tokens[head.i - 1]) and any(
                t.lower in self._of for t in first):
            return Count(order="several")  # "d'autres soldats"
        determiner = next((t for t in sentence.children(head, "det", "nummod") if t.i < head.i), None)
        if determiner is None:
            return None
        another = head.pos == "PRON" and self.kinds.is_other(head) and determiner.lower in self._the
        if (another or determiner.lower in self._one) and head.morph.get("Number") != "Plur":
            return Count.exact(1)  # "un soldat", "blessant l'autre"
        if vague and determiner.lower in self._some and determiner.pos == "DET":
            return Count(order="several")
        return None

    def _is_partitive(self, sentence: Sentence, head: Token) -> bool:
        """Whether a pronoun takes one out of those in its complement: "un de ses fils"."""
        return head.pos == "PRON" and any(
            c.lower in self._of for t in sentence.children(head, "nmod") for c in sentence.children(t, "case"))

    def share(self, sentence: Sentence, head: Token) -> Share | None:
        """The share that a head is the noun of ("la moitié", "le reste"), `None` where it is none."""
        return next((s for s in sentence.shares if s.start <= head.start and head.end <= s.end), None)

    def taken(self, share: Share, whole: Count) -> Count | None:
        """What a share of a count is, `None` where either tells no figure."""
        if share.rest or whole.value is None or share.numerator is None or share.denominator is None:
            return None
        bound = share.bound if share.bound != "exact" else whole.bound
        value = round(whole.value * share.numerator / share.denominator)
        return Count(value=value, bound=bound, derived=f"{whole.value} × {share.numerator}/{share.denominator}")

    def _shared(self, meanings: Meanings, sentence: Sentence, head: Token, share: Share) -> Group | None:
        """The group that a share names, of the whole in its complement or of the number told last before."""
        for t in sentence.children(head, "nmod", "obl"):
            people = self.people(meanings, sentence, t) if t.pos != "PRON" else None
            if people is not None:
                whole = self.count(sentence, t, vague=False)
                count = self.taken(share, whole) if whole is not None else None
                return Group(head, count, people) if count is not None else None
        for whole, people in self._told_before(meanings, sentence, head):
            count = self.taken(share, whole)
            if count is not None:
                return Group(head, count, people)
        return None

    def _told_before(self, meanings: Meanings, sentence: Sentence, head: Token) -> Iterator[tuple[Count, str]]:
        for back in range(_LOOK_BACK):
            if sentence.index - back < 0:
                return
            here = meanings.analysis.sentences[sentence.index - back]
            for t in reversed(here.tokens):
                if (back == 0 and t.i >= head.i) or t.pos not in ("NOUN", "PROPN"):
                    continue
                count = self.count(here, t, vague=False)
                people = self.kinds.of(meanings, here, t)
                if count is not None and count.value is not None and people is not None:
                    yield count, people

    def _before(self, sentence: Sentence, head: Token) -> list[Token]:
        """The token in front of a noun and its adjectives: its number, whatever the parser hung it on."""
        i = head.i - 1
        while (
            i >= 0
            and sentence.tokens[i].pos in ("ADJ", "ADV")
            and sentence.tokens[i].mention is None
            and head.i - i <= 3
        ):
            i -= 1
        return [sentence.tokens[i]] if i >= 0 else []

    def _told_apart(self, sentence: Sentence, head: Token) -> Count | None:
        """A count that stands away from its noun: behind a copula ("les déplacés sont 75.000", "ils sont 300 à avoir
        fui"), behind the verb of "le nombre de", or as "par centaines"."""
        governor = sentence.head(head)
        if head.dep in _SUBJECTS and is_number(governor):
            return _value(governor)
        if head.dep == "nmod" and governor.lemma.lower() in self._number_nouns:
            told = [t for t in sentence.tokens[max(0, governor.i - 6):governor.i] if is_number(t)]
            verb = sentence.head(governor)
            told = told or self._reached(sentence, verb) or [t for t in sentence.children(verb) if is_number(t)]
            told = told or [t for t in sentence.tokens[head.i:] if is_number(t) and t.dep in ("nsubj", "obj", "obl")]
            vague = self._vague(sentence, governor)
            return vague if vague is not None and (vague.order == "several" or not told) else (
                _value(told[-1]) if told else None)
        if governor.lower in self._as_many and governor.i < head.i:
            told = [t for t in sentence.tokens[:governor.i] if is_number(t)]
            return _value(told[-1]) if told else None  # "huit morts et autant de blessés"
        if head.dep in _SUBJECTS and governor.pos == "VERB":
            spread = [t for t in sentence.tokens[governor.i:] if is_number(t) and t.lower.startswith(self._spread)]
            return _value(spread[0]) if spread else None
        return None

    def _reached(self, sentence: Sentence, verb: Token) -> list[Token]:
        """The number that another has become: "est passé de 64 à 94"."""
        behind = [t for t in sentence.tokens[verb.i + 1:verb.i + _RISE] if t.pos != "DET"]
        return [t for before, t in pairwise(behind) if is_number(t) and before.lower in self._to][:1]

    def _vague(self, sentence: Sentence, number: Token) -> Count | None:
        """What a noun of number says without a figure: "un grand nombre de", "nombre de", "un certain nombre de", "une
        poignée de"."""
        beside = {t.lemma.lower() for t in sentence.children(number, "amod")}
        if number.lemma.lower() in self._few or beside & self._certain:
            return Count(order="several")
        bare = not sentence.children(number, "det", "nmod:poss") and not sentence.children(number, "case")
        return Count(order="many") if beside & self._great or (bare and not beside - self._great) else None

    def name(self, meanings: Meanings, sentence: Sentence, head: Token) -> Token | None:
        """The name of the one person whom a phrase names by name, alone or beside a title, else `None`."""
        if head.mention is not None:
            named = head.mention.kind == "name" and meanings.sort(sentence, head) == "person"
            return head if named else None
        if head.morph.get("Number") == "Plur":
            return None
        beside = [t for t in sentence.children(head, "appos", "flat", "flat:name", "nmod") if t.i > head.i
                  and t.mention is not None and t.mention.kind == "name" and not sentence.children(t, "case")]
        return next((t for t in beside if meanings.sort(sentence, t) == "person"), None)


def is_number(token: Token) -> bool:
    """Whether a token is a count that was recognised whole."""
    return token.mention is not None and token.mention.kind == "number"


def _value(token: Token) -> Count:
    assert token.mention is not None
    count: Count = token.mention.value
    return count


def derived(count: Count, arithmetic: str) -> Count:
    """The count with the arithmetic that gives it."""
    return replace(count, derived=arithmetic)


def counted_by(sentence: Sentence, group: Group) -> list[Token]:
    """The token of the number that counts a group, none where an article does."""
    return [t for t in sentence.tokens if is_number(t) and t.mention is not None and t.mention.value is group.count]
