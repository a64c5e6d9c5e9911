"""Which noun a participle or a relative clause describes: the parser's answer, mended by agreement and order.

A parser of this size hangs "soutenues par" on the nearest noun ("les unités du contre-terrorisme, soutenues par") or on
one far before it; French marks the right one by gender and number, and by the comma that it follows.
"""

from __future__ import annotations

from bilan.resolve.grammar.phrases import NOMINAL, preposition
from bilan.syntax import Sentence, Token

_INSIDE = ("nmod", "appos", "flat", "flat:name", "amod")
_CLOSERS = frozenset({")", ",", "»", '"', "”"})
_SUBJECTS = ("nsubj", "nsubj:pass")
_BREAKS = frozenset({",", ";", ":", "(", "«", '"', "“", "–", "—"})
_OPENERS = frozenset({",", "("})
_LONG_SUBJECT = 9


def described(sentence: Sentence, participle: Token) -> Token:
    """The noun that a participle or an adjective on a noun describes: its governor where the two agree, else the
    nearest noun of the phrase before its comma, the one right before it ("le chef de la milice X affiliée à"), or one
    above the governor, that agrees."""
    governor = sentence.head(participle)
    beside = _beside(sentence, participle, governor)
    if beside is not None:
        noun = described(sentence, beside)
        if agree(participle, noun):
            return noun
    chain = before_comma(sentence, participle)
    if chain and (governor not in chain or not agree(participle, governor)):
        return next((t for t in chain if agree(participle, t)), governor)
    if agree(participle, governor):
        return governor
    inside = [t for t in sentence.subtree(governor) if governor.i < t.i < participle.i and t.pos == "NOUN"]
    close = inside and all(t.pos == "PROPN" for t in sentence.tokens[inside[-1].i + 1:participle.i])
    if close and agree(participle, inside[-1]):
        return inside[-1]
    above = _phrase(sentence, governor)
    return next((t for t in above if agree(participle, t)), governor)


def _beside(sentence: Sentence, participle: Token, governor: Token) -> Token | None:
    """The participle that another one behind "et" stands beside, where the parser hung it on a complement of the first
    ("l'armée, aidée par des milices et appuyée par la coalition"); `None` where it stands alone."""
    if not any(c.i == participle.i - 1 for c in sentence.children(participle, "cc")):
        return None
    first = sentence.head(governor)
    same = first.dep in ("acl", "amod") and first.i < governor.i and all(
        first.morph.get(k) == participle.morph.get(k) for k in ("VerbForm", "Tense"))
    return first if same and participle.morph.get("Tense") == "Past" else None


def before_comma(sentence: Sentence, token: Token) -> list[Token]:
    """The nouns of the phrase that ends right before the comma in front of a token's own phrase, nearest first; empty
    where no comma stands there."""
    first = token.i
    own = {t.i for t in sentence.subtree(token)}
    while (
        first > 0
        and (first - 1 in own or sentence.tokens[first - 1].pos == "ADV")
        and sentence.tokens[first - 1].text not in _OPENERS
    ):
        first -= 1
    if first < 2 or sentence.tokens[first - 1].text not in _OPENERS:
        return []
    i = first - 2
    while i > 0 and sentence.tokens[i].text in _CLOSERS and sentence.tokens[i].mention is None:
        i -= 1
    last = sentence.tokens[i]
    return _phrase(sentence, last) if last.pos in NOMINAL or last.dep in _INSIDE else []


def antecedent(sentence: Sentence, verb: Token) -> Token:
    """The noun whose relative clause a verb heads, as its subject: its governor, unless the number of the
    verb shows that it is another of its phrase ("les rebelles, soutenus par l'Iran, qui ont conquis") or a list."""
    governor = sentence.head(verb)
    group = [verb, *sentence.children(verb, "aux", "aux:pass", "cop")]
    number = next((t.morph.get("Number") for t in group if t.morph.get("VerbForm") == "Fin"), None)
    own = "Sing" if _is_one_place(sentence, governor) else governor.morph.get("Number")
    if number is None or own in (None, number) or sentence.children(governor, "conj"):
        return governor
    if number == "Plur" and governor.dep == "conj" and sentence.head(governor).pos in NOMINAL:
        return sentence.head(governor)
    for up in sentence.ancestors(governor):
        noun = described(sentence, up) if up.dep in ("acl", "amod") else up
        if noun.pos in NOMINAL and noun.i < governor.i and noun.morph.get("Number") == number:
            return noun
    below = [t for t in sentence.subtree(governor) if governor.i < t.i < verb.i and t.dep in (*_INSIDE, "obj")]
    fitting = next((t for t in reversed(below) if t.pos in NOMINAL and t.morph.get("Number") == number), None)
    return fitting or (_name_before(sentence, verb) if number == "Sing" else None) or governor


