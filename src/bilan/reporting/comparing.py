"""Looking back: what a report changes and corrects of those that were published before it in the same edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bilan.dispatch import Published
from bilan.entities import Entity
from bilan.findings import Total
from bilan.observatory import Observatory
from bilan.publish import Before, Change, Correction, Edition, Turn
from bilan.publish.sections.keyfigures import chosen
from bilan.quantities import Count
from bilan.records import Query, Recorded
from bilan.reporting import kept
from bilan.reporting.editions import Material


def look_back(observatory: Observatory, material: Material, edition: Edition,
              earlier: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The fields of an edition that look back at `earlier` reports, oldest first: `before`, `changes`, `turns` and
    `corrections`; no field where there is no earlier one."""
    if not earlier:
        return {}
    last, redactor = earlier[-1], observatory.redactor()
    found = {
        "before": Before(last["number"], date.fromisoformat(last["as_of"])),
        "changes": _changes(observatory, material, edition, last),
        "turns": _turns(edition, last),
        "corrections": _corrections(observatory, material, earlier),
    }
    return redactor.shown(found) if redactor else found


def _changes(observatory: Observatory, material: Material, edition: Edition,
             last: Mapping[str, Any]) -> tuple[Change, ...]:
    """The key figures of either report, and every other figure that the last one would print otherwise today."""
    now = {total.id: total for total in kept.totals(edition)}
    then = {total.id: total for total in _as_of_then(observatory, material, last)}
    printed = {figure["id"]: figure for figure in last["figures"]}
    key = [total.id for total in chosen(edition)] + [f["id"] for f in last["figures"] if f["key"]]
    wrong = [f["id"] for f in last["figures"] if _differs(_count(f["lead"]), kept.lead(then.get(f["id"])))]
    return tuple(_change(one, printed.get(one), now.get(one), then.get(one)) for one in dict.fromkeys((*key, *wrong)))


def _as_of_then(observatory: Observatory, material: Material, last: Mapping[str, Any]) -> Iterable[Total]:
    """The figures that the report before would rest on, with all that has been entered and judged since."""
    asked = last["query"]
    first = date.fromisoformat(asked["first"]) if asked["first"] else None
    query = Query(first=first, as_of=date.fromisoformat(last["as_of"]), decided=material.query.decided,
                  reviewed=asked["reviewed"], own_voice=asked["own_voice"])
    return (*observatory.tolls(query).totals, *observatory.displacement(query).totals)


def _change(figure: str, before: Mapping[str, Any] | None, now: Total | None, then: Total | None) -> Change:
    measure = now.measure if now else kept.measure(before["measure"]) if before else None
    assert measure is not None
    was = _count(before["lead"]) if before else None
    if now is not None and kept.lead(now) is None:
        now = None
    change = Change(figure, measure, was, now, then if kept.lead(then) else None)
    if before is None or now is None or was is None or kept.sources(now) != before["sources"]:
        return change
    lead, old, new = kept.lead(now), _size(was), _size(kept.lead(now))
    if not _differs(was, lead):
        return replace(change, trend="same")
    if old is None or new is None or old == new:
        return change
    return replace(change, trend="up" if new > old else "down")


def _differs(one: Count | None, other: Count | None) -> bool:
    return (one.as_json() if one else None) != (other.as_json() if other else None)


def _size(count: Count | None) -> int | None:
    return None if count is None else count.value if count.value is not None else count.low


def _count(data: Mapping[str, Any] | None) -> Count | None:
    return Count(**data) if data else None


def _turns(edition: Edition, last: Mapping[str, Any]) -> tuple[Turn, ...]:
    before = {_key(kept.entity(h["place"])): h for h in last["control"]}
    turns = []
    for holding in edition.findings.control:
        old = before.get(_key(holding.place)) if holding.inherited is None else None
        if old is None:
            continue
        holder = kept.entity(old["holder"])
        if _key(holder) != _key(holding.holder) or old["situation"] != holding.situation:
            turns.append(Turn(holding, holder, old["situation"]))
    return tuple(turns)


def _key(entity: Entity | None) -> str:
    return (entity.id or (entity.name or entity.text).casefold()) if entity else ""


def _corrections(observatory: Observatory, material: Material,
                 earlier: Sequence[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """What does not stand as the last report that printed it did, and no report has corrected yet."""
    current = {r.key: r for r in observatory.ledger.claims(Query(decided=material.query.decided))}
    told = {tuple(known) for content in earlier for known in content["corrections"]}
    sources = {filed.key: filed for filed in observatory.ledger.filed()}
    redactor = observatory.redactor()
    seen: set[str] = set()
    found = []
    for content in reversed(earlier):
        for key, printed in kept.claims(content).items():
            if key in seen:
                continue
            seen.add(key)
            was = _as_printed(key, printed, sources)
            now = current.get(key)
            versions = [now, *([redactor.shown(now)] if redactor and now else [])]
            stands = any(one is not None and kept.substance(one) == kept.substance(was) for one in versions)
            if not stands and tuple(kept.corrected(key, now)) not in told:
                found.append(_explained(observatory, material, content["number"], was, now))
    return tuple(sorted(found, key=lambda c: (-c.number, c.was.day or date.min, c.was.claim.evidence, c.was.key)))


def _as_printed(key: str, printed: Mapping[str, Any], sources: Mapping[str, Any]) -> Recorded:
    filed = sources.get(printed["dispatch"])
    claim = printed["claim"]
    text = filed.dispatch.text if filed else ""
    published = filed.published if filed else Published(None, None, False)
    record = Recorded(key, printed["dispatch"], claim, text[claim.evidence[0]:claim.evidence[1]], published,
                      filed.dispatch.outlet if filed else None)
    return replace(record, review=replace(record.review, state=printed["review"]))


def _explained(observatory: Observatory, material: Material, number: int, was: Recorded,
               now: Recorded | None) -> Correction:
    if now is None:
        for judgement in reversed(observatory.judgements(material.query.decided)):
            if judgement.verdict == "reject" and judgement.subject == was.key:
                return Correction(number, was, None, "rejected", judgement.author, judgement.reason)
        return Correction(number, was, None, "undone" if was.review.state == "added" else "reread")
    if now.review.state == "corrected":
        return Correction(number, was, now, "corrected", now.review.by, now.review.reason)
    return Correction(number, was, now, "undone" if was.review.state == "corrected" else "reread")
