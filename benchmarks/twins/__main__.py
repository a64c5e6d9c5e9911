"""Scores the reading on annotated dispatches and on their twins.

usage: python -m benchmarks.twins GOLD_DIR [--seed N] [--out DIR]

Prints slot F1 of originals and twins and the difference, by kind. Undated dispatches are given their day in both.
`--out` keeps the twins, to be read and scored like any other annotated folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.quality import measured
from benchmarks.twins.making import twin
from bilan.language import load
from bilan.pipeline import Pipeline
from bilan.score import Gold, Result, load_gold


def write(entries: Iterable[Gold], out: Path) -> None:
    """Writes annotated dispatches into a folder, text and annotation."""
    out.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        (out / f"{entry.name}.txt").write_bytes(entry.text.encode("utf-8"))
        (out / f"{entry.name}.json").write_text(json.dumps(entry.document, ensure_ascii=False, indent=1), "utf-8")


def dated(entry: Gold) -> Gold:
    """An annotated dispatch with its day given, as the twins have it."""
    about = {**entry.document["dispatch"], "published_given": True}
    return Gold(entry.name, entry.text, {**entry.document, "dispatch": about})


def table(originals: Result, twins: Result) -> str:
    """Slot F1 of both by kind, and how much the twins lose or gain, in points of a hundred."""
    lines = [f"{'kind':14}{'originals':>10}{'twins':>8}{'points':>8}"]
    for kind, tally in sorted(originals.scores.levels["slot"].items(), key=lambda item: (item[0] == "all", item[0])):
        before, after = (100 * scores.figures()[2] for scores in (tally, twins.scores.levels["slot"][kind]))
        lines.append(f"{kind:14}{before:10.1f}{after:8.1f}{after - before:+8.1f}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.twins", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="a folder of NAME.json and NAME.txt")
    parser.add_argument("--seed", type=int, default=0, help="other twins for another number")
    parser.add_argument("--out", type=Path, metavar="DIR", help="keep the twins there")
    chosen = parser.parse_args(arguments)
    if not any(chosen.gold.glob("*.json")):
        parser.error(f"{chosen.gold}: no annotated dispatch there")
    language = load("fr")
    with tempfile.TemporaryDirectory() as folder:
        originals, twins = Path(folder, "originals"), chosen.out or Path(folder, "twins")
        write(map(dated, load_gold(chosen.gold)), originals)
        write((twin(entry, language, chosen.seed).gold for entry in load_gold(chosen.gold)), twins)
        pipeline = Pipeline("fr")
        print(table(measured(originals, pipeline), measured(twins, pipeline)))


if __name__ == "__main__":
    main(sys.argv[1:])
