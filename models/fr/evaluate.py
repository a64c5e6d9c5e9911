"""Scores of a pipeline on gold trees."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.training import Example


@dataclass(slots=True)
class Score:
    """Counts of right answers. Attachment leaves punctuation out, as spaCy's scorer does."""

    words: int = 0
    heads: int = 0
    labelled: int = 0
    tokens: int = 0
    pos: int = 0
    lemma: int = 0
    seconds: float = 0.0
    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    @property
    def las(self) -> float:
        """Labelled attachment score, 0 to 1."""
        return self.labelled / max(self.words, 1)

    def __str__(self) -> str:
        speed = self.tokens / max(self.seconds, 1e-9)
        return (f"UAS {self.heads / max(self.words, 1):.4f} LAS {self.las:.4f} POS {self.pos / max(self.tokens, 1):.4f}"
                f" lemma {self.lemma / max(self.tokens, 1):.4f} {speed:.0f} words/s")

    def relations(self, least: int = 20) -> dict[str, tuple[float, int]]:
        """For each relation that occurs often enough its F and how often it occurs."""
        common = [(dep, n) for dep, n in self.gold.most_common() if n >= least]
        return {dep: (2 * self.right[dep] / (n + self.given[dep]), n) for dep, n in common}


def attachment(nlp: Language, examples: list[Example]) -> Score:
    """The scores of a pipeline on examples with gold tokens."""
    score = Score()
    began = time.process_time()
    docs = list(nlp.pipe([e.predicted for e in examples], batch_size=128))
    score.seconds = time.process_time() - began
    for one, doc in zip(examples, docs, strict=True):
        for gold, given in zip(one.reference, doc, strict=True):
            score.tokens += 1
            score.pos += gold.pos == given.pos
            score.lemma += gold.lemma == given.lemma
            if gold.dep_ == "punct":
                continue
            score.words += 1
            head = gold.head.i == given.head.i
            score.heads += head
            both = head and gold.dep_ == given.dep_
            score.labelled += both
            score.right[gold.dep_] += both
            score.gold[gold.dep_] += 1
            score.given[given.dep_] += 1
    return score
