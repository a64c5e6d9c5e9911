"""Happenings as rows in the shape of ACLED: its 31 columns, types, classes of actors, precisions and fatality rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bilan.claims import Toll
from bilan.datasets.asked import Answers
from bilan.datasets.refusals import Refusals
from bilan.datasets.rows import cells
from bilan.datasets.schema import Row
from bilan.datasets.shapes import days, deaths
from bilan.datasets.shapes.coding import events, rules
from bilan.datasets.shapes.countries import Country
from bilan.datasets.shapes.kinds import Kind, kind
from bilan.datasets.shapes.parties import Party, at_home, party
from bilan.datasets.shapes.places import Where, finest, where
from bilan.findings import Happening, Reading
from bilan.records import Query

QUIET = "Strategic developments"
"""Events of this type have no deaths."""
UNIDENTIFIED, CROWD, CIVILIANS = "Unidentified Armed Group", "Protesters", "Civilians"
STATE, REBELS, MILITIA, PROTESTERS, CIVIL, OUTSIDE = 0, 1, 2, 5, 6, 7
"""Places of the classes in ACLED's order (`rules.toml`), from 0."""


def rows(answers: Answers, query: Query, refusals: Refusals) -> Iterator[Row]:
    """The rows of the table `acled`; what ACLED does not code is added to `refusals`."""
    return events(answers, query, refusals, code)


def code(happening: Happening, figures: Sequence[Reading]) -> list[Row] | str:
    """The rows of one happening, one for each day and place, or the code of the reason why there are none."""
    if happening.modality == "denied":
        return "denied"
    span = days.span(happening)
    if span is None:
        return "no_day"
    places = finest(happening.places[:1] if happening.kind == "control" else happening.places)
    coded = [where(place) for place in places] or ["no_place"]
    wrong = next((one for one in coded if isinstance(one, str)), None)
    if wrong:
        return wrong
    spots = [one for one in coded if isinstance(one, Where)]
    if any(spot.acled is None for spot in spots):
        return "country_only"
    made = kind(happening, figures, spots[0].country)
    if isinstance(made, str):
        return made
    if made.event == QUIET and any(reading.measure.what == "killed" for reading in figures):
        return "deaths"
    own = rules()["acled"]
    on = days.acled(span, daily=happening.type in own["daily"], longest=own["longest"])
    return _rows(happening, made, on, spots, figures) if on else "too_wide"


def _rows(happening: Happening, made: Kind, on: list[tuple[date, int]], spots: list[Where],
          figures: Sequence[Reading]) -> list[Row]:
    dead = deaths.counted(figures, rules()["acled"]["counts"], "acled", _side)
    pairs = [(day, precision, spot) for day, precision in on for spot in spots]
    total = deaths.lowest(dead)
    counts = deaths.shared(total, len(pairs))
    notes = _notes(happening, made, dead, total, counts)
    return [{
        "event_id_cnty": f"BILAN-{happening.id}" + (f"-{number}" if len(pairs) > 1 else ""),
        "event_date": day,
        "year": day.year,
        "time_precision": precision,
        **_event(made, spot.country),
        **_located(spot),
        "source": "; ".join(cells.once(record.outlet for record in happening.records)) or None,
        "source_scale": "Other",
        "notes": notes,
        "fatalities": count,
        "tags": rules()["acled"]["mark"],
        "timestamp": _entered(happening),
    } for number, ((day, precision, spot), count) in enumerate(zip(pairs, counts, strict=True), 1)]


def _event(made: Kind, country: Country) -> Row:
    first, second = _actor(made.first, country), _actor(made.second, country)
    classes: list[str] = rules()["acled"]["classes"]
    codes = sorted(actor.code for actor in (first, second) if actor)
    interaction = f"{classes[codes[0]]} only" if len(codes) == 1 else "-".join(classes[code] for code in codes)
    aimed = made.event == "Violence against civilians" or made.crowd_harmed or (second and second.code == CIVIL)
    disorder = rules()["acled"]["disorder"].get(made.sub) or (
        QUIET if made.event == QUIET else "Political violence")
    return {
        "disorder_type": disorder,
        "event_type": made.event,
        "sub_event_type": made.sub,
        "actor1": first.name if first else None,
        "assoc_actor_1": None,
        "inter1": classes[first.code] if first else None,
        "actor2": second.name if second else None,
        "assoc_actor_2": None,
        "inter2": classes[second.code] if second else None,
        "interaction": interaction,
        "civilian_targeting": "Civilians targeted" if aimed else None,
    }


def _located(spot: Where) -> Row:
    # A region is coded at its seat, where that is known.
    seat = spot.seat if spot.seat and spot.seat.latitude is not None and spot.seat.longitude is not None else None
    return {
        "iso": spot.country.number,
        "region": spot.country.acled_region,
        "country": spot.country.acled,
        "admin1": spot.admin1,
        "admin2": None,
        "admin3": None,
        "location": seat.name if seat else spot.name,
        "latitude": round(float(seat.latitude if seat and seat.latitude is not None else spot.latitude), 4),
        "longitude": round(float(seat.longitude if seat and seat.longitude is not None else spot.longitude), 4),
        "geo_precision": spot.acled,
    }


@dataclass(frozen=True, slots=True)
class _Actor:
    name: str
    code: int


def _actor(who: Party | str | None, country: Country) -> _Actor | None:
    """An actor with its class: a party, or one of ACLED's own names for those who are not named."""
    if who is None:
        return None
    if isinstance(who, str):
        codes = {UNIDENTIFIED: MILITIA, CROWD: PROTESTERS, CIVILIANS: CIVIL}
        return _Actor(f"{who} ({country.acled})", codes[who])
    if who.kind == "state":
        return _Actor(who.name, STATE if at_home(who, country) else OUTSIDE)
    return _Actor(who.name, {"group": REBELS, "outside": OUTSIDE, "civilians": CIVIL}[who.kind])


def _side(entity: Any) -> str | None:
    found = party(entity)
    return found.side if found else None


def _notes(happening: Happening, made: Kind, dead: Sequence[deaths.Dead], total: int, counts: list[int]) -> str:
    first, mark = happening.records[0], str(rules()["acled"]["mark"])
    means = first.claim.means if isinstance(first.claim, Toll) else None
    said = [f"N{mark[1:]}.", f"\u00ab {first.quote} \u00bb"]
    said += [f"Told as {happening.modality}."] if happening.modality != "asserted" else []
    said += [f"Means: {means}."] if means else []
    said += [f"{by}." for one in dead for by in one.by]
    said += [f"{note}." for note in made.notes]
    if len(counts) > 1:
        said.append(f"acled:shared, {total} over {len(counts)} rows: {','.join(map(str, counts))}.")
    said += [f"Other claims: {', '.join(happening.aliases)}."] if happening.aliases else []
    return " ".join(said)


def _entered(happening: Happening) -> int | None:
    times = [datetime.fromisoformat(record.entered) for record in happening.records if record.entered]
    return int(max(times).timestamp()) if times else None
