"""Titles and headings: what stands between dashes is no sentence, what has no full stop is a title."""

from __future__ import annotations

from bilan.analysis import Analysis
from bilan.dispatch import Dispatch
from bilan.language import load
from bilan.segment.sentences import segment

TEXT = (
    "Trois villages attaqués dans le Nord\n\n"
    "Des hommes armés ont attaqué trois villages.\n\n"
    '- "Nous avons eu très peur" -\n\n'
    "La population a fui.\n\n"
    "• Des renforts en route\n\n"
    "L'armée a promis des renforts - sans dire lesquels - et une enquête."
)


def _analysis(text: str) -> Analysis:
    return segment(Dispatch("x", text, "fr", None), load("fr"))


def test_a_heading_between_dashes_is_no_sentence() -> None:
    analysis = _analysis(TEXT)
    assert not any("très peur" in TEXT[s.start:s.end] for s in analysis.sentences)
    assert not analysis.quotations


def test_dashes_within_a_sentence_make_no_heading() -> None:
    analysis = _analysis(TEXT)
    assert TEXT[analysis.sentences[-1].start:].endswith("une enquête.")


def test_lines_without_a_full_stop_are_titles() -> None:
    titles = [TEXT[s.start:s.end] for s in _analysis(TEXT).sentences if s.is_title]
    assert titles == ["Trois villages attaqués dans le Nord", "• Des renforts en route"]


def test_the_last_line_is_no_title() -> None:
    assert not any(s.is_title for s in _analysis("Trois villages attaqués").sentences)
