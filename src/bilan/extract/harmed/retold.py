"""Which of several mentions of one harm counts: a death named and then told, a person taken up, two harms of which
nobody says which."""

from __future__ import annotations

from bilan.analysis import Meanings
from bilan.extract.counted.people import Group, People
from bilan.extract.counted.singles import Singles
from bilan.extract.frames import FrameMatcher, Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_GLOSS = 8
"""Tokens of a gloss in brackets."""


class Mentions:
    """Compares mentions of harm. One instance serves a language."""

    def __init__(self, language: Language, frames: FrameMatcher, people: People, singles: Singles) -> None:
        self._people = people
        self._definite = frozenset(language.table("toll")["definite"])
        self._contracted = frozenset(language.table("toll")["contracted"])
        self._frames = frames
        self._singles = singles
        self._and = frozenset(language.table("toll")["and"])
        self._or = frozenset(language.table("toll")["or"])
        self._wounding = frozenset(
            word for frame in frames.frames if frame["harm"] == "wounded"
            for key in ("verbs", "nouns") for word in frame.get(key, ()))

    def is_told_by(self, meanings: Meanings, sentence: Sentence, match: Match, other: Match) -> bool:
        """Whether a noun of death only names those of whom a participle beside them says the same with its scene: "la
        mort de deux soldats, tués à Diffa"; or a verb of a list of harms is one with the first: "tués ou blessés"."""
        if other is match:
            return False
        if _have_died(match, other):
            return True
        if other.frame["harm"] == "killed" and match.predicate in self.alternatives(sentence, other.predicate):
            return True
        if match.frame["harm"] != other.frame["harm"] or match.predicate.pos != "NOUN":
            return False
        ours = match.slots.get("victims", [])
        around = [*ours, *(a for t in (match.predicate, *ours) for a in sentence.children(t, "appos"))]
        if match.predicate in ours or other.predicate.dep not in ("acl", "acl:relcl"):
            return False
        theirs = other.slots.get("victims", [])
        beside = [b for t in theirs if t.morph.get("Number") == "Sing" for b in meanings.before_comma(sentence, t)]
        return any(t in around for t in theirs) or any(t in ours for t in beside)

    def alternatives(self, sentence: Sentence, predicate: Token) -> list[Token]:
        """The words of wounding that "ou" joins to a word of death, or those of both in brackets behind it
        ("neutralisés (tués ou capturés)"): none says how many of each."""
        return self._glosses(sentence, predicate) or [t for t in sentence.children(predicate, "conj")
                if t.lemma.lower() in self._wounding and not sentence.children(t, "nummod", "det")
                and any(c.lower in self._or or (predicate.pos == t.pos == "NOUN" and c.lower in self._and)
                        for c in sentence.children(t, "cc"))]

    def _glosses(self, sentence: Sentence, predicate: Token) -> list[Token]:
        """The participles in brackets right behind a word of death, where "ou" stands between them."""
        i = predicate.i + 1
        while i < len(sentence.tokens) and sentence.tokens[i].pos == "PUNCT" and sentence.tokens[i].text != "(":
            i += 1
        if i >= len(sentence.tokens) or sentence.tokens[i].text != "(":
            return []
        inside = []
        for t in sentence.tokens[i + 1:i + 1 + _GLOSS]:
            if t.text == ")":
                break
            inside.append(t)
        done = [t for t in inside if t.pos in ("VERB", "ADJ", "NOUN")]
        return done if len(done) > 1 and any(t.lower in self._or for t in inside) else []

    def is_background(self, meanings: Meanings, match: Match, group: Group) -> bool:
        """Whether a noun or participle only takes up with a definite article those of whom as many are told elsewhere:
        "en comptant les deux soldats tués samedi", "la mort des treize soldats a ému le pays"."""
        head, predicate = group.head, match.predicate
        told = predicate.pos == "NOUN" or predicate.dep in ("acl", "amod")
        if not told or predicate is head or (group.count.value or 1) == 1 or not self._is_known(match.sentence, head):
            return False
        for sentence in meanings.analysis.sentences:
            if sentence.is_title:
                continue
            for other in self._frames.matches(meanings, sentence):
                if other.frame["harm"] != match.frame["harm"] or other.predicate is predicate:
                    continue
                if sentence is match.sentence and head in other.slots.get("victims", []):
                    continue  # "les dépouilles des neuf soldats tués": one telling, not two
                counts = [self._people.count(sentence, t, vague=False) for t in other.slots.get("victims", [])]
                if any(c is not None and c.value == group.count.value for c in counts):
                    return True
        return False

    def _is_known(self, sentence: Sentence, head: Token) -> bool:
        """Whether a plural has a definite article, be it in one with its preposition ("des", "aux")."""
        return any(t.lower in self._definite for t in sentence.children(head, "det") if t.i < head.i) or any(
            t.lower in self._contracted for t in sentence.children(head, "case"))

    def is_told_elsewhere(self, meanings: Meanings, match: Match, head: Token) -> bool:
        """Whether one source tells elsewhere of the harm to the one whom a definite noun or a pronoun takes up; of two
        such mentions the first counts."""
        named = self._singles.stood_for(meanings, match.sentence, head) if (
            self._singles.is_pronoun(match.sentence, head)) else None
        here, who = named or (match.sentence, head)
        source = self._source(meanings, match)
        for sentence in meanings.analysis.sentences:
            for other in self._frames.matches(meanings, sentence):
                if other.frame["harm"] != match.frame["harm"] or other.predicate is match.predicate:
                    continue
                later = (sentence.start, other.predicate.i) > (match.sentence.start, match.predicate.i)
                for t in (u for v in other.slots.get("victims", []) for u in sentence.subtree(v)):
                    if t.lemma.lower() != who.lemma.lower() or (later and self._singles.is_definite(sentence, t)):
                        continue
                    if (sentence is here and t is who) or self._source(meanings, other) == source:
                        return True
        return False

    def _source(self, meanings: Meanings, match: Match) -> str | None:
        """Who is credited with a match, by identifier or name."""
        found = meanings.attribution(match.predicate.start, match.predicate.end)
        return (found.source.id or found.source.text) if found is not None else None


def _have_died(match: Match, other: Match) -> bool:
    """Whether those whom a participle calls wounded are those of whom the clause says that they died: "85 personnes
    blessées ont succombé"."""
    ours = match.slots.get("victims", [])
    dead = other.frame["harm"] == "killed" and other.predicate.pos == "VERB"
    bare = match.predicate.dep in ("acl", "amod") or (match.predicate.pos == "VERB" and not match.sentence.children(
        match.predicate, "aux", "aux:tense", "aux:pass"))
    return match.frame["harm"] == "wounded" and dead and bare and bool(ours) and (
        ours[0].i < match.predicate.i < other.predicate.i and ours[0] in other.slots.get("victims", []))
