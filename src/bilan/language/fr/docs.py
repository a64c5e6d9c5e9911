"""Sentences as the network sees them: forms, what the lexicon knows of each, and which are mentions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

from bilan.language.fr.lexicon import shipped


def network_doc(vocab: Vocab, forms: Sequence[str], spaces: Sequence[bool], kinds: Sequence[str]) -> Doc:
    """The sentence as a spaCy `Doc` for the shipped pipeline. `kinds` names the mention that a token is, or is empty.

    What the network embeds beside the form goes in as `TAG` (the lexicon's classes, or the mention's kind) and `LEMMA`
    (the lexicon's lemmas); the pipeline overwrites the latter with its own.
    """
    seen = [_seen(form, kind) for form, kind in zip(forms, kinds, strict=True)]
    return Doc(vocab, words=list(forms), spaces=list(spaces), tags=[tag for tag, _ in seen],
               lemmas=[lemma for _, lemma in seen], sent_starts=[i == 0 for i in range(len(forms))])


@lru_cache(maxsize=1 << 16)
def _seen(form: str, kind: str) -> tuple[str, str]:
    lexicon = shipped()
    if kind:
        return "=" + kind, "=" + kind
    return lexicon.features(form), lexicon.lemmas(form)
