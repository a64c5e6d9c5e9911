"""Parsed sentences: offsets, mentions, trees, and the syntax of the register."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.language.fr.labels import relation
from bilan.language.fr.pack import French
from bilan.mentions import Mention, MentionKind
from bilan.syntax import Sentence, Token

LEAST_ROLE_F = 0.90
"""The floor of the raw parser on the register's roles. The model card has the measured value."""


def parsed(french: French, text: str, **mentions: str) -> Sentence:
    kinds: dict[str, MentionKind] = {"name": "name", "number": "number", "time": "time", "quotation": "quotation"}
    found = []
    for key, words in mentions.items():
        start = text.index(words)
        found.append(Mention(kinds[key.rstrip("0123456789")], start, start + len(words), None))
    sentence = Sentence(0, 0, len(text), mentions=found)
    assert list(french.parse(text, [sentence])) == [sentence]
    return sentence


def token(sentence: Sentence, text: str) -> Token:
    return next(t for t in sentence.tokens if t.text == text)


def check(text: str, sentence: Sentence) -> None:
    """What holds of every parsed sentence."""
    tokens = sentence.tokens
    assert all(text[t.start:t.end] == t.text and t.lemma and t.pos and t.dep for t in tokens)
    assert [t.i for t in tokens] == list(range(len(tokens)))
    assert sum(t.head == t.i for t in tokens) == (1 if tokens else 0)
    assert all((t.dep == "root") == (t.head == t.i) for t in tokens)
    assert all(tokens[child].head == t.i for t in tokens for child in t.children)
    assert sum(len(t.children) for t in tokens) == max(len(tokens) - 1, 0)


def test_every_mention_is_one_token(french: French) -> None:
    text = "Près de 40 mineurs ont disparu dans la nuit de mardi à mercredi à Port-Haro, affirme Jeanne de Roux."
    sentence = parsed(french, text, number="Près de 40", time="dans la nuit de mardi à mercredi", name1="Port-Haro",
                      name2="Jeanne de Roux")
    check(text, sentence)
    assert [(t.text, t.pos) for t in sentence.tokens if t.mention and t.mention.kind != "time"] == [
        ("Près de 40", "NUM"), ("Port-Haro", "PROPN"), ("Jeanne de Roux", "PROPN")]
    mineurs = token(sentence, "mineurs")
    assert (mineurs.dep, sentence.head(mineurs).lemma) == ("nsubj", "disparaître")
    assert sentence.head(token(sentence, "Près de 40")) is mineurs
    assert token(sentence, "Jeanne de Roux").dep == "nsubj"


def test_a_quotation_is_what_its_reporting_verb_says(french: French) -> None:
    text = "« Nos puits sont à sec », a prévenu jeudi Moussa Keïta, maire de la commune."
    sentence = parsed(french, text, quotation="« Nos puits sont à sec »", time="jeudi", name="Moussa Keïta")
    quotation, verb = sentence.tokens[0], token(sentence, "prévenu")
    assert (quotation.dep, quotation.head, quotation.pos) == ("ccomp", verb.i, "X")
    assert verb.dep == "root"
    assert token(sentence, "Moussa Keïta").dep == "nsubj"


def test_a_contraction_is_one_token_and_the_lemma_of_its_preposition(french: French) -> None:
    text = "Les blessés du convoi sont arrivés au dispensaire."
    sentence = parsed(french, text)
    assert [(t.text, t.lemma, t.dep) for t in sentence.tokens if t.pos == "ADP"] == [("du", "de", "case"),
                                                                                     ("au", "à", "case")]


def test_overlapping_and_foreign_mentions_are_left_out(french: French) -> None:
    text = "Le maire de Sarmada a fui."
    at = text.index("Sarmada")
    mentions = [Mention("name", at, at + 7, None), Mention("name", at + 2, at + 7, None), Mention("name", 90, 99, None)]
    sentence = Sentence(0, 0, len(text), mentions=mentions)
    list(french.parse(text, [sentence]))
    assert [t.text for t in sentence.tokens if t.mention] == ["Sarmada"]
    check(text, sentence)


def test_sentences_of_many_texts_come_back_in_order(french: French) -> None:
    texts = [f"Le village numéro {n} a été évacué." for n in range(300)]
    sentences = [Sentence(i, 0, len(t)) for i, t in enumerate(texts)]
    back = list(french.parse_many(zip(texts, sentences, strict=True)))
    assert back == sentences
    assert all(t in [x.text for x in s.tokens] for t, s in [("17", sentences[17]), ("299", sentences[299])])


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_parsed(text: str) -> None:
    sentence = Sentence(0, 0, len(text))
    list(FRENCH.parse(text, [sentence]))
    check(text, sentence)


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200e", "\x00\x01", "🚁🚁 évacués", "e\u0301vacue\u0301s", "(" * 300,
                                  "حلب المدينة", "a" * 5000])
def test_hostile_text(french: French, text: str) -> None:
    sentence = Sentence(0, 0, len(text))
    list(french.parse(text, [sentence]))
    check(text, sentence)


@pytest.mark.parametrize(("given", "wanted"), [("ROOT", "root"), ("obl:mod", "obl"), ("obl:agent", "obl:agent"),
                                               ("aux:tense", "aux"), ("flat:name", "flat"), ("nsubj:pass",
                                               "nsubj:pass"),
                                               ("", "dep")])
def test_relations_of_other_pipelines(given: str, wanted: str) -> None:
    assert relation(given) == wanted


def test_roles_of_the_register_keep_their_floor(french: French) -> None:
    from roles import read, score

    measured = score(french, read())
    assert measured.gold.total() > 450
    assert measured.f() >= LEAST_ROLE_F, str(measured)


FRENCH = French()
