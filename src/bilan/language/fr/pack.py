"""The French language pack: word lists, tables and frames from data files, and the parser."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilan.language.fr import DEFAULT_PIPELINE
from bilan.language.fr.lexicon import shipped
from bilan.syntax import Sentence
from bilan.world.folding import fold

if TYPE_CHECKING:
    from bilan.language.fr.model import Parser

HERE = Path(__file__).parent


class French:
    """French, as `language.contract.Language` asks for it. Files are read once, at the first question for them."""

    code = "fr"

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        """`pipeline` is "bilan" for the model that ships with Bilan, or the name of any installed French spaCy
        pipeline ("fr_core_news_lg"), or the path of one."""
        self._pipeline = pipeline
        self._words: dict[str, frozenset[str]] = {}
        self._tables: dict[str, dict[str, Any]] = {}
        self._frames: dict[str, list[dict[str, Any]]] = {}

    def words(self, name: str) -> frozenset[str]:
        """The entries of `words/NAME.txt` in lower case. A line that starts with "#" is a comment, " # …" ends one,
        and "!entry" is one that was refused. Raises `KeyError` for a list that there is not."""
        if name not in self._words:
            self._words[name] = frozenset(_entries(_read(HERE / "words" / f"{name}.txt")))
        return self._words[name]

    def table(self, name: str) -> dict[str, Any]:
        """The parsed `tables/NAME.toml`. Raises `KeyError` for a table that there is not."""
        if name not in self._tables:
            self._tables[name] = tomllib.loads(_read(HERE / "tables" / f"{name}.toml"))
        return self._tables[name]

    def frames(self, kind: str) -> list[dict[str, Any]]:
        """The `[[frame]]` entries of `frames/KIND.toml` in their order. Raises `KeyError` for a kind without frames."""
        if kind not in self._frames:
            self._frames[kind] = tomllib.loads(_read(HERE / "frames" / f"{kind}.toml")).get("frame", [])
        return self._frames[kind]

    @cached_property
    def parser(self) -> Parser:
        """The parser, loaded at its first use. Raises `bilan.errors` where the named pipeline is not installed."""
        from bilan.language.fr.model import Parser  # spaCy takes half a second, and words and tables do without

        return Parser(self._pipeline, self.table("tokens"))

    def parse(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
        """Fills `tokens` of each sentence of `text`, each of its `mentions` as one token, and yields the sentences."""
        return self.parser.parse_many((text, sentence) for sentence in sentences)

    def parse_many(self, items: Iterable[tuple[str, Sentence]]) -> Iterator[Sentence]:
        """As `parse`, for sentences of many texts: each comes with its own. Faster, since batches are full."""
        return self.parser.parse_many(items)

    def lemmas(self, form: str) -> frozenset[str]:
        """The lemmas that a form in lower case can have, whatever its context; none for a form that is unknown."""
        return frozenset(shipped().lemmas(form).split("|")) - {""}

    def fold(self, text: str) -> str:
        """The text with case, accents and romanisation variants folded away, for comparing names."""
        return fold(text)


def pack() -> French:
    """The pack as `bilan.language.load` asks for it."""
    return French()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyError(f"French has no {path.parent.name}/{path.name}") from None


def _entries(text: str) -> Iterator[str]:
    for line in text.splitlines():
        entry = line.split(" #")[0].strip().lower()
        if entry and not entry.startswith(("#", "!")):
            yield entry
