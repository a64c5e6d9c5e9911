"""Which dispatches are about an armed conflict at all: the others are not parsed and make no claims."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.language import load
from bilan.pipeline import Pipeline
from bilan.recognise.triggers import Triggers

# Two hundred words and more of no war.
PEACE = (
    "Le ministre de la Santé a présenté mardi un plan de soutien aux hôpitaux du pays, dont les urgences débordent "
    "depuis le début de l'hiver. Le budget doit être voté en juin par les députés de la majorité et ceux du centre. "
) * 6
DEATHS = "Dans la capitale, le virus a tué 812 personnes en un mois, selon le ministère."
WAR = "Des combats ont opposé l'armée aux rebelles près de Gao. Au moins 12 civils ont été tués par des tirs d'obus."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline("fr")


@pytest.fixture(scope="module")
def triggers() -> Triggers:
    return Triggers(load("fr"))


def test_a_long_dispatch_without_war_makes_no_claim(pipeline: Pipeline) -> None:
    assert not pipeline.explain(f"{PEACE}\n{DEATHS}", date(2020, 5, 13)).claims


def test_a_war_in_the_lead_is_enough(triggers: Triggers) -> None:
    assert triggers.is_about_war(f"{WAR}\n{PEACE}")


def test_a_war_all_through_is_enough(triggers: Triggers) -> None:
    assert not triggers.is_about_war(f"{PEACE * 3}\n{WAR}")
    assert triggers.is_about_war(f"{PEACE * 3}\n{WAR * 3}")


def test_a_short_dispatch_is_always_read(triggers: Triggers) -> None:
    assert triggers.is_about_war(DEATHS)


def test_no_word_at_all_is_no_error(triggers: Triggers) -> None:
    assert triggers.is_about_war("")
    assert triggers.is_about_war("12 — 13 … \u0000")
