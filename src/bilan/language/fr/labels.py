"""One set of dependency relations, whatever treebank a French pipeline was trained on."""

from __future__ import annotations

KEPT_SUBTYPES = frozenset({
    "nsubj:pass", "csubj:pass", "aux:pass", "aux:caus", "obl:agent", "acl:relcl", "flat:foreign",
})
"""Relations whose subtype says something about roles. Every other subtype is cut off: "obl:mod" is "obl"."""


def relation(dep: str) -> str:
    """The relation as Bilan knows it: "ROOT" gives "root", "obl:mod" gives "obl", "obl:agent" stays.

    The subtypes are those of the UD guidelines for French (https://universaldependencies.org/fr/dep/).
    """
    if dep in KEPT_SUBTYPES:
        return dep
    return dep.split(":")[0].lower() or "dep"
