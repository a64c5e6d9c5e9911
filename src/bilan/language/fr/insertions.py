"""What the parser is known to hang on a reporting clause behind a comma, and belongs to what is reported."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.language.fr.hanging import is_below, rehang
from bilan.syntax import Token

_SUBJECTS = ("nsubj", "nsubj:pass")
_AUXILIARIES = ("aux", "aux:pass", "aux:tense", "expl", "expl:subj", "expl:pv", "advmod")
_BEFORE = ("obl", "obl:mod", "obl:arg", "nsubj", "nsubj:pass", "advmod", "obj", "dislocated")


def mend_insertions(tokens: Sequence[Token]) -> None:
    """Gives back to a clause what stands before the comma of the reporting clause that follows it, with its subject
    behind: "ont été tués près de Gao, ville du nord, a indiqué hier l'armée" has no place in what the army did."""
    for verb in tokens:
        governor = tokens[verb.head]
        if verb.pos != "VERB" or verb.dep != "parataxis" or governor.i > verb.i or governor.pos not in ("VERB", "NOUN"):
            continue
        if not any(tokens[i].dep in _SUBJECTS and i > verb.i for i in verb.children):
            continue
        first = verb.i
        while first and tokens[first - 1].head == verb.i and tokens[first - 1].dep in _AUXILIARIES:
            first -= 1
        if first < 2 or tokens[first - 1].text != ",":
            continue
        for token in [tokens[i] for i in verb.children if governor.i < i < first - 1 and tokens[i].dep in _BEFORE]:
            _give_back(tokens, token, governor)


def _give_back(tokens: Sequence[Token], token: Token, governor: Token) -> None:
    """Hangs what was taken on the clause before it, or what looks like a subject on the noun that it stands beside."""
    if token.dep not in _SUBJECTS:
        rehang(tokens, token, governor, token.dep)
        return
    first = min([token.i, *(i for i in token.children if tokens[i].dep in ("det", "amod"))])
    beside = tokens[first - 2] if first > 1 and tokens[first - 1].text == "," else None
    if beside is not None and beside.pos in ("NOUN", "PROPN") and not is_below(tokens, beside, token):
        rehang(tokens, token, beside, "appos")
    else:
        rehang(tokens, token, governor, "obl")
