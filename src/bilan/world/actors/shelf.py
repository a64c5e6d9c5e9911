"""Reads the registry's tables: actors as they are listed, and the offices that every state has."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from bilan.times import first_day
from bilan.world.actors.actor import KINDS, PARTS, Actor, Post
from bilan.world.folding import plain

PREFIX = "bilan:actor/"


def shipped_actors() -> list[Actor]:
    """Every actor of the package's tables: the states' offices, with what the lists add to them, then the others.

    A list's entry with the identifier of a state's office replaces its names for publishing and adds to its names.
    Raises `ValueError` naming the table and the entry that is wrong.
    """
    data = files(__package__).joinpath("data")
    actors = {actor.id: actor for actor in _offices(data)}
    tables = [*_tables(data), *_tables(data.joinpath("people"))]
    for table in tables:
        rows = tomllib.loads(table.read_text(encoding="utf-8"))
        people = [{"kind": "person", "en": row.get("fr")} | row for row in rows.get("people", ())]
        for row in [*rows.get("actors", ()), *people]:
            try:
                actor = _actor(row, actors)
            except (KeyError, ValueError, TypeError) as error:
                raise ValueError(f"{table.name}, {row.get('id', row)}: {error!r}") from error
            actors[actor.id] = actor
    _check_links(actors)
    return list(actors.values())


def _tables(folder: Traversable) -> list[Traversable]:
    return sorted((t for t in folder.iterdir() if t.name.endswith(".toml")), key=lambda t: t.name)


def shipped_nationalities() -> dict[str, tuple[str, ...]]:
    """The ISO codes that a French or English adjective, country or capital stands for, keyed by `folding.plain`."""
    found: dict[str, tuple[str, ...]] = {}
    for state in _states(files(__package__).joinpath("data")):
        forms = {state[c] for c in ("m", "f", "mp", "fp", "adj", "fr", "en", "capital_fr", "capital_en") if state[c]}
        for form in {plain(form) for form in forms}:
            found[form] = (*found.get(form, ()), state["code"])
    return found


def _actor(row: dict[str, Any], known: dict[str, Actor]) -> Actor:
    actor_id = PREFIX + row["id"]
    base = known.get(actor_id)
    if base is not None and not row.get("extends", False):
        raise ValueError("the identifier is taken")
    kind = row.get("kind") or (base.kind if base else None)
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    names = [row.get("fr"), row.get("en"), *row.get("names", ()), *(base.names if base else ())]
    actor = Actor(
        id=actor_id, french=row.get("fr") or _of(base, "french"), english=row.get("en") or _of(base, "english"),
        kind=kind, names=tuple(dict.fromkeys(n for n in names if n)),
        side=PREFIX + row["side"] if "side" in row else (base.side if base else None),
        countries=tuple(row.get("in", base.countries if base else ())),
        plays=tuple(row.get("plays", base.plays if base else ())), umbrella=row.get("umbrella", False),
        since=row.get("from"), until=row.get("until"), posts=tuple(_post(post) for post in row.get("posts", ())))
    _check(actor)
    return actor


def _of(base: Actor | None, field: str) -> str:
    if base is None:
        raise KeyError(field)
    return str(getattr(base, field))


def _post(row: list[str]) -> Post:
    role, organisation, since, until = [*row, "", "", ""][:4]
    return Post(role, PREFIX + organisation if organisation else None, since or None, until or None)


def _check(actor: Actor) -> None:
    for part in actor.plays:
        if part not in PARTS:
            raise ValueError(f"unknown part {part!r}")
    dates = [actor.since, actor.until, *(d for p in actor.posts for d in (p.since, p.until))]
    for day in filter(None, dates):
        first_day(day)


def _check_links(actors: dict[str, Actor]) -> None:
    for actor in actors.values():
        for link in (actor.side, *(p.organisation for p in actor.posts)):
            if link is not None and link not in actors:
                raise ValueError(f"{actor.id} names {link}, which is not in the registry")


def _offices(data: Traversable) -> Iterator[Actor]:
    templates = tomllib.loads(data.joinpath("offices.toml").read_text(encoding="utf-8"))["offices"]
    for state in _states(data):
        for template in templates:
            yield _office(state, template)


def _states(data: Traversable) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(data.joinpath("states.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")


def _office(state: dict[str, str], template: dict[str, Any]) -> Actor:
    prefix = PREFIX + state["code"].lower() + "-"
    names = [n.format_map(state) for n in (template["fr"], template["en"], *template.get("names", ()))]
    capital = [n.format_map(state) for n in template.get("capital_names", ())] if state["capital_fr"] else []
    return Actor(
        id=prefix + template["key"], french=names[0], english=names[1], kind=template["kind"],
        names=tuple(dict.fromkeys(filter(None, names + capital))), side=prefix + template["side"],
        countries=(state["code"],), plays=tuple(template.get("plays", ())))
