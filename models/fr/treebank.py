"""Trees of the treebanks as running text would have them: contractions are one token, exotic relations folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bilan.language.fr.labels import relation


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a tree. `head` is an index into the tree's words, its own for the root. `kind` names the mention
    ("number", "time", "name", "quotation") that the word stands for, or is empty."""

    form: str
    lemma: str
    pos: str
    morph: str
    head: int
    dep: str
    space: bool = True
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank."""

    id: str
    words: tuple[Word, ...]
    text: str = ""

    def children(self) -> list[list[int]]:
        """For each word the indices of its dependents."""
        kids: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head != i:
                kids[word.head].append(i)
        return kids

    def subtree(self, top: int, kids: list[list[int]] | None = None) -> set[int]:
        """The indices of a word and of all that hang on it."""
        kids = kids if kids is not None else self.children()
        seen, stack = set(), [top]
        while stack:
            i = stack.pop()
            if i not in seen:
                seen.add(i)
                stack.extend(kids[i])
        return seen


@dataclass(slots=True)
class _Block:
    """One sentence of a CoNLL-U file as it is read: rows of ten fields, and the ranges of its contractions."""

    id: str = ""
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    ranges: list[tuple[int, int, str, bool]] = field(default_factory=list)


def read_conllu(path: Path) -> Iterator[Tree]:
    """The trees of a CoNLL-U file, each contraction ("du") merged to the one token that running text has."""
    for block in _blocks(path):
        if block.rows:
            yield _tree(block)


def _blocks(path: Path) -> Iterator[_Block]:
    block = _Block()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            yield block
            block = _Block()
        elif line.startswith("# sent_id = "):
            block.id = line[12:].strip()
        elif line.startswith("# text = "):
            block.text = line[9:]
        elif not line.startswith("#"):
            _row(block, line.split("\t"))
    yield block


def _row(block: _Block, cells: list[str]) -> None:
    if "-" in cells[0]:
        first, last = (int(n) for n in cells[0].split("-"))
        block.ranges.append((first, last, cells[1], "SpaceAfter=No" not in cells[9]))
    elif "." not in cells[0]:
        block.rows.append(cells)


def _tree(block: _Block) -> Tree:
    words = []
    for i, cells in enumerate(block.rows):
        head = int(cells[6]) - 1
        morph = "" if cells[5] == "_" else cells[5]
        words.append(Word(cells[1], cells[2], cells[3], morph, head if head >= 0 else i, relation(cells[7]),
                          "SpaceAfter=No" not in cells[9]))
    tree = Tree(block.id, tuple(words), block.text)
    for first, last, form, space in reversed(block.ranges):
        tree = _contract(tree, first - 1, last - 1, form, space)
    return tree


def _contract(tree: Tree, first: int, last: int, form: str, space: bool) -> Tree:
    """The tree with a contraction's parts as one word: the preposition, or the pronoun that it brings in."""
    top = head_of(tree, range(first, last + 1))
    lead = first if top is None else top
    return merge(tree, first, last, lead, replace(tree.words[lead], form=form, space=space))


def merge(tree: Tree, first: int, last: int, lead: int, word: Word) -> Tree:
    """The tree with the words from `first` to `last` as the one `word`, which takes over `lead`'s head. Whatever hung
    on one of them hangs on it."""
    size = last - first

    def moved(i: int) -> int:
        return i if i < first else first if i <= last else i - size

    head = tree.words[lead].head
    words: list[Word] = []
    for i, old in enumerate(tree.words):
        if first <= i <= last:
            if i == first:
                words.append(replace(word, head=moved(head)))
        else:
            words.append(replace(old, head=moved(old.head)))
    return Tree(tree.id, tuple(words), tree.text)


def head_of(tree: Tree, span: Iterable[int]) -> int | None:
    """The one word of a span whose head lies outside it (or is the root), `None` where there are several."""
    inside = set(span)
    tops = [i for i in inside if tree.words[i].head == i or tree.words[i].head not in inside]
    return tops[0] if len(tops) == 1 else None
