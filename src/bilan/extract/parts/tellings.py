"""How a noun or a verb of event tells it: as one that happened, as a sort of event, as a mere reference to it, as the
means of something else; and whether the time of its clause is its own.

Takes a sentence and the predicate, asks only the tree and the word lists of `tables/incident.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from bilan.analysis import Meanings
from bilan.syntax import Sentence, Token

_NOMINAL = ("NOUN", "PROPN")
_BESIDE = ("amod", "nmod", "compound", "appos", "acl", "flat", "obl", "nummod", "acl:relcl")


class Tellings:
    """Knows how events are told. `words` are the word lists of the table of incidents."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self._words = words

    def is_bare(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a definite noun says nothing of its event and so refers back: "cette attaque", "l'assaut"."""
        if noun.pos not in _NOMINAL:
            return False
        determiners = [t.lower for t in sentence.children(noun, "det")]
        if not any(d in self._words["definite"] for d in determiners):
            return False
        own = [t for t in sentence.children(noun, *_BESIDE) if not (_is_time(t) and t.i > noun.i)
               and t.text.lower() not in self._words["channels"] and t.dep != "nummod"]
        is_pointed = any(d in self._words["demonstrative"] for d in determiners)
        return not own or (is_pointed and not sentence.children(noun, "acl"))

    def is_pointed(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a noun points to what was told before, whatever it adds: "cette attaque, revendiquée par"."""
        return any(t.lower in self._words["demonstrative"] for t in sentence.children(noun, "det"))

    def is_question(self, sentence: Sentence) -> bool:
        """Whether a sentence asks and tells nothing."""
        return sentence.tokens[-1].text in self._words["questions"]

    def is_definite(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a noun takes its event as known already: "l'offensive turque", "leur attaque"."""
        if noun.pos not in _NOMINAL:
            return False
        return any(t.lower in self._words["definite"] or t.morph.get("Poss") == "Yes"
                   for t in sentence.children(noun, "det"))

    def is_described(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a noun only calls by another name what was told ("c'est une attaque horrible", "il s'agit de")."""
        if noun.pos not in _NOMINAL or sentence.children(noun, "acl:relcl"):
            return False  # "c'est un assaut de l'armée qui a libéré" tells it
        is_case_of = noun.head != noun.i and sentence.head(noun).lemma.lower() in self._words["amounts_to"]
        return bool(sentence.children(noun, "cop")) or is_case_of

    def is_another(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a noun, or a pronoun that stands for one, says that its event is not the one told before: "une autre
        attaque", "celle de mardi"."""
        beside = sentence.children(noun, "amod", "det")
        return noun.pos == "PRON" or any(t.lemma.lower() in self._words["another"] for t in beside)

    def is_several(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a number says that there were several: "cent attaques", "plusieurs raids"."""
        counts = [t.mention.value for t in sentence.children(noun, "nummod") if t.mention is not None]
        return any(getattr(c, "value", None) != 1 for c in counts) or any(
            t.lower in self._words["several"] for t in sentence.children(noun, "det", "amod"))

    def is_general(self, sentence: Sentence, noun: Token, violent: bool, aimed: bool = False) -> bool:
        """Whether a noun names a sort of event, or one that is only feared, planned or stopped, and none that
        happened. `aimed` where it says at whom: with that or a time of its own it happened to its victims and by its
        authors."""
        if violent and any(t.lower in self._words["general"] for t in sentence.children(noun, "det", "amod")):
            return True
        head = sentence.head(noun)
        if noun.dep != "nmod" and not (head.dep == "amod" and head.i < noun.i):
            return False
        above = (sentence.head(head) if head.dep == "amod" else head).lemma.lower()
        if above in self._words["scenes"] and (head.dep == "appos" or sentence.children(head, "cop")):
            return False  # "la ville a été le théâtre de combats"
        if above in self._words["people_of"]:
            return not aimed and not self.has_time(sentence, noun)
        if above in self._words["calls"]:
            return violent
        return above in self._words["not_happened"] or (violent and above in self._words["stopped"])

    def is_habitual(self, sentence: Sentence, verb: Token) -> bool:
        """Whether an adverb says that something happens time and again."""
        return any(t.lower in self._words["habitual"] for t in sentence.children(verb))

    def is_means(
        self, meanings: Meanings, sentence: Sentence, noun: Token, actors: list[Token], targets: list[Token]
    ) -> bool:
        """Whether a volley is only how somebody was harmed ("tué par des tirs"): it has no place or target of its
        own."""
        if targets or sentence.children(noun, "acl", "acl:relcl"):
            return False
        case = meanings.preposition(sentence, noun)
        return case in self._words["means"] or (
            case is not None and not actors and not sentence.children(noun, "nmod", "obl")
        )

    def has_time(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether a time stands in the phrase of a predicate itself, or right behind it."""
        inside = sentence.subtree(predicate)
        last = max(t.i for t in (predicate, *inside))
        behind = [*sentence.tokens[predicate.i + 1:predicate.i + 3], *sentence.tokens[last + 1:last + 2]]
        return any(_is_time(t) for t in (*inside, *behind))

    def is_going_on(self, sentence: Sentence, noun: Token) -> bool:
        """Whether an event is the subject of a verb that says that it comes about or goes on, or is measured by its
        length ("les combats font rage", "huit heures de combats")."""
        above = sentence.head(noun).lemma.lower()
        if noun.dep == "nmod":
            return above in self._words["lengths"]
        return noun.dep in ("nsubj", "nsubj:pass") and above in self._words["occurs"]

    def is_done(self, sentence: Sentence, noun: Token) -> bool:
        """Whether a participle or a relative clause tells that an event has happened, whatever its clause makes of it
        ("espère appliquer l'accord signé en mars", "n'oublie pas l'attaque qui a fait dix morts")."""
        for t in sentence.children(noun, "acl", "acl:relcl"):
            if t.dep == "acl" and t.morph.get("Tense") == "Past" and t.lemma.lower() in self._words["done"]:
                return True
            past = [u for u in (t, *sentence.children(t, "aux", "aux:tense")) if u.morph.get("VerbForm") == "Fin"]
            if t.dep == "acl:relcl" and t.pos == "VERB" and sentence.children(t, "aux", "aux:tense") and \
                    all(u.morph.get("Mood") == "Ind" and u.morph.get("Tense") in ("Pres", "Imp") for u in past):
                return not any(u.lower in self._words["not"] for u in sentence.children(t))
        return False

    def is_timed(self, meanings: Meanings, sentence: Sentence, noun: Token) -> bool:
        """Whether a time is that of an event which a definite noun names: in its own phrase, or in the clause that it
        is the subject or the setting of ("tués mardi lors de l'attaque")."""
        case = meanings.preposition(sentence, noun)
        is_setting = noun.dep in ("nsubj", "nsubj:pass") or case in self._words["settings"]
        return is_setting or self.has_time(sentence, noun)

    def is_aloof(self, meanings: Meanings, sentence: Sentence, noun: Token, violent: bool) -> bool:
        """Whether the time of the clause around a noun of event is not the event's: "a réagi mardi après l'attaque",
        of violence also "est jugé mardi pour l'attaque"."""
        case = meanings.preposition(sentence, noun)
        if sentence.head(noun).lemma.lower() in self._words["harmed"]:
            return False  # "tués dimanche après une attaque"
        apart = case in self._words["aloof"] or (violent and case in self._words["aloof_violence"])
        return apart and not self.has_time(sentence, noun)


def _is_time(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "time"
