"""The tense of a predicate: past, present or to come, which decides what "lundi" or no date at all means for it."""

from __future__ import annotations

from typing import Any, Literal

from bilan.syntax import Sentence, Token

Tense = Literal["past", "present", "future"]


class Tenses:
    """Reads the tense of predicates with a language's `tense` table (verbs of forecast, nouns of accomplished acts)."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table

    def of(self, sentence: Sentence, predicate: Token) -> Tense:
        """The tense of the finite verb that governs a predicate."""
        token = predicate
        if self._is_done(sentence, predicate) or self._is_perfect(sentence, predicate):
            return "past"
        if self._is_to_come(sentence, predicate):
            return "future"
        if self._is_just_done(sentence, predicate):
            return "past"
        for _ in range(8):
            if self._is_done(sentence, token) or self._is_behind(sentence, token):
                return "past"
            verbs = [token, *sentence.children(token, "aux", "aux:tense", "aux:pass", "cop")]
            finite = [
                t for t in verbs if t.morph.get("VerbForm") == "Fin" or t.morph.get("Mood") in ("Ind", "Cnd", "Sub")
            ]
            if finite:
                return self._tense_of(sentence, token, finite)
            if token.head == token.i:
                break
            token = sentence.head(token)
        return "past"

    def _is_perfect(self, sentence: Sentence, token: Token) -> bool:
        """Whether a predicate is told as accomplished: "avoir tué vingt civils", "a été la cible de"."""
        group = sentence.children(token, "aux", "aux:pass", "cop")
        if any(t.morph.get("VerbForm") == "Inf" for t in group) and token.morph.get("VerbForm") == "Part":
            return True
        copula = [t for t in group if t.dep == "cop" and t.morph.get("VerbForm") == "Part"]
        return bool(copula) and any(t.morph.get("VerbForm") == "Fin" for t in group)

    def _is_done(self, sentence: Sentence, token: Token) -> bool:
        """Whether a participle on a noun tells what is over ("sept civils tués") and not a state ("tenu par")."""
        return (
            token.morph.get("VerbForm") == "Part"
            and token.morph.get("Tense") == "Past"
            and token.dep in ("acl", "amod")
            and not sentence.children(token, "aux", "aux:pass", "cop")
            and token.lemma not in self._table["states"]
        )

    def _is_behind(self, sentence: Sentence, token: Token) -> bool:
        """Whether what a predicate belongs to came before what its clause tells: "après la mort", "suite au raid"."""
        return any(t.lemma.lower() in self._table["after"] for t in sentence.children(token, "case", "mark"))

    def is_list(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether a present only lists victims, whose harm is over: "parmi les morts figure", "il y a huit morts"."""
        verb = predicate if predicate.lemma.lower() in self._table["listing"] else sentence.head(predicate)
        around = (predicate, *sentence.children(verb, "obl", "obj"))
        return verb.lemma.lower() in self._table["listing"] and any(
            t.lemma.lower() in self._table["listed"] or any(
                self._is_done(sentence, u) for u in sentence.children(t, "acl")) for t in around)

    def is_of_state(self, sentence: Sentence, time: Token, predicate: Token) -> bool:
        """Whether a time tells how long a state beside another noun has lasted: "à Alep, assiégé depuis juillet"."""
        for up in sentence.ancestors(time):
            if up is predicate:
                return False
            if up.dep in ("acl", "amod") and up.lemma in self._table["states"]:
                return True
        return False

    def is_over(self, sentence: Sentence, governor: Token) -> bool:
        """Whether what a time belongs to is over whatever the sentence plans: a participle ("l'offensive lancée le 9"),
        or the noun of an act ("la mort de huit personnes dimanche")."""
        return self._is_done(sentence, governor) or (
            governor.pos == "NOUN" and governor.lemma in self._table["past_nouns"]
        )

    def is_planned(self, sentence: Sentence, governor: Token) -> bool:
        """Whether a time belongs to a participle that puts it ahead ("le sommet prévu début juillet"), and its clause
        does not tell what has become of the plan ("a été reporté")."""
        if governor.lemma.lower() not in self._table["planned"] or governor.dep not in ("acl", "amod"):
            return False
        verb = next((t for t in sentence.ancestors(governor) if t.pos == "VERB" and t.dep not in ("acl", "amod")), None)
        return verb is None or self.of(sentence, verb) != "past"

    def _is_to_come(self, sentence: Sentence, token: Token) -> bool:
        """Whether an infinitive tells what is still to come: "menace de reprendre", "appelle à évacuer"; what somebody
        had to do is done ("ont dû partir")."""
        governor = sentence.head(token)
        if governor.lemma in self._table["had_to"] and self._is_compound(sentence, governor):
            return False
        return token.morph.get("VerbForm") == "Inf" and token.dep in ("xcomp", "ccomp", "obl", "advcl") and \
            governor.lemma in self._table["to_come"]

    def _is_compound(self, sentence: Sentence, verb: Token) -> bool:
        """Whether a verb stands in a compound past: "a dû", "avaient dû"."""
        return verb.morph.get("VerbForm") == "Part" and any(
            t.morph.get("Mood") == "Ind" for t in sentence.children(verb, "aux", "aux:tense"))

    def _is_just_done(self, sentence: Sentence, token: Token) -> bool:
        """Whether an infinitive tells what has just happened: "vient de frapper"."""
        head = sentence.head(token)
        brought_in = bool(sentence.children(token, "mark", "case"))
        is_below = token.morph.get("VerbForm") == "Inf" and head.i < token.i
        return is_below and brought_in and head.lemma in self._table["recent"]

    def _tense_of(self, sentence: Sentence, verb: Token, finite: list[Token]) -> Tense:
        form = finite[0]
        if any(t.morph.get("Tense") == "Fut" for t in finite):
            return "future"
        if form.morph.get("Mood") == "Cnd" and verb.lemma in self._table["forecast"]:
            return "future"
        if form.morph.get("Tense") != "Pres":
            return "past"
        is_outcome = verb.lemma.lower() in self._table["outcomes"] and form.dep in ("cop", "aux", "aux:tense")
        if form.i != verb.i and is_outcome:
            return "past"
        compound = form.i != verb.i and form.dep in ("aux", "aux:tense") and verb.morph.get("VerbForm") == "Part"
        reflexive = any(t.morph.get("Reflex") == "Yes" for t in sentence.children(verb) if t.i < verb.i)
        if reflexive and form.i != verb.i and verb.morph.get("VerbForm") == "Part":
            return "past"
        passive = any(t.dep == "aux:pass" for t in finite)
        if compound and not passive:
            return "past"
        counts = verb.lemma in self._table["counting"] and bool(sentence.children(verb, "obj"))
        if verb.lemma in self._table["forecast"] and verb.pos in ("VERB", "AUX") and not counts:
            return "future"
        return "present"
