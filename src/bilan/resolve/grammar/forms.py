"""Forms of verbs that their auxiliaries and endings tell, and the parser does not say."""

from __future__ import annotations

from bilan.syntax import Sentence, Token


def has_been(sentence: Sentence, verb: Token) -> bool:
    """Whether a past participle stands behind one of the copula, which the parser took for no passive: "a été
    légèrement blessé"."""
    return verb.pos == "VERB" and verb.morph.get("Tense") == "Past" and any(
        t.morph.get("VerbForm") == "Part" and t.i < verb.i for t in sentence.children(verb, "cop"))


def has_active(sentence: Sentence, verb: Token, auxiliary: str) -> bool:
    """Whether a verb has the auxiliary of the active, whatever the parser says of its subject ("il a appelé")."""
    return any(t.lemma == auxiliary for t in sentence.children(verb, "aux", "aux:tense"))


def is_gerund(verb: Token) -> bool:
    """Whether a verb is a participle of the present ("affirmant")."""
    return verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") == "Pres"
