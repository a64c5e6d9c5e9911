"""Other states for those that a dispatch names: of the same article and gender, with adjectives that agree alike."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from benchmarks.twins.shapes import elides, shapes
from bilan.world.conflicts import Conflicts

Row = dict[str, str]
_NAMES = ("fr", "capital_fr", "en", "adj", "capital_en")
_ADJECTIVES = ("m", "f", "mp", "fp")


@cache
def states() -> dict[str, Row]:
    """The registry's table of states by ISO code."""
    table = files("bilan.world.actors").joinpath("data", "states.tsv").read_text("utf-8")
    return {row["code"]: row for row in csv.DictReader(table.splitlines(), delimiter="\t")}


def states_for(text: str, chance: random.Random) -> dict[str, str]:
    """Another state's code for each state that the text names and that has a fellow of its shape, none used twice."""
    named = _named(text)
    at_war = {code for conflict in Conflicts.load() for code in conflict.theatre}
    found: dict[str, str] = {}
    for code, forms in named.items():
        fits = [other for other in sorted(states()) if other not in named and other not in found.values()
                and _fits(states()[code], states()[other], forms)]
        near = [other for other in fits if (other in at_war) == (code in at_war)]
        if near or fits:
            found[code] = chance.choice(near or fits)
    return found


def surfaces_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """What the texts print of the states, each with what stands for it: names, capitals, adjectives, nationals."""
    table: dict[str, str] = {}
    for code, other in chosen.items():
        one, two = states()[code], states()[other]
        for column in _NAMES:
            if one[column] and two[column]:
                table.setdefault(one[column], two[column])
        for column in reversed(_ADJECTIVES):
            table |= {one[column]: two[column], one[column].capitalize(): two[column].capitalize()}
    return table


def _named(text: str) -> dict[str, set[str]]:
    """The states that the text names, each with the columns of the table that name it."""
    forms: dict[str, tuple[str, str]] = {}
    for code, row in states().items():
        for column, form in _printed(row):
            forms.setdefault(form, (code, column))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)")
    named: dict[str, set[str]] = {}
    for match in pattern.finditer(text):
        code, column = forms[match.group()]
        named.setdefault(code, set()).add(column)
    return named


def _printed(row: Row) -> Iterator[tuple[str, str]]:
    for column in ("fr", "capital_fr"):
        if row[column]:
            yield column, row[column]
            yield column, row[column].upper()
    for column in _ADJECTIVES:
        yield column, row[column]
        yield column, row[column].capitalize()


def _fits(one: Row, two: Row, forms: set[str]) -> bool:
    if _article(one) is None or _article(one) != _article(two):
        return False
    if "capital_fr" in forms and not _capitals_fit(one["capital_fr"], two["capital_fr"]):
        return False
    if not forms & {*_ADJECTIVES}:
        return True
    # A form that stands for two ("russe", "français") must stand for the same two in the other's adjective.
    alike = all(two[a] == two[b] for a in _ADJECTIVES for b in _ADJECTIVES if one[a] == one[b])
    return alike and elides(one["m"]) == elides(two["m"])


def _article(row: Row) -> tuple[str, bool] | None:
    """The preposition that joins the name to a noun and whether it is feminine; `None` for a name of several words."""
    name = row["fr"]
    if " " in name or "-" in name:
        return None
    if name in shapes()["bare_states"]:
        return "bare", elides(name)
    return row["of"].removesuffix(name), name.endswith("e") and not row["of"].startswith("du ")


def _capitals_fit(one: str, two: str) -> bool:
    return bool(two) and elides(one) == elides(two) and (" " in one) == (" " in two)
