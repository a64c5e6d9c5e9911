"""What the three levels do not show: spans, parts, dates of publication, and whether confidence means something."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bilan.claims import CONFIDENCES
from bilan.score.slots import KEY_SLOTS, agrees, overlap

Json = dict[str, Any]


@dataclass(slots=True)
class Further:
    """`evidence` sums the overlap of the paired claims' evidence; `parts` counts the pairs whose gold is a part.

    `confidence` counts, for each confidence, claims given, paired and wholly right. `dates` counts the dispatches whose
    day was not given: `wanted`, `found` (the answer's last day is the gold's), `near` (a day off), `false` (an answer
    of at most two days that misses it).
    """

    paired: int = 0
    evidence: float = 0.0
    parts: dict[str, int] = field(default_factory=lambda: {"right": 0, "of": 0})
    confidence: dict[str, dict[str, int]] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=lambda: {"wanted": 0, "found": 0, "near": 0, "false": 0})

    def claims(self, golds: list[Json], systems: list[Json], paired: list[tuple[int, int]]) -> None:
        """Adds the claims of a dispatch, whose pairs are known."""
        partner = dict(paired)
        for system in systems:
            self._of(system)["given"] += 1
        for i, j in paired:
            gold, system = golds[i], systems[j]
            self.paired += 1
            self.evidence += overlap(gold["evidence"], system["evidence"])
            self._of(system)["paired"] += 1
            self._of(system)["right"] += all(agrees(slot, gold, system) for slot in KEY_SLOTS[gold["kind"]])
            if gold.get("part_of") is not None:
                self.parts["of"] += 1
                whole = partner.get(gold["part_of"])
                self.parts["right"] += whole is not None and whole == system.get("part_of")

    def date(self, gold: Json, system: Json) -> None:
        """Adds the date of a dispatch: `gold` and `system` are the `dispatch` entries of the files."""
        if gold.get("published_given", True) or not gold.get("published"):
            return
        self.dates["wanted"] += 1
        if not system.get("published"):
            return
        wanted = date.fromisoformat(gold["published"])
        first, last = (date.fromisoformat(day) for day in system.get("published_range") or [system["published"]] * 2)
        self.dates["found"] += date.fromisoformat(system["published"]) == wanted
        self.dates["near"] += abs((date.fromisoformat(system["published"]) - wanted).days) == 1
        self.dates["false"] += (last - first).days <= 1 and not first <= wanted <= last

    def as_json(self) -> Json:
        """The same, with the mean overlap in the place of the sum."""
        return {
            "evidence_overlap": self.evidence / self.paired if self.paired else 0.0,
            "part_of": self.parts,
            "confidence": {name: self.confidence[name] for name in CONFIDENCES if name in self.confidence},
            "dates_not_given": self.dates,
        }

    def _of(self, claim: Json) -> dict[str, int]:
        return self.confidence.setdefault(claim.get("confidence") or "none", {"given": 0, "paired": 0, "right": 0})
