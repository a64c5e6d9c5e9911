"""The annotated dispatches keep to the guide: spans inside the text, every slot there, every value a known one."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bilan import claims
from bilan.quantities import Count

HERE = Path(__file__).parent
FILES = sorted([*HERE.glob("*.json"), *(HERE / "second").glob("*.json")])
CLASSES = {
    "toll": claims.Toll,
    "displacement": claims.Displacement,
    "control": claims.Control,
    "incident": claims.Incident,
    "need": claims.Need,
    "alignment": claims.Alignment,
    "statement": claims.Statement,
}
VALUES: dict[str, tuple[str, ...]] = {
    "modality": claims.MODALITIES,
    "harm": claims.HARMS,
    "victims": claims.PEOPLE,
    "population": claims.PEOPLE,
    "movement": claims.MOVEMENTS,
    "change": claims.CHANGES,
    "extent": claims.EXTENTS,
    "type": claims.INCIDENT_TYPES,
    "relation": claims.RELATIONS,
    "mode": claims.MODES,
}
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read(file: Path) -> tuple[dict[str, Any], str]:
    annotation: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return annotation, (HERE / f"{file.stem}.txt").read_text("utf-8")


def entities(claim: dict[str, Any]) -> list[dict[str, Any]]:
    return [*claim["where"], *(value for value in claim.values() if isinstance(value, dict) and "text" in value)]


def test_there_are_twelve_and_two_of_them_twice() -> None:
    assert (len(list(HERE.glob("*.json"))), len(list((HERE / "second").glob("*.json")))) == (12, 2)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_slot_is_one_that_the_guide_knows(file: Path) -> None:
    annotation, _ = read(file)
    assert annotation["dispatch"]["id"] == file.stem
    for claim in annotation["claims"]:
        known = {field.name for field in fields(CLASSES[claim["kind"]])} | {"kind"}
        assert set(claim) <= known, claim
        assert {slot: claim[slot] for slot in VALUES if slot in claim and claim[slot] not in VALUES[slot]} == {}
        assert set(claim.get("needs", ())) <= set(claims.NEEDS)
        if claim.get("count") is not None:
            Count(**claim["count"])
        else:
            assert claim["kind"] not in {"toll", "displacement"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_spans_names_and_dates_are_exact(file: Path) -> None:
    annotation, text = read(file)
    for claim in annotation["claims"]:
        for start, end in (claim[slot] for slot in ("evidence", "content") if slot in claim):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert [entity["text"] for entity in entities(claim) if entity["text"] not in text] == []
        ends = (claim["when"] or {}).values()
        assert all(end is None or PARTIAL_DATE.fullmatch(end) for end in ends)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_claims_stand_in_order_and_parts_point_at_their_whole(file: Path) -> None:
    listed = read(file)[0]["claims"]
    assert [(*claim["evidence"], claim["kind"]) for claim in listed] == sorted(
        (*claim["evidence"], claim["kind"]) for claim in listed
    )
    for index, claim in enumerate(listed):
        whole = claim.get("part_of")
        assert whole is None or (whole != index and listed[whole]["kind"] == claim["kind"])
