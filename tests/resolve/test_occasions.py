"""The act that a clause tells of is dated and placed by its other mentions, and the rest of a dispatch by its news."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Displacement, Incident, Toll
from bilan.pipeline import Pipeline

DAY = date(2020, 5, 13)


def _tolls(pipeline: Pipeline, text: str, value: int) -> list[Toll]:
    return [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Toll) and c.count.value == value]


def test_an_act_told_again_has_its_day(pipeline: Pipeline) -> None:
    text = (
        "L'attentat de dimanche à Mossoul a été revendiqué. Le ministre s'est rendu lundi à Erbil.\n"
        "Mardi, il a visité un hôpital. Au moins 14 civils ont été tués dans cet attentat."
    )
    (toll,) = _tolls(pipeline, text, 14)
    assert toll.when is not None and (toll.when.start, toll.when.basis) == ("2020-05-10", "carried")


def test_an_act_of_another_place_is_another(pipeline: Pipeline) -> None:
    text = (
        "L'attentat de dimanche à Mossoul a été revendiqué. Le ministre s'est rendu lundi à Erbil.\n"
        "L'attentat de Kirkouk avait fait 31 morts."
    )
    (toll,) = _tolls(pipeline, text, 31)
    assert toll.when is None or toll.when.start != "2020-05-10"


def test_an_act_told_again_has_its_place(pipeline: Pipeline) -> None:
    text = (
        "L'attentat de Mossoul, en Irak, a été revendiqué. Le ministre s'est rendu à Erbil.\n"
        "Des proches se sont rassemblés à Erbil. Au moins 14 civils ont été tués dans l'attentat."
    )
    (toll,) = _tolls(pipeline, text, 14)
    assert [p.name for p in toll.where][:1] == ["Mossoul"]


def test_what_is_told_far_below_the_news_has_its_day(pipeline: Pipeline) -> None:
    text = "Des hommes armés ont attaqué mardi un village du Niger, tuant neuf civils. " + "Le village est isolé. " * 8
    text += "Un ancien a raconté que 23 habitants avaient été blessés."
    (toll,) = _tolls(pipeline, text, 23)
    assert toll.when is not None and (toll.when.start, toll.when.basis) == ("2020-05-12", "carried")


def test_a_war_is_in_the_country_of_its_adjective(pipeline: Pipeline) -> None:
    text = "Les insurgés ont tiré mardi sur Kaboul. Le conflit afghan a fait 40.000 morts."
    (toll,) = _tolls(pipeline, text, 40_000)
    assert [(p.text, p.name) for p in toll.where] == [("afghan", "Afghanistan")]


def test_prisoners_are_set_free_in_a_country(pipeline: Pipeline) -> None:
    text = (
        "Un raid a tué huit soldats mardi à Kaboul, en Afghanistan. Les autorités ont libéré lundi 300 prisonniers "
        "talibans."
    )
    (freed,) = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Incident) and c.when is not None
                and c.when.start == "2020-05-11"]
    assert [p.name for p in freed.where] == ["Afghanistan"]


def test_those_held_now_are_held_on_the_day_of_publication(pipeline: Pipeline) -> None:
    (toll,) = _tolls(pipeline, "Quelque 9.000 jihadistes sont détenus par les forces kurdes en Syrie.", 9000)
    assert toll.when is not None and (toll.when.start, toll.when.end) == ("2020-05-13", "2020-05-13")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Le président s'est exprimé au Mali mardi, au lendemain d'une attaque qui a coûté la vie à 14 soldats.",
         "2020-05-11"),
        ("La junte a accusé mercredi les rebelles, trois jours après une embuscade qui a fait 14 morts au Mali.",
         "2020-05-10"),
        ("Les suspects impliqués dans un attentat à Gao en 2017, faisant 14 morts, sont jugés à Bamako.", "2017"),
        ("Un raid a visé Marib lundi. Les 14 soldats sont morts sur le coup.", "2020-05-11"),
        ("Du 3 au 5 mai 2017, Mossoul a été bombardée.\nLe 4 mai, un obus y avait tué 14 civils.", "2020-05-04"),
        ("Du 3 au 5 février 2017, Mossoul a été bombardée.\nLe 4 février, un obus y avait tué 14 civils.",
         "2017-02-04"),
        ("Lundi 11 mai, il était 10H40 quand un homme a abattu 14 passants à Kaboul.", "2020-05-11"),
        ("Trois raids ont frappé le Mali depuis mars, dans lesquels ont péri 23 soldats, selon un bilan officiel : "
         "9 morts à Gao le 2 mai et 14 morts à Ségou le 4 mai.", "2020-05-04"),
        ("Le ministre a promis mardi une riposte, après la mort de 14 soldats dimanche dans une attaque au Niger.",
         "2020-05-10"),
        ("Les shebab ont attaqué lundi un hôtel, tuant 14 civils, selon un bilan officiel dans la soirée.",
         "2020-05-11"),
    ],
)
def test_the_day_of_a_toll(pipeline: Pipeline, text: str, day: str) -> None:
    """A length behind which an event lies, an outcome told by a participle, a copula or a year printed elsewhere."""
    (toll,) = _tolls(pipeline, text, 14)
    assert toll.when is not None and toll.when.start == day


def test_a_war_is_counted_up_to_the_publication(pipeline: Pipeline) -> None:
    text = "Un bus a sauté samedi à Kaboul. Le conflit afghan a tué des dizaines de milliers de personnes."
    (toll,) = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Toll)]
    assert toll.when is not None and (toll.when.start, toll.when.end) == (None, "2020-05-13")


def test_a_start_is_dated_by_what_stands_behind_it(pipeline: Pipeline) -> None:
    text = "Le nombre de morts a atteint 140 à Marib, au Yémen, depuis le début des combats en janvier."
    (toll,) = _tolls(pipeline, text, 140)
    assert toll.when is not None and (toll.when.start, toll.when.end) == ("2020-01", "2020-05-13")


def test_a_call_takes_no_time_from_what_was_told_before(pipeline: Pipeline) -> None:
    text = "Des combats ont éclaté lundi à Syrte, en Libye. L'Union africaine a appelé à un cessez-le-feu."
    (call,) = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Incident) and c.modality == "called_for"]
    assert call.when is None


def test_those_whom_a_war_drove_out_are_counted_up_to_the_publication(pipeline: Pipeline) -> None:
    text = "Un bus a sauté samedi à Kaboul. Le conflit afghan a tué des milliers de civils et poussé "
    text += "30.000 autres à fuir."
    (moved,) = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Displacement)]
    assert moved.when is not None and (moved.when.start, moved.when.end) == (None, "2020-05-13")
