"""Who a participle describes, and whose deed a verb tells, where the parser alone does not say it right."""

from __future__ import annotations

import pytest

from bilan.mentions import Mention
from bilan.names import Name
from bilan.resolve.grammar.agreement import agree, before_comma, described, stranded_subject
from bilan.resolve.grammar.phrases import extent
from bilan.syntax import Sentence, Token

Row = tuple[str, str, str, int, dict[str, str]]

FEM_PLUR = {"Gender": "Fem", "Number": "Plur"}
MASC_SING = {"Gender": "Masc", "Number": "Sing"}
FEM_SING = {"Gender": "Fem", "Number": "Sing"}
PARTICIPLE = {"VerbForm": "Part", "Tense": "Past"}


def tree(*rows: Row) -> Sentence:
    """A sentence of rows of text, part of speech, relation, head and features; words are one space apart."""
    tokens, at = [], 0
    for i, (text, pos, dep, head, morph) in enumerate(rows):
        mention = Mention("name", at, at + len(text), Name()) if pos == "PROPN" else None
        tokens.append(Token(i, at, at + len(text), text, text.lower(), pos, dep, head, morph, mention))
        at += len(text) + 1
    for t in tokens:
        if t.head != t.i:
            tokens[t.head].children.append(t.i)
    return Sentence(0, 0, at, tokens=tokens)


UNITS = tree(
    ("unités", "NOUN", "nsubj", 6, FEM_PLUR),
    ("de", "ADP", "case", 2, {}),
    ("renseignement", "NOUN", "nmod", 0, MASC_SING),
    (",", "PUNCT", "punct", 4, {}),
    ("soutenues", "VERB", "acl", 2, PARTICIPLE | FEM_PLUR),
    (",", "PUNCT", "punct", 4, {}),
    ("avancent", "VERB", "root", 6, {"VerbForm": "Fin", "Number": "Plur"}),
)


def test_a_participle_describes_the_noun_that_it_agrees_with() -> None:
    assert described(UNITS, UNITS.tokens[4]) is UNITS.tokens[0]


def test_a_participle_keeps_the_parsers_noun_where_the_two_agree() -> None:
    sentence = tree(
        ("unité", "NOUN", "root", 0, FEM_SING), ("de", "ADP", "case", 2, {}),
        ("milice", "NOUN", "nmod", 0, FEM_SING),
        ("soutenue", "VERB", "acl", 2, PARTICIPLE | FEM_SING),
    )
    assert described(sentence, sentence.tokens[3]) is sentence.tokens[2]


def test_the_phrase_before_a_comma_is_given_nearest_first() -> None:
    assert [t.text for t in before_comma(UNITS, UNITS.tokens[4])] == ["renseignement", "unités"]
    assert before_comma(UNITS, UNITS.tokens[0]) == []


@pytest.mark.parametrize(("mine", "theirs", "wanted"), [
    (FEM_PLUR, FEM_PLUR, True),
    (FEM_PLUR, MASC_SING, False),
    (FEM_PLUR, {}, True),
    ({"Number": "Sing"}, FEM_PLUR, False),
])
def test_what_is_not_known_agrees_with_all(mine: dict[str, str], theirs: dict[str, str], wanted: bool) -> None:
    words = tree(("a", "VERB", "root", 0, mine), ("b", "NOUN", "obj", 0, theirs)).tokens
    assert agree(words[0], words[1]) is wanted


def test_a_phrase_left_before_its_verb_is_the_subject() -> None:
    """"à Raqqa, une coalition appuie": the parser hung the coalition on the town."""
    sentence = tree(
        ("à", "ADP", "case", 1, {}), ("Raqqa", "PROPN", "obl", 5, {}), (",", "PUNCT", "punct", 4, {}),
        ("une", "DET", "det", 4, FEM_SING), ("coalition", "NOUN", "appos", 1, FEM_SING),
        ("appuie", "VERB", "root", 5, {"VerbForm": "Fin", "Number": "Sing"}),
        ("milice", "NOUN", "obj", 5, FEM_SING),
    )
    assert stranded_subject(sentence, [sentence.tokens[5]]) is sentence.tokens[4]


@pytest.mark.parametrize("number", ["Plur"])
def test_a_phrase_that_does_not_agree_is_no_subject(number: str) -> None:
    sentence = tree(
        ("coalition", "NOUN", "dep", 1, FEM_SING),
        ("appuient", "VERB", "root", 1, {"VerbForm": "Fin", "Number": number}),
    )
    assert stranded_subject(sentence, [sentence.tokens[1]]) is None


def test_a_phrase_takes_in_a_close_name_and_a_short_form() -> None:
    """"la milice Zagros (MZ)" is one phrase; a name behind a comma is not a part of it."""
    text = "milice Zagros ( MZ ) avance"
    sentence = tree(
        ("milice", "NOUN", "nsubj", 5, FEM_SING), ("Zagros", "PROPN", "appos", 0, {}), ("(", "PUNCT", "punct", 3, {}),
        ("MZ", "PROPN", "appos", 0, {}), (")", "PUNCT", "punct", 3, {}), ("avance", "VERB", "root", 5, {}),
    )
    start, end = extent(sentence, sentence.tokens[0])
    assert text[start:end] == "milice Zagros ( MZ )"
    comma: Row = (",", "PUNCT", "punct", 2, {})
    apart = tree(("milice", "NOUN", "root", 0, FEM_SING), comma, ("Zagros", "PROPN", "appos", 0, {}))
    assert extent(apart, apart.tokens[0]) == (0, 6)
