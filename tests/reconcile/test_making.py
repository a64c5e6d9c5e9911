"""Nouns made by the hundred thousand are those that their class makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from bilan.claims import Incident
from bilan.making import maker
from bilan.quantities import Count


@dataclass(frozen=True, slots=True)
class Growing:
    """A noun with a default made anew for each object."""

    parts: list[int] = field(default_factory=list)


def test_what_is_made_is_the_noun_itself() -> None:
    made, own = maker(Incident)(id="x", evidence=(1, 4), type="clash"), Incident(id="x", evidence=(1, 4), type="clash")
    assert type(made) is Incident
    assert made == own
    assert hash(made) == hash(own)
    assert repr(made) == repr(own)
    assert replace(made, id="y") == replace(own, id="y")


def test_what_is_made_is_frozen() -> None:
    made = maker(Incident)(evidence=(1, 4), type="clash")
    with pytest.raises(FrozenInstanceError):
        made.type = "attack"  # type: ignore[misc]


@pytest.mark.parametrize("slots", [{"type": "clash"}, {"evidence": (1, 4), "type": "clash", "colour": "red"}])
def test_what_the_class_refuses_is_refused(slots: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Incident"):
        maker(Incident)(**slots)  # type: ignore[arg-type]


@pytest.mark.parametrize("noun", [Count, Growing])
def test_a_class_that_does_more_is_refused(noun: type[object]) -> None:
    with pytest.raises(TypeError, match="more than set"):
        maker(noun)
