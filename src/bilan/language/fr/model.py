"""The parser: a spaCy pipeline under the sentences and tokens of `bilan.syntax`."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import tee
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from bilan.errors import UsageError
from bilan.language.fr import DEFAULT_PIPELINE
from bilan.language.fr.docs import network_doc
from bilan.language.fr.insertions import mend_insertions
from bilan.language.fr.labels import relation
from bilan.language.fr.lexicon import shipped
from bilan.language.fr.lists import mend_lists
from bilan.language.fr.mending import Piece, mend, opening
from bilan.language.fr.parted import (
    mend_adverbs,
    mend_counted_out,
    mend_described,
    mend_infinitives,
    mend_parted,
)
from bilan.language.fr.tokens import Tokeniser, shown
from bilan.mentions import Mention
from bilan.syntax import Sentence, Token

SHIPPED = Path(__file__).parent / "model_data" / "pipeline"
BATCH = 128
"""Sentences that go through the network together: more are no faster and take more memory."""

KIND_POS = {"name": "PROPN", "number": "NUM", "quotation": "X", "time": "NOUN"}
"""The part of speech of a mention, whatever the parser says; only a time may be an ADV instead."""

OWN = "bilan_fr"
"""The name that `models/fr/train.py` gives its pipelines: they are shown the lexicon as well."""

SMALL = frozenset({"PRON", "DET", "ADP", "SCONJ", "ADV"})
"""The parts of speech whose lemmas `tables/tokens.toml` may settle."""

class Parser:
    """Parses sentences. One instance holds one loaded pipeline."""

    def __init__(self, pipeline: str, table: dict[str, Any]) -> None:
        """`table` is the parsed `tables/tokens.toml`. Raises `UsageError` where the pipeline is not installed."""
        self._nlp = _load(pipeline)
        self._is_own = self._nlp.meta.get("name") == OWN
        self._tokeniser = Tokeniser(table)
        self._surface: dict[str, str] = table["surface"]
        self._quotation_marks = frozenset(table["quotation_marks"])
        self._string = lru_cache(maxsize=1 << 16)(self._read_string)
        self._morph = lru_cache(maxsize=1 << 12)(self._read_morph)
        self._lemma = lru_cache(maxsize=1 << 16)(self._find_lemma)
        self._reflexive = frozenset(table["reflexive"])
        self._one_by_one, self._infinitive_of = frozenset(table["one_by_one"]), frozenset(table["infinitive_of"])
        self._pronouns = frozenset(table["pronouns_of_infinitive"])
        self._between, self._of = frozenset(table["between"]), str(table["of"])
        self._parted = frozenset(table["parted"])
        self._adverbs, self._whose = [tuple(words) for words in table["adverbs"]], frozenset(table["whose"])
        self._lemmas: dict[str, str] = table["lemmas"]

    def parse_many(self, items: Iterable[tuple[str, Sentence]]) -> Iterator[Sentence]:
        """Fills `tokens` of each sentence of the text that comes with it and yields the sentences in their order.
        A sentence with nothing but white space gets none."""
        cut, again = tee(((sentence, self.pieces(text, sentence)), text) for text, sentence in items)
        docs = self._nlp.pipe((self._doc(text, pieces) for (_, pieces), text in cut), batch_size=BATCH)
        for ((sentence, pieces), text), doc in zip(again, docs, strict=True):
            sentence.tokens = self._tokens(text, pieces, doc)
            yield sentence

    def pieces(self, text: str, sentence: Sentence) -> list[Piece]:
        """The sentence cut into tokens, each mention that lies in it as one. Of two that overlap the first counts."""
        pieces: list[Piece] = []
        at = sentence.start
        for mention in sorted(sentence.mentions, key=lambda m: (m.start, -m.end)):
            if at <= mention.start < mention.end <= sentence.end:
                pieces.extend(self._plain(text, at, mention.start))
                pieces.append((mention.start, mention.end, self.surface(text, mention), mention))
                at = mention.end
        pieces.extend(self._plain(text, at, sentence.end))
        return pieces

    def surface(self, text: str, mention: Mention) -> str:
        """What the parser is shown for a mention: a name's first word, a single word as it is, else what stands for
        its kind in `tables/tokens.toml`."""
        if mention.kind == "quotation":
            return self._surface["quotation"]
        spans = list(self._tokeniser.cut(text, mention.start, mention.end))
        if not spans:
            return "-"
        first = text[spans[0][0]:spans[0][1]]
        if mention.kind == "name" or (len(spans) == 1 and not (mention.kind == "number" and first[0].isdigit())):
            return shown(first)
        return self._surface[mention.kind]

    def _plain(self, text: str, start: int, end: int) -> Iterator[Piece]:
        for first, last in self._tokeniser.cut(text, start, end):
            # Marks around a few quoted words break phrases and mean nothing for the syntax.
            if text[first:last] not in self._quotation_marks:
                yield first, last, shown(text[first:last]), None

    def _doc(self, text: str, pieces: list[Piece]) -> Doc:
        """What the network parses: the sentence behind its opening."""
        pieces = pieces[opening(pieces):]
        spaces = [last < len(text) and text[last].isspace() for _, last, _, _ in pieces]
        kinds = [mention.kind if mention else "" for _, _, _, mention in pieces]
        forms = [shown for _, _, shown, _ in pieces]
        if self._is_own:
            return network_doc(self._nlp.vocab, forms, spaces, kinds)
        return Doc(self._nlp.vocab, words=forms, spaces=spaces, sent_starts=[i == 0 for i in range(len(pieces))])

    def _tokens(self, text: str, pieces: list[Piece], doc: Doc) -> list[Token]:
        """The tokens of a sentence; those of its opening hang on its root."""
        if not pieces:
            return []
        first = opening(pieces)
        rows = doc.to_array([POS, DEP, HEAD, LEMMA, MORPH])
        heads = [0] * first + [first + h for h in _one_root(rows[:, 2].astype(np.int64) + np.arange(len(rows)))]
        string, tokens = self._string, self._opening(text, pieces[:first], heads)
        for i, ((start, end, seen, mention), row) in enumerate(zip(pieces[first:], rows.tolist(), strict=True), first):
            pos, dep, form = string(row[0]), relation(string(row[1])), text[start:end]
            if heads[i] == i:
                dep = "root"
            elif dep == "root":
                dep = "parataxis"
            if mention is not None:
                pos = pos if mention.kind == "time" and pos == "ADV" else KIND_POS[mention.kind]
                lemma = form if mention.kind == "name" else form.lower()
            else:
                lemma = self._lemma(seen, pos, row[3], row[4])
            tokens.append(Token(i, start, end, form, lemma, pos, dep, heads[i], self._morph(row[4]).copy(), mention))
        for token in tokens:
            if token.head != token.i:
                tokens[token.head].children.append(token.i)
        mend_lists(tokens, self._between, self._of)
        mend(tokens, self._reflexive, self._one_by_one, self._infinitive_of, self._pronouns)
        mend_parted(tokens, self._parted)
        mend_adverbs(tokens, self._adverbs)
        mend_described(tokens)
        mend_infinitives(tokens)
        mend_counted_out(tokens, self._whose)
        mend_insertions(tokens)
        return tokens

    def _opening(self, text: str, pieces: list[Piece], heads: list[int]) -> list[Token]:
        root = next((i for i in range(len(pieces), len(heads)) if heads[i] == i), 0)
        return [Token(i, start, end, text[start:end], text[start:end], KIND_POS[mention.kind] if mention else "PUNCT",
                      "discourse" if mention else "punct", root, {}, mention)
                for i, (start, end, _, mention) in enumerate(pieces)]

    def _find_lemma(self, form: str, pos: str, lemma: int, morph: int) -> str:
        """The lemma by the table of small words, else by the lexicon, else what the pipeline says."""
        lower = form.lower()
        if pos in SMALL and lower in self._lemmas:
            return self._lemmas[lower]
        guess = self._string(lemma)
        return shipped().lemma(form, pos, self._morph(morph), guess) or guess or lower

    def _read_string(self, key: int) -> str:
        return str(self._nlp.vocab.strings[key])

    def _read_morph(self, key: int) -> dict[str, str]:
        features = self._string(key)
        return dict(f.split("=", 1) for f in features.split("|") if "=" in f)


def _one_root(heads: np.ndarray) -> list[int]:
    """The heads with one root: where the parser left several, the later ones hang on the first."""
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    heads[roots[1:]] = roots[0]
    answer: list[int] = heads.tolist()
    return answer


def _load(pipeline: str) -> Pipeline:
    own = pipeline == DEFAULT_PIPELINE
    source: str | Path = SHIPPED if own else pipeline
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r".*\[W095\]")
            return spacy.load(source, exclude=["tokenizer"] if own else ["ner", "senter"])
    except OSError as error:
        raise UsageError(f"The French pipeline {pipeline!r} is not installed. Install it with "
                         f"`python -m spacy download {pipeline}`, or name {DEFAULT_PIPELINE!r}.") from error
