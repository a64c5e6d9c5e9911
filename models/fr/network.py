"""The network: one convolutional encoder under a morphologizer, a lemmatiser and a transition-based parser."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language

from bilan.language.fr.model import OWN

ROWS = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 1500, "TAG": 1500, "LEMMA": 3500}
"""Rows of the hashed embedding tables: about the number of values seen in training, since four hashes share a table."""


def build(width: int = 128, depth: int = 5, hidden: int = 128, rows: dict[str, int] = ROWS) -> Language:
    """The untrained pipeline."""
    # Bilan cuts tokens itself: "fr" would only cost two seconds of compiling spaCy's tokeniser at every start.
    nlp = spacy.blank("xx", meta={"name": OWN})
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": list(rows),
             "rows": list(rows.values()), "include_static_vectors": False}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth, "window_size": 1,
              "maxout_pieces": 3}
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}
    tagger: dict[str, Any] = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "normalize": False}
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("trainable_lemmatizer", config={"model": tagger, "min_tree_freq": 3, "top_k": 1, "overwrite": True})
    nlp.add_pipe("parser", config={"min_action_freq": 10, "model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False,
        "hidden_width": hidden, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": listener}})
    return nlp
