"""What a language brings: its words, its frames and its parser. Nothing else in Bilan knows a word of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from bilan.mentions import Mention
from bilan.syntax import Sentence


class Language(Protocol):
    """A language pack. One instance serves a whole run; all its methods are pure reads but `parse`."""

    code: str

    def words(self, name: str) -> frozenset[str]:
        """The entries of the word list `words/NAME.txt`, in lower case. Raises `KeyError` for a list it lacks."""
        ...

    def table(self, name: str) -> dict[str, Any]:
        """The parsed `tables/NAME.toml`. Raises `KeyError` for a table it lacks."""
        ...

    def frames(self, kind: str) -> list[dict[str, Any]]:
        """The frames of `frames/KIND.toml` in their order."""
        ...

    def parse(self, text: str, sentences: Sequence[Sentence]) -> Iterable[Sentence]:
        """Fills `tokens` of each sentence of `text`, each of its `mentions` as one token, and yields the sentences."""
        ...

    def parse_many(self, items: Iterable[tuple[str, Sentence]]) -> Iterable[Sentence]:
        """As `parse`, for sentences of many texts: each comes with its own."""
        ...

    def lemmas(self, form: str) -> frozenset[str]:
        """The lemmas that a form in lower case can have, whatever its context; none for a form that is unknown."""
        ...

    def fold(self, text: str) -> str:
        """The text with case, accents and romanisation variants folded away, for comparing names."""
        ...


__all__ = ["Language", "Mention"]
