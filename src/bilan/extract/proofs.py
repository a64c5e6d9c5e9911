"""Proofs: the sentences that a frame must read, with what it reads in them, and those that it must refuse.

A proof is a line of a frame's TOML. `as_proof` writes one from a claim, as `bilan explain` prints it, and `holds`
checks one; the tests run them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from bilan.claims import Claim
from bilan.entities import Entity
from bilan.quantities import Count
from bilan.times import When

# Slots that say how a claim was read and not what it says.
_LEFT_OUT = frozenset(
    {
        "id",
        "evidence",
        "sources",
        "rule",
        "confidence",
        "content",
        "part_of",
        "other_mentions",
        "as_of",
        "as_of_basis",
        "since_basis",
        "unit",
    }
)


def as_proof(claim: Claim, text: str) -> dict[str, str]:
    """The filled slots of a claim as words: `{"harm": "killed", "count": "at_least 12", "by": "rebelles"}`."""
    proof = {}
    for field in fields(claim):
        value = getattr(claim, field.name)
        if field.name not in _LEFT_OUT and value not in (None, (), False, "asserted", "whole"):
            proof[field.name] = _words(value)
    if "content" in {f.name for f in fields(claim)}:
        start, end = getattr(claim, "content")  # noqa: B009 - only statements have one
        proof["content"] = text[start:end]
    return proof


def _words(value: Any) -> str:
    if isinstance(value, Entity):
        return value.text
    if isinstance(value, Count):
        return (
            " ".join(str(part) for part in reversed(value.as_json().values()))
            if value.low is None
            else f"{value.low} {value.high}"
        )
    if isinstance(value, When):
        return f"{value.start or ''}/{value.end or ''}"
    if isinstance(value, tuple):
        return ", ".join(_words(v) for v in value)
    return "true" if value is True else str(value)


def as_toml(proof: Mapping[str, str], sentence: str) -> str:
    """A proof as a line that can be pasted into the `reads` of a frame."""
    pairs = [("text", sentence), *proof.items()]
    return "{ " + ", ".join(f"{key} = {_quoted(value)}" for key, value in pairs) + " }"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def holds(proof: Mapping[str, str], rule: str, claims: Iterable[Claim], text: str) -> bool:
    """Whether a claim of this rule says what the proof says. A slot that the proof does not name may be anything; one
    that it gives as "" must be empty; names are compared without case."""
    wanted = {key: value for key, value in proof.items() if key != "text"}
    for claim in claims:
        if claim.rule != rule and not claim.rule.startswith(rule + "."):
            continue
        found = as_proof(claim, text)
        found.setdefault("modality", "asserted")
        if all(found.get(key, "").lower() == value.lower() for key, value in wanted.items()):
            return True
    return False
