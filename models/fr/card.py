"""Prints the scores of the model card: `python models/fr/card.py TREEBANKS [PIPELINE]`.

Gold tokens and raw text, by relation, on the test parts of Sequoia and GSD; roles on the register sentences; speed of
the whole parser (cutting tokens, network, filling `Token`s) on one core.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from evaluate import attachment
from roles import read, score
from train import example
from treebank import Tree, read_conllu

from bilan.language.fr import DEFAULT_PIPELINE
from bilan.language.fr.labels import relation
from bilan.language.fr.model import SHIPPED
from bilan.language.fr.pack import French
from bilan.syntax import Sentence

TESTS = ("fr_sequoia/fr_sequoia-ud-test", "fr_gsd/fr_gsd-ud-test")
Edge = tuple[int, int, int, int, str]
"""The span of a token, the span's start and end of its head, and the relation."""


def spans(tree: Tree) -> list[tuple[int, int]] | None:
    """Where the words of a tree stand in its text, `None` where one cannot be found."""
    found, at = [], 0
    for word in tree.words:
        start = tree.text.find(word.form, at)
        if start < 0:
            return None
        at = start + len(word.form)
        found.append((start, at))
    return found


def raw(language: French, trees: Iterable[Tree]) -> tuple[float, float, float]:
    """F of tokens, of heads (UAS) and of labelled heads (LAS) on raw text, punctuation left out of the last two."""
    counts = [0] * 6
    for tree in trees:
        where = spans(tree)
        if where is None:
            continue
        sentence = Sentence(0, 0, len(tree.text))
        list(language.parse(tree.text, [sentence]))
        mine = [(t.start, t.end) for t in sentence.tokens]
        gold = {(*where[i], *where[w.head], "root" if w.head == i else relation(w.dep))
                for i, w in enumerate(tree.words) if w.dep != "punct"}
        have: set[Edge] = {(*mine[t.i], *mine[t.head], t.dep) for t in sentence.tokens if t.dep != "punct"}
        pairs: tuple[tuple[set[Any], set[Any]], ...] = (
            (set(where), set(mine)), ({e[:4] for e in gold}, {e[:4] for e in have}), (gold, have))
        for i, (wanted, given) in enumerate(pairs):
            counts[2 * i] += 2 * len(wanted & given)
            counts[2 * i + 1] += len(wanted) + len(given)
    tokens, heads, labelled = (counts[2 * i] / counts[2 * i + 1] for i in range(3))
    return tokens, heads, labelled


def speed(language: French, trees: list[Tree]) -> float:
    """Words a second of processor time through the whole parser."""
    items = [(t.text, Sentence(0, 0, len(t.text))) for t in trees]
    began = time.process_time()
    words = sum(len(s.tokens) for s in language.parse_many(items))
    return words / (time.process_time() - began)


def main(treebanks: Path, pipeline: str = DEFAULT_PIPELINE) -> None:
    """Prints all scores of a pipeline."""
    nlp = spacy.load(SHIPPED if pipeline == DEFAULT_PIPELINE else pipeline, exclude=["tokenizer"])
    language = French(pipeline)
    trees: list[Tree] = []
    for part in TESTS:
        trees = list(read_conllu(treebanks / f"{part}.conllu"))
        gold = attachment(nlp, [example(nlp, t) for t in trees])
        print(f"{part}\n  gold tokens  {gold}\n  raw text     tokens {{:.4f}} UAS {{:.4f}} LAS {{:.4f}}".format(
            *raw(language, trees)))
        print("  by relation  " + ", ".join(f"{d} {f:.2f} ({n})" for d, (f, n) in gold.relations().items()))
    print("register     ", score(language, read()))
    print(f"speed         {speed(language, trees):.0f} words/s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
