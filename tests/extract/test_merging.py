"""Which mentions of incidents are of one happening, and which of them is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bilan.claims import Incident
from bilan.entities import Entity
from bilan.extract.parts.happenings import Mentioned, merged
from bilan.pipeline import Pipeline
from bilan.quantities import Count
from bilan.times import When

DAY = date(2020, 5, 13)

TURKEY = Entity("la Turquie", "gouvernement turc", "bilan:actor/tr-government", 3, 13)
PRESIDENT = Entity("Erdogan", "Recep Tayyip Erdogan", "bilan:actor/recep-tayyip-erdogan", 40, 47)
RUSSIA = Entity("Moscou", "gouvernement russe", "bilan:actor/ru-government", 40, 46)
KONA = Entity("Kona", "Kona", "geonames:1", 60, 64)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The French pipeline."""
    return Pipeline()


def told(start: int, *, definite: bool = False, another: bool = False, **slots: object) -> Mentioned:
    """A mention at `start`, an asserted offensive unless told otherwise."""
    incident = Incident(evidence=(start, start + 20), type="offensive", where=(KONA,), rule="incident.x")
    return Mentioned(replace(incident, **slots), definite=definite, another=another)  # type: ignore[arg-type]


def test_a_president_and_his_country_are_one_side() -> None:
    """The same offensive by a government and by its president is one, at its first full mention."""
    kept = merged([told(0, actor=TURKEY), told(100, actor=PRESIDENT, definite=True)])
    assert [i.actor for i in kept] == [TURKEY]
    assert kept[0].other_mentions == ((100, 120),)


def test_two_sides_are_two_happenings() -> None:
    """Offensives of two governments stay apart."""
    assert len(merged([told(0, actor=TURKEY), told(100, actor=RUSSIA)])) == 2


def test_a_definite_noun_refers_back_whatever_its_clause_makes_of_it() -> None:
    """What a clause expects "face à l'offensive" is the offensive told; an indefinite one to come is another."""
    first = told(0, actor=TURKEY)
    assert [i.modality for i in merged([first, told(100, actor=TURKEY, modality="expected", definite=True)])] == \
        ["asserted"]
    assert len(merged([first, told(100, actor=TURKEY, modality="expected")])) == 2


def test_another_one_is_not_the_one_told() -> None:
    """What the text calls another is another."""
    attack = told(0, type="attack", actor=TURKEY)
    assert len(merged([attack, told(100, type="attack", actor=TURKEY)])) == 1
    assert len(merged([attack, told(100, type="attack", actor=TURKEY, another=True)])) == 2


def test_figures_tell_prisoners_apart() -> None:
    """The release of four hundred is not that of five thousand."""
    few, many = Entity("400 prisonniers", start=0, end=15), Entity("5.000 prisonniers", start=0, end=17)
    release = told(0, type="other", target=few)
    assert len(merged([release, told(100, type="other", target=many, definite=True)])) == 2
    assert len(merged([release, told(100, type="other", target=few, definite=True)])) == 1


@pytest.mark.parametrize(("day", "one"), [("2020-02-29", 1), ("2020-03-05", 2)])
def test_a_finer_date_is_the_same_date(day: str, one: int) -> None:
    """Of talks and offensives "en février" and "le 29 février" may be one, another month is another."""
    mentions = [told(0, actor=TURKEY, when=When.moment("2020-02")), told(100, actor=TURKEY, when=When.moment(day))]
    assert len(merged(mentions)) == one


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("L'Egypte propose une trêve au Soudan.", "called_for"),
        ("Un homme a tenté lundi de poignarder un policier à Kona.", "asserted"),
        ("Les otages seraient libérés dans les prochains jours, selon l'armée.", "expected"),
        ("L'armée va lancer une offensive contre les rebelles.", "expected"),
    ],
)
def test_wishes_and_attempts(pipeline: Pipeline, text: str, modality: str) -> None:
    """What is offered is called for, what was tried is an act, what hearsay or the near future tells is to come."""
    found = [c.modality for c in pipeline.explain(text, DAY).claims if isinstance(c, Incident)]
    assert found == [modality]


