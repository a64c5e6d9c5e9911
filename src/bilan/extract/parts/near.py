"""What stands near a predicate where the tree does not hold it: phrases found by order, preposition and punctuation.

The parser hangs a phrase on a wrong word of its sentence more often where another stands between ("se sont retirés,
lundi, de six quartiers"). Each of these takes a sentence and a token and gives heads of phrases, none where nothing
fits.
"""

from __future__ import annotations

from bilan.analysis import Meanings
from bilan.syntax import Sentence, Token

_SKIPPED = ("ADV", "ADJ", "PUNCT")
_FARTHEST = 10
_NOMINAL = ("NOUN", "PROPN", "NUM", "PRON")


def next_phrase(sentence: Sentence, token: Token, preposition: str) -> list[Token]:
    """The phrase that `preposition` brings in right behind a token, only times, adverbs, adjectives, participles and
    punctuation standing between."""
    for t in sentence.tokens[token.i + 1:token.i + 1 + _FARTHEST]:
        if t.dep == "mark":
            return []
        if t.pos == "ADP" or t.dep == "case":
            return _brought_in(sentence, t) if t.lemma.lower() == preposition else []
        is_time = t.mention is not None and t.mention.kind == "time"
        if (
            not is_time
            and t.pos not in _SKIPPED
            and not (t.morph.get("VerbForm") == "Part" and t.pos in ("VERB", "ADJ"))
        ):
            return []
    return []


def beyond(sentence: Sentence, noun: Token, preposition: str) -> list[Token]:
    """The phrase that `preposition` brings in behind the whole phrase of a noun, a time at most between: the parser
    hangs it on the verb ("après l'assaut de la prison dimanche par des rebelles")."""
    last = sentence.tokens[max(t.i for t in (noun, *sentence.subtree(noun)))]
    behind = sentence.tokens[last.i + 1:last.i + 3]
    return [] if any(t.pos == "PUNCT" for t in behind[:1]) else next_phrase(sentence, last, preposition)


def through(meanings: Meanings, sentence: Sentence, noun: Token, preposition: str) -> list[Token]:
    """The counted people, or the name, that `preposition` brings in behind the doer of a noun, on which the parser hung
    them ("la libération par le gouvernement de 5.000 insurgés")."""
    doers = [t for t in sentence.children(noun, "nmod", "obl:agent", "obl")
             if meanings.preposition(sentence, t) not in (preposition, None)]
    found = [u for t in doers for u in sentence.children(t, "nmod")
             if meanings.preposition(sentence, u) == preposition]
    return [u for u in found if sentence.children(u, "nummod")][:1]


def _brought_in(sentence: Sentence, preposition: Token) -> list[Token]:
    head = sentence.head(preposition)
    if head.i > preposition.i and head.pos in _NOMINAL:
        return [head, *(t for t in sentence.children(head, "conj") if t.pos in _NOMINAL)]
    behind = sentence.tokens[preposition.i + 1:preposition.i + 5]
    return [t for t in behind if t.pos in _NOMINAL and (t.mention is None or t.mention.kind == "name")][:1]


def restricted(sentence: Sentence, verb: Token, denial: str, word: str) -> list[Token]:
    """What a restriction leaves: the noun behind the `word` that closes "ne … que" ("ne contrôle en fait qu'un
    tiers"). `denial` is the particle before the verb."""
    if not any(t.lemma.lower() == denial and t.i < verb.i for t in sentence.children(verb)):
        return []
    behind = sentence.tokens[verb.i + 1:verb.i + 1 + _FARTHEST]
    for n, t in enumerate(behind):
        if t.text in (";", ":") or t.morph.get("VerbForm") == "Fin":
            return []
        if t.lemma.lower() == word:
            left = next((u for u in behind[n + 1:n + 6] if u.pos in ("NOUN", "PROPN")), None)
            if left is None:
                return []
            return [left, *(c for c in sentence.children(left, "conj") if c.pos in _NOMINAL)]
    return []


