"""What stands between an auxiliary and its participle, and makes the parser take the auxiliary for the verb."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.language.fr.hanging import is_below, rehang
from bilan.language.fr.lexicon import shipped
from bilan.syntax import Token

_OBJECTS = ("obj", "xcomp", "ccomp")
_PHRASES = ("obl", "obl:arg", "obl:mod", "nmod", "advmod", "advcl")
_TIES = ("acl", "conj")
_REFLEXIVES = ("expl", "expl:pv", "obj", "iobj")
_CLAUSES = ("ccomp", "advcl", "parataxis")
_FINITE = ("aux", "aux:pass", "aux:tense", "cop", "mark")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_REACH = 12


def mend_participle(token: Token) -> None:
    """Makes a past participle of a word that is one of a verb of the lexicon."""
    verbs = shipped().verbs_of(token.lower)
    if verbs:
        token.pos, token.lemma = "VERB", verbs[0]
        token.morph.update(VerbForm="Part", Tense="Past")


def mend_parted(tokens: Sequence[Token], auxiliaries: frozenset[str]) -> None:
    """Gives back to its participle the auxiliary that an insertion parts from it: "l'armée a de son côté annoncé",
    "s'est à son tour félicité". `auxiliaries` are the lemmas that need an object or a participle; another one is an
    auxiliary for sure only behind a reflexive pronoun."""
    for verb in tokens:
        if verb.mention is not None or verb.morph.get("VerbForm") != "Fin" or verb.dep.startswith("aux"):
            continue
        if verb.lemma not in auxiliaries and not (verb.pos == "AUX" and _is_reflexive(tokens, verb)):
            continue
        participle = _participle(tokens, verb)
        if participle is not None:
            _raise(tokens, participle, verb)


def mend_adverbs(tokens: Sequence[Token], adverbs: Sequence[tuple[str, ...]]) -> None:
    """Gives a verb the object that the parser hung on an adverb of several words: "appuie à la fois des rebelles et le
    gouvernement"."""
    for words in adverbs:
        for first in tokens[:len(tokens) - len(words)]:
            phrase = tokens[first.i:first.i + len(words)]
            verb = tokens[first.i - 1] if first.i else first
            if tuple(t.lower for t in phrase) != words or verb.pos != "VERB":
                continue
            below = [tokens[c] for t in phrase for c in t.children if tokens[c] not in phrase]
            if any(t.i < first.i for t in below) or any(is_below(tokens, verb, t) for t in phrase):
                continue
            for t in below:
                rehang(tokens, t, verb, "obj" if t.dep == "nmod" else t.dep)


def mend_infinitives(tokens: Sequence[Token]) -> None:
    """An infinitive has no subject of its own: what the parser took for one before its preposition is the object of the
    verb above, with no other ("ont accusé mardi l'armée d'avoir tiré")."""
    for token in tokens:
        verb, below = tokens[token.head], [tokens[i] for i in token.children]
        marks = [t for t in below if t.dep == "mark" and t.pos == "ADP"]
        group = [token, *(t for t in below if t.dep in _FINITE)]
        if not marks or verb.pos != "VERB" or verb.i > marks[0].i or any(
                t.morph.get("VerbForm") == "Fin" for t in group) or any(tokens[i].dep == "obj" for i in verb.children):
            continue
        subjects = [t for t in below if t.dep in _SUBJECTS and verb.i < t.i < marks[0].i]
        if len(subjects) == 1 and subjects[0].pos != "PRON":
            rehang(tokens, subjects[0], verb, "obj")
            token.dep = "xcomp"


def mend_described(tokens: Sequence[Token]) -> None:
    """Hangs a bare past participle with a doer on the noun right before it, where the parser took it for a clause of
    the verb: "opposent les rebelles au gouvernement d'union (GUN) reconnu par l'ONU"."""
    for token in tokens[1:]:
        before = tokens[token.i - 1]
        if token.dep not in _CLAUSES or token.morph.get("VerbForm") != "Part" or token.morph.get("Tense") == "Pres":
            continue
        below = [tokens[i].dep for i in token.children]
        closes = before.text == ")" and before.i > 0
        if "obl:agent" not in below or any(d in _FINITE or d in _SUBJECTS for d in below) or not (
                closes or before.pos in ("NOUN", "PROPN")):
            continue
        noun = tokens[before.i - 1] if closes else before
        while noun.dep == "appos" and closes:
            noun, closes = tokens[noun.head], False
        if not is_below(tokens, noun, token):
            rehang(tokens, token, noun, "acl")


