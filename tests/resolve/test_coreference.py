"""What pronouns, possessives and bare definite phrases stand for."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.dispatch import Dispatch
from bilan.pipeline import Pipeline

DAY = date(2020, 5, 13)


def stands_for(pipeline: Pipeline, text: str, word: str, *, place: bool = False) -> str:
    """The antecedent of the last token of `text` that reads `word`, as printed or by its canonical name."""
    meanings = pipeline.analyse(Dispatch("test", text, "fr", DAY))
    found = [(s, t) for s in meanings.analysis.sentences for t in s.tokens if t.lower == word]
    sentence, token = found[-1]
    entity = meanings.place(sentence, token) if place else meanings.party(sentence, token)
    return entity.text


SUBJECTS = [
    ("Les rebelles ont pris le pont lundi. Ils y ont tué douze civils.", "ils", "Les rebelles"),
    ("L'armée malienne a attaqué le camp. Elle a perdu trois hommes.", "elle", "L'armée malienne"),
    ("Les miliciens ont attaqué l'armée. Celle-ci a reculé.", "celle-ci", "l'armée"),
]
OBJECTS = [
    ("Les rebelles ont pris Bunia. Ils ont tué douze civils. L'armée les accuse de pillages.", "les", "Les rebelles"),
    ("Soutenue par l'Ouganda, l'armée congolaise a lancé une offensive qui lui a permis de reprendre le pont.", "lui",
     "l'armée congolaise"),
    ("Le général Karim Dafalla a condamné les rebelles. Il leur reproche des pillages.", "leur", "les rebelles"),
]


@pytest.mark.parametrize(("text", "word", "wanted"), SUBJECTS + OBJECTS)
def test_pronouns(pipeline: Pipeline, text: str, word: str, wanted: str) -> None:
    """A pronoun stands for the nearest phrase that agrees with it, a subject before others."""
    assert stands_for(pipeline, text, word) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Musa Ali est jugé à Kano. Il a raconté que son frère avait été tué et qu'il avait ensuite rejoint Boko Haram.",
     "Musa Ali"),
    ("Le général a reculé. Il sait que le maire a fui, mais il garde le pont.", "Le général"),
])
def test_a_pronoun_that_comes_again_stands_for_the_same(pipeline: Pipeline, text: str, wanted: str) -> None:
    """"Il dit que son frère est mort et qu'il a fui" tells twice of one man."""
    meanings = pipeline.analyse(Dispatch("test", text, "fr", DAY))
    found = [(s, t) for s in meanings.analysis.sentences for t in s.tokens if t.lower == "il"]
    assert meanings.party(*found[-1]).text == wanted


def test_the_object_is_not_the_subject_of_its_clause(pipeline: Pipeline) -> None:
    """In "l'opposition les accuse" the object is somebody else than the opposition."""
    text = "Les Kurdes tiennent la vallée, mais les rebelles les accusent de pillages."
    assert stands_for(pipeline, text, "les") == "Les Kurdes"


@pytest.mark.parametrize(("text", "word", "wanted"), [
    ("Kigali a pris la colline. Le Tchad, qui l'accuse, a protesté.", "l'", "Kigali"),
    ("Le maréchal Haftar a reculé. L'Egypte et la Russie le soutenaient.", "le", "Haftar"),
    ("L'armée malienne et des milices qui lui sont affiliées ont pillé le village.", "lui", "L'armée malienne"),
])
def test_a_pronoun_is_not_what_its_own_clause_is_about(pipeline: Pipeline, text: str, word: str, wanted: str) -> None:
    """Who shares the subject and what a relative clause describes are barred; a list is plural only from outside."""
    meanings = pipeline.analyse(Dispatch("test", text, "fr", DAY))
    found = [(s, t) for s in meanings.analysis.sentences for t in s.tokens if t.lower == word and t.pos == "PRON"]
    assert meanings.party(*found[-1]).text == wanted


@pytest.mark.parametrize("opening", ["Selon", "De l'avis de", "Aux yeux de"])
def test_prepositions_that_credit_may_be_contracted(pipeline: Pipeline, opening: str) -> None:
    words = f"{opening} Karim Dafalla".replace("de Karim", "du colonel Karim")
    tolls = [c for c in pipeline.explain(f"{words}, l'armée a tué douze civils.", DAY).claims if c.kind == "toll"]
    assert [c.source.text for c in tolls if c.source] == ["Karim Dafalla"]


def test_the_latter_is_the_one_named_last(pipeline: Pipeline) -> None:
    text = "Les soldats ont attaqué les jihadistes. Ces derniers ont fui."
    assert stands_for(pipeline, text, "derniers") == "les jihadistes"


def test_a_name_in_the_plural_is_no_antecedent_of_a_singular(pipeline: Pipeline) -> None:
    """"Elle" passes over the blue helmets, named last, to the mission."""
    text = "La coordinatrice médicale a appelé les Casques bleus. Elle a compté douze morts."
    assert stands_for(pipeline, text, "elle") == "La coordinatrice médicale"


@pytest.mark.parametrize(("text", "word", "wanted"), [
    ("Les forces du régime ont repris Douma. Ses habitants l'ont quittée.", "l'", "Douma"),
    ("Les combats ont repris à Goma. Les rebelles y ont tué douze civils.", "y", "Goma"),
])
def test_places(pipeline: Pipeline, text: str, word: str, wanted: str) -> None:
    """A pronoun that is asked for a place stands for a place."""
    assert stands_for(pipeline, text, word, place=True) == wanted


@pytest.mark.parametrize(("text", "word"), [
    ("L'ONU a dénoncé l'attaque. L'organisation demande une enquête.", "organisation"),
    ("Le Hamas a pris le carrefour. Le groupe a tué trois soldats.", "groupe"),
])
def test_definite_phrases_take_the_name_of_what_they_take_up(pipeline: Pipeline, text: str, word: str) -> None:
    """The mention stays as printed; name and identifier are those of what it refers back to."""
    meanings = pipeline.analyse(Dispatch("test", text, "fr", DAY))
    sentence, token = [(s, t) for s in meanings.analysis.sentences for t in s.tokens if t.lower == word][-1]
    first, head = next((s, t) for s in meanings.analysis.sentences for t in s.tokens if t.mention is not None)
    named = meanings.party(first, head)
    found = meanings.party(sentence, token)
    assert found.text.lower().endswith(word)
    assert named.id is not None and found.id == named.id


def test_a_pronoun_without_antecedent_stands_for_itself(pipeline: Pipeline) -> None:
    assert stands_for(pipeline, "Ils ont pris le pont.", "ils") == "Ils"


@pytest.mark.parametrize(("text", "accuser"), [
    ("Kinshasa accuse les rebelles d'avoir tué douze civils.", "Kinshasa"),
    ("Les rebelles sont accusés par Kinshasa d'avoir tué douze civils.", "Kinshasa"),
    ("Le ministre a quitté la table, accusant les rebelles d'avoir tué douze civils.", "Le ministre"),
])
def test_a_charge_is_credited_to_the_accuser(pipeline: Pipeline, text: str, accuser: str) -> None:
    """What somebody is accused of is alleged and has the accuser as its source, in any voice."""
    tolls = [c for c in pipeline.explain(text, DAY).claims if c.kind == "toll"]
    assert [(c.source.text if c.source else None, c.modality) for c in tolls] == [(accuser, "alleged")]


def test_a_charge_ends_where_it_is_denied(pipeline: Pipeline) -> None:
    """What the accused answers is not the accuser's."""
    text = "Les rebelles sont accusés par l'ONU d'avoir tué douze civils, ce que leur chef nie."
    tolls = [c for c in pipeline.explain(text, DAY).claims if c.kind == "toll"]
    assert [c.source.text for c in tolls if c.source] == ["ONU"]


