"""Trains the French pipeline of Bilan on the treebanks and on the register sentences.

    python models/fr/train.py TREEBANKS OUT [--without fr_gsd] [--epochs 20] [--everything]

TREEBANKS holds the folders `fr_sequoia`, `fr_gsd`, `fr_pud` and `fr_fqb` as Universal Dependencies publishes them.
Which part of each is trained on is said in `SOURCES`; the test parts of Sequoia and GSD never are. `--without` leaves a
treebank out, `--everything` adds the development part, for a last run whose number of epochs is known.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from evaluate import attachment
from mentions import fold_mentions
from network import build
from register import Register
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed
from treebank import Tree, read_conllu

from bilan.language.fr.docs import network_doc
from bilan.language.fr.tokens import shown

SOURCES = {
    "fr_sequoia": ("fr_sequoia-ud-train", 1.0),
    "fr_gsd": ("fr_gsd-ud-dev", 1.0),
    "fr_pud": ("fr_pud-ud-test", 1.0),
    "fr_fqb": ("fr_fqb-ud-test", 0.2),
}
"""What is trained on: for each treebank its part, and the share of its sentences that an epoch sees."""

DEVELOPMENT = ("fr_sequoia", "fr_sequoia-ud-dev")
FOLDED = 0.6
"""The share of sentences whose mentions are folded to one token each, as running text has them."""

NOT_SAVED = ("tokenizer",)
"""What the shipped pipeline does without: Bilan cuts the tokens itself."""

BATCH_WORDS = 700
GENERATED = 1000
"""Register sentences made anew for each epoch."""


@dataclass(slots=True)
class Material:
    """What an epoch is drawn from: trees with the share that an epoch sees, and the register's grammar."""

    trees: list[tuple[Tree, float]]
    register: Register
    generated: int

    def epoch(self, rng: random.Random) -> Iterator[Tree]:
        """The trees of one epoch: other foldings and other register sentences each time."""
        for tree, share in self.trees:
            if rng.random() < share:
                yield fold_mentions(tree, rng) if rng.random() < FOLDED else tree
        for _ in range(self.generated):
            yield self.register.sentence(rng)


def example(nlp: Language, tree: Tree) -> Example:
    """A tree as spaCy trains on it."""
    words = tree.words
    forms, spaces = [shown(w.form) for w in words], [w.space for w in words]
    heads = [w.head for w in words]
    deps = ["ROOT" if w.head == i else w.dep for i, w in enumerate(words)]
    gold = Doc(nlp.vocab, words=forms, spaces=spaces, pos=[w.pos for w in words], morphs=[w.morph for w in words],
               lemmas=[w.lemma if w.lemma != "_" else w.form for w in words], heads=heads, deps=deps,
               sent_starts=[i == 0 for i in range(len(words))])
    return Example(network_doc(nlp.vocab, forms, spaces, [w.kind for w in words]), gold)


def batches(examples: list[Example], rng: random.Random) -> list[list[Example]]:
    """The examples in batches of about `BATCH_WORDS` words and like lengths, in random order."""
    examples.sort(key=lambda e: len(e.predicted) + 8 * rng.random())
    made: list[list[Example]] = [[]]
    words = 0
    for one in examples:
        if words > BATCH_WORDS:
            made.append([])
            words = 0
        made[-1].append(one)
        words += len(one.predicted)
    rng.shuffle(made)
    return made


def load(folder: Path, without: list[str], *, everything: bool) -> list[tuple[Tree, float]]:
    """The trees to train on, each with the share of epochs that sees it."""
    used = {bank: source for bank, source in SOURCES.items() if bank not in without}
    parts = [(folder / bank / f"{part}.conllu", share) for bank, (part, share) in used.items()]
    if everything:
        parts.append((folder / DEVELOPMENT[0] / f"{DEVELOPMENT[1]}.conllu", 1.0))
    return [(tree, share) for path, share in parts for tree in read_conllu(path)]


def main(
    treebanks: Path,
    out: Path,
    without: Annotated[list[str] | None, typer.Option(help="A treebank to leave out.")] = None,
    epochs: int = 20,
    everything: bool = False,
    seed: int = 7,
    width: int = 128,
    depth: int = 5,
    hidden: int = 128,
    dropout: float = 0.25,
    rate: float = 1e-3,
    generated: int = GENERATED,
) -> None:
    """Trains and writes to OUT the pipeline of the best epoch on the development part, or of the last epoch."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    material = Material(load(treebanks, without or [], everything=everything), Register.read(), generated)
    material.register.learn(tree for tree, _ in material.trees)
    development = list(read_conllu(treebanks / DEVELOPMENT[0] / f"{DEVELOPMENT[1]}.conllu"))
    nlp = build(width, depth, hidden)
    sample = [example(nlp, t) for _ in range(2) for t in material.epoch(rng)]
    nlp.initialize(lambda: sample)
    optimizer = nlp.create_optimizer()  # type: ignore[no-untyped-call]
    best, began = 0.0, time.monotonic()
    for epoch in range(epochs):
        optimizer.learn_rate = rate * (1 - 0.9 * epoch / epochs)
        for batch in batches([example(nlp, t) for t in material.epoch(rng)], rng):
            nlp.update(batch, sgd=optimizer, drop=dropout)
        with nlp.use_params(optimizer.averages):
            score = attachment(nlp, [example(nlp, t) for t in development])
            print(f"{epoch:3} {time.monotonic() - began:6.0f} s  {score}", flush=True)
            if score.las > best or everything:
                best = score.las
                nlp.to_disk(out, exclude=NOT_SAVED)


if __name__ == "__main__":
    typer.run(main)
