"""The example dispatches keep their promises: fictional outlets, no invented words of real people, all said so."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from bilan.dispatch import Dispatch
from bilan.read import dispatches

FOLDER = Path(__file__).parents[2] / "examples" / "alep"
FILES = sorted(file for file in FOLDER.glob("*.md") if file.name != "SOURCES.md")
LAST_LINE = "Texte rédigé pour la démonstration de Bilan."
OUTLETS = {"Agence Levant (fictive)", "Le Courrier du Soir (fictif)", "Radio Méridienne (fictive)"}
IMAGINED = "(propos imaginés pour la démonstration)"


def read() -> list[Dispatch]:
    return [read for read in dispatches(FILES) if isinstance(read, Dispatch)]


def sentences(dispatch: Dispatch) -> set[str]:
    return {text for text in re.split(r"(?<=[.!?])\s+", dispatch.text) if len(text.split()) >= 8 and text != LAST_LINE}


def test_twelve_dispatches_of_three_fictional_outlets_one_of_them_undated() -> None:
    found = read()
    assert len(found) == 12
    assert {dispatch.outlet for dispatch in found} == OUTLETS
    assert [dispatch.id for dispatch in found if dispatch.published is None] == ["sans-date-meridienne-bus"]
    days = sorted(dispatch.published for dispatch in found if dispatch.published)
    assert (days[0].isoformat(), days[-1].isoformat()) == ("2016-11-26", "2016-12-22")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_says_what_it_is(file: Path) -> None:
    head, body = file.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
    assert LAST_LINE.rstrip(".") in head
    assert body.rstrip("\n").splitlines()[-1] == LAST_LINE
    assert 250 <= len(body.split()) <= 450


@pytest.mark.parametrize("dispatch", read(), ids=lambda dispatch: dispatch.id)
def test_only_imagined_residents_are_quoted(dispatch: Dispatch) -> None:
    paragraphs = [paragraph for paragraph in dispatch.text.split("\n\n") if "«" in paragraph]
    assert paragraphs
    assert all(paragraph.count("«") == 1 and IMAGINED in paragraph for paragraph in paragraphs)
    assert not set('"“”') & set(dispatch.text)


def test_the_two_copies_of_one_wire_share_most_of_their_sentences() -> None:
    by_id = {dispatch.id: sentences(dispatch) for dispatch in read()}
    wire, copy = by_id["2016-11-28-levant-exode"], by_id["2016-11-29-courrier-exode"]
    assert len(wire & copy) >= 0.8 * len(copy)
    assert len(copy) < len(wire)
    others = [text for name, text in by_id.items() if not name.endswith("exode")]
    assert all(not one & other for one, other in combinations(others, 2))