def test_a_function_and_a_body_name_a_person(pipeline: Pipeline) -> None:
    """"Le directeur du réseau" is the person whom the dispatch has called so, under the words that it prints here."""
    text = (
        "Douze civils ont été tués, selon Karim Dafalla, directeur de l'OSDH. "
        "Le directeur de l'OSDH a dénoncé un massacre. Le directeur de l'OMS a condamné l'attaque."
    )
    meanings = pipeline.analyse(Dispatch("test", text, "fr", DAY))
    found = [meanings.party(s, t) for s in meanings.analysis.sentences for t in s.tokens if t.lower == "directeur"]
    assert found[1].text == "Le directeur de l'OSDH"
    assert found[1].name == "Karim Dafalla"
    assert found[2].name != "Karim Dafalla"


def test_a_name_between_commas_behind_a_participle_is_the_persons(pipeline: Pipeline) -> None:
    text = "Douze civils ont été tués, selon un militant joint par téléphone, Karim Dafalla."
    assert stands_for(pipeline, text, "militant") == "Karim Dafalla"


def test_a_landmark_is_not_the_place_that_is_told_of(pipeline: Pipeline) -> None:
    text = "Des combats ont eu lieu à Kibumba, au nord de Goma. Les rebelles disent avoir pris cette localité."
    meanings = pipeline.analyse(Dispatch("test", text, "fr", DAY))
    [(sentence, token)] = [(s, t) for s in meanings.analysis.sentences for t in s.tokens if t.lower == "localité"]
    assert meanings.place(sentence, token).name == "Kibumba"


def test_a_movement_is_no_country(pipeline: Pipeline) -> None:
    text = "Le Burkina Faso est visé par des mouvements affiliés à Al-Qaïda, selon l'ONU. L'organisation s'inquiète."
    meanings = pipeline.analyse(Dispatch("test", text, "fr", DAY))
    found = {t.lower: meanings.party(s, t) for s in meanings.analysis.sentences for t in s.tokens
             if t.lower in ("mouvements", "organisation")}
    assert (found["mouvements"].id, found["organisation"].name) == (None, "ONU")


def test_an_armed_group_is_no_place(pipeline: Pipeline) -> None:
    text = "Des combattants ralliés à Al-Qaïda ont tué neuf civils dans le nord du Burkina Faso."
    [toll] = [c for c in pipeline.explain(text, DAY).claims if c.kind == "toll"]
    assert [p.text for p in toll.where] == ["le nord du Burkina Faso"]


def test_a_name_cut_short_is_the_whole_name(pipeline: Pipeline) -> None:
    text = (
        "Alep est calme, selon l'Observatoire syrien des droits de l'Homme. "
        "Plus de 130 civils ont fui, d'après l'Observatoire."
    )
    [moved] = [c for c in pipeline.explain(text, DAY).claims if c.kind == "displacement"]
    assert moved.source is not None and moved.source.id == "bilan:actor/sohr"


def test_a_phrase_is_not_what_it_holds(pipeline: Pipeline) -> None:
    [held] = pipeline.explain("L'armée contrôle encore une partie de la ville.", DAY).claims
    assert held.kind == "control"


def test_an_ngo_is_no_party_to_the_war(pipeline: Pipeline) -> None:
    text = (
        "L'armée tient les quartiers que contrôlait l'opposition, selon l'OSDH ; Moscou avance un autre chiffre. "
        "Plus de 40 civils ont été tués à Alep, indique l'ONG, et plus de 10 personnes sont mortes à l'ouest."
    )
    tolls = [c for c in pipeline.explain(text, DAY).claims if c.kind == "toll"]
    assert [s.id for s in tolls[0].sources] == ["bilan:actor/sohr"]