def mend_counted_out(tokens: Sequence[Token], whose: frozenset[str]) -> None:
    """Makes a sentence of a noun with what the parser took for its relative clause, where that only counts some out:
    "des ministres, dont celui de la Justice, ont appelé". `whose` are the pronouns that count out."""
    for pronoun in tokens[2:]:
        if pronoun.lower not in whose or tokens[pronoun.i - 1].text != ",":
            continue
        noun = next((t for t in tokens[:pronoun.i] if t.head == t.i), None)
        verbs = [t for t in tokens[pronoun.i:] if noun is not None and t.head == noun.i and t.dep == "acl:relcl"]
        if noun is None or noun.pos not in ("NOUN", "PROPN") or not verbs or any(
                tokens[i].dep in _FINITE + _SUBJECTS or tokens[i].dep == "case" for i in noun.children):
            continue
        verb = verbs[0]
        group = sorted([verb.i, *(i for i in verb.children if tokens[i].dep in _FINITE)])
        counted = [tokens[i] for i in verb.children if tokens[i].dep in _SUBJECTS and i < group[0]]
        finite = next((tokens[i] for i in group if tokens[i].morph.get("VerbForm") == "Fin"), None)
        number = finite.morph.get("Number") if finite is not None else None
        if len(counted) != 1 or tokens[group[0] - 1].text != "," or number is None or (
                number != noun.morph.get("Number") or number == counted[0].morph.get("Number")):
            continue
        _make_clause(tokens, noun, verb, counted[0])


def _make_clause(tokens: Sequence[Token], noun: Token, verb: Token, counted: Token) -> None:
    subject = counted.dep
    noun.children.remove(verb.i)
    verb.head, verb.dep = verb.i, "root"
    rehang(tokens, counted, noun, "nmod")
    noun.head = noun.i
    rehang(tokens, noun, verb, subject)


def _is_reflexive(tokens: Sequence[Token], verb: Token) -> bool:
    before = tokens[verb.i - 1] if verb.i else verb
    return before.head == verb.i and before.dep in _REFLEXIVES and before.morph.get("Reflex") == "Yes"


def _participle(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The past participle right behind the phrase that follows an auxiliary with no object of its own; `None` where
    there is none."""
    below = [tokens[i] for i in verb.children if tokens[i].morph.get("Reflex") != "Yes"]
    if any(t.dep in _OBJECTS for t in below) or sum(t.dep.startswith("expl") for t in below) > 1:  # "il y a"
        return None
    for token in tokens[verb.i + 1:verb.i + _REACH]:
        if token.morph.get("VerbForm") == "Fin" or token.text in (".", ";", ":"):
            return None
        if token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") != "Pres" and _fits(tokens, token, verb):
            return token
    return None


def _fits(tokens: Sequence[Token], participle: Token, verb: Token) -> bool:
    """Whether a participle hangs on the phrase between, or on the auxiliary with a comma before it, all that stands
    between belongs to the auxiliary, and the form agrees with nothing else."""
    governor = tokens[participle.head]
    between = tokens[verb.i + 1:participle.i]
    if participle.dep not in _TIES or participle.pos not in ("VERB", "ADJ") or not between:
        return False
    if any(tokens[i].dep in ("cc", "case", "det", "aux", "aux:pass") for i in participle.children):
        return False
    if participle.dep == "conj":
        ends = governor is verb and between[-1].text == ","
    else:
        ends = governor in between and governor.head == verb.i and governor.dep in _PHRASES
    bare = participle.morph.get("Gender") != "Fem" and participle.morph.get("Number") != "Plur"
    return ends and (bare or verb.pos == "AUX") and all(is_below(tokens, t, verb) for t in between)


def _raise(tokens: Sequence[Token], participle: Token, auxiliary: Token) -> None:
    """Puts a participle in the place of its auxiliary and the auxiliary under it."""
    tokens[participle.head].children.remove(participle.i)
    for child in [tokens[i] for i in auxiliary.children if i != participle.i]:
        rehang(tokens, child, participle, child.dep)
    if auxiliary.head == auxiliary.i:
        participle.head, participle.dep = participle.i, "root"
    else:
        participle.head = auxiliary.i  # for a moment: what hangs on it must not hang on itself
        above = tokens[auxiliary.head]
        above.children = sorted([*(i for i in above.children if i != auxiliary.i), participle.i])
        participle.head, participle.dep = above.i, auxiliary.dep
    auxiliary.head, auxiliary.dep, auxiliary.pos = participle.i, "aux", "AUX"
    participle.children = sorted([*participle.children, auxiliary.i])
    participle.pos = "VERB"
