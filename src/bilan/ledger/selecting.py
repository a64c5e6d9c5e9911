"""Reading the ledger: claims in view in their newest version with the judgements that count, dispatches, coverage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, false, func, or_, select, tuple_, union

from bilan.claims import Toll
from bilan.dispatch import Published
from bilan.entities import Entity
from bilan.ledger import judging
from bilan.ledger.encoding import claim_of, from_json
from bilan.ledger.rows import dispatch_from, named_places, published_from
from bilan.ledger.schema import claims, dispatches, entries, places, readings
from bilan.ledger.schema import judgements as judgements_made
from bilan.ledger.wire import stories
from bilan.making import maker
from bilan.records import CoverageDay, Filed, Judgement, Query, Recorded, Review

CHUNK = 500
"""How many keys one statement asks for, under every database's limit of parameters."""
PAGE = 2000
"""How many claims a stream holds at a time."""
CORRECTED = select(judgements_made.c.subject).where(judgements_made.c.verdict == "correct")
"""The keys of claims that were ever corrected: their place, day or harm may not be those that were read."""
SEEN = frozenset({"approved", "corrected", "added"})
_made = maker(Recorded)


def recorded(conn: Connection, query: Query, within: Sequence[str], kinds: Sequence[str],
             exactly: Sequence[str] = ()) -> tuple[Recorded, ...]:
    """See `Ledger.claims`."""
    judgements = judging.standing(conn, query.decided)
    asked = _claims_query()
    live: ColumnElement[bool] = claims.c.live
    if within:
        there = _located(within, exactly)
        asked = asked.join(there, and_(there.c.reading == claims.c.reading, there.c.position == claims.c.position))
        # No index serves an expression: SQLite would walk all that is live, where the places lead to a few.
        live = func.coalesce(live, false())
    found = conn.execute(asked.where(live, *_wanted(query, kinds))).all()
    records = _records(conn, found, query.as_of)
    records += [r for r in _added(conn, judgements, query) if not kinds or r.claim.kind in kinds]
    return tuple(sorted(_judged(records, judgements, query), key=_order))


def streamed(conn: Connection, query: Query, within: Sequence[str], exactly: Sequence[str] = ()) -> Iterator[Recorded]:
    """See `Ledger.stream`."""
    judgements = judging.standing(conn, query.decided)
    # A condition on `live` would lead SQLite to the index that begins with it, and every page would sort all claims.
    wanted = _wanted(query, ())
    if within:
        there = _located(within, exactly)
        wanted.append(tuple_(claims.c.reading, claims.c.position).in_(select(there.c.reading, there.c.position)))
    story = stories.finder(conn, None, query.as_of)
    place: tuple[Any, ...] = (-1, -1)
    while True:
        after = tuple_(claims.c.reading, claims.c.position) > tuple_(*place)
        asked = _claims_query().add_columns(claims.c.position, claims.c.live).where(*wanted, after)
        asked = asked.order_by(claims.c.reading, claims.c.position).limit(PAGE)
        rows = conn.execute(asked).all()
        if not rows:
            break
        place = (rows[-1].reading, rows[-1].position)
        found = [row for row in rows if row.live]
        yield from _judged(_records(conn, found, query.as_of, story), judgements, query)
    yield from _judged(_added(conn, judgements, query), judgements, query)


def _wanted(query: Query, kinds: Sequence[str]) -> list[ColumnElement[bool]]:
    """What the claims of a query fulfil, those excepted that a correction may bring in, whatever it corrects."""
    wanted = _in_view(query)
    if kinds:
        wanted.append(claims.c.kind.in_(kinds))
    narrow = _narrowing(query)
    if narrow:
        wanted.append(or_(and_(*narrow), claims.c.key.in_(CORRECTED)))
    return wanted


def _located(within: Sequence[str], exactly: Sequence[str]) -> Subquery:
    """The claims that lie in one of those places, or `exactly` at one, or that a correction may bring there."""
    place = (claims.c.reading, claims.c.position)
    parts = [select(places.c.reading, places.c.position).where(places.c.place.in_(list(within))),
             select(*place).where(claims.c.key.in_(CORRECTED))]
    if exactly:
        parts.append(select(*place).where(claims.c.place.in_(list(exactly))))
    return union(*parts).subquery("located")


def behind(conn: Connection, within: Sequence[str], exactly: Sequence[str] = ()) -> list[str]:
    """The keys of the dispatches with a claim in one of those places, or `exactly` at one, in whatever version."""
    there = _located(within, exactly)
    joined = select(claims.c.dispatch).distinct().join(
        there, and_(there.c.reading == claims.c.reading, there.c.position == claims.c.position))
    made = judgements_made.c
    judged = select(made.subject).where(made.verdict == "add", made.subject != "")
    return sorted({*conn.execute(joined).scalars(), *conn.execute(judged).scalars()})


