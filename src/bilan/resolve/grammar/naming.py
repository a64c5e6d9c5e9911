"""Participles behind a noun that say which of its kind it is: who leads a party, what a zone is called."""

from __future__ import annotations

from bilan.language.contract import Language
from bilan.syntax import Sentence, Token


class Naming:
    """Finds where the participles end that belong to a name. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("nouns")
        self._between = language.table("location")["between"]
        self._leading, self._naming = frozenset(table["leading"]), frozenset(table["naming"])

    def led_by(self, sentence: Sentence, head: Token) -> int | None:
        """Where the participle ends that names who leads a party ("une coalition menée par les Etats-Unis"), and so
        which party it is; `None` where there is none right behind its noun."""
        for t in sentence.children(head, "acl") if head.mention is None else ():
            leaders = sentence.children(t, "obl:agent")
            close = all(s.pos == "ADJ" for s in sentence.tokens[head.i + 1:t.i])
            if t.lemma in self._leading and leaders and close and leaders[0].mention is not None:
                return leaders[0].end
        return None

    def called(self, sentence: Sentence, head: Token) -> int | None:
        """Where the participle ends that gives a noun its name: "la zone dite des trois frontières"."""
        behind = sentence.tokens[head.i + 1:head.i + 2] if head.mention is None else []
        if not behind or behind[0].lower not in self._naming:
            return None
        named = [t for t in sentence.subtree(behind[0]) if t.i > head.i]
        apart = next((i for i, t in enumerate(named) if t.lower == self._between or t.text == ","), len(named))
        named = [t for t in named[:apart] if t.pos != "PUNCT"]
        return named[-1].end if named else None
