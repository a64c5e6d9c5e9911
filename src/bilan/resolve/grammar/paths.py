"""How far a token lies from a predicate in the tree, crossing from one clause to another being dear.

One measure serves time and place: an expression belongs to the predicate that it is nearest to.
"""

from __future__ import annotations

import heapq

from bilan.syntax import Sentence, Token

_DOWN = {"acl:relcl": 4.0, "ccomp": 4.0, "advcl": 3.0, "parataxis": 4.0, "conj": 1.5, "acl": 1.5, "xcomp": 1.0,
         "appos": 1.0, "csubj": 3.0, "dep": 2.0}
_UP = {"acl:relcl": 2.5, "ccomp": 2.0, "advcl": 1.5, "parataxis": 3.0, "conj": 1.0, "acl": 1.5, "xcomp": 0.5,
       "appos": 1.0, "csubj": 2.0}
_STEP = 1.0
# A second verb in a list of verbs is another event.
_OTHER_EVENT, _SAME_DOER = 2.5, 2.0
# A participle tells where the event that a noun names came about ("une opération menée au Mali"), but not when what
# the clause tells of it did ("l'offensive lancée le 15 novembre a tué").
_EVENT_PARTICIPLE = 0.5
# What stands with the subject or object of the clause around a noun is theirs: "les Français au Sahel sont protégés
# après la mort de huit personnes".
_OTHERS = frozenset(("nsubj", "nsubj:pass", "obj"))
_OTHERS_STEP = 2.5


def distances(sentence: Sentence, start: Token, limit: float = 9.0, *, place: bool = False) -> dict[int, float]:
    """The cost of the way from `start` to each token within `limit`, by token index; to a `place` a participle on a
    noun is no detour."""
    best = {start.i: 0.0}
    queue = [(0.0, start.i)]
    tokens = sentence.tokens
    above = {t.i for t in sentence.ancestors(start)} if start.pos == "NOUN" else set()
    while queue:
        cost, i = heapq.heappop(queue)
        if cost > best[i]:
            continue
        token = tokens[i]
        steps = [(c, _down(sentence, token, tokens[c], i in above, place=place)) for c in token.children]
        if token.head != i:
            apart = token.dep == "conj" and token.pos == "VERB" and bool(sentence.children(token, "nsubj"))
            steps.append((token.head, _OTHER_EVENT if apart else _UP.get(token.dep, _STEP)))
        for j, step in steps:
            total = cost + step
            if total <= limit and total < best.get(j, limit + 1):
                best[j] = total
                heapq.heappush(queue, (total, j))
    return best


def _down(sentence: Sentence, token: Token, child: Token, above: bool, *, place: bool) -> float:
    if child.dep == "conj" and child.pos == "VERB":
        shared = place and not sentence.children(child, "nsubj", "nsubj:pass")  # "en a tué dix et blessé six à X"
        return _SAME_DOER if shared else _OTHER_EVENT
    if above and child.dep in _OTHERS:
        return _OTHERS_STEP
    if place and child.dep == "acl" and token.pos == "NOUN" and child.morph.get("VerbForm") == "Part":
        return _EVENT_PARTICIPLE
    return _DOWN.get(child.dep, _STEP)
