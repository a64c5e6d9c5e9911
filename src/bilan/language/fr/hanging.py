"""Hanging the words of a parsed sentence elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.syntax import Token


def rehang(tokens: Sequence[Token], token: Token, head: Token, dep: str) -> None:
    """Hangs a token on another head by another relation, in the lists of both."""
    if token.head != token.i and token.i in tokens[token.head].children:
        tokens[token.head].children.remove(token.i)
    head.children = sorted([*head.children, token.i])
    token.head, token.dep = head.i, dep


def is_below(tokens: Sequence[Token], token: Token, above: Token) -> bool:
    """Whether a token depends on another, be it through others."""
    for _ in tokens:
        if token.head == token.i:
            return False
        token = tokens[token.head]
        if token is above:
            return True
    return False
