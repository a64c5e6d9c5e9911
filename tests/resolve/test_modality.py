"""Whether an event is told as done, as coming, as hearsay, as denied or as wanted."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Control, Statement
from bilan.dispatch import Dispatch
from bilan.pipeline import Pipeline

DAY = date(2020, 5, 13)
LEAD = "Des combats ont éclaté mardi à Gao. "


@pytest.mark.parametrize(("text", "modality"), [
    ("L'accord entérine le départ des troupes étrangères du Mali d'ici mars 2021.", "expected"),
    ("Paris négocie en vue d'un retrait de ses troupes du Mali.", "expected"),
    ("Londres a annoncé le retrait de ses soldats du Mali.", "expected"),
    ("L'annonce du retrait britannique du Mali a surpris Bamako.", "expected"),
    ("Depuis le retrait des troupes françaises du Mali, la route est coupée.", "asserted"),
    ("Le retrait des troupes françaises du Mali s'est achevé lundi.", "asserted"),
])
def test_a_withdrawal_that_is_announced_is_still_to_come(pipeline: Pipeline, text: str, modality: str) -> None:
    claims = pipeline.extract(Dispatch("x", LEAD + text, "fr", DAY)).claims
    assert [c.modality for c in claims if isinstance(c, Control) and c.change == "withdrew"] == [modality]


@pytest.mark.parametrize(("text", "modality"), [
    ("« C'est l'affaire de jours » avant que Kidal ne tombe aux mains des rebelles, a-t-il ajouté.", "expected"),
    ("L'armée a quitté la ville peu avant que Kidal ne tombe aux mains des rebelles.", "asserted"),
])
def test_what_follows_on_a_clause_is_to_come_where_that_is_not_past(pipeline: Pipeline, text: str,
                                                                   modality: str) -> None:
    claims = pipeline.extract(Dispatch("x", LEAD + text, "fr", DAY)).claims
    assert [c.modality for c in claims if isinstance(c, Control) and c.change == "captured"] == [modality]


@pytest.mark.parametrize(("text", "modality"), [
    ("Les rebelles démentent avoir visé des civils à Gao.", "denied"),
    ("La milice a démenti lundi avoir visé des civils à Gao et affirmé que ses tirs visaient un dépôt.", "asserted"),
    ("La milice a affirmé que ses tirs avaient touché un dépôt à Gao.", "asserted"),
])
def test_a_denial_is_a_statement_denied(pipeline: Pipeline, text: str, modality: str) -> None:
    claims = pipeline.extract(Dispatch("x", LEAD + text, "fr", DAY)).claims
    assert [c.modality for c in claims if isinstance(c, Statement)][-1] == modality
