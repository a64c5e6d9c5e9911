"""Whether a file holds to the contract: its shape by `claims.schema.json`, and what a schema cannot say."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bilan.errors import BilanError

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

MOST_PROBLEMS = 20


class ContractError(BilanError):
    """A file that does not hold to the contract; the message lists what is wrong."""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a file of claims."""
    text = resources.files("bilan.contract").joinpath("claims.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check(document: Any, text: str | None = None) -> None:
    """Returns where the document holds to the contract. Raises `ContractError` naming each wrong slot otherwise.

    With the dispatch's `text`, spans must lie within it.
    """
    problems = [f"{_path(error.absolute_path)}: {error.message}" for error in _validator().iter_errors(document)]
    if not problems:
        problems = _order(document["claims"]) + _parts(document["claims"]) + _spans(document["claims"], text)
    if problems:
        more = f"\n… and {len(problems) - MOST_PROBLEMS} more" if len(problems) > MOST_PROBLEMS else ""
        raise ContractError("\n".join(problems[:MOST_PROBLEMS]) + more)


@lru_cache(maxsize=1)
def _validator() -> Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())


def _path(steps: Any) -> str:
    return ".".join(str(step) for step in steps) or "the file"


def _order(claims: list[dict[str, Any]]) -> list[str]:
    keys = [(*claim["evidence"], claim["kind"]) for claim in claims]
    return [
        f"claims.{place}: stands before an earlier one (the order is start, end, kind)"
        for place, (key, following) in enumerate(pairwise(keys))
        if following < key
    ]


def _parts(claims: list[dict[str, Any]]) -> list[str]:
    problems = []
    for place, claim in enumerate(claims):
        part_of = claim.get("part_of")
        if part_of is not None and (part_of >= len(claims) or part_of == place):
            problems.append(f"claims.{place}.part_of: {part_of} is no other claim of the {len(claims)} in this file")
    return problems


def _spans(claims: list[dict[str, Any]], text: str | None) -> list[str]:
    problems = []
    for place, claim in enumerate(claims):
        spans = [("evidence", claim["evidence"])]
        spans += [("content", claim["content"])] if "content" in claim else []
        spans += [("other_mentions", span) for span in claim.get("other_mentions", [])]
        for name, (start, end) in spans:
            if start >= end or (text is not None and end > len(text)):
                problems.append(f"claims.{place}.{name}: [{start}, {end}] is no span of the text")
    return problems
