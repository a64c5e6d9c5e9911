"""How French text is cut into tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.language.fr.pack import French
from bilan.language.fr.tokens import LONGEST, Tokeniser, shown

TOKENISER = Tokeniser(French().table("tokens"))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in TOKENISER.cut(text, 0, len(text))]


@pytest.mark.parametrize(("text", "tokens"), [
    ("L'aviation n'a rien dit", "L'|aviation|n'|a|rien|dit"),
    ("l’aviation d’Etat", "l’|aviation|d’|Etat"),
    ("jusqu'au pont", "jusqu'|au|pont"),
    ("aujourd'hui", "aujourd'hui"),
    ("quelqu’un", "quelqu’un"),
    ("A-t-elle fui ?", "A|-t-elle|fui|?"),
    ("dit-il", "dit|-il"),
    ("ce soir-là", "ce|soir|-là"),
    ("un rendez-vous avec ceux-là", "un|rendez-vous|avec|ceux-là"),
    ("Tripoli-Est", "Tripoli-Est"),
    ("N'Djamena et M’Baïki", "N'Djamena|et|M’Baïki"),
    ("N'est-ce pas", "N'|est|-ce|pas"),
    ("130.000 ou 130 000 ou 2,5", "130.000|ou|130 000|ou|2,5"),
    ("12 500 000 euros", "12 500 000|euros"),
    ("le 1er et la 3e", "le|1er|et|la|3e"),
    ("M. Traoré, J.-C. et l'O.N.U.", "M.|Traoré|,|J.-C.|et|l'|O.N.U."),
    ("«Non», dit-on...", "«|Non|»|,|dit|-on|..."),
    ("(OMS)", "(|OMS|)"),
    ("", ""),
    ("  \t\n", ""),
])
def test_cut(text: str, tokens: str) -> None:
    assert cut(text) == ([t for t in tokens.split("|") if t])


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_cut_loses_nothing_but_blanks(text: str) -> None:
    spans = list(TOKENISER.cut(text, 0, len(text)))
    assert all(a < b for a, b in spans)
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
    covered = {i for a, b in spans for i in range(a, b)}
    left = [c for i, c in enumerate(text) if i not in covered]
    assert not [c for c in left if c.isalnum() or c in "«»\"'.,;:!?()"]


@pytest.mark.parametrize("text", ["1." * 40_000 + "a", "l'" * 40_000, "a-" * 40_000, "M." * 40_000, "\u00ad" * 40_000,
                                  "A." + " " * 40_000, "'" * 40_000, "12 345 " * 10_000 + "x"])
def test_hostile_text_is_cut_in_linear_time(text: str) -> None:
    assert sum(b - a for a, b in TOKENISER.cut(text, 0, len(text))) <= len(text)


def test_shown_has_one_apostrophe_and_nothing_invisible() -> None:
    assert shown("l’") == "l'"
    assert shown("mi\u00adli\u200bcien") == "milicien"
    assert shown("\u200b") == "-"
    assert len(shown("x" * 500)) == LONGEST
