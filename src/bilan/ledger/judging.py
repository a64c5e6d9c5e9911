"""Judgements: rows beside the claims that say who decided what, when and why. Nothing is overwritten, ever."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, insert, select

from bilan.claims import Claim
from bilan.errors import UsageError
from bilan.ledger import fitting, schema
from bilan.ledger.audit import chain
from bilan.ledger.encoding import canonical, corrected, from_json, slots_digest
from bilan.records import Judgement, Recorded, Review, ReviewState, Verdict

ON_CLAIMS = ("accept", "reject", "correct")
ON_PAIRS = ("same", "different", "unsure")
GRADES: Mapping[str, tuple[str, ...]] = {
    "grade source": ("A", "B", "C", "D", "E", "F"),
    "grade claim": ("1", "2", "3", "4", "5", "6"),
    "grade incident": ("confirmed", "fair", "weak", "contested", "discounted"),
}
"""The Admiralty system's reliability and credibility, and Airwars' five grades of an incident."""

STATES: Mapping[str, ReviewState] = {"accept": "approved", "reject": "rejected", "correct": "corrected"}


def record(conn: Connection, verdict: str, subject: str, author: str, reason: str,
           detail: dict[str, Any]) -> Judgement:
    """Writes a judgement. Raises `UsageError` where the verdict, its subject or its detail does not fit."""
    if not author.strip():
        raise UsageError("a judgement needs an author: name who decides")
    check = CHECKS.get(verdict)
    if check is None:
        raise UsageError(f"no verdict is called {verdict!r}: {', '.join(CHECKS)}")
    basis = check(conn, verdict, subject, author, detail)
    at, salt = chain.now(), chain.new_salt()
    columns = {"at": at, "verdict": verdict, "subject": subject, "author": author, "reason": reason,
               "detail": canonical(detail), "basis": basis}
    number = chain.append(conn, "judgement", verdict, chain.salted(salt, columns), at=at)
    conn.execute(insert(schema.judgements).values(number=number, salt=salt, **columns))
    return Judgement(number, cast(Verdict, verdict), subject, author, at, reason, detail, basis)


def attempt(conn: Connection, verdict: str, subject: str, author: str, reason: str,
            detail: dict[str, Any]) -> Judgement | UsageError:
    """What `record` returns, or the error that it would raise: nothing is written of a judgement that does not fit."""
    try:
        return record(conn, verdict, subject, author, reason, detail)
    except UsageError as error:
        return error


def standing(conn: Connection, decided: date | None = None) -> tuple[Judgement, ...]:
    """The judgements made by the end of that day (UTC) and not undone by then, oldest first; expunged ones say nothing
    any more."""
    table = schema.judgements
    query = select(table).where(table.c.salt.is_not(None)).order_by(table.c.number)
    if decided is not None:
        query = query.where(table.c.at < f"{decided.isoformat()}T24")
    rows = [_from(row) for row in conn.execute(query).mappings()]
    undone: set[int] = set()
    for judgement in reversed(rows):
        if judgement.verdict == "undo" and judgement.number not in undone:
            undone.add(int(judgement.subject))
    return tuple(j for j in rows if j.number not in undone and j.verdict != "undo")


def everything(conn: Connection) -> tuple[Judgement, ...]:
    """All judgements, those undone and undoings too, oldest first."""
    table = schema.judgements
    return tuple(_from(row) for row in conn.execute(select(table).order_by(table.c.number)).mappings())


def signed_keys(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The keys of the claims that some signed-off figure rests on."""
    return frozenset(key for j in judgements if j.verdict == "sign off" for key in j.detail.get("claims", ()))


def apply(record: Recorded, judgements: Iterable[Judgement]) -> Recorded:
    """The claim with what those judgements make of it. Its state is what the last that accepts, rejects or corrects it
    says. Each correction replaces the slots that it names, the later one where two name the same, until it is undone;
    accepting afterwards accepts the claim as corrected. One whose claim has been read differently since counts for
    nothing (`changed`)."""
    basis = slots_digest(record.claim)
    slots: dict[str, Any] = {}
    for judgement in judgements:
        if judgement.verdict == "grade claim":
            record = replace(record, review=replace(record.review, grade=judgement.detail["grade"]))
            continue
        holds = judgement.basis == basis
        state: ReviewState = STATES[judgement.verdict] if holds else "changed"
        if holds and judgement.verdict == "correct":
            slots.update(judgement.detail["slots"])
        review = Review(state, judgement.author, judgement.at, judgement.reason, judgement.number, record.review.grade)
        record = replace(record, review=review)
    if slots and record.review.state in ("approved", "corrected"):
        record = replace(record, claim=corrected(record.claim, slots))
    return record


def _from(row: RowMapping) -> Judgement:
    return Judgement(row["number"], row["verdict"], row["subject"], row["author"] or "", row["at"],
                     row["reason"] or "", json.loads(row["detail"] or "{}"), row["basis"])


