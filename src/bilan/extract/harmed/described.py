"""Victims that a clause gives by their place in it: whom a participle behind a comma describes, the bare number behind
its verb. They are paths of the frames of tolls, where the parser's tree leads elsewhere."""

from __future__ import annotations

from bilan.analysis import Meanings
from bilan.extract.counted.people import People, is_number
from bilan.extract.parts.paths import Match
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_LONGEST = 10
"""Tokens of an insertion."""
_AUXILIARIES = ("aux", "aux:pass", "aux:tense", "aux:caus", "cop")


class Described:
    """Finds victims by order. One instance serves a language."""

    def __init__(self, language: Language, people: People) -> None:
        self._people = people
        self._ages = frozenset(language.table("people")["ages"])

    def beside(self, match: Match, meanings: Meanings) -> list[Token]:
        """The person named right before the comma of a bare participle: "X, renversé et tué en 2011", "les assassins de
        X, employée de Y, tuée à Z". None where whoever stands there does not agree, or is nobody."""
        sentence, participle = match.sentence, match.predicate
        if not _is_bare(sentence, participle):
            return []
        chain = meanings.before_comma(sentence, _first_of_list(sentence, participle))
        if chain and chain[0].lemma.lower() in self._ages:
            chain = meanings.before_comma(sentence, chain[0])  # "X, 31 ans, tuée en 2003"
        for noun in chain:
            if not _agree(participle, noun):
                continue
            if noun.mention is not None and self._people.name(meanings, sentence, noun) is not None:
                return [noun]
            if self._people.kinds.of(meanings, sentence, noun) is not None:
                named = self._named_before(meanings, sentence, noun)
                return [named] if named is not None else []
        return []

    def _named_before(self, meanings: Meanings, sentence: Sentence, noun: Token) -> Token | None:
        """The name that a noun without an article stands beside: "X, employée de Y"."""
        if sentence.children(noun, "det", "nummod") or noun.morph.get("Number") == "Plur":
            return None
        before = meanings.before_comma(sentence, noun)
        return next((t for t in before if self._people.name(meanings, sentence, t) is t), None)


def inserted(match: Match, meanings: Meanings) -> list[Token]:
    """The phrase that the preposition `inserted` of a frame brings in behind an insertion: "la mort, selon lui, de six
    soldats", "l'assassinat à Gao de huit gardes"."""
    sentence, noun = match.sentence, match.predicate
    if noun.pos != "NOUN":
        return []
    i, last = noun.i + 1, min(len(sentence.tokens), noun.i + _LONGEST)
    while i < last:
        t = sentence.tokens[i]
        if t.dep == "case" and t.lemma.lower() == match.frame.get("inserted"):
            return meanings.members(sentence, sentence.head(t)) if i > noun.i + 1 else []
        if t.text == ",":
            i = next((u.i for u in sentence.tokens[i + 1:last] if u.text == ","), last) + 1
        elif t.mention is not None and t.mention.kind == "time":
            i += 1
        elif t.dep == "case" and sentence.head(t).mention is not None and t.i < sentence.head(t).i <= i + 2:
            i = sentence.head(t).i + 1
        else:
            return []
    return []


def losses(match: Match, meanings: Meanings) -> list[Token]:
    """The noun that the verb of a frame has as its object, where it stands for those who were lost: no money is."""
    noun = match.noun
    beside = match.sentence.children(noun, "amod", "nmod") if noun is not None else []
    others = [t for t in beside if t.lemma.lower() not in match.frame.get("object_like", ())]
    return [noun] if noun is not None and not [t for t in others if t.dep == "amod"] else []


def said_of(match: Match, meanings: Meanings) -> list[Token]:
    """What a copula says of the predicate: "les victimes sont deux infirmières"."""
    said = match.sentence.head(match.predicate)
    is_subject = match.predicate.dep == "nsubj" and match.predicate.i < said.i
    return meanings.members(match.sentence, said) if is_subject and match.sentence.children(said, "cop") else []


def inverted(match: Match, meanings: Meanings) -> list[Token]:
    """The subject behind a verb whose complement opens the clause: "parmi les morts figure un prêtre"."""
    sentence, verb, noun = match.sentence, match.predicate, match.noun
    if noun is None or noun.i > verb.i:
        return []
    behind = [t for t in sentence.children(verb, "obj", "nsubj", "xcomp", "obl") if t.i > verb.i]
    bare = [t for t in behind if meanings.preposition(sentence, t) is None and t.pos in ("NOUN", "PROPN", "ADJ")
            and (t.mention is None or t.mention.kind != "time")]
    return meanings.members(sentence, bare[0]) if bare else []


def number_behind(match: Match, meanings: Meanings) -> list[Token]:
    """The bare number right behind a verb, which is its object whatever the parser made of it: "en avoir blessé 40"."""
    behind = match.sentence.tokens[match.predicate.i + 1:match.predicate.i + 2]
    return [t for t in behind if is_number(t) and match.predicate.pos == "VERB" and t.head == match.predicate.i]


def _is_bare(sentence: Sentence, verb: Token) -> bool:
    return verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") == "Past" and not sentence.children(
        verb, *_AUXILIARIES)


def _first_of_list(sentence: Sentence, participle: Token) -> Token:
    """The first of the participles that "et" joins right before this one: "renversé et tué"."""
    joined = sentence.tokens[participle.i - 1] if participle.i > 1 else participle
    if joined.pos != "CCONJ":
        return participle
    before = sentence.tokens[participle.i - 2]
    return before if _is_bare(sentence, before) and before.pos in ("VERB", "ADJ") else participle


def _agree(participle: Token, noun: Token) -> bool:
    """Whether a participle can describe a noun, as far as both show number and gender; a name may hide its gender."""
    features = ("Number",) if noun.mention is not None else ("Number", "Gender")
    shown = [(participle.morph.get(f), noun.morph.get(f)) for f in features]
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in shown)
