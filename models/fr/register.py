"""Makes sentences of the register of dispatches, with their trees, from the grammar and the lexis in `register/`.

The sentences are the project's own: drawn by a grammar whose notation its first lines explain, with the words of the
lexis inflected by the lexicon. They teach the parser what the treebanks hardly have: reporting verbs before their
subject, whole quotations as one token, tolls, lists of places, agents of nouns, appositions of function and name.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from inflection import Inflection
from mentions import SURFACE
from spelling import Spelling
from treebank import Tree, Word

from bilan.language.fr.lexicon import Lexicon, shipped

HERE = Path(__file__).parent / "register"
LINE = re.compile(r"(?P<symbol>[A-Z_0-9]+)(?:\.(?P<for>[mf][sp]))?(?: (?P<dep>[a-z:]+))?(?: ×(?P<weight>\d+))?"
                  r": (?P<parts>.+)")
PART = re.compile(r"(?:(?P<dep>[a-z:]+)=|(?P<head>\^))?(?P<item>[^?=^]+|=)(?:\?(?P<chance>\d*))?")
AGREEMENTS = ("ms", "fs", "mp", "fp")
OPENED = frozenset({"conj", "appos", "acl", "acl:relcl", "advcl", "parataxis"})
"""Relations that take the punctuation before them, as in Sequoia."""

UNRECOGNISED = 0.1
"""The share of names that stand as plain words, since a recogniser misses some."""


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a line: how it hangs on the head (empty for the head), what it is, how often it is there."""

    dep: str
    item: str
    chance: float
    is_head: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One way to write a symbol."""

    parts: tuple[Part, ...]
    dep: str | None
    weight: int
    agreement: str | None

    @property
    def is_counted(self) -> bool:
        """Whether the line's own noun is counted, so that it has no singular."""
        items = {p.item for p in self.parts}
        return "{number}" in items and any(i.endswith("/N@") for i in items)


@dataclass(slots=True)
class Node:
    """A word of a sentence in the making; `head` is a node, `None` for the top."""

    word: Word
    head: Node | None = None


class Register:
    """A source of sentences of the register. All that is random comes from the generator handed in."""

    def __init__(self, grammar: str, lexis: dict[str, Any], lexicon: Lexicon) -> None:
        self._lines: dict[str, list[Line]] = defaultdict(list)
        for number, text in enumerate(grammar.splitlines(), 1):
            if text.strip() and not text.startswith("#"):
                symbol, line = _line(text, number)
                self._lines[symbol].append(line)
        self._lexis = lexis
        self._inflection = Inflection(lexis, lexicon)
        self._spelling = Spelling(lexis["spelling"])

    @classmethod
    def read(cls) -> Register:
        """The register as the folder `register` has it."""
        return cls((HERE / "grammar.txt").read_text(encoding="utf-8"),
                   tomllib.loads((HERE / "lexis.toml").read_text(encoding="utf-8")), shipped())

    def learn(self, trees: Iterable[Tree]) -> None:
        """Takes from trees how the small words are tagged, which the grammar writes as they are."""
        self._inflection.learn(trees)

    def symbols(self) -> frozenset[str]:
        """The symbols of the grammar."""
        return frozenset(self._lines)

    def sentence(self, rng: random.Random, symbol: str = "S") -> Tree:
        """One sentence of the register."""
        nodes, top = self._expand(symbol, rng.choice(AGREEMENTS), rng)
        top.word = replace(top.word, dep="root")
        loose = [n.word.form for n in nodes if not n.word.dep]
        if loose:
            raise ValueError(f"the register's grammar attaches {loose} with no relation")
        place = {id(node): i for i, node in enumerate(nodes)}
        words = [replace(n.word, head=place[id(n.head)] if n.head else i) for i, n in enumerate(nodes)]
        tagged = tuple(self._inflection.tagged(word) for word in words)
        return self._spelling.written(Tree("register", tagged))

    def _expand(self, symbol: str, agreement: str, rng: random.Random) -> tuple[list[Node], Node]:
        lines = [ln for ln in self._lines[symbol] if ln.agreement in (None, agreement)
                 and not (ln.is_counted and agreement.endswith("s"))]
        if not lines:
            raise ValueError(f"the register's grammar has no line for {symbol}.{agreement}")
        line = rng.choices(lines, [ln.weight for ln in lines])[0]
        groups: list[tuple[Part, list[Node], Node]] = []
        for part in line.parts:
            if rng.random() < part.chance:
                groups.append((part, *self._item(part.item, agreement, rng)))
        top = next(node for part, _, node in groups if part.is_head)
        for i, (part, _, node) in enumerate(groups):
            if not part.is_head:
                opens = part.dep == "punct" and i + 1 < len(groups) and groups[i + 1][0].dep in OPENED
                node.head = groups[i + 1][2] if opens else top
                node.word = replace(node.word, dep=part.dep or node.word.dep)
        if line.dep:
            top.word = replace(top.word, dep=line.dep)
        return [node for _, nodes, _ in groups for node in nodes], top

    def _item(self, item: str, agreement: str, rng: random.Random) -> tuple[list[Node], Node]:
        name, _, asked = item.partition(".")
        if name in self._lines:
            return self._expand(name, _agreement(asked, agreement, rng), rng)
        if item.startswith("{"):
            node = Node(self._mention(item.strip("{}"), rng))
        elif "/" in item and len(item) > 2:
            node = Node(self._inflection.word(item, agreement, rng))
        else:
            node = Node(Word(item, "", "", "", 0, ""))
        return [node], node

    def _mention(self, kind: str, rng: random.Random) -> Word:
        if kind == "quotation":
            return Word(SURFACE[kind], SURFACE[kind], "X", "", 0, "", kind=kind)
        form = rng.choice(self._lexis[kind + "s"]["words"])
        pos = {"name": "PROPN", "number": "NUM", "time": "NOUN"}[kind]
        lemma = form if kind == "name" else form.lower()
        return Word(form, lemma, pos, "", 0, "", kind="" if kind == "name" and rng.random() < UNRECOGNISED else kind)


def _agreement(asked: str, own: str, rng: random.Random) -> str:
    if asked in AGREEMENTS:
        return asked
    if asked == "#":
        return rng.choice(AGREEMENTS)
    return rng.choice("mf") + asked if asked in ("s", "p") else own


def _line(text: str, number: int) -> tuple[str, Line]:
    match = LINE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"register/grammar.txt, line {number}: expected 'SYMBOL: part part …', got {text!r}")
    parts = []
    for piece in match["parts"].split():
        part = PART.fullmatch(piece)
        if part is None:
            raise ValueError(f"register/grammar.txt, line {number}: cannot read {piece!r}")
        chance = 1.0 if part["chance"] is None else int(part["chance"] or 50) / 100
        parts.append(Part(part["dep"] or "", part["item"], chance, bool(part["head"])))
    if sum(p.is_head for p in parts) != 1:
        raise ValueError(f"register/grammar.txt, line {number}: one part must be the head, marked '^'")
    return match["symbol"], Line(tuple(parts), match["dep"], int(match["weight"] or 1), match["for"])
