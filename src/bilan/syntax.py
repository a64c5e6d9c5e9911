"""The parsed sentence: tokens with lemmas, morphology and Universal Dependencies. Only the tree, no reading of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bilan.mentions import Mention, Quotation
from bilan.quantities import Share


@dataclass(slots=True, eq=False)
class Token:
    """One token. `i` is its index in `sentence.tokens`; `head` is an index too (its own for the root).

    `start` and `end` are code points of the dispatch. `morph` maps UD features to values (`Tense`, `Mood`, `VerbForm`,
    `Voice`, `Number`, `Gender`, `Person` …). `mention` is set on a token that was recognised whole.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: dict[str, str]
    mention: Mention | None = None
    children: list[int] = field(default_factory=list)
    lower: str = field(init=False)
    """The text in lower case."""

    def __post_init__(self) -> None:
        self.lower = self.text.lower()


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of the dispatch, or of the inside of a quotation (`inside`).

    `index` counts sentences in the order of reading, `paragraph` paragraphs. `is_title` marks a title or a dateline
    that stands in the text. `tokens` is empty where no word of it could carry a claim, and it was not parsed. `shares`
    are the parts of numbers told elsewhere ("la moitié"), which are no mentions.
    """

    index: int
    start: int
    end: int
    paragraph: int = 0
    is_title: bool = False
    inside: Quotation | None = None
    mentions: list[Mention] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    def head(self, token: Token) -> Token:
        """The token's governor (itself for the root)."""
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> list[Token]:
        """The token's dependents in order, all of them or those whose relation is one of `deps` (`nsubj` alone does
        not take `nsubj:pass` in)."""
        tokens = self.tokens
        if not deps:
            return [tokens[i] for i in token.children]
        return [t for i in token.children if (t := tokens[i]).dep in deps]

    def subtree(self, token: Token) -> list[Token]:
        """The token and all that depends on it, in the order of the text."""
        seen: list[int] = []
        stack = [token.i]
        while stack:
            i = stack.pop()
            seen.append(i)
            stack.extend(self.tokens[i].children)
        return [self.tokens[i] for i in sorted(set(seen))]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The token's governors from the nearest to the root."""
        for _ in self.tokens:
            if token.head == token.i:
                return
            token = self.tokens[token.head]
            yield token
