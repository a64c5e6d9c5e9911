"""The parties to the wars of the last fifteen years, those who report on them, and the people who speak for them."""

from __future__ import annotations

from bilan.world.actors.actor import Actor, Post
from bilan.world.actors.registry import Registry

__all__ = ["Actor", "Post", "Registry"]
