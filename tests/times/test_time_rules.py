"""Every rule about time reads what its proofs say, and nothing in what it refuses."""

from __future__ import annotations

from functools import cache

import pytest

from bilan.language.fr.pack import French
from bilan.recognise.times import find_times
from tests.times.proofs import brief, split


@cache
def french() -> French:
    return French()


RULES = French().table("time_rules")["rule"]
READS = [(rule["say"], proof) for rule in RULES for proof in rule["reads"]]
REFUSES = [(rule["say"], text) for rule in RULES for text in rule.get("refuses", ())]


@pytest.mark.parametrize(("say", "proof"), READS)
def test_rule_reads(say: str, proof: str) -> None:
    text, stretches, meanings = split(proof)
    found = find_times(text, 0, len(text), french())
    assert [text[m.start:m.end] for m in found] == stretches, say
    assert [brief(m.value) for m in found] == meanings, say


@pytest.mark.parametrize(("say", "text"), REFUSES)
def test_rule_refuses(say: str, text: str) -> None:
    assert find_times(text, 0, len(text), french()) == [], say
