"""Labels, numbers, dates and counts in each language."""

from __future__ import annotations

import string
from datetime import date
from typing import Any, get_args

import pytest

from bilan import claims, findings
from bilan.errors import UsageError
from bilan.publish.edition import PROFILES
from bilan.publish.naming import Naming
from bilan.publish.wording import Figure, load
from bilan.quantities import Bound, Count, Order
from tests.publish import dossier

FR, EN = load("fr"), load("en")
FREE = ("joining.", "articles.", "place.levels_at", "title.demonstration_marks")


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in table.items():
        out.update(flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value})
    return out


def test_languages_have_the_same_labels() -> None:
    fr, en = flat(FR.table), flat(EN.table)
    assert fr.keys() ^ en.keys() == set()
    for key in fr:
        if not key.startswith(FREE) and isinstance(fr[key], str):
            names = [{name for _, name, _, _ in string.Formatter().parse(t[key]) if name} for t in (fr, en)]
            assert names[0] == names[1], key
    assert len(fr["method.paragraphs"]) == len(en["method.paragraphs"])


@pytest.mark.parametrize("labels", [FR, EN], ids=["fr", "en"])
def test_every_code_has_its_words(labels: Any) -> None:
    codes = {
        "people": claims.PEOPLE, "harm": claims.HARMS, "movement": claims.MOVEMENTS, "change": claims.CHANGES,
        "incident": claims.INCIDENT_TYPES, "need": claims.NEEDS, "relation": claims.RELATIONS, "kind": claims.KINDS,
        "modality": claims.MODALITIES, "confidence": claims.CONFIDENCES, "mode": claims.MODES,
        "situation": get_args(findings.Situation), "grade": get_args(findings.EvidenceGrade),
        "footing": get_args(findings.Footing), "standing": get_args(findings.Standing),
        "strategy": get_args(findings.Strategy), "dispute": get_args(findings.DisputeKind), "profile": PROFILES,
        "count": (*get_args(Bound), *get_args(Order)),
    }
    missing = [f"{table}.{code}" for table, found in codes.items() for code in found
               if code.replace(" ", "_") not in labels.table[table]]
    assert missing == []


@pytest.mark.parametrize(("labels", "when", "words"), [
    (FR, "2016-12-14", "14\u00a0décembre 2016"), (FR, date(2016, 12, 1), "1er\u00a0décembre 2016"),
    (FR, "2016-11", "novembre 2016"), (FR, "2016", "2016"), (FR, None, "date non précisée"),
    (EN, "2016-12-01", "1\u00a0December 2016"), (EN, "2016-11", "November 2016"),
])
def test_dates(labels: Any, when: Any, words: str) -> None:
    assert labels.day(when) == words


@pytest.mark.parametrize(("labels", "first", "last", "words"), [
    (FR, "2016-12-04", "2016-12-05", "du 4 au 5\u00a0décembre 2016"),
    (FR, "2016-12-01", "2016-12-05", "du 1er au 5\u00a0décembre 2016"),
    (FR, "2016-11-28", "2016-12-02", "du 28\u00a0novembre au 2\u00a0décembre 2016"),
    (FR, "2016-11-26", "2016-11-26", "le 26\u00a0novembre 2016"), (FR, None, "2016-11", "jusqu’en novembre 2016"),
    (FR, "2015", "2016-11", "de 2015 à novembre 2016"), (FR, "2016-07", None, "depuis juillet 2016"),
    (EN, "2016-12-04", "2016-12-05", "from 4 to 5\u00a0December 2016"),
    (EN, "2016-07", "2016-07", "in July 2016"),
])
def test_spans(labels: Any, first: str | None, last: str | None, words: str) -> None:
    assert labels.span(first, last) == words


@pytest.mark.parametrize(("labels", "count", "words"), [
    (FR, Count(value=130000, bound="more_than"), "plus de 130\u202f000"),
    (EN, Count(value=130000, bound="more_than"), "more than 130,000"),
    (FR, Count(low=180000, high=200000), "de 180\u202f000 à 200\u202f000"),
    (FR, Count(order="dozens"), "des dizaines"), (EN, Count.exact(7), "7"),
    (FR, Count(value=10000, bound="nearly"), "près de 10\u202f000"),
])
def test_counts_in_the_words_of_their_source(labels: Any, count: Count, words: str) -> None:
    assert labels.count(count) == words


@pytest.mark.parametrize(("left", "right", "joined"), [
    ("de ", "Alep-Est", "d’Alep-Est"), ("vers et de ", "Idleb", "vers et d’Idleb"), ("à ", "Le Caire", "au Caire"),
    ("de ", "Homs", "de Homs"), ("de ", "Les Cayes", "des Cayes"), ("le code ", "Alep", "le code Alep"),
])
def test_french_pieces_join(left: str, right: str, joined: str) -> None:
    assert FR.join(left, right) == joined


def test_lines_keep_their_figures() -> None:
    figure = Figure("plus de 415", "f1", "c1-2", (), "machine")
    line = FR.line("highlight.minimum", what="civils tués", place="à Alep-Est", period="", low=figure)
    assert figure in line and "  " not in "".join(str(piece) for piece in line)


def test_a_language_without_labels_is_refused() -> None:
    for language in ("xx", "../fr"):
        with pytest.raises(UsageError, match="en, fr"):
            load(language)


def test_english_names_take_their_article_by_their_last_noun() -> None:
    names = Naming(dossier.edition("en"), EN)
    assert names.with_article("Syrian Observatory for Human Rights (SOHR)").startswith("the Syrian")
    assert names.with_article("Malian army") == "the Malian army"
    assert names.with_article("Syrian rebels") == "Syrian rebels"
    assert names.with_article("Moscow") == "Moscow"


@pytest.mark.parametrize(("first", "last", "said"), [
    ("2016-07", "2016-11-26", "de juillet 2016 au 26\u00a0novembre 2016"),
    ("2016-06-03", "2016-08", "du 3\u00a0juin 2016 à août 2016"),
    ("2015", "2016", "de 2015 à 2016"),
])
def test_each_end_of_a_coarse_span_has_its_preposition(first: str, last: str, said: str) -> None:
    assert load("fr").span(first, last) == said


def test_a_count_agrees_with_those_counted() -> None:
    labels = load("fr")
    many, dozens = Count(order="many"), Count(order="dozens")
    assert labels.count(many, feminine=True) + labels.linked(many, "femmes") == "de nombreuses femmes"
    assert labels.count(many) + labels.linked(many, "civils") == "de nombreux civils"
    assert labels.count(dozens) + labels.linked(dozens, "enfants tués") == "des dizaines d’enfants tués"
    assert labels.count(dozens) + labels.linked(dozens, "hommes") == "des dizaines d’hommes"
    assert load("en").count(many, feminine=True) == "many"
