"""The words of a language that report speech, from `tables/reporting.toml`, as sets."""

from __future__ import annotations

from typing import Any

from bilan.language.contract import Language
from bilan.syntax import Token


class ReportingWords:
    """Which verbs report, and how. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        table: dict[str, Any] = language.table("reporting")
        self.say = frozenset(table["say"])
        self.marked = frozenset(table["say_when_marked"])
        self.feel = frozenset(table["feel"])
        self.judge = frozenset(table["judge"])
        self.act = frozenset(table["act"])
        self.act_passive = frozenset(table["act_passive"])
        self.count = frozenset(table["count"])
        self.claim = frozenset(table["claim_responsibility"])
        self.aims = frozenset(table["aims"])
        self.not_acts = frozenset(table["claimed_goods"])
        self.articles: dict[str, str] = table["articles"]
        self.deny = frozenset(table["deny"])
        self.phrases: list[dict[str, str]] = table["act_phrases"]
        self.causatives = frozenset(table["causatives"])
        self.caused = frozenset(table["caused"])
        self.that = frozenset(table["that"])
        self.clitics = frozenset(table["clitics"])
        self.channels = frozenset(table["channels"])
        self.not_speakers = frozenset(table["no_speakers"])
        self.negations = frozenset(table["negations"])
        self.boundaries = frozenset(table["content_ends"])
        self.auxiliaries = frozenset(table["auxiliaries"])
        self.clause_pronouns = frozenset(table["clause_pronouns"])
        self._phrase_verbs = frozenset(p["verb"] for p in self.phrases)

    def reports(self, token: Token) -> bool:
        """Whether a verb can report speech."""
        lemma = token.lemma
        return lemma in self.say or lemma in self.marked or lemma in self.act or lemma in self.count or \
            lemma in self.feel or lemma in self.judge or lemma in self._phrase_verbs or lemma in self.caused

    def needs_mark(self, lemma: str) -> bool:
        """Whether a verb reports only with a quotation, a clause in "que", an infinitive or in insertion."""
        return lemma not in self.say
