"""How fast Bilan reads, and in how much memory, beside the plain spaCy pipeline over the same texts in the same run.

    python -m benchmarks.throughput FILE… [--rounds 3]

FILE is whatever `bilan extract` takes. Each of the two runs in a process of its own, in turn, on one thread; the best
of the rounds counts, loading left out. The ratio is Bilan's time to the plain pipeline's: below 1 Bilan is the faster,
as it parses only the sentences that can carry a claim.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from bilan.cli.main import COLLECT_AFTER
from bilan.dispatch import Dispatch
from bilan.read import dispatches

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
KILOBYTES = 1024 if sys.platform == "darwin" else 1
"""`ru_maxrss` is in bytes on a Mac and in kilobytes elsewhere."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds without loading, peak resident memory in MB, and what came out."""

    seconds: float
    megabytes: float
    outcome: str


def bilan(texts: list[Dispatch]) -> tuple[float, str]:
    """Extraction, from text to claims."""
    from bilan.extraction import Extraction
    from bilan.pipeline import Pipeline

    pipeline = Pipeline()
    next(iter(pipeline.extract_many(texts[:1])))
    started = time.perf_counter()
    results = list(pipeline.extract_many(texts))
    seconds = time.perf_counter() - started
    read = [result for result in results if isinstance(result, Extraction)]
    claims = sum(len(result.claims) for result in read)
    return seconds, f"{claims:,} claims, {len(results) - len(read)} failed"


def plain(texts: list[Dispatch]) -> tuple[float, str]:
    """spaCy's tokeniser of French and every component of the same pipeline, over whole texts."""
    import spacy
    from spacy.tokens import Doc

    from bilan.language.fr.model import SHIPPED

    nlp, cutter = spacy.load(SHIPPED, exclude=["tokenizer"]), spacy.blank("fr").tokenizer
    next(nlp.pipe([Doc(nlp.vocab, words=[token.text for token in cutter(texts[0].text)])]))
    started = time.perf_counter()
    docs = (Doc(nlp.vocab, words=[token.text for token in cutter(dispatch.text)]) for dispatch in texts)
    tokens = sum(len(doc) for doc in nlp.pipe(docs, batch_size=16))
    return time.perf_counter() - started, f"{tokens:,} tokens"


def apart(run: Callable[[list[Dispatch]], tuple[float, str]], texts: list[Dispatch]) -> Measured:
    """Runs in a process of its own, so that neither pays for the other's memory."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(run, texts, theirs))
    process.start()
    theirs.close()
    try:
        measured: Measured = ours.recv()
    except EOFError:
        raise SystemExit(f"the run of {run.__name__!r} failed, see above") from None
    finally:
        process.join()
    return measured


def _measure(run: Callable[[list[Dispatch]], tuple[float, str]], texts: list[Dispatch], answer: Connection) -> None:
    gc.set_threshold(COLLECT_AFTER)  # as the command runs; the same for both
    seconds, outcome = run(texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES / 1024
    answer.send(Measured(seconds, peak, outcome))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="FILE")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.environ.update(ONE_THREAD)
    texts = [item for item in dispatches(asked.paths) if isinstance(item, Dispatch)]
    if not texts:
        raise SystemExit("no dispatch in what was given")
    words = sum(len(dispatch.text.split()) for dispatch in texts)
    best: dict[str, Measured] = {}
    for _ in range(asked.rounds):
        for run in (plain, bilan):
            found = apart(run, texts)
            if run.__name__ not in best or found.seconds < best[run.__name__].seconds:
                best[run.__name__] = found
    print(f"{len(texts):,} dispatches, {words:,} words; best of {asked.rounds} rounds, one thread")
    for name, measured in best.items():
        rates = f"{len(texts) / measured.seconds:9.1f} dispatches/s {words / measured.seconds:10,.0f} words/s"
        print(f"{name:6} {rates} {measured.megabytes:8,.0f} MB peak   {measured.outcome}")
    print(f"ratio of times, bilan to plain: {best['bilan'].seconds / best['plain'].seconds:.2f}")


if __name__ == "__main__":
    main()
