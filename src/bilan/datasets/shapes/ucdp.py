"""Happenings with deaths as rows in the shape of UCDP GED: its 49 columns, types of violence, precisions, estimates."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilan.datasets.asked import Answers
from bilan.datasets.refusals import Refusals
from bilan.datasets.rows import cells
from bilan.datasets.schema import Row
from bilan.datasets.shapes import days, deaths
from bilan.datasets.shapes.coding import events, rules
from bilan.datasets.shapes.parties import FORCES, Party, harms_civilians, party
from bilan.datasets.shapes.places import Where, finest, where
from bilan.entities import Entity
from bilan.findings import Happening, Reading
from bilan.records import Query

CIVILIANS = Party("civilians", "Civilians", "civilians", "Civilians")
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
REVIEWED = frozenset({"approved", "corrected", "added"})
DEAD = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
BITS = 52
"""Of the identifiers: what a double holds exactly, since R and spreadsheets read them as doubles."""


def rows(answers: Answers, query: Query, refusals: Refusals) -> Iterator[Row]:
    """The rows of the table `ucdp`; what UCDP does not code is added to `refusals`."""
    coded = list(events(answers, query, refusals, code))
    killed: Counter[tuple[int, int]] = Counter()
    for row in coded:
        killed[row["dyad_new_id"], row["year"]] += row["best"]
    used: set[int] = set()
    for row in coded:
        active = killed[row["dyad_new_id"], row["year"]] >= rules()["ucdp"]["active"]
        yield {**row, "id": _fresh(row["relid"], used), "active_year": int(active)}


def code(happening: Happening, figures: Sequence[Reading]) -> list[Row] | str:
    """The rows of one happening, one for each place, or the code of the reason why there are none."""
    if happening.modality in ("denied", "alleged"):
        return happening.modality
    dead = deaths.counted(figures, rules()["ucdp"]["counts"], "ucdp", _side)
    if not sum(one.best for one in dead):
        return "no_death"
    span = days.span(happening)
    if span is None:
        return "no_day"
    precision = days.ucdp(span)
    if precision is None:
        return "too_wide"
    coded = [where(place) for place in finest(happening.places)] or ["no_place"]
    wrong = next((one for one in coded if isinstance(one, str)), None)
    if wrong:
        return wrong
    spots = [one for one in coded if isinstance(one, Where)]
    if any(spot.country.gw is None for spot in spots):
        return "no_country"
    dyad = _dyad(happening, figures)
    if isinstance(dyad, str):
        return dyad
    shares = _estimates(dead, dyad, len(spots))
    when: Row = {"event_clarity": 1 if span.length == 1 and len(spots) == 1 else 2, "date_prec": precision,
                 "date_start": span.first, "date_end": span.last, "year": span.last.year}
    told, numbers = _told(happening, dead), range(1, len(spots) + 1) if len(spots) > 1 else (0,)
    return [
        {**_event(happening, dyad, spot, number), **told, **_where(spot, happening), **when, **share}
        for number, (spot, share) in zip(numbers, zip(spots, shares, strict=True), strict=True) if share["best"]
    ]


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two sides and the type of violence between them."""

    a: Party
    b: Party
    type: int

    @property
    def name(self) -> str:
        """The sides' names."""
        return f"{self.a.side_name} - {self.b.side_name}"


def _dyad(happening: Happening, figures: Sequence[Reading]) -> Dyad | str:
    aim = rules()["ucdp"]["incidents"].get(happening.type) if happening.kind == "incident" else "counts"
    if aim is None or happening.kind == "control":
        return "type"
    actor, target = party(happening.actor), party(happening.target)
    if actor is None:
        return "no_actor"
    if actor.kind not in ("state", "group"):
        return "unorganised"
    if target is None or target.kind == "unknown":
        if aim == "counts" and harms_civilians(figures):
            return Dyad(actor, CIVILIANS, ONE_SIDED)
        return "one_side" if aim == "fights" else "target"
    if target.kind == "civilians":
        return Dyad(actor, CIVILIANS, ONE_SIDED) if aim != "fights" else "one_side"
    if target.kind not in ("state", "group"):
        return "unorganised"
    if actor.side == target.side:
        return "same_side"
    first, second = (target, actor) if target.kind == "state" and actor.kind == "group" else (actor, target)
    return Dyad(first, second, STATE_BASED if "state" in (actor.kind, target.kind) else NON_STATE)


