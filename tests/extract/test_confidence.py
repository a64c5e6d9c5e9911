"""A claim is `high` where its own sentence says all of it plainly, and few marks speak for caution."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.dispatch import Dispatch
from bilan.extraction import Extraction
from bilan.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The French pipeline."""
    return Pipeline()


def grade(pipeline: Pipeline, text: str) -> str:
    """The confidence of the first claim of a dispatch of 13 May 2020."""
    read = next(iter(pipeline.extract_many([Dispatch("x", text, "fr", date(2020, 5, 13))])))
    assert isinstance(read, Extraction)
    return read.claims[0].confidence


def test_what_a_sentence_says_plainly_is_high(pipeline: Pipeline) -> None:
    assert grade(pipeline, "Douze civils ont été tués lundi à Gao.") == "high"
    assert grade(pipeline, "Les rebelles ont repris Bria lundi.") == "high"


@pytest.mark.parametrize("text", [
    "Douze civils ont été tués lundi.",  # nowhere
    "Douze civils ont été tués à Gao.",  # at no time
    "Douze civils auraient été tués lundi à Gao.",  # not asserted
    "Les rebelles ont repris Bria entre mars et avril.",  # a loose span
    "La mort d'un civil à Gao en juin 2012 a été rappelée.",  # one person, long ago, on the side, no day
])
def test_what_lacks_a_slot_or_bears_many_marks_is_not(pipeline: Pipeline, text: str) -> None:
    assert grade(pipeline, text) != "high"


def test_what_bears_two_marks_is_high_in_a_lead_and_not_in_the_background(pipeline: Pipeline) -> None:
    told = "Plus de 300 civils ont été tués à Gao en avril 2020."  # a rounded figure, of no one day
    assert grade(pipeline, told) == "high"
    assert grade(pipeline, " ".join(["La ville est calme."] * 11) + " " + told) == "medium"


def test_a_figure_that_the_dispatch_tells_again_is_not_high(pipeline: Pipeline) -> None:
    told = "Plus de 300 civils ont été tués lundi à Gao."
    again = told + " Selon la mairie, plus de 300 civils ont été tués mardi à Bria."
    assert grade(pipeline, told) == "high"
    assert grade(pipeline, again) == "medium"
