"""The groups that a count is broken down into: "dont 27 enfants et trois femmes", "73 morts: 50 civils et 23
soldats"."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Meanings
from bilan.extract.counted.people import Group, People, counted_by, derived, is_number
from bilan.language.contract import Language
from bilan.quantities import Count, Order
from bilan.syntax import Sentence, Token

_DASHES = frozenset({"-", "–", "—", ")"})
_INSERTS = frozenset({"(", "-", "–", "—", ",", ":"})
_CLAUSES = ("conj", "root", "parataxis", "advcl", "ccomp")
_FIRST = 6
"""Tokens behind "dont" within which the first part begins."""
_NEAR = 4
"""Tokens from the first of a part within which its noun stands."""
_LONGEST = 34
"""Tokens that a list of parts may span."""
_LONGEST_COLON = 22
"""Tokens between a count and the colon before its parts."""

_MOST = {"dozens": 100, "hundreds": 1_000, "thousands": 10_000, "tens_of_thousands": 100_000,
         "hundreds_of_thousands": 1_000_000}
"""What a vague count stays below."""


class Lists:
    """Reads the parts of a count. One instance serves a language."""

    def __init__(self, language: Language, people: People) -> None:
        table = language.table("people")
        self._people = people
        self._of_which = frozenset(table["of_which"])
        self._one = frozenset(table["one"])
        self._some = frozenset(table["some"])
        self._one_of = frozenset(table["one_of"])
        self._whose = frozenset(table["single_possessives"]) | frozenset(table["theirs"])
        self._the = frozenset(table["the"])
        self._figuring = frozenset(table["figuring"])
        self._collectives = frozenset(table["collectives"]) | frozenset(table["households"])
        self._taken_from = frozenset(table["taken_from"])
        self._certain: dict[str, Order] = table["pronoun_orders"]
        self._behind_number = frozenset(table["behind_number"])
        self._rests = frozenset(table["rests"])

    def parts(self, meanings: Meanings, sentence: Sentence, whole: Group) -> Iterator[Group]:
        """The groups that break `whole` down behind it, in order; "le reste" is what they leave of it."""
        start = self._opening(sentence, whole) or self._inserted(meanings, sentence, whole)
        if start is None:
            return
        left = whole.count.value
        for group in self._listed(meanings, sentence, start, whole):
            bare = group.count.order == "several" and group.people == whole.people and group.head.pos != "NOUN"
            if _exceeds(group.count, whole.count) or bare:
                return
            if group.count.value is not None and left is not None and not self._is_rest(group.head):
                left -= group.count.value
            if self._is_rest(group.head):
                if left is not None and left > 0 and whole.count.bound is not None:
                    count = Count(value=left, bound=whole.count.bound)
                    yield Group(group.head, derived(count, f"{whole.count.value} - {whole.count.value - left}"),  # type: ignore[operator]
                                whole.people)
                continue
            yield group

    def _opening(self, sentence: Sentence, group: Group) -> int | None:
        """The index of the first token of the parts, `None` where none follow."""
        tokens, whole, own = sentence.tokens, group.head, counted_by(sentence, group)
        for i in range(whole.i + 1, len(tokens)):
            if tokens[i].text in (".", ";"):
                return None
            if self._opens(tokens, i):
                return i + 1
            if tokens[i].text == ":" and i - whole.i <= _LONGEST_COLON:
                return i + 1 if any(is_number(t) for t in tokens[i + 1:i + 3]) else None
            if is_number(tokens[i]) and tokens[i] not in own and i > whole.i + 1 and not self._opens(tokens, i - 1):
                return None
        return None

    def _inserted(self, meanings: Meanings, sentence: Sentence, whole: Group) -> int | None:
        """The index of the first token of parts that stand right behind their whole in brackets, dashes or commas and
        add up to it ("vingt personnes – douze civils et huit soldats – ont été tuées"); `None` where none do."""
        tokens, mark = sentence.tokens, whole.head.i + 1
        while mark < len(tokens) and tokens[mark].pos == "ADJ" and tokens[mark].head == whole.head.i:
            mark += 1
        if mark + 1 >= len(tokens) or tokens[mark].text not in _INSERTS or not is_number(tokens[mark + 1]):
            return None
        values = [g.count.value for g in self._listed(meanings, sentence, mark + 1, whole)]
        known = [v for v in values if v is not None]
        adds_up = len(known) == len(values) > 1 and sum(known) == whole.count.value
        return mark + 1 if adds_up else None

    def _opens(self, tokens: list[Token], i: int) -> bool:
        two = " ".join(t.lower for t in tokens[i:i + 2])
        return tokens[i].lower in self._of_which or two in self._of_which

    def _listed(self, meanings: Meanings, sentence: Sentence, start: int, whole: Group) -> Iterator[Group]:
        tokens, i, found = sentence.tokens, start, False
        while i < min(len(tokens), start + _LONGEST):
            t = tokens[i]
            if t.text in (".", ";", ":") or (not found and i - start > _FIRST):
                return
            if not found and t.pos == "VERB" and t.morph.get("VerbForm") == "Fin" and t.lemma not in self._figuring:
                return  # "parmi lesquels il retient encore trois Français"
            if found and (self._is_another_clause(t) or (t.text == "," and not self._goes_on(tokens, i + 1))):
                return
            joined = i > start and (tokens[i - 1].pos == "CCONJ" or (found and tokens[i - 1].text == ","))
            kin = found and joined and t.lower in self._whose
            if (i == start or joined) and self._is_known(meanings, sentence, t):
                noun = sentence.head(t)
                if self._has_own_verb(sentence, noun.i, whole) or _tells_something_else(sentence, noun, whole.head):
                    return
                found, i = True, noun.i + 1
                theirs = t.lower in self._whose and self._people.kinds.is_member(noun)
                kind = None if theirs else self._people.kinds.of(meanings, sentence, noun)
                yield Group(noun, Count.exact(1), kind or whole.people)
                continue
            if kin or (self._begins_item(t) and (i == start or joined or t.lower not in self._some)):
                group, last = self._item(meanings, sentence, i, whole)
                if group is None and not is_number(t) and (joined or (not found and not self._is_article(t))):
                    i += 1
                    continue
                if group is None or self._has_own_verb(sentence, last, whole):
                    return
                found, i = True, last
                yield group
            i += 1

    def _is_another_clause(self, token: Token) -> bool:
        return token.text in _DASHES or (token.pos == "VERB" and token.dep in _CLAUSES)

    def _begins_item(self, token: Token) -> bool:
        return is_number(token) or self._is_article(token) or (
            token.lower in self._rests or token.lower in self._certain or token.lower in self._one_of)

    def _is_known(self, meanings: Meanings, sentence: Sentence, token: Token) -> bool:
        """Whether a definite article or a possessive brings in one person: "dont leur chef", "dont le maire de X"."""
        noun = sentence.head(token)
        return token.lower in self._the and token.dep == "det" and noun.pos == "NOUN" and (
            noun.i > token.i and noun.morph.get("Number") != "Plur" and not sentence.children(noun, "nummod")
            and not self._people.kinds.is_harmed(noun) and noun.lemma.lower() not in self._collectives
            and self._people.kinds.of(meanings, sentence, noun) is not None)

    def _is_article(self, token: Token) -> bool:
        """Whether a token is an indefinite article or a determiner that counts vaguely."""
        return token.lower in self._one or (token.pos == "DET" and token.lower in self._some)

    def _goes_on(self, tokens: list[Token], i: int) -> bool:
        return any(self._begins_item(t) or t.lower in self._whose for t in tokens[i:i + 3])

    def _item(self, meanings: Meanings, sentence: Sentence, i: int, whole: Group) -> tuple[Group | None, int]:
        """The group that begins at a number, an article or "le reste", and the index of its last token."""
        tokens, first = sentence.tokens, sentence.tokens[i]
        if first.lower in self._rests:
            return Group(first, whole.count, whole.people), i
        if first.lower in self._whose:
            return self._kin(meanings, sentence, i)
        for t in tokens[i + 1:i + _NEAR]:
            if t.text in (",", ".") or t.pos in ("ADP", "CCONJ", "VERB", "AUX", "SCONJ"):
                break
            if t.pos in ("NOUN", "PROPN", "ADJ") and not self._people.kinds.is_harmed(t):
                group = self._named(meanings, sentence, first, t, whole)
                if group is not None:
                    return self._counted_by(group, first), t.i
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if first.lower in self._certain and after is not None and after.lower in self._taken_from:
            noun = next((t for t in tokens[i + 2:i + _NEAR] if t.pos == "NOUN"), first)
            people = self._people.kinds.of(meanings, sentence, noun) or whole.people
            return Group(first, Count(order=self._certain[first.lower]), people), noun.i
        count = self._alone(first, after, tokens)
        if count is not None:
            ranks = is_number(first) and self._has_ranks(sentence, first)
            return Group(first, count, self._people.kinds.referred(meanings, sentence, first) if ranks
                         else whole.people), i
        return None, i

    def _named(self, meanings: Meanings, sentence: Sentence, first: Token, noun: Token, whole: Group) -> Group | None:
        """The group of a counted noun; one of those who belong to something unsaid is of the kind of the whole: "dont
        plusieurs figures"."""
        group = self._people.group(meanings, sentence, noun, animate=is_number(first))
        if group is None and self._people.kinds.is_member(noun):
            count = self._people.count(sentence, noun)
            return Group(noun, count, whole.people) if count is not None else None
        return group

    def _kin(self, meanings: Meanings, sentence: Sentence, i: int) -> tuple[Group | None, int]:
        """The one who is somebody's that was listed before: "un général et son chauffeur"."""
        noun = next(iter(sentence.tokens[i + 1:i + 2]), None)
        people = self._people.kinds.of(meanings, sentence, noun) if noun is not None and noun.pos == "NOUN" else None
        if noun is None or people is None or noun.morph.get("Number") == "Plur":
            return None, i
        return Group(noun, Count.exact(1), people), noun.i

    def _alone(self, first: Token, after: Token | None, tokens: list[Token]) -> Count | None:
        """The count of a number or of "un" that stands without a noun, for people told before: "dont deux dans un
        raid", "dont l'un grièvement"."""
        behind = after is None or after.pos in ("ADP", "CCONJ", "PUNCT") or after.lower in self._behind_number
        how = after is not None and after.pos in ("ADV", "ADJ") and after.mention is None and not any(
            t.pos == "NOUN" for t in tokens[after.i + 1:after.i + 2])
        if is_number(first):
            return first.mention.value if behind or how else None  # type: ignore[union-attr]
        one = first.lower in self._one_of or first.lower in self._one
        return Count.exact(1) if one and how else None

    def _counted_by(self, group: Group, first: Token) -> Group:
        """The group with the count that begins its phrase."""
        if is_number(first):
            return Group(group.head, first.mention.value, group.people, group.households)  # type: ignore[union-attr]
        return group

    def _has_ranks(self, sentence: Sentence, number: Token) -> bool:
        return any(self._people.kinds.is_among(sentence, t) for t in sentence.children(number, "nmod", "obl"))

    def _is_rest(self, token: Token) -> bool:
        return token.lower in self._rests

    def _has_own_verb(self, sentence: Sentence, last: int, whole: Group) -> bool:
        """Whether a group is the subject of a verb of its own, and so no part of a list; that of the whole may follow
        it."""
        ours = (whole.head, *sentence.ancestors(whole.head))
        for t in sentence.tokens[last + 1:last + 4]:
            if t.text in (",", ":", ";") or t.pos in ("ADP", "CCONJ", "PRON"):
                return False
            if t.pos in ("VERB", "AUX") and t.morph.get("VerbForm") == "Fin":
                return t not in ours and sentence.head(t) not in ours
        return False


def _tells_something_else(sentence: Sentence, noun: Token, whole: Token) -> bool:
    """Whether a noun is the subject of a clause of its own: "500 hommes arrêtés par la police, dont le chef accuse"."""
    return noun.dep in ("nsubj", "nsubj:pass") and sentence.head(noun) not in sentence.ancestors(whole)


def _exceeds(part: Count, whole: Count) -> bool:
    """Whether a figure is too large for a part of another."""
    most = whole.value or whole.high or _MOST.get(whole.order or "")
    return most is not None and (part.value or part.low or 0) > most
