"""Which noun a participle or a relative clause describes: the parser's answer, mended by agreement and order.

A parser of this size hangs "soutenues par" on the nearest noun ("les unités du contre-terrorisme, soutenues par") or on
one far before it; French marks the right one by gender and number, and by the comma that it follows.
"""

from __future__ import annotations

from bilan.resolve.grammar.phrases import NOMINAL
from bilan.syntax import Sentence, Token

_INSIDE = ("nmod", "appos", "flat", "flat:name", "amod")
_CLOSERS = frozenset({")", ",", "»", '"', "”"})
_OPENERS = frozenset({",", "("})


def described(sentence: Sentence, participle: Token) -> Token:
    """The noun that a participle or an adjective on a noun describes: its governor where the two agree, else the
    nearest noun of the phrase before its comma, or of the governor's own phrase, that agrees."""
    governor = sentence.head(participle)
    chain = before_comma(sentence, participle)
    if chain and governor not in chain:
        return next((t for t in chain if agree(participle, t)), governor)
    if agree(participle, governor):
        return governor
    above = _phrase(sentence, governor)
    return next((t for t in above if agree(participle, t)), governor)


def before_comma(sentence: Sentence, token: Token) -> list[Token]:
    """The nouns of the phrase that ends right before the comma in front of a token's own phrase, nearest first; empty
    where no comma stands there."""
    first = token.i
    own = {t.i for t in sentence.subtree(token)}
    while (
        first > 0
        and (first - 1 in own or sentence.tokens[first - 1].pos == "ADV")
        and sentence.tokens[first - 1].text not in _OPENERS
    ):
        first -= 1
    if first < 2 or sentence.tokens[first - 1].text not in _OPENERS:
        return []
    i = first - 2
    while i > 0 and sentence.tokens[i].text in _CLOSERS and sentence.tokens[i].mention is None:
        i -= 1
    last = sentence.tokens[i]
    return _phrase(sentence, last) if last.pos in NOMINAL or last.dep in _INSIDE else []


def agree(word: Token, noun: Token) -> bool:
    """Whether two words can agree in gender and number; what is not known agrees with all."""
    for feature in ("Number", "Gender"):
        mine, theirs = word.morph.get(feature), noun.morph.get(feature)
        if mine and theirs and mine != theirs:
            return False
    return True


def _phrase(sentence: Sentence, last: Token) -> list[Token]:
    """The nouns of a phrase from its last upwards, none of them beyond a verb or another member of a list."""
    chain = [last] if last.pos in NOMINAL else []
    while last.dep in _INSIDE and last.head < last.i:
        last = sentence.head(last)
        if last.pos not in NOMINAL:
            break
        chain.append(last)
    return chain