def _name_before(sentence: Sentence, verb: Token) -> Token | None:
    """The name of one doer right before the comma of a relative clause: "les rebelles soutenus par l'Iran, qui a"."""
    first = sentence.subtree(verb)[0].i
    if first < 2 or sentence.tokens[first - 1].text != ",":
        return None
    name = sentence.tokens[first - 2]
    is_name = name.mention is not None and name.mention.kind == "name"
    return name if is_name and name.dep == "obl:agent" and not sentence.children(name, "conj") else None


def shares_auxiliary(sentence: Sentence, participle: Token) -> bool:
    """Whether a past participle of a list has the auxiliary, and so the subject, of the one before it: "ont fait dix
    morts et tué un chef"."""
    return participle.dep == "conj" and participle.morph.get("Tense") == "Past" and not sentence.children(
        participle, "aux", "aux:pass", "aux:tense")


def _is_one_place(sentence: Sentence, name: Token) -> bool:
    """Whether a name is that of one place: it has a preposition and no article, which those of several have ("de
    Kaboul", but "des Philippines")."""
    cases = sentence.children(name, "case")
    return (
        name.mention is not None and name.mention.kind == "name" and bool(name.mention.value.places)
        and bool(cases) and all(t.lower == t.lemma for t in cases) and not sentence.children(name, "det"))


def stranded_subject(sentence: Sentence, group: list[Token]) -> Token | None:
    """The subject right before a finite verb group that the parser hung elsewhere ("à Raqqa, une coalition
    menée par X appuie"): the head of the bare phrase between the last comma and the verb, `None` where none agrees."""
    finite = next((t for t in group if t.morph.get("VerbForm") == "Fin"), None)
    if finite is None:
        return None
    end = min(t.i for t in group)
    while end > 0 and sentence.tokens[end - 1].pos in ("ADV", "PRON") and sentence.tokens[end - 1].dep not in _SUBJECTS:
        end -= 1
    begin = end
    while begin > 0 and not _breaks(sentence.tokens[begin - 1]):
        begin -= 1
    if begin > 0 and sentence.tokens[begin - 1].text != ",":
        return None
    inside = range(begin, end)
    tops = [t for t in sentence.tokens[begin:end] if t.head not in inside and t.pos not in ("PUNCT", "ADP", "DET")]
    if len(tops) != 1 or tops[0].dep in _SUBJECTS or preposition(sentence, tops[0]) is not None:
        return None
    top = tops[0]
    if top.pos not in ("NOUN", "PROPN") or (top.mention is not None and top.mention.kind != "name"):
        return None
    return top if finite.morph.get("Number") in (None, top.morph.get("Number")) else None


def _breaks(token: Token) -> bool:
    return token.text in _BREAKS or token.pos in ("CCONJ", "SCONJ")


def object_before(sentence: Sentence, verb: Token, words: frozenset[str]) -> Token | None:
    """The noun before a comma and one of `words` ("que") that is the object of a finite verb, where the parser took no
    relative clause for it ("Bamako, que Paris et Rome accusent de négocier"); `None` where nothing stands so."""
    if verb.morph.get("VerbForm") != "Fin" or sentence.children(verb, "obj"):
        return None
    for t in reversed(sentence.tokens[max(2, verb.i - _LONG_SUBJECT):verb.i]):
        if t.lower in words and t.mention is None:
            before = sentence.tokens[t.i - 2]
            return before if sentence.tokens[t.i - 1].text == "," and before.pos in NOMINAL else None
        if t.morph.get("VerbForm") == "Fin":
            return None
    return None


def agree(word: Token, noun: Token) -> bool:
    """Whether two words can agree in gender and number; what is not known agrees with all."""
    for feature in ("Number", "Gender"):
        mine, theirs = word.morph.get(feature), noun.morph.get(feature)
        if mine and theirs and mine != theirs:
            return False
    return True


def _phrase(sentence: Sentence, last: Token) -> list[Token]:
    """The nouns of a phrase from its last upwards, none of them beyond a verb or another member of a list."""
    chain = [last] if last.pos in NOMINAL else []
    while last.dep in _INSIDE and last.head < last.i:
        last = sentence.head(last)
        if last.pos not in NOMINAL:
            break
        chain.append(last)
    return chain
