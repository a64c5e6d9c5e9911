"""How well undated dispatches are dated: dispatches with a known date are read with the date hidden.

    python -m benchmarks.dating FILE…

FILE is whatever `bilan extract` takes; dispatches without a date are left out. A false date is worse than none: it is
counted apart, and each is printed with its reasons.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from datetime import date

from bilan.dispatch import Dispatch, Published
from bilan.pipeline import Pipeline
from bilan.read import Options, ReadProblem, dispatches


def verdict(published: Published, day: date) -> str:
    """`found`, `within a day`, `false` or `unknown`."""
    if published.first is None or published.last is None:
        return "unknown"
    if published.first <= day <= published.last:
        return "found"
    away = min(abs((day - published.first).days), abs((day - published.last).days))
    return "within a day" if away == 1 else "false"


def main(arguments: list[str] | None = None) -> int:
    """Prints the counts, and the false dates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    files = parser.parse_args(arguments).files
    pipeline, counts = Pipeline(), Counter[str]()
    for dispatch in dispatches(files, Options()):
        if isinstance(dispatch, ReadProblem):
            print(dispatch, file=sys.stderr)
            continue
        if dispatch.published is not None:
            counts[one(pipeline, dispatch, dispatch.published)] += 1
    for name in ("found", "within a day", "false", "unknown"):
        print(f"{counts[name]:6} {name}")
    return 0


def one(pipeline: Pipeline, dispatch: Dispatch, day: date) -> str:
    """The verdict on one dispatch; a false date is printed."""
    published = pipeline.analyse(replace(dispatch, published=None)).analysis.published
    found = verdict(published, day)
    if found == "false":
        print(f"{dispatch.id}: {day} read as {published.first}..{published.last}")
        for reason in published.reasons:
            print(f"    {reason}")
    return found


if __name__ == "__main__":
    sys.exit(main())