def test_a_noun_for_anybody_is_whoever_is_named() -> None:
    """"Des hommes armés" did what a named group did; another named group did something else."""
    masked = Entity("des hommes armés", None, None, 100, 116)
    attack = told(0, type="attack", actor=TURKEY)
    again = told(100, type="attack", actor=masked)
    assert len(merged([attack, again])) == 2
    assert [i.actor for i in merged([attack, replace(again, anyone=frozenset({"actor"}))])] == [TURKEY]


def test_two_figures_are_two_happenings() -> None:
    """Ten prisoners set free are not three hundred."""
    captives = Entity("prisonniers", None, None, 30, 41)
    ten, many = Count(value=10, bound="exact"), Count(value=300, bound="exact")
    first, second = (told(start, type="other", target=captives) for start in (0, 100))
    assert len(merged([replace(first, number=ten), replace(second, number=many)])) == 2
    assert len(merged([replace(first, number=ten), replace(second, number=ten)])) == 1


def test_a_blast_that_names_its_device_is_told(pipeline: Pipeline) -> None:
    """What exploded makes an incident of a blast, but not where it only tells how somebody died."""
    text = "Les rebelles ont attaqué lundi la ville de Bria. {}"
    told_so = pipeline.explain(text.format("L'assaut a débuté par l'explosion d'une voiture piégée."), DAY).claims
    assert "bombing" in [c.type for c in told_so if isinstance(c, Incident)]
    means = pipeline.explain(text.format("Un soldat a été tué par l'explosion d'une mine."), DAY).claims
    assert "bombing" not in [c.type for c in means if isinstance(c, Incident)]


def test_a_target_is_told_and_not_referred_to(pipeline: Pipeline) -> None:
    """"La cible" is what is said of a party, and no mention of the attack before."""
    text = "Une attaque a visé lundi un marché de Kona. Les écoles sont depuis des mois la cible des jihadistes."
    found = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Incident)]
    assert [c.target.text for c in found if c.target is not None] == ["un marché de Kona", "Les écoles"]


def test_a_demonstrative_points_to_what_was_told(pipeline: Pipeline) -> None:
    """Whatever its phrase adds, "cette attaque" is the one before, and who led it is known from there on."""
    text = ("Un kamikaze a attaqué lundi une mosquée de Kona. Dix fidèles sont morts dans cette attaque, "
            "revendiquée par l'État islamique.")
    found = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Incident)]
    assert [(c.type, c.target.text if c.target else None) for c in found] == [("bombing", "une mosquée de Kona")]


def test_the_attack_on_a_town_is_the_one_told_there(pipeline: Pipeline) -> None:
    """"L'attentat de X" means the blast that was told of X, not one told of elsewhere."""
    text = ("Un kamikaze a frappé lundi dans la ville de Bria, dans l'est du pays. "
            "Les rebelles ont revendiqué l'attentat de {}.")
    here = [c for c in pipeline.explain(text.format("Bria"), DAY).claims if isinstance(c, Incident)]
    assert [c.type for c in here] == ["bombing"]
    there = [c for c in pipeline.explain(text.format("Bangui"), DAY).claims if isinstance(c, Incident)]
    assert len(there) == 2


def test_months_part_two_happenings() -> None:
    """A noun that takes its attack as known is not the one of another year, though the day stands apart from it."""
    now, then = When("2020-05-12", "2020-05-12", "text"), When("2019-08", "2019-08", "text")
    first = told(0, type="bombing", when=now)
    again = replace(told(100, type="bombing", when=then, definite=True), dated=False)
    assert len(merged([first, again])) == 2
    near = replace(told(100, type="bombing", when=When("2020-05-10", "2020-05-10", "text"), definite=True), dated=False)
    assert len(merged([first, near])) == 1
