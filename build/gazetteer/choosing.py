"""Which towns and which of their names go into the tables, and which name Bilan prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sources import Town

from bilan.world.places.records import key

# Countries where wars of the last fifteen years were fought, or that border on them: every place that GeoNames'
# file of 500 inhabitants and more has. From the UCDP list of state-based and non-state conflicts since 2010.
WARS = frozenset({
    "SY", "IQ", "YE", "LY", "AF", "ML", "BF", "NE", "NG", "TD", "CM", "CF", "CD", "SD", "SS", "ET", "SO", "MZ",
    "UA", "PS", "IL", "LB", "AZ", "AM", "GE", "MM", "PK", "EG", "TN", "DZ", "KE", "UG", "RW", "BI", "IR", "JO",
    "SA", "HT", "ER", "DJ", "GN", "MR", "SN", "TG", "BJ", "GH", "CG", "EH", "MD", "XK", "KG", "TJ", "LK",
})
# Large countries with a war in a part of them: places of 2,000 and more. Elsewhere: 5,000 and more.
LARGE = frozenset({"CO", "MX", "TR", "TH", "PH", "RU", "IN", "ID", "CI", "MA", "AO", "VE", "BD"})
_FEWEST = {True: 2_000, False: 5_000}
_NAMES_FROM = 50_000

# Of two spellings that fold alike, the French one has these where the other has the sign in second place.
_FRENCH_SIGNS = (("ou", "u"), ("tch", "ch"), ("ch", "sh"), ("dj", "j"), ("ï", "i"), ("é", "e"), ("gu", "g"), ("i", "y"))


def kept(town: Town) -> bool:
    """Whether the town goes into the table."""
    return town.country in WARS or town.population >= _FEWEST[town.country in LARGE]


def other_names(town: Town) -> list[str]:
    """The town's names beside the main one that look-ups can use: each folds differently from all before it.

    Names in Latin script, and in Arabic script in the countries of `WARS`; codes ("ALP") and the lower-case
    transcriptions from other scripts are left out; small towns elsewhere go without.
    """
    if town.country not in WARS and town.population < _NAMES_FROM:
        return []
    seen, found = {key(town.name)}, []
    for name in town.others:
        if usable(name, arabic=town.country in WARS) and key(name) not in seen:
            seen.add(key(name))
            found.append(name)
    return found


def french_spelling(name: str, others: Iterable[str]) -> str:
    """The most French of the spellings that fold as `name` does, `name` itself where none is more so.

    GeoNames does not say of which language a name is; a spelling that has "ou" where the main name has "u" is French
    or was made for readers of French.
    """
    plain_name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    wanted = key(name)
    best, signs = name, 0
    for other in others:
        if not other[:1].isupper() or key(other) != wanted:
            continue
        lower = other.lower()
        count = sum(lower.count(french) - plain_name.count(french) for french, rest in _FRENCH_SIGNS[:6]
                    if rest in plain_name)
        if count > signs:
            best, signs = other, count
    return best


def usable(name: str, *, arabic: bool) -> bool:
    """Whether a name can serve look-ups: in Latin script, or in Arabic script where `arabic`; no code, no list."""
    if "|" in name or "\t" in name or len(name) > 60 or (name.isupper() and len(name) <= 4):
        return False
    scripts = {unicodedata.name(c, "?").split(" ")[0] for c in name if c.isalpha()}
    return (scripts == {"LATIN"} and bool(re.match(r"[^\W\d_]", name)) and name[:1].isupper()) or (
        arabic and scripts == {"ARABIC"})
