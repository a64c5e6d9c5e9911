"""Quotations: which marks open and close, across paragraphs too, and what is left open."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilan.language import load
from bilan.segment.quotations import find_quotations

FRENCH = load("fr")


def inside(text: str) -> list[str]:
    return [text[q.inner_start:q.inner_end] for q in find_quotations(text, FRENCH)]


@pytest.mark.parametrize(("text", "expected"), [
    ('"Nous partons", a-t-il dit.', ["Nous partons"]),
    ("« Nous partons », a-t-il dit.", ["Nous partons"]),
    ('Il parle d\'"axe" et de "camp".', ["axe", "camp"]),
    ('Une "victoire" ("totale") et une "paix".', ["victoire", "totale", "paix"]),
    ("Rien n'est cité.", []),
    ("'L'armée est partie', a dit le maire d'Uvira.", ["L'armée est partie"]),
    ("Il a parlé d'une 'menace' et s'est tu.", ["menace"]),
    ("‘L’armée est partie’, a dit le maire.", ["L’armée est partie"]),
    ("Dans les années '90, l'armée s'en alla.", []),
    ("Il dit 'non sans l'avouer.", []),
])
def test_marks_pair(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    """A mark left open in one paragraph and a mark that can only close in the next are one speech in two parts."""
    text = '"Nous partons demain.\n\nNous reviendrons", a-t-il dit. Il a ajouté "merci".'
    assert inside(text) == ["Nous partons demain.", "Nous reviendrons", "merci"]


def test_a_mark_that_closes_nothing_opens_nothing() -> None:
    assert inside('Nous partons", a-t-il dit. Il a ajouté "merci".') == ["merci"]


@given(st.text(alphabet='a "«»“”‘’\n\'.,', max_size=60))
def test_quotations_lie_in_the_text_in_order(text: str) -> None:
    found = find_quotations(text, FRENCH)
    assert all(0 <= q.start <= q.inner_start < q.inner_end <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
