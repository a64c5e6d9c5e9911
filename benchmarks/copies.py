"""How well copies of one wire story are told from articles that only share a passage.

    python -m benchmarks.copies FILE [LABELS]

`FILE` is JSON Lines of dispatches (`id`, `text`); `LABELS` a table of pairs of ids with `copy` or `other`, by default
the one beside this script: all pairs of one set of 356 dispatches that share a passage, labelled by hand from their
titles and, where between a quarter and a half is shared, from their beginnings and the shared passages. The thresholds
were set on these same pairs, so that the figures are no estimate for other dispatches. Prints precision and recall
among the labelled pairs, and every pair missed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bilan.ledger.wire.passages import are_copies

LABELS = Path(__file__).with_name("copies.tsv")


def main(arguments: list[str]) -> int:
    """Prints the figures; 0, or 2 where the arguments are wrong."""
    if len(arguments) not in (1, 2):
        print(__doc__)
        return 2
    with Path(arguments[0]).open(encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    counts = {(found, label): 0 for found in (True, False) for label in ("copy", "other")}
    for line in Path(arguments[1] if len(arguments) == 2 else LABELS).read_text(encoding="utf-8").splitlines():
        one, other, label = line.split("\t")
        found = are_copies(texts[one], texts[other])
        counts[found, label] += 1
        if found != (label == "copy"):
            print(f"{'taken for copies' if found else 'missed'}: {one} {other}")
    right, wrong, missed = counts[True, "copy"], counts[True, "other"], counts[False, "copy"]
    print(f"{sum(counts.values())} pairs, {right + missed} of them copies: "
          f"precision {right / max(1, right + wrong):.2f}, recall {right / max(1, right + missed):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
