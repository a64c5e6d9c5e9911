"""Openings stand outside the syntax of their sentence; a participle with an auxiliary is a verb."""

from __future__ import annotations

import pytest

from bilan.language.fr.pack import French
from bilan.mentions import Mention
from bilan.names import Name
from bilan.syntax import Sentence, Token


def parsed(french: French, text: str, place: str) -> Sentence:
    start = text.index(place)
    name = Mention("name", start, start + len(place), Name(places=(), actors=(), shape="place"))
    sentence = Sentence(0, 0, len(text), mentions=[name])
    list(french.parse(text, [sentence]))
    return sentence


def token(sentence: Sentence, text: str) -> Token:
    return next(t for t in sentence.tokens if t.text == text)


@pytest.mark.parametrize("text", [
    "TRIPOLI - Des soldats sont entrés dans la ville.",
    "Tripoli: des soldats sont entrés dans la ville.",
])
def test_an_opening_is_nobody_s_subject(french: French, text: str) -> None:
    place = text[:7]
    sentence = parsed(french, text, place)
    verb = token(sentence, "entrés")
    assert token(sentence, place).dep == "discourse" and token(sentence, place).head == verb.i
    assert [t.text for t in sentence.children(verb, "nsubj")] == ["soldats"]


def test_a_place_that_acts_is_no_opening(french: French) -> None:
    sentence = parsed(french, "Tripoli a annoncé la fin des combats.", "Tripoli")
    assert token(sentence, "Tripoli").dep == "nsubj"


def test_a_participle_with_the_auxiliary_of_the_passive_is_a_verb(french: French) -> None:
    sentence = parsed(french, "A Tripoli, quatre civils ont été blessés mardi.", "Tripoli")
    wounded = token(sentence, "blessés")
    assert (wounded.pos, wounded.lemma, wounded.morph["VerbForm"]) == ("VERB", "blesser", "Part")


def test_a_noun_stays_one(french: French) -> None:
    sentence = parsed(french, "A Tripoli, on compte quatre blessés.", "Tripoli")
    assert token(sentence, "blessés").pos == "NOUN"
