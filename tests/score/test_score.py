"""The scoring: its rules one by one, and its figures against the reference script where that is present."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bilan.errors import BilanError, UsageError
from bilan.score import Result, score
from bilan.score.names import fold, same_entity
from bilan.score.slots import agrees, may_pair
from bilan.score.tally import Scores, count, pairs

SHARED = Path(__file__).parents[3] / "shared"
OWN_GOLD = Path(__file__).parents[1] / "gold"
Json = dict[str, Any]


def entity(text: str, *accept: str) -> Json:
    return {"text": text, "accept": list(accept)}


def toll(start: int = 0, end: int = 20, **slots: Any) -> Json:
    return {
        "kind": "toll", "evidence": [start, end], "harm": "killed", "victims": "civilians",
        "count": {"value": 12, "bound": "exact"}, "cumulative": False, "where": [entity("Gao")],
        "when": {"start": "2020-03-05", "end": "2020-03-05"}, "by": None, "source": None, "modality": "asserted",
        **slots,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "system", "slot", "same"),
    [
        ("Gao", "gao", "place", True),
        ("Gao", "la ville de Gao", "place", True),
        ("Gao", "région de Gao", "place", False),
        ("Kidal", "Gao", "place", False),
        ("N'Djaména", "Ndjamena", "where", False),
        ("El-Fasher", "Al-Fasher", "place", True),
        ("l'armée", "l'opposition armée", "source", False),
        ("Hassan Ould", "le porte-parole Hassan Ould Salem", "speaker", True),
        ("Benghazi", "Benghazi-Est", "where", False),
        ("groupe terroriste Daech", "Daech", "actor", True),
        ("l'armée", "armée", "holder", True),
        ("les", "le", "place", False),
    ],
)
def test_names(gold: str, system: str, slot: str, same: bool) -> None:
    assert same_entity(entity(gold), {"text": system, "name": None}, slot) is same


def test_a_canonical_name_or_an_accepted_one_is_right() -> None:
    given = {"text": "le pouvoir", "name": "Gouvernement syrien"}
    assert same_entity(entity("Damas", "gouvernement syrien"), given, "by")
    assert same_entity(None, None, "by") and not same_entity(entity("Gao"), None, "by")


def test_folding_keeps_articles_where_there_is_nothing_else() -> None:
    assert fold("L'Été à Béja") == ("ete", "beja")
    assert fold("Les Des") == ("les", "des")


@pytest.mark.parametrize(
    ("slot", "gold", "system", "right"),
    [
        ("count", {"value": 12, "bound": "exact"}, {"value": 12, "bound": "exact", "low": None}, True),
        ("count", {"value": 12, "bound": "exact"}, {"value": 12, "bound": "about"}, False),
        ("count", {"order": "dozens"}, {"order": "dozens"}, True),
        ("when", {"start": "2020", "end": "2020-03"}, {"start": "2020-02-01", "end": "2020-03-05"}, True),
        ("when", {"start": "2020-02-01", "end": None}, {"start": "2020-02", "end": None}, False),
        ("when", {"start": None, "end": "2020"}, {"start": "2019", "end": "2020"}, False),
        ("when", None, None, True),
        ("where", [entity("Gao"), entity("Mali")], [entity("Mali"), entity("Gao")], True),
        ("where", [entity("Gao"), entity("Mali")], [entity("Mali")], False),
        ("where", [], [], True),
        ("where", [], [entity("Mali")], False),
        ("needs", ["food", "water"], ["water", "food"], True),
        ("content", [0, 100], [0, 70], True),
        ("content", [0, 100], [0, 69], False),
        ("cumulative", False, None, False),
    ],
)
def test_slots(slot: str, gold: object, system: object, right: bool) -> None:
    assert agrees(slot, {slot: gold}, {slot: system}) is right


def test_evidence_may_exceed_by_300_characters_and_no_more() -> None:
    assert may_pair(toll(0, 20), toll(0, 320))
    assert not may_pair(toll(0, 20), toll(0, 321))
    assert not may_pair(toll(0, 20), toll(20, 40))


def test_the_best_agreement_is_paired_first_and_each_claim_once() -> None:
    gold = [toll(0, 20, victims="children"), toll(0, 20)]
    assert pairs(gold, [toll(0, 20), toll(0, 20, victims="children")]) == [(0, 1), (1, 0)]
    assert len(pairs(gold, [toll(0, 20)])) == 1


def test_levels() -> None:
    scores = Scores()
    gold, system = [toll(), toll(50, 60)], [toll(when=None), toll(90, 95), toll(100, 120)]
    count(scores, gold, system)
    assert scores.at("detection", "all").figures()[:2] == (1 / 3, 1 / 2)
    assert scores.at("claim", "toll").hit == 0
    slot = scores.at("slot", "toll")
    assert (slot.hit, slot.gold, slot.system) == (6, 14, 20)
    assert scores.slots["toll", "when"].hit == 0 and scores.slots["toll", "by"].hit == 1


def write(folder: Path, name: str, claims: list[Json], text: str = "x" * 200, **dispatch: Any) -> None:
    folder.mkdir(exist_ok=True)
    folder.joinpath(f"{name}.txt").write_text(text, encoding="utf-8")
    folder.joinpath(f"{name}.json").write_text(json.dumps({"dispatch": dispatch, "claims": claims}), encoding="utf-8")


def test_what_the_levels_do_not_show(tmp_path: Path) -> None:
    gold, system = tmp_path / "gold", tmp_path / "system"
    parts = [toll(0, 20), toll(0, 20, victims="children", count={"value": 3, "bound": "exact"}, part_of=0)]
    write(gold, "a", parts, published="2020-03-05", published_given=False)
    ours = [{**copy.deepcopy(claim), "confidence": c} for claim, c in zip(parts, ("high", "low"), strict=True)]
    ours[1]["source"] = entity("Gao")
    write(system, "a", ours, published="2020-03-07", published_range=["2020-03-06", "2020-03-07"])
    write(gold, "b", [toll()], published="2020-03-05", published_given=False)
    further = score(gold, system).further.as_json()
    assert further["part_of"] == {"right": 1, "of": 1}
    right, wrong = {"given": 1, "paired": 1, "right": 1}, {"given": 1, "paired": 1, "right": 0}
    assert further["confidence"] == {"high": right, "low": wrong}
    assert further["dates_not_given"] == {"wanted": 2, "found": 0, "near": 0, "false": 1}
    assert further["evidence_overlap"] == 1.0


def test_a_missing_file_counts_as_nothing_found_and_errors_are_listed(tmp_path: Path) -> None:
    gold, system = tmp_path / "gold", tmp_path / "system"
    write(gold, "a", [toll(0, 20), toll(30, 40)])
    write(gold, "b", [toll()])
    write(system, "a", [toll(0, 20, by=entity("Gao")), toll(90, 99)])
    result = score(gold, system)
    assert (result.dispatches, result.missing) == (2, 1)
    assert [error["error"] for error in result.scores.errors] == ["slots", "missed", "false alarm", "missed"]
    assert list(result.scores.errors[0]["wrong"]) == ["by"]
    assert score(gold, system, only="b").dispatches == 1


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"claims": 3}'])
def test_a_file_that_is_none_of_claims_is_named(tmp_path: Path, content: str) -> None:
    write(tmp_path / "gold", "a", [toll()])
    (tmp_path / "system").mkdir()
    (tmp_path / "system" / "a.json").write_text(content)
    with pytest.raises(BilanError, match=r"a\.json"):
        score(tmp_path / "gold", tmp_path / "system")


def test_folders_that_are_none_are_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        score(tmp_path, tmp_path)
    write(tmp_path / "gold", "a", [])
    with pytest.raises(UsageError):
        score(tmp_path / "gold", tmp_path / "system")
    (tmp_path / "gold" / "a.txt").unlink()
    with pytest.raises(BilanError, match=r"a\.txt: cannot be read: No such file or directory$"):
        score(tmp_path / "gold", tmp_path / "gold")


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "gold", "a", [{**toll(), "kind": "rumour"}])
    (tmp_path / "system").mkdir()
    with pytest.raises(BilanError, match="rumour"):
        score(tmp_path / "gold", tmp_path / "system")


def disturbed(claims: list[Json], chance: random.Random) -> list[Json]:
    """Claims as a system of middling quality would give them."""
    out = []
    for claim in copy.deepcopy(claims):
        if chance.random() < 0.2:
            continue
        if chance.random() < 0.3:
            claim["evidence"][1] += chance.randint(-5, 400)
        for slot in [slot for slot in claim if slot not in ("kind", "evidence")]:
            if chance.random() < 0.1:
                claim[slot] = [] if slot in ("needs", "where") else None
            elif isinstance(claim[slot], dict) and claim[slot].get("accept") and chance.random() < 0.3:
                claim[slot] = {"text": "le " + chance.choice(claim[slot]["accept"]), "name": claim[slot]["text"]}
        out += [claim] * chance.choice([1, 1, 1, 2])
    return out


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_the_reference_script(tmp_path: Path, seed: int) -> None:
    script, gold = SHARED / "score.py", SHARED / "gold"
    if not script.exists() or not gold.is_dir():
        pytest.skip("the reference script is not here")
    chance = random.Random(seed)
    for file in sorted(gold.glob("*.json")):
        if chance.random() < 0.9:
            claims = disturbed(json.loads(file.read_text("utf-8"))["claims"], chance)
            tmp_path.joinpath(file.name).write_text(json.dumps({"claims": claims}), encoding="utf-8")
    command = [sys.executable, str(script), str(gold), str(tmp_path), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    result: Result = score(gold, tmp_path)
    ours = json.loads(json.dumps(result.as_json()))
    assert {key: ours[key] for key in reference} == reference


def test_gold_against_itself_is_perfect() -> None:
    if not any(OWN_GOLD.glob("*.json")):
        pytest.skip("no own gold yet")
    scores = score(OWN_GOLD, OWN_GOLD).scores
    assert all(scores.at(level, "all").figures() == (1.0, 1.0, 1.0) for level in scores.levels)
