"""Other persons for those that a dispatch names: of the same gender, the same names exchanged wherever they stand."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from benchmarks.twins.shapes import elides, is_plain, shapes
from bilan.world.actors import Registry
from bilan.world.actors.actor import Actor

_SHORTEST_SURNAME = 4


def people_for(names: Collection[str], chosen: Mapping[str, str], text: str, chance: random.Random) -> dict[str, str]:
    """What stands for each of the persons' printed names, full names and bare surnames.

    One who holds an office is exchanged for one who holds the like of it in the state that stands for theirs, where
    the registry knows one; others get first and last names of their own. `chosen` are the exchanged states.
    """
    table: dict[str, str] = {}
    words: dict[str, str] = {}
    used: set[str] = set()
    for name in sorted(names, key=lambda n: (-len(n.split()), n)):
        if name in table or name in words:
            continue
        like = _officeholder(name, chosen, used)
        if like is not None:
            used.add(like.id)
            table[name] = like.french if " " in name else like.french.split()[-1]
            words.setdefault(name.split()[-1], like.french.split()[-1])
            continue
        for index, word in enumerate(_exchangeable(name)):
            if word not in words:
                last = name.split()[-1]
                pool = _firsts(word) if index == 0 and " " in name else _surnames(_bare(last) != last)
                words[word] = _other(word, pool, chance, {*words.values(), *text.split()})
        table[name] = re.sub(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", lambda m: _within(m.group(), words), name)
    surnames = {name.split()[-1] for name in names}
    bare = {_bare(surname) for surname in surnames}
    return {**{w: words[w] for w in bare & words.keys() if len(w) >= _SHORTEST_SURNAME}, **table}


def _exchangeable(name: str) -> Iterator[str]:
    particles = shapes()["particles"]
    for word in name.split():
        bare = _bare(word)
        if bare[:1].isupper() and bare.lower() not in particles:
            yield bare


def _bare(word: str) -> str:
    """The word without the Arabic article that a hyphen joins to it."""
    return re.sub(r"^[aeAE]l-", "", word)


def _within(word: str, words: Mapping[str, str]) -> str:
    article = word[: len(word) - len(_bare(word))]
    return article + words.get(_bare(word), _bare(word))


def _other(word: str, pool: Sequence[str], chance: random.Random, used: set[str]) -> str:
    return chance.choice([n for n in pool if elides(n) == elides(word) and n not in used and n != word])


def _firsts(word: str) -> Sequence[str]:
    table = shapes()["first_names"]
    names: Sequence[str] = table["women" if word in table["women"] or word in table["told_women"] else "men"]
    return names


@cache
def _surnames(with_article: bool) -> tuple[str, ...]:
    """The last names of the registry's persons, those that take the Arabic article or the others; none that tells alone
    who is meant."""
    registry = Registry.load()
    printed = [a.french.split() for a in registry if a.kind == "person"]
    firsts = {words[0] for words in printed}
    lasts = {_bare(words[-1]) for words in printed if (_bare(words[-1]) != words[-1]) == with_article}
    fits = {n for n in lasts - firsts if len(n) > _SHORTEST_SURNAME and is_plain(n) and "-" not in n}
    return tuple(sorted(n for n in fits if not registry.find(n)))


def _officeholder(name: str, chosen: Mapping[str, str], used: Collection[str]) -> Actor | None:
    """Who holds the like of a known person's office in the state that stands for theirs."""
    registry = Registry.load()
    known = next((a for a in registry.find(name) if a.kind == "person" and a.posts), None)
    if known is None or not known.posts[-1].organisation:
        return None
    post = known.posts[-1]
    state, _, office = (post.organisation or "").rpartition("/")[2].partition("-")
    wanted = f"bilan:actor/{chosen[state.upper()].lower()}-{office}" if state.upper() in chosen else None
    for other in registry:
        last = other.posts[-1] if other.kind == "person" and other.posts else None
        like = last and last.organisation == wanted and last.role == post.role
        if like and other.id not in used and _alike(name, other):
            return other
    return None


def _alike(name: str, other: Actor) -> bool:
    whole = elides(name) == elides(other.french) and elides(name.split()[-1]) == elides(other.french.split()[-1])
    return whole and len(other.french.split()) > 1
