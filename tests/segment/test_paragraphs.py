"""Lines that a column wrapped are one paragraph; those that outlets print as paragraphs stay apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilan.dispatch import Dispatch
from bilan.language import load
from bilan.segment.paragraphs import paragraphs
from bilan.segment.sentences import segment
from bilan.segment.tongue import speaks

WRAPPED = (
    "Combats dans le Nord\n"
    "Au moins douze civils ont été tués mardi dans des bombardements\n"
    "qui ont visé un marché du village, selon les secours, et une\n"
    "trentaine d'autres ont été blessés, ont ajouté des médecins de\n"
    "Mopti. Les habitants ont fui vers la ville voisine, à une\n"
    "heure de marche.\n"
)


def _lines(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_wrapped_text_is_read_in_whole_sentences() -> None:
    said = [WRAPPED[s.start:s.end] for s in segment(Dispatch("x", WRAPPED), load("fr")).sentences]
    assert [" ".join(sentence.split()) for sentence in said] == [
        "Combats dans le Nord",
        "Au moins douze civils ont été tués mardi dans des bombardements qui ont visé un marché du village, selon les "
        "secours, et une trentaine d'autres ont été blessés, ont ajouté des médecins de Mopti.",
        "Les habitants ont fui vers la ville voisine, à une heure de marche.",
    ]


@pytest.mark.parametrize("text", [
    "Les combats ont repris dans la ville.\nselon les secours, douze civils sont morts",
    "Les combats ont repris hier dans toute la ville assiégée\n\nselon les secours",
    "Manquent :\nde l'eau\nde la farine",
    "Un titre assez long pour tenir dans une ligne entière\nDes combats ont éclaté.",
])
def test_what_ends_or_is_short_or_stands_apart_is_not_joined(text: str) -> None:
    assert _lines(text) == [line for line in text.split("\n") if line]


@given(st.text(alphabet="ab A1.\n\r«»\"", max_size=300))
def test_paragraphs_cover_all_that_is_no_line_break(text: str) -> None:
    spans = paragraphs(text)
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(i in covered or character == "\n" for i, character in enumerate(text))
    assert all(a[1] < b[0] for a, b in pairwise(spans)) and all(s < e for s, e in spans)


def test_a_text_of_another_language_is_told_and_a_short_one_is_not() -> None:
    english = ("At least twelve civilians were killed on Tuesday when shells hit a market in the north of the town, "
               "rescue workers said, and about thirty others were wounded, doctors at the hospital added that evening.")
    assert not speaks(english, load("fr"))
    assert speaks(english[:80], load("fr"))
    assert speaks(" ".join(WRAPPED.split()) * 2, load("fr"))
