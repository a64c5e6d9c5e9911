"""Web Annotations hold to the W3C's model, and their selectors find the evidence, once."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilan import datasets
from bilan.claims import Statement
from bilan.datasets.exporting import refusal_list
from bilan.datasets.writing.annotations import quotation
from bilan.entities import Entity
from bilan.observatory import Observatory
from tests.datasets.dossier import NOWHERE, dispatch, observe


def exported(observatory: Observatory, out: Path) -> dict[str, Any]:
    datasets.export(observatory, "annotations", out)
    made: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return made


def test_the_collection_holds_to_the_model(observatory: Observatory, tmp_path: Path) -> None:
    made = exported(observatory, tmp_path / "a.jsonld")
    page = made["first"]
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], page["type"], page["startIndex"]) == ("AnnotationCollection", "AnnotationPage", 0)
    assert made["total"] == len(page["items"]) == len(list(observatory.claims()))
    assert len({one["id"] for one in page["items"]}) == made["total"]
    for one in page["items"]:
        assert one["type"] == "Annotation" and one["motivation"] == "classifying" and one["created"].endswith("Z")
        assert {body["purpose"] for body in one["body"]} == {"tagging", "describing"}
        assert json.loads(one["body"][1]["value"])["kind"] == one["body"][0]["value"]


def test_the_selectors_find_the_evidence_once(observatory: Observatory, tmp_path: Path) -> None:
    texts = {filed.key: filed.dispatch.text for filed in observatory.filed()}
    quotes = {record.key: record.quote for record in observatory.claims()}
    for one in exported(observatory, tmp_path / "a.jsonld")["first"]["items"]:
        target, text = one["target"], texts[one["target"]["bilan:dispatch"]]
        words, place = target["selector"]
        assert (words["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        whole = words["prefix"] + words["exact"] + words["suffix"]
        assert text.count(whole) == 1
        assert text.index(whole) + len(words["prefix"]) == place["start"]
        assert text[place["start"]:place["end"]] == words["exact"] == quotes[one["id"].split(":")[3]]
        assert target["bilan:textSha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_the_source_is_the_address_where_there_is_one(observatory: Observatory, tmp_path: Path) -> None:
    sources = {one["target"]["source"] for one in exported(observatory, tmp_path / "a.jsonld")["first"]["items"]}
    assert "https://example.org/d1" in sources
    assert all(source.startswith(("https://", "urn:bilan:dispatch:")) for source in sources)


@given(st.text(alphabet="ab ", min_size=1, max_size=60), st.data())
def test_a_quotation_is_the_only_one_or_the_whole_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = quotation(text, start, end)
    whole = made["prefix"] + made["exact"] + made["suffix"]
    assert made["exact"] == text[start:end]
    assert [n for n in range(len(text)) if text.startswith(whole, n)] == [start - len(made["prefix"])]


def test_words_that_were_expunged_are_refused(tmp_path: Path) -> None:
    with observe(tmp_path / "war.bilan") as observatory:
        filed = observatory.dispatch("d1")
        assert filed is not None
        observatory.ledger.expunge(filed.key, author="A", reason="safety")
        made = exported(observatory, tmp_path / "a.jsonld")
        with refusal_list(tmp_path / "a.jsonld").open(encoding="utf-8", newline="") as file:
            refused = list(csv.DictReader(file))
    assert {one["target"]["bilan:dispatch"] for one in made["first"]["items"]}.isdisjoint({filed.key})
    assert {row["reason"] for row in refused} <= {"no_text"}
    assert "phrase 0 qui tient lieu de incident" not in json.dumps(
        [one for one in made["first"]["items"] if one["target"]["bilan:dispatch"] == filed.key])


@pytest.mark.parametrize("format", ["annotations", "csv", "jsonl"])
def test_a_person_under_a_pseudonym_is_named_nowhere(tmp_path: Path, format: str) -> None:
    name = "Aminata Exemple"
    said = Statement(evidence=NOWHERE, speaker=Entity(name), mode="direct", content=(0, 4))
    with observe(tmp_path / "war.bilan", [dispatch(f"{name} parle", "2024-05-02", said)]) as observatory:
        observatory.judge("pseudonymise", name, author="A", reason="safety",
                          detail={"alias": "Témoin 1", "names": [name]})
        datasets.export(observatory, format, tmp_path / "out")
    text = (tmp_path / "out").read_text("utf-8")
    assert name not in text and "Témoin 1" in text
    if format == "annotations":
        (one,) = json.loads(text)["first"]["items"]
        words, place = one["target"]["selector"]
        assert place["end"] - place["start"] == len(words["exact"])
