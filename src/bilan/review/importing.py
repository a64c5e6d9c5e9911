"""A reviewed sheet back to the ledger: each row's verdict a judgement, what does not fit refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilan.errors import UsageError
from bilan.observatory import Observatory
from bilan.records import Judgement
from bilan.review import cells, workbook
from bilan.review.columns import DECISION, FIXED, GRADES, KINDS, SLOTS, VERDICTS
from bilan.review.exporting import KNOWN_BY
from bilan.review.labels import code_of
from bilan.review.naming import KnownNames

REVIEW = "review"
"""The key of a judgement's detail under which the export that it came by is named."""
WHOLE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken: its number in the sheet, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a sheet did: the judgements recorded, how many were there already, and the rows refused."""

    recorded: tuple[Judgement, ...]
    known: int
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """One judgement that a row asks for."""

    row: int
    verdict: str
    subject: str
    reason: str
    detail: Mapping[str, Any]


def import_sheet(observatory: Observatory, path: Path, *, author: str) -> Outcome:
    """Records what a reviewed sheet says, as that author's. A row that does not fit is refused and the others go on;
    reading the same file again records nothing. Raises `UsageError` where the file is no review or nobody is named."""
    if not author.strip():
        raise UsageError("a review needs an author: name who decides")
    sheet = workbook.read(path)
    reader = _Reader(observatory, sheet, author)
    wishes: list[Wish] = []
    refused: list[Refusal] = []
    for line in sheet.lines:
        try:
            wishes += reader.wishes(line)
        except UsageError as error:
            refused.append(Refusal(line.number, str(error)))
    fresh = [w for w in wishes if not reader.known(w)]
    outcomes = observatory.ledger.judge_all(
        [(w.verdict, w.subject, w.reason, dict(w.detail)) for w in fresh], author=author)
    recorded = tuple(o for o in outcomes if isinstance(o, Judgement))
    refused += (Refusal(w.row, str(o)) for w, o in zip(fresh, outcomes, strict=True) if isinstance(o, UsageError))
    return Outcome(recorded, len(wishes) - len(fresh), tuple(sorted(refused, key=lambda r: r.row)))


class _Reader:
    """Rows to what they ask for, against what was exported and what the ledger holds now."""

    def __init__(self, observatory: Observatory, sheet: workbook.Sheet, author: str) -> None:
        self._observatory = observatory
        self._sheet = sheet
        self._author = author
        self._names = KnownNames(observatory)
        self._seen: set[str] = set()
        named = [line.texts.get("key", "") for line in sheet.lines]
        self._now = {r.key: r for r in observatory.ledger.claims_of([k for k in named if k in sheet.exported])}
        self._said = [j for j in observatory.ledger.log() if j.detail.get(REVIEW) == sheet.token]
        self._by_number = {j.number: j for j in observatory.ledger.judgements()}

    def wishes(self, line: workbook.Line) -> list[Wish]:
        """The judgements that a row asks for, none where nothing was decided in it. Raises `UsageError`."""
        given = {column: line.texts.get(column, "") for column in (*DECISION, *FIXED)}
        if line.formulas:
            raise UsageError(f"{', '.join(line.formulas)}: a formula stands there, not a text")
        verdict = code_of("verdict", given["verdict"])
        if given["verdict"] and verdict not in VERDICTS:
            raise UsageError(f"verdict: {given['verdict']!r} is none of {', '.join(VERDICTS)}")
        if given["grade"] and given["grade"] not in GRADES:
            raise UsageError(f"grade: {given['grade']!r} is none of {', '.join(GRADES)}")
        if not given["key"]:
            return [self._addition(line, given, verdict)]
        changed = self._changed(line, given)
        if verdict or given["grade"]:
            if given["key"] in self._seen:
                raise UsageError("key: an earlier row has decided on this claim already")
            self._seen.add(given["key"])
        return self._decided(line, given, verdict, changed)

    def known(self, wish: Wish) -> bool:
        """Whether this author's last judgement of that sort from this export says the same, undone since or not."""
        same = [j for j in self._said if j.author == self._author and j.subject == wish.subject
                and _sort(j.verdict) == _sort(wish.verdict)]
        if wish.verdict == "add":
            return any(j.detail == wish.detail for j in same)
        return bool(same) and (same[-1].verdict, same[-1].reason, same[-1].detail) == (
            wish.verdict, wish.reason, wish.detail)

    def _changed(self, line: workbook.Line, given: Mapping[str, str]) -> dict[str, str]:
        """The columns of slots that no longer say what was exported. Refuses a row that is of no exported claim."""
        before = self._sheet.exported.get(given["key"])
        if before is None:
            raise UsageError(f"key: {given['key']!r} was not exported with this sheet")
        mixed = [c for c in KNOWN_BY if c in line.texts and line.texts[c] != before.texts.get(c)]
        if mixed:
            raise UsageError(f"{', '.join(mixed)}: not what was exported with this key; were rows sorted in part?")
        return {c: line.texts[c] for c in SLOTS if c in line.texts and line.texts[c] != before.texts.get(c, "")}

    def _decided(self, line: workbook.Line, given: Mapping[str, str], verdict: str | None,
                 changed: Mapping[str, str]) -> list[Wish]:
        key, detail = given["key"], {REVIEW: self._sheet.token}
        if changed and verdict != "correct":
            raise UsageError(f"{', '.join(changed)}: changed, but the verdict is not to correct")
        if verdict == "correct" and not changed:
            raise UsageError("verdict: to correct, change what is wrong in the row")
        if verdict == "add":
            raise UsageError("verdict: the claim is there already; a claim is added in a row without a key")
        if given["reason"] and not verdict and not given["grade"]:
            raise UsageError("reason: given without a verdict")
        out = []
        if verdict:
            kind = self._sheet.exported[key].texts["kind"]
            corrected = {"slots": cells.slots(kind, changed, self._names)} if changed else {}
            out.append(Wish(line.number, verdict, key, given["reason"], {**detail, **corrected}))
        if given["grade"]:
            out.append(Wish(line.number, "grade claim", key, given["reason"], {**detail, "grade": given["grade"]}))
        if any(not self.known(w) for w in out):
            self._check_current(key, out)
        return out

    def _check_current(self, key: str, wishes: Sequence[Wish]) -> None:
        """Raises `UsageError` where the claim is not any more what the sheet showed."""
        before, now = self._sheet.exported[key], self._now.get(key)
        if now is None:
            raise UsageError("key: the ledger reads this claim no longer; export the review again")
        if now.version != before.version:
            raise UsageError("key: the claim has been read differently since; export the review again")
        since = self._by_number.get(now.review.judgement or 0)
        own = since is not None and since in self._said and since.author == self._author
        if since is None or own or since.number == before.judgement:
            return
        for wish in wishes:
            agree = (since.verdict, since.detail.get("slots")) == (wish.verdict, wish.detail.get("slots"))
            if wish.verdict != "grade claim" and not agree:
                raise UsageError(f"verdict: {since.author} has judged it since ({since.verdict}, number "
                                 f"{since.number}); export the review again")

    def _addition(self, line: workbook.Line, given: Mapping[str, str], verdict: str | None) -> Wish:
        kind = given["kind"]
        if verdict != "add":
            raise UsageError("key: a row without one adds a claim, with the verdict to add")
        if kind not in KINDS:
            raise UsageError(f"kind: {kind!r} is none of {', '.join(KINDS)}")
        if not given["evidence"]:
            raise UsageError("evidence: copy the words that carry the claim, or name the record that it comes from")
        home = self._observatory.ledger.dispatch(given["dispatch"]) if given["dispatch"] else None
        if given["dispatch"] and home is None:
            raise UsageError(f"dispatch: {given['dispatch']!r} is not in the ledger")
        evidence = _found(given["evidence"], home.dispatch.text) if home else (0, 0)
        told = {c: line.texts[c] for c in SLOTS if line.texts.get(c)}
        claim = {"kind": kind, "evidence": list(evidence), **cells.slots(kind, told, self._names)}
        if kind == "statement":
            claim["content"] = list(evidence)
        if kind == "control" and "place" in claim:
            claim.setdefault("where", [claim["place"]])
        detail: dict[str, Any] = {REVIEW: self._sheet.token, "claim": claim}
        if home is None:
            detail |= {"record": given["evidence"], "published": given["published"] or None}
        return Wish(line.number, "add", home.key if home else "", given["reason"], detail)


def _sort(verdict: str) -> str:
    return "verdict" if verdict in ("accept", "reject", "correct") else verdict


def _found(words: str, text: str) -> tuple[int, int]:
    """Where the words stand in a text, whatever white space is between them."""
    pattern = r"\s+".join(re.escape(word) for word in WHOLE.findall(words))
    matches = list(_first_two(re.finditer(pattern, text)))
    if not matches:
        raise UsageError("evidence: these words do not stand in the dispatch: copy them exactly")
    if len(matches) > 1:
        raise UsageError("evidence: these words stand in the dispatch more than once: copy some more of them")
    return matches[0].span()


def _first_two(matches: Iterable[re.Match[str]]) -> Iterable[re.Match[str]]:
    for number, match in enumerate(matches):
        yield match
        if number:
            return
