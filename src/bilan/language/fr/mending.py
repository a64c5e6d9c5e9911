"""What the parser is known to get wrong in dispatches and the form of the words settles: openings and participles."""

from __future__ import annotations

from collections.abc import Sequence

from bilan.language.fr.hanging import is_below, rehang
from bilan.language.fr.parted import mend_participle
from bilan.language.fr.repetitions import mend_one_by_one, mend_repeated
from bilan.mentions import Mention
from bilan.names import Name
from bilan.syntax import Token

DASHES = frozenset({"-", "–", "—"})
_BRACKETS = frozenset({"(", ")", ",", "/", "[", "]"})
_VERBAL = frozenset(
    {"aux", "aux:pass", "aux:caus", "cop", "root", "conj", "ccomp", "advcl", "acl", "acl:relcl", "parataxis"}
)
_NOMINAL = ("obj", "obl", "nmod", "nsubj", "nsubj:pass")
_LONGEST_OPENING = 9
_SUBJECT_OF_PASSIVE = "nsubj:pass"
_SUBJECTS = ("nsubj", _SUBJECT_OF_PASSIVE, "csubj")
_PASSIVE = ("aux:pass", _SUBJECT_OF_PASSIVE)

Piece = tuple[int, int, str, Mention | None]


def opening(pieces: Sequence[Piece]) -> int:
    """How many pieces at the beginning of a sentence name the place, the day and the agency of the report, with the
    dash or colon behind them ("BAMAKO, 3 mars - ", "Yémen: "): they stand outside the syntax of what follows, and hang
    on its root as `discourse`. A place before a colon and a quotation is a speaker and no opening."""
    if not pieces or not _is_place(pieces[0][3]):
        return 0
    for i, (_, _, form, mention) in enumerate(pieces[1:_LONGEST_OPENING], 1):
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        if form in DASHES:
            return i + 1 if following is not None else 0
        if form == ":" and i == 1:
            return 0 if following is None or _is_quotation(following[3]) else i + 1
        if (mention is None and form not in _BRACKETS) or _is_quotation(mention):
            return 0
    return 0


def _is_place(mention: Mention | None) -> bool:
    return mention is not None and isinstance(mention.value, Name) and (
        bool(mention.value.places) or mention.value.shape in (None, "place"))


