"""Other bodies and armed groups for those that a dispatch names: of one class of `shapes.toml`, active on the day."""

from __future__ import annotations

import random
import re
from datetime import date

from benchmarks.twins.shapes import shapes
from bilan.world.actors import Registry
from bilan.world.folding import plain


def bodies_for(text: str, day: date, chance: random.Random) -> dict[str, str]:
    """What the text prints of bodies, each with another's name of the same shape, no two with the same."""
    registry = Registry.load()
    table: dict[str, str] = {}
    for group in shapes()["bodies"]:
        names = [tuple(entry) for entry in group["names"]]
        named = [entry for entry in names if any(_prints(text, name) for name in entry)]
        others = [entry for entry in names if entry not in named
                  and any(actor.active(day) for actor in registry.find(entry[0]))]
        if len(named) == len(names):
            others = [*named[1:], named[0]]
        elif len(others) < len(named):
            continue
        else:
            chance.shuffle(others)
        for one, other in zip(named, others, strict=False):
            table |= dict(zip(one, other, strict=False))
    return {**{_other_accent(k): v for k, v in table.items()}, **table}


def names_of(printed: str) -> tuple[str, ...]:
    """All names of the body or person that a printed name stands for, none where the registry does not know it."""
    found = Registry.load().find(printed)
    return found[0].names if found else ()


def acronyms(text: str, surfaces: dict[str, str]) -> dict[str, str]:
    """The acronyms of names in which one word is exchanged, with that word's letter exchanged: the initials of a
    "Syrian Observatory" that becomes a "Libyan" one."""
    table: dict[str, str] = {}
    for match in re.finditer(r"((?:[\w'’-]+ ){2,8})\(([A-Z]{3,6})\)", text):
        words = re.findall(r"[^\W\d_]{4,}", match.group(1))
        for length in range(len(match.group(2)), len(words) + 1):
            tail = words[-length:]
            initials = plain("".join(w[0] for w in tail)).upper()
            if initials == match.group(2) and any(w in surfaces for w in tail):
                table[initials] = plain("".join(surfaces.get(w, w)[0] for w in tail)).upper()
    return {one: other for one, other in table.items() if one != other}


def _prints(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(_other_accent(name))})(?!\w)", text) is not None


def _other_accent(name: str) -> str:
    """The name with its first letter's accent set or left out ("Etat", "État")."""
    return "É" + name[1:] if name.startswith("E") and len(name) > 2 else name