def _judged(records: Iterable[Recorded], judgements: Sequence[Judgement], query: Query) -> Iterator[Recorded]:
    """The records with the judgements that count, without those rejected and those that the query leaves out."""
    by_subject = _by_claim(judgements)
    signed = judging.signed_keys(judgements) if query.reviewed else frozenset()
    for record in records:
        one = judging.apply(record, by_subject[record.key]) if record.key in by_subject else record
        if one.review.state == "rejected":
            continue
        if query.reviewed and one.review.state not in SEEN and one.key not in signed:
            continue
        if not query.own_voice and isinstance(one.claim, Toll) and one.claim.source is None:
            continue
        yield one


def _by_claim(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.verdict in (*judging.ON_CLAIMS, "grade claim"):
            found[judgement.subject].append(judgement)
    return found


def of_keys(conn: Connection, keys: Sequence[str]) -> tuple[Recorded, ...]:
    """See `Ledger.claims_of`."""
    made = _by_claim(judging.standing(conn))
    out: list[Recorded] = []
    for i in range(0, len(keys), CHUNK):
        rows = conn.execute(_claims_query().where(claims.c.live, claims.c.key.in_(keys[i:i + CHUNK]))).all()
        out += (judging.apply(r, made[r.key]) if r.key in made else r for r in _records(conn, rows, None))
    return tuple(sorted(out, key=_order))


def versions(conn: Connection, key: str) -> tuple[Recorded, ...]:
    """See `Ledger.history`."""
    found = conn.execute(_claims_query().where(claims.c.key == key)).all()
    return tuple(sorted(_records(conn, found, None), key=lambda r: (r.version, r.entered)))


def filed(conn: Connection, as_of: date | None) -> tuple[Filed, ...]:
    """See `Ledger.filed`."""
    query = _dispatch_query()
    if as_of is not None:
        query = query.where(readings.c.last <= as_of.isoformat())
    rows = conn.execute(query).mappings().all()
    links = stories.links(conn, [row["key"] for row in rows], as_of)
    out = [_filed(row, links) for row in rows]
    return tuple(sorted(out, key=lambda f: (f.published.day or date.max, f.key)))


def one(conn: Connection, key: str) -> Filed | None:
    """See `Ledger.dispatch`."""
    row = (conn.execute(_dispatch_query().where(dispatches.c.key == key)).mappings().first()
           or conn.execute(_dispatch_query().where(dispatches.c.id == key).order_by(dispatches.c.entry))
           .mappings().first())
    return _filed(row, stories.links(conn, [row["key"]])) if row else None


def coverage(conn: Connection, as_of: date | None) -> tuple[tuple[CoverageDay, ...], int]:
    """See `Ledger.coverage`."""
    table = dispatches.join(readings, and_(readings.c.dispatch == dispatches.c.key, readings.c.live))
    query = select(readings.c.last, dispatches.c.outlet, func.count().label("n")).select_from(table)
    counts: Counter[tuple[date, str | None]] = Counter()
    undated = 0
    for row in conn.execute(query.group_by(readings.c.last, dispatches.c.outlet)):
        if row.last is None:
            undated += row.n
        elif as_of is None or date.fromisoformat(row.last) <= as_of:
            counts[(date.fromisoformat(row.last), row.outlet)] += row.n
    days = sorted(counts.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    return tuple(CoverageDay(day, outlet, n) for (day, outlet), n in days), undated


def mentioned(conn: Connection, keys: Sequence[str]) -> frozenset[str]:
    """See `Ledger.mentioned`."""
    return frozenset(conn.execute(select(places.c.place).distinct().where(places.c.place.in_(list(keys)))).scalars())


def placed(conn: Connection, key: str) -> tuple[Entity, ...]:
    """See `Ledger.placed`."""
    at = and_(places.c.reading == claims.c.reading, places.c.position == claims.c.position)
    found: dict[tuple[str, str | None], Entity] = {}
    for body in conn.execute(select(claims.c.body).join(places, at).where(places.c.place == key)).scalars():
        for place in named_places(claim_of(body)):
            found.setdefault((place.text, place.id), place)
    return tuple(found.values())


def _in_view(query: Query) -> list[ColumnElement[bool]]:
    return [] if query.as_of is None else [claims.c.day <= query.as_of.isoformat()]


def _narrowing(query: Query) -> list[ColumnElement[bool]]:
    narrow: list[ColumnElement[bool]] = []
    if query.harm:
        narrow.append(claims.c.what == query.harm)
    if query.first:
        narrow.append(or_(claims.c.last.is_(None), claims.c.last >= query.first.isoformat()))
    if query.last:
        narrow.append(or_(claims.c.first.is_(None), claims.c.first <= query.last.isoformat()))
    return narrow


def _claims_query() -> Select[Any]:
    return select(claims.c.key, claims.c.version, claims.c.dispatch, claims.c.reading, claims.c.body)


def _dispatch_query() -> Select[Any]:
    table = (dispatches.join(readings, and_(readings.c.dispatch == dispatches.c.key, readings.c.live))
             .join(entries, entries.c.number == dispatches.c.entry))
    return select(dispatches, readings.c.first, readings.c.last, readings.c.reasons, entries.c.at).select_from(table)


@dataclass(frozen=True, slots=True)
class _Home:
    """What all claims of one reading share."""

    text: str
    published: Published
    outlet: str | None
    entered: str
    came_as: str
    title: str | None
    url: str | None


def _records(conn: Connection, rows: Sequence[Any], as_of: date | None,
             story: Callable[[str, stories.Span], str] | None = None) -> list[Recorded]:
    homes = _homes(conn, sorted({row[3] for row in rows}))
    story = story or stories.finder(conn, sorted({row[2] for row in rows}), as_of)
    out = []
    for key, version, dispatch, reading, body, *_ in rows:
        claim, home = claim_of(body), homes[reading]
        start, end = claim.evidence
        out.append(_made(
            key=key, dispatch_id=dispatch, claim=claim, quote=home.text[start:end], published=home.published,
            outlet=home.outlet, version=version, entered=home.entered, story=story(dispatch, claim.evidence),
            came_as=home.came_as, title=home.title, url=home.url))
    return out


def _homes(conn: Connection, numbers: Sequence[int]) -> dict[int, _Home]:
    table = (readings.join(dispatches, dispatches.c.key == readings.c.dispatch)
             .join(entries, entries.c.number == dispatches.c.entry))
    query = select(readings.c.entry, readings.c.first, readings.c.last, readings.c.reasons, entries.c.at,
                   dispatches.c.key, dispatches.c.id, dispatches.c.text, dispatches.c.outlet, dispatches.c.title,
                   dispatches.c.url).select_from(table)
    out: dict[int, _Home] = {}
    for i in range(0, len(numbers), CHUNK):
        for row in conn.execute(query.where(readings.c.entry.in_(numbers[i:i + CHUNK]))).mappings():
            out[row["entry"]] = _Home(row["text"] or "", published_from(row), row["outlet"], row["at"],
                                      row["id"] or row["key"], row["title"], row["url"])
    return out


def words(conn: Connection, key: str) -> str | None:
    """See `Ledger.words`."""
    found: str | None = conn.execute(select(dispatches.c.text).where(dispatches.c.key == key)).scalar()
    return found


def _added(conn: Connection, judgements: Iterable[Judgement], query: Query) -> list[Recorded]:
    out = []
    for judgement in judgements:
        if judgement.verdict != "add":
            continue
        claim = replace(from_json(judgement.detail["claim"]), id=f"judgement-{judgement.number}")
        home = one(conn, judgement.subject) if judgement.subject else None
        given = judgement.detail.get("published")
        day = date.fromisoformat(given) if given else None
        published = home.published if home else Published(day, day, day is not None)
        if query.as_of is not None and (published.day is None or published.day > query.as_of):
            continue
        text = home.dispatch.text if home else ""
        out.append(Recorded(
            key=claim.id, dispatch_id=home.key if home else "", claim=claim,
            quote=text[claim.evidence[0]:claim.evidence[1]] or str(judgement.detail.get("record", "")),
            published=published, outlet=home.dispatch.outlet if home else judgement.detail.get("record"),
            entered=judgement.at, story=claim.id, came_as=home.dispatch.id if home else "",
            title=home.dispatch.title if home else None, url=home.dispatch.url if home else None,
            review=Review("added", judgement.author, judgement.at, judgement.reason, judgement.number)))
    return out


def _filed(row: Any, links: dict[str, tuple[str, tuple[str, ...]]]) -> Filed:
    story, copies = links.get(row["key"], (row["key"], ()))
    return Filed(key=row["key"], dispatch=dispatch_from(row), published=published_from(row), entered=row["at"],
                 story=story, copies=copies)


def _order(record: Recorded) -> tuple[Any, ...]:
    return (record.day or date.max, record.dispatch_id, record.claim.evidence, record.claim.kind, record.key)
