"""Openings stand outside the syntax of their sentence; a participle with an auxiliary is a verb."""

from __future__ import annotations

import pytest

from bilan.language.fr.mending import mend
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


def test_a_verb_with_an_auxiliary_is_a_participle(french: French) -> None:
    sentence = parsed(french, "Le message évoque les raids sur Tripoli, qui ont fait 30 morts.", "Tripoli")
    made = token(sentence, "fait")
    assert (made.morph["VerbForm"], made.morph["Tense"]) == ("Part", "Past") and "Mood" not in made.morph


def _built(*rows: tuple[str, str, str, int]) -> list[Token]:
    tokens = [Token(i, i, i + 1, text, text, pos, dep, head, {}) for i, (text, pos, dep, head) in enumerate(rows)]
    for t in tokens:
        if t.head != t.i:
            tokens[t.head].children.append(t.i)
    return tokens


def test_what_a_comma_joins_to_an_opening_is_the_subject_that_the_clause_lacks() -> None:
    tokens = _built(
        ("Selon", "ADP", "case", 1), ("maire", "NOUN", "obl", 7), (",", "PUNCT", "punct", 3),
        ("civils", "NOUN", "conj", 1), (",", "PUNCT", "punct", 5), ("bergers", "NOUN", "conj", 1),
        ("étaient", "AUX", "aux:pass", 7), ("tués", "VERB", "root", 7))
    mend(tokens, frozenset())
    assert [(t.text, t.dep, tokens[t.head].text) for t in (tokens[3], tokens[5])] == [
        ("civils", "nsubj:pass", "tués"), ("bergers", "appos", "civils")]
    assert tokens[1].children == [0]


def test_what_is_joined_by_a_conjunction_stays_with_the_opening() -> None:
    tokens = _built(
        ("Selon", "ADP", "case", 1), ("maire", "NOUN", "obl", 4), ("et", "CCONJ", "cc", 3),
        ("voisins", "NOUN", "conj", 1), ("pleut", "VERB", "root", 4))
    mend(tokens, frozenset())
    assert (tokens[3].dep, tokens[3].head) == ("conj", 1)


def test_a_comma_before_its_conjunction_begins_the_next_clause() -> None:
    tokens = _built(
        ("indique", "VERB", "parataxis", 0), ("ONG", "NOUN", "nsubj", 0), (",", "PUNCT", "punct", 4),
        ("et", "CCONJ", "cc", 4), ("personnes", "NOUN", "conj", 1), ("meurent", "VERB", "advcl", 0))
    mend(tokens, frozenset())
    assert (tokens[4].dep, tokens[tokens[4].head].text) == ("nsubj", "meurent") and tokens[1].children == []


@pytest.mark.parametrize(("joins", "dep"), [(",", "appos"), ("et", "conj")])
def test_a_title_with_a_name_between_commas_says_who_somebody_is(joins: str, dep: str) -> None:
    tokens = _built(
        ("maire", "NOUN", "nsubj", 6), (joins, "PUNCT", "punct", 3), ("le", "DET", "det", 3),
        ("colonel", "NOUN", "conj", 0), ("Diop", "PROPN", "nmod", 3), (",", "PUNCT", "punct", 3),
        ("accuse", "VERB", "root", 6))
    mend(tokens, frozenset())
    assert (tokens[3].dep, tokens[3].head) == (dep, 0)


def test_a_list_without_that_comma_stays_one() -> None:
    tokens = _built(
        ("indiquent", "VERB", "parataxis", 0), ("ONG", "NOUN", "nsubj", 0), ("et", "CCONJ", "cc", 3),
        ("ONU", "NOUN", "conj", 1), ("meurent", "VERB", "advcl", 0))
    mend(tokens, frozenset())
    assert (tokens[3].dep, tokens[3].head) == ("conj", 1)


@pytest.mark.parametrize(("text", "adverb"), [
    ("A Tripoli, l'armée reprend une à une les positions des rebelles.", "une"),
    ("A Tripoli, les soldats ont repris rue par rue les positions des rebelles.", "rue"),
])
def test_two_equal_words_tell_how_something_is_done(french: French, text: str, adverb: str) -> None:
    sentence = parsed(french, text, "Tripoli")
    first = token(sentence, adverb)
    assert (first.pos, first.dep, sentence.head(first).lemma) == ("ADV", "advmod", "reprendre")
    positions = token(sentence, "positions")
    assert sentence.head(positions).lemma == "reprendre" and first.i not in positions.children


