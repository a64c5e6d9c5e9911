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
_OTHER_EVENT = 2.5


def distances(sentence: Sentence, start: Token, limit: float = 9.0) -> dict[int, float]:
    """The cost of the way from `start` to each token within `limit`, by token index."""
    best = {start.i: 0.0}
    queue = [(0.0, start.i)]
    tokens = sentence.tokens
    while queue:
        cost, i = heapq.heappop(queue)
        if cost > best[i]:
            continue
        token = tokens[i]
        steps = [(c, _down(token, tokens[c])) for c in token.children]
        if token.head != i:
            steps.append((token.head, _UP.get(token.dep, _STEP)))
        for j, step in steps:
            total = cost + step
            if total <= limit and total < best.get(j, limit + 1):
                best[j] = total
                heapq.heappush(queue, (total, j))
    return best


def _down(token: Token, child: Token) -> float:
    if child.dep == "conj" and child.pos == "VERB":
        return _OTHER_EVENT
    return _DOWN.get(child.dep, _STEP)
