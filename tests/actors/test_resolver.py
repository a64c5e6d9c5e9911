"""Who a mention stands for: by name, by nationality, by owner, by the theatre; and when nothing tells."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.language import load
from bilan.resolve.actors import ActorResolver
from bilan.world.actors import Registry


def resolver(*theatre: str, day: date = date(2016, 12, 1), named: tuple[str, ...] = ()) -> ActorResolver:
    ids = {f"bilan:actor/{name}" for name in named}
    return ActorResolver(Registry.load(), theatre, day, load("fr"), named=ids)


def who(text: str, *theatre: str, named: tuple[str, ...] = (), day: date = date(2016, 12, 1)) -> str | None:
    found = resolver(*theatre, named=named, day=day).identify(text)
    return found.id.removeprefix("bilan:actor/") if found else None


@pytest.mark.parametrize(("text", "country", "actor"), [
    ("l'armée", "SY", "sy-forces"),
    ("L'armée et ses alliés", "SY", "sy-forces"),
    ("le régime", "SY", "sy-government"),
    ("le régime", "SD", "sd-government"),
    ("les rebelles", "SY", "sy-opposition"),
    ("les rebelles", "YE", "houthis"),
    ("les insurgés", "AF", "taliban"),
    ("des forces kurdes", "SY", "sdf"),
    ("l'armée irakienne", "SY", "iq-forces"),
    ("les troupes congolaises", "CD", "cd-forces"),
    ("les troupes de Bachar al-Assad", "SY", "sy-forces"),
    ("le régime de Bachar al-Assad", "SY", "sy-government"),
    ("les forces loyales au président Salva Kiir", "SS", "ss-forces"),
    ("les combattants du Hamas", "PS", "hamas"),
    ("le groupe jihadiste Etat islamique (EI)", "SY", "islamic-state"),
    ("les rebelles soutenus par la Turquie", "SY", "sy-opposition"),
    ("Damas", "SY", "sy-government"),
    ("le ministère de la Santé", "AF", "af-health-ministry"),
    ("le parquet de Kiev", "UA", "ua-justice"),
    ("l'ONG Acled", "MZ", "acled"),
    ("la mission de l'ONU", "ML", "minusma"),
    ("les Casques bleus", "CD", "monusco"),
    ("azerbaïdjanais", "AZ", "az-government"),
    ("les troupes américaines du nord-est de la Syrie", "SY", "us-forces"),
])
def test_who_is_meant(text: str, country: str, actor: str) -> None:
    assert who(text, country) == actor


@pytest.mark.parametrize("text", [
    "une source sécuritaire", "des hommes armés", "les forces irakiennes et kurdes", "ses troupes", "les habitants",
    "la force Barkhane, la mission (Minusma) et les soldats", "Karim Haddad", "", "()", "« »", "l'",
])
def test_what_nothing_tells_is_unknown(text: str) -> None:
    assert who(text, "SY") is None


def test_no_theatre_no_army() -> None:
    assert who("l'armée") is None


def test_of_several_the_one_that_the_dispatch_names_is_meant() -> None:
    assert who("les jihadistes", "SY") is None
    assert who("les jihadistes", "SY", named=("islamic-state",)) == "islamic-state"
    assert who("les jihadistes", "SY", named=("islamic-state", "hayat-tahrir-al-sham")) is None


def test_forces_of_a_people_or_of_rebels_are_not_the_states() -> None:
    assert who("les forces de sécurité kurdes", "IQ") == who("les forces kurdes", "IQ") != "iq-forces"
    assert who("les forces de sécurité kurdes", "SY") == who("les Kurdes", "SY")
    assert who("les forces de sécurité", "IQ") == "iq-forces"


def test_some_of_a_sort_are_not_the_one_group_that_is_known() -> None:
    assert who("des jihadistes", "SY", named=("islamic-state",)) is None
    assert who("des rebelles", "CD", named=("m23",)) is None
    assert who("des rebelles du M23", "CD") == "m23"
    assert who("des soldats syriens", "SY") == "sy-forces"


def test_a_government_is_that_of_its_day() -> None:
    assert who("le gouvernement", "AF", day=date(2019, 1, 1)) == "af-government"
    assert who("le gouvernement", "AF", day=date(2023, 1, 1)) == "taliban-government"


def test_a_person_brings_role_and_organisation() -> None:
    found = resolver("SY").identify("Rami Abdel Rahmane")
    assert found is not None
    assert (found.kind, found.role, found.organisation) == (
        "person", "directeur", "Observatoire syrien des droits de l'homme")


def test_offices_of_one_state_are_one_party() -> None:
    answers = resolver("SY")
    assert answers.same_party("bilan:actor/sy-forces", "bilan:actor/bachar-al-assad")
    assert not answers.same_party("bilan:actor/sy-forces", "bilan:actor/ru-forces")
    assert not answers.same_party("bilan:actor/unheard-of", "bilan:actor/never-heard-of")


def test_heads_of_party_phrases() -> None:
    answers = resolver("SY")
    assert answers.is_party_text(["rebelle"]) and answers.is_party_text(["quelque", "Milice"])
    assert not answers.is_party_text(["hôpital", "civil"])


def test_a_resolver_needs_words() -> None:
    with pytest.raises(ValueError, match="language"):
        ActorResolver(Registry.load())


def test_the_army_in_the_territories_is_the_israeli_one() -> None:
    """The Palestinian Authority has no army: a bare "l'armée" there is never its forces, which are named in full."""
    there = resolver("PS", "IL")
    assert all(who(text, "PS", "IL") == "il-forces" for text in ("l'armée", "les militaires", "les soldats"))
    named = there.identify("les forces de sécurité palestiniennes")
    assert named is not None and named.id == "bilan:actor/ps-forces"
