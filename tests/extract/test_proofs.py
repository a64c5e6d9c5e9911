"""Every frame's proofs: what it must read, and what it must refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bilan.claims import KINDS
from bilan.extract.proofs import as_proof, holds
from bilan.language import load
from bilan.pipeline import Pipeline

# A Wednesday: proofs that name a weekday are read on this day.
DAY = date(2020, 5, 13)
FRAMES = [(kind, frame) for kind in KINDS if kind != "statement" for frame in load("fr").frames(kind)]
READS = [(frame["id"], proof) for _, frame in FRAMES for proof in frame.get("reads", ())]
REFUSES = [(frame["id"], sentence) for _, frame in FRAMES for sentence in frame.get("refuses", ())]


def test_every_frame_is_proved() -> None:
    """A frame without both kinds of proof is a rule that nobody has shown to be right."""
    bare = [frame["id"] for _, frame in FRAMES if not frame.get("reads") or not frame.get("refuses")]
    assert FRAMES and not bare


def test_frames_have_one_name_each() -> None:
    names = [frame["id"] for _, frame in FRAMES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("rule", "proof"), READS, ids=[f"{r}-{i}" for i, (r, _) in enumerate(READS)])
def test_reads(pipeline: Pipeline, rule: str, proof: dict[str, Any]) -> None:
    """A sentence that a frame must read gives a claim of that frame with the slots that the proof names."""
    claims = pipeline.explain(proof["text"], DAY).claims
    assert holds(proof, rule, claims, proof["text"]), [(c.rule, as_proof(c, proof["text"])) for c in claims]


@pytest.mark.parametrize(("rule", "sentence"), REFUSES, ids=[f"{r}-{i}" for i, (r, _) in enumerate(REFUSES)])
def test_refuses(pipeline: Pipeline, rule: str, sentence: str) -> None:
    """A sentence that a frame must refuse gives no claim of that frame."""
    claims = [c for c in pipeline.explain(sentence, DAY).claims if c.rule == rule or c.rule.startswith(rule + ".")]
    assert not claims, [(c.rule, as_proof(c, sentence)) for c in claims]