def test_two_equal_words_with_an_article_are_two_things(french: French) -> None:
    sentence = parsed(french, "A Tripoli, la guerre a mené la ville à la ville voisine.", "Tripoli")
    assert all(t.pos == "NOUN" for t in sentence.tokens if t.text == "ville")


def test_who_is_forced_to_leave_leaves(french: French) -> None:
    sentence = parsed(french, "A Goma, des familles ont été contraintes de partir de chez elles.", "Goma")
    leaves = token(sentence, "partir")
    assert (leaves.dep, sentence.head(leaves).lemma) == ("xcomp", "contraindre")


def test_a_second_subject_between_commas_says_what_the_first_is() -> None:
    tokens = _built(
        ("habitants", "NOUN", "nsubj", 6), ("Foua", "PROPN", "nmod", 0), (",", "PUNCT", "punct", 4),
        ("deux", "NUM", "nummod", 4), ("villages", "NOUN", "nsubj", 6), (",", "PUNCT", "punct", 4),
        ("fuient", "VERB", "root", 6))
    mend(tokens, frozenset())
    assert (tokens[4].dep, tokens[4].head) == ("appos", 0)


def test_two_subjects_without_a_closing_comma_stay_two() -> None:
    tokens = _built(
        ("hier", "NOUN", "nsubj", 3), (",", "PUNCT", "punct", 2), ("villages", "NOUN", "nsubj", 3),
        ("tombent", "VERB", "root", 3))
    mend(tokens, frozenset())
    assert (tokens[2].dep, tokens[2].head) == ("nsubj", 3)


@pytest.mark.parametrize("text", [
    "Douze soldats ont été tués, ces dernières heures autour de Tripoli, la capitale, ont dit hier des sources.",
])
def test_what_stands_before_a_reporting_clause_is_not_its_own(french: French, text: str) -> None:
    sentence = parsed(french, text, "Tripoli")
    said = token(sentence, "dit")
    assert [t.text for t in sentence.children(said, "nsubj")] == ["sources"]
    assert not any(t.text == "capitale" and t.head == said.i for t in sentence.tokens)


def test_a_noun_before_the_verb_behind_et_is_its_subject(french: French) -> None:
    text = "Trois enfants sont morts et six femmes ont été blessées dans des frappes russes sur Tripoli."
    sentence = parsed(french, text, "Tripoli")
    assert [t.text for t in sentence.children(token(sentence, "blessées"), "nsubj:pass")] == ["femmes"]
    assert [t.text for t in sentence.children(token(sentence, "morts"), "nsubj")] == ["enfants"]


@pytest.mark.parametrize(("text", "place", "last"), [
    ("Les familles de Bria n'ont pas accès à la nourriture, à l'eau ou à des soins.", "Bria", "soins"),
    ("Un manque d'accès à la nourriture, à l'eau et aux écoles tue à Bria.", "Bria", "écoles"),
])
def test_a_list_that_repeats_its_preposition_is_one(french: French, text: str, place: str, last: str) -> None:
    sentence = parsed(french, text, place)
    assert sentence.head(token(sentence, "eau")).text == "nourriture"
    assert sentence.head(token(sentence, last)).text == "eau"


def test_a_participle_behind_a_comma_is_of_the_subject_s_clause(french: French) -> None:
    sentence = parsed(french, "Les familles de Bria dorment dans des écoles bondées, manquant de pain.", "Bria")
    assert sentence.head(token(sentence, "manquant")).text == "dorment"


@pytest.mark.parametrize(("text", "subject", "second"), [
    ("Après l'embuscade contre la patrouille, 14 soldats et un policier ont été tués à Bria.", "soldats", "policier"),
    ("À la suite de l'assaut contre la base, dix rebelles et un guide ont été capturés à Bria.", "rebelles", "guide"),
])
def test_a_list_behind_an_opening_with_a_complement_is_the_subject(
        french: French, text: str, subject: str, second: str) -> None:
    sentence = parsed(french, text, "Bria")
    verb = next(t for t in sentence.tokens if t.dep == "root")
    assert [t.text for t in sentence.children(verb, "nsubj:pass")] == [subject]
    assert sentence.head(token(sentence, second)).text == subject
