"""The parts of a count: how badly some were hurt, who some of them were, who was with them."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Toll
from bilan.pipeline import Pipeline

DAY = date(2020, 5, 13)


def parts(pipeline: Pipeline, text: str) -> list[tuple[object, str]]:
    """The count and the people of each toll behind the first."""
    found = [c for c in pipeline.explain(text, DAY).claims if isinstance(c, Toll)]
    return [(t.count.value or t.count.order, t.victims) for t in found if t.part_of is not None]


@pytest.mark.parametrize(("text", "count"), [
    ("Une trentaine de soldats ont été blessés, dont cinq grièvement.", 5),
    ("Trois enfants ont été blessés près de Bria, dont un très gravement.", 1),
    ("L'embuscade a fait 12 blessés, dont trois graves.", 3),
])
def test_some_are_hurt_worse(pipeline: Pipeline, text: str, count: int) -> None:
    assert [value for value, _ in parts(pipeline, text)] == [count]


def test_an_unknown_noun_with_a_number_is_a_part(pipeline: Pipeline) -> None:
    text = "Huit personnes ont été tuées mardi, dont deux « hérétiques » et trois cireurs."
    assert parts(pipeline, text) == [(2, "people"), (3, "people")]
    assert parts(pipeline, "Huit personnes ont été tuées, dont une forte majorité de cireurs.") == []


def test_some_of_those_told_by_a_noun_are_a_part(pipeline: Pipeline) -> None:
    text = "Les jihadistes ont tué trente personnes, dont certains des gendarmes du poste."
    assert parts(pipeline, text) == [("several", "security_forces")]
    text = "L'armée a tué quarante rebelles, dont plusieurs figures du mouvement."
    assert parts(pipeline, text) == [("several", "fighters")]


def test_whoever_belongs_to_one_of_a_list_is_one(pipeline: Pipeline) -> None:
    text = "L'explosion a fait neuf morts, dont un colonel et son chauffeur."
    assert parts(pipeline, text) == [(1, "security_forces"), (1, "people")]


def victims(pipeline: Pipeline, text: str) -> list[str]:
    return [c.victims for c in pipeline.explain(text, DAY).claims if isinstance(c, Toll)]


@pytest.mark.parametrize(("text", "kind"), [
    ("Les rebelles ont attaqué un barrage tenu par neuf gendarmes, tuant trois d'entre eux.", "security_forces"),
    ("La milice Azawa a annoncé mardi la mort de son chef Issa Diallo.", "fighters"),
    ("Le numéro deux du groupe Ansar Dine a été tué.", "fighters"),
    ("Deux salariés d'une ONG belge ont été enlevés à Bria.", "aid_workers"),
])
def test_whose_the_victims_are_tells_who_they_are(pipeline: Pipeline, text: str, kind: str) -> None:
    assert victims(pipeline, text) == [kind]
