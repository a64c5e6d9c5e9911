"""Reads the proofs that rules about time carry: the text, the marked spans, and their meaning in short."""

from __future__ import annotations

import re
from dataclasses import fields

from bilan.times import TimeExpression

_DEFAULTS = {f.name: f.default for f in fields(TimeExpression)}


def brief(expression: TimeExpression) -> str:
    """An expression in short: its form and the fields that it sets, in the order of the noun."""
    return " ".join([expression.form, *_set(expression, "")])


def _set(expression: TimeExpression, prefix: str) -> list[str]:
    found = []
    for name, default in _DEFAULTS.items():
        value = getattr(expression, name)
        if name == "form" or value == default or name == "event":
            continue
        found += _set(value, "until.") if name == "until" else [f"{prefix}{name}={value}"]
    return sorted(found)


def split(proof: str) -> tuple[str, list[str], list[str]]:
    """A proof as its text, the marked stretches and their meanings (each with its fields sorted)."""
    marked, _, meaning = proof.rpartition(" = ")
    stretches = re.findall(r"\[(.*?)\]", marked)
    meanings = []
    for one in meaning.split(" / "):
        form, *rest = one.split()
        meanings.append(" ".join([form, *sorted(rest)]))
    return re.sub(r"[\[\]]", "", marked), stretches, meanings