def _is_quotation(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "quotation"


def mend(tokens: Sequence[Token], reflexive: frozenset[str], one_by_one: frozenset[str] = frozenset(),
         infinitive_of: frozenset[str] = frozenset(), pronouns: frozenset[str] = frozenset()) -> None:
    """Mends the participles of a parsed sentence: their part of speech, the numbers that are their subjects, and the
    clauses that they hang on. `reflexive` are the lemmas of reflexive pronouns, which are marked as such; `one_by_one`
    the prepositions that tell between two equal words how something is done ("un à un", "rue par rue"),
    `infinitive_of` those behind which a participle has its infinitive ("contraintes de partir"), `pronouns` those that
    before an infinitive are pronouns ("en reprendre le contrôle")."""
    for token in tokens[:-2]:
        if token.mention is None and tokens[token.i + 1].lower in one_by_one:
            mend_one_by_one(tokens, token)
    for token in tokens:
        if token.mention is not None:
            continue
        if token.pos == "PRON" and token.lemma in reflexive:
            token.morph["Reflex"] = "Yes"
        _mend_homograph(tokens, token, pronouns)
        if token.pos == "AUX" and token.dep not in _VERBAL and token.text[0].isupper():
            _mend_adjective(tokens, token)
        if token.pos in ("NOUN", "ADJ") and _is_participle(tokens, token):
            mend_participle(token)
        if token.dep == "obl":
            _mend_subject(tokens, token)
        if token.dep == "conj":
            _mend_title(tokens, token)
            _mend_next_clause(tokens, token)
            _mend_subject_before(tokens, token)
        if token.dep in ("conj", "obl", "nmod"):
            mend_repeated(tokens, token)
        if token.pos == "VERB" and token.dep == "fixed" and token.morph.get("VerbForm") == "Inf":
            _mend_infinitive(tokens, token, infinitive_of)
        if token.pos == "VERB" and token.morph.get("VerbForm") == "Fin" and any(
                tokens[i].dep in ("aux", "aux:tense") and i < token.i for i in token.children):
            # "ont fait": what has an auxiliary of its own is not finite itself.
            token.morph.update(VerbForm="Part", Tense="Past")
            token.morph.pop("Mood", None)
        if token.pos == "VERB":
            _mend_two_subjects(tokens, token)
            _mend_apposition(tokens, token)
        if token.pos == "VERB" and token.morph.get("VerbForm") == "Part":
            _mend_number(tokens, token)
            _mend_clause(tokens, token)
            _mend_outcome(tokens, token)
            _mend_agreement(tokens, token)


def _mend_homograph(tokens: Sequence[Token], token: Token, pronouns: frozenset[str]) -> None:
    """What looks like a preposition before an infinitive is a pronoun ("en reprendre le contrôle"); what looks like an
    auxiliary behind an article is a noun ("contrôlent l'est de la ville", "le nord et l'est du pays")."""
    governor = tokens[token.head]
    opens = token.i < governor.i and token.dep in ("mark", "case") and governor.morph.get("VerbForm") == "Inf"
    if opens and token.pos == "ADP" and token.lower in pronouns:
        token.pos, token.dep, token.morph = "PRON", "iobj", {}
    elif token.pos == "AUX" and (token.dep in _NOMINAL or (token.dep == "conj" and governor.pos == "NOUN")) and any(
            tokens[i].pos == "DET" for i in token.children if i == token.i - 1):
        token.pos, token.lemma, token.morph = "NOUN", token.lower, {"Number": "Sing"}


def _is_participle(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a noun or adjective can only be a participle: it has an auxiliary or the subject of a passive ("onze
    autres blessés"), or what it counts is told with a pronoun ("six d'entre eux décapités")."""
    if token.pos == "NOUN" and token.dep == "acl":  # "des soldats chargés de"
        return True
    for t in (tokens[i] for i in token.children):
        if t.dep in _PASSIVE or (t.dep == "aux" and t.i < token.i):
            return True
        if t.dep == "nummod" and any(tokens[i].pos == "PRON" for i in t.children):
            return True
    return False


def _mend_adjective(tokens: Sequence[Token], token: Token) -> None:
    """A word in capitals behind a noun that is read as an auxiliary with no verb is the noun's adjective: "les
    quartiers Est de la ville"."""
    noun = tokens[token.i - 1] if token.i else token
    if noun.pos != "NOUN" or token.head == token.i:
        return
    rehang(tokens, token, noun, "amod")
    token.pos, token.lemma, token.morph = "ADJ", token.lower, {}


def _mend_number(tokens: Sequence[Token], verb: Token) -> None:
    """A number right before a past participle with no noun is its subject: "31 personnes ont été tuées et 360
    blessées"."""
    for t in (tokens[i] for i in verb.children):
        if t.dep == "nummod" and t.mention is not None and t.i < verb.i:
            t.dep = _SUBJECT_OF_PASSIVE


def _mend_subject(tokens: Sequence[Token], opening: Token) -> None:
    """What a comma alone joins to the opening of a clause without a subject is that subject: "selon le maire, neuf
    civils, des bergers pour la plupart, ont été tués"."""
    verb = tokens[opening.head]
    below = [tokens[i] for i in verb.children]
    if verb.pos != "VERB" or opening.i > verb.i or any(t.dep in _SUBJECTS for t in below):
        return
    last = opening
    while not (listed := [tokens[i] for i in last.children if tokens[i].dep == "conj" and i < verb.i]):
        below_it = [tokens[i] for i in last.children if tokens[i].dep == "nmod" and i > last.i]
        if not below_it:
            return
        last = below_it[-1]
    joined = [t for t in listed if any(tokens[i].dep == "cc" for i in t.children)]
    if listed[0] in joined or any(tokens[i].dep == "case" for t in listed for i in t.children):
        return
    subject = listed[0]
    for t in listed[1:]:
        rehang(tokens, t, subject, "conj" if joined else "appos")
    rehang(tokens, subject, verb, _SUBJECT_OF_PASSIVE if any(t.dep == "aux:pass" for t in below) else "nsubj")


def _mend_two_subjects(tokens: Sequence[Token], verb: Token) -> None:
    """A second subject behind a conjunction that the parser hung on the verb is joined to the first: "le maire de X et
    deux gardes ont été tués"."""
    below = [tokens[i] for i in verb.children if i < verb.i]
    subjects = [t for t in below if t.dep in _SUBJECTS and t.pos in ("NOUN", "PROPN")]
    if len(subjects) != 2:
        return
    first, second = subjects
    if any(tokens[i].dep == "case" for i in second.children):
        rehang(tokens, second, first, "nmod")  # "la prise de la ville, X, par les rebelles a fait"
        return
    opens = min([second.i, *(i for i in second.children if i < second.i)])
    links = [t for t in below if t.dep == "cc" and first.i < t.i == opens - 1]
    if not links or any(t.pos in ("VERB", "AUX") for t in tokens[first.i:second.i]):
        return
    rehang(tokens, second, first, "conj")
    rehang(tokens, links[0], second, "cc")


def _mend_title(tokens: Sequence[Token], noun: Token) -> None:
    """A noun with a name between commas that no conjunction joins to the one before says who that is: "le porte-parole
    de l'armée, le colonel X, a"."""
    first, name = tokens[noun.head], noun.i + 1
    listed = [i for i in first.children if tokens[i].dep == "conj"]
    joined = any(tokens[i].dep in ("cc", "conj", "case") for i in noun.children)
    is_named = name in noun.children and tokens[name].pos == "PROPN" and tokens[noun.i - 1].pos == "DET"
    if first.pos != "NOUN" or len(listed) != 1 or joined or not is_named or name + 1 >= len(tokens):
        return
    if "Plur" in (first.morph.get("Number"), noun.morph.get("Number")):
        return
    if tokens[noun.i - 2].text == tokens[name + 1].text == ",":
        noun.dep = "appos"


def _mend_next_clause(tokens: Sequence[Token], noun: Token) -> None:
    """Two members of a list have no comma before their "et": behind a subject that follows its verb, the second is the
    subject of the next clause ("indique l'ONG, et cent personnes sont mortes")."""
    before = tokens[noun.head]
    joins = [i for i in noun.children if tokens[i].dep == "cc" and tokens[i - 1].text == ","]
    listed = [i for i in before.children if tokens[i].dep == "conj"]
    inverted = before.dep in _SUBJECTS and before.i > before.head
    if not inverted or len(listed) > 1 or not joins:
        return
    verb = next((t for t in tokens[noun.i + 1:] if t.pos == "VERB" and t.morph.get("VerbForm") != "Inf"), None)
    if verb is None or verb.dep in ("acl", "acl:relcl") or is_below(tokens, verb, noun):
        return
    rehang(tokens, noun, verb, "nsubj")


def _mend_subject_before(tokens: Sequence[Token], noun: Token) -> None:
    """A noun behind "et" that the parser joined to the verb before it is the subject of the verb that follows, where
    that has none: "trois enfants sont morts et six femmes ont été blessées"."""
    if noun.pos not in ("NOUN", "PROPN") or tokens[noun.head].pos != "VERB" or noun.i < noun.head:
        return
    last = max([noun.i, *(i for i in noun.children if tokens[i].dep in ("amod", "nmod", "flat"))])
    auxiliary = tokens[last + 1] if last + 1 < len(tokens) else noun
    verb = tokens[auxiliary.head] if auxiliary.dep.startswith("aux") else auxiliary
    below = [tokens[i].dep for i in verb.children]
    if auxiliary.morph.get("VerbForm") != "Fin" or verb.head not in (noun.i, noun.head) or any(
            dep in _SUBJECTS for dep in below):
        return
    if verb.head == noun.i:
        rehang(tokens, verb, tokens[noun.head], "conj")
    rehang(tokens, noun, verb, _SUBJECT_OF_PASSIVE if "aux:pass" in below else "nsubj")


def _mend_clause(tokens: Sequence[Token], verb: Token) -> None:
    """A present participle behind a clause belongs to that clause and not to the reporting clause behind itself:
    "ont attaqué le marché, tuant neuf civils, a annoncé le maire"."""
    governor = tokens[verb.head]
    if verb.morph.get("Tense") != "Pres" or verb.dep != "advcl" or governor.i < verb.i or governor.head > verb.i:
        return
    before = tokens[governor.head]
    if before.pos != "VERB" or before.i > verb.i:
        return
    rehang(tokens, verb, before, verb.dep)


def _mend_outcome(tokens: Sequence[Token], verb: Token) -> None:
    """A present participle behind a comma tells what the subject of the clause does, and not the noun behind a
    preposition that ends right before the comma: "les familles dorment dans des écoles, manquant d'eau"."""
    noun = tokens[verb.head]
    if verb.morph.get("Tense") != "Pres" or verb.dep != "acl" or noun.dep != "obl" or noun.mention is not None:
        return
    governor = tokens[noun.head]
    if tokens[verb.i - 1].text != "," or governor.pos != "VERB" or not governor.i < noun.i < verb.i or not any(
            tokens[i].dep in _SUBJECTS for i in governor.children):
        return
    rehang(tokens, verb, governor, "advcl")


def _mend_agreement(tokens: Sequence[Token], verb: Token) -> None:
    """A plural participle describes the plural noun between it and a singular one ("un hommage aux soldats tués")."""
    governor = tokens[verb.head]
    numbers = (governor.morph.get("Number"), verb.morph.get("Number"))
    if verb.dep != "acl" or governor.pos != "NOUN" or governor.i > verb.i or numbers != ("Sing", "Plur") or any(
            tokens[i].dep == "conj" for i in governor.children if i < verb.i):
        return
    between = [t for t in tokens[governor.i + 1:verb.i] if t.dep in ("nmod", "obl", "obj") and t.mention is None
               and t.morph.get("Number") == "Plur" and t.morph.get("Gender") in (None, verb.morph.get("Gender"))]
    if between and not any(t.text == "," for t in tokens[between[-1].i:verb.i]):
        rehang(tokens, verb, between[-1], "acl")


def _mend_infinitive(tokens: Sequence[Token], verb: Token, infinitive_of: frozenset[str]) -> None:
    """An infinitive behind an object or a participle is no fixed part of its preposition but what is made to be done:
    "contraint des familles à partir", "sont contraintes de partir"."""
    preposition = tokens[verb.head]
    above = tokens[preposition.head]
    governor = above if above.pos == "VERB" else tokens[above.head]
    has_it = above is governor and preposition.lower in infinitive_of
    if governor.pos != "VERB" or (above.dep != "obj" and not has_it):
        return
    rehang(tokens, verb, governor, "xcomp")
    rehang(tokens, preposition, verb, "mark")


def _mend_apposition(tokens: Sequence[Token], verb: Token) -> None:
    """Of two subjects of a verb the second, between commas, says what the first is: "des habitants de X, deux villages
    assiégés, ont fui"."""
    subjects = [tokens[i] for i in verb.children if tokens[i].dep in _SUBJECTS and i < verb.i]
    if len(subjects) != 2 or subjects[1].pos not in ("NOUN", "PROPN"):
        return
    first, second = subjects
    below = [second.i, *(t.i for t in tokens if t.pos != "PUNCT" and is_below(tokens, t, second))]
    if max(below) >= verb.i:
        return
    before, after = tokens[min(below) - 1], tokens[max(below) + 1]
    if before.text == "," and after.text == "," and first.i < before.i and after.i < verb.i:
        rehang(tokens, second, first, "appos")
