"""The published method says what the code does: its version, its rules, its table, and the codes that answers carry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from bilan.findings import DisputeKind, EvidenceGrade, Situation, Strategy
from bilan.quantities import Count
from bilan.reconcile import METHOD
from bilan.reconcile.figures.intervals import ORDERS, ROUND, interval

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "method.md").read_text("utf-8")
RULE = re.compile(r"\(rules? ((?:`[a-z]+`(?:, | and )?)+)\)")
CODE = re.compile(r'"((?:series|start|disputes)\.[a-z-]+)"|_dispute\([^"]*"[^"]+", "([a-z-]+)"')


def test_the_version_is_the_one_that_answers_carry() -> None:
    assert TEXT.startswith(f"# The method, version {METHOD}\n")


def test_every_rule_that_the_code_names_is_a_heading() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in (ROOT / "src/bilan/reconcile").rglob("*.py"))
    named = {rule for group in RULE.findall(sources) for rule in re.findall(r"`([a-z]+)`", group)}
    assert {"totals", "minimum", "series", "control", "disputes"} <= named
    assert named - set(re.findall(r"^## (\w+)$", TEXT, re.MULTILINE)) == set()


def test_every_code_of_an_answer_is_explained() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in (ROOT / "src/bilan/reconcile").rglob("*.py"))
    codes = {code or f"disputes.{rule}" for code, rule in CODE.findall(sources)}
    assert {"series.later", "start.carried-over", "disputes.origins"} <= codes
    assert {code for code in codes if f"`{code}`" not in TEXT} == set()


@pytest.mark.parametrize("kind", [Strategy, Situation, EvidenceGrade, DisputeKind])
def test_every_value_of_an_answer_is_explained(kind: object) -> None:
    assert [value for value in get_args(kind) if value not in TEXT] == []


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_table_has_the_bounds_of_vague_orders(order: str) -> None:
    low, high = ORDERS[order]
    bounds = f"{low:,} and more" if high is None else f"{low:,} to {high:,}"
    assert f"| {order} | {bounds} |" in TEXT


def test_the_table_has_the_shares_of_nearly_and_about() -> None:
    assert "| nearly n | 0.9 n to n |" in TEXT
    assert interval(Count(value=1000, bound="nearly")).low == 900
    assert "0.9 n to 1.1 n" in TEXT and interval(Count(value=1000, bound="about")).high == 1100
    assert ", ".join(map(str, sorted(ROUND)[:-1])) + f" and {max(ROUND)}" in TEXT
    assert "0.8 n to 1.2 n" in TEXT and interval(Count(value=20, bound="about")).low == 16
