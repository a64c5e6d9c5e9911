"""Scoring claims against annotated ones, by the rules of `docs/claims.md` ("Scoring")."""

from bilan.score.files import Gold, Result, load_gold, score
from bilan.score.tally import Scores, Tally

__all__ = ["Gold", "Result", "Scores", "Tally", "load_gold", "score"]
