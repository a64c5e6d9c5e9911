"""Folding: the spellings of one name give one form, and other names give others."""

from __future__ import annotations

import time
import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bilan.world
from bilan.world.folding import fold, plain, words_of

RULES = Path(bilan.world.__file__).with_name("folding.toml")
PROOFS = tomllib.loads(RULES.read_text("utf-8"))["proof"]


def spaceless(name: str) -> str:
    return fold(name).replace(" ", "")


@pytest.mark.parametrize("proof", PROOFS, ids=[p["same"][0] for p in PROOFS])
def test_the_rules_hold_their_proofs(proof: dict[str, list[str]]) -> None:
    first = proof["same"][0]
    for a, b in combinations(proof["same"], 2):
        assert spaceless(a) == spaceless(b), (a, b)
    for other in proof.get("different", []):
        assert spaceless(other) != spaceless(first)


def test_plain_keeps_the_spelling() -> None:
    assert plain("Boustane  al-Qasr") == "boustane al qasr" != plain("Bustan al-Qasr")
    assert plain("N’Djaména") == "ndjamena"


def test_articles_alone_are_kept_and_nothing_gives_nothing() -> None:
    assert fold("al") == "al"
    assert fold("") == fold("'") == fold(" - ") == ""


def test_elisions_are_cut_and_glottal_stops_are_not() -> None:
    assert words_of("Côte d'Ivoire") == ["Côte", "d", "Ivoire"]
    assert words_of("Ma'arrat") == ["Maarrat"]


@given(st.text(max_size=80))
def test_any_text_folds_to_ascii_or_keeps_letters_and_never_fails(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert fold(text) == folded


def test_a_very_long_word_is_not_slow() -> None:
    started = time.process_time()
    fold("a" * 200_000 + " " + "eddin" * 40_000)
    assert time.process_time() - started < 1
