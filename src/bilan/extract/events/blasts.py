"""Who and what a verb of blasting tells of: what explodes is struck by nothing, and who blows himself up acts."""

from __future__ import annotations

from collections.abc import Mapping

from bilan.syntax import Token


def acting(words: Mapping[str, frozenset[str]], actors: list[Token], targets: list[Token]) -> list[Token]:
    """The actors of a blast: those told, or who blew himself up ("un kamikaze s'est fait exploser")."""
    return actors or [t for t in targets if t.mention is None and t.lemma.lower() in words["bombers"]]


def struck(words: Mapping[str, frozenset[str]], targets: list[Token]) -> list[Token]:
    """The targets of a blast without what exploded and who carried it ("un engin a sauté au passage d'un convoi")."""
    return [t for t in targets if t.mention is not None or t.lemma.lower() not in words["bombers"] | words["charges"]]
