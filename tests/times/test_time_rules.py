"""Every rule about time reads what its proofs say, and nothing in what it refuses."""

from __future__ import annotations

import itertools
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.language.fr.pack import French
from bilan.recognise.events import find_event_times
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


FRAGMENTS = [
    "le", "la", "de", "15", "2016", "novembre", "lundi", "à", "dans", "nuit", "jours", "depuis", "il", "y", "a", ",",
    ".", "-", "'", "d'", "l'", "\u00a0", "\n", "\u0000", "mi-", "trois", "et", "demi", "İ", "ß",
]
EVENTS = [(rule["say"], proof) for rule in French().table("event_rules")["rule"] for proof in rule["reads"]]


@pytest.mark.parametrize(("say", "proof"), EVENTS)
def test_event_rule_reads(say: str, proof: str) -> None:
    text, stretches, meanings = split(proof)
    found = find_event_times(text, 0, len(text), french())
    assert [text[m.start:m.end] for m in found] == stretches, say
    assert [brief(m.value) for m in found] == meanings, say
    for mention in found:
        start, end = mention.value.event
        assert text[start:end] in french().words("event_nouns")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30))
def test_any_text_is_read(words: list[str]) -> None:
    text = " ".join(words)
    found = find_times(text, 0, len(text), french())
    assert all(m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    text = "dans la nuit de lundi " * 1000 + "9" * 20000 + " le" * 10000 + " " * 10000
    started = time.process_time()
    find_times(text, 0, len(text), french())
    assert time.process_time() - started < 5