def bare_names(sentence: Sentence, verb: Token) -> list[Token]:
    """The names without a preposition that the parser hung on another complement of a verb with no object of its own
    ("ont repris à leurs adversaires X et Y"), the first with the others of its list."""
    for child in sentence.children(verb, "obl", "obl:arg", "obl:mod", "iobj"):
        if child.i < verb.i:
            continue
        for t in sentence.children(child, "nmod", "appos", "flat", "flat:name", "obj"):
            if t.mention is None or t.mention.kind != "name" or sentence.children(t, "case"):
                continue
            if sentence.tokens[t.i - 1].pos not in ("PUNCT", "ADP"):
                return [t, *(c for c in sentence.children(t, "conj") if c.mention is not None)]
    return []


def complement(meanings: Meanings, sentence: Sentence, verb: Token) -> list[Token]:
    """An object that the parser took for an attribute: "appuie par des raids l'avancée des troupes"."""
    return [t for t in sentence.children(verb, "xcomp") if t.pos == "NOUN" and t.i > verb.i
            and meanings.preposition(sentence, t) is None]


def doer_before(meanings: Meanings, sentence: Sentence, participle: Token) -> list[Token]:
    """The doer of the last verb before a present participle that the parser hung beyond it ("émane de l'Union, qui a
    annoncé la rupture, accusant")."""
    if participle.morph.get("VerbForm") != "Part" or participle.morph.get("Tense") != "Pres":
        return []
    verbs = [t for t in sentence.tokens[:participle.i] if t.pos == "VERB" and t.morph.get("VerbForm") != "Inf"]
    if not verbs or meanings.is_passive(sentence, verbs[-1]):
        return []
    return [t for t in meanings.roles(sentence, verbs[-1]).agent[:1] if t.i < participle.i]


def outcome(meanings: Meanings, sentence: Sentence, noun: Token, preposition: str) -> list[Token]:
    """The party whose success a noun of event tells that a preposition brings in beside a verb: the subject of the
    verb, or whose the subject is ("la progression des forces du régime s'est accélérée avec la capture de")."""
    governor = sentence.head(noun)
    if meanings.preposition(sentence, noun) != preposition or governor.pos not in ("VERB", "AUX"):
        return []
    roles = meanings.roles(sentence, governor)
    for subject in roles.agent or roles.patient:
        if meanings.sort(sentence, subject) == "party":
            return [subject]
        owners = [t for t in sentence.children(subject, "nmod") if meanings.sort(sentence, t) == "party"]
        if owners:
            return owners[:1]
    return []


def inside(meanings: Meanings, sentence: Sentence, head: Token) -> list[Token]:
    """The tokens of the phrase that names a head, in order."""
    start, end = meanings.extent(sentence, head)
    return [t for t in sentence.tokens if start <= t.start and t.end <= end] or [head]


def is_label(meanings: Meanings, sentence: Sentence, predicate: Token, head: Token) -> bool:
    """Whether a participle, or a phrase of holding, only says which of several unnamed places are meant: "les zones
    contrôlées par", "des villages sous contrôle rebelle"."""
    if predicate.dep not in ("acl", "amod", "nmod") or head.mention is not None or predicate.i < head.i:
        return False
    if any(t.mention is not None and t.mention.kind == "name" for t in inside(meanings, sentence, head)):
        return False
    opens = min([predicate.i, *(t.i for t in sentence.children(predicate, "case", "det") if t.i > head.i)])
    return sentence.tokens[opens - 1].text != "," and sentence.head(predicate) is head


def taken_in(meanings: Meanings, sentence: Sentence, first: Token, apart: frozenset[str]) -> list[Token]:
    """The members of a list but those that a word sets apart: "quatre quartiers de X, dont Y", "tous ceux de X sauf
    Y"."""
    if any(t.lemma.lower() in apart for t in sentence.children(first, "case")):
        return []
    stop = next((t.i for t in sentence.tokens[first.i + 1:] if t.lower in apart), len(sentence.tokens))
    return [m for m in meanings.members(sentence, first) if m.i < stop]


def listed(meanings: Meanings, sentence: Sentence, first: Token) -> list[Token]:
    """The members of a list that begins with a token, those too that the parser hung beside it on what stands before
    ("quatre quartiers de X, dont Y et Z")."""
    members = meanings.members(sentence, first)
    beside = sentence.children(sentence.head(first), "conj") if first.dep == "conj" else []
    return [*members, *(t for t in beside if t.i > first.i and t not in members)]