@pytest.mark.parametrize("text", [
    "Le maire a de son côté accusé la milice de pillages.",
    "Le général Bako, qui a en réaction accusé la milice, est parti.",
    "L'assemblée a, dans la foulée, accusé la milice.",
])
def test_an_insertion_does_not_make_a_verb_of_the_auxiliary(french: French, text: str) -> None:
    sentence = Sentence(0, 0, len(text))
    list(french.parse(text, [sentence]))
    accused = token(sentence, "accusé")
    assert [t.text for t in sentence.children(accused, "aux")] == ["a"]
    assert [t.text for t in sentence.children(accused, "obj")] == ["milice"]
    assert sentence.children(accused, "nsubj", "nsubj:pass")


def test_a_participle_behind_what_there_is_describes_its_place(french: French) -> None:
    text = "Il y a dans le camp assiégé trois mille civils."
    sentence = Sentence(0, 0, len(text))
    list(french.parse(text, [sentence]))
    assert not sentence.children(token(sentence, "assiégé"), "aux")


def test_an_adverb_of_several_words_takes_no_object(french: French) -> None:
    text = "Le Tchad appuie à la fois des rebelles et des milices."
    sentence = Sentence(0, 0, len(text))
    list(french.parse(text, [sentence]))
    assert [t.text for t in sentence.children(token(sentence, "appuie"), "obj")] == ["rebelles"]


def test_a_participle_with_a_doer_describes_the_noun_before_it(french: French) -> None:
    sentence = parsed(french, "Des tirs opposent la milice au parti (GUN) soutenu par Tripoli.", "Tripoli")
    assert token(sentence, "soutenu").dep == "acl"


def test_two_sides_are_those_of_the_event_and_not_of_the_place_before_them(french: French) -> None:
    text = "La reprise des affrontements dans la région de Bria entre l'armée et la milice a fait dix morts."
    sentence = parsed(french, text, "Bria")
    assert sentence.head(token(sentence, "armée")).text == "affrontements"
    assert sentence.head(token(sentence, "milice")).text == "armée"


def test_what_goes_on_with_two_words_is_of_the_list(french: French) -> None:
    sentence = parsed(french, "Les rebelles contrôlent le port de Bria ainsi que la mine.", "Bria")
    assert sentence.head(token(sentence, "mine")).text == "port"


def test_a_phrase_with_a_preposition_is_no_second_subject(french: French) -> None:
    sentence = parsed(french, "La récente prise de la capitale, Bria, par les rebelles a fait dix morts.", "Bria")
    assert [t.text for t in sentence.children(token(sentence, "fait"), "nsubj")] == ["prise"]
def test_who_is_counted_out_is_not_the_subject(french: French) -> None:
    text = "Des ministres kényans, dont le chef de la diplomatie, ont appelé les rebelles au calme."
    sentence = Sentence(0, 0, len(text))
    list(french.parse(text, [sentence]))
    called = token(sentence, "appelé")
    assert called.head == called.i and [t.text for t in sentence.children(called, "nsubj")] == ["ministres"]


def test_what_looks_like_a_preposition_before_an_infinitive_is_a_pronoun(french: French) -> None:
    sentence = parsed(french, "Bria est perdue. L'armée veut en reprendre le contrôle.", "Bria")
    assert token(sentence, "en").pos == "PRON"


def test_an_article_in_a_list_of_nouns_makes_a_noun(french: French) -> None:
    sentence = parsed(french, "L'armée contrôle le nord et l'est du Soudan.", "Soudan")
    assert token(sentence, "est").pos == "NOUN"


def test_a_plural_participle_describes_a_plural_noun(french: French) -> None:
    text = "Une cérémonie d'hommage aux six jeunes médecins belges tués lundi à Bria a eu lieu."
    sentence = parsed(french, text, "Bria")
    assert sentence.head(token(sentence, "tués")).morph.get("Number") == "Plur"
def test_an_infinitive_has_no_subject_of_its_own(french: French) -> None:
    text = "Les séparatistes ont accusé mardi l'armée ukrainienne d'avoir lancé un assaut."
    sentence = Sentence(0, 0, len(text))
    list(french.parse(text, [sentence]))
    assert [t.text for t in sentence.children(token(sentence, "accusé"), "obj")] == ["armée"]