def _estimates(dead: Sequence[deaths.Dead], dyad: Dyad, rows: int) -> list[Row]:
    """Best estimates by class and their range, shared over that many rows."""
    parts: Counter[str] = Counter()
    for one in dead:
        if one.people != "people":
            parts[_class(one, dyad)] += one.best
    everybody = [one for one in dead if one.people == "people"]
    rest = max((one.best for one in everybody), default=0) - sum(parts.values())
    if rest > 0:
        parts["deaths_civilians" if dyad.type == ONE_SIDED else "deaths_unknown"] += rest
    best = sum(parts.values())
    classes = [one for one in dead if one.people != "people"]
    low = min(best, max([sum(one.low for one in classes), *(one.low for one in everybody)]))
    high = max([best, sum(one.high for one in classes), *(one.high for one in everybody)])
    columns = {name: deaths.shared(parts[name], rows) for name in DEAD}
    made = [{name: columns[name][n] for name in DEAD} for n in range(rows)]
    lows, highs = deaths.shared(low, rows), deaths.shared(high, rows)
    return [{**row, "best": sum(row.values()), "low": min(lows[n], sum(row.values())),
             "high": max(highs[n], sum(row.values()))} for n, row in enumerate(made)]


def _class(one: deaths.Dead, dyad: Dyad) -> str:
    """Whose dead they are: by the side told, else fighters are the group's and soldiers the state's where one is."""
    if one.people not in FORCES:
        return "deaths_civilians"
    if one.side in (dyad.a.side, dyad.b.side):
        return "deaths_a" if one.side == dyad.a.side else "deaths_b"
    wanted = {"fighters": "group", "security_forces": "state"}.get(one.people)
    fits = [name for name, side in (("deaths_a", dyad.a), ("deaths_b", dyad.b)) if side.kind == wanted]
    return fits[0] if one.side is None and len(fits) == 1 else "deaths_unknown"


def _event(happening: Happening, dyad: Dyad, spot: Where, number: int) -> Row:
    conflict = f"{spot.country.ucdp}: {dyad.name}"
    relid = f"BILAN-{happening.id}" + (f"-{number}" if number else "")
    ids = {"conflict": _id("conflict", conflict), "dyad": _id("dyad", dyad.name), "side_a": _id("side", dyad.a.side),
           "side_b": _id("side", dyad.b.side)}
    reviewed = all(record.review.state in REVIEWED for record in happening.records)
    return {
        "relid": relid,
        "code_status": "Clear" if reviewed else "Check: read by machine",
        "type_of_violence": dyad.type,
        **{f"{name}_{key}_id": value for name, value in ids.items() for key in ("dset", "new")},
        "conflict_name": conflict,
        "dyad_name": dyad.name,
        "side_a": dyad.a.side_name,
        "side_b": dyad.b.side_name,
        "gwnoa": dyad.a.gw,
        "gwnob": dyad.b.gw,
    }


def _told(happening: Happening, dead: Sequence[deaths.Dead]) -> Row:
    records = [*happening.records, *(r for reading in happening.tolls for r in reading.records)]
    told = {record.dispatch_id: record for record in records}
    articles = [f'{r.outlet or ""},{r.day or ""},"{r.title or ""}"' for r in told.values()]
    made = [f"[{rules()['ucdp']['mark']}]", *(by for one in dead for by in one.by)]
    return {
        "number_of_sources": len({record.story or record.dispatch_id for record in told.values()}),
        "source_article": "; ".join([*articles, *made]),
        "source_office": "; ".join(cells.once(record.outlet for record in told.values())) or None,
        "source_date": "; ".join(cells.once(str(record.day) for record in told.values() if record.day)) or None,
        "source_headline": "; ".join(cells.once(record.title for record in told.values())) or None,
        "source_original": "; ".join(cells.once(origin.name for origin in happening.origins)) or None,
    }


def _where(spot: Where, happening: Happening) -> Row:
    return {
        "where_prec": spot.ucdp,
        "where_coordinates": spot.name,
        "where_description": "; ".join(cells.once(map(cells.name, happening.places))) or None,
        "adm_1": spot.admin1,
        "adm_2": None,
        "latitude": float(spot.latitude),
        "longitude": float(spot.longitude),
        "geom_wkt": f"POINT ({spot.longitude:.6f} {spot.latitude:.6f})",
        "priogrid_gid": spot.cell,
        "country": spot.country.ucdp,
        "country_id": spot.country.gw,
        "region": spot.country.ucdp_region,
    }


def _side(entity: Entity | None) -> str | None:
    found = party(entity)
    return found.side if found else None


def _id(*parts: str) -> int:
    """A negative number made of the parts, the same for the same."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return -1 - (int.from_bytes(digest[:8], "big") >> (64 - BITS))


def _fresh(relid: str, used: set[int]) -> int:
    """The identifier of a row, made anew with a number where another row has it."""
    made = _id("event", relid)
    number = 0
    while made in used:
        number += 1
        made = _id("event", relid, str(number))
    used.add(made)
    return made
