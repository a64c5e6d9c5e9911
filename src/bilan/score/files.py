"""Two folders of claim files, gold and system, and their scores."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilan.errors import BilanError, UsageError
from bilan.score.further import Further
from bilan.score.slots import KEY_SLOTS, agrees
from bilan.score.tally import Scores, count

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated dispatch: its name, text and file of claims."""

    name: str
    text: str
    document: Json


@dataclass(slots=True)
class Result:
    """The scores of a folder, what they do not show, and how many gold dispatches were met with no system file."""

    scores: Scores = field(default_factory=Scores)
    further: Further = field(default_factory=Further)
    dispatches: int = 0
    missing: int = 0

    def as_json(self) -> Json:
        """All figures; `errors` is left to the caller."""
        return {**self.scores.as_json(), "further": self.further.as_json()}


def load_gold(folder: Path, only: str = "*") -> Iterator[Gold]:
    """The annotated dispatches of a folder, by name. Raises `UsageError` where there is none."""
    files = sorted(folder.glob(f"{only}.json"))
    if not files:
        raise UsageError(f"{folder}: no gold dispatch {only}.json")
    for file in files:
        yield Gold(file.stem, _text(file.with_suffix(".txt")), _document(file))


def score(gold: Path, system: Path, *, only: str = "*") -> Result:
    """Scores the files of `system` against those of `gold` that match the glob `only`.

    A gold dispatch with no system file counts as one in which nothing was found. Raises `BilanError` for a file that
    cannot be read or a kind of claim that is none.
    """
    if not system.is_dir():
        raise UsageError(f"{system}: no such folder")
    result = Result()
    for entry in load_gold(gold, only):
        file = system / f"{entry.name}.json"
        given = _document(file) if file.exists() else {"claims": []}
        result.dispatches += 1
        result.missing += not file.exists()
        golds, systems = entry.document["claims"], given["claims"]
        paired = count(result.scores, golds, systems)
        result.further.claims(golds, systems, paired)
        result.further.date(entry.document.get("dispatch", {}), given.get("dispatch", {}))
        result.scores.errors += _errors(entry, systems, paired)
    return result


def _errors(entry: Gold, systems: list[Json], paired: list[tuple[int, int]]) -> Iterator[Json]:
    golds = entry.document["claims"]
    for i, j in paired:
        gold, system = golds[i], systems[j]
        wrong = [slot for slot in KEY_SLOTS[gold["kind"]] if not agrees(slot, gold, system)]
        if wrong:
            both = {slot: {"gold": gold.get(slot), "system": system.get(slot)} for slot in wrong}
            yield {**_error(entry, "slots", gold), "wrong": both, "rule": system.get("rule")}
    for side, claims, found in (("gold", golds, {i for i, _ in paired}), ("system", systems, {j for _, j in paired})):
        for index, claim in enumerate(claims):
            if index not in found:
                values = {slot: claim.get(slot) for slot in KEY_SLOTS[claim["kind"]]}
                error = "missed" if side == "gold" else "false alarm"
                rule = {"rule": claim.get("rule")} if side == "system" else {}
                yield {**_error(entry, error, claim), side: values, **rule}


def _error(entry: Gold, error: str, claim: Json) -> Json:
    start, end = claim["evidence"]
    return {"dispatch": entry.name, "error": error, "kind": claim["kind"], "text": entry.text[start:end]}


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise BilanError(f"{file}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise BilanError(f"{file}: cannot be read: not UTF-8 ({error.reason})") from None


def _document(file: Path) -> Json:
    try:
        document = json.loads(_text(file))
    except ValueError as error:
        raise BilanError(f"{file}: not JSON: {error}") from None
    if not isinstance(document, dict) or not isinstance(document.get("claims"), list):
        raise BilanError(f"{file}: not a file of claims: an object with a list of claims is wanted")
    return document
