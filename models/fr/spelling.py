"""Writes a sentence of words as French spells it: elisions, contractions, commas, a capital."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from treebank import Tree, Word, merge


class Spelling:
    """The rules of `[spelling]` in `register/lexis.toml`."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._elided: dict[str, str] = table["elided"]
        self._contracted = {tuple(words.split()): form for words, form in table["contracted"].items()}
        self._vowels = frozenset(table["vowels"])
        self._aspirated = frozenset(table["aspirated"])

    def written(self, tree: Tree) -> Tree:
        """The tree with elisions and contractions made, no comma before another sign, and a capital first."""
        tree, i = _punctuated(tree), 0
        while i + 1 < len(tree.words):
            word, after = tree.words[i], tree.words[i + 1]
            if self._elides(tree, i):
                tree = _with(tree, i, replace(word, form=self._elided[word.form], space=False))
            elif (word.form, after.form) in self._contracted and word.pos == "ADP" and not self._elides(tree, i + 1):
                tree = merge(tree, i, i + 1, i, replace(word, form=self._contracted[word.form, after.form]))
            i += 1
        first = tree.words[0]
        return _with(tree, 0, replace(first, form=first.form[:1].upper() + first.form[1:]))

    def _elides(self, tree: Tree, i: int) -> bool:
        if tree.words[i].form not in self._elided or i + 1 >= len(tree.words):
            return False
        after = tree.words[i + 1].form
        aspirated = after in self._aspirated or (after[0] == "H" and after.isupper())
        return after[0].lower() in self._vowels and not aspirated


def _punctuated(tree: Tree) -> Tree:
    """The tree without the commas that close one phrase just where another sign follows."""
    signs = frozenset(",.;:)")
    for i in range(len(tree.words) - 2, 0, -1):
        if tree.words[i].form == "," and tree.words[i + 1].form in signs:
            tree = merge(tree, i, i + 1, i + 1, tree.words[i + 1])
    return tree


def _with(tree: Tree, i: int, word: Word) -> Tree:
    return Tree(tree.id, (*tree.words[:i], word, *tree.words[i + 1:]), tree.text)
