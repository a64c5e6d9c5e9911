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
        self.inserted = frozenset(table["say_when_inserted"])
        self.reflexive = frozenset(table["reflexive"])
        self.feel = frozenset(table["feel"])
        self.judge = frozenset(table["judge"])
        self.by = frozenset(language.table("roles")["agent_prepositions"])
        self.announcements = frozenset(table["announcements"])
        self.act = frozenset(table["act"])
        self.act_passive = frozenset(table["act_passive"])
        self.count = frozenset(table["count"])
        self._charges = frozenset(table["accuse"])
        self.claim = frozenset(table["claim_responsibility"])
        self.aims = frozenset(table["aims"])
        self.not_acts = frozenset(table["claimed_goods"])
        self.title_genders: dict[str, str] = table["title_genders"]
        self.articles: dict[str, str] = table["articles"]
        self.deny = frozenset(table["deny"])
        self._read_acts(table)
        self._read_around(table)
        self.persons = frozenset(language.table("nouns")["person"])
        self.titles = frozenset(language.words("name_titles"))
        self.events = language.words("event_nouns")

    def _read_acts(self, table: dict[str, Any]) -> None:
        self.act_objects: list[dict[str, list[str]]] = table["act_objects"]
        self.act_described = frozenset(table["act_described"])
        self.act_with: dict[str, list[str]] = table["act_with"]
        self.of_self = frozenset(table["of_self"])
        self.of_things = frozenset(table["of_things"])
        self.not_with: dict[str, list[str]] = table["not_with"]
        self.phrases: list[dict[str, str]] = table["act_phrases"]
        self._phrase_verbs = frozenset(p["verb"] for p in self.phrases) | frozenset(
            v for a in self.act_objects for v in a["verbs"])

    def _read_around(self, table: dict[str, Any]) -> None:
        self.causatives = frozenset(table["causatives"])
        self.caused = frozenset(table["caused"])
        self.that = frozenset(table["that"])
        self.clitics = frozenset(table["clitics"])
        self.nobody = frozenset(table["nobody"])
        self.channels = frozenset(table["channels"])
        self.not_speakers = frozenset(table["no_speakers"])
        self.negative_clitics = frozenset(table["negative_clitics"])
        self.active_auxiliary: str = table["active_auxiliary"]
        self.speakers = frozenset(table["speakers"])
        self.texts = frozenset(table["texts"])
        self.some = frozenset(table["some"])
        self.negations = frozenset(table["negations"])
        self.boundaries = frozenset(table["content_ends"])
        self.infinitive_of: str = table["infinitive_of"]
        self.without = frozenset(table["without"])
        self.tells = frozenset(table["tells"])
        self.written = frozenset(table["written"])
        self.auxiliaries = frozenset(table["auxiliaries"])
        self.summaries = frozenset(table["summaries"])
        self.likewise = [tuple(words) for words in table["likewise"]]
        self.clause_pronouns = frozenset(table["clause_pronouns"])
        self.conjunctions_of_that = frozenset(table["conjunctions_of_that"])

    def reports(self, token: Token) -> bool:
        """Whether a verb can report speech."""
        lemma = token.lemma
        return lemma in self.say or lemma in self.marked or lemma in self.act or lemma in self.count or \
            lemma in self.feel or lemma in self.judge or lemma in self._phrase_verbs or lemma in self.caused or \
            lemma in self.inserted

    def reports_or_charges(self, token: Token) -> bool:
        """Whether a verb can report speech or bring a charge."""
        return self.reports(token) or token.lemma in self._charges

    def governs(self, lemma: str) -> bool:
        """Whether a verb can stand before what it reports, and not only behind it or in between."""
        return lemma not in self.inserted or lemma in self.say or lemma in self.act or lemma in self._phrase_verbs
