"""What type of event a happening is for ACLED, and between whom, as far as it is told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bilan.claims import Toll
from bilan.datasets.shapes.coding import rules
from bilan.datasets.shapes.countries import Country
from bilan.datasets.shapes.parties import Party, at_home, harms_civilians, harms_forces, party
from bilan.findings import Happening, Reading
from bilan.world.folding import fold

UNIDENTIFIED, CROWD, CIVILIANS = "Unidentified Armed Group", "Protesters", "Civilians"
REMOTE = "Explosions/Remote violence"
Who = Party | str | None
"""A party, or one of ACLED's names for those who are not named."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of event with its two actors; `notes` name the conventions that filled what is not told."""

    event: str
    sub: str
    first: Who
    second: Who
    notes: tuple[str, ...] = ()
    crowd_harmed: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of who acted and who was harmed."""

    actor: Party | None
    target: Party | None
    civilians: bool
    forces: bool

    @property
    def doer(self) -> Who:
        """Who acted, or ACLED's name for an armed group that is not known."""
        return self.actor if self.actor and self.actor.kind != "unknown" else UNIDENTIFIED

    @property
    def victim(self) -> Who:
        """Who was harmed: the party, the civilians whom the figures count, or nobody who is known."""
        if self.target and self.target.kind != "unknown":
            return self.target
        return CIVILIANS if self.civilians else None


def kind(happening: Happening, figures: Sequence[Reading], country: Country) -> Kind | str:
    """The event, or the code of the reason why it is none."""
    own = rules()["acled"]
    if happening.kind == "control":
        shape = own["changes"].get(happening.type)
        missing = "taker"
    elif happening.kind == "toll":
        shape, missing = own["harms"].get(happening.type), "harm"
    else:
        shape, missing = own["incidents"].get(happening.type), "type"
    if shape is None:
        return str(missing)
    target = party(happening.target)
    named = target is not None and target.kind != "unknown"
    told = _Told(party(happening.actor), target,
                 civilians=target.kind == "civilians" if target and named else harms_civilians(figures),
                 forces=target.armed if target and named else harms_forces(figures))
    made = _SHAPES[shape["needs"]](happening, told, shape, country)
    return made if isinstance(made, str) else _noted(made, happening)


def _fight(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    sides = (told.actor, told.target)
    if any(side and side.kind == "civilians" for side in sides):
        return "one_side"
    if told.actor and told.target and told.actor.side == told.target.side:
        return "same_side"
    # Civilians whom a fight killed are no side of it.
    other = told.target if told.target and told.target.armed else UNIDENTIFIED
    return Kind(shape["event"], shape["sub"], told.doer, other)


def _by_target(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    if told.forces:
        return _fight(happening, told, {"event": "Battles", "sub": "Armed clash"}, country)
    return Kind(shape["event"], shape["sub"], told.doer, told.victim) if told.civilians else "target"


def _by_doer(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    return Kind(shape["event"], shape["sub"], told.doer, told.victim)


def _with_victim(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    return Kind(shape["event"], shape["sub"], told.doer, told.victim) if told.victim else "target"


def _with_actor(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    if told.actor is None:
        return "no_actor"
    return Kind(shape["event"], shape["sub"], told.doer, told.victim)


def _crowd(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    harmed = any(reading.measure.what in ("killed", "wounded", "casualties") for reading in happening.tolls)
    if not harmed:
        return Kind(shape["event"], shape["sub"], CROWD, None)
    force = told.target if told.target and told.target.armed else UNIDENTIFIED
    return Kind(shape["event"], "Excessive force against protesters", CROWD, force, crowd_harmed=True)


def _taker(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    if told.actor is None or not told.actor.armed:
        return "taker"
    home = told.actor.kind == "state" and at_home(told.actor, country)
    made = _fight(happening, told, shape, country)
    if isinstance(made, str):
        return made
    return Kind(made.event, "Government regains territory" if home else made.sub, made.first, made.second)


def _leaver(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    if told.target is None or not told.target.armed:
        return "no_actor"
    taker = told.actor if told.actor and told.actor.armed else None
    return Kind(shape["event"], shape["sub"], told.target, taker)


def _civilian(happening: Happening, told: _Told, shape: Mapping[str, str], country: Country) -> Kind | str:
    told_with = [record.claim.means for record in happening.records
                 if isinstance(record.claim, Toll) and record.claim.means]
    if told_with:
        sub = weapon(told_with)
        return Kind(REMOTE, sub, told.doer, told.victim, (f"acled:{sub}, told of {told_with[0]}",)) if sub else "means"
    if told.forces:
        return "harm"
    return Kind(shape["event"], shape["sub"], told.doer, CIVILIANS) if told.civilians else "target"


def weapon(means: Iterable[str]) -> str | None:
    """The sub-event that the words for the means tell, `None` where they have no code; of several the first in ACLED's
    hierarchy. Source of the order: the ACLED codebook."""
    told = [f" {fold(one)} " for one in means]
    found = {sub for table in _weapons().values() for sub, words in table.items()
             if any(f" {word} " in one for word in words for one in told)}
    return next((sub for sub in _order() if sub in found), None)


@cache
def _weapons() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The folded words for each sub-event, by language."""
    table = tomllib.loads(resources.files(__package__).joinpath("means.toml").read_text("utf-8"))
    return {language: {sub: tuple(fold(word) for word in words) for sub, words in subs.items()}
            for language, subs in table.items()}


def _order() -> Iterable[str]:
    return dict.fromkeys(sub for table in _weapons().values() for sub in table)


_SHAPES = {
    "fight": _fight, "by target": _by_target, "doer": _by_doer, "victim": _with_victim, "actor": _with_actor,
    "crowd": _crowd, "taker": _taker, "leaver": _leaver, "civilian": _civilian,
}  # fmt: skip


def _noted(made: Kind, happening: Happening) -> Kind:
    """The kind with the conventions that gave its actors their names."""
    notes = []
    for who, entity in ((made.first, happening.actor), (made.second, happening.target)):
        if isinstance(who, str):
            told = f'told as "{entity.name or entity.text}"' if entity else "not told"
            notes.append(f"acled:{who}, {told}")
    return Kind(made.event, made.sub, made.first, made.second, (*made.notes, *notes), made.crowd_harmed)
