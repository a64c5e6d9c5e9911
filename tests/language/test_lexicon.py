"""Lemmas by the lexicon."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from bilan.language.fr.lexicon import Lexicon, shipped

PAST = {"VerbForm": "Part", "Tense": "Past"}
PRESENT = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres", "Number": "Sing"}


@pytest.mark.parametrize(("form", "pos", "morph", "guess", "lemma"), [
    ("tués", "VERB", PAST, "", "tuer"),
    ("péri", "VERB", PAST, "", "périr"),
    ("Repris", "VERB", PAST, "", "reprendre"),
    ("assiègent", "VERB", {}, "", "assiéger"),
    ("détruites", "VERB", PAST, "", "détruire"),
    ("vit", "VERB", PRESENT, "vivre", "vivre"),
    ("vit", "VERB", {**PRESENT, "Tense": "Past"}, "", "voir"),
    ("sont", "AUX", {}, "", "être"),
    ("morts", "NOUN", {"Gender": "Masc", "Number": "Plur"}, "", "mort"),
    ("disparues", "NOUN", {}, "", "disparu"),
    ("assiégées", "ADJ", {}, "", "assiégé"),
    ("syriennes", "ADJ", {}, "", "syrien"),
    ("fils", "NOUN", {}, "fils", "fils"),
])
def test_lemma(form: str, pos: str, morph: dict[str, str], guess: str, lemma: str) -> None:
    assert shipped().lemma(form, pos, morph, guess) == lemma


@pytest.mark.parametrize(("form", "pos"), [("Zablouk", "NOUN"), ("de", "ADP"), ("", "VERB"), ("maison", "VERB")])
def test_what_the_lexicon_cannot_tell(form: str, pos: str) -> None:
    assert shipped().lemma(form, pos, {}, "") is None


def test_features_name_every_reading() -> None:
    assert shipped().features("Tués") == "N.mp V.Kmp"
    assert shipped().features("zablouk") == ""


def test_a_table_is_read_as_the_script_writes_it(tmp_path: Path) -> None:
    import lexicon as script

    source = tmp_path / "small.mlex"
    source.write_text("fuit\tv\tfuir\tPJ3s\nfuît\tv\tfuir\tT3s\nfuite\tnc\tfuite\tfs\nParis\tnp\tParis\tms\n", "utf-8")
    assert script.write(source, tmp_path / "small.xz") == 2
    small = Lexicon(tmp_path / "small.xz")
    assert small.lemma("fuit", "VERB", {}, "") == "fuir"
    assert small.features("fuît") == small.features("paris") == ""
    assert lzma.decompress((tmp_path / "small.xz").read_bytes()).decode().startswith("# Made from the Lefff")