def _claim(conn: Connection, key: str) -> Claim:
    table = schema.claims
    body = conn.execute(select(table.c.body).where(table.c.key == key).order_by(table.c.reading.desc())
                        .limit(1)).scalar_one_or_none()
    if body is None:
        raise UsageError(f"no claim has the key {key!r}")
    return from_json(json.loads(body))


def _check_day(given: Any) -> None:
    try:
        if given is not None:
            date.fromisoformat(given)
    except (ValueError, TypeError):
        raise UsageError(f"published is a day written YYYY-MM-DD, not {given!r}") from None


def _on_claim(conn: Connection, verdict: str, subject: str, author: str, detail: dict[str, Any]) -> str:
    claim = _claim(conn, subject)
    if verdict == "correct":
        slots = detail.get("slots")
        if not isinstance(slots, dict) or not slots or {"kind", "id", "evidence"} & slots.keys():
            raise UsageError("a correction names the slots to change and their values, not the kind, id or evidence")
        fitting.check(slots)
        try:
            corrected(claim, slots)
        except (ValueError, TypeError) as error:
            raise UsageError(f"the correction does not fit: {error}") from error
    return slots_digest(claim)


def _on_addition(conn: Connection, verdict: str, subject: str, author: str, detail: dict[str, Any]) -> str:
    if "claim" not in detail:
        raise UsageError("a claim is added with all its slots: name it as detail, {\"claim\": {\"kind\": …}}")
    try:
        claim = from_json(detail["claim"])
    except (KeyError, ValueError, TypeError) as error:
        raise UsageError(f"the claim added does not fit: {error}") from error
    fitting.check(detail["claim"])
    _check_day(detail.get("published"))
    if subject:
        text = conn.execute(select(schema.dispatches.c.text).where(schema.dispatches.c.key == subject)).scalar()
        if text is None:
            raise UsageError(f"no dispatch has the key {subject!r}: leave it empty for a record from elsewhere")
        start, end = claim.evidence
        if not 0 <= start < end <= len(text):
            raise UsageError(f"the evidence {start} to {end} is not in the dispatch (0 to {len(text)})")
    elif not detail.get("record"):
        raise UsageError("a claim that is in no dispatch names the record that it comes from (`record`)")
    return slots_digest(claim)


def _on_pair(conn: Connection, verdict: str, subject: str, author: str, detail: dict[str, Any]) -> str:
    keys = subject.split(" ")
    if len(keys) != 2 or keys != sorted(set(keys)):
        raise UsageError("a pair is the keys of two different claims, in alphabetical order")
    for key in keys:
        _claim(conn, key)
    return ""


def _on_grade(conn: Connection, verdict: str, subject: str, author: str, detail: dict[str, Any]) -> str:
    if detail.get("grade") not in GRADES[verdict]:
        raise UsageError(f"no such grade: {detail.get('grade')!r}, one of {', '.join(GRADES[verdict])}")
    if verdict == "grade claim":
        return slots_digest(_claim(conn, subject))
    if not subject:
        raise UsageError("a grade names what it grades")
    return ""


def _on_figure(conn: Connection, verdict: str, subject: str, author: str, detail: dict[str, Any]) -> str:
    if not subject:
        raise UsageError("a recommendation and a sign-off name the figure that they are about")
    if verdict == "recommend":
        _claim(conn, str(detail.get("claim")))
        return ""
    claims = detail.get("claims")
    if not claims or not isinstance(claims, list):
        raise UsageError("a sign-off names the claims that the figure rests on")
    editors = [j.author for j in standing(conn) if j.verdict in (*ON_CLAIMS, "recommend")
               and j.subject in {subject, *claims}]
    if editors and editors[-1].casefold() == author.casefold():
        raise UsageError(f"{author} was the last to edit this figure: somebody else signs it off")
    return ""


def _on_redaction(conn: Connection, verdict: str, subject: str, author: str, detail: dict[str, Any]) -> str:
    names = detail.get("names")
    if not subject or not isinstance(names, list) or not all(isinstance(n, str) and len(n) > 1 for n in names):
        raise UsageError("a redaction names what it hides, in texts of two letters or more")
    if verdict == "coarsen":
        fitting.check({"place": detail.get("to")})
        if not detail["to"]:
            raise UsageError("coarsening names the wider place that is shown (`to`)")
    elif not names or not isinstance(detail.get("alias"), str) or not detail["alias"].strip():
        raise UsageError("pseudonymising needs a name, and what is shown in its place (`alias`)")
    return ""


def _on_undo(conn: Connection, verdict: str, subject: str, author: str, detail: dict[str, Any]) -> str:
    if not subject.isdigit() or not any(j.number == int(subject) for j in everything(conn)):
        raise UsageError(f"no judgement has the number {subject!r}")
    return ""


CHECKS: Mapping[str, Callable[[Connection, str, str, str, dict[str, Any]], str]] = {
    **dict.fromkeys(ON_CLAIMS, _on_claim), **dict.fromkeys(ON_PAIRS, _on_pair), **dict.fromkeys(GRADES, _on_grade),
    "add": _on_addition, "recommend": _on_figure, "sign off": _on_figure,
    "pseudonymise": _on_redaction, "coarsen": _on_redaction, "undo": _on_undo,
}
