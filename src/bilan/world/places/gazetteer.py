"""The gazetteer: which places a name may mean, what they lie in, and how far they reach."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from bilan.names import PlaceCandidate
from bilan.world.folding import fold_word, is_linking, plain, words_of
from bilan.world.places.derived import derive
from bilan.world.places.lookup import LineFile, SortedTable
from bilan.world.places.records import PlaceRecord, keys, own_record, own_rows, packed_record, split

DATA = Path(__file__).with_name("data")
LONGEST_NAME = 6
_TOWN = 10_000
# Names of two or three letters fold like too much: "Pau" is not Pô.
_SHORTEST_FOLDED = 4
_LEVELS = {level: rank for rank, level in
           enumerate(("country", "town", "part", "quarter", "region", "site", "district", "village"))}


class Gazetteer:
    """The places that Bilan knows: GeoNames' towns and regions in sorted tables on disk, Bilan's own tables in memory.

    All its methods are reads, and safe to call from several threads.
    """

    def __init__(self, data: Path = DATA) -> None:
        """Opens the tables in the folder `data`. Raises `ValueError` for a row that cannot be read."""
        self._keys = SortedTable(data / "names.tsv")
        self._lines = LineFile(data / "places.tsv")
        self._offsets = SortedTable(data / "ids.tsv")
        self._seats = SortedTable(data / "seats.tsv")
        self._priors: dict[str, float] = tomllib.loads((data / "priors.toml").read_text("utf-8"))["weights"]
        self._own: dict[str, list[PlaceRecord]] = defaultdict(list)
        self._by_id: dict[str, PlaceRecord] = {}
        self._parts: dict[tuple[str, str], PlaceCandidate] = {}
        self._country_ids: dict[str, str] = {}
        self._read_own(data)
        self._prefixes = frozenset(k[:n] for k in self._own for n in range(1, len(k) + 1))
        self._find = lru_cache(maxsize=16384)(self._search)
        self._begins = lru_cache(maxsize=65536)(self._has_prefix)

    @classmethod
    @cache
    def default(cls) -> Gazetteer:
        """The gazetteer that comes with Bilan, opened once a process."""
        return cls()

    def find(self, name: str, *, countries: Sequence[str] | None = None) -> tuple[PlaceCandidate, ...]:
        """The places that the name may mean, best first; `()` where none is known.

        `name` is the bare name ("Boustane al-Qasr", not "le quartier de Boustane al-Qasr"). `countries` are ISO codes,
        the likeliest first: only places in them come back, countries themselves excepted, which always do. `method`
        says how each was found: `alias` (a name of Bilan's own tables), `exact` (case, accents and punctuation apart,
        a name in GeoNames), `folded` (another romanisation of one). Candidates are ordered by method, but a town found
        by its folded name comes before a village found as printed; then by the order of `countries`, by level and
        population.
        """
        return self._find(name, None if countries is None else tuple(countries))

    def place(self, id: str) -> PlaceCandidate | None:
        """The place with this identifier, those told through another included (see `derived`), or `None`."""
        record = self._record(id)
        return record.place if record else derive(id, self.place)

    def part_of(self, id: str, direction: str) -> PlaceCandidate | None:
        """The part of a place in a direction (`derived.DIRECTIONS`) where it goes by a name of its own: Alep-Est."""
        return self._parts.get((id, direction))

    def names(self, id: str) -> frozenset[str]:
        """The names of a place in lower case without accents (see `folding.plain`), empty for an unknown one."""
        record = self._record(id)
        return record.names if record else frozenset()

    def countries_of(self, id: str) -> tuple[str, ...]:
        """The ISO codes of the countries in which a place lies: several for a lake or a region that spans them."""
        record = self._record(id)
        return record.countries if record else ()

    def parents(self, id: str) -> tuple[PlaceCandidate, ...]:
        """What the place lies in, nearest first: a quarter's part of town, town, province and country."""
        place = self.place(id)
        found = (self.place(parent) for parent in place.parents) if place else ()
        return tuple(parent for parent in found if parent)

    def contains(self, outer_id: str, inner_id: str) -> bool:
        """Whether the second place is known to lie in the first. A place does not contain itself."""
        inner = self.place(inner_id)
        return inner is not None and outer_id in inner.parents

    def country(self, code: str) -> PlaceCandidate | None:
        """The country with this ISO 3166 code of two letters, or `None`."""
        return self.place(self._country_ids.get(code, ""))

    def capital(self, id: str) -> PlaceCandidate | None:
        """The capital of a country or the seat of a region, or `None` where it has none that is known."""
        seat = self._seats.get(id)
        return self.place(seat) if seat else None

    def prior(self, code: str) -> float:
        """How much a naming of this country tells of where a dispatch plays: below 1 for powers that are named
        everywhere, above it for countries at war (`data/priors.toml`)."""
        return self._priors.get(code, 1.0)

    def is_name(self, word: str) -> bool:
        """Whether some place's name may begin with this word: a quick sieve before `longest_match`."""
        folded = fold_word(word)
        return self._begins(folded) or self._begins(fold_word(plain(word))) if folded else True

    def longest_match(
        self, tokens: Sequence[str], *, countries: Sequence[str] | None = None
    ) -> tuple[int, tuple[PlaceCandidate, ...]]:
        """How many tokens at the head of the list form a known place name, at most six, and which places it may mean.

        `(0, ())` where none do. Tokens are words as printed, hyphens within or between them ("Boustane", "al-Qasr").
        A match never ends on an article and begins with a capital (or an Arabic article, "al-Bab"); one that begins on
        a word such as "La" or "En" must be exact, so that "La Haye" is a name and "En Syrie" is none. Where no
        `countries` are given, a single word is no place by its folded form: any capitalised word folds like some town.
        """
        if not tokens or not _may_begin(tokens[0]):
            return 0, ()
        best: tuple[int, tuple[PlaceCandidate, ...]] = (0, ())
        must_be_exact = all(is_linking(w) for w in words_of(tokens[0]))
        joined = bare = ""
        for count, token in enumerate(tokens[:LONGEST_NAME], 1):
            folded = "".join(map(fold_word, words_of(token)))
            joined += folded
            bare += "".join(map(fold_word, plain(token).split()))
            if folded:
                if not self._begins(joined) and not self._begins(bare):
                    break
                found = self.find(" ".join(tokens[:count]), countries=countries)
                if must_be_exact or (count == 1 and countries is None):
                    found = tuple(p for p in found if p.method != "folded"
                                  or (p.level == "country" and not must_be_exact))
                if found:
                    best = (count, found)
        return best

    def _read_own(self, data: Path) -> None:
        rows = {row["id"]: row for path in sorted((data / "own").glob("*.tsv")) for row in own_rows(path)}
        for row in rows.values():
            if row["level"] == "country":
                self._country_ids[row["countries"]] = row["id"]
        for row in rows.values():
            record, names = own_record(row, self._ancestors(row, rows))
            place = record.place
            self._by_id[place.id] = record
            if place.level == "part" and place.parents:
                self._parts[place.parents[0], place.id.rpartition("/")[2]] = place
            for form in frozenset[str]().union(*map(keys, names)):
                self._own[form].append(record)

    def _ancestors(self, row: dict[str, str], rows: dict[str, dict[str, str]]) -> tuple[str, ...]:
        """The parents that a row names, then theirs, then the country, each once, nearest first."""
        found: list[str] = []
        for parent in split(row["parents"], ","):
            above = self._ancestors(rows[parent], rows) if parent in rows else self._packed_parents(parent)
            found.extend(p for p in (parent, *above) if p not in found)
        countries = split(row["countries"], ",")
        country = self._country_ids.get(countries[0]) if len(countries) == 1 and row["level"] != "country" else None
        return tuple(found) if country is None or country in found else (*found, country)

    def _packed_parents(self, id: str) -> tuple[str, ...]:
        record = self._packed(id)
        return record.place.parents if record else ()

    def _record(self, id: str) -> PlaceRecord | None:
        return self._by_id.get(id) or self._packed(id)

    def _packed(self, id: str) -> PlaceRecord | None:
        offset = self._offsets.get(id.removeprefix("geonames:")) if id.startswith("geonames:") else None
        return self._packed_at(int(offset, 36)) if offset else None

    def _packed_at(self, offset: int) -> PlaceRecord:
        line = self._lines.at(offset)
        _, _, country, region, *_ = line.split("\t")
        parents = (f"geonames:{region}",) if region else ()
        above = self._country_ids.get(country)
        return packed_record(line, (*parents, above) if above else parents)

    def _has_prefix(self, folded: str) -> bool:
        return folded in self._prefixes or self._keys.has_prefix(folded)

    def _records(self, name: str) -> Iterable[PlaceRecord]:
        forms = keys(name)
        own = {record.place.id: record for form in forms for record in self._own.get(form, ())}
        yield from own.values()
        for offset in sorted({o for form in forms for o in (self._keys.get(form) or "").split()}):
            yield self._packed_at(int(offset, 36))

    def _search(self, name: str, countries: tuple[str, ...] | None) -> tuple[PlaceCandidate, ...]:
        form = plain(name)
        ranked: list[tuple[tuple[int, ...], PlaceCandidate]] = []
        for record in self._records(name):
            nearness = self._nearness(record, countries)
            if nearness is None:
                continue
            place = record.place
            method = "alias" if form in record.own else "exact" if form in record.names else "folded"
            if method == "folded" and len(form) < _SHORTEST_FOLDED:
                continue
            rank = (_rank(method, place), nearness, _LEVELS[place.level], -place.population, len(ranked))
            ranked.append((rank, replace(place, method=method)))
        return tuple(place for _, place in sorted(ranked, key=lambda pair: pair[0]))

    @staticmethod
    def _nearness(record: PlaceRecord, countries: tuple[str, ...] | None) -> int | None:
        """The rank of the record's country among those asked for, `None` where it is not one of them."""
        if countries is None:
            return 0
        ranks = [countries.index(c) for c in record.countries if c in countries]
        if ranks:
            return min(ranks)
        return len(countries) if record.place.level == "country" or not record.countries else None


def _rank(method: str, place: PlaceCandidate) -> int:
    """The order of methods. What GeoNames prints of a language without Latin letters is one romanisation of many, so
    that a village may chance to be spelt as a dispatch spells a town."""
    if method == "alias":
        return 0
    small = place.level == "village"
    return (3 if small else 1) if method == "exact" else (2 if place.population >= _TOWN else 4)


def _may_begin(token: str) -> bool:
    """Whether a name may begin with the token: a capital stands in it, or a letter of a script without capitals."""
    return any(c.isalpha() and not c.islower() for c in token) or not fold_word(token)
